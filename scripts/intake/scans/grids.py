"""Finds tables on a page by their ruled lines: the cells are what the lines shut in."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from scripts.intake.scans.ink import find_ink, find_red

#: The longer side, in pixels, at which lines are looked for: 150 dpi, at which the thinnest are still there.
_LOOKED_AT = 1754
#: Darker by this than the paper around it may be a line; over so many pixels the paper is told.
_DARKER, _PAPER = 28, 41
#: A line is longer than any stroke of a sign; its pieces lie no further apart than this, and two of them at a corner.
_LONGEST_STROKE, _BREAK, _CORNER = 48, 26, 7
#: So wide at most is what of a seal hides a line, its star.
_SEAL = 140
#: No cell is smaller, which is less than a line of small print; edges closer than this are one.
_LEAST_CELL, _SAME_EDGE = 18, 12
#: Rows and columns together are more than these.
_LEAST_BOTH = 3


@dataclass(frozen=True)
class Cell:
    """A cell of a table (单元格): its row and column from 0, and its edges in pixels of the level page."""

    row: int
    column: int
    left: float
    top: float
    right: float
    bottom: float

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in it."""
        return self.left <= x < self.right and self.top <= y < self.bottom


@dataclass(frozen=True)
class Grid:
    """A table of which all cells are ruled (表格).

    Attributes:
        cells: Its cells, one that runs over several rows or columns standing in the first.
    """

    cells: tuple[Cell, ...]

    def is_ruled_over(self, left: float, top: float, right: float, bottom: float) -> bool:
        """Whether one of its lines runs through a stretch."""
        return any(
            (cell.left < right and left < cell.right and (top < cell.top < bottom or top < cell.bottom < bottom))
            or (cell.top < bottom and top < cell.bottom and (left < cell.left < right or left < cell.right < right))
            for cell in self.cells
        )

    @property
    def top(self) -> float:
        """Its upper edge, in pixels of the level page."""
        return min(cell.top for cell in self.cells)

    @property
    def rows(self) -> int:
        """How many rows it has."""
        return 1 + max(cell.row for cell in self.cells)

    @property
    def columns(self) -> int:
        """How many columns it has."""
        return 1 + max(cell.column for cell in self.cells)


def find_grids(picture: Any, slope: float) -> tuple[Grid, ...]:
    """Find the tables of a page.

    Args:
        picture: The page as rows of pixels in three colours (numpy).
        slope: How far its lines climb to the right, in radians.

    Returns:
        Tables of at least two rows and two columns, or the row of at least three that a page begins or ends with; from
        above.
    """
    import cv2

    scale = min(1.0, _LOOKED_AT / max(picture.shape[:2]))
    level = _level(picture, slope, scale)
    rules = _rules(find_ink(level, _DARKER, _PAPER), find_red(level))
    count, _, stats, _ = cv2.connectedComponentsWithStats(rules)
    found = []
    for x, y, wide, high, _ in sorted(stats[1:count].tolist(), key=lambda one: one[1]):
        if wide > 4 * _LEAST_CELL and high > 2 * _LEAST_CELL:
            edges = _shut_in(rules[y : y + high, x : x + wide])
            cells = [[(x + a) / scale, (y + b) / scale, (x + c) / scale, (y + d) / scale] for a, b, c, d in edges]
            found.append(_grid(cells, _SAME_EDGE / scale))
    return tuple(grid for grid in found if grid.cells and _is_table(grid))


def _is_table(grid: Grid) -> bool:
    return grid.columns > 1 and grid.rows + grid.columns > _LEAST_BOTH


def _level(picture: Any, slope: float, scale: float) -> Any:
    """The page made smaller, in the numbers of the level page."""
    import math

    import cv2
    import numpy

    size = (round(picture.shape[1] * scale), round(picture.shape[0] * scale))
    small = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
    cos, sin = math.cos(slope), math.sin(slope)
    turn = numpy.array([[cos, sin, 0], [-sin, cos, 0]])
    return cv2.warpAffine(small, turn, size, borderMode=cv2.BORDER_CONSTANT, borderValue=(255, 255, 255))


def _rules(ink: Any, red: Any) -> Any:
    """The long lines of a page, pieces of one joined; behind a seal a line goes on."""
    import cv2

    def bar(wide: int, high: int) -> Any:
        return cv2.getStructuringElement(cv2.MORPH_RECT, (wide, high))

    lying = cv2.morphologyEx(cv2.dilate(ink, bar(1, 3)), cv2.MORPH_OPEN, bar(_LONGEST_STROKE, 1))
    standing = cv2.morphologyEx(cv2.dilate(ink, bar(3, 1)), cv2.MORPH_OPEN, bar(1, _LONGEST_STROKE))
    red = cv2.dilate(red, bar(_SAME_EDGE, _SAME_EDGE))
    lying |= cv2.morphologyEx(lying, cv2.MORPH_CLOSE, bar(_SEAL, 1)) & red
    standing |= cv2.morphologyEx(standing, cv2.MORPH_CLOSE, bar(1, _SEAL)) & red
    lying = cv2.morphologyEx(lying, cv2.MORPH_CLOSE, bar(_BREAK, 1))
    standing = cv2.morphologyEx(standing, cv2.MORPH_CLOSE, bar(1, _BREAK))
    return cv2.morphologyEx(lying | standing, cv2.MORPH_CLOSE, bar(_CORNER, _CORNER))


def _shut_in(rules: Any) -> list[tuple[int, int, int, int]]:
    """The edges of the stretches that lines shut in; what lies open to the outside is none."""
    import cv2

    around = cv2.copyMakeBorder(rules, 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=(0,))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(255 - around, connectivity=4)
    outside = labels[0, 0]
    return [
        (x - 1, y - 1, x - 1 + wide, y - 1 + high)
        for number, (x, y, wide, high, _) in enumerate(stats.tolist()[:count])
        if number not in {0, outside} and wide >= _LEAST_CELL and high >= _LEAST_CELL
    ]


def _grid(edges: list[list[float]], near: float) -> Grid:
    lefts, tops = (_apart(sorted(one[n] for one in edges), near) for n in (0, 1))
    cells = [Cell(_place(top, tops), _place(left, lefts), left, top, right, low) for left, top, right, low in edges]
    return Grid(tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))))


def _apart(edges: list[float], near: float) -> list[float]:
    """The edges that do not stand close behind another."""
    return edges[:1] + [edge for before, edge in pairwise(edges) if edge - before > near]


def _place(edge: float, edges: list[float]) -> int:
    return sum(one <= edge for one in edges) - 1
