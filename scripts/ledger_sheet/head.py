"""Finds the head of a sheet: one row or two, below titles and remarks."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from macros.domain.dates import PartialDate
from macros.domain.ledger_columns import Column
from macros.findings import shown
from scripts.ledger_sheet.columns import find_column, is_limit_or_done
from scripts.ledger_sheet.days import leading_date
from scripts.ledger_sheet.faults import Log, SheetError
from scripts.ledger_sheet.grid import Grid, GridCell

_DEEPEST_ROW = 30
_FEWEST = 2
_FILLED_ON = re.compile(r"(?:填报|填表|制表|报送|填写)(?:日期|时间)\s*[:：]?\s*([0-9０-９].*)")


@dataclass(frozen=True)
class SheetHead:
    """Where each column stands (表头).

    Attributes:
        columns: Place of each known column, counted from 0.
        unknown: Heading and place of the others.
        end: Number of rows down to the last one of the head.
        headings: What the office calls each known column.
    """

    columns: dict[Column, int]
    unknown: tuple[tuple[GridCell, int], ...]
    end: int
    headings: Mapping[Column, str] = field(default_factory=dict)


def choose_grid(grids: Sequence[Grid], file: str, log: Log) -> tuple[Grid, SheetHead]:
    """The first sheet that has a head, and its head.

    Args:
        grids: The sheets to look at.
        file: Name of the file, for messages.
        log: Where it is told that there are several.

    Raises:
        SheetError: No sheet has one.
    """
    found = [(grid, head) for grid in grids if (head := find_head(grid)) is not None]
    if not found:
        names = "、".join(grid.name for grid in grids)
        raise SheetError(
            f"{file}：在工作表（{names}）前 {_DEEPEST_ROW} 行里没有找到表头。"
            "改法：表头要有“问题”或“整改措施”一栏和另外至少一栏，写法见手册“从 Excel 导入”。"
        )
    if len(found) > 1:
        others = "、".join(grid.name for grid, _ in found[1:])
        log.notice(f"导入工作表“{found[0][0].name}”；另外还有“{others}”，没有导入。要导入的，用 --sheet 写明。")
    return found[0]


def find_head(grid: Grid) -> SheetHead | None:
    """The head of a sheet; None where there is none."""
    for number, row in enumerate(grid.rows[:_DEEPEST_ROW]):
        below = grid.rows[number + 1] if number + 1 < len(grid.rows) else ()
        double = _two_rows(row, below)
        fields = double or [(cell, find_column(cell.text)) for cell in row]
        known = {column for _, column in fields if column}
        if len(known) >= _FEWEST and known & {Column.PROBLEM, Column.MEASURE}:
            return _head(fields, number + (2 if double else 1))
    return None


def _two_rows(above: Sequence[GridCell], below: Sequence[GridCell]) -> list[tuple[GridCell, Column | None]]:
    """The columns of a head of two rows; empty where the second is no part of it."""
    pairs = list(zip(above, below, strict=False))
    parted = [(up, down) for up, down in pairs if down.text and down.origin != up.origin]
    # The second row of a head only parts what stands above it, or fills what is blank there.
    if not parted or not all(find_column(up.text + down.text, down.text) for up, down in parted):
        return []
    return [(down if down.text else up, _of_pair(up, down)) for up, down in pairs]


def _of_pair(up: GridCell, down: GridCell) -> Column | None:
    if not down.text or down.origin == up.origin:
        return find_column(up.text)
    return find_column(up.text + down.text, down.text)


def _head(fields: Sequence[tuple[GridCell, Column | None]], end: int) -> SheetHead:
    columns: dict[Column, int] = {}
    unknown = []
    limits = [cell for cell, column in fields if column is Column.DUE]
    for place, (cell, known) in enumerate(fields):
        # Beside a column of limits, 完成时间 is no second one.
        is_done = (
            known is Column.DUE and is_limit_or_done(cell.text) and not all(is_limit_or_done(c.text) for c in limits)
        )
        column = Column.DONE_ON if is_done else known
        if column and (column not in columns or _asks_of_closing(column, cell.text, fields[columns[column]][0].text)):
            if column in columns:
                unknown.append((fields[columns[column]][0], columns[column]))
            columns[column] = place
        elif cell.text.strip():
            unknown.append((cell, place))
    return SheetHead(columns, tuple(unknown), end, {column: fields[at][0].text for column, at in columns.items()})


def _asks_of_closing(column: Column, heading: str, other: str) -> bool:
    """Whether of two columns of statuses, such as 是否完成 and 是否销号, the second tells more."""
    return column is Column.STATUS and "销号" in heading and "销号" not in other


def _filled(rows: Sequence[Sequence[GridCell]], place: int) -> int:
    """How many cells of a column hold something of their own; a line across the table is none."""
    return sum(bool(row[place].text.strip()) and row[place].width == 1 for row in rows)


def find_filled_on(grid: Grid) -> PartialDate | None:
    """The day on which a sheet says that it was filled in, above its head or below its body."""
    for row in grid.rows:
        cells = {cell.origin: cell.text for cell in row}
        if match := _FILLED_ON.search("".join(cells.values())):
            try:
                dated = leading_date(match[1])
            except ValueError:
                dated = None
            if dated:
                return dated[0]
    return None


def tell_unknown(grid: Grid, head: SheetHead, log: Log) -> None:
    """Tell the columns that no page has a place for, with how many cells of theirs hold something."""
    body = grid.rows[head.end :]
    for cell, place in head.unknown:
        count = _filled(body, place)
        log.notice(f"{cell.place}：不认识的栏目{shown(cell.text)}，有 {count} 格文字，没有导入。")
    limit = head.headings.get(Column.DUE, "")
    if is_limit_or_done(limit):
        log.notice(f"{shown(limit)}一栏当作期限；写的是做完的日期的，把表头改成“{Column.DONE_ON}”，再导入。")
    if Column.REMARKS in head.columns:
        place = head.columns[Column.REMARKS]
        count = _filled(body, place)
        if count:
            log.notice(f"备注一栏有 {count} 格文字，台账页面没有这一项，没有导入。")
