"""The measures that a unit promised, year by year, and what had come of each after one, two and three years."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from macros.compare.cohorts import NOT_IN_LEDGER, YEARS_AFTER, Met, papers_of, unlisted_items, year_is_over
from macros.domain.joins import results_of
from macros.domain.ledgers import Ledger, LedgerMeasure, MeasureKind, Status
from macros.domain.reports import ItemRef, PartKind, Report
from macros.domain.yearbook import LedgerLine, ReportItem, Yearbook


class Outcome(StrEnum):
    """What had come of a promise by a day (兑现情况)."""

    DONE = "已销号"
    UNPROVEN = "已销号（无佐证）"
    UNDATED = "已销号（日期不详）"
    ENDED = "终止"
    OPEN = "在办"
    ANSWERED = "已有回应"
    LASTING = "长期坚持"
    LASTING_SILENT = "长期坚持（未见记载）"
    SILENT = "未见记载"

    @property
    def lasts(self) -> bool:
        """Whether it stands for good, and so is never over."""
        return self in {Outcome.LASTING, Outcome.LASTING_SILENT}


_OF_STATUS = {
    Status.CLOSED: Outcome.DONE,
    Status.CLOSED_UNPROVEN: Outcome.UNPROVEN,
    Status.ENDED: Outcome.ENDED,
    Status.ENDED_UNAPPROVED: Outcome.ENDED,
    Status.STANDING: Outcome.LASTING,
}
#: What is said where the ledger has no record: whether it is to stand for good, and whether a paper answers it.
_SILENCE = {
    (False, False): Outcome.SILENT,
    (False, True): Outcome.ANSWERED,
    (True, False): Outcome.LASTING_SILENT,
    (True, True): Outcome.LASTING,
}


@dataclass(frozen=True)
class Promise:
    """A measure of a year, of its ledger or of its paper alone (承诺).

    Attributes:
        year: In which year it was promised: that of the paper that it stands in, else that of the ledger.
        item: The item of the paper; None where only the ledger has it.
        line: The ledger entry, the first where it goes on in later ones; None where only the paper has it.
        measure: The ledger's measure, likewise.
        outcomes: What had come of it at the end of each of `YEARS_AFTER`; None where that day is to come.
        now: What has come of it by the day asked about.
        answers: The items of later papers that answer it by that day, oldest first.
    """

    year: int
    item: ReportItem | None
    line: LedgerLine | None
    measure: LedgerMeasure | None
    outcomes: tuple[Outcome | None, ...]
    now: Outcome
    answers: tuple[ReportItem, ...]

    @property
    def words(self) -> str:
        """What it is called: the ledger's short words, else the heading."""
        return self.measure.text if self.measure else self.item.item.title if self.item else ""

    @property
    def source(self) -> str:
        """Where its problem was found, as the ledger says."""
        return str(self.line.entry.source) if self.line else NOT_IN_LEDGER

    @property
    def kind(self) -> str:
        """How soon it is to be done, as the ledger says."""
        return str(self.measure.kind) if self.measure else NOT_IN_LEDGER

    @property
    def papers(self) -> tuple[Report | Ledger, ...]:
        """The papers that tell of it."""
        return papers_of(self.item, self.line, *self.answers)

    @property
    def counts(self) -> bool:
        """Whether it can be done at all: what stands for good is never over."""
        return not self.now.lasts

    @property
    def met(self) -> tuple[Met, ...]:
        """Whether it was done, with proof, at the end of each of `YEARS_AFTER`, and by the day asked about."""
        return tuple(_met(outcome) for outcome in (*self.outcomes, self.now))


def list_promises(yearbook: Yearbook, folder: str, today: date) -> tuple[Promise, ...]:
    """All measures of a unit's ledgers, and those of its papers that no ledger names.

    A measure that a later ledger goes on with, by an entry that repeats the
    earlier one and names the same item, is one promise, told of by both.

    Args:
        yearbook: All pages.
        folder: The unit's folder.
        today: The day asked about; nothing that comes after it counts.

    Returns:
        The promises by year; within a year those of the ledger first, in its order.
    """
    kept = _kept_measures(yearbook, folder)
    # No ledger names items of another unit.
    named = {measure.item for ledger in yearbook.ledgers_of(folder) for measure in _measures(ledger)}
    ledgers = [_of_ledger(rows, yearbook, today) for rows in kept]
    papers = [_promise(item, [], yearbook, today) for item in unlisted_items(yearbook, folder, PartKind.MEASURE, named)]
    return tuple(sorted([*ledgers, *papers], key=lambda promise: promise.year))


_Kept = tuple[LedgerLine, LedgerMeasure]


def _kept_measures(yearbook: Yearbook, folder: str) -> list[list[_Kept]]:
    """The measures of a unit's ledgers, each with those of later ledgers that go on with it."""
    found: list[list[_Kept]] = []
    going_on: dict[tuple[str, ItemRef], list[_Kept]] = {}
    for ledger in yearbook.ledgers_of(folder):
        for entry in ledger.entries:
            for measure in entry.measures:
                rows = going_on.get((entry.repeats, measure.item)) if entry.repeats and measure.item else None
                if rows is None:
                    found.append(rows := [])
                rows.append((LedgerLine(ledger, entry), measure))
                if measure.item:
                    going_on[entry.id, measure.item] = rows
    return found


def _measures(ledger: Ledger) -> Iterator[LedgerMeasure]:
    return (measure for entry in ledger.entries for measure in entry.measures)


def _of_ledger(rows: list[_Kept], yearbook: Yearbook, today: date) -> Promise:
    ref = rows[0][1].item
    return _promise(yearbook.place_of(ref) if ref else None, rows, yearbook, today)


def _promise(item: ReportItem | None, rows: list[_Kept], yearbook: Yearbook, today: date) -> Promise:
    line, measure = rows[0] if rows else (None, None)
    year = item.report.year if item else line.ledger.year if line else today.year
    told = results_of(item.ref, yearbook) if item else ()
    answers = tuple(answer for answer in told if answer.report.year <= today.year)
    kept = [measure for _, measure in rows]

    def by(end: date, *, dated: bool) -> Outcome:
        return _outcome(kept, end, dated=dated, answered=any(answer.report.year <= end.year for answer in answers))

    outcomes = tuple(
        by(date(year + after, 12, 31), dated=True) if year_is_over(year + after, today) else None
        for after in YEARS_AFTER
    )
    return Promise(year, item, line, measure, outcomes, by(today, dated=False), answers)


def _outcome(kept: list[LedgerMeasure], day: date, *, dated: bool, answered: bool) -> Outcome:
    """What had come of a measure by a day.

    Args:
        kept: The ledger's measures that tell of it, oldest first.
        day: The day.
        dated: Whether only what is known to have been by that day counts as closed.
        answered: Whether a paper had answered it by then.
    """
    told = [measure for measure in kept if measure.history_until(day)]
    if not told:
        lasts = bool(kept) and kept[-1].kind is MeasureKind.STANDING
        return _SILENCE[lasts, answered]
    last = told[-1]
    status = last.status_on(day)
    if dated and last.certain_status_on(day) is not status:
        return Outcome.UNDATED if status.closed else Outcome.OPEN
    if last.kind is MeasureKind.STANDING and not status.closed:
        return Outcome.LASTING
    return _OF_STATUS.get(status, Outcome.OPEN)


def _met(outcome: Outcome | None) -> Met:
    if outcome is None:
        return Met.NOT_YET
    return Met.YES if outcome is Outcome.DONE else Met.NO
