"""The head of a table: a row of headings side by side, with the rows above it that gather them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from scripts.forms.grid import FormCell, FormGrid
from scripts.forms.labels import find_places, is_label

_LONGEST_HEADING = 40
_DEEPEST = 3


@dataclass(frozen=True)
class HeadColumn:
    """A column with what heads it (栏).

    Attributes:
        column: Its number in the grid.
        parts: Its headings from above: 整改时限, 调整后.
    """

    column: int
    parts: tuple[str, ...]

    @property
    def heading(self) -> str:
        """Its headings as one: 整改时限－调整后."""
        return "－".join(self.parts)


def find_head(grid: FormGrid, row: int) -> Iterator[tuple[tuple[HeadColumn, ...], int]]:
    """Yield what may be heads whose lowest row is this one, each with its first row."""
    for first, last in _segments(grid, row):
        tops = [row]
        while len(tops) < _DEEPEST and _gathers(grid, tops[-1] - 1, first, last):
            tops.append(tops[-1] - 1)
        columns = tuple(_column(grid, number, tops) for number in _own_columns(grid, row, first, last))
        yield columns, tops[-1]


def _segments(grid: FormGrid, row: int) -> Iterator[tuple[int, int]]:
    """Yield the runs of two headings and more that stand side by side, and end in this row."""
    first = None
    parts = _parts_groups(grid, row)
    for column in range(1, grid.columns + 2):
        cell = grid.at(row, column) if column <= grid.columns else None
        if cell and parts and cell.waits and not cell.computed:
            # Beside what parts a heading above, a blank one goes on from above though nobody has merged it.
            cell = grid.at(row - 1, column)
        if cell and _is_heading(cell) and cell.row + cell.rows - 1 <= row:
            first = first or column
            continue
        if first and len(_own_columns(grid, row, first, column - 1)) > 1:
            yield first, column - 1
        first = None


def _parts_groups(grid: FormGrid, row: int) -> bool:
    """Whether a row parts headings that stand over several of its columns: 原定, 调整后 under 整改时限."""
    if row < 2:
        return False
    for column in range(1, grid.columns + 1):
        cell, above = grid.at(row, column), grid.at(row - 1, column)
        is_group = above.row < row and cell.columns < above.columns < grid.columns and _is_heading(above)
        if is_group and cell.row == row and _is_heading(cell):
            return True
    return False


def _is_heading(cell: FormCell) -> bool:
    says = cell.says
    return (
        bool(says)
        and not cell.waits
        and len(says) <= _LONGEST_HEADING
        and not is_label(says)
        # Where somebody signs or seals, with the day.
        and not says.endswith("年月日")
        and not (any(find_places(cell.text)) or cell.computed)
    )


def _own_columns(grid: FormGrid, row: int, first: int, last: int) -> list[int]:
    return [column for column in range(first, last + 1) if grid.at(row, column).column == column]


def _gathers(grid: FormGrid, row: int, first: int, last: int) -> bool:
    """Whether a row above belongs to a head: it goes on below, or stands over several of its columns, not over all."""
    if row < 1:
        return False
    cells = [grid.at(row, column) for column in range(first, last + 1)]
    # A blank one below goes on from above.
    if not all(_is_heading(cell) for cell in cells):
        return False
    inside = all(cell.column >= first and cell.column + cell.columns - 1 <= last for cell in cells)
    is_title = cells[0].columns >= last - first + 1
    return inside and not is_title and any(cell.rows > 1 or cell.columns > 1 for cell in cells)


def _column(grid: FormGrid, column: int, rows: list[int]) -> HeadColumn:
    """A column with its headings, each once though it spans several rows."""
    cells = dict.fromkeys(grid.at(row, column) for row in reversed(rows))
    return HeadColumn(column, tuple(cell.says for cell in cells if cell.says))
