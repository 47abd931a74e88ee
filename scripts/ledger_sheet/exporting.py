"""A ledger's page as a workbook."""

from __future__ import annotations

from pathlib import Path

from macros.corpus import load_yearbook, today
from scripts.changes.writing import write_whole
from scripts.ledger_sheet.faults import SheetError
from scripts.ledger_sheet.importing import titles_of
from scripts.ledger_sheet.workbook import make_workbook
from scripts.setup.console import Console


def export_ledger(docs: Path, year: int, unit: str, out: Path, console: Console) -> None:
    """Write a year's ledger as a workbook.

    Args:
        docs: The folder of the pages.
        year: The year.
        unit: The unit's folder; empty for the top folder.
        out: The .xlsx file; one that is there is replaced.
        console: Where to tell it.

    Raises:
        ContentErrors: The pages are at fault.
        SheetError: There is no such ledger, or it does not fit a sheet.
        WriteError: The file cannot be written.
    """
    if out.suffix.lower() != ".xlsx":
        raise SheetError(f"--out 写的是 {out.name}。改法：文件名以 .xlsx 结尾。")
    yearbook = load_yearbook(docs)
    ledgers = {ledger.year: ledger for ledger in yearbook.ledgers_of(unit)}
    if year not in ledgers:
        known = "、".join(map(str, sorted(ledgers))) or "还没有"
        raise SheetError(f"没有 {year} 年的整改台账（有的年度：{known}）。改法：改正 --year；其他单位的加 --unit。")
    ledger = ledgers[year]
    write_whole(out, make_workbook(ledger, titles_of(yearbook), today()))
    console.say(f"已导出{ledger.unit}{ledger.year}年整改台账到 {out}，共 {len(ledger.entries)} 项。")
    console.say(
        f"改好以后导回：python3 scripts/site.py ledger-in {out} --year {year}" + (f" --unit {unit}" if unit else "")
    )
