"""Registers one official text: shows every proposal, takes corrections, asks, writes."""

from __future__ import annotations

import argparse
import json
import re
from dataclasses import dataclass, replace
from datetime import date

from scripts.changes import journal
from scripts.changes.change_set import ChangeSet, shown_path
from scripts.intake.manuscript import IntakeError
from scripts.intake.official_text.register_place import Becoming, UnknownYearError
from scripts.intake.official_text.registering import Arrival, Desk, Registration, Said, register_text
from scripts.intake.official_text.telling_registration import CORRECTIONS, as_json, tell_registration
from scripts.setup.console import Console
from scripts.setup.project import Project

_MOST_DIFFERENCES = 12
_DAY = re.compile(r"(\d{4})[-年/.](\d{1,2})[-月/.](\d{1,2})日?")
#: Where a registered edition is filled, its facts are those of the register: only which one it is can be corrected.
_OF_PLACE = ("标识", "版本")


@dataclass(frozen=True)
class Job:
    """One text that is brought in: the file and what it holds, the site, and how it was asked for (一次导入)."""

    arrival: Arrival
    holdings: Desk
    options: argparse.Namespace
    project: Project
    console: Console

    @property
    def asks(self) -> bool:
        """Whether a person is to answer."""
        return not (self.options.yes or self.options.dry_run)


def refuse_faults(faults: list[str]) -> None:
    """Refuse a text with faults.

    Raises:
        IntakeError: There are any.
    """
    if faults:
        raise IntakeError(
            "\n".join([*(f"  {fault}" for fault in faults), "没有写入。改法：核对来稿；确认无误的，加 --force。"])
        )


def register_one(job: Job) -> int:
    """Register a text, showing the proposals anew after each correction.

    Returns:
        0 where it was written, only listed, or is there already; 1 where the person did not agree.

    Raises:
        SiteError: The text has faults, or the site would have.
    """
    planned, said = _plan(job, _said_by(job.options))
    while True:
        changes = _show(planned, job)
        if not changes:
            return 0
        if job.options.dry_run:
            job.console.say("以上只是列出，没有写文件。")
            return 0
        corrected = _ask(planned, said, job) if job.asks else (planned, said)
        if corrected is None:
            job.console.say("没有输入 yes，什么都没有改动。")
            return 1
        if corrected[0] is planned:
            journal.write(job.project, changes, job.console)
            _tell_written(planned, job.console)
            return 0
        planned, said = corrected


def _ask(planned: Registration, said: Said, job: Job) -> tuple[Registration, Said] | None:
    """Ask until there is a yes, which gives the same plan, a correction that can be made, or anything else: None.

    What cannot be made is told beside the question, where it is read; what was corrected before is kept.
    """
    how = _how_to_mend(planned)
    answer = job.console.ask(f"写入以上变化，输入 yes 继续；{how}：")
    while answer != "yes":
        if "=" not in answer.replace("＝", "="):
            return None
        try:
            return _plan(job, _mended(said, answer, planned))
        except IntakeError as error:
            answer = job.console.ask(f"{error}\n没有照改，其余不变。输入 yes 写入，或者重新输入：")
    return planned, said


def _said_by(options: argparse.Namespace) -> Said:
    return Said(
        regulation=options.regulation or "",
        edition=options.edition or "",
        title=options.title or "",
        kind=options.kind or "",
        issuer=options.issuer or "",
        issued=options.issued,
        in_force=options.in_force,
    )


def _plan(job: Job, said: Said) -> tuple[Registration, Said]:
    """Plan what the text becomes, asking for the year where nothing tells it."""
    while True:
        try:
            return register_text(job.arrival, said, job.holdings), said
        except UnknownYearError as unknown:
            year = job.console.ask(unknown.question) if job.asks else ""
            if not (year.isascii() and year.isdecimal()) or said.edition:
                raise
            said = replace(said, edition=year)


def _show(planned: Registration, job: Job) -> ChangeSet:
    """Show what is proposed, and check the whole site as it would be."""
    for line in tell_registration(planned):
        job.console.say(line)
    if not job.options.force:
        refuse_faults(planned.faults)
    for fault in planned.faults:
        job.console.say(f"  提示：{fault}")
    deed = "写入全文" if planned.place.becoming is Becoming.TEXT else "登记"
    task = f"{deed}《{planned.facts.title}》{planned.place.edition}年版"
    changes = ChangeSet.plan(job.project.docs, task, planned.pages)
    changes.check()
    for line in changes.describe():
        job.console.say(line)
    for path, before in changes.before.items():
        differences = list(changes.differences(path)) if before is not None else []
        if len(differences) <= _MOST_DIFFERENCES:
            for line in differences:
                job.console.say(f"  {line}")
    if job.options.json:
        job.console.give(json.dumps(as_json(planned), ensure_ascii=False, indent=1))
    return changes


def _tell_written(planned: Registration, console: Console) -> None:
    pages = "、".join(shown_path(path) for path in planned.pages)
    console.say(f"已写入 {pages}。各项信息可以在页面开头改；可以用 python3 scripts/site.py undo 退回。")
    console.say(
        "下一步：运行 python3 scripts/site.py link，给报告里的引用写链接；再运行 python3 scripts/site.py check。"
    )


def _correctable(planned: Registration) -> tuple[str, ...]:
    return _OF_PLACE if planned.place.becoming is Becoming.TEXT else tuple(CORRECTIONS)


def _how_to_mend(planned: Registration) -> str:
    names = "、".join(_correctable(planned))
    days = "" if planned.place.becoming is Becoming.TEXT else "，日期写成 2024-01-01"
    return f"要改哪一项，输入“名称=值”（{names}{days}）"


def _mended(said: Said, answer: str, planned: Registration) -> Said:
    """What is said with one more correction.

    Raises:
        IntakeError: The answer is none.
    """
    name, _, value = answer.replace("＝", "=").partition("=")
    name, value = name.strip(), value.strip()
    field = CORRECTIONS.get(name)
    if field is None or not value:
        raise IntakeError(f"看不懂“{answer}”。{_how_to_mend(planned)}。")
    if name not in _correctable(planned):
        raise IntakeError(f"这一版登记过，{name}以登记的为准，不从这里改；登记错了的，改那一版页面的页首信息。")
    if field not in {"issued", "in_force"}:
        return replace(said, **{field: value})  # type: ignore[arg-type]
    day = _day(value)
    if day is None:
        raise IntakeError(f"“{value}”不是日期，写成 2024-01-01 或 2024年1月1日。")
    return replace(said, **{field: day})  # type: ignore[arg-type]


def _day(text: str) -> date | None:
    parts = _DAY.fullmatch(text)
    try:
        return date(*map(int, parts.groups())) if parts else None
    except ValueError:
        return None
