"""Puts what is written on a page into the cells of its tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from scripts.intake.scans.boxes import Box, Sign
from scripts.intake.scans.grids import Cell, Grid


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
        return next((cell for cell in cells if cell.holds((sign.left + sign.right) / 2, box.middle)), None)

    parts = [(cell, tuple(signs)) for cell, signs in groupby(box.signs, cell_of)] if cells else []
    if len(parts) < 2:
        yield (parts[0][0] if parts else None), box
        return
    for cell, signs in parts:
        yield cell, replace(box, signs=signs, left=signs[0].left, right=signs[-1].right)
