"""Begins a year, or a comparison of two: the pages that are missing, all of them or none."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path, PurePath

from macros.corpus import survey_corpus, today
from macros.domain.reports import Series
from macros.domain.yearbook import Yearbook
from macros.errors import ContentErrors
from scripts.build.content_checks import describe_broken
from scripts.changes.change_set import ChangeSet
from scripts.changes.comparison_pages import ComparisonPage
from scripts.changes.naming import name_of_page, name_page
from scripts.changes.next_year import NextYear, NextYearError, plan_next_year
from scripts.changes.telling import confirm_and_write
from scripts.changes.writing import read_file
from scripts.setup.console import Console
from scripts.setup.project import Project

_YEAR = re.compile(r"[0-9]{4}")


def begin_year(project: Project, year: int, folder: str, series: str, console: Console, *, dry_run: bool) -> None:
    """Make a year's pages and say what was made and what to do next.

    Args:
        project: Whose pages they are.
        year: The new year.
        folder: The unit's folder under docs/reports; empty for the top folder.
        series: Which paper of the year, as front matter names it.
        console: Where to tell it.
        dry_run: Whether only to say what would be made.

    Raises:
        ContentErrors: An earlier paper or ledger of the unit, or a new page, is at fault.
        NextYearError: The pages cannot be made.
        WriteError: A page cannot be written; none is.
    """
    docs = project.docs
    plan = plan_year(docs, year, folder, Series(series), console)
    missing = missing_pages(docs, plan)
    sample = "，那一份是示例" if plan.previous.sample else ""
    console.say(
        f"照{plan.previous.unit} {plan.previous.year} 年的{plan.previous.series}做 {plan.year} 年的页面{sample}。"
    )
    if plan.gap:
        between = "、".join(map(str, plan.gap))
        console.say(
            f"注意：没有 {between} 年的{plan.previous.series}，对照和待回应的措施以 {plan.previous.year} 年为准。"
        )
    if not missing:
        console.say(f"{year} 年的页面都在，没有变化：{'、'.join(name_of_page(docs, path) for path in plan.pages)}。")
        return
    for path in plan.pages.keys() - missing.keys():
        console.say(f"{name_of_page(docs, path)} 已经有了，没有动。")
    if _make_pages(project, task_of(year), missing, console, dry_run=dry_run):
        report = next(iter(plan.pages))
        console.say(f"下一步：在 docs/{report} 里写正文，填 answers 和指标，再运行 python3 scripts/site.py check。")


def plan_year(docs: Path, year: int, folder: str, series: Series, console: Console) -> NextYear:
    """Make a year's pages of the papers that are there; nothing is written.

    Args:
        docs: The folder of the pages.
        year: The new year.
        folder: The unit's folder; empty for the top folder.
        series: Which paper of the year.
        console: Where pages with faults that are not needed are named.

    Raises:
        ContentErrors: An earlier paper or ledger of the unit is at fault.
        NextYearError: The pages cannot be made.
    """
    yearbook = _load(docs, folder, lambda earlier: earlier <= year, console)
    return plan_next_year(yearbook, year, folder, series, today())


def missing_pages(docs: Path, plan: NextYear) -> dict[str, str]:
    """The pages of a year that are not there; one that is stays: a ledger kept during the year is that of the year."""
    return {path: text for path, text in plan.pages.items() if read_file(docs / path) is None}


def task_of(year: int) -> str:
    """What beginning a year is called."""
    return f"开始 {year} 年"


def begin_comparison(
    project: Project, old: int, new: int, folder: str, series: str, console: Console, *, dry_run: bool
) -> None:
    """Make the page that sets two years side by side, unless one stands there.

    Args:
        project: Whose pages they are.
        old: The earlier year.
        new: The later year.
        folder: The unit's folder under docs/reports; empty for the top folder.
        series: Which paper of the year, as front matter names it.
        console: Where to tell it.
        dry_run: Whether only to say what would be made.

    Raises:
        ContentErrors: A paper or ledger of the two years, or the new page, is at fault.
        NextYearError: One of the years has no paper.
        WriteError: The page cannot be written.
    """
    yearbook = _load(project.docs, folder, {old, new}.__contains__, console)
    papers = {paper.year: paper for paper in yearbook.reports_of(folder, series)}
    for year in (old, new):
        if year not in papers:
            known = "、".join(map(str, papers)) or "还没有"
            unit = yearbook.units.get(folder)
            where = unit.name if unit else f"docs/reports/{folder}".rstrip("/") + "/ 里"
            raise NextYearError(f"{where}没有 {year} 年的{series}（有的年度：{known}）。改法：换一个年度。")
    there = yearbook.comparison_of(papers[old], papers[new])
    later = papers[new]
    name = later.key.rpartition("/")[2]
    page = ComparisonPage(papers[old], new, name, has_ledger=later.key in yearbook.ledgers)
    # One with faults that stands in its place is not read as a comparison, and stays as well.
    path = there.path if there else page.path
    if there or read_file(project.docs / path) is not None:
        console.say(f"{old} 年和 {new} 年的对照页已经有了：{name_of_page(project.docs, path)}，没有改动。")
        return
    if _make_pages(
        project, f"新建 {old} 年和 {new} 年的对照页", {page.path: page.text(yearbook)}, console, dry_run=dry_run
    ):
        console.say("列在各年对照里。")


def _make_pages(project: Project, task: str, pages: dict[str, str], console: Console, *, dry_run: bool) -> bool:
    """Make new pages, or say which would be made; tell whether they were."""
    changes = ChangeSet.plan(project.docs, task, pages)
    changes.check()
    for path, text in pages.items():
        console.say(f"{'将' if dry_run else ''}新建 {name_page(text, path)}：docs/{path}")
    return confirm_and_write(project, changes, console, dry_run=dry_run, yes=True)


def _load(docs: Path, folder: str, is_needed: Callable[[int], bool], console: Console) -> Yearbook:
    """Read the pages; one with faults stops nothing but work that needs it, and is named.

    Args:
        docs: The folder of the pages.
        folder: The unit's folder.
        is_needed: Whether the unit's paper and ledger of a year have to be sound.
        console: Where the others are named.

    Raises:
        ContentErrors: A page that is needed has faults.
    """
    corpus, findings = survey_corpus(docs)
    needed = [fault for fault in findings.errors if _is_of_unit(PurePath(fault.file), folder, is_needed)]
    if needed:
        raise ContentErrors(needed)
    if told := describe_broken(sorted({fault.file for fault in findings.errors})):
        console.say(told)
    return corpus.yearbook


def _is_of_unit(file: PurePath, folder: str, is_needed: Callable[[int], bool]) -> bool:
    """Whether a page is a unit's paper or ledger of a year that is needed; their names begin with the year."""
    own = {PurePath("docs", kind, folder) for kind in ("reports", "ledger")}
    year = _YEAR.match(file.name)
    return file.parent in own and year is not None and is_needed(int(year[0]))
