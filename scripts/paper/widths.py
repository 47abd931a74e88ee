"""How wide the columns of a table are, and whether it needs the page turned on its side."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from scripts.paper.blocks import Drawing, PaperTable, Picture, TableCell
from scripts.paper.within import texts_of

_MM_A_POINT = 25.4 / 72
_UPRIGHT_MM = 156
_TURNED_MM = 225
#: Room beside the words of a cell, both sides together.
PADDING_MM = 2.4
_ANY_LINES = 10_000.0
#: Ways to set a table, the best first: size in points, width of the page, how few characters a column of sentences
#: may hold, and how many lines its fullest cell may take.
_WAYS = (
    (10.5, _UPRIGHT_MM, 8.0, _ANY_LINES),
    (10.5, _UPRIGHT_MM, 4.5, 4.0),
    (10.5, _TURNED_MM, 6.0, _ANY_LINES),
    # Many columns: what words of two or four characters give away, sentences have, and a page holds more rows.
    (9.0, _TURNED_MM, 2.0, _ANY_LINES),
)
#: Room for two characters side by side, and for what is lost where widths are rounded: what stands one character
#: under the other is not read.
_NARROWEST = 2.2
_WORD = re.compile(r"[!-~]+")
_LONGEST_WORD = 12.0
#: Cells higher than this may be cut, since no page holds them; in characters set on a column of one character.
_LINES_A_PAGE = 34
_DRAWING = 9.0


class WideTableError(ValueError):
    """A table has more columns than a page on its side holds."""


@dataclass(frozen=True)
class Widths:
    """How a table is laid out.

    Attributes:
        columns: Width of each column in millimetres.
        size: Size of its words in points.
        turned: Whether the page is turned on its side.
    """

    columns: tuple[float, ...]
    size: float
    turned: bool

    def find_cuts(self, rows: Sequence[Sequence[tuple[int, TableCell]]]) -> list[list[bool]]:
        """Which cells must let their rows be cut, since no page holds them.

        One cell that does not keeps its whole row together. Rows that a cell reaches over stay
        whole themselves where they can, and only what joins them is cut.

        Args:
            rows: The cells of every row with their column.
        """
        heights = [max((self._lines(*placed) for placed in row if placed[1].rowspan == 1), default=1.0) for row in rows]
        cut = [height > self._most for height in heights]
        for number, row in enumerate(rows):
            for column, cell in row:
                if cell.rowspan > 1 and self._lines(column, cell) > self._most:
                    cut[number : number + cell.rowspan] = [True] * cell.rowspan
        return [
            [
                any(cut[number : number + cell.rowspan])
                or (cell.rowspan > 1 and sum(heights[number : number + cell.rowspan]) > self._most)
                for _, cell in row
            ]
            for number, row in enumerate(rows)
        ]

    @property
    def _most(self) -> float:
        return _LINES_A_PAGE * (2 / 3 if self.turned else 1)

    def _lines(self, column: int, cell: TableCell) -> float:
        """How many lines a cell takes, the room above and below its words counted."""
        width = sum(self.columns[column : column + cell.colspan]) - PADDING_MM
        lines = (-(-width_of(text) * self.size * _MM_A_POINT // width) for text in texts_of(cell.blocks))
        return 0.4 + sum(max(line, 1.0) for line in lines)


@dataclass(frozen=True)
class _ColumnNeed:
    """What a column asks for, in characters: its longest word, its longest line, and its fullest cell in all."""

    word: float = _NARROWEST
    most: float = _NARROWEST
    area: float = _NARROWEST

    def at(self, lines: float, comfort: float) -> float:
        """Its width where its fullest cell takes so many lines; a short line is not broken."""
        return max(self.word, min(self.most, max(comfort, self.area / lines)))


def plan_widths(table: PaperTable, *, across: bool = False) -> Widths:
    """Give each column what it needs, so that the fullest row is as low as can be.

    Args:
        table: The table.
        across: Whether its page lies on its side in any case.

    Raises:
        WideTableError: Not even the narrowest columns fit a page on its side.
    """
    columns = _columns(table)
    if table.even and columns:
        columns = [_widest(columns)] * len(columns)
    for size, upright, comfort, lines in _WAYS:
        room = _TURNED_MM if across else upright
        em = size * _MM_A_POINT
        free = (room - PADDING_MM * len(columns)) / em
        if sum(column.at(lines, comfort) for column in columns) <= free:
            widths = [width * em + PADDING_MM for width in _spread(columns, free, comfort)]
            return Widths(tuple(round(width, 3) for width in widths), size, turned=room == _TURNED_MM)
    raise WideTableError


def place_rows(rows: Sequence[Sequence[TableCell]], columns: int) -> list[list[tuple[int, TableCell]]]:
    """The cells of every row with their column; gaps are filled, spans end with the rows and the columns there are."""
    taken: list[set[int]] = [set() for _ in rows]
    placed: list[list[tuple[int, TableCell]]] = []
    for number, row in enumerate(rows):
        line: list[tuple[int, TableCell]] = []
        cells = iter(row)
        for column in range(columns):
            if column in taken[number]:
                continue
            cell = next(cells, TableCell(()))
            colspan = _free_span(taken[number], column, min(cell.colspan, columns - column))
            cell = replace(cell, colspan=colspan, rowspan=min(max(cell.rowspan, 1), len(rows) - number))
            for other in taken[number : number + cell.rowspan]:
                other.update(range(column, column + colspan))
            line.append((column, cell))
        placed.append(line)
    return placed


def count_columns(table: PaperTable) -> int:
    """How many columns a table needs, cells that reach down from rows above counted."""
    widest = table.columns
    for rows in (table.head, table.rows):
        reaching: list[tuple[int, int]] = []
        for row in rows:
            reaching = [(span, left - 1) for span, left in reaching if left > 1]
            held = sum(span for span, _ in reaching)
            widest = max(widest, held + sum(cell.colspan for cell in row))
            reaching += [(cell.colspan, cell.rowspan) for cell in row if cell.rowspan > 1]
    return widest


def width_of(text: str) -> float:
    """Width of a text in characters; half of one for Latin letters and digits."""
    return sum(1.0 if unicodedata.east_asian_width(character) in "WFA" else 0.55 for character in text)


def _free_span(taken: set[int], column: int, wanted: int) -> int:
    span = 1
    while span < wanted and column + span not in taken:
        span += 1
    return span


def _columns(table: PaperTable) -> list[_ColumnNeed]:
    count = count_columns(table)
    columns = [_ColumnNeed() for _ in range(count)]
    for rows in (table.head, table.rows):
        for row in place_rows(rows, count):
            for place, cell in row:
                if cell.colspan == 1:
                    columns[place] = _wider(columns[place], cell)
    return columns


def _widest(columns: list[_ColumnNeed]) -> _ColumnNeed:
    """What the column asks for that asks for most, in each way."""
    return _ColumnNeed(*(max(asked) for asked in zip(*((c.word, c.most, c.area) for c in columns), strict=True)))


def _wider(column: _ColumnNeed, cell: TableCell) -> _ColumnNeed:
    texts = list(texts_of(cell.blocks))
    words = [min(width_of(word), _LONGEST_WORD) for text in texts for word in _WORD.findall(text)]
    word = max([column.word, *words])
    if any(isinstance(block, Drawing | Picture) for block in cell.blocks):
        word = max(word, _DRAWING)
    # A little more than the words take by this count, since faces differ.
    most = max([column.most, *(width_of(text) + 0.3 for text in texts)])
    return _ColumnNeed(word, max(most, word), max(column.area, sum(map(width_of, texts))))


def _spread(columns: list[_ColumnNeed], free: float, comfort: float) -> list[float]:
    """Widths that fill the room: as few lines as possible, what is left over shared out."""
    low, high = 1.0, _ANY_LINES
    for _ in range(40):
        lines = (low + high) / 2
        if sum(column.at(lines, comfort) for column in columns) > free:
            low = lines
        else:
            high = lines
    widths = [column.at(high, comfort) for column in columns]
    whole = sum(widths)
    return [width * free / whole for width in widths]
