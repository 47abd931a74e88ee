"""How the measures of the ledgers stand on a day: in order of what presses, and counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from macros.domain.dates import PartialDate
from macros.domain.ledgers import Entry, Event, Ledger, LedgerMeasure, Mark, Status
from macros.domain.yearbook import Yearbook

#: What a column of counts calls a value that the ledger does not give.
UNSTATED = "未写明"
#: What has no measure yet, and what of a status is a gap, as columns of counts call them.
NO_MEASURE = "尚无措施"
GAPS = {Status.CLOSED_UNPROVEN: "其中无佐证", Status.ENDED_UNAPPROVED: "其中未见批准"}
_COLUMNS = [word for status in Status for word in ([GAPS[status]] if status in GAPS else [str(status)])]
_NO_DATE = date.max


class MeasureStanding(Enum):
    """Where a measure stands, in the order of what presses (办理情形)."""

    OVERDUE = "逾期"
    DUE_SOON = "临期"
    OPEN = "在办"
    LASTING = "长期坚持"
    CLOSED = "已办结"

    @property
    def rank(self) -> int:
        """Its place in the order."""
        return list(MeasureStanding).index(self)


@dataclass(frozen=True)
class MeasureLine:
    """One measure of an entry as of a day (台账的一行).

    Attributes:
        ledger: The ledger.
        entry: The entry in it.
        measure: The measure; None where the entry has none yet.
        number: 1-based place of the measure in the entry.
        status: Its status on the day; None where there is no measure.
        marks: What follows from its dates on the day.
        history: What was recorded of it up to the day, oldest first.
    """

    ledger: Ledger
    entry: Entry
    measure: LedgerMeasure | None
    number: int
    status: Status | None
    marks: tuple[Mark, ...]
    history: tuple[Event, ...]

    @property
    def standing(self) -> MeasureStanding:
        """Where it stands; an entry without measures is open."""
        if self.status is not None and self.status.closed:
            return MeasureStanding.CLOSED
        if Mark.OVERDUE in self.marks:
            return MeasureStanding.OVERDUE
        if Mark.DUE_SOON in self.marks:
            return MeasureStanding.DUE_SOON
        return MeasureStanding.LASTING if self.lasts else MeasureStanding.OPEN

    @property
    def state(self) -> str:
        """Its status in words."""
        return str(self.status) if self.status else NO_MEASURE

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of statuses in which it counts: its status, and the gap that it has there."""
        if self.status is None:
            return (NO_MEASURE,)
        return (str(self.status.typed), *([GAPS[self.status]] if self.status in GAPS else []))

    @property
    def anchor(self) -> str:
        """Its place on the ledger's page: of its own where the entry has several measures."""
        return f"{self.entry.anchor}-{self.number}" if len(self.entry.measures) > 1 else self.entry.anchor

    @property
    def deadline(self) -> date | None:
        """The last day on which it is in time: of its date due, or of its next check."""
        return self.due.last if self.due else None

    @property
    def due(self) -> PartialDate | None:
        """The same as the ledger has it, which may be a month or a year."""
        return self.measure.deadline_at(self.status) if self.measure and self.status else None

    @property
    def waits(self) -> bool:
        """Whether anything is still to be done of it, by whatever date; an entry without measures waits for some."""
        return self.measure.waits_at(self.status) if self.measure and self.status else True

    @property
    def lasts(self) -> bool:
        """Whether it goes on for good, so that its date is that of its next check."""
        return self.measure.stands_at(self.status) if self.measure and self.status else False

    def days_late(self, day: date) -> int:
        """For how many days it has been overdue on a day; 0 where it is not."""
        return (day - self.deadline).days if self.standing is MeasureStanding.OVERDUE and self.deadline else 0

    @property
    def order(self) -> tuple[int, date, int, str, int]:
        """What it is sorted by: what presses most first, and there the earliest date."""
        return self.standing.rank, self.deadline or _NO_DATE, self.ledger.year, self.entry.id, self.number


@dataclass(frozen=True)
class Tally:
    """Measures counted under one heading (计数).

    Attributes:
        name: The heading: a year, a kind, a source or a unit.
        standings: Number of measures by where they stand.
        states: Number of measures by status in words, and of those with a gap.
        sample: Whether any of them is a sample.
    """

    name: str
    standings: dict[MeasureStanding, int]
    states: dict[str, int]
    sample: bool

    @property
    def total(self) -> int:
        """Number of all measures."""
        return sum(self.standings.values())

    @property
    def closed(self) -> int:
        """Number of those that are over."""
        return self.standings.get(MeasureStanding.CLOSED, 0)


@dataclass(frozen=True)
class LedgerOverview:
    """All ledgers of a unit on a day (台账总览).

    Attributes:
        ledgers: The ledgers, newest first.
        lines: Their measures in order of what presses.
        years: Counts by year, newest first; kinds, sources and units likewise, the largest first.
    """

    ledgers: tuple[Ledger, ...]
    lines: tuple[MeasureLine, ...]
    years: tuple[Tally, ...]
    kinds: tuple[Tally, ...]
    sources: tuple[Tally, ...]
    units: tuple[Tally, ...]

    @property
    def pressing(self) -> tuple[MeasureLine, ...]:
        """Those that are open, in order of what presses."""
        return tuple(line for line in self.lines if line.standing.rank <= MeasureStanding.OPEN.rank)

    @property
    def states(self) -> tuple[str, ...]:
        """The statuses that occur, in the order of the domain, each with its gap, those without measures last."""
        found = {word for line in self.lines for word in line.columns}
        return tuple(word for word in [*_COLUMNS, NO_MEASURE] if word in found)


def count_measures(ledger: Ledger, day: date) -> tuple[int, int]:
    """How many measures of a ledger are over on a day, and of how many; an entry without any counts as one."""
    lines = list_measures(ledger, day)
    return sum(line.standing is MeasureStanding.CLOSED for line in lines), len(lines)


def list_measures(ledger: Ledger, day: date) -> list[MeasureLine]:
    """All measures of a ledger on a day, what presses most first."""
    found = [
        _line(ledger, entry, measure, number, day)
        for entry in ledger.entries
        for number, measure in enumerate(entry.measures or (None,), 1)
    ]
    return sorted(found, key=lambda line: line.order)


def find_pressing(yearbook: Yearbook, folder: str, day: date) -> list[MeasureLine]:
    """The measures of all years that are open: overdue ones first, then those due soon, then the others.

    Args:
        yearbook: All pages.
        folder: The unit's folder; empty for the top folder.
        day: The day for which they are told.
    """
    return list(overview_of(yearbook, folder, day).pressing)


def overview_of(yearbook: Yearbook, folder: str, day: date) -> LedgerOverview:
    """All ledgers of a unit as of a day; see `find_pressing`."""
    ledgers = tuple(reversed(yearbook.ledgers_of(folder)))
    lines = sorted((line for ledger in ledgers for line in list_measures(ledger, day)), key=lambda line: line.order)
    years = {tally.name: tally for tally in _tallies(lines, lambda line: f"{line.ledger.year}年")}
    return LedgerOverview(
        ledgers=ledgers,
        lines=tuple(lines),
        years=tuple(years[name] for name in sorted(years, reverse=True)),
        kinds=_tallies(lines, lambda line: str(line.measure.kind) if line.measure else ""),
        sources=_tallies(lines, lambda line: str(line.entry.source)),
        units=_tallies(lines, lambda line: line.measure.unit if line.measure else ""),
    )


def _line(ledger: Ledger, entry: Entry, measure: LedgerMeasure | None, number: int, day: date) -> MeasureLine:
    if measure is None:
        return MeasureLine(ledger, entry, None, number, None, (), ())
    status, marks = measure.status_on(day), measure.marks_on(day, ledger.year)
    return MeasureLine(ledger, entry, measure, number, status, marks, measure.history_until(day))


def _tallies(lines: Iterable[MeasureLine], name_of: Callable[[MeasureLine], str]) -> tuple[Tally, ...]:
    groups: dict[str, list[MeasureLine]] = {}
    for line in lines:
        groups.setdefault(name_of(line) or UNSTATED, []).append(line)
    tallies = [
        Tally(
            name,
            dict(Counter(line.standing for line in group)),
            dict(Counter(word for line in group for word in line.columns)),
            any(line.ledger.sample for line in group),
        )
        for name, group in groups.items()
    ]
    # Whatever has no name comes last, however many there are.
    return tuple(sorted(tallies, key=lambda tally: (tally.name == UNSTATED, -tally.total, tally.name)))
