"""How many items of each year's papers cite each edition of one regulation."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from macros.compare.citation_counts import CitationCell
from macros.compare.cited import split_mentions
from macros.domain.regulations import Edition, Regulation
from macros.domain.yearbook import Mention, Yearbook


@dataclass(frozen=True)
class EditionRow:
    """One edition through the years; `edition` is None for items that name no edition.

    A cell is None where the year has no paper of any unit.
    """

    edition: Edition | None
    cells: tuple[CitationCell | None, ...]

    @property
    def total(self) -> int:
        """Items of all years."""
        return sum(cell.count for cell in self.cells if cell)


@dataclass(frozen=True)
class EditionMatrix:
    """Editions by years of reports (各版本各年引用条目数); editions that no item cites are left out."""

    years: tuple[int, ...]
    rows: tuple[EditionRow, ...]


def count_by_edition(yearbook: Yearbook, work: Regulation) -> EditionMatrix:
    """Count the items that cite each edition of a regulation, year by year, whosever paper it is.

    Args:
        yearbook: All pages.
        work: The regulation.

    Returns:
        The years from the first paper to the last, gaps among them, and the
        editions in order of time, items that name none last.
    """
    written = {report.year for report in yearbook.reports.values() if report.written}
    years = tuple(range(min(written), max(written) + 1)) if written else ()
    found: dict[str | None, dict[int, list[Mention]]] = defaultdict(lambda: defaultdict(list))
    for mention in yearbook.mentions_of(work.id):
        found[mention.citation.edition][mention.report.year].append(mention)
    rows = [
        EditionRow(edition, tuple(_cell(by_year[year]) if year in written else None for year in years))
        for edition in (*work.editions, None)
        if (by_year := found.get(edition.id if edition else None))
    ]
    return EditionMatrix(years, tuple(rows))


def _cell(mentions: list[Mention]) -> CitationCell:
    cited, mentioned = split_mentions(mentions)
    report = mentions[0].report if mentions else None
    return CitationCell(len(cited) + len(mentioned), len(mentioned), report=report)
