"""From problem to cause to measure to result: what a year named, promised and did, and where the thread breaks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from macros.domain.chains import find_chain
from macros.domain.dates import PartialDate
from macros.domain.joins import lines_about, results_of
from macros.domain.ledgers import UNDATED, Event, LedgerMeasure, MeasureKind, Status
from macros.domain.reports import Item, ItemRef, PartKind, Report
from macros.domain.yearbook import LedgerLine, ReportItem, Yearbook


class Gap(StrEnum):
    """Where the thread breaks (缺口)."""

    NO_CAUSE = "问题没有写明原因"
    NO_MEASURE = "问题没有对应措施"
    NO_ENTRY = "问题没有列入台账"
    NOT_REPORTED = "措施没有下文"
    NO_OWNER = "事项没有责任人"
    NO_DATE = "事项没有期限"
    NO_EVIDENCE = "销号没有佐证或验收人"
    NO_APPROVAL = "终止没有批准"
    BACK_AGAIN = "问题又出现"

    @property
    def is_silence(self) -> bool:
        """Whether a link was not written down, which does not say that nothing was done."""
        return self in {Gap.NO_CAUSE, Gap.NO_MEASURE, Gap.NO_ENTRY, Gap.NOT_REPORTED}


@dataclass(frozen=True)
class FoundGap:
    """A gap by name: the item or the ledger entry that it is about."""

    gap: Gap
    item: ReportItem | None
    line: LedgerLine | None
    detail: str = ""


@dataclass(frozen=True)
class Result:
    """What came of a measure: a line of the ledger, or an item of a later paper that answers it (结果).

    Attributes:
        year: In which year it was told; None for an event whose day is unknown.
        status: Where the measure stood at the end of that year, or on the day asked about; None for an answer.
        event: The last event of that year, or the last one whose day is unknown; None for an answer.
        line: The ledger entry; None for an answer.
        answer: The item of a later paper that answers the measure; None for an event.
    """

    year: int | None
    status: Status | None
    event: Event | None
    line: LedgerLine | None
    answer: ReportItem | None

    @property
    def when(self) -> str:
        """Its year in words."""
        return f"{self.year}年" if self.year else UNDATED

    @property
    def order(self) -> tuple[bool, int]:
        """What results are sorted by: the year, and behind all years what has none."""
        return self.year is None, self.year or 0


@dataclass(frozen=True)
class FollowedMeasure:
    """A measure of a report, or of the ledger alone, with what came of it (措施及其结果).

    Attributes:
        item: The item of the report; None where only the ledger has it.
        line: The ledger entry; None where only the report has it.
        measure: The ledger's measure, likewise.
        status: Where it stands on the day asked about; None where no ledger has it.
        results: What was told of it, year by year.
    """

    item: ReportItem | None
    line: LedgerLine | None
    measure: LedgerMeasure | None
    status: Status | None
    results: tuple[Result, ...]

    @property
    def words(self) -> str:
        """What it is called: the ledger's short words, else the heading."""
        return self.measure.text if self.measure else self.item.item.title if self.item else ""


@dataclass(frozen=True)
class Thread:
    """One problem with its causes and measures (问题—原因—措施—结果).

    Attributes:
        problem: The item of the report; None for entries of the ledger that name none.
        lines: The ledger entries of it.
        causes: Items that the entries name as its causes.
        measures: What was to be done.
    """

    problem: ReportItem | None
    lines: tuple[LedgerLine, ...]
    causes: tuple[ReportItem, ...]
    measures: tuple[FollowedMeasure, ...]

    @property
    def words(self) -> str:
        """What the problem is called."""
        return self.problem.item.title if self.problem else self.lines[0].entry.text


@dataclass(frozen=True)
class FollowThrough:
    """A year's threads, what stands in none of them, and the gaps (贯通情况).

    Attributes:
        report: The year's paper.
        threads: One a problem, and one an entry that names none.
        loose_causes: Causes that no entry connects with a problem.
        loose_measures: Measures that no entry connects with a problem.
        gaps: Where a thread breaks, in the order of the report, then of the ledger.
        due: Whether silence on a measure is a gap by now.
    """

    report: Report
    threads: tuple[Thread, ...]
    loose_causes: tuple[ReportItem, ...]
    loose_measures: tuple[FollowedMeasure, ...]
    gaps: tuple[FoundGap, ...]
    due: bool


def follow_through(report: Report, yearbook: Yearbook, today: date) -> FollowThrough:
    """Follow a year's problems to what came of them.

    Problems, causes and measures are connected by the ledger's entries, and a
    measure with its result by the ledger's history or by the `answers` of a
    later paper. A report may hold none of these: then all is loose.

    Args:
        report: The year's paper.
        yearbook: All pages.
        today: The day as of which statuses are given.
    """
    tracer = _Tracer(report, yearbook, today)
    threads = (*tracer.problem_threads(), *tracer.entry_threads())
    causes = {cause.item.id for thread in threads for cause in thread.causes}
    measures = {m.item.item.id for thread in threads for m in thread.measures if m.item}
    loose = tuple(
        measure
        for item in tracer.items(PartKind.MEASURE)
        if item.id not in measures
        for measure in tracer.from_report(item)
    )
    due = _results_are_due(report, yearbook, today)
    return FollowThrough(
        report,
        threads,
        tuple(ReportItem(report, item) for item in tracer.items(PartKind.CAUSE) if item.id not in causes),
        loose,
        tuple(_find_gaps(threads, loose, yearbook, due=due)),
        due,
    )


class _Tracer:
    """Looks up, for one report, what hangs together."""

    def __init__(self, report: Report, yearbook: Yearbook, today: date) -> None:
        self._report, self._yearbook, self._today = report, yearbook, today

    def items(self, kind: PartKind) -> list[Item]:
        return [item for item in self._report.items.values() if item.kind is kind]

    def problem_threads(self) -> Iterator[Thread]:
        for item in self.items(PartKind.PROBLEM):
            ref = self._report.ref(item)
            yield self._thread(ReportItem(self._report, item), lines_about(ref, self._yearbook))

    def entry_threads(self) -> Iterator[Thread]:
        """Entries of the year's ledger that name no problem of the report."""
        ledger = self._yearbook.ledger_beside(self._report)
        for entry in ledger.entries if ledger else ():
            if entry.problem is None and ledger:
                yield self._thread(None, (LedgerLine(ledger, entry),))

    def _thread(self, problem: ReportItem | None, lines: tuple[LedgerLine, ...]) -> Thread:
        causes = dict.fromkeys(ref for line in lines for ref in line.entry.causes)
        measures = [self.from_ledger(line, measure) for line in lines for measure in line.entry.measures]
        return Thread(problem, lines, tuple(map(self._yearbook.place_of, causes)), tuple(measures))

    def from_ledger(self, line: LedgerLine, measure: LedgerMeasure) -> FollowedMeasure:
        item = self._yearbook.place_of(measure.item) if measure.item else None
        results = [*self._events(line, measure), *(self._answers_of(measure.item) if measure.item else ())]
        status = measure.status_on(self._today)
        return FollowedMeasure(item, line, measure, status, tuple(sorted(results, key=lambda result: result.order)))

    def from_report(self, item: Item) -> list[FollowedMeasure]:
        """A measure that no thread of this report has, once for each entry of another year's ledger that names it."""
        ref = self._report.ref(item)
        named = [
            self.from_ledger(line, measure)
            for line in self._yearbook.lines_of(ref)
            for measure in line.entry.measures
            if measure.item == ref
        ]
        alone = FollowedMeasure(ReportItem(self._report, item), None, None, None, tuple(self._answers_of(ref)))
        return named or [alone]

    def _events(self, line: LedgerLine, measure: LedgerMeasure) -> Iterator[Result]:
        past = measure.history_until(self._today)
        dated = [(event.on.year, event) for event in past if event.on]
        for year, last in dict(dated).items():
            end = min(date(year, 12, 31), self._today)
            yield Result(year, measure.certain_status_on(end), last, line, None)
        undated = [number for number, event in enumerate(past) if event.on is None]
        for number in undated[-1:]:
            yield Result(None, measure.status_after(past[: number + 1]), past[number], line, None)

    def _answers_of(self, ref: ItemRef) -> Iterator[Result]:
        for answer in results_of(ref, self._yearbook):
            yield Result(answer.report.year, None, None, None, answer)


def _results_are_due(report: Report, yearbook: Yearbook, today: date) -> bool:
    """Whether the year after, for which the measures are meant, has its paper written or is over."""
    after = yearbook.neighbours(report)[1]
    return (after is not None and after.written) or today.year > report.year + 1


def _find_gaps(
    threads: Iterable[Thread], loose: Iterable[FollowedMeasure], yearbook: Yearbook, *, due: bool
) -> Iterator[FoundGap]:
    for thread in threads:
        yield from _thread_gaps(thread, yearbook)
        for measure in thread.measures:
            yield from _measure_gaps(measure, due=due)
    for measure in loose:
        yield from _measure_gaps(measure, due=due)


def _thread_gaps(thread: Thread, yearbook: Yearbook) -> Iterator[FoundGap]:
    first = thread.lines[0] if thread.lines else None
    if thread.problem and first is None:
        yield FoundGap(Gap.NO_ENTRY, thread.problem, None)
    if not thread.causes:
        yield FoundGap(Gap.NO_CAUSE, thread.problem, first)
    if not thread.measures:
        yield FoundGap(Gap.NO_MEASURE, thread.problem, first)
    for year, later in _times_again(thread, yearbook):
        yield FoundGap(Gap.BACK_AGAIN, thread.problem, later, f"{year}年")


def _times_again(thread: Thread, yearbook: Yearbook) -> Iterator[tuple[int, LedgerLine | None]]:
    """Yield the next year in which people say that the problem is there again, with the entries where it has any."""
    problem = thread.problem
    own_year = problem.report.year if problem else thread.lines[0].ledger.year
    chain = find_chain(problem.ref if problem else thread.lines[0], yearbook)
    later = [told for told in chain.tellings(yearbook) if told.year > own_year]
    yield from ((told.year, told.line) for told in later if told.year == later[0].year)
    # Within its own year it is there again where an entry says so.
    again = (later for line in thread.lines for later in yearbook.repeats_of(line))
    yield from ((own_year, line) for line in again if line.ledger.year == own_year)


def _measure_gaps(measure: FollowedMeasure, *, due: bool) -> Iterator[FoundGap]:
    def gap(kind: Gap, detail: str = "") -> FoundGap:
        return FoundGap(kind, measure.item, measure.line, detail or measure.words)

    if due and not measure.results:
        yield gap(Gap.NOT_REPORTED)
    kept = measure.measure
    if kept is None:
        return
    if not kept.owner and not kept.unit:
        yield gap(Gap.NO_OWNER)
    if not _dated(kept):
        yield gap(Gap.NO_DATE)
    if measure.status is Status.CLOSED_UNPROVEN:
        yield gap(Gap.NO_EVIDENCE)
    if measure.status is Status.ENDED_UNAPPROVED:
        yield gap(Gap.NO_APPROVAL)


def _dated(measure: LedgerMeasure) -> bool:
    standing = measure.kind is MeasureKind.STANDING
    deadline: PartialDate | None = measure.next_check if standing else measure.due_on
    # What is done at once needs no date.
    return deadline is not None or measure.kind is MeasureKind.AT_ONCE
