"""One sheet into a ledger's page: read the sheet, show what would change, ask, check, write."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from macros.corpus import load_yearbook, today
from macros.domain.dates import PartialDate
from macros.domain.ledgers import EntrySource, Ledger, StatusPhrase
from macros.domain.reports import Audience, ItemRef
from macros.domain.yearbook import Yearbook
from scripts.changes.change_set import ChangeSet
from scripts.changes.naming import LEDGER, name_paper
from scripts.changes.telling import confirm_and_write
from scripts.ledger_sheet.asking import ask_meanings, tell_answers, tell_unknown_phrases
from scripts.ledger_sheet.cells import Titles
from scripts.ledger_sheet.completion import read_done_as
from scripts.ledger_sheet.differences import find_differences
from scripts.ledger_sheet.faults import Log, OtherYearError, SheetError, UnknownPhrasesError, group_lines
from scripts.ledger_sheet.grid import read_grids
from scripts.ledger_sheet.head import choose_grid, find_filled_on, tell_unknown
from scripts.ledger_sheet.merging import MergedLedger, SheetOrder, merge_sheet
from scripts.ledger_sheet.page_text import new_page, replace_entries
from scripts.ledger_sheet.phrases import Phrasebook, tidy
from scripts.ledger_sheet.rows import read_entries
from scripts.ledger_sheet.stated_year import stated_years, titles_of_sheet
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
    meaning: Sequence[StatusPhrase] = ()
    filled_on: date | None = None
    remove_missing: bool = False
    other_year: bool = False
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
    plan = _plan(project.docs, request, console)
    for notice in group_lines(plan.notices):
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


def _plan(docs: Path, request: LedgerRequest, console: Console) -> LedgerPlan:
    """Plan an import, and ask whether a sheet of another year is meant, and what words mean that nobody has told of."""
    try:
        return plan_import(docs, request)
    except OtherYearError as other:
        question = f"表上写的是 {other.stated} 年，要导入的是 {other.year} 年的台账。确实导入，输入 yes 继续："
        if request.yes or request.dry_run or not console.agrees(question):
            raise
        return _plan(docs, replace(request, other_year=True), console)
    except UnknownPhrasesError as unknown:
        answers = [] if request.yes else ask_meanings(unknown.phrases, console)
        if not answers:
            raise
    try:
        return plan_import(docs, replace(request, meaning=[*request.meaning, *answers]))
    except SheetError:
        tell_answers(answers, console)
        raise


def plan_import(docs: Path, request: LedgerRequest) -> LedgerPlan:
    """Read a sheet and put it together with the page; nothing is written.

    Raises:
        SheetError: The sheet cannot be read, or is at fault.
        OtherYearError: It says that it is of another year, and nobody has said that this is right.
        UnknownPhrasesError: Nothing is wrong with it but that it has words for a status that nobody has told of.
        ContentErrors: The pages as they are are at fault.
    """
    yearbook, log = load_yearbook(docs), Log(request.file.name)
    old, text = _page(docs, yearbook, request.year, request.unit)
    if old.sample:
        log.notice(f"{_name(old)}是示例（docs/{old.path}）。写入真实的台账以后，删去页首信息里的 sample: true。")
    grids = read_grids(request.file, log, request.sheet)
    grid, head = choose_grid(grids, request.file.name, log)
    stated = stated_years(titles_of_sheet(grid, head.end), request.file.name)
    if stated and request.year not in stated and not request.other_year:
        raise OtherYearError(request.file.name, stated[0], request.year)
    tell_unknown(grid, head, log)
    measures = frozenset(fold(measure.text) for entry in old.entries for measure in entry.measures)
    sheet = read_entries(grid, head, measures, log)
    if not sheet:
        raise SheetError(f"{grid.name}：表头下面没有事项，没有写入。改法：核对是否选对了文件和工作表。")
    known = known_phrases(yearbook, old, request.unit)
    phrasebook = Phrasebook([*request.meaning, *known])
    order = _order(yearbook, request, phrasebook, find_filled_on(grid))
    order = replace(order, done_as=read_done_as(head, sheet, phrasebook))
    merged = merge_sheet(sheet, old, order, log)
    if not log.faults and phrasebook.unknown:
        raise tell_unknown_phrases(request.file.name, phrasebook.unknown)
    log.raise_if_any()
    told = [phrase for phrase in request.meaning if phrase not in known]
    merged = replace(merged, ledger=replace(merged.ledger, meanings=with_phrases(old.meanings, told)))
    differences = (*_told(old, merged.ledger), *find_differences(old, merged.ledger, merged.origins))
    if differences:
        for phrase in phrasebook.used.values():
            if phrase not in told:
                log.notice(f"表里的{phrase.words}，照以前说明的办理。")
    changes = ChangeSet.plan(docs, f"把“{request.file.name}”导入{_name(old)}", {old.path: _set(text, old, merged)})
    return LedgerPlan(old.path, _name(old), changes, differences, tuple(log.notices))


def _name(ledger: Ledger) -> str:
    return f"「{name_paper(ledger.year, LEDGER, ledger.unit)}」"


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


def known_phrases(yearbook: Yearbook, ledger: Ledger, folder: str) -> list[StatusPhrase]:
    """What a unit has told of its words: on this ledger's page, then on those of other years, the newest first."""
    others = [other for other in reversed(yearbook.ledgers_of(folder)) if other.key != ledger.key]
    return [phrase for one in (ledger, *others) for phrase in one.meanings]


def with_phrases(old: Sequence[StatusPhrase], told: Sequence[StatusPhrase]) -> tuple[StatusPhrase, ...]:
    """What a page says of words, with what was told now in the place of what it said of the same words."""
    new = {tidy(phrase.says): phrase for phrase in told}
    return (*(new.pop(tidy(phrase.says), phrase) for phrase in old), *new.values())


def _told(old: Ledger, new: Ledger) -> list[str]:
    return [f"用语：{phrase.words}" for phrase in new.meanings if phrase not in old.meanings]


def _order(
    yearbook: Yearbook, request: LedgerRequest, phrasebook: Phrasebook, filled_on: PartialDate | None
) -> SheetOrder:
    given = request.filled_on
    return SheetOrder(
        today=today(),
        source=EntrySource(request.source) if request.source else None,
        remove_missing=request.remove_missing,
        used=frozenset(entry.id for ledger in yearbook.ledgers_of(request.unit) for entry in ledger.entries),
        titles=titles_of(yearbook),
        phrasebook=phrasebook,
        filled_on=PartialDate(given.year, given.month, given.day) if given else filled_on,
    )


def _set(text: str, old: Ledger, merged: MergedLedger) -> str:
    return replace_entries(text, old, merged.ledger) if text else new_page(merged.ledger)
