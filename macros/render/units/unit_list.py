"""The units by letter with what is here of each year, and the papers of one of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from macros.compare.ledger_view import MeasureStanding, list_measures
from macros.compare.units.unit_years import (
    UnitGroup,
    UnitRow,
    UnitYear,
    find_units,
    group_units,
    tabulate_units,
    years_of_unit,
)
from macros.domain.comparison_pages import OtherPage
from macros.domain.ledgers import Ledger
from macros.domain.reports import Unit
from macros.domain.yearbook import Yearbook
from macros.render.environment import render
from macros.render.links import Links
from macros.render.matrix import MatrixCell, MatrixRow, Sign, matrix
from macros.render.samples import sample_notice

#: From so many units on, overviews list units and no papers of theirs.
MANY_UNITS = 4
#: So many units stand on one page; of more, each letter opens by itself.
MOST_ON_A_PAGE = 60
_MOST_YEARS = 10
#: How the pages begin that set units beside one another, and what tells with them of texts that several have.
_ACROSS, _SHARED = "compare/units-", "compare/shared.md"
_KEY = (
    (Sign.DONE, "年度总结和台账都有"),
    (Sign.UNDER_WAY, "有年度总结，没有收到台账"),
    (Sign.OPEN, "有台账或其他材料，没有收到年度总结"),
    (Sign.ABSENT, "没有收到材料"),
)


def unit_list(yearbook: Yearbook, links: Links, among: str = "") -> str:
    """The units by letter, each with its years.

    Args:
        yearbook: All pages.
        links: Addresses as seen from the page.
        among: Only those of a group, such as a county or a letter; empty for all.
    """
    units = find_units(yearbook, among)
    letters = Counter(unit.letter for unit in units)
    rows = () if len(units) > MOST_ON_A_PAGE else tabulate_units(yearbook, among)
    return render(
        "units",
        total=len(units),
        across=[(page.title, links.to(page.path)) for page in list_across(yearbook)],
        letters=[(name, f"units-{name.lower()}", count) for name, count in sorted(letters.items()) if name],
        groups=[] if rows else _groups(yearbook, links, units),
        picture=_picture(rows, yearbook, links),
        notice=sample_notice(paper for row in rows for cell in row.years for paper in cell.shown),
        links=links,
    )  # fmt: skip


def list_across(yearbook: Yearbook) -> list[OtherPage]:
    """The pages that set units beside one another; none on a site that has none for it."""
    found = [page for page in yearbook.other_pages if page.path.startswith(_ACROSS)]
    return found and [page for page in yearbook.other_pages if page in found or page.path == _SHARED]


def _groups(
    yearbook: Yearbook, links: Links, units: Sequence[Unit]
) -> list[tuple[UnitGroup, str, list[tuple[Unit, str]]]]:
    """Each group with the address of its page, else with its units, which open under its name."""
    found = []
    for group in group_units(yearbook):
        own = [unit for unit in group.units if unit in units]
        path = group_page(group.key)
        has_page = path in yearbook.unit_pages and path != links.page
        if own:
            names = [] if has_page else [(unit, unit_page(unit, yearbook, links)) for unit in own]
            found.append((group, links.to(path) if has_page else "", names))
    return found


def group_page(key: str) -> str:
    """Where the page of a group stands, under docs."""
    return f"units/of-{key.lower()}.md"


def are_too_many(yearbook: Yearbook, links: Links, among: str) -> str:
    """What stands in the place of a table of more units than anybody reads: the ways to their groups; else nothing."""
    units = find_units(yearbook, among)
    if len(units) <= MOST_ON_A_PAGE:
        return ""
    return render("units_too_many", total=len(units), groups=_groups(yearbook, links, units))


def unit_page(unit: Unit, yearbook: Yearbook, links: Links) -> str:
    """The address of what there is of a unit: its own page, else its newest paper."""
    path = f"units/{unit.folder}.md"
    if path in yearbook.unit_pages:
        return links.to(path)
    newest = years_of_unit(yearbook, unit.folder)[0]
    papers = yearbook.reports_in(unit.folder, newest)
    return links.to(papers[0].path if papers else yearbook.ledgers_of(unit.folder)[-1].path)


def matrix_row(unit: Unit, cells: Iterable[MatrixCell], yearbook: Yearbook, links: Links, *, sample: bool) -> MatrixRow:
    """The row of a unit in a matrix, which leads to what there is of it; `sample` is whether it tells of samples."""
    return MatrixRow(unit.name, tuple(cells), unit_page(unit, yearbook, links), sample=sample)


def unit_papers(yearbook: Yearbook, folder: str, links: Links, today: date, whose: str) -> str:
    """The papers and ledgers of one unit, the newest year first."""
    years = years_of_unit(yearbook, folder)
    ledgers = {ledger.year: ledger for ledger in yearbook.ledgers_of(folder)}
    rows = []
    for year in years:
        ledger = ledgers.get(year)
        counts = _count(ledger, today) if ledger and ledger.key not in yearbook.withheld_ledgers else (0, 0, 0)
        rows.append((year, yearbook.reports_in(folder, year), ledger, *counts))
    notice = sample_notice([*(paper for row in rows for paper in row[1]), *(row[2] for row in rows)])
    return render("unit_papers", rows=rows, whose=whose, notice=notice, links=links, today=today)


def ledgers_by_unit(yearbook: Yearbook, links: Links, today: date) -> str:
    """The ledgers of all units by year, each with how many of its measures are over."""
    units = find_units(yearbook)
    if len(units) > MOST_ON_A_PAGE:
        return unit_list(yearbook, links)
    years = sorted({ledger.year for ledger in yearbook.ledgers.values()})[-_MOST_YEARS:]
    rows = []
    for unit in units:
        ledgers = {ledger.year: ledger for ledger in yearbook.ledgers_of(unit.folder)}
        cells = (_ledger_cell(ledgers.get(year), yearbook, links, today) for year in years)
        sample = any(ledger.sample for year, ledger in ledgers.items() if year in years)
        rows.append(matrix_row(unit, cells, yearbook, links, sample=sample))
    picture = matrix("各单位的整改台账", "单位", [f"{year}年" for year in years], rows) if years else ""
    return render("ledgers_by_unit", picture=picture, notice=sample_notice(yearbook.ledgers.values()), today=today)


def _ledger_cell(ledger: Ledger | None, yearbook: Yearbook, links: Links, today: date) -> MatrixCell:
    if ledger is None:
        return MatrixCell(Sign.ABSENT.value, "没有收到台账", "muted")
    address = links.to(ledger.path)
    if ledger.key in yearbook.withheld_ledgers:
        return MatrixCell(Sign.TOLD.value, "部分事项", "", address)
    count, closed, late = _count(ledger, today)
    tone = "problem" if late else "good" if closed == count else ""
    word = f"已办结 {closed}，共 {count}" + (f"，逾期 {late}" if late else "")
    return MatrixCell(f"{closed}/{count}", word, tone, address, "逾期" if late else "")


def _count(ledger: Ledger, today: date) -> tuple[int, int, int]:
    """How many measures a ledger has, how many of them are over, and how many overdue."""
    standings = [line.standing for line in list_measures(ledger, today)]
    return len(standings), standings.count(MeasureStanding.CLOSED), standings.count(MeasureStanding.OVERDUE)


def _picture(rows: Sequence[UnitRow], yearbook: Yearbook, links: Links) -> str:
    if not rows:
        return ""
    seen: set[str] = set()
    lines = []
    for row in rows:
        anchor = "" if row.unit.letter in seen or not row.unit.letter else f"units-{row.unit.letter.lower()}"
        seen.add(row.unit.letter)
        cells = (_cell(cell, links) for cell in row.years)
        sample = any(paper.sample for year in row.years for paper in year.shown)
        line = matrix_row(row.unit, cells, yearbook, links, sample=sample)
        lines.append(replace(line, letter=row.unit.letter, anchor=anchor))
    return matrix("单位与年度", "单位", [f"{cell.year}年" for cell in rows[0].years], lines, _KEY)


def _cell(cell: UnitYear, links: Links) -> MatrixCell:
    if cell.summary:
        ledger = "，有台账" if cell.ledger else ""
        sign = Sign.DONE if cell.ledger else Sign.UNDER_WAY
        return MatrixCell(sign.value, f"{cell.papers} 份材料{ledger}", "good", links.to(cell.summary.path))
    if cell.ledger:
        return MatrixCell(Sign.OPEN.value, "只有台账", "", links.to(cell.ledger.path))
    if cell.papers:
        return MatrixCell(Sign.OPEN.value, f"{cell.papers} 份材料，没有年度总结", "")
    return MatrixCell(Sign.ABSENT.value, "没有收到材料", "muted")
