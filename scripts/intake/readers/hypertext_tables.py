"""Tables of a web page: cells gathered into rows, with empty cells where one reaches over others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from scripts.intake.manuscript import Line

_MOST_COLUMNS = 63
_MOST_ROWS = 1000


@dataclass
class HtmlCell:
    """A cell: over how many columns and rows it reaches, and its lines."""

    columns: int = 1
    rows: int = 1
    lines: list[Line] = field(default_factory=list)


@dataclass
class HtmlRow:
    """The cells of a row, as they are written."""

    cells: list[HtmlCell] = field(default_factory=list)


@dataclass
class Table:
    """A table that is being read.

    Attributes:
        number: 1-based number of the table in the page.
        rows: Its rows so far.
        cell: The cell that is open; None between cells.
    """

    number: int
    rows: list[HtmlRow] = field(default_factory=list)
    cell: HtmlCell | None = None

    @property
    def is_frame(self) -> bool:
        """Whether it is a single cell, drawn as a frame around ordinary text."""
        return sum(len(row.cells) for row in self.rows) <= 1

    def start_cell(self, cell: HtmlCell) -> None:
        """Open a cell in the last row."""
        if not self.rows:
            self.rows.append(HtmlRow())
        self.rows[-1].cells.append(cell)
        self.cell = cell

    def end_cell(self) -> None:
        """Close the open cell."""
        self.cell = None

    def content(self) -> list[Line]:
        """The lines of all cells as ordinary lines."""
        return [line for row in self.rows for cell in row.cells for line in cell.lines]

    def lines(self, last: int) -> Iterator[Line]:
        """Yield one line a row, each followed by the tables in its cells.

        Args:
            last: Number of the last paragraph read, for rows without any text.

        Yields:
            The rows, their cells parted by tabs.
        """
        reaching: dict[int, int] = {}
        for row in self.rows:
            texts = list(_columns(row, reaching))
            own = [line for cell in row.cells for line in cell.lines]
            place = next((line.number for line in own), last) or 1
            yield Line("\t".join(texts), place, paragraph=True, table=self.number)
            yield from (line for line in own if line.table)


def _columns(row: HtmlRow, reaching: dict[int, int]) -> Iterator[str]:
    """Yield the text of each column; `reaching` tells how many more rows the cells from above fill."""
    at = 0
    for cell in row.cells:
        while reaching.get(at, 0):
            yield from _filled(at, reaching)
            at += 1
        span, rows = min(max(cell.columns, 1), _MOST_COLUMNS), min(max(cell.rows, 1), _MOST_ROWS)
        words = (line.text.replace("\t", " ") for line in cell.lines if not line.table)
        yield " ".join(word for word in words if word.strip())
        yield from [""] * (span - 1)
        reaching |= dict.fromkeys(range(at, at + span), rows - 1)
        at += span
    while reaching.get(at, 0):
        yield from _filled(at, reaching)
        at += 1


def _filled(at: int, reaching: dict[int, int]) -> Iterator[str]:
    reaching[at] -= 1
    yield ""
