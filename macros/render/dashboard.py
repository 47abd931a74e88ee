"""The short lists of the home page, and what a report's page says of its year."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from macros.compare.confirmed import Comeback
from macros.compare.ledger_view import MeasureStanding, overview_of
from macros.compare.novelty import compare_on_the_whole
from macros.compare.problem_years import ProblemRow, ProblemTable, tabulate_problems
from macros.compare.recurrence import ProblemChain, find_chains
from macros.domain.reports import ItemRef, Report
from macros.domain.yearbook import Yearbook
from macros.render.environment import render
from macros.render.links import Links
from macros.render.overview import list_changed_rules
from macros.render.problem_matrix import papers_of, problem_matrix, span
from macros.render.samples import sample_notice
from macros.render.unit_shown import whose_papers

_MOST_CHAINS = _MOST_ITEMS = 5
#: So many years, the newest, stand beside something else.
_MOST_YEARS = 6


def key_numbers(yearbook: Yearbook, folder: str, links: Links, today: date) -> str:
    """The four numbers that come first: what is open, what is overdue, what is back, which rules have changed since."""
    view = overview_of(yearbook, folder, today)
    chains = [chain for chain in find_chains(yearbook, folder, today) if chain.is_open]
    last, rules = list_changed_rules(yearbook, today)
    return render(
        "key_numbers",
        all_ledgers=yearbook.shows_all_ledgers(folder),
        view=view,
        pressing=len(view.pressing),
        overdue=sum(line.standing is MeasureStanding.OVERDUE for line in view.lines),
        longest=max((line.days_late(today) for line in view.lines), default=0),
        chains=chains,
        oldest=span(max(chains, key=lambda chain: chain.months)) if chains else "",
        rules=rules,
        last=last,
        links=links,
        today=today,
    )


def problems_by_year(yearbook: Yearbook, folder: str, links: Links, today: date, most: int | None = None) -> str:
    """The problems of a unit by years, what is back and open first.

    Args:
        yearbook: All pages.
        folder: The unit's.
        links: Addresses as seen from the page.
        today: The day as of which they stand.
        most: So many of them, and of years `_MOST_YEARS`, on a page that has other things to show; all where none is
            given.
    """
    table = tabulate_problems(yearbook, folder, today)
    last = _MOST_YEARS if most else None
    rows = _recent(table, last)[:most]
    return render(
        "problems_by_year",
        whose=whose_papers(yearbook, folder),
        notice=sample_notice(papers_of(rows)),
        picture=problem_matrix(table, links, today, rows, last=last),
        shown=len(rows),
        total=len(table.rows),
        links=links,
        today=today,
    )


def _recent(table: ProblemTable, last: int | None) -> tuple[ProblemRow, ...]:
    """Problems that the newest years tell of, and whatever is open; all of them where that is none."""
    years = table.years[-last:] if last else table.years
    return tuple(row for row in table.rows if row.is_open or max(row.years) in years) or table.rows


def recurring_list(yearbook: Yearbook, folder: str, links: Links, today: date) -> str:
    """The problems that are back and not solved, the longest first; a link leads to all of them."""
    chains = find_chains(yearbook, folder, today)
    shown = [chain for chain in chains if chain.is_open][:_MOST_CHAINS]
    return render(
        "recurring_list",
        whose=whose_papers(yearbook, folder),
        notice=sample_notice(line.ledger for chain in shown for line in chain.lines),
        rows=[(chain, chain.lines[-1], span(chain)) for chain in shown],
        total=len(chains),
        links=links,
        today=today,
    )


def new_this_year(yearbook: Yearbook, folder: str, links: Links) -> str:
    """What the newest summary has that the one before did not have."""
    papers = yearbook.written_of(folder)
    if len(papers) < 2:
        return render("new_this_year_empty", whose=whose_papers(yearbook, folder))
    found = compare_on_the_whole(papers[-2], papers[-1], yearbook)
    return render(
        "new_this_year",
        notice=sample_notice([found.old, found.new]),
        found=found,
        shown=found.added[:_MOST_ITEMS],
        compared=yearbook.comparison_of(found.old, found.new),
        links=links,
    )


def year_summary(
    report: Report, yearbook: Yearbook, links: Links, today: date, comebacks: Mapping[str, Comeback]
) -> str:
    """What stands over a report's text: how it differs from the year before, and which problems are back.

    Only where a page compares the two: no other report is held against its
    neighbour while its own page is made.

    Args:
        report: The paper.
        yearbook: All pages.
        links: Addresses as seen from its page.
        today: The day as of which statuses are given.
        comebacks: Which items are back after a gap, by id, as far as readers may be told.
    """
    before = yearbook.neighbours(report)[0]
    compared = yearbook.comparison_of(before, report) if before else None
    if before is None or compared is None or not (before.written and report.written):
        return ""
    chains = find_chains(yearbook, report.folder, today) if yearbook.shows_all_ledgers(report.folder) else ()
    back = [
        (ref, chain, span(chain), comebacks.get(ref.item)) for chain in chains for ref in _problems_of(report, chain)
    ]
    return render(
        "year_summary",
        report=report,
        found=compare_on_the_whole(before, report, yearbook),
        compared=compared,
        back=back,
        links=links,
    )


def _problems_of(report: Report, chain: ProblemChain) -> list[ItemRef]:
    """The report's problems that the chain told of in an earlier year already."""
    earlier = chain.lines[0].ledger.year < report.year
    named = [line.entry.problem for line in chain.lines]
    return [ref for ref in named if ref and ref.report == report.key] if earlier else []
