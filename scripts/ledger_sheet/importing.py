"""One sheet into a ledger's page: read the sheet, show what would change, ask, check, write."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from macros.corpus import load_yearbook, today
from macros.domain.ledgers import EntrySource, Ledger
from macros.domain.reports import Audience, ItemRef
from macros.domain.yearbook import Yearbook
from scripts.changes.change_set import ChangeSet
from scripts.changes.telling import confirm_and_write
from scripts.ledger_sheet.cells import Titles
from scripts.ledger_sheet.differences import find_differences
from scripts.ledger_sheet.faults import Log, SheetError
from scripts.ledger_sheet.grid import read_grids
from scripts.ledger_sheet.head import choose_grid, tell_unknown
from scripts.ledger_sheet.merging import MergedLedger, SheetOrder, merge_sheet
from scripts.ledger_sheet.page_text import new_page, replace_entries
from scripts.ledger_sheet.rows import read_entries
from scripts.ledger_sheet.values import fold
from scripts.setup.console import Console
from scripts.setup.project import Project


@dataclass(frozen=True)
class LedgerRequest:
    """What the clerk asks for (导入的命令); the fields are those of the command."""

    file: Path
    year: int
    unit: str = ""
    sheet: str = ""
    source: str = ""
    remove_missing: bool = False
    dry_run: bool = False
    yes: bool = False


@dataclass(frozen=True)
class LedgerPlan:
    """What an import would do (导入的结果).

    Attributes:
        path: The page under docs.
        name: What the office calls it.
        changes: Writes it.
        differences: What changes, a line each.
        notices: What the clerk should know.
    """

    path: str
    name: str
    changes: ChangeSet
    differences: tuple[str, ...]
    notices: tuple[str, ...]


def import_ledger(project: Project, request: LedgerRequest, console: Console) -> None:
    """Bring a sheet into a ledger's page, and say what was done.

    Args:
        project: Whose pages they are.
        request: What the clerk asks for.
        console: Where to tell and to ask.

    Raises:
        SheetError: The sheet cannot be read, or is at fault.
        ContentErrors: The pages as they are, or the new one among them, are at fault.
        WriteError: The page cannot be written.
    """
    plan = plan_import(project.docs, request)
    for notice in plan.notices:
        console.say(f"注意：{notice}")
    if not plan.differences:
        console.say(f"没有变化：{plan.name}与表里的内容一致。")
        return
    for line in plan.differences:
        console.say(line)
    console.say(f"{plan.name}共 {len(plan.differences)} 处变化。")
    plan.changes.check()
    if confirm_and_write(project, plan.changes, console, dry_run=request.dry_run, yes=request.yes):
        console.say(f"已写入{plan.name}。下一步：看一遍页面，再运行 python3 scripts/site.py check。")


def plan_import(docs: Path, request: LedgerRequest) -> LedgerPlan:
    """Read a sheet and put it together with the page; nothing is written.

    Raises:
        SheetError: The sheet cannot be read, or is at fault.
        ContentErrors: The pages as they are are at fault.
    """
    yearbook, log = load_yearbook(docs), Log(request.file.name)
    old, text = _page(docs, yearbook, request.year, request.unit)
    if old.sample:
        log.notice(f"docs/{old.path} 是示例。写入真实的台账以后，删去页首信息里的 sample: true。")
    grids = read_grids(request.file, log, request.sheet)
    grid, head = choose_grid(grids, request.file.name, log)
    tell_unknown(grid, head, log)
    known = frozenset(fold(measure.text) for entry in old.entries for measure in entry.measures)
    sheet = read_entries(grid, head, known, log)
    if not sheet:
        raise SheetError(f"{grid.name}：表头下面没有事项，没有写入。改法：核对是否选对了文件和工作表。")
    merged = merge_sheet(sheet, old, _order(yearbook, request), log)
    log.raise_if_any()
    differences = tuple(find_differences(old, merged.ledger, merged.origins))
    changes = ChangeSet.plan(docs, f"导入台账 {request.file.name}", {old.path: _set(text, old, merged)})
    return LedgerPlan(old.path, f"{old.unit}{old.year}年整改台账", changes, differences, tuple(log.notices))


def titles_of(yearbook: Yearbook) -> Titles:
    """What gives the title of an item; empty where there is no such item."""

    def title(ref: ItemRef) -> str:
        report = yearbook.reports.get(ref.report)
        item = report.items.get(ref.item) if report else None
        return item.title if item else ""

    return title


def _page(docs: Path, yearbook: Yearbook, year: int, folder: str) -> tuple[Ledger, str]:
    """The ledger and its page's text; an empty ledger and text where there is none yet."""
    there = next((ledger for ledger in yearbook.ledgers_of(folder) if ledger.year == year), None)
    if there is not None:
        return there, (docs / there.path).read_text(encoding="utf-8-sig")
    unit = yearbook.units.get(folder)
    if unit is None:
        known = "、".join(name for name in yearbook.units if name) or "（没有）"
        raise SheetError(
            f"还没有{folder or '本单位'}的总结或台账，不知道单位名称。"
            f"改法：先导入一份总结；其他单位的文件夹写在 --unit 后面，可写 {known}。"
        )
    key = f"{folder}/{year}".removeprefix("/")
    return Ledger(key, f"{year}年整改台账", year, unit.name, Audience.LEADERS, sample=False, entries=()), ""


def _order(yearbook: Yearbook, request: LedgerRequest) -> SheetOrder:
    return SheetOrder(
        today=today(),
        source=EntrySource(request.source) if request.source else None,
        remove_missing=request.remove_missing,
        used=frozenset(entry.id for ledger in yearbook.ledgers_of(request.unit) for entry in ledger.entries),
        titles=titles_of(yearbook),
    )


def _set(text: str, old: Ledger, merged: MergedLedger) -> str:
    return replace_entries(text, old, merged.ledger) if text else new_page(merged.ledger)
