"""What a form asks for: its tables with their heads and empty rows, and single places beside a label."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from macros.domain.forms import FormWord
from scripts.forms.grid import FormGrid
from scripts.forms.heads import HeadColumn, find_head
from scripts.forms.labels import InlinePlace, find_places, is_label
from scripts.forms.taken_rows import count_taken

#: Rows under a head that are none to be filled: numbers or letters of the columns, an example.
_ORDINAL = re.compile(r"[(（]?(?:[0-9０-９]{1,2}|[甲乙丙丁戊己庚辛壬癸]|[A-Z])[)）]?(?:=.*)?")
_EXAMPLE = re.compile(r"[(（\[【]?(?:举?例|示例|样例|范例|填写示例|填报示例)")
_TOTAL = re.compile(r"[(（]?(?:合计|小计|总计|共计|累计)")
_NUMBER = re.compile(r"[0-9０-９]{1,4}[.、．]?")
_LONGEST_LABEL = 20
_MOST_BODY = 2_000
#: What a form may give itself, to be answered in the row.
_GIVEN = (FormWord.PROBLEM, FormWord.OFFICE)
#: Between the label of a row and that of a column.
JOINT = "／"
#: Headings of columns that give the unit of a figure.
_UNITS = {"单位", "计量单位", "数量单位"}
_SERIALS = {"序号", "编号", "项号", "项次"}


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
class _Found:
    """What was found in a grid so far."""

    tables: list[FormTable] = field(default_factory=list)
    blanks: list[FormBlank] = field(default_factory=list)
    used: set[tuple[int, int]] = field(default_factory=set)

    def use(self, rows: range, columns: range) -> None:
        self.used |= {(row, column) for row in rows for column in columns}


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
        found = _Found()
        if not grid.is_text:
            _find_tables(grid, number, found, knows, word_of)
            _find_listed(grid, number, found, word_of)
        _find_blanks(grid, number, found)
        unread += _find_unread(grid, number, found)
        many = len(found.tables) > 1
        tables += [
            replace(one, place=f"{one.place}（第{at}个表）") if many else one for at, one in enumerate(found.tables, 1)
        ]
        blanks += sorted(found.blanks, key=lambda one: (one.row, one.column, one.inline.start if one.inline else 0))
    return FormShape(tuple(tables), tuple(blanks), tuple(unread))


def _find_unread(grid: FormGrid, number: int, found: _Found) -> Iterator[tuple[int, int, int]]:
    for (row, column), cell in sorted(grid.cells.items()):
        is_own = (row, column) not in grid.owners or grid.owners[row, column] == (row, column)
        if is_own and cell.framed and cell.waits and (row, column) not in found.used and row <= grid.rows:
            yield number, row, column


def _find_tables(
    grid: FormGrid,
    number: int,
    found: _Found,
    knows: Callable[[str], bool],
    word_of: Callable[[HeadColumn], FormWord | None],
) -> None:
    row = 1
    while row <= grid.rows:
        last = row
        for columns, top in find_head(grid, row):
            span = range(columns[0].column, columns[-1].column + 1)
            begun = _skip(grid, row + 1, span)
            taken = count_taken(grid, begun, columns, word_of)
            first = begun + taken
            end = _end_of_body(grid, first, columns)
            # Without an empty row only the words tell a head, and that nothing but a total stands below.
            is_over = bool(taken) or first > grid.rows or _is_total(grid, first)
            if end < first and (not is_over or sum(knows(one.heading) for one in columns) < 2):
                continue
            rows = range(begun, end + 1)
            merged = {one.column for one in columns for at in rows if grid.at(at, one.column).rows > 1}
            found.tables.append(FormTable(grid.name, number, columns, first, end, frozenset(merged), taken))
            found.use(range(top, max(first, end + 1)), span)
            _use_total(grid, end + 1, found)
            last = max(last, end)
        row = last + 1


def _skip(grid: FormGrid, row: int, span: range) -> int:
    """The first row under a head that is neither one of numbers of columns nor an example."""
    while row <= grid.rows:
        said = [cell.says for column in span if (cell := grid.at(row, column)).text.strip() and cell.column == column]
        is_ordinal = len(said) > 1 and all(_ORDINAL.fullmatch(text) for text in said)
        if not is_ordinal and not any(_EXAMPLE.match(text) for text in said):
            break
        row += 1
    return row


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
        is_serial = (place == 0 or one.heading in _SERIALS) and _NUMBER.fullmatch(cell.says)
        if not (cell.waits or cell.computed or is_serial):
            return False
        blank += cell.waits
    return blank > 0


def _is_total(grid: FormGrid, row: int) -> bool:
    return any(_TOTAL.match(grid.at(row, column).says) for column in range(1, grid.columns + 1))


def _use_total(grid: FormGrid, row: int, found: _Found) -> None:
    if row <= grid.rows and _is_total(grid, row):
        found.use(range(row, row + 1), range(1, grid.columns + 1))


def _find_listed(grid: FormGrid, number: int, found: _Found, word_of: Callable[[HeadColumn], FormWord | None]) -> None:
    """Rows that a form lists itself, with columns that wait: under 指标, 单位, 本年, 上年 a row 谈心谈话, 人次."""
    for row in range(1, grid.rows):
        for columns, top in find_head(grid, row):
            at = _skip(grid, row + 1, range(columns[0].column, columns[-1].column + 1))
            waiting = [one for one in columns if at <= grid.rows and grid.at(at, one.column).waits]
            named = [one for one in columns if one not in waiting]
            if not waiting or not named or any((row, one.column) in found.used for one in columns):
                continue
            begun = at
            framed = any(grid.at(row, one.column).framed for one in columns)
            while at <= grid.rows and not _is_total(grid, at):
                if framed and not any(grid.at(at, one.column).framed for one in columns):
                    break
                about = _given(grid, at, row, named, word_of)
                label = _row_label(grid, at, row, named) or (about[1][: 2 * _LONGEST_LABEL] if about else "")
                places = [one for one in waiting if grid.at(at, one.column).waits and grid.at(at, one.column).row == at]
                if not label or not places:
                    break
                found.blanks += [
                    FormBlank(grid.name, f"{label}{JOINT}{one.heading}", number, at, one.column, about=about)
                    for one in places
                ]
                at += 1
            if at > begun:
                found.use(range(top, at), range(columns[0].column, columns[-1].column + 1))
                _use_total(grid, at, found)


def _given(
    grid: FormGrid,
    row: int,
    head: int,
    named: Sequence[HeadColumn],
    word_of: Callable[[HeadColumn], FormWord | None],
) -> tuple[FormWord, str] | None:
    """The office, or the problem, that a listed row is about."""
    for one in named:
        cell, word = grid.at(row, one.column), word_of(one)
        if word in _GIVEN and cell.row > head and cell.says:
            return word, cell.text
    return None


def _row_label(grid: FormGrid, row: int, head: int, named: Sequence[HeadColumn]) -> str:
    """What a listed row is about, with its unit: 谈心谈话（人次）."""
    name = unit = ""
    for one in named:
        cell = grid.at(row, one.column)
        if cell.row <= head or not cell.says or len(cell.says) > 2 * _LONGEST_LABEL:
            continue
        if one.heading in _UNITS:
            unit = cell.says
        elif not _NUMBER.fullmatch(cell.says):
            name = cell.says
    return f"{name}（{unit}）" if name and unit and unit not in name else name


def _find_blanks(grid: FormGrid, number: int, found: _Found) -> None:
    for (row, column), cell in sorted(grid.cells.items()):
        if row > grid.rows or column > grid.columns or (row, column) in found.used or cell.computed:
            continue
        if not cell.text.strip() or cell.waits:
            continue
        inline = list(find_places(cell.text))
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
    if grid.is_text or _TOTAL.match(label) or _NUMBER.fullmatch(label):
        return False
    if inline:
        # A line to write on in the cell itself, or two labels, are filled there.
        return len(inline) == 1 and not inline[0].has_room and is_label(label) and (framed or wide == 1)
    return framed and len(label) <= _LONGEST_LABEL and not label.endswith(("。", "；", "！"))


def list_labels(shape: FormShape) -> Iterator[tuple[str, str]]:
    """Yield all places and headings of a form, by which it is known again."""
    for table in shape.tables:
        yield from ((table.place, column.heading) for column in table.columns)
    yield from ((blank.place, blank.label) for blank in shape.blanks)
