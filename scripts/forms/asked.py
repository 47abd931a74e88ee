"""What a form asks for: tables with their heads and empty rows, single places beside a label, and what is neither."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from macros.domain.forms import FormWord
from scripts.forms.grid import FormGrid
from scripts.forms.heads import HeadColumn
from scripts.forms.labels import InlinePlace

#: Rows under a head that are none to be filled: numbers or letters of the columns, an example.
_ORDINAL = re.compile(r"[(（]?(?:[0-9０-９]{1,2}|[甲乙丙丁戊己庚辛壬癸]|[A-Z])[)）]?(?:=.*)?")
_EXAMPLE = re.compile(r"[(（\[【]?(?:举?例|示例|样例|范例|填写示例|填报示例)")
TOTAL = re.compile(r"[(（]?(?:合计|小计|总计|共计|累计)")
NUMBER = re.compile(r"[0-9０-９]{1,4}[.、．]?")
LONGEST_LABEL = 20
#: Between the label of a row and that of a column.
JOINT = "／"


@dataclass(frozen=True)
class FormTable:
    """A table whose rows are to be filled (待填的表).

    Attributes:
        place: What it is called.
        grid: Number of the grid that it stands in.
        columns: Its columns from the left.
        first: First of its empty rows.
        last: Last of them; the row before `first` where it has none.
        merged: Columns whose cells span several rows.
        taken: How many rows above `first` somebody has filled already.
    """

    place: str
    grid: int
    columns: tuple[HeadColumn, ...]
    first: int
    last: int
    merged: frozenset[int] = frozenset()
    taken: int = 0

    @property
    def has_room(self) -> bool:
        """Whether it has an empty row."""
        return self.last >= self.first


@dataclass(frozen=True)
class FormBlank:
    """A single place to be filled (待填的空).

    Attributes:
        place: What the table or sheet is called that it stands in.
        label: What it asks for; of a row and a column both, with `JOINT` between them.
        grid: Number of the grid.
        row: Row of its cell.
        column: Column of its cell.
        inline: Its place in the words of the cell; None where the whole cell waits.
        about: Of a row in which the form itself has an office or a problem, which of both, and its words; else None.
    """

    place: str
    label: str
    grid: int
    row: int
    column: int
    inline: InlinePlace | None = None
    about: tuple[FormWord, str] | None = None


@dataclass(frozen=True)
class FormShape:
    """All that a form asks for, in reading order of each sheet (表的样子).

    Attributes:
        tables: Its tables with rows to be filled.
        blanks: Its single places.
        unread: Empty cells with lines around them of which nothing tells what they are for, by grid, row and column.
    """

    tables: tuple[FormTable, ...]
    blanks: tuple[FormBlank, ...]
    unread: tuple[tuple[int, int, int], ...] = ()


@dataclass
class Found:
    """What was found in a grid so far."""

    tables: list[FormTable] = field(default_factory=list)
    blanks: list[FormBlank] = field(default_factory=list)
    used: set[tuple[int, int]] = field(default_factory=set)

    def use(self, rows: range, columns: range) -> None:
        """Take down that some places belong to what was found."""
        self.used |= {(row, column) for row in rows for column in columns}


def skip(grid: FormGrid, row: int, span: range) -> int:
    """The first row under a head that is neither one of numbers of columns nor an example."""
    while row <= grid.rows:
        said = [cell.says for column in span if (cell := grid.at(row, column)).text.strip() and cell.column == column]
        is_ordinal = len(said) > 1 and all(_ORDINAL.fullmatch(text) for text in said)
        if not is_ordinal and not any(_EXAMPLE.match(text) for text in said):
            break
        row += 1
    return row


def is_total(grid: FormGrid, row: int) -> bool:
    """Whether a row sums up those above it."""
    return any(TOTAL.match(grid.at(row, column).says) for column in range(1, grid.columns + 1))


def use_total(grid: FormGrid, row: int, found: Found) -> None:
    """Take down a row that sums up what was found, if it is one."""
    if row <= grid.rows and is_total(grid, row):
        found.use(range(row, row + 1), range(1, grid.columns + 1))
