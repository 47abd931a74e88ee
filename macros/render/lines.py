"""Line charts: one point a year, gaps where nothing is recorded, breaks where figures cannot be compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from macros.render.chart_text import WIDTH, ems, fixed, wrap
from macros.render.environment import render
from macros.render.line_labels import Box, Label, place_labels

_SIZE, _LEAD = 15, 20
_TOP, _PLOT, _SIDE = 56, 170, 40
_FOOT = _TOP + _PLOT


@dataclass(frozen=True)
class Point:
    """A point of a line.

    Attributes:
        label: Under the axis, such as 2023年; points of one label stand above each other, unconnected.
        value: None is a gap.
        text: The value with its unit, or the word at the gap: 未见记载, 无报告.
        note: Why it cannot be compared with the one before (a changed unit); the line breaks here.
        sample: Whether it comes from a sample.
    """

    label: str
    value: Decimal | float | None
    text: str
    note: str = ""
    sample: bool = False


@dataclass(frozen=True)
class _Place:
    point: Point
    x: float
    y: float
    mark: str

    @property
    def is_gap(self) -> bool:
        return self.point.value is None


def line_chart(points: Sequence[Point], label: str) -> str:
    """Draw points from left to right, joined where they can be compared.

    Args:
        points: The points, in order of time.
        label: What the chart shows, for those who do not see it; the figures are added.

    Returns:
        An SVG; empty where there are no points.
    """
    if not points:
        return ""
    places, zero = _spread(points)
    runs = _runs(places)
    breaks = [(one.x + two.x) / 2 for one, two in pairwise(places) if two.mark]
    ticks, rows = _ticks(places)
    notes = [line for place in places if place.mark for line in wrap(f"{place.mark} {place.point.note}", 30)]
    if any(point.sample for point in points):
        notes.append("空心的点取自示例。")
    notes_top = _FOOT + 8 + rows * _LEAD
    return render(
        "charts/line_chart",
        width=WIDTH,
        height=fixed(notes_top + len(notes) * _LEAD + 6),
        zero=fixed(zero),
        ticks=ticks,
        lines=[" ".join(f"{fixed(place.x)},{fixed(place.y)}" for place in run) for run in runs if len(run) > 1],
        breaks=[fixed(x) for x in breaks],
        top=_TOP,
        foot=_FOOT,
        gaps=_gaps(places),
        dots=[{"x": fixed(p.x), "y": fixed(p.y), "sample": p.point.sample} for p in places if not p.is_gap],
        values=_values(places, runs, breaks),
        notes=[{"text": line, "y": fixed(notes_top + number * _LEAD + 16)} for number, line in enumerate(notes)],
        label=f"{label}。{in_words(points)}",
    )


def _spread(points: Sequence[Point]) -> tuple[list[_Place], float]:
    """Where the points stand, and the height of zero, which is always in sight so that slopes are honest."""
    values = [float(point.value) for point in points if point.value is not None]
    low, high = min([0.0, *values]), max([0.0, *values])
    scale = _PLOT / ((high - low) or 1.0)
    columns = {label: number for number, label in enumerate(dict.fromkeys(point.label for point in points))}
    step = (WIDTH - 2 * _SIDE) / max(len(columns) - 1, 1)
    start = _SIDE if len(columns) > 1 else WIDTH / 2
    marks = iter(range(0x2460, 0x2474))
    places = [
        _Place(
            point,
            start + columns[point.label] * step,
            _FOOT - (float(point.value or 0) - low) * scale,
            chr(next(marks, 0x203B)) if point.note else "",
        )
        for point in points
    ]
    return places, _FOOT + low * scale


def joined(points: Sequence[Point]) -> list[list[Point]]:
    """Points that a line may join: no gap, no note, and one figure a year."""
    often = Counter(point.label for point in points)
    runs: list[list[Point]] = [[]]
    for point in points:
        if point.value is None or point.note or often[point.label] > 1:
            runs.append([])
        if point.value is not None:
            runs[-1].append(point)
        if often[point.label] > 1:
            runs.append([])
    return [run for run in runs if run]


def _runs(places: Sequence[_Place]) -> list[list[_Place]]:
    """The places of points that are joined."""
    waiting = iter(place for place in places if not place.is_gap)
    return [[next(waiting) for _ in run] for run in joined([place.point for place in places])]


def _ticks(places: Sequence[_Place]) -> tuple[list[dict[str, object]], int]:
    """The labels under the axis: in one row, in two by turns, or thinned out from the last one back."""
    names: dict[float, str] = {}
    for place in places:
        names[place.x] = names.get(place.x, place.point.label) + place.mark
    need = max(map(ems, names.values())) * _SIZE + 8
    step = min((two - one for one, two in pairwise(names)), default=need)
    rows = 1 if step >= need or 2 * step < need else 2
    every = 1 if step * rows >= need else -int(-need // step)
    shown = [
        (number, x, name) for number, (x, name) in enumerate(names.items()) if (len(names) - 1 - number) % every == 0
    ]
    return [
        {"text": name, "x": fixed(_inside(x, ems(name))), "y": fixed(_FOOT + 20 + number % rows * _LEAD)}
        for number, x, name in shown
    ], rows


def _inside(x: float, width: float) -> float:
    half = width * _SIZE / 2 + 2
    return min(max(x, half), WIDTH - half)


def _gaps(places: Sequence[_Place]) -> list[dict[str, object]]:
    """The word at each gap, written downwards; where there is no room, once for a row of them."""
    step = min((two.x - one.x for one, two in pairwise(places) if two.x > one.x), default=WIDTH)
    rows: list[list[_Place]] = []
    for before, place in zip([None, *places], places, strict=False):
        if place.is_gap and before and before.is_gap and before.point.text == place.point.text and step < _LEAD:
            rows[-1].append(place)
        elif place.is_gap:
            rows.append([place])
    return [
        {
            "x": fixed(row[len(row) // 2].x),
            "characters": [
                {"text": character, "y": fixed(_gap_top(row[0]) + (number + 1) * 16)}
                for number, character in enumerate(row[0].point.text)
            ],
        }
        for row in rows
    ]


def _gap_top(place: _Place) -> float:
    return _FOOT - 10 - len(place.point.text) * 16


def _values(
    places: Sequence[_Place], runs: Sequence[Sequence[_Place]], breaks: Sequence[float]
) -> list[dict[str, object]]:
    """The values at their points; those for which there is no room are left out, never the ones that matter."""
    shown = [place for place in places if not place.is_gap]
    outer = {min(shown, key=lambda p: p.y), max(shown, key=lambda p: p.y), shown[0], shown[-1]} if shown else set()
    labels = [
        Label(place.x, place.y, ems(place.point.text) * _SIZE, needed=place in outer or bool(place.mark))
        for place in shown
    ]
    taken = [Box(p.x - 9, _gap_top(p), p.x + 9, _FOOT) for p in places if p.is_gap]
    taken += [Box(p.x - 5, p.y - 5, p.x + 5, p.y + 5) for p in shown]
    taken += [Box(x - 1, _TOP, x + 1, _FOOT) for x in breaks]
    segments = [(one.x, one.y, two.x, two.y) for run in runs for one, two in pairwise(run)]
    found = place_labels(labels, taken, segments, Box(2, 2, WIDTH - 2, _FOOT - 2))
    return [
        {"text": place.point.text, "x": fixed(spot[0]), "y": fixed(spot[1])}
        for place, spot in zip(shown, found, strict=True)
        if spot is not None
    ]


def in_words(points: Sequence[Point]) -> str:
    """Every point in a sentence."""
    told = [
        f"{point.label}：{point.text}{'（示例）' if point.sample else ''}{f'（{point.note}）' if point.note else ''}"
        for point in points
    ]
    return "；".join(told) + "。"
