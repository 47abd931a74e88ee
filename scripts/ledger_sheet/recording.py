"""What is recorded of a measure by hand: an event, a date moved, evidence; each refused with a word at its field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from macros.domain.dates import PartialDate
from macros.domain.ledgers import UNKNOWN_DAY, Closure, Due, Event, LedgerMeasure, MeasureKind, Status, order_events
from scripts.ledger_sheet.agreement import may_follow
from scripts.ledger_sheet.days import parse_date
from scripts.ledger_sheet.stated import ENDED

#: What each status asks for, as it is told where one is chosen.
STATUS_RULES = {
    Status.UNDER_WAY: "正在办；写明做了什么",
    Status.PARTLY_DONE: "办成了一部分，还要接着办",
    Status.AWAITING: "请求验收：做完了，写上佐证，等别人来验收",
    Status.CLOSED: "验收销号：写明佐证、验收人和批准人，验收人不能是责任人自己",
    Status.RETURNED: "验收没有通过，或者又发现问题；写明原因",
    Status.ENDED: "不再办了；写明原因和批准人",
    Status.STANDING: "要一直做下去，不算办完；写明下次检查的日期",
    Status.NOT_STARTED: "还没有开始办",
}
_DAY = "写成 2024-06-30 或 2024年6月30日；日历上没有的日期不能用"


@dataclass(frozen=True)
class Recorded:
    """A measure after something was recorded of it (记过以后的措施); of no use where something is wrong.

    Attributes:
        measure: The measure.
        faults: What is wrong with what was typed, by field.
    """

    measure: LedgerMeasure
    faults: Mapping[str, str] = field(default_factory=dict)


def record_event(measure: LedgerMeasure, told: Mapping[str, str], today: date) -> Recorded:
    """Record what was done, or who verified it.

    Args:
        measure: The measure as it is.
        told: `on`, `status`, `note`, `evidence`; for an end `requested`, `verified_by`, `approved_by`; for what stands
            for good `next_check`.
        today: The day of recording.
    """
    faults: dict[str, str] = {}
    on = _past_day(told, "on", today, faults)
    status = Status(told["status"]) if told.get("status") in STATUS_RULES else None
    if status is None:
        faults["status"] = "还没有选办到哪一步"
        return Recorded(measure, faults)
    _check_order(measure, on, status, faults)
    _check_words(measure, told, status, faults)
    check = _coming_day(told, "next_check", today, faults) if status is Status.STANDING else None
    event = Event(on, _exact(today), status, told.get("note", ""), told.get("evidence", ""))
    recorded = replace(measure, history=order_events((*measure.history, event)))
    if any(replace(old, recorded_on=event.recorded_on) == event for old in measure.history):
        # Who verified or approved may be told later, of an end that was recorded without.
        recorded = measure
    if status is Status.STANDING:
        recorded = replace(recorded, kind=MeasureKind.STANDING, next_check=check)
    if status in ENDED | {Status.AWAITING}:
        recorded = replace(recorded, closure=_closure(measure, told, status, on))
    if recorded == measure:
        faults.setdefault("note", "这一条已经记过了，一样的不用再记")
    return Recorded(recorded, faults)


def move_date(measure: LedgerMeasure, told: Mapping[str, str], today: date, year: int) -> Recorded:
    """Give another date by which it is to be done; the old one stays, struck.

    Args:
        measure: The measure as it is.
        told: `due` and its reason, `why`, which the first date does not need; `earlier`, the same date once more, where
            it is meant to be earlier than the old one.
        today: The day for which it is told whether it is over.
        year: The year of the ledger, before which nothing of it can be due.
    """
    faults: dict[str, str] = {}
    on = _day(told, "due", faults)
    if on and on == measure.due_on:
        faults["due"] = f"和现在的期限 {on} 一样，没有改"
    if on and on.year < year:
        faults["due"] = f"{on} 在 {year} 年以前，{year} 年台账的措施不会那时到期；核对年份"
    elif on and measure.due_on and on.last < measure.due_on.first and told.get("earlier") != told["due"]:
        faults["earlier"] = f"{on} 比现在的期限 {measure.due_on} 还早。写错了的改正；确实提前的，勾上这一项"
    if measure.due and not told.get("why"):
        faults["why"] = "写明为什么改期；原来的期限保留，画上删去线"
    if measure.status_on(today).closed:
        faults["due"] = "这条措施已经办结，不用改期；又要办的，先记一次“退回整改”"
    due = (*measure.due, Due(on, told.get("why", ""))) if on else measure.due
    return Recorded(replace(measure, due=due), faults)


def add_evidence(measure: LedgerMeasure, told: Mapping[str, str]) -> Recorded:
    """Say what proves an event that was recorded without; what it has already stays beside it.

    Args:
        measure: The measure as it is.
        told: `event`, its place in the history, and `proof`.
    """
    number = told.get("event", "")
    if not number.isdecimal() or int(number) >= len(measure.history):
        return Recorded(measure, {"event": "选要补佐证的那一条记录"})
    if not told.get("proof"):
        return Recorded(measure, {"proof": "写明是什么材料，如“会议记录”“印发的文件”"})
    history, place = list(measure.history), int(number)
    evidence = "；".join(filter(None, (history[place].evidence, told["proof"])))
    history[place] = replace(history[place], evidence=evidence)
    return Recorded(replace(measure, history=tuple(history)))


def _check_order(measure: LedgerMeasure, on: PartialDate | None, status: Status, faults: dict[str, str]) -> None:
    """Whether it can follow what was recorded before its day."""
    past = measure.history_until(on.last) if on else measure.history
    if "on" in faults or not past:
        return
    before = past[-1].status
    if before in ENDED and status is not Status.RETURNED and status is not before:
        faults["status"] = f"{past[-1].day} 已经记了“{before}”；又要办的，选“退回整改”，写明原因"
    elif not may_follow(before, status):
        faults["status"] = (
            f"{past[-1].day} 已经记了“{before}”，不能再回到“{status}”；要重新办的，选“退回整改”，写明原因"
        )


def _check_words(measure: LedgerMeasure, told: Mapping[str, str], status: Status, faults: dict[str, str]) -> None:
    """Whether everything is said that the status asks for."""
    if status in {Status.AWAITING, Status.CLOSED} and not told.get("evidence"):
        faults["evidence"] = f"{status}要有佐证：写明材料的名称，如“验收记录”"
    if status in {Status.RETURNED, Status.ENDED, Status.UNDER_WAY} and not told.get("note"):
        faults["note"] = "写明做了什么" if status is Status.UNDER_WAY else f"写明为什么{status}"
    if status in ENDED and not told.get("approved_by"):
        faults["approved_by"] = f"{status}要有人批准，写职务，如“党委会”"
    if status is not Status.CLOSED:
        return
    verifier = told.get("verified_by", "")
    if not verifier:
        faults["verified_by"] = "写明谁验收的，写职务"
    elif verifier == measure.owner:
        faults["verified_by"] = f"{verifier}是这条措施的责任人，自己办的不能自己验收；换一个人验收"


def _closure(measure: LedgerMeasure, told: Mapping[str, str], status: Status, on: PartialDate | None) -> Closure:
    """Who asked, and where it is over who verified and approved it; an end before a return is over with it."""
    asked = told.get("requested") or measure.owner
    if status is Status.AWAITING:
        return Closure(requested=asked)
    if status is Status.ENDED:
        return Closure(on, told.get("requested", ""), "", told.get("approved_by", ""))
    known = measure.closure.requested if measure.closure else ""
    return Closure(
        on, told.get("requested") or known or asked, told.get("verified_by", ""), told.get("approved_by", "")
    )


def _past_day(told: Mapping[str, str], name: str, today: date, faults: dict[str, str]) -> PartialDate | None:
    if told.get(name) == UNKNOWN_DAY:
        return None
    day = _day(told, name, faults)
    if day and day.first > today:
        faults[name] = f"{day} 还没有到；打算做的写在措施里，做了再记"
    return day


def _coming_day(told: Mapping[str, str], name: str, today: date, faults: dict[str, str]) -> PartialDate | None:
    day = _day(told, name, faults)
    if day and day.last < today:
        faults[name] = f"{day} 已经过了，写下一次检查的日期"
    return day


def _day(told: Mapping[str, str], name: str, faults: dict[str, str]) -> PartialDate | None:
    try:
        return parse_date(told.get(name, ""))
    except ValueError:
        faults[name] = _DAY if told.get(name) else f"写上日期，{_DAY.partition('；')[0]}"
        return None


def _exact(day: date) -> PartialDate:
    return PartialDate(day.year, day.month, day.day)
