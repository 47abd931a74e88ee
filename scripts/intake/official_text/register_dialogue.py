"""Registers one official text: shows every proposal, takes corrections, asks, writes."""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from scripts.changes import journal
from scripts.changes.change_set import ChangeSet, shown_path
from scripts.intake.manuscript import IntakeError, Manuscript
from scripts.intake.official_text.register_place import Becoming, UnknownYearError
from scripts.intake.official_text.registering import Desk, Registration, Said, register_text
from scripts.intake.official_text.telling_registration import CORRECTIONS, as_json, tell_registration
from scripts.setup.console import Console
from scripts.setup.project import Project

_MOST_DIFFERENCES = 12
_HOW_TO_MEND = f"要改哪一项，输入“名称=值”（{'、'.join(CORRECTIONS)}，日期写成 2024-01-01）"


@dataclass(frozen=True)
class Job:
    """One text that is brought in: the file and what it holds, the site, and how it was asked for (一次导入)."""

    source: Path
    manuscript: Manuscript
    sha256: str
    desk: Desk
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
    said = _said_by(job.options)
    while True:
        planned, said = _plan(job, said)
        changes = _show(planned, job)
        if not changes:
            return 0
        if job.options.dry_run:
            job.console.say("以上只是列出，没有写文件。")
            return 0
        answer = job.console.ask(f"写入以上变化，输入 yes 继续；{_HOW_TO_MEND}：") if job.asks else "yes"
        if answer == "yes":
            journal.write(job.project, changes, job.console)
            _tell_written(planned, job.console)
            return 0
        if "=" not in answer.replace("＝", "="):
            job.console.say("没有输入 yes，什么都没有改动。")
            return 1
        said = _mended(said, answer, job.console)


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
            return register_text(job.source, job.manuscript, job.sha256, said, job.desk), said
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


def _mended(said: Said, answer: str, console: Console) -> Said:
    """What is said with one more correction; an answer that is none is told, and changes nothing."""
    name, _, value = answer.replace("＝", "=").partition("=")
    field, value = CORRECTIONS.get(name.strip()), value.strip()
    if field is None or not value:
        console.say(f"看不懂“{answer}”。{_HOW_TO_MEND}。")
        return said
    day = _day(value) if field in {"issued", "in_force"} else None
    if field in {"issued", "in_force"} and day is None:
        console.say(f"“{value}”不是日期，写成 2024-01-01 这样。")
        return said
    return replace(said, **{field: day or value})  # type: ignore[arg-type]


def _day(text: str) -> date | None:
    try:
        return datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        return None
