"""Problems that several units name in one year, and what was done about them elsewhere."""

from __future__ import annotations

from datetime import date

from macros.compare.units.common_problems import CommonProblem, UnitProblem, count_named, find_common_problems
from macros.compare.units.unit_years import choose_year, papers_of_year
from macros.compare.wording import as_name
from macros.domain.yearbook import Yearbook
from macros.render.environment import render
from macros.render.links import Links
from macros.render.matrix import MatrixCell, Sign, matrix
from macros.render.samples import sample_notice
from macros.render.units.unit_list import are_too_many, matrix_row

#: The page that has all of them.
_PAGE = "compare/units-problems.md"
#: So many problems open one by one; what follows opens first, since as many lines again would be another screen.
_FIRST = 5
_KEY = (
    (Sign.DONE, "写到，措施已销号"),
    (Sign.UNDER_WAY, "写到，措施在办"),
    (Sign.TOLD, "写到，台账未列"),
    (Sign.ABSENT, "没有写到，或者写法不同没有认出来"),
)


def common_problems(
    yearbook: Yearbook, links: Links, today: date, year: int | None = None, most: int = 20, among: str = ""
) -> str:
    """The problems of a year that several units name, those of most units first.

    Args:
        yearbook: All pages.
        links: Addresses as seen from the page.
        today: The day as of which measures stand.
        year: The year; None for the newest that two units have told of.
        most: So many of them.
        among: Only units of a group; empty for all.
    """
    if many := are_too_many(yearbook, links, among):
        return many
    chosen = choose_year(yearbook, year)
    found = find_common_problems(yearbook, chosen, today, among) if chosen else ()
    papers = papers_of_year(yearbook, chosen, among) if chosen else ()
    shown = found[:most]
    return render(
        "common_problems",
        year=chosen,
        rows=[(_name(problem), problem, min(99, int(100 * problem.least))) for problem in shown],
        picture=_picture(shown, [paper.folder for paper in papers], yearbook, links),
        first=_FIRST if len(shown) > _FIRST + 1 else len(shown),
        shown=len(shown),
        total=len(found),
        named=count_named(yearbook, chosen, among) if chosen else 0,
        units=len(papers),
        notice=sample_notice(problem.place.report for one in shown for problem in one.problems),
        links=links,
        today=today,
    )


def common_list(yearbook: Yearbook, links: Links, today: date, most: int) -> str:
    """The problems that most units name in the newest year, a line each, for a page that has other things to show."""
    if many := are_too_many(yearbook, links, ""):
        return many
    year = choose_year(yearbook)
    found = find_common_problems(yearbook, year, today) if year else ()
    page = next((page.path for page in yearbook.other_pages if page.path == _PAGE), "")
    return render(
        "common_list",
        year=year,
        rows=[(_name(problem), problem) for problem in found[:most]],
        address=links.to(page) if page else "",
        total=len(found),
        notice=sample_notice(one.place.report for problem in found[:most] for one in problem.problems),
    )


def _name(problem: CommonProblem) -> str:
    return as_name(problem.name) or "没有标题的问题"


def _picture(shown: tuple[CommonProblem, ...], folders: list[str], yearbook: Yearbook, links: Links) -> str:
    """Units by problems: only units that name any of them."""
    rows = []
    for folder in folders:
        told = [next((one for one in row.problems if one.place.report.folder == folder), None) for row in shown]
        if any(told):
            unit = yearbook.units[folder]
            sample = any(one.place.report.sample for one in told if one)
            rows.append(matrix_row(unit, (_cell(one, links) for one in told), yearbook, links, sample=sample))
    heads = [_name(row) for row in shown]
    return matrix("共性问题与单位", "单位", heads, rows, _KEY) if shown else ""


def _cell(problem: UnitProblem | None, links: Links) -> MatrixCell:
    if problem is None:
        return MatrixCell(Sign.ABSENT.value, "没有写到，或者写法不同没有认出来", "muted")
    address = links.to(problem.place.report.path, problem.place.item.id)
    if problem.done:
        return MatrixCell(Sign.DONE.value, f"写到，{len(problem.done)} 项措施已销号", "good", address)
    if problem.measures:
        return MatrixCell(Sign.UNDER_WAY.value, f"写到，{len(problem.measures)} 项措施在办", "", address)
    word = "写到，台账未列" if problem.knows_all else "写到，台账的情况不显示"
    return MatrixCell(Sign.TOLD.value, word, "", address)
