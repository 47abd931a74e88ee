"""Holds the figures and citations of a year's papers against one another."""

from __future__ import annotations

from macros.compare.disagreement import Compared
from macros.compare.early_rules import find_early_rules
from macros.compare.indicator_checks import find_indicator_faults
from macros.compare.ledger_checks import compare_with_ledger
from macros.compare.sum_checks import check_sums
from macros.domain.yearbook import Yearbook


def find_disagreements(yearbook: Yearbook, folder: str, year: int) -> Compared:
    """Find what does not agree in the papers of a year.

    Args:
        yearbook: All pages.
        folder: The unit's folder; empty for the top folder.
        year: The year.
    """
    papers = yearbook.reports_in(folder, year)
    # Of one that readers are not shown whole, no number can be held against a paper's.
    kept = [ledger for ledger in yearbook.ledgers_of(folder) if ledger.key not in yearbook.withheld_ledgers]
    ledger = next((ledger for ledger in kept if ledger.year == year), None)
    totals, sums = check_sums(papers)
    held, against = compare_with_ledger(papers, ledger)
    indicators = [fault for report in papers for fault in find_indicator_faults(report)]
    rules = [fault for report in papers for fault in find_early_rules(yearbook, report)]
    return Compared(
        year,
        papers,
        ledger,
        totals=totals,
        indicators=sum(len(report.indicators) for report in papers),
        citations=sum(len(item.citations) for report in papers for item in report.passages.values()),
        ledger_figures=held,
        findings=(*sums, *indicators, *against, *rules),
        all_ledgers=yearbook.shows_all_ledgers(folder),
    )
