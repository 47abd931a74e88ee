"""What came of the measures of each unit: bars by unit, shares by the year of the promise."""

from __future__ import annotations

from datetime import date

from macros.compare.units.unit_measures import Came, UnitMeasures, count_measures_of_units, share_done
from macros.domain.yearbook import Yearbook
from macros.render.environment import render
from macros.render.links import Links
from macros.render.matrix import MOST_WHOLE, MatrixCell, matrix
from macros.render.stacked_bars import BarPart, StackedBar, stacked_bars
from macros.render.units.unit_list import are_too_many, matrix_row, unit_page

_TONES = {
    Came.DONE: "good",
    Came.UNPROVEN: "warn",
    Came.ANSWERED: "plain",
    Came.ENDED: "muted",
    Came.LASTING: "plain",
    Came.OPEN: "hollow",
    Came.OVERDUE: "problem",
    Came.SILENT: "hollow",
}
#: So many of the newest years stand beside one another.
_MOST_YEARS = 6


def measures_by_unit(yearbook: Yearbook, links: Links, today: date, year: int | None = None, among: str = "") -> str:
    """What came of the measures of each unit.

    Args:
        yearbook: All pages.
        links: Addresses as seen from the page.
        today: The day as of which they are told.
        year: Only those that were promised in it; None for all.
        among: Only units of a group; empty for all.
    """
    if many := are_too_many(yearbook, links, among):
        return many
    rows = count_measures_of_units(yearbook, today, year, among)
    told = [row for row in rows if row.years]
    years = sorted({one for row in told for one in row.years})[-_MOST_YEARS:]
    occurring = [came for came in Came if any(row.all[came] for row in told)]
    return render(
        "units_measures",
        year=year,
        picture=stacked_bars([_bar(row, yearbook, links) for row in told], "各单位措施的办理结果"),
        occurring=occurring,
        rows=[(row, unit_page(row.unit, yearbook, links), row.all, share_done(row.all)) for row in told],
        by_year=_by_year(told, years, yearbook, links) if not year else "",
        silent=[row.unit.name for row in rows if row.knows_all and not row.years],
        most=MOST_WHOLE,
        withheld=[row.unit.name for row in rows if not row.knows_all],
        links=links,
        today=today,
    )


def _bar(row: UnitMeasures, yearbook: Yearbook, links: Links) -> StackedBar:
    parts = tuple(BarPart(came.value, row.all[came], _TONES[came]) for came in Came)
    return StackedBar(row.unit.name, parts, unit_page(row.unit, yearbook, links), sample=row.sample)


def _by_year(told: list[UnitMeasures], years: list[int], yearbook: Yearbook, links: Links) -> str:
    rows = [
        matrix_row(row.unit, (_share(row, year) for year in years), yearbook, links, sample=row.sample) for row in told
    ]
    return matrix("各单位各年措施的已销号数", "单位", [f"{year}年" for year in years], rows)


def _share(row: UnitMeasures, year: int) -> MatrixCell:
    counts = row.years.get(year)
    if not counts:
        return MatrixCell("–", "没有这一年的措施", "muted")
    if counts.total() == counts[Came.SILENT]:
        return MatrixCell("–", f"{counts.total()} 项，未见记载", "muted")
    done, of = share_done(counts)
    words = "、".join(f"{came.value} {counts[came]}" for came in Came if counts[came])
    late = counts[Came.OVERDUE]
    return MatrixCell(
        f"{done}/{of}", words, "problem" if late else "good" if done == of else "", mark="逾期" if late else ""
    )
