"""A ledger's Excel sheet that was handed in: what it would change, or what is wrong with it, in a clerk's words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from macros.domain.ledgers import TYPED_STATUSES, DayRule, EntrySource, Status, StatusPhrase
from macros.domain.yearbook import Yearbook
from scripts.desk.uploads import Upload
from scripts.ledger_sheet.asking import find_choices
from scripts.ledger_sheet.days import parse_date
from scripts.ledger_sheet.faults import OtherYearError, SheetError, UnknownPhrasesError
from scripts.ledger_sheet.importing import LedgerPlan, LedgerRequest, plan_import
from scripts.ledger_sheet.stated_year import stated_years

#: What is told of a command's options is told of the form's fields instead.
_FOR_FORM = (
    (re.compile(r"要删去的，加 --remove-missing"), "要删去的，勾“表里没有的也删去”"),
    (re.compile(r"或者用 --source 写明全表的来源"), "或者在下面选问题来源"),
    (re.compile(r"或者加 --filled-on [0-9-]+"), "或者在下面写填表日期"),
    (re.compile(r"（--year [0-9]+）"), ""),
    (re.compile(r"用 --sheet 写明(?:要导入的工作表)?"), "在下面写工作表的名称"),
    (re.compile(r"；其他单位的文件夹写在 --unit 后面[^。]*"), ""),
    (re.compile(r"（docs/[^）]*）"), ""),
    (re.compile(r"；知道的，在页面上写 recorded_on"), ""),
    (re.compile(r"删去页首信息里的 sample: true"), "在“改”里去掉示例的标记"),
)


@dataclass(frozen=True)
class Meaning:
    """What words of a sheet may mean (要说明的说法).

    Attributes:
        says: The words.
        count: In how many cells they stand.
        statuses: What they may mean, the likeliest first.
        days: Which day counts where none is given.
    """

    says: str
    count: int
    statuses: Sequence[Status]
    days: Sequence[DayRule]


@dataclass(frozen=True)
class SheetLook:
    """What comes of a sheet (看过的表).

    Attributes:
        plan: What it would change; None where it cannot be had yet.
        faults: What is wrong with it, by cell, or with the form by field.
        told: What is wrong with the sheet, a line each.
        meanings: What must be said of its words first.
        other_year: What is to be ticked, as the form's value, where the sheet says that it is of another year.
    """

    plan: LedgerPlan | None = None
    faults: Mapping[str, str] = field(default_factory=dict)
    told: Sequence[str] = ()
    meanings: Sequence[Meaning] = ()
    other_year: str = ""


def list_targets(yearbook: Yearbook, new: str = "（新建）") -> list[tuple[str, str]]:
    """Which years of which units have a ledger or a paper: how the form names them, and what they are called.

    Args:
        yearbook: All pages.
        new: What stands behind one whose ledger is not there yet.
    """
    there = {(ledger.folder, ledger.year): ledger.unit for ledger in yearbook.ledgers.values()}
    papers = {(paper.folder, paper.year): paper.unit for group in yearbook.years for paper in group}
    known = {**papers, **there}
    rows = sorted(known.items(), key=lambda row: (row[0][0], -row[0][1]))
    return [
        (f"{year}:{folder}", f"{year}年　{unit}" + ("" if (folder, year) in there else new))
        for (folder, year), unit in rows
    ]


def likely_target(titles: Iterable[str], name: str, targets: Sequence[tuple[str, str]]) -> str:
    """The ledger of the year that titles tell, or the file's name; the only one there is, else empty.

    Args:
        titles: What stands at the top of the file.
        name: The file's name.
        targets: What can be chosen.
    """
    years = stated_years(titles, name)
    if years:
        return next((key for key, _ in targets if key.startswith(f"{years[0]}:")), "")
    return targets[0][0] if len(targets) == 1 else ""


def look_at_sheet(docs: Path, upload: Upload, told: Mapping[str, str]) -> SheetLook:
    """Read a sheet as the form says.

    Args:
        docs: The folder of the pages.
        upload: The sheet.
        told: The fields of the form.
    """
    year, _, folder = told.get("target", "").partition(":")
    if not year.isdecimal():
        return SheetLook(faults={"target": "选这张表是哪一年的台账"})
    filled_on = _filled_on(told.get("filled_on", ""))
    if told.get("filled_on") and filled_on is None:
        return SheetLook(faults={"filled_on": "写成 2024-09-30 或 2024年9月30日"})
    given = _meanings(told)
    request = LedgerRequest(
        upload.file,
        int(year),
        folder,
        sheet=told.get("sheet", ""),
        source=told["source"] if told.get("source") in set(EntrySource) else "",
        meaning=given,
        filled_on=filled_on,
        remove_missing="remove" in told,
        # A tick holds for the sheet and the ledger that it was set at.
        other_year=told.get("other_year") == _tick(upload, told),
    )
    known = [Meaning(one.says, 0, *_choices(one.says)) for one in given]
    try:
        return SheetLook(plan_import(docs, request), meanings=known)
    except UnknownPhrasesError as unknown:
        asked = [Meaning(says, len(cells), *_choices(says)) for says, cells in unknown.phrases.items()]
        return SheetLook(meanings=[*known, *asked])
    except OtherYearError as other:
        said = f"表上写的是{other.stated}年，这里选的是{other.year}年。选错了的，改选；没有选错的，勾下面一格"
        return SheetLook(faults={"target": said}, meanings=known, other_year=_tick(upload, told))
    except SheetError as error:
        return SheetLook(told=[for_form(line) for line in str(error).splitlines()], meanings=known)


def _tick(upload: Upload, told: Mapping[str, str]) -> str:
    return f"{upload.key}:{told.get('target', '')}"


def for_form(line: str) -> str:
    """What is told of a sheet, with the fields of the form where the command's options were named."""
    for pattern, words in _FOR_FORM:
        line = pattern.sub(words, line)
    return line


def _choices(says: str) -> tuple[list[Status], list[DayRule]]:
    likely, days = find_choices(says)
    return [*likely, *(status for status in TYPED_STATUSES if status not in likely and len(days) > 1)], days


def said_of_words(told: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """What the form says of the words of a sheet: status and day by the words, each empty where nothing was chosen.

    Args:
        told: The fields of the form, in which words are numbered as they were shown then.
    """
    rows = [[told.get(f"{name}:{number}", "") for name in ("says", "status", "day")] for number in range(len(told))]
    return {says: (status, day) for says, status, day in rows if says}


def _meanings(told: Mapping[str, str]) -> list[StatusPhrase]:
    return [
        StatusPhrase(says, Status(status), DayRule(day) if day in set(DayRule) else DayRule.UNKNOWN)
        for says, (status, day) in said_of_words(told).items()
        if status in TYPED_STATUSES
    ]


def _filled_on(text: str) -> date | None:
    try:
        day = parse_date(text)
    except ValueError:
        return None
    return day.first if day.exact else None
