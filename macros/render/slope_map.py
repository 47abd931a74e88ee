"""Slope maps: the titles of two years as two columns, and a line from each to what it was or became."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from macros.render.chart_text import ems, fixed
from macros.render.environment import render
from macros.render.stacked_bars import COLOURS

_SIZE, _STEP = 13, 22
_COLUMN, _BETWEEN = 168, 88
_WIDTH = 2 * _COLUMN + _BETWEEN
_HEAD, _BAND = 26, 24
#: Between a title and where its line begins.
_SPACE = 6
#: The thinnest and the thickest line.
_THIN, _THICK = 1.0, 6.0


@dataclass(frozen=True)
class SlopeTitle:
    """A title in a column, a link to what is told of it; titles of one band stand together, under its word."""

    id: str
    text: str
    band: str
    href: str


@dataclass(frozen=True)
class SlopeGroup:
    """Titles that belong together, one of them where it has no partner.

    Attributes:
        word: What became of them.
        tone: good, plain, muted, warn or problem; else hollow.
        old: Ids of titles at the left.
        new: Ids of titles at the right.
        weight: How alike they are, 0 to 1; of what was parted or joined, by the ids of its pieces.
        values: What filter.js chooses it by.
        same: Whether nothing of it changed.
    """

    word: str
    tone: str
    old: tuple[str, ...]
    new: tuple[str, ...]
    weight: float = 0.0
    weights: dict[str, float] = field(default_factory=dict)
    values: str = ""
    same: bool = False


def slope_map(
    heads: tuple[str, str],
    old: Sequence[SlopeTitle],
    new: Sequence[SlopeTitle],
    groups: Sequence[SlopeGroup],
    label: str,
) -> str:
    """Draw two columns of titles and the lines between them.

    Args:
        heads: What stands above the columns.
        old: The titles at the left, in order.
        new: Those at the right.
        groups: What belongs together; each title is in one.
        label: What the picture shows, for those who do not see it; the counts are added.

    Returns:
        An SVG whose titles are links; empty where there are no titles.

    Raises:
        KeyError: A group names a title that is not there.
    """
    if not old and not new:
        return ""
    bands, tops, height = _places(old, new)
    titles = {0: {title.id: title for title in old}, 1: {title.id: title for title in new}}
    joined = sum(1 for group in groups if group.old and group.new)
    alone = len(groups) - joined
    return render(
        "charts/slope_map",
        width=_WIDTH,
        height=fixed(height),
        heads=[(_COLUMN - _SPACE, "end", heads[0]), (_COLUMN + _BETWEEN + _SPACE, "start", heads[1])],
        bands=bands,
        size=_SIZE,
        groups=[
            {
                "group": group,
                "colour": COLOURS.get(group.tone, "#5b656c"),
                "lines": _lines(group, tops),
                "titles": [
                    _title(title, side, tops[side, title.id], group)
                    for side, ids in ((0, group.old), (1, group.new))
                    for title in (titles[side][name] for name in ids)
                ],
            }
            for group in groups
        ],
        label=f"{label}：左边 {len(old)} 条，右边 {len(new)} 条，连起来的 {joined} 处，没有连线的 {alone} 条。",
    )


def _places(
    old: Sequence[SlopeTitle], new: Sequence[SlopeTitle]
) -> tuple[list[tuple[float, str]], dict[tuple[int, str], float], float]:
    """Where bands and titles stand, and how tall that is: a band begins at the same height in both columns."""
    bands, tops, y = [], {}, float(_HEAD)
    for band in dict.fromkeys(title.band for title in (*new, *old)):
        bands.append((fixed(y + 16), band))
        y += _BAND
        columns = [[title for title in column if title.band == band] for column in (old, new)]
        for side, column in enumerate(columns):
            tops.update({(side, title.id): y + number * _STEP + _STEP / 2 for number, title in enumerate(column)})
        y += max(map(len, columns)) * _STEP
    return bands, tops, y + 4


def _lines(group: SlopeGroup, tops: dict[tuple[int, str], float]) -> list[dict[str, object]]:
    left, right = _COLUMN, _COLUMN + _BETWEEN
    middle = left + _BETWEEN / 2
    found = []
    for one in group.old:
        for other in group.new:
            # The pieces are at the side that has several; ids of the other year may be the same.
            weight = group.weights.get(one if len(group.old) > 1 else other, group.weight)
            y, to = fixed(tops[0, one]), fixed(tops[1, other])
            found.append(
                {
                    "d": f"M{left} {y}C{middle} {y} {middle} {to} {right} {to}",
                    "width": fixed(_THIN + weight * (_THICK - _THIN)),
                }
            )
    return found


def _title(title: SlopeTitle, side: int, y: float, group: SlopeGroup) -> dict[str, object]:
    alone = not (group.old and group.new)
    return {
        "text": _cut(title.text),
        "href": title.href,
        "told": f"{group.word}：{title.text}",
        "left": side == 0,
        "x": _COLUMN - _SPACE if side == 0 else _COLUMN + _BETWEEN + _SPACE,
        "y": fixed(y + 4.5),
        "mark": (fixed(_COLUMN + _SPACE if side == 0 else _COLUMN + _BETWEEN - _SPACE), fixed(y)) if alone else None,
    }


def _cut(text: str) -> str:
    """So much of a title as its column holds."""
    room = (_COLUMN - _SPACE) / _SIZE
    if ems(text) <= room:
        return text
    kept = text
    while kept and ems(kept) > room - 1:
        kept = kept[:-1]
    return f"{kept}…"
