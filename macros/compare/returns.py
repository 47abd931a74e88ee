"""The problems that a unit named, year by year, and whether they had come back after one, two and three years."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from macros.compare.cohorts import NOT_IN_LEDGER, YEARS_AFTER, Met, papers_of, year_is_over
from macros.domain.ledgers import Ledger
from macros.domain.reports import PartKind, Report
from macros.domain.yearbook import LedgerLine, ReportItem, Yearbook

_STATES = {Met.YES: "又出现", Met.NO: "台账没有写又出现", Met.UNTOLD: "未见记载", Met.NOT_YET: "未到时候"}


@dataclass(frozen=True)
class NamedProblem:
    """A problem of a year, of its ledger or of its paper alone (问题).

    Attributes:
        year: In which year it was named: that of the paper that it stands in, else that of the ledger.
        item: The item of the paper; None where only the ledger has it.
        line: The ledger entry; None where only the paper has it.
        returns: The entries of later years that say they repeat it, or repeat one that does, oldest first.
        met: Whether it had come back at the end of each of `YEARS_AFTER`, and by the day asked about; untold where
            no ledger has it, and where none of the years between has a ledger.
    """

    year: int
    item: ReportItem | None
    line: LedgerLine | None
    returns: tuple[LedgerLine, ...]
    met: tuple[Met, ...]

    @property
    def words(self) -> str:
        """What it is called: the ledger's short words, else the heading."""
        return self.line.entry.text if self.line else self.item.item.title if self.item else ""

    @property
    def source(self) -> str:
        """Where it was found, as the ledger says."""
        return str(self.line.entry.source) if self.line else NOT_IN_LEDGER

    @property
    def state(self) -> str:
        """Whether it has come back by the day asked about, in words."""
        return _STATES[self.met[-1]]

    @property
    def papers(self) -> tuple[Report | Ledger, ...]:
        """The papers that tell of it."""
        return papers_of(self.item, self.line, *self.returns)

    @property
    def counts(self) -> bool:
        """Every problem can come back."""
        return True


def list_problems(yearbook: Yearbook, folder: str, today: date) -> tuple[NamedProblem, ...]:
    """All entries of a unit's ledgers, and the problems of its papers that no entry names.

    Args:
        yearbook: All pages.
        folder: The unit's folder.
        today: The day asked about; ledgers of later years do not count.

    Returns:
        The problems by year; within a year those of the ledger first, in its order.
    """
    ledgers = [ledger for ledger in yearbook.ledgers_of(folder) if ledger.year <= today.year]
    told = sorted(ledger.year for ledger in ledgers)
    lines = [LedgerLine(ledger, entry) for ledger in ledgers for entry in ledger.entries]
    named = {line.entry.problem for line in lines}
    found = [_problem(_item_of(line, yearbook), line, yearbook, told, today) for line in lines]
    found += [
        _problem(ReportItem(paper, item), None, yearbook, told, today)
        for paper in yearbook.written_of(folder)
        for item in paper.items.values()
        if item.kind is PartKind.PROBLEM and paper.ref(item) not in named
    ]
    return tuple(sorted(found, key=lambda problem: problem.year))


def _item_of(line: LedgerLine, yearbook: Yearbook) -> ReportItem | None:
    ref = line.entry.problem
    return ReportItem(yearbook.reports[ref.report], yearbook.reports[ref.report].items[ref.item]) if ref else None


def _problem(
    item: ReportItem | None, line: LedgerLine | None, yearbook: Yearbook, told: list[int], today: date
) -> NamedProblem:
    year = item.report.year if item else line.ledger.year if line else today.year
    returns = tuple(_returns(line, year, yearbook, today)) if line else ()
    back = returns[0].ledger.year if returns else None

    def by(end: int) -> Met:
        if back is not None and back <= end:
            return Met.YES
        return Met.NO if line and any(year < other <= end for other in told) else Met.UNTOLD

    ends = [year + after for after in YEARS_AFTER]
    met = [by(end) if year_is_over(end, today) else Met.NOT_YET for end in ends]
    return NamedProblem(year, item, line, returns, (*met, by(today.year) if today.year > year else Met.NOT_YET))


def _returns(line: LedgerLine, year: int, yearbook: Yearbook, today: date) -> Iterator[LedgerLine]:
    """Yield the entries of later years that repeat one, whatever stands between them."""
    found: dict[str, LedgerLine] = {}
    waiting = [line]
    while waiting:
        for later in yearbook.repeats_of(waiting.pop()):
            if later.entry.id not in found:
                found[later.entry.id] = later
                waiting.append(later)
    kept = [later for later in found.values() if year < later.ledger.year <= today.year]
    yield from sorted(kept, key=lambda later: (later.ledger.year, later.entry.id))
