"""Bar charts: one bar a line, its value written beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from macros.render.chart_text import WIDTH, ems, fixed, space_between, wrap
from macros.render.environment import render

_SIZE, _LEAD, _THICK = 15, 20, 18
_LABEL_EMS = 8
_SPACE = 10
#: A narrower room for bars puts the values on lines of their own.
_ROOM = 140


@dataclass(frozen=True)
class Bar:
    """A bar; `value` None is a missing one, shown by its text alone (未见记载), never as zero."""

    label: str
    value: Decimal | float | None
    text: str
    sample: bool = False


def bar_chart(bars: Sequence[Bar], label: str) -> str:
    """Draw bars from zero, one below the other.

    Args:
        bars: The bars, in order; the text is the value with its unit.
        label: What the chart shows, for those who do not see it; the figures are added.

    Returns:
        An SVG; empty where there are no bars.
    """
    if not bars:
        return ""
    heads = [wrap(f"{bar.label}〔示例〕" if bar.sample else bar.label, _LABEL_EMS) for bar in bars]
    space = space_between(len(bars))
    left = max(ems(line) for lines in heads for line in [*lines, ""]) * _SIZE + _SPACE
    reserve = max(ems(bar.text) for bar in bars) * _SIZE + _SPACE
    below = WIDTH - left - reserve < _ROOM
    room = WIDTH - left - (2 if below else reserve)
    values = [float(bar.value) for bar in bars if bar.value is not None]
    low, high = min([0.0, *values]), max([0.0, *values])
    scale = room / ((high - low) or 1.0)
    rows, top = [], 4.0
    for bar, lines in zip(bars, heads, strict=True):
        row = _row(bar, lines, top, left, left - low * scale, scale, below=below)
        rows.append(row)
        top += max(len(lines) * _LEAD, _THICK + (_LEAD if below else 0)) + space
    told = "；".join(f"{bar.label}{'（示例）' if bar.sample else ''}：{bar.text}" for bar in bars)
    return render(
        "charts/bar_chart",
        width=WIDTH,
        height=fixed(top - space + 4),
        rows=rows,
        zero=fixed(left - low * scale),
        label=f"{label}。{told}。",
    )


def _row(
    bar: Bar, lines: list[str], top: float, left: float, zero: float, scale: float, *, below: bool
) -> dict[str, object]:
    end = zero + float(bar.value or 0) * scale
    return {
        "lines": [{"text": line, "y": fixed(top + number * _LEAD + 14)} for number, line in enumerate(lines)],
        "label_x": fixed(left - _SPACE),
        "x": fixed(min(zero, end)),
        "y": fixed(top),
        "width": fixed(abs(end - zero)),
        "height": _THICK,
        "sample": bar.sample,
        "missing": bar.value is None,
        "text": bar.text,
        # Right of zero also for what is below it, where no bar is.
        "text_x": fixed(left + 2 if below else max(zero, end) + 6),
        "text_y": fixed(top + (_THICK + 16 if below else 14)),
    }
