"""A line so small that one stands beside every figure: its course, its newest value, its first and last year."""

from __future__ import annotations

from collections.abc import Sequence

from macros.render.chart_text import fixed
from macros.render.environment import render
from macros.render.lines import Point, in_words, joined

_WIDTH, _HEIGHT = 168, 64
_TOP, _FOOT, _SIDE = 20, 46, 8


def small_multiple(points: Sequence[Point], label: str) -> str:
    """Draw points from left to right as `macros.render.lines.line_chart` does, without words at every point.

    A year of which nothing is known is blank, a series breaks where its figures cannot be compared, and zero is in
    sight, so that slopes are honest.

    Args:
        points: The points, in order of time.
        label: What the picture shows, for those who do not see it; the figures are added.

    Returns:
        An SVG of 168 × 64; empty where no point has a value.
    """
    known = [float(point.value) for point in points if point.value is not None]
    if not known:
        return ""
    low, high = min([0.0, *known]), max([0.0, *known])
    columns = {name: number for number, name in enumerate(dict.fromkeys(point.label for point in points))}
    step = (_WIDTH - 2 * _SIDE) / max(len(columns) - 1, 1)
    scale = (_FOOT - _TOP) / ((high - low) or 1.0)

    def place(point: Point) -> tuple[float, float]:
        x = _SIDE + columns[point.label] * step
        return fixed(x), fixed(_FOOT - (float(point.value or 0) - low) * scale)

    first, last = points[0], points[-1]
    newest = next(point for point in reversed(points) if point.value is not None)
    return render(
        "charts/small_multiple",
        width=_WIDTH,
        height=_HEIGHT,
        zero=fixed(_FOOT + low * scale),
        lines=[[place(point) for point in run] for run in joined(points) if len(run) > 1],
        dots=[(*place(point), point.sample) for point in points if point.value is not None],
        newest=newest.text if newest is last else f"{newest.label} {newest.text}",
        first=first.label,
        last=last.label if len(columns) > 1 else "",
        label=f"{label}。{in_words(points)}",
    )
