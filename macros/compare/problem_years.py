"""The problems of a unit year by year: what each year's ledger and papers have of each, and how it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from macros.compare.ledger_view import MeasureLine, MeasureStanding, list_measures
from macros.compare.recurrence import ProblemChain, find_chains
from macros.domain.chains import Chain, entry_chains, find_chain
from macros.domain.ledgers import Status
from macros.domain.reports import PartKind
from macros.domain.yearbook import LedgerLine, ReportItem, Yearbook


@dataclass(frozen=True)
class ProblemYear:
    """What one year has of a problem (某年的问题).

    Attributes:
        lines: The entries of the year's ledger.
        items: The items of the year's papers.
        measures: The measures of these entries as of the day; empty where only papers tell of it.
    """

    lines: tuple[LedgerLine, ...]
    items: tuple[ReportItem, ...]
    measures: tuple[MeasureLine, ...]

    @property
    def is_done(self) -> bool:
        """Whether all that was to be done is over."""
        return bool(self.measures) and all(line.standing is MeasureStanding.CLOSED for line in self.measures)

    @property
    def is_overdue(self) -> bool:
        """Whether any measure is."""
        return any(line.standing is MeasureStanding.OVERDUE for line in self.measures)

    @property
    def is_begun(self) -> bool:
        """Whether anything has been done about it."""
        return any(line.status not in {None, Status.NOT_STARTED} for line in self.measures)

    @property
    def is_pressing(self) -> bool:
        """Whether any measure is open, and is not one that stands for good."""
        return any(line.standing.rank <= MeasureStanding.OPEN.rank for line in self.measures)


@dataclass(frozen=True)
class ProblemRow:
    """One problem through the years (问题的历年情况).

    Attributes:
        name: What the newest place that tells of it calls it.
        years: What each year has of it; a year that has nothing is not there.
        chain: What is told of it where several years' ledgers have it.
    """

    name: str
    years: dict[int, ProblemYear]
    chain: ProblemChain | None

    @property
    def is_back(self) -> bool:
        """Whether it is back and not solved."""
        return self.chain is not None and self.chain.is_open

    @property
    def is_open(self) -> bool:
        """Whether any measure about it is still open, whichever year it is of."""
        return any(year.is_pressing for year in self.years.values())

    @property
    def order(self) -> tuple[bool, bool, int, int, str]:
        """What it is sorted by: what is back and open, what else is open, then of most years, then the newest."""
        return not self.is_back, not self.is_open, -len(self.years), -max(self.years), self.name


@dataclass(frozen=True)
class ProblemTable:
    """All problems of a unit by year (问题与年度).

    Attributes:
        years: Every year from the first paper or ledger to the last.
        covered: Those of which a paper or a ledger says anything.
        rows: The problems, what wants attention first.
    """

    years: tuple[int, ...]
    covered: frozenset[int]
    rows: tuple[ProblemRow, ...]


def tabulate_problems(yearbook: Yearbook, folder: str, today: date) -> ProblemTable:
    """Put what people have said to be the same problem together, whatever year it is of.

    Args:
        yearbook: All pages.
        folder: The unit's.
        today: The day as of which measures stand.
    """
    return yearbook.keep(("problem years", folder, today), lambda: _tabulate(yearbook, folder, today))


def _tabulate(yearbook: Yearbook, folder: str, today: date) -> ProblemTable:
    ledgers = yearbook.ledgers_of(folder)
    measures: dict[tuple[str, str], list[MeasureLine]] = {}
    for line in (line for ledger in ledgers for line in list_measures(ledger, today)):
        measures.setdefault((line.ledger.key, line.entry.id), []).append(line)
    told = {_key(line): chain for chain in find_chains(yearbook, folder, today) for line in chain.lines}
    found = []
    for chain in _problems(yearbook, folder):
        rows = {year: _year(chain, year, yearbook, measures) for year in sorted(chain.years(yearbook))}
        again = next((told[_key(line)] for line in chain.lines if _key(line) in told), None)
        found.append(ProblemRow(_name(rows[max(rows)]), rows, again))
    papers = [report for report in yearbook.reports.values() if report.folder == folder and report.written]
    covered = {report.year for report in papers} | {ledger.year for ledger in ledgers if ledger.entries}
    covered |= {year for row in found for year in row.years}
    years = tuple(range(min(covered), max(covered) + 1)) if covered else ()
    return ProblemTable(years, frozenset(covered), tuple(sorted(found, key=lambda row: row.order)))


def _problems(yearbook: Yearbook, folder: str) -> Iterator[Chain]:
    """Every problem once: those of the ledgers, then those that only papers name."""
    seen = set()
    for lines in entry_chains(folder, yearbook):
        chain = find_chain(lines[0], yearbook)
        seen |= set(chain.items)
        yield chain
    for report in yearbook.written_of(folder):
        for item in report.items.values():
            if item.kind is PartKind.PROBLEM and report.ref(item) not in seen:
                chain = find_chain(report.ref(item), yearbook)
                seen |= set(chain.items)
                yield chain


def _year(
    chain: Chain, year: int, yearbook: Yearbook, measures: dict[tuple[str, str], list[MeasureLine]]
) -> ProblemYear:
    lines = tuple(line for line in chain.lines if line.ledger.year == year)
    reports = [(yearbook.reports[ref.report], ref) for ref in chain.items]
    items = tuple(ReportItem(report, report.passages[ref.item]) for report, ref in reports if report.year == year)
    return ProblemYear(lines, items, tuple(row for line in lines for row in measures.get(_key(line), ())))


def _name(newest: ProblemYear) -> str:
    return newest.lines[0].entry.text if newest.lines else newest.items[0].item.title


def _key(line: LedgerLine) -> tuple[str, str]:
    return line.ledger.key, line.entry.id
