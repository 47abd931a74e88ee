"""One official text: into the edition that the command line names, or registered with what it says of itself."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from macros.domain.regulations import Edition, TextKind
from scripts.changes.placing import name_of, place_page
from scripts.intake.deadline import deadline
from scripts.intake.guard import Reader
from scripts.intake.manuscript import IntakeError
from scripts.intake.official_text.register_dialogue import Job, refuse_faults, register_one
from scripts.intake.official_text.registering import Desk, import_text, read_file
from scripts.intake.official_text.regulation_import import RegulationImport
from scripts.intake.official_text.telling_registration import tell_account
from scripts.setup.console import Console
from scripts.setup.project import Project


def import_official_text(options: argparse.Namespace, project: Project, console: Console) -> int:
    """Bring in one official text as the command line asks.

    Returns:
        0 where it was written or is there already, 1 where the person did not agree.

    Raises:
        SiteError: The file cannot be read, the text has faults, or the site would have.
    """
    holdings = Desk.of(project.docs)
    with Reader() as reader:
        arrival = read_file(Path(options.source), reader, options.changes, console)
        job = Job(arrival, holdings, options, project, console)
    edition = _named_edition(options, holdings)
    if edition is not None:
        _import_edition(edition, job)
        return 0
    if options.out:
        raise IntakeError(
            "没有写明已经登记的法规和版本，不能用 --out。改法：加 --regulation 和 --edition，或去掉 --out。"
        )
    return register_one(job)


def _named_edition(options: argparse.Namespace, holdings: Desk) -> Edition | None:
    """The registered edition that the command line names; None where it names none."""
    work = holdings.yearbook.regulations.get(options.regulation or "")
    return work.by_id.get(options.edition or "") if work else None


def _import_edition(edition: Edition, job: Job) -> None:
    """Put a text in the place of what the page of an edition holds that the person has named."""
    options, project, console = job.options, job.project, job.console
    with deadline():
        done = import_text(job.arrival, edition, job.holdings, options.title or "")
    if options.json:
        console.give(_as_json(done))
    if not options.force:
        refuse_faults(done.faults)
    file = Path(options.out) if options.out else project.docs / edition.path
    # Giving way to the text is what a digest is there for; another text needs a word.
    replace = options.force or (not options.out and edition.text is not TextKind.OFFICIAL)
    hint = "确认要用这一份代替，加 --force；要另存，换一个 --out"
    task = f"写入{edition.name}全文"
    way_back = place_page(project, file, done.text, task, console, replace=replace, hint=hint, dry_run=options.dry_run)
    if not options.json:
        _tell(done, name_of(file, project.docs), way_back, console, dry_run=options.dry_run)


def _tell(done: RegulationImport, page: str, way_back: str, console: Console, *, dry_run: bool) -> None:
    for line in tell_account(done):
        console.say(line)
    console.say(f"读到 {len(done.provisions.articles)} 条（点、项）。")
    for line in [*done.faults, *done.notices]:
        console.say(f"  提示：{line}")
    if way_back:
        console.say(way_back)
    if dry_run:
        console.say(f"可以写入 {page}，没有写文件。")
        return
    console.say(f"已写入 {page}。下一步：运行 python3 scripts/site.py check。")


def _as_json(done: RegulationImport) -> str:
    return json.dumps(
        {
            **done.account.as_data(),
            "headings": [
                {"id": section.id, "title": section.heading, "level": section.level, "line": section.number}
                for section in done.provisions.sections
                if section.level
            ],
            "articles": len(done.provisions.articles),
            "faults": done.faults,
            "warnings": done.notices,
        },
        ensure_ascii=False,
        indent=1,
    )
