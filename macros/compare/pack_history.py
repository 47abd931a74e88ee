"""One problem through the years: what the ledgers tell, and at its ends what the wording suggests."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from macros.compare.recurrence import SuggestedChain, suggest_chains
from macros.domain.chains import entries_about
from macros.domain.ledgers import LedgerMeasure, Status
from macros.domain.reports import ItemRef, PartKind
from macros.domain.yearbook import LedgerLine, ReportItem, Yearbook


@dataclass(frozen=True)
class HistoryStop:
    """The problem in one year (问题在一个年度).

    Attributes:
        year: The year.
        problem: Its item; None where only the ledger tells of it.
        line: The ledger entry; None where no ledger has it.
        measures: The entry's measures, each with where it stands.
        score: How close its words are to those of its neighbour, 0 to 1; None where it needs no guess.
    """

    year: int
    problem: ReportItem | None
    line: LedgerLine | None
    measures: tuple[tuple[LedgerMeasure, Status], ...]
    score: float | None

    def items(self, kinds: Iterable[PartKind]) -> list[ItemRef]:
        """The items that it names, of some kinds: the problem, its causes, its measures; each once."""
        entry = self.line.entry if self.line else None
        named = [self.problem.report.ref(self.problem.item)] if self.problem else []
        by_kind = {
            PartKind.PROBLEM: named,
            PartKind.CAUSE: list(entry.causes) if entry else [],
            PartKind.MEASURE: [m.item for m in entry.measures if m.item] if entry else [],
        }
        return list(dict.fromkeys(ref for kind in kinds for ref in by_kind.get(kind, [])))


@dataclass(frozen=True)
class ProblemTrace:
    """A problem through all years (问题追溯); `stops` are in order of time."""

    problem: ReportItem
    stops: tuple[HistoryStop, ...]

    @property
    def years(self) -> list[int]:
        """The years that have it, each once."""
        return list(dict.fromkeys(stop.year for stop in self.stops))

    @property
    def is_guessed(self) -> bool:
        """Whether wording alone connects some of it."""
        return any(stop.score is not None for stop in self.stops)


def trace_problem(problem: ItemRef, yearbook: Yearbook, today: date) -> ProblemTrace:
    """Follow a problem backwards and forwards through a unit's papers.

    What the ledgers' entries say of each other comes first; where nobody says
    anything, problems of other years that read alike are added, each with its
    score.

    Args:
        problem: The item, which must exist.
        yearbook: All pages.
        today: The day as of which statuses are given.
    """
    lines = entries_about(problem, yearbook)
    told = {line.entry.problem for line in lines if line.entry.problem} | {problem}
    guessed = _guess(told, suggest_chains(yearbook, problem.report.rpartition("/")[0]))
    stops = [_stop(line.entry.problem, line, None, yearbook, today) for line in lines]
    known = {line.entry.problem for line in lines}
    for ref, score in ({ref: None for ref in told if ref not in known} | guessed).items():
        own = [line for line in yearbook.lines_of(ref) if line.entry.problem == ref]
        stops += [_stop(ref, line, score, yearbook, today) for line in own]
        stops += [] if own else [_stop(ref, None, score, yearbook, today)]
    stops.sort(key=lambda stop: (stop.year, stop.line.entry.id if stop.line else ""))
    return ProblemTrace(_item(problem, yearbook), tuple(stops))


def _guess(told: set[ItemRef], suggestions: Iterable[SuggestedChain]) -> dict[ItemRef, float]:
    """The problems that wording leads to from those that are told, with the score of the step."""
    found: dict[ItemRef, float] = {}
    waiting = list(told)
    while waiting:
        ref = waiting.pop()
        for row in suggestions:
            other = row.old if row.new == ref else row.new if row.old == ref else None
            if other is not None and other not in told and other not in found:
                found[other] = row.score
                waiting.append(other)
    return found


def _stop(
    ref: ItemRef | None, line: LedgerLine | None, score: float | None, yearbook: Yearbook, today: date
) -> HistoryStop:
    problem = _item(ref, yearbook) if ref else None
    measures = tuple((measure, measure.status_on(today)) for measure in line.entry.measures) if line else ()
    year = line.ledger.year if line else problem.report.year if problem else 0
    return HistoryStop(year, problem, line, measures, score)


def _item(ref: ItemRef, yearbook: Yearbook) -> ReportItem:
    report = yearbook.reports[ref.report]
    return ReportItem(report, report.passages[ref.item])
