"""Whether the columns of a row agree on what came of a measure; a row in which they do not is refused."""

from __future__ import annotations

from collections.abc import Sequence

from macros.domain.dates import PartialDate
from macros.domain.ledger_columns import Column
from macros.domain.ledgers import LedgerMeasure, Status
from macros.findings import shown
from scripts.ledger_sheet.drafts import EventDraft
from scripts.ledger_sheet.faults import CellFaultKind, Log
from scripts.ledger_sheet.rows import SheetRow
from scripts.ledger_sheet.stated import ENDED, Stated

#: How far something has come; 退回整改 and 长期坚持 may follow whatever is not over.
_FAR = {
    Status.NOT_STARTED: 0, Status.UNDER_WAY: 1, Status.RETURNED: 1, Status.STANDING: 1, Status.PARTLY_DONE: 2,
    Status.AWAITING: 3, Status.CLOSED: 4, Status.ENDED: 4,
}  # fmt: skip


def check_status(row: SheetRow, stated: Stated, drafts: Sequence[EventDraft], log: Log) -> bool:
    """Whether the status of its own column can follow what the history tells last; a fault where it cannot."""
    last = next((draft.event for draft in reversed(drafts) if not draft.is_open), None)
    if last is None or (stated.status is None and not stated.is_denied):
        return True
    agrees = may_follow(last.status, stated.status) if stated.status else last.status not in ENDED
    if not agrees:
        found = f"状态写的是{shown(stated.words)}，办理情况最近一条是{last.status}（{last.day}）"
        log.fault(CellFaultKind.STATUS_DISAGREES, row.place(Column.STATUS), found, "两处一致")
    return agrees


def may_follow(before: Status, after: Status) -> bool:
    """Whether a status can follow another: nothing goes back but by being returned."""
    if after is before or after is Status.RETURNED:
        return True
    if before in ENDED:
        return False
    return after is Status.STANDING or _FAR[after] >= _FAR[before]


def check_closing(
    row: SheetRow,
    stated: Stated,
    closed_on: PartialDate | None,
    old: LedgerMeasure,
    drafts: Sequence[EventDraft],
    log: Log,
) -> bool:
    """Whether the day of the closing agrees with status and history; a fault where it does not.

    Args:
        row: The row.
        stated: What its column of statuses says.
        closed_on: The day in its column of closings.
        old: The measure as the page has it: what stands there already is not refused.
        drafts: The history so far, in order of time.
        log: Where the fault goes.
    """
    column = Column.CLOSED_ON if row.text(Column.CLOSED_ON) else Column.DONE_ON
    said = f"{column}写的是 {closed_on}"
    ended = [draft.event for draft in drafts if draft.event.status in ENDED and not draft.is_open]
    found = ""
    if stated.on and closed_on and stated.status in ENDED and not stated.on.may_be(closed_on):
        found = f"{said}，状态一栏写的是{shown(stated.words)}"
    elif closed_on is None or (old.closure and old.closure.on == closed_on and set(ended) & set(old.history)):
        return True
    elif ended and all(event.on and not event.on.may_be(closed_on) for event in ended):
        found = f"{said}，办理情况里{ended[-1].status}的日期是 {ended[-1].day}"
    elif not ended and stated.status not in ENDED:
        found = f"{said}，状态写的是{shown(stated.words)}" if stated.words else ""
    elif not ended:
        later = [d.event for d in drafts if d.event.on and not d.is_open and d.event.on.first > closed_on.last]
        if later:
            found = f"{said}，其后 {later[-1].day} 还是{later[-1].status}"
    if found:
        log.fault(CellFaultKind.CLOSED_DISAGREES, row.place(column), found, "几处一致")
    return not found


def check_evidence(row: SheetRow, target: EventDraft | None, log: Log) -> bool:
    """Whether evidence in its own column has something to prove, and nothing there that contradicts it."""
    place, text = row.place(Column.EVIDENCE), row.text(Column.EVIDENCE)
    if target is None:
        found = f"有佐证{shown(text)}，没有办理情况，状态也不用佐证"
        log.fault(CellFaultKind.EVIDENCE_DISAGREES, place, found, "佐证所证明的办理情况或状态")
        return False
    told = target.line.told.evidence if target.line else None
    if told:
        found = f"佐证写的是{shown(text)}，办理情况最近一条的佐证是{shown(told)}"
        log.fault(CellFaultKind.EVIDENCE_DISAGREES, place, found, "两处一致")
    return not told
