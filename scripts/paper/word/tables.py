"""Tables: repeated heads, rows that are not cut, columns as wide as their words ask."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import lxml.etree as etree

from scripts.paper.blocks import Block, ItemList, PaperTable, Para, TableCell, Terms
from scripts.paper.table_ends import table_ends
from scripts.paper.widths import count_columns, place_rows
from scripts.paper.word.keeping import keep_with_next
from scripts.paper.word.measures import SIZE_S4
from scripts.paper.word.styles import CELL, CELL_HEAD
from scripts.paper.word.xml import w

#: More columns than this do not fit an upright page.
MOST_UPRIGHT = 6
#: Height of a row to be written in, 9 mm: twenty of them and their head stand on a page.
_BLANK_ROW = 510
_FEWEST_CHARACTERS, _MOST_CHARACTERS = 3, 30
#: Width of a character in a table, and of what stands left and right of the words, in twips.
_CHARACTER, _EDGES = SIZE_S4 * 10, 200
_ALIGN = {"start": "left", "center": "center", "end": "right"}
#: Sets the blocks of a cell in a style.
SetBlocks = Callable[[tuple[Block, ...], str, str], Iterator[etree._Element]]


@dataclass(frozen=True)
class _PlacedCell:
    """A cell in its row: first column, and whether it only goes on from the row above."""

    column: int
    cell: TableCell
    goes_on: bool


def set_table(table: PaperTable, width: int, set_blocks: SetBlocks) -> etree._Element:
    """Set a table.

    Args:
        table: The table.
        width: Of the type area, in twips.
        set_blocks: Sets the blocks of a cell, given their style and alignment.
    """
    widths = _widths(table, width)
    look = w(
        "tblPr",
        w("tblStyle", val="TableGrid"),
        w("tblW", w=sum(widths), type="dxa"),
        w("jc", val="center"),
        w("tblLayout", type="fixed"),
        w("tblLook", val="0420", firstRow=1, noHBand=0, noVBand=1),
    )
    grid = w("tblGrid", *(w("gridCol", w=one) for one in widths))
    element = w("tbl", look, grid)
    kept = _kept(table)
    for number, row in enumerate(_placed(table)):
        head = number < len(table.head)
        element.append(_row(row, widths, set_blocks, head=head, blank=table.blank and not head))
        if number in kept:
            keep_with_next(element[-1])
    return element


def _kept(table: PaperTable) -> set[int]:
    """Which rows stay with the one below, so that two or more stand on either side of the end of a page, or all do."""
    head, count = len(table.head), len(table.rows)
    first, last = table_ends(table.rows, count_columns(table))
    if table.whole or first + last > count:
        return set(range(head + count - 1))
    return {*range(head + first - 1), *range(head + count - last, head + count - 1)}


def _placed(table: PaperTable) -> list[list[_PlacedCell]]:
    """The rows with every column filled: by a cell, by one that goes on from above, or by an empty one."""
    columns = count_columns(table)
    found: list[list[_PlacedCell]] = []
    for rows in (table.head, table.rows):
        placed = place_rows(rows, columns)
        filled = [[_PlacedCell(column, cell, goes_on=False) for column, cell in row] for row in placed]
        for number, row in enumerate(placed):
            for column, cell in row:
                for below in filled[number + 1 : number + cell.rowspan]:
                    below.append(_PlacedCell(column, cell, goes_on=True))
        found += [sorted(row, key=lambda place: place.column) for row in filled]
    return found


def _row(
    places: list[_PlacedCell], widths: list[int], set_blocks: SetBlocks, *, head: bool, blank: bool
) -> etree._Element:
    look = w("trPr", w("cantSplit"))
    if blank:
        look.append(w("trHeight", val=_BLANK_ROW, hRule="atLeast"))
    if head:
        look.append(w("tblHeader"))
    return w("tr", look, *(_cell(place, widths, set_blocks, head=head) for place in places))


def _cell(place: _PlacedCell, widths: list[int], set_blocks: SetBlocks, *, head: bool) -> etree._Element:
    cell = place.cell
    look = w("tcPr", w("tcW", w=sum(widths[place.column : place.column + cell.colspan]), type="dxa"))
    if cell.colspan > 1:
        look.append(w("gridSpan", val=cell.colspan))
    if cell.rowspan > 1:
        look.append(w("vMerge") if place.goes_on else w("vMerge", val="restart"))
    look.append(w("vAlign", val="center"))
    style = CELL_HEAD if head or cell.header else CELL
    align = "" if head else _ALIGN[cell.align]
    inside = [] if place.goes_on else list(set_blocks(cell.blocks, style, align))
    # A cell ends in a paragraph, also where it holds nothing.
    if not inside or inside[-1].tag != w("p").tag:
        inside.append(w("p", w("pPr", w("pStyle", val=style))))
    return w("tc", look, *inside)


def _widths(table: PaperTable, width: int) -> list[int]:
    """Share the width out: columns of few characters get what they ask for, the others an even share of the rest."""
    columns = count_columns(table)
    if table.even:
        return [width // columns] * columns
    asked = [_FEWEST_CHARACTERS * _CHARACTER + _EDGES] * columns
    for row in _placed(table):
        for place in row:
            if place.cell.colspan == 1 and not place.goes_on:
                characters = min(_length(place.cell.blocks), _MOST_CHARACTERS)
                asked[place.column] = max(asked[place.column], characters * _CHARACTER + _EDGES)
    left, found = width, dict[int, int]()
    for at, wish in sorted(enumerate(asked), key=lambda pair: pair[1]):
        found[at] = min(wish, left // columns)
        left, columns = left - found[at], columns - 1
    spare = [left * wish // sum(asked) for wish in asked]
    return [found[at] + spare[at] for at in range(len(asked))]


def _length(blocks: tuple[Block, ...]) -> int:
    """The longest paragraph of some blocks, in characters."""
    longest = 0
    for block in blocks:
        if isinstance(block, Para):
            longest = max(longest, sum(len(run.text) for run in block.runs))
        elif isinstance(block, ItemList):
            longest = max(longest, *(_length(item) for item in block.items))
        elif isinstance(block, Terms):
            longest = max(longest, *(_length(said) for _, said in block.rows))
    return longest
