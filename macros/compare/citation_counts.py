"""How many items of each year's papers cite each regulation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from macros.compare.standing import find_successor
from macros.domain.regulations import Edition, Regulation
from macros.domain.reports import Report
from macros.domain.yearbook import Mention, Yearbook

#: The least number of items for each step of the shade.
SHADES = (1, 2, 4, 8)


@dataclass(frozen=True)
class YearColumn:
    """A year with one unit's papers of it; without papers the year is missing (年度)."""

    year: int
    papers: tuple[Report, ...]

    @property
    def sample(self) -> bool:
        """Whether a sample is among its papers."""
        return any(paper.sample for paper in self.papers)


@dataclass(frozen=True)
class CitedEdition:
    """An edition that items cite, and whether another one applies by now (所引版本)."""

    edition: Edition
    superseded: bool


@dataclass(frozen=True)
class CitationCell:
    """The items of one year that cite one regulation (引用条目数).

    Attributes:
        count: Items that cite it, by name or by concept, each once.
        by_concept: Those of them that cite it by a concept alone.
        whole: Whether an item links to the regulation itself and names no edition.
        editions: The editions cited, in order of time.
        report: The first paper of the year that cites it; None where none does.
    """

    count: int = 0
    by_concept: int = 0
    whole: bool = False
    editions: tuple[CitedEdition, ...] = ()
    report: Report | None = None

    @property
    def shade(self) -> int:
        """The step of the shade: 0 for none, 4 for the most."""
        return sum(self.count >= least for least in SHADES)


@dataclass(frozen=True)
class CitationRow:
    """One regulation through the years; a cell is None where the year has no paper."""

    work: Regulation
    cells: tuple[CitationCell | None, ...]

    @property
    def total(self) -> int:
        """Items of all years."""
        return sum(cell.count for cell in self.cells if cell)


@dataclass(frozen=True)
class CitationTable:
    """Regulations by years, the most cited first (各年引用次数)."""

    years: tuple[YearColumn, ...]
    rows: tuple[CitationRow, ...]


def count_citations(yearbook: Yearbook, folder: str, today: date) -> CitationTable:
    """Count the items that cite each regulation, year by year.

    Args:
        yearbook: All pages.
        folder: The unit's folder; empty for the top folder.
        today: The day at which it is decided whether an edition was superseded.

    Returns:
        The years from the first paper to the last, gaps among them, and the
        regulations that any of these papers cites.
    """
    years = tuple(_columns(yearbook, folder))
    rows = []
    for work in yearbook.regulations.values():
        by_year: dict[int, list[Mention]] = defaultdict(list)
        for mention in yearbook.mentions_of(work.id):
            if mention.report.folder == folder:
                by_year[mention.report.year].append(mention)
        if by_year:
            cells = tuple(_cell(work, by_year[c.year], today) if c.papers else None for c in years)
            rows.append(CitationRow(work, cells))
    return CitationTable(years, tuple(sorted(rows, key=lambda row: (-row.total, row.work.title))))


def _columns(yearbook: Yearbook, folder: str) -> Iterable[YearColumn]:
    papers: dict[int, list[Report]] = defaultdict(list)
    for report in sorted(yearbook.reports.values(), key=lambda report: report.key):
        if report.folder == folder and report.written:
            papers[report.year].append(report)
    for year in range(min(papers), max(papers) + 1) if papers else ():
        yield YearColumn(year, tuple(papers.get(year, ())))


def _cell(work: Regulation, mentions: list[Mention], today: date) -> CitationCell:
    if not mentions:
        return CitationCell()
    items = {(mention.report.key, mention.item.id) for mention in mentions}
    named = [mention for mention in mentions if mention.concept is None]
    cited = {mention.citation.edition for mention in mentions}
    editions = tuple(
        CitedEdition(edition, find_successor(work, edition, None, today) is not None)
        for edition in work.editions
        if edition.id in cited
    )
    by_name = {(mention.report.key, mention.item.id) for mention in named}
    return CitationCell(len(items), len(items - by_name), None in cited, editions, mentions[0].report)
