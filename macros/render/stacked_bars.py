"""Stacked bars: one bar a line, cut into what it consists of, with the counts in it and a key above."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from macros.render.chart_text import WIDTH, ems, fixed, space_between, wrap
from macros.render.environment import render

_SIZE, _LEAD, _THICK = 15, 20, 20
_LABEL_EMS = 8
_SPACE = 10
#: Room for the total behind a bar, in widths of a Han character.
_TOTAL_EMS = 3
#: What a part is about, with its colour on paper; one of no tone here is hollow.
COLOURS = {"good": "#2f6b4f", "plain": "#2b4c6f", "muted": "#5b656c", "warn": "#8f5310", "problem": "#a6322b"}


@dataclass(frozen=True)
class BarPart:
    """A part of a bar.

    Attributes:
        word: What is counted.
        count: How many.
        tone: good, plain, muted, warn, problem or hollow.
        address: Where it leads; empty for nowhere.
        choice: What is chosen there of a table, by its columns; see filter.js.
    """

    word: str
    count: int
    tone: str
    address: str = ""
    choice: str = ""


@dataclass(frozen=True)
class StackedBar:
    """A bar with its parts in order; the same words mean the same tones in all bars of a picture.

    Attributes:
        label: Before it, such as 2023年.
        parts: What it consists of.
        address: Where its label leads; empty for nowhere.
        none: What stands in its place where nothing is counted; never a zero.
        sample: Whether what is counted are samples.
    """

    label: str
    parts: tuple[BarPart, ...]
    address: str = ""
    none: str = "未见记载"
    sample: bool = False

    @property
    def head(self) -> str:
        """Its label as it is drawn."""
        return f"{self.label}〔示例〕" if self.sample else self.label

    @property
    def total(self) -> int:
        """How long it is."""
        return sum(part.count for part in self.parts)


def stacked_bars(bars: Sequence[StackedBar], label: str, unit: str = "条") -> str:
    """Draw bars to one scale, below each other.

    Args:
        bars: The bars, in order; parts of which there are none are left out.
        label: What the picture shows, for those who do not see it; the counts are added.
        unit: What is counted.

    Returns:
        An SVG, whose labels are links where bars have addresses; empty where nothing is counted.
    """
    if not any(bar.total for bar in bars):
        return ""
    heads = [wrap(bar.head, _LABEL_EMS) for bar in bars]
    left = max(ems(line) for lines in heads for line in lines) * _SIZE + _SPACE
    scale = (WIDTH - left - _TOTAL_EMS * _SIZE) / max(bar.total for bar in bars)
    key, top = _key({part.word: part.tone for bar in bars for part in bar.parts if part.count})
    rows, space = [], space_between(len(bars))
    for bar, lines in zip(bars, heads, strict=True):
        rows.append(
            {
                "lines": [{"text": line, "y": fixed(top + number * _LEAD + 15)} for number, line in enumerate(lines)],
                "address": bar.address,
                "parts": list(_parts(bar, left, top, scale)),
                "total": str(bar.total) if bar.total else bar.none,
                "total_x": fixed(left + bar.total * scale + 6),
                "total_y": fixed(top + 15),
            }
        )
        top += max(len(lines) * _LEAD, _THICK) + space
    return render(
        "charts/stacked_bars",
        width=WIDTH,
        height=fixed(top - space + 2),
        key=key,
        rows=rows,
        label_x=fixed(left - _SPACE),
        thick=_THICK,
        linked=any(bar.address or any(part.address for part in bar.parts) for bar in bars),
        label=f"{label}。{'；'.join(_told(bar, unit) for bar in bars)}。",
    )


def _told(bar: StackedBar, unit: str) -> str:
    parts = "、".join(f"{part.word} {part.count}" for part in bar.parts if part.count)
    return f"{bar.head}：共 {bar.total} {unit}，{parts}" if parts else f"{bar.head}：{bar.none}"


def _key(tones: dict[str, str]) -> tuple[list[dict[str, object]], float]:
    """What the tones mean, in lines that fit, and where the bars begin under them."""
    found: list[dict[str, object]] = []
    x, y = 0.0, 2.0
    for word, tone in tones.items():
        width = 18 + ems(word) * _SIZE + 16
        if x and x + width > WIDTH:
            x, y = 0.0, y + _LEAD + 4
        found.append({"x": fixed(x), "y": fixed(y), "word": word, "tone": tone, "colour": COLOURS.get(tone, "#ffffff")})
        x += width
    return found, y + _LEAD + _SPACE


def _parts(bar: StackedBar, left: float, top: float, scale: float) -> Iterator[dict[str, object]]:
    x = left
    for part in bar.parts:
        if part.count:
            width = part.count * scale
            # A count that has no room in its part stands in the table behind the picture.
            fits = ems(str(part.count)) * _SIZE + 4 <= width
            yield {
                "x": fixed(x),
                "y": fixed(top),
                "width": fixed(width),
                "tone": part.tone,
                "colour": COLOURS.get(part.tone, "#ffffff"),
                "hollow": part.tone not in COLOURS,
                "text": str(part.count) if fits else "",
                "text_x": fixed(x + width / 2),
                "text_y": fixed(top + 15),
                "told": f"{part.word} {part.count}",
                "address": part.address,
                "choice": part.choice,
            }
            x += width
