"""What a ledger tells of one measure, as a superior's form has it; what it does not tell is said and not made up."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import takewhile

from macros.domain.dates import PartialDate
from macros.domain.forms import FormWord
from macros.domain.ledgers import Event, LedgerMeasure, MeasureKind, Status


@dataclass(frozen=True)
class Known:
    """What a place is filled with (填入的).

    Attributes:
        text: It in words.
        source: Title of the page that it comes from.
        item: The item there, in words.
        value: The same as a number or a day; None where it is words.
        unit: What a number counts; empty where nobody asks.
    """

    text: str
    source: str = ""
    item: str = ""
    value: Decimal | PartialDate | None = None
    unit: str = ""

    def at(self, source: str, item: str) -> Known:
        """The same with where it comes from."""
        return replace(self, source=source, item=item)


@dataclass(frozen=True)
class Missing:
    """Why a place is not filled (没有填的).

    Attributes:
        why: The reason.
        item: What it is missing of.
        is_gap: Whether somebody has to look: not where there is nothing to be told yet.
    """

    why: str
    item: str = ""
    is_gap: bool = True

    def at(self, source: str, item: str) -> Missing:  # noqa: ARG002 - as of what is known
        """The same with what it is missing of."""
        return replace(self, item=item)


Answer = Known | Missing


def _text(name: str, word: str) -> Callable[[LedgerMeasure, date], Answer]:
    def ask(measure: LedgerMeasure, _: date) -> Answer:
        said = str(getattr(measure, name) or "")
        return Known(said) if said else Missing(f"台账没有写{word}")

    return ask


def _helpers(measure: LedgerMeasure, _: date) -> Answer:
    # Most measures need no other unit.
    return Known(measure.helpers) if measure.helpers else Missing("没有配合单位", is_gap=False)


def _day(day: PartialDate) -> Known:
    return Known(str(day), value=day)


def _due(measure: LedgerMeasure, _: date) -> Answer:
    if measure.due_on:
        return _day(measure.due_on)
    if measure.kind is not MeasureKind.DATED:
        return Known(str(measure.kind))
    return Missing("台账没有写完成时限")


def _first_due(measure: LedgerMeasure, today: date) -> Answer:
    return _day(measure.due[0].on) if measure.due else _due(measure, today)


def _moved_due(measure: LedgerMeasure, _: date) -> Answer:
    return _day(measure.due[-1].on) if len(measure.due) > 1 else Missing("没有改过期限", is_gap=False)


def _moved_why(measure: LedgerMeasure, _: date) -> Answer:
    if len(measure.due) < 2:
        return Missing("没有改过期限", is_gap=False)
    return Known(measure.due[-1].why) if measure.due[-1].why else Missing("台账没有写改期的原因")


def _next_check(measure: LedgerMeasure, _: date) -> Answer:
    return _day(measure.next_check) if measure.next_check else Missing("没有定下次检查", is_gap=False)


def _history(measure: LedgerMeasure, today: date) -> Answer:
    past = measure.history_until(today)
    lines = [f"{event.day} {event.note or event.status}" for event in past]
    return Known("\n".join(lines)) if lines else Missing("台账没有办理记录")


def _status(measure: LedgerMeasure, today: date) -> Answer:
    # Proof that is missing is a gap of the office's own, and no status that a superior knows.
    return Known(str(measure.status_on(today).typed))


def _is_closed(measure: LedgerMeasure, today: date) -> Answer:
    status = measure.status_on(today).typed
    return Known(str(status) if status is Status.ENDED else "是" if status is Status.CLOSED else "否")


def _is_done(measure: LedgerMeasure, today: date) -> Answer:
    status = measure.status_on(today).typed
    if status in {Status.ENDED, Status.STANDING}:
        return Known(str(status))
    return Known("是" if status in {Status.AWAITING, Status.CLOSED} else "否")


def _evidence(measure: LedgerMeasure, today: date) -> Answer:
    found = list(dict.fromkeys(event.evidence for event in measure.history_until(today) if event.evidence))
    if found:
        return Known("；".join(found))
    return Missing("台账没有写佐证", is_gap=measure.status_on(today).closed)


def _closed_on(measure: LedgerMeasure, today: date) -> Answer:
    if measure.status_on(today).typed is not Status.CLOSED:
        return Missing("还没有销号", is_gap=False)
    end = measure.closure_on(today)
    on = (end.on if end else None) or _first(_since_open(measure, today, {Status.CLOSED}), Status.CLOSED)
    return _day(on) if on else Missing("台账没有写销号日期")


def _done_on(measure: LedgerMeasure, today: date) -> Answer:
    done = {Status.AWAITING, Status.CLOSED}
    if measure.status_on(today).typed not in done:
        return Missing("还没有完成", is_gap=False)
    run = _since_open(measure, today, done)
    on = _first(reversed(run), Status.AWAITING) or _first(run, Status.CLOSED)
    return _day(on) if on else Missing("台账没有写完成的日期")


def _since_open(measure: LedgerMeasure, today: date, done: Collection[Status]) -> list[Event]:
    """What was recorded since it was last open: an end that was taken back says nothing of the one that came after."""
    return [*takewhile(lambda event: event.status in done, reversed(measure.history_until(today)))][::-1]


def _first(events: Iterable[Event], status: Status) -> PartialDate | None:
    return next((event.on for event in events if event.status is status and event.on), None)


def _of_closure(name: str, word: str) -> Callable[[LedgerMeasure, date], Answer]:
    def ask(measure: LedgerMeasure, today: date) -> Answer:
        end = measure.closure_on(today)
        said = getattr(end, name) if end else ""
        if not measure.status_on(today).closed:
            return Missing("还没有销号", is_gap=False)
        return Known(said) if said else Missing(f"台账没有写{word}")

    return ask


def _marks(measure: LedgerMeasure, today: date) -> Answer:
    # The year of its ledger tells only whether it goes on in another one, which no form asks.
    found = "、".join(measure.marks_on(today, today.year))
    return Known(found) if found else Missing("没有临期、逾期等标记", is_gap=False)


#: How a ledger is asked for each word that is of a measure.
MEASURE_WORDS: Mapping[FormWord, Callable[[LedgerMeasure, date], Answer]] = {
    FormWord.MEASURE: _text("text", "措施"),
    FormWord.GOAL: _text("goal", "整改目标"),
    FormWord.KIND: _text("kind", "整改类型"),
    FormWord.LEADER: _text("leader", "责任领导"),
    FormWord.HELPERS: _helpers,
    FormWord.UNIT: _text("unit", "责任单位"),
    FormWord.OWNER: _text("owner", "责任人"),
    FormWord.DUE: _due,
    FormWord.FIRST_DUE: _first_due,
    FormWord.MOVED_DUE: _moved_due,
    FormWord.MOVED_WHY: _moved_why,
    FormWord.NEXT_CHECK: _next_check,
    FormWord.HISTORY: _history,
    FormWord.STATUS: _status,
    FormWord.IS_CLOSED: _is_closed,
    FormWord.IS_DONE: _is_done,
    FormWord.MARKS: _marks,
    FormWord.EVIDENCE: _evidence,
    FormWord.REQUESTED: _of_closure("requested", "申请人"),
    FormWord.VERIFIED: _of_closure("verified_by", "验收人"),
    FormWord.APPROVED: _of_closure("approved_by", "批准人"),
    FormWord.CLOSED_ON: _closed_on,
    FormWord.DONE_ON: _done_on,
}
