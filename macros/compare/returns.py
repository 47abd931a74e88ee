"""The problems that a unit named, year by year, and whether they had come back after one, two and three years."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from macros.compare.cohorts import NOT_IN_LEDGER, YEARS_AFTER, Met, papers_of, unlisted_items, year_is_over
from macros.domain.chains import Telling, find_chain
from macros.domain.ledgers import Ledger
from macros.domain.reports import PartKind, Report
from macros.domain.yearbook import LedgerLine, ReportItem, Yearbook

_STATES = {
    Met.YES: "又出现",
    Met.YES_ALONE: "又出现",
    Met.NO: "台账没有写又出现",
    Met.UNTOLD: "未见记载",
    Met.NOT_YET: "未到时候",
}


@dataclass(frozen=True)
class NamedProblem:
    """A problem of a year, of its ledger or of its paper alone (问题).

    Attributes:
        year: In which year it was named: that of the paper that it stands in, else that of the ledger.
        item: The item of the paper; None where only the ledger has it.
        line: The ledger entry; None where only the paper has it.
        returns: Where later years tell of it again, by the word of a person, oldest first.
        met: Whether it had come back at the end of each of `YEARS_AFTER`, and by the day asked about; untold where
            no ledger has it, and where none of the years between has a ledger.
    """

    year: int
    item: ReportItem | None
    line: LedgerLine | None
    returns: tuple[Telling, ...]
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
        return papers_of(self.item, self.line, *(place for back in self.returns for place in (back.line, back.item)))

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
    finder = _Finder(yearbook, today, [ledger.year for ledger in ledgers])
    lines = [LedgerLine(ledger, entry) for ledger in ledgers for entry in ledger.entries]
    named = {line.entry.problem for line in lines}
    found = [
        finder.problem(yearbook.place_of(line.entry.problem) if line.entry.problem else None, line) for line in lines
    ]
    found += [finder.problem(item, None) for item in unlisted_items(yearbook, folder, PartKind.PROBLEM, named)]
    return tuple(sorted(found, key=lambda problem: problem.year))


class _Finder:
    """Looks up, by a day, where later years tell of a problem again."""

    def __init__(self, yearbook: Yearbook, today: date, told: list[int]) -> None:
        self._yearbook, self._today, self._told = yearbook, today, told

    def problem(self, item: ReportItem | None, line: LedgerLine | None) -> NamedProblem:
        own = line or (item.ref if item else None)
        year = item.report.year if item else line.ledger.year if line else self._today.year
        returns = find_chain(own, self._yearbook).tellings(self._yearbook) if own else []
        kept = tuple(back for back in returns if year < back.year <= self._today.year)

        def by(end: int) -> Met:
            # Only a ledger lists all problems of its year; that a paper names one no more is no proof.
            is_listed = line is not None and any(year < other <= end for other in self._told)
            if kept and kept[0].year <= end:
                return Met.YES if is_listed else Met.YES_ALONE
            return Met.NO if is_listed else Met.UNTOLD

        ends = [year + after for after in YEARS_AFTER]
        met = [by(end) if year_is_over(end, self._today) else Met.NOT_YET for end in ends]
        now = by(self._today.year) if self._today.year > year else Met.NOT_YET
        return NamedProblem(year, item, line, kept, (*met, now))
