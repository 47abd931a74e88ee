"""One problem through the years: what the ledgers tell, and at its ends what the wording suggests."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from macros.compare.recurrence import SuggestedChain, suggest_chains
from macros.domain.chains import find_chain
from macros.domain.joins import OWN_WORD, Relation, is_refused, lines_about, same_items
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
        by: Where it was said, in words for readers; empty where it is a guess.
    """

    year: int
    problem: ReportItem | None
    line: LedgerLine | None
    measures: tuple[tuple[LedgerMeasure, Status], ...]
    score: float | None
    by: str

    def items(self, kinds: Iterable[PartKind]) -> list[ItemRef]:
        """The items that it names, of some kinds: the problem, its causes, its measures; each once."""
        entry = self.line.entry if self.line else None
        named = [self.problem.ref] if self.problem else []
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

    What ledgers and papers say comes first; where nobody says anything,
    problems of other years that read alike are added, each with its score.

    Args:
        problem: The item, which must exist.
        yearbook: All pages.
        today: The day as of which statuses are given.
    """
    told_of = find_chain(problem, yearbook)
    told, lines = set(told_of.items), told_of.lines
    guessed = _guess(told, suggest_chains(yearbook, problem.report.rpartition("/")[0]), yearbook)
    stops = [_stop(line.entry.problem, line, None, problem, yearbook, today) for line in lines]
    known = {line.entry.problem for line in lines}
    for ref, score in ({ref: None for ref in told if ref not in known} | guessed).items():
        own = lines_about(ref, yearbook)
        stops += [_stop(ref, line, score, problem, yearbook, today) for line in own or [None]]
    stops.sort(key=lambda stop: (stop.year, stop.line.entry.id if stop.line else ""))
    return ProblemTrace(yearbook.place_of(problem), tuple(stops))


def _guess(told: set[ItemRef], suggestions: Iterable[SuggestedChain], yearbook: Yearbook) -> dict[ItemRef, float]:
    """The problems that wording leads to from those that are told, with the score of the step; none that is refused."""
    found: dict[ItemRef, float] = {}
    waiting = list(told)
    while waiting:
        ref = waiting.pop()
        for row in suggestions:
            other = row.old if row.new == ref else row.new if row.old == ref else None
            if other is None or other in told or other in found:
                continue
            if not any(is_refused(other, one, yearbook) for one in told):
                found[other] = row.score
                waiting.append(other)
    return found


def _stop(
    ref: ItemRef | None,
    line: LedgerLine | None,
    score: float | None,
    traced: ItemRef,
    yearbook: Yearbook,
    today: date,
) -> HistoryStop:
    problem = yearbook.place_of(ref) if ref else None
    join = same_items(traced, yearbook).get(ref) if ref else None
    own_word = ref != traced and (line is None or (join and join.relation is Relation.CONTINUED))
    by = OWN_WORD if own_word else "台账" if line else "本条"
    measures = tuple((measure, measure.status_on(today)) for measure in line.entry.measures) if line else ()
    year = line.ledger.year if line else problem.report.year if problem else 0
    return HistoryStop(year, problem, line, measures, score, by if score is None else "")
