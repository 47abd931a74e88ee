"""The rows of a sheet as entries: which rows are one problem, and which measures they name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, replace

from macros.domain.ledger_columns import Column
from macros.findings import shown
from scripts.ledger_sheet.columns import NOT_KEPT, OF_ENTRY, fold_heading
from scripts.ledger_sheet.faults import CellFaultKind, Log
from scripts.ledger_sheet.grid import Grid, GridCell
from scripts.ledger_sheet.head import SheetHead
from scripts.ledger_sheet.phrases import YES
from scripts.ledger_sheet.values import fold, split_numbered

ID_FORM = re.compile(r"[0-9]{4}-[0-9]{2,3}")
_FOOT = re.compile(r"\s*(?:注|备注|说明|填表|填报|审核|制表|合计|总计|联系)")
_SUM = re.compile(r"(?:合计|总计|小计)\s*[:：]?")
_ORDINAL = re.compile(r"[0-9]+|[0-9]{4}-[0-9]{2,3}")
_WIDE = 3
#: Columns of which each of several measures in one cell may have its own number.
_PARTED = frozenset(Column) - OF_ENTRY - NOT_KEPT - {Column.NUMBER}


@dataclass(frozen=True)
class SheetRow:
    """One measure as its row gives it (表格的一行): the cell of each column, and the row's number."""

    number: int
    cells: Mapping[Column, GridCell]

    def text(self, column: Column) -> str:
        """What the column says, folded; empty also where there is no such column."""
        return fold(self.cells[column].text) if column in self.cells else ""

    def raw(self, column: Column) -> str:
        """What the column says, as it stands there."""
        return self.cells[column].text if column in self.cells else ""

    def place(self, column: Column) -> str:
        """Where the column's cell is; the first cell of the row where there is none."""
        return self.cells[column].place if column in self.cells else next(iter(self.cells.values())).place


#: One problem with its measures as the sheet gives them (表格中的事项); the first row says what the problem is.
SheetEntry = list[SheetRow]


def read_entries(grid: Grid, head: SheetHead, known: Set[str], log: Log) -> list[SheetEntry]:
    """Read the body of a sheet.

    Args:
        grid: The sheet.
        head: Its head.
        known: Texts of the page's measures, folded: one of these is one measure, whatever numbers it has.
        log: Where faults and notices go.
    """
    groups: list[list[SheetRow]] = []
    for row in _rows(grid, head, log):
        if groups and _goes_on(groups[-1][0], row, log):
            groups[-1].append(row)
        else:
            groups.append([row])
    return [[part for row in rows for part in _measures(row, known, log)] for rows in groups]


def _rows(grid: Grid, head: SheetHead, log: Log) -> Iterator[SheetRow]:
    for number, cells in enumerate(grid.rows[head.end :], head.end + 1):
        filled = [cell for cell in cells if cell.text.strip()]
        row = SheetRow(number, {column: cells[place] for column, place in head.columns.items()})
        row = _with_question(_with_id(row), head.headings.get(Column.STATUS, ""))
        if filled and _is_remark(filled, row):
            log.notice(f"{grid.name} 第 {number} 行是说明，没有导入：{shown(filled[0].text)}")
        elif any(row.text(column) for column in head.columns if column not in NOT_KEPT):
            if number in grid.hidden:
                log.notice(f"{grid.name} 第 {number} 行是隐藏的或筛选掉的，照样导入。不要的，在表里删去那一行。")
            yield row


def _is_remark(filled: list[GridCell], row: SheetRow) -> bool:
    """Whether a row is a line across the table, or a foot such as 填表人：… or 合计."""
    if _FOOT.match(row.text(Column.SERIAL)) or _SUM.fullmatch(fold(filled[0].text)):
        return True
    if len({cell.origin for cell in filled}) > 1 or (row.text(Column.MEASURE) and filled[0].width == 1):
        return False
    text, named = fold(filled[0].text), row.text(Column.PROBLEM)
    return filled[0].width >= _WIDE or (not named and (bool(_FOOT.match(text)) or not _ORDINAL.fullmatch(text)))


def _with_id(row: SheetRow) -> SheetRow:
    """A 序号 that is written as an id is one."""
    serial = row.cells.get(Column.SERIAL)
    if serial is None or row.text(Column.ID) or not ID_FORM.fullmatch(row.text(Column.SERIAL)):
        return row
    return replace(row, cells={**row.cells, Column.ID: serial})


def _with_question(row: SheetRow, heading: str) -> SheetRow:
    """A 是 to anything but 是否销号 with what it says yes to: it does not tell that something is closed."""
    if "销号" in heading or row.text(Column.STATUS) not in YES:
        return row
    cell = row.cells[Column.STATUS]
    asked = replace(cell, text=f"{fold_heading(heading)}写{cell.text.strip()}")
    return replace(row, cells={**row.cells, Column.STATUS: asked})


def _goes_on(first: SheetRow, row: SheetRow, log: Log) -> bool:
    """Whether a row is another measure of the problem that a row above began."""
    name, problem = row.text(Column.ID), row.text(Column.PROBLEM)
    if problem in {"", first.text(Column.PROBLEM)}:
        return name in {"", first.text(Column.ID)}
    if not name or row.cells[Column.ID].origin != first.cells[Column.ID].origin:
        return False
    found = f"同一编号 {name} 下另有问题{shown(problem)}"
    log.fault(CellFaultKind.NUMBER_SHARED, row.place(Column.PROBLEM), found, "一个编号一个问题")
    return True


def _measures(row: SheetRow, known: Set[str], log: Log) -> Iterator[SheetRow]:
    """Yield a row for each measure that its cell numbers."""
    text = row.text(Column.MEASURE)
    parts = [text] if text in known or row.text(Column.NUMBER) else split_numbered(text)
    if len(parts) == 1:
        yield row
        return
    log.notice(f"{row.place(Column.MEASURE)}：一格里有 {len(parts)} 条编号的措施，分成 {len(parts)} 条；"
               "同一行里编号与之对应的栏目逐条分开，其余各栏每条都用。")  # fmt: skip
    for number in range(len(parts)):
        yield replace(
            row, cells={column: _part(column, cell, number, len(parts)) for column, cell in row.cells.items()}
        )


def _part(column: Column, cell: GridCell, number: int, count: int) -> GridCell:
    parts = split_numbered(fold(cell.text)) if column in _PARTED else []
    return replace(cell, text=parts[number]) if len(parts) == count else cell
