"""The year that begins: what is made from the papers of the last one, shown before it is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask import Response, render_template, request, url_for

from macros.corpus import Source, today
from macros.domain.reports import Report, Series
from macros.domain.yearbook import Yearbook
from macros.errors import ContentErrors
from scripts.changes.naming import name_page, name_report
from scripts.changes.next_ledger import open_lines, states
from scripts.changes.next_report import told_of, undertakings
from scripts.changes.next_year import YEARS, NextYear, NextYearError
from scripts.changes.year_pages import missing_pages, plan_year, task_of
from scripts.desk.desk import the_desk
from scripts.desk.proposals import Proposal
from scripts.desk.screen import Screen
from scripts.desk.told_console import ToldConsole
from scripts.desk.told_faults import ToldFault, tell_fault

SCREEN = Screen("next-year", "下一年", "选单位和年度，看清楚要开始些什么，一次建好新一年的页面。")


@dataclass(frozen=True)
class _Line:
    """Something that comes over from earlier years: what it is, where it stands, how."""

    words: str
    where: str
    how: tuple[str, ...]


@SCREEN.get("/")
def show() -> str:
    """Whose year begins, and what would be made."""
    papers = _newest(the_desk().work.yearbook)
    chosen = papers.get(request.values.get("of", "")) or next(iter(papers.values()), None)
    year = request.values.get("year", "").strip() or (str(chosen.year + 1) if chosen else "")
    plan, faults = _plan(chosen, year) if chosen else (None, [])
    return render_template(
        "next_year.html", screen=SCREEN, papers=papers, chosen=chosen, year=year, faults=faults, **_seen(plan)
    )


@SCREEN.post("/")
def begin() -> Response | str:
    """Plan the pages as one change."""
    desk = the_desk()
    of, year = request.form.get("of", ""), request.form.get("year", "")
    chosen = _newest(desk.work.yearbook).get(of)
    plan = _plan(chosen, year)[0] if chosen else None
    if plan is None or not (missing := missing_pages(desk.work.docs, plan)):
        return show()
    changes = desk.work.plan(task_of(plan.year), missing)
    back = url_for("next-year.show", of=of, year=year)
    then = url_for("editing.show", page=next(iter(plan.pages)))
    return desk.proposals.show(Proposal(changes, back=back, then=then))


def _newest(yearbook: Yearbook) -> dict[str, Report]:
    """The newest paper of each unit and series, by its key; those of persons begin no year."""
    newest: dict[tuple[str, Series], Report] = {}
    for report in sorted(yearbook.reports.values(), key=lambda one: (one.year, one.key)):
        if not report.person:
            newest[report.folder, report.series] = report
    order = sorted(newest.values(), key=lambda one: (one.folder, [*Series].index(one.series)))
    return {report.key: report for report in order}


def _plan(chosen: Report, written: str) -> tuple[NextYear | None, list[str | ToldFault]]:
    """The year's pages; or why there are none, in a clerk's words."""
    if not (written.isascii() and written.isdecimal()) or int(written) not in YEARS:
        return None, ["年度不对。写四位数字，如 2026。"]
    year, desk = int(written), the_desk()
    papers = [one for one in desk.work.yearbook.reports.values() if one.folder == chosen.folder]
    same = [one for one in papers if one.series is chosen.series and not one.person]
    if all(one.year >= year for one in same):
        return None, [f"{year} 年以前没有{chosen.series}，无从开始。先在“收件”里把以前的放进来，或者换一个年度。"]
    try:
        return plan_year(desk.work.docs, year, chosen.folder, chosen.series, ToldConsole()), []
    except ContentErrors as errors:
        source = Source(desk.work.docs)
        return None, ["这个单位的页面还有错误，改好再开始：", *(tell_fault(one, source) for one in errors.errors)]
    except NextYearError:
        return None, [f"{year} 年的{chosen.series}已经有了，在“改”里接着写。"]


def _seen(plan: NextYear | None) -> dict[str, object]:
    """What there is to see of a year that would begin."""
    if plan is None:
        return {"plan": None}
    desk = the_desk()
    missing = missing_pages(desk.work.docs, plan)
    return {
        "plan": plan,
        "previous": name_report(plan.previous).strip("「」"),
        "made": [name_page(text, path).strip("「」") for path, text in missing.items()],
        "there": [name_page(text, path).strip("「」") for path, text in plan.pages.items() if path not in missing],
        "first": next(iter(plan.pages)),
        "promises": list(_promises(plan, desk.work.yearbook)),
        "problems": list(_problems(plan, desk.work.yearbook)),
    }


def _promises(plan: NextYear, yearbook: Yearbook) -> Iterator[_Line]:
    for ref, report, item in undertakings(yearbook, plan.previous, plan.year, today()):
        how = tuple(said for _, said in told_of(yearbook, ref, plan.year, today()))
        yield _Line(item.title, report.name, how or ("台账没有记载",))


def _problems(plan: NextYear, yearbook: Yearbook) -> Iterator[_Line]:
    for line in open_lines(yearbook, plan.previous, plan.year, today()):
        yield _Line(line.entry.text, f"{line.ledger.year}年台账", tuple(states(line, today())))
