"""What came of a year's problems and measures: the office's 整改台账."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import takewhile
from typing import TypeVar

from macros.domain.corrections import PaperCorrection
from macros.domain.dates import PartialDate
from macros.domain.reports import Audience, ItemRef
from macros.domain.signatures import Signature

_T = TypeVar("_T")

DUE_SOON_DAYS = 30
LATE_RECORD_DAYS = 30
#: What stands in the place of a day that nobody knows: on a page, and in running text.
UNKNOWN_DAY = "不详"
UNDATED = f"日期{UNKNOWN_DAY}"


class EntrySource(StrEnum):
    """Where a problem was found (问题来源)."""

    INSPECTION = "巡察反馈"
    SUPERIOR = "上级检查"
    SELF = "自查"
    MEETING = "民主生活会"
    PLAN = "年度任务"
    PLEDGE = "责任书"


class MeasureKind(StrEnum):
    """How soon a measure is to be done (整改类型)."""

    AT_ONCE = "立行立改"
    DATED = "限期整改"
    STANDING = "长期坚持"


class Status(StrEnum):
    """Where a measure stands (办理状态)."""

    NOT_STARTED = "未启动"
    UNDER_WAY = "整改中"
    PARTLY_DONE = "阶段性完成"
    AWAITING = "已完成待验收"
    CLOSED = "已销号"
    CLOSED_UNPROVEN = "已销号（无佐证）"
    STANDING = "长期坚持"
    RETURNED = "退回整改"
    ENDED = "终止"
    ENDED_UNAPPROVED = "终止（未见批准）"

    @property
    def typed(self) -> Status:
        """The status that a page holds for it, and as which it counts: proof that is missing is a gap and no status."""
        return {Status.CLOSED_UNPROVEN: Status.CLOSED, Status.ENDED_UNAPPROVED: Status.ENDED}.get(self, self)

    @property
    def settled(self) -> bool:
        """Whether no date can be missed any more."""
        return self not in {Status.NOT_STARTED, Status.UNDER_WAY, Status.PARTLY_DONE, Status.RETURNED}

    @property
    def closed(self) -> bool:
        """Whether the office regards it as over."""
        return self in {Status.CLOSED, Status.CLOSED_UNPROVEN, Status.ENDED, Status.ENDED_UNAPPROVED}


#: The statuses that a ledger page may hold; the others are computed from these.
TYPED_STATUSES = tuple(s for s in Status if s not in {Status.CLOSED_UNPROVEN, Status.ENDED_UNAPPROVED})


class Mark(StrEnum):
    """What is computed about a measure and never typed (计算得出的标记)."""

    DUE_SOON = "临期"
    OVERDUE = "逾期"
    REBOUND = "反弹"
    ACROSS_YEARS = "跨年"
    RECORDED_LATE = "补录"


class DayRule(StrEnum):
    """Which day counts for a status that a sheet gives without one (用语的日期)."""

    UNKNOWN = UNKNOWN_DAY
    DUE = "期限"
    FILLED = "填表日期"
    LAST = "最近记录"
    OWN = "本栏"


@dataclass(frozen=True)
class StatusPhrase:
    """What an office's words for a status mean in its sheets (用语): which status, and which day counts.

    The words may also head a column of days (`DayRule.OWN`): each is the day of the status.
    """

    says: str
    status: Status
    day: DayRule = DayRule.UNKNOWN

    @property
    def words(self) -> str:
        """How it is told to the clerk."""
        if self.day is DayRule.OWN:
            return f"“{self.says}”一栏的日期按{self.status}的日期记"
        day = UNDATED if self.day is DayRule.UNKNOWN else f"日期按{self.day}"
        return f"“{self.says}”按{self.status}记，{day}"


@dataclass(frozen=True)
class Due:
    """A date by which a measure was to be done, and why it was moved (期限)."""

    on: PartialDate
    why: str = ""


@dataclass(frozen=True)
class Event:
    """One line of a measure's history (办理记录); its day is None where nobody knows it."""

    on: PartialDate | None
    recorded_on: PartialDate | None
    status: Status
    note: str = ""
    evidence: str = ""

    @property
    def day(self) -> str:
        """Its day in words."""
        return str(self.on) if self.on else UNDATED


def recorded_day(on: PartialDate | None, filled_on: PartialDate | None) -> PartialDate | None:
    """The day on which a record was made that is taken over from a sheet: that of filling the sheet in.

    It is unknown where nobody tells that day, or it lies before the record's
    own. Of an older record it is unknown too: a sheet goes on being filled in,
    and bears the day of its last lines; who would take that, or the day of
    taking it over, would call every old record a late one (补录).

    Args:
        on: The day of what is recorded; None where nobody knows it.
        filled_on: The day on which the sheet was filled in; None where nobody tells.
    """
    if filled_on is None or on is None:
        return filled_on
    is_then = filled_on.last >= on.first and (filled_on.first - on.last).days <= LATE_RECORD_DAYS
    return filled_on if is_then else None


def order_events(events: Iterable[Event]) -> tuple[Event, ...]:
    """Events by day; one whose day is unknown stays behind the one that it is told behind."""
    return tuple(event for _, event in sorted(since_day(events, _day_of), key=lambda row: row[0]))


def since_day(things: Iterable[_T], day_of: Callable[[_T], PartialDate | None]) -> Iterator[tuple[date, _T]]:
    """Yield each thing with the day from which it counts: its own, else that of the last known one before it."""
    since = date.min
    for thing in things:
        day = day_of(thing)
        since = day.first if day else since
        yield since, thing


def _day_of(event: Event) -> PartialDate | None:
    return event.on


@dataclass(frozen=True)
class Closure:
    """Who asked for, verified and approved the end of a measure (销号)."""

    on: PartialDate | None = None
    requested: str = ""
    verified_by: str = ""
    approved_by: str = ""


@dataclass(frozen=True)
class LedgerMeasure:
    """A measure with its people, as posts, and its dates (整改措施).

    Its `helpers` are the units that work with the one that answers for it (配合单位), as the ledger writes them.
    """

    item: ItemRef | None
    text: str
    goal: str
    kind: MeasureKind
    leader: str
    unit: str
    helpers: str
    owner: str
    due: tuple[Due, ...]
    next_check: PartialDate | None
    history: tuple[Event, ...]
    closure: Closure | None

    def status_on(self, day: date) -> Status:
        """Where it stood on a day, by its history up to that day.

        An event of an unknown day counts from the day of the one before it.
        已销号 without evidence, or without a verifier other than the owner,
        and 终止 without an approval, are told apart: neither is taken on trust.
        """
        return self.status_after(self.history_until(day))

    def certain_status_on(self, day: date) -> Status:
        """Where it stood on a day by those events alone whose day is known."""
        return self.status_after(tuple(event for event in self.history_until(day) if event.on))

    def status_after(self, past: tuple[Event, ...]) -> Status:
        """Where it stands after some events, oldest first."""
        if not past:
            return Status.STANDING if self.kind is MeasureKind.STANDING else Status.NOT_STARTED
        status = past[-1].status
        if status is Status.CLOSED and not self._closing_is_proven(past):
            return Status.CLOSED_UNPROVEN
        end = self._closure_after(past)
        if status is Status.ENDED and not (end and end.approved_by):
            return Status.ENDED_UNAPPROVED
        return status

    def closure_on(self, day: date) -> Closure | None:
        """Who verified and approved the end that it had come to on a day; None where that end is not told of.

        An end that was taken back proves none that came later.
        """
        return self._closure_after(self.history_until(day))

    def _closure_after(self, past: tuple[Event, ...]) -> Closure | None:
        ended = {Status.CLOSED, Status.ENDED}
        open_again = [event for n, event in enumerate(past) if event.status not in ended
                      and any(earlier.status in ended for earlier in past[:n])]  # fmt: skip
        back = open_again[-1].on if open_again else None
        is_of_before = self.closure and self.closure.on and back and self.closure.on.last < back.first
        return None if is_of_before else self.closure

    def marks_on(self, day: date, year: int) -> tuple[Mark, ...]:
        """What follows from its dates on a day, for a ledger of a year."""
        return tuple(self._marks(day, year))

    def history_until(self, day: date) -> tuple[Event, ...]:
        """What had happened by a day, oldest first."""
        return tuple(event for since, event in since_day(self.history, _day_of) if since <= day)

    @property
    def due_on(self) -> PartialDate | None:
        """The date that holds now: the last one given."""
        return self.due[-1].on if self.due else None

    def stands_at(self, status: Status) -> bool:
        """Whether it goes on for good at a status: neither done nor overdue, with a next check in place of an end."""
        return self.kind is MeasureKind.STANDING or status is Status.STANDING

    def waits_at(self, status: Status) -> bool:
        """Whether a date is waited for at a status: that of its end, or of its next check."""
        return not (status.closed if self.stands_at(status) else status.settled)

    def deadline_at(self, status: Status) -> PartialDate | None:
        """The date that counts at a status, whether or not anything waits for it; None where none is told."""
        return self.next_check if self.stands_at(status) else self.due_on

    def _marks(self, day: date, year: int) -> Iterator[Mark]:
        status = self.status_on(day)
        deadline = self.deadline_at(status)
        if deadline and self.waits_at(status):
            left = (deadline.last - day).days
            if 0 <= left <= DUE_SOON_DAYS:
                yield Mark.DUE_SOON
            elif left < 0 and not self.stands_at(status):
                yield Mark.OVERDUE
        past = self.history_until(day)
        closings = [n for n, event in enumerate(past) if event.status is Status.CLOSED]
        if closings and past[-1].status is not Status.CLOSED:
            yield Mark.REBOUND
        if self._open_at_end_of(year, day):
            yield Mark.ACROSS_YEARS
        if any(_recorded_late(event) for event in past):
            yield Mark.RECORDED_LATE

    def _closing_is_proven(self, past: tuple[Event, ...]) -> bool:
        end = self._closure_after(past)
        verifier = end.verified_by if end else ""
        # What is told after the closing, and leaves it closed, takes no proof away.
        closings = takewhile(lambda event: event.status is Status.CLOSED, reversed(past))
        return any(event.evidence for event in closings) and bool(verifier) and verifier != self.owner

    def _open_at_end_of(self, year: int, day: date) -> bool:
        end = date(year, 12, 31)
        if self.kind is MeasureKind.STANDING or day <= end:
            return False
        # A closing of an unknown day may have been in time: then nothing is said.
        return not self.status_on(end).closed and not self.certain_status_on(end).closed


@dataclass(frozen=True)
class Entry:
    """One problem and its measures (事项)."""

    id: str
    source: EntrySource
    text: str
    problem: ItemRef | None
    causes: tuple[ItemRef, ...]
    repeats: str | None
    audience: Audience
    measures: tuple[LedgerMeasure, ...]

    @property
    def number(self) -> int:
        """Its place in the ledger of its year, as in 第2项."""
        return int(self.id.rpartition("-")[2])

    @property
    def anchor(self) -> str:
        """Its place on the ledger's page; an id may not begin with a digit in CSS."""
        return f"e-{self.id}"

    @property
    def refs(self) -> frozenset[ItemRef]:
        """Every item that it names."""
        named = {*self.causes, *(measure.item for measure in self.measures if measure.item)}
        return frozenset(named | ({self.problem} if self.problem else set()))


@dataclass(frozen=True)
class Ledger:
    """A year's ledger of one unit (整改台账).

    Its `signed` are the steps of sign-off as they were taken of it, its `corrections` what was put right openly, its
    `text` what stands under its title, a paragraph a line.
    """

    key: str
    title: str
    year: int
    unit: str
    audience: Audience
    sample: bool
    entries: tuple[Entry, ...]
    meanings: tuple[StatusPhrase, ...] = ()
    signed: tuple[Signature, ...] = ()
    corrections: tuple[PaperCorrection, ...] = ()
    text: str = ""

    @property
    def path(self) -> str:
        """Path of its page under docs."""
        return f"ledger/{self.key}.md"

    @property
    def folder(self) -> str:
        """The unit's folder under docs/ledger; empty for the top folder."""
        return self.key.rpartition("/")[0]


def _recorded_late(event: Event) -> bool:
    if event.recorded_on is None or event.on is None:
        return False
    return (event.recorded_on.first - event.on.last).days > LATE_RECORD_DAYS
