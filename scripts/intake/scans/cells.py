"""Puts what is written on a page into the cells of its tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby, pairwise

from scripts.intake.scans.boxes import Box, Sign
from scripts.intake.scans.grids import Cell, Grid

#: In heights of a line: signs on two sides of a rule stand further apart than this.
_ROOM = 0.35
#: In widths of a sign: so far it may reach over a rule as far as its place is known.
_RIM = 0.3


def without_false_rules(grid: Grid, boxes: list[Box]) -> Grid:
    """A table without the standing lines over which writing runs on: strokes below each other look like a rule.

    Args:
        grid: The table as its lines were found.
        boxes: The lines of writing of the page.
    """
    cells = list[Cell]()
    for cell in grid.cells:
        if cells and cells[-1].row == cell.row and any(_runs_on(box, cells[-1], cell) for box in boxes):
            cells[-1] = replace(cells[-1], right=cell.right, bottom=max(cells[-1].bottom, cell.bottom))
        else:
            cells.append(cell)
    columns = sorted({cell.column for cell in cells})
    return Grid(tuple(replace(cell, column=columns.index(cell.column)) for cell in cells))


def _runs_on(box: Box, left: Cell, right: Cell) -> bool:
    """Whether a line of writing goes from one cell to the next as if there were no rule between them."""
    rule = (left.right + right.left) / 2
    if not all(cell.top <= box.middle < cell.bottom for cell in (left, right)):
        return False
    beside = any(
        one.left + one.right < 2 * rule <= other.left + other.right and other.left - one.right < _ROOM * box.height
        for one, other in pairwise(box.signs)
    )
    return beside or any(_is_cut(sign, rule) for sign in box.signs)


def _is_cut(sign: Sign, rule: float) -> bool:
    rim = _RIM * (sign.right - sign.left)
    return sign.left + rim < rule < sign.right - rim


def fill_grid(grid: Grid, boxes: list[Box]) -> tuple[list[list[list[Box]]], list[Box]]:
    """Put lines of writing into the cells of a table; one that runs over a rule is parted there.

    Args:
        grid: The table.
        boxes: The lines of the page.

    Returns:
        By row and column the lines of each cell in no order, and those that stand outside.
    """
    filled: list[list[list[Box]]] = [[[] for _ in range(grid.columns)] for _ in range(grid.rows)]
    outside = list[Box]()
    for box in boxes:
        for cell, part in _parted(grid, box):
            (filled[cell.row][cell.column] if cell else outside).append(part)
    return filled, outside


def _parted(grid: Grid, box: Box) -> Iterator[tuple[Cell | None, Box]]:
    """Yield the parts of a line, each with the cell that holds it."""
    cells = [cell for cell in grid.cells if cell.top <= box.middle < cell.bottom]

    def cell_of(sign: Sign) -> Cell | None:
        return next((cell for cell in cells if cell.holds(sign.middle, box.middle)), None)

    parts = [(cell, tuple(signs)) for cell, signs in groupby(box.signs, cell_of)] if cells else []
    if len(parts) < 2:
        yield (parts[0][0] if parts else None), box
        return
    for cell, signs in parts:
        yield cell, replace(box, signs=signs, left=signs[0].left, right=signs[-1].right)
