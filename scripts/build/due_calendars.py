"""Calendars of what falls due, one a post and one of all.

They are made for 班子 alone: a site for others has neither the page that leads
to them nor them.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from macros.corpus import Corpus, read_posts, today
from macros.domain.reports import Audience
from macros.errors import cause_of
from macros.render.calendar_names import DUE_PAGE, calendar_path
from scripts.build.kept_results import KeptResults
from scripts.changes.writing import WriteError
from scripts.setup.project import Project


def make_calendars(corpus: Corpus, project: Project, kept: KeptResults | None = None) -> dict[str, bytes]:
    """The calendars of a site by path under its root; none where its readers may not have them.

    Args:
        corpus: The pages.
        project: For whom the site is made.
        kept: What was made before, of which those of units with the same papers are taken.

    Raises:
        SiteError: The office's settings cannot be read.
    """
    if project.audience is not Audience.LEADERS or DUE_PAGE not in corpus.pages:
        return {}
    same, kept = read_posts(project.docs), kept or KeptResults(corpus.yearbook)
    made: dict[str, bytes] = {}
    for folder in sorted({ledger.folder for ledger in corpus.yearbook.ledgers.values()}):
        made |= kept.of_unit(f"calendars {same}", folder, partial(_make_of_unit, corpus, folder, same))
    return made


def _make_of_unit(corpus: Corpus, folder: str, same: Mapping[str, str]) -> dict[str, bytes]:
    # What writes them takes its time to load, and is for few sites.
    from macros.compare.due import find_due
    from scripts.build.calendar_files import write_calendar

    found = find_due(corpus.yearbook, folder, today(), same=same)
    made = {calendar_path(folder): write_calendar(found)}
    for key, name in found.everybody.items():
        if own := found.of_post(name):
            made[calendar_path(folder, key)] = write_calendar(own, name)
    return made


def put_calendars(calendars: Mapping[str, bytes], site: Path) -> None:
    """Write the calendars into the folder of a site that nobody reads yet.

    Raises:
        WriteError: A file cannot be written.
    """
    try:
        for path, content in calendars.items():
            (site / path).parent.mkdir(parents=True, exist_ok=True)
            (site / path).write_bytes(content)
    except OSError as error:
        raise WriteError(f"日历写不进 {site}：{cause_of(error)}。改法：检查文件夹能否写入。") from error
