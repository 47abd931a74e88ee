"""Finds what a form asks for by its shape and, where that does not tell, by its words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from macros.domain.forms import FormWord
from scripts.forms.asked import (
    LONGEST_LABEL,
    NUMBER,
    TOTAL,
    FormBlank,
    FormShape,
    FormTable,
    Found,
    is_total,
    skip,
    use_total,
)
from scripts.forms.grid import FormGrid
from scripts.forms.heads import HeadColumn, find_head
from scripts.forms.labels import InlinePlace, find_places, is_label
from scripts.forms.listed_rows import find_listed
from scripts.forms.taken_rows import count_taken

_MOST_BODY = 2_000
_SERIALS = {"序号", "编号", "项号", "项次"}


def read_shape(
    grids: Sequence[FormGrid], knows: Callable[[str], bool], word_of: Callable[[HeadColumn], FormWord | None]
) -> FormShape:
    """Find what a form asks for.

    Args:
        grids: Its sheets, or its tables and running text.
        knows: Whether a heading is one of a ledger; where there are no empty rows, nothing else tells a head.
        word_of: What a column of a ledger is filled with: by that rows are known that somebody has filled.
    """
    tables: list[FormTable] = []
    blanks: list[FormBlank] = []
    unread: list[tuple[int, int, int]] = []
    for number, grid in enumerate(grids):
        found = Found()
        if not grid.is_text:
            _find_tables(grid, number, found, knows, word_of)
            find_listed(grid, number, found, word_of)
        _find_blanks(grid, number, found)
        unread += _find_unread(grid, number, found)
        many = len(found.tables) > 1
        tables += [
            replace(one, place=f"{one.place}（第{at}个表）") if many else one for at, one in enumerate(found.tables, 1)
        ]
        blanks += sorted(found.blanks, key=lambda one: (one.row, one.column, one.inline.start if one.inline else 0))
    return FormShape(tuple(tables), tuple(blanks), tuple(unread))


def _find_unread(grid: FormGrid, number: int, found: Found) -> Iterator[tuple[int, int, int]]:
    for (row, column), cell in sorted(grid.cells.items()):
        is_own = (row, column) not in grid.owners or grid.owners[row, column] == (row, column)
        if is_own and cell.framed and cell.waits and (row, column) not in found.used and row <= grid.rows:
            yield number, row, column


def _find_tables(
    grid: FormGrid,
    number: int,
    found: Found,
    knows: Callable[[str], bool],
    word_of: Callable[[HeadColumn], FormWord | None],
) -> None:
    row = 1
    while row <= grid.rows:
        last = row
        for columns, top in find_head(grid, row):
            span = range(columns[0].column, columns[-1].column + 1)
            begun = skip(grid, row + 1, span)
            taken = count_taken(grid, begun, columns, word_of)
            first = begun + taken
            end = _end_of_body(grid, first, columns)
            # Without an empty row only the words tell a head, and that nothing but a total stands below.
            is_over = bool(taken) or first > grid.rows or is_total(grid, first)
            if end < first and (not is_over or sum(knows(one.heading) for one in columns) < 2):
                continue
            rows = range(begun, end + 1)
            merged = {one.column for one in columns for at in rows if grid.at(at, one.column).rows > 1}
            found.tables.append(FormTable(grid.name, number, columns, first, end, frozenset(merged), taken))
            found.use(range(top, max(first, end + 1)), span)
            use_total(grid, end + 1, found)
            last = max(last, end)
        row = last + 1


def _end_of_body(grid: FormGrid, first: int, columns: Sequence[HeadColumn]) -> int:
    """The last of the empty rows from one on; the one before it where it is not empty."""
    is_framed = any(grid.at(first, one.column).framed for one in columns)
    row = first
    while row <= min(grid.rows, first + _MOST_BODY) and _is_open(grid, row, first, columns):
        if is_framed and not any(grid.at(row, one.column).framed for one in columns):
            break
        row += 1
    return row - 1


def _is_open(grid: FormGrid, row: int, first: int, columns: Sequence[HeadColumn]) -> bool:
    blank = 0
    for place, one in enumerate(columns):
        cell = grid.at(row, one.column)
        if cell.row < first or cell.column != one.column:
            return False
        is_serial = (place == 0 or one.heading in _SERIALS) and NUMBER.fullmatch(cell.says)
        if not (cell.waits or cell.computed or is_serial):
            return False
        blank += cell.waits
    return blank > 0


def _find_blanks(grid: FormGrid, number: int, found: Found) -> None:
    for (row, column), cell in sorted(grid.cells.items()):
        if row > grid.rows or column > grid.columns or (row, column) in found.used or cell.computed:
            continue
        if not cell.text.strip() or cell.waits:
            continue
        inline = list(find_places(cell.text, cell.held))
        beside = grid.beside(cell)
        right = beside is not None and beside.waits and (beside.row, beside.column) not in found.used
        if beside and right and _asks(grid, cell.says, inline, framed=cell.framed and beside.framed, wide=cell.columns):
            label = cell.says.rstrip(":：")
            found.blanks.append(FormBlank(grid.name, label, number, beside.row, beside.column))
            found.use(range(beside.row, beside.row + beside.rows), range(beside.column, beside.column + beside.columns))
        else:
            found.blanks += [FormBlank(grid.name, one.label, number, row, column, one) for one in inline]


def _asks(grid: FormGrid, label: str, inline: Sequence[InlinePlace], *, framed: bool, wide: int) -> bool:
    """Whether a cell asks for what is to stand to its right."""
    if grid.is_text or TOTAL.match(label) or NUMBER.fullmatch(label):
        return False
    if inline:
        # A line to write on in the cell itself, or two labels, are filled there.
        return len(inline) == 1 and not inline[0].has_room and is_label(label) and (framed or wide == 1)
    return framed and len(label) <= LONGEST_LABEL and not label.endswith(("。", "；", "！"))


def list_labels(shape: FormShape) -> Iterator[tuple[str, str]]:
    """Yield all places and headings of a form, by which it is known again."""
    for table in shape.tables:
        yield from ((table.place, column.heading) for column in table.columns)
    yield from ((blank.place, blank.label) for blank in shape.blanks)
