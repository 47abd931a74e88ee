"""Damaged ledgers in sheets, as a file and as a table."""

from __future__ import annotations

import io
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any

import openpyxl

from macros.corpus import load_yearbook, today
from scripts.bench.fuzzing.mutations import mutate_archive
from scripts.bench.fuzzing.target import Inputs
from scripts.ledger_sheet.importing import LedgerRequest, plan_import, titles_of
from scripts.ledger_sheet.workbook import make_workbook

#: What people write into cells.
_TEXTS = """\
已完成 已整改到位 已完成并销号 整改中 已销号 长期坚持 限期整改 无 / - 是 【】 【已销号 2024.9.20 2024-09-20 2024/9/20
2024年9月底完成 2024年9月20日 9月20日 2024-13-40 2024.9.20【已销号】已印发 2023#p1 2023#p99 =1+1 _x0041_
编号 事项 措施 状态 完成情况 ¹ 〇 ①
"""
_DAY = datetime(2024, 9, 20, 8, 30, tzinfo=None)  # noqa: DTZ001 - sheets know no zones
_VALUES: tuple[Any, ...] = (
    *_TEXTS.split(),
    None,
    "",
    " ",
    "甲\n乙\n丙",
    "x" * 5000,
    0,
    -1,
    45555,
    1.5,
    1e300,
    True,
    _DAY,
)
_NAME = "ledger.xlsx"


class Sheets:
    """The ledgers of a site as an office gives them back."""

    name, title = "sheets", "台账表格"

    def __init__(self, docs: Path) -> None:
        yearbook = load_yearbook(docs)
        self._docs = docs
        self._books = {
            ledger.key: make_workbook(ledger, titles_of(yearbook), today()) for ledger in yearbook.ledgers.values()
        }
        self._requests = {ledger.key: (ledger.year, ledger.folder) for ledger in yearbook.ledgers.values()}

    def damage(self, chance: Random) -> Inputs:
        """A sheet with other cells, rows or columns; or its file damaged."""
        key = chance.choice(sorted(self._books))
        content = self._books[key]
        damaged = mutate_archive(content, chance) if chance.random() < 1 / 2 else _edited(content, chance)
        return {key.replace("/", "-") + ".xlsx": damaged, "key": key.encode()}

    def read(self, inputs: Inputs, folder: Path) -> None:
        """Read it, and put it together with the page."""
        key = (inputs["key"] or b"").decode()
        year, unit = self._requests[key]
        file = folder / _NAME
        file.write_bytes(next(content for name, content in inputs.items() if name != "key") or b"")
        plan = plan_import(self._docs, LedgerRequest(file, year, unit, dry_run=True, yes=True))
        plan.changes.check()

    def close(self) -> None:
        """Nothing is held."""


def _edited(content: bytes, chance: Random) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet: Any = book.active
    for merged in list(sheet.merged_cells.ranges) if chance.random() < 1 / 2 else ():
        sheet.unmerge_cells(str(merged))
    for _ in range(chance.choice((1, 1, 3, 10))):
        row, column = chance.randrange(1, sheet.max_row + 2), chance.randrange(1, sheet.max_column + 2)
        match chance.randrange(8):
            case 0:
                sheet.delete_rows(row)
            case 1:
                sheet.insert_rows(row)
            case 2:
                sheet.delete_cols(column)
            case _:
                _write(sheet, row, column, chance.choice(_VALUES))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _write(sheet: Any, row: int, column: int, value: Any) -> None:
    cell = sheet.cell(row, column)
    # Only the first cell of those that are merged takes a value.
    if type(cell).__name__ != "MergedCell":
        cell.value = value
