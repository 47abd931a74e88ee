"""The first things that a county looks at: how many units have handed over, what is overdue, and where."""

from __future__ import annotations

from datetime import date

from macros.compare.ledger_view import MeasureStanding, overview_of
from macros.compare.units.common_problems import find_common_problems
from macros.compare.units.unit_years import choose_year, find_units, papers_of_year
from macros.domain.reports import Unit
from macros.domain.yearbook import Yearbook
from macros.render.environment import render
from macros.render.links import Links
from macros.render.stacked_bars import BarPart, StackedBar, stacked_bars
from macros.render.units.unit_list import MOST_ON_A_PAGE, unit_page


def county_numbers(yearbook: Yearbook, links: Links, today: date) -> str:
    """The four numbers that come first: units, papers of the year, overdue measures, common problems."""
    year = choose_year(yearbook)
    late = [(unit, days) for unit, days in _late(yearbook, today) if days]
    few = len(find_units(yearbook)) <= MOST_ON_A_PAGE
    common = find_common_problems(yearbook, year, today) if year and few else ()
    return render(
        "county_numbers",
        units=len(find_units(yearbook)),
        year=year,
        told=len(papers_of_year(yearbook, year)) if year else 0,
        overdue=sum(len(days) for _, days in late),
        late=len(late),
        counted=len(_late(yearbook, today)),
        few=few,
        common=len(common),
        widest=max((len(problem.problems) for problem in common), default=0),
        pages={page.path for page in yearbook.other_pages} | yearbook.unit_pages,
        without=sum(not yearbook.ledgers_of(unit.folder) for unit in find_units(yearbook)),
        withheld=[unit.name for unit in find_units(yearbook) if not yearbook.shows_all_ledgers(unit.folder)],
        links=links,
        today=today,
    )


def overdue_by_unit(yearbook: Yearbook, links: Links, today: date, most: int) -> str:
    """The units with the most overdue measures, as bars."""
    late = sorted(_late(yearbook, today), key=lambda row: (-len(row[1]), -max(row[1], default=0), row[0].folder))
    shown = [(unit, days) for unit, days in late if days]
    bars = [
        StackedBar(
            unit.name,
            (BarPart("逾期", len(days), "problem"),),
            unit_page(unit, yearbook, links),
            sample=any(ledger.sample for ledger in yearbook.ledgers_of(unit.folder)),
        )
        for unit, days in shown[:most]
    ]
    return render(
        "overdue_by_unit",
        picture=stacked_bars(bars, "逾期最多的单位"),
        shown=len(bars),
        total=len(shown),
        units=len(late),
        has_all=any(page.path == "compare/units-measures.md" for page in yearbook.other_pages),
        longest=max((max(days) for _, days in shown), default=0),
        links=links,
        today=today,
    )


def _late(yearbook: Yearbook, today: date) -> list[tuple[Unit, list[int]]]:
    """Each unit that has ledgers, and whose are here whole, with the days by which its measures are late."""

    def find() -> list[tuple[Unit, list[int]]]:
        return [
            (unit, [line.days_late(today) for line in overview_of(yearbook, unit.folder, today).lines
                    if line.standing is MeasureStanding.OVERDUE])
            for unit in find_units(yearbook)
            if yearbook.ledgers_of(unit.folder) and yearbook.shows_all_ledgers(unit.folder)
        ]  # fmt: skip

    return yearbook.keep(("late units", today), find)
