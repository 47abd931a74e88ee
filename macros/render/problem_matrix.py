"""Problems by years as a matrix: what came of each, in whatever year it was told of."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from macros.compare.ledger_view import MeasureLine, MeasureStanding
from macros.compare.problem_years import ProblemRow, ProblemTable, ProblemYear
from macros.compare.recurrence import ProblemChain
from macros.compare.wording import as_name
from macros.domain.ledgers import Ledger
from macros.domain.reports import Report
from macros.render.item_names import item_name
from macros.render.links import Links
from macros.render.matrix import NO_PAPERS, MatrixCell, MatrixRow, Sign, matrix

_KEY = (
    (Sign.DONE, "已办结"),
    (Sign.UNDER_WAY, "在办或长期坚持"),
    (Sign.OPEN, "未启动"),
    (Sign.TOLD, "报告写到，台账未列"),
    (Sign.ABSENT, "未见记载"),
)
_ABSENT = MatrixCell(Sign.ABSENT.value, "未见记载", "muted")


def problem_matrix(
    table: ProblemTable,
    links: Links,
    today: date,
    rows: tuple[ProblemRow, ...],
    *,
    last: int | None = None,
    told: bool = False,
) -> str:
    """Draw some of the problems.

    Args:
        table: All problems of a unit.
        links: Addresses as seen from the page.
        today: The day as of which they stand.
        rows: Those that are drawn.
        last: Only so many of the newest years, where that is asked for, and those back to one that a row has a sign in.
        told: Whether what stands for so long is said in words beside its name, where there is room.
    """
    first = min([*table.years[-last:][:1], *(max(row.years) for row in rows)], default=0) if last else 0
    years = tuple(year for year in table.years if year >= first)
    return matrix(
        "问题与年度",
        "问题",
        [f"{year}年" for year in years],
        [_row(row, years, table.covered, links, today, told=told) for row in rows],
        _KEY,
        samples={f"{paper.year}年" for paper in papers_of(table.rows) if paper.sample},
        saved=not last,
    )


def papers_of(rows: tuple[ProblemRow, ...]) -> Iterator[Report | Ledger]:
    """Whatever papers and ledgers some rows rest on."""
    for year in (year for row in rows for year in row.years.values()):
        yield from (line.ledger for line in year.lines)
        yield from (item.report for item in year.items)


def span(chain: ProblemChain) -> str:
    """How long a chain has been open, in years and months, as far as days are known."""
    if chain.until is None:
        return "办结日期不详"
    if chain.since.month is None:
        return f"自{chain.since.year}年起"
    years, months = divmod(chain.months, 12)
    return (f"{years}年" if years else "") + (f"{months}个月" if months else "") or "不足1个月"


def _row(
    row: ProblemRow, years: tuple[int, ...], covered: frozenset[int], links: Links, today: date, *, told: bool
) -> MatrixRow:
    cells = [
        _cell(row.years[year], links, today) if year in row.years else _ABSENT if year in covered else NO_PAPERS
        for year in years
    ]
    aside = _course(row.chain) if told and row.chain else ""
    return MatrixRow(as_name(row.name) or row.name, tuple(cells), _address(row.years[max(row.years)], links), aside)


def _course(chain: ProblemChain) -> str:
    if chain.is_open or chain.is_lasting:
        return f"{'尚未解决' if chain.is_open else '转入长期坚持'}，至今 {span(chain)}"
    return f"已办结，前后 {span(chain)}" if chain.until else "已办结"


def _cell(year: ProblemYear, links: Links, today: date) -> MatrixCell:
    address = _address(year, links)
    if not year.lines:
        named = "、".join(item_name(found.report, found.item) for found in year.items)
        return MatrixCell(Sign.TOLD.value, f"{named}写到，台账未列", "", address)
    word = "；".join(dict.fromkeys(_state(line, today) for line in year.measures))
    if year.is_overdue:
        sign = Sign.UNDER_WAY if year.is_begun else Sign.OPEN
        return MatrixCell(sign.value, word, "problem", address, MeasureStanding.OVERDUE.value)
    if year.is_done:
        return MatrixCell(Sign.DONE.value, word, "good", address)
    return MatrixCell((Sign.UNDER_WAY if year.is_begun else Sign.OPEN).value, word, "", address)


def _state(line: MeasureLine, today: date) -> str:
    late = line.days_late(today)
    return f"{line.state}，逾期 {late} 天" if late else line.state


def _address(year: ProblemYear, links: Links) -> str:
    if year.lines:
        return links.to(year.lines[0].ledger.path, year.lines[0].entry.anchor)
    return links.to(year.items[0].report.path, year.items[0].item.id)
