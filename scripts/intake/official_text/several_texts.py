"""A folder of official texts: a table of what each becomes, one question, all of them one change."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from macros.errors import SiteError
from scripts.changes.change_set import ChangeSet
from scripts.changes.telling import confirm_and_write
from scripts.intake.guard import Reader
from scripts.intake.manuscript import IntakeError
from scripts.intake.official_text.register_dialogue import refuse_faults
from scripts.intake.official_text.register_place import Becoming
from scripts.intake.official_text.registering import Desk, Registration, Said, read_file, register_text
from scripts.intake.official_text.telling_registration import as_json, describe_becoming, proposals
from scripts.setup.console import Console
from scripts.setup.project import Project

UNREADABLE = "不能登记"
_MOST_FILES = 2_000


def import_folder(options: argparse.Namespace, project: Project, console: Console) -> int:
    """Bring in every official text of a folder; one that cannot be is told, and stops no other.

    Returns:
        0 where all are written or there already, 1 where some are not, or the person did not agree.

    Raises:
        IntakeError: There is no such folder, or nothing in it.
        WriteError: The pages cannot be written; none is.
    """
    files = _files(Path(options.batch))
    planned, refused = _plan(files, options, project, console)
    for file in files:
        console.say(_row(file, planned.get(file), refused.get(file, "")))
    fresh = [one for one in planned.values() if one.place.becoming is not Becoming.THERE]
    pages = {path: text for one in fresh for path, text in one.pages.items()}
    changes = ChangeSet.plan(project.docs, f"登记法规 {len(fresh)} 份", pages)
    if options.json:
        rows = [as_json(one) for one in planned.values()]
        rows += [{"file": file.name, "becomes": UNREADABLE, "faults": [why]} for file, why in refused.items()]
        console.give(json.dumps(rows, ensure_ascii=False, indent=1))
    console.say(
        f"共 {len(files)} 个文件：可以写入 {len(fresh)} 个，已有同文 {len(planned) - len(fresh)} 个，"
        f"不能登记 {len(refused)} 个。"
    )
    if not changes:
        return 1 if refused else 0
    for line in changes.describe():
        console.say(line)
    written = confirm_and_write(
        project,
        changes,
        console,
        question=f"照上面写入 {len(fresh)} 份，输入 yes 继续；要改某一份的事项，先单独导入那一份：",
        dry_run=options.dry_run,
        yes=options.yes,
    )
    if written:
        console.say("已写入。没有核实的事项在页面上标“待核实”，可以在页首信息里改；用 undo 可以一次退回。")
    return 1 if refused or not (written or options.dry_run) else 0


def _files(folder: Path) -> list[Path]:
    try:
        files = sorted(file for file in folder.iterdir() if file.is_file() and not file.name.startswith((".", "~$")))
    except OSError as error:
        raise IntakeError(f"{folder} 打不开。改法：核对 --batch 后面的文件夹。") from error
    if not files:
        raise IntakeError(f"{folder} 里没有文件。改法：核对 --batch 后面的文件夹。")
    if len(files) > _MOST_FILES:
        raise IntakeError(f"{folder} 里有 {len(files)} 个文件，一次最多 {_MOST_FILES} 个。改法：分成几个文件夹。")
    return files


def _plan(
    files: list[Path], options: argparse.Namespace, project: Project, console: Console
) -> tuple[dict[Path, Registration], dict[Path, str]]:
    """Plan each file upon what those before it will have written; what has a fault is left out with its reason."""
    planned, refused = dict[Path, Registration](), dict[Path, str]()
    pages: dict[str, str] = {}
    holdings = Desk.of(project.docs)
    with Reader() as reader:
        for number, file in enumerate(files, 1):
            console.show_progress(f"{number}/{len(files)} {file.name}")
            try:
                arrival = read_file(file, reader, options.changes, None)
                one = register_text(arrival, Said(), holdings)
                _refuse_twice(one, planned)
                if not options.force:
                    refuse_faults(one.faults)
                together = pages | one.pages
                ChangeSet.plan(project.docs, "", together).check()
            except (SiteError, OSError) as error:
                refused[file] = _one_line(error)
                continue
            planned[file] = one
            if one.place.becoming is not Becoming.THERE:
                pages = together
                holdings = Desk.of(project.docs, pages)
    console.show_progress("")
    return planned, refused


def _refuse_twice(one: Registration, planned: dict[Path, Registration]) -> None:
    """Refuse a file that brings another text of an edition that a file before it brings."""
    place = one.place
    if place.becoming is Becoming.THERE:
        return
    for file, other in planned.items():
        if (other.place.regulation, other.place.edition) == (place.regulation, place.edition):
            raise IntakeError(
                f"与{file.name}是同一版（{place.edition}年版），文字不全相同。改法：核对以后只留一个文件。"
            )


def _one_line(error: Exception) -> str:
    """What went wrong, on the one line that a row of the table has."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return "；".join(line.rstrip("。；") if number < len(lines) else line for number, line in enumerate(lines, 1))


def _row(file: Path, one: Registration | None, why: str) -> str:
    if one is None:
        return f"{file.name}  {UNREADABLE}：{why}"
    notices = "".join(f"\n    提示：{notice}" for notice in one.notices)
    return f"{file.name}  《{one.facts.title}》  {describe_becoming(one)}{_days(one)}{notices}"


def _days(one: Registration) -> str:
    """The days that decide which edition applies, for what is new."""
    if one.place.becoming not in {Becoming.REGULATION, Becoming.EDITION}:
        return ""
    rows = {row.name: row.value for row in proposals(one)}
    return f"，发布 {rows['发布']}，施行 {rows['施行']}"
