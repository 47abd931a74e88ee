"""The history of a measure, after a sheet has told it: what is known stays, what is new is stamped."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from macros.domain.dates import PartialDate
from macros.domain.ledgers import Event, LedgerMeasure, Status
from macros.findings import shown
from scripts.ledger_sheet.columns import Column
from scripts.ledger_sheet.faults import CellFaultKind, Log
from scripts.ledger_sheet.notation import Told, event_line, evidence_text, history_text, read_history, status_text
from scripts.ledger_sheet.rows import SheetRow
from scripts.ledger_sheet.values import NOT_CLOSED, STATUSES, fold, near_words

_ENDED = frozenset({Status.CLOSED, Status.ENDED})


@dataclass
class _Draft:
    """An event in the making; an open status is settled once all are known."""

    event: Event
    open: bool = False


@dataclass(frozen=True)
class Recorder:
    """Merges what a sheet tells of a measure's history into it.

    Attributes:
        today: The day that new events are stamped with.
        remove_missing: Whether events that the sheet does not have go.
        log: Where faults and notices go.
    """

    today: date
    remove_missing: bool
    log: Log

    def merge(self, row: SheetRow, old: LedgerMeasure, closed_on: PartialDate | None) -> tuple[Event, ...]:
        """The history after the sheet, oldest first.

        Args:
            row: The measure's row.
            old: The measure as the page has it; with no history where it is new.
            closed_on: The day of the closure, where there is one.
        """
        drafts = self._events(row, old)
        self._settle(row, old, closed_on, drafts)
        events = sorted((draft.event for draft in drafts), key=lambda event: event.on.first)
        return self._with_evidence(row, old, events)

    def _events(self, row: SheetRow, old: LedgerMeasure) -> list[_Draft]:
        text = row.text(Column.HISTORY)
        if text == fold(history_text(old.history)) or Column.HISTORY not in row.cells:
            return [_Draft(event) for event in old.history]
        try:
            told = read_history(row.raw(Column.HISTORY))
        except ValueError as error:
            found = f"办理情况里的日期日历上没有：{shown(str(error), 30)}"
            self.log.fault(CellFaultKind.HISTORY_DATE, row.place(Column.HISTORY), found, "日历上有的日期")
            return [_Draft(event) for event in old.history]
        return self._match(row, old, told)

    def _match(self, row: SheetRow, old: LedgerMeasure, told: list[Told]) -> list[_Draft]:
        """Each line that the page has keeps its event; of those of one day the wording may change."""
        left, pairs = list(old.history), dict[int, Event]()
        for same in (_same_line, _same_note, _same_day):
            for number, line in enumerate(told):
                event = next((event for event in left if same(event, line)), None)
                if number not in pairs and event is not None:
                    pairs[number] = event
                    left.remove(event)
        drafts = [self._draft(row, line, pairs.get(number)) for number, line in enumerate(told)]
        if left and not self.remove_missing:
            self.log.notice(
                f"{row.place(Column.HISTORY)}：页面上有 {len(left)} 条办理记录表里没有，"
                f"保留（{'、'.join(str(event.on) for event in left)}）。要删去的，加 --remove-missing。"
            )
            drafts += [_Draft(event) for event in left]
        return drafts

    def _draft(self, row: SheetRow, line: Told, event: Event | None) -> _Draft:
        status = self._status(row, Column.HISTORY, line.status) if line.status else None
        evidence = line.evidence
        if event is not None:
            if _same_line(event, line) or (_same_note(event, line) and not line.status):
                return _Draft(event)
            kept = event.evidence if evidence is None else evidence
            return _Draft(replace(event, status=status or event.status, note=line.note, evidence=kept))
        if line.on is None:
            self.log.notice(f"{row.place(Column.HISTORY)}：没有写日期的办理情况，记为今天（{self.today}）。")
        on = line.on or _exact(self.today)
        if on.first > self.today:
            found = f"办理情况的日期 {on} 在今天（{self.today}）之后"
            self.log.fault(CellFaultKind.HISTORY_LATER, row.place(Column.HISTORY), found, "已经发生的日期")
        return _Draft(
            Event(on, _exact(self.today), status or Status.UNDER_WAY, line.note, evidence or ""), open=status is None
        )

    def _settle(self, row: SheetRow, old: LedgerMeasure, closed_on: PartialDate | None, drafts: list[_Draft]) -> None:
        """Bring the status in its own column into the history, where the history does not tell it."""
        text = row.text(Column.STATUS)
        status = self._status(row, Column.STATUS, text) if text and text not in NOT_CLOSED else None
        ended = any(draft.event.status in _ENDED for draft in drafts)
        if not text and closed_on and not ended:
            status = Status.CLOSED
        drafts.sort(key=lambda draft: draft.event.on.first)
        if any(draft.open for draft in drafts[: None if status is None else -1]):
            self.log.notice(f"{row.place(Column.HISTORY)}：没有写状态的办理情况，记为整改中。")
        if status is not None:
            self._end(row, status, closed_on, drafts, old=status_text(old) if text else "")

    def _end(
        self, row: SheetRow, status: Status, closed_on: PartialDate | None, drafts: list[_Draft], *, old: str
    ) -> None:
        """Let the history end with a status; one that the sheet only repeats adds no event."""
        last = drafts[-1] if drafts else None
        day = closed_on if status in _ENDED and closed_on else None
        if last and last.open and day in {None, last.event.on}:
            last.event = replace(last.event, status=status)
        elif str(status) != old and not (last and last.event.status is status and not last.open):
            on = day or _exact(self.today)
            drafts.append(_Draft(Event(on, _exact(self.today), status)))
            self.log.notice(f"{row.place(Column.STATUS)}：状态是{status}，加一条 {on} 的办理记录。")

    def _status(self, row: SheetRow, column: Column, text: str) -> Status | None:
        status = STATUSES.get(text)
        if status is None:
            near = near_words(text, STATUSES)
            advice = f"改成 {'、'.join(near)} 等" if near else ""
            known = "、".join(dict.fromkeys(map(str, STATUSES.values())))
            self.log.fault(CellFaultKind.WORD, row.place(column), f"状态写的是{shown(text)}", f"{known}之一", advice)
        return status

    def _with_evidence(self, row: SheetRow, old: LedgerMeasure, events: list[Event]) -> tuple[Event, ...]:
        text = row.text(Column.EVIDENCE)
        if Column.EVIDENCE not in row.cells or text == fold(evidence_text(old)):
            return tuple(events)
        if not events:
            self.log.notice(f"{row.place(Column.EVIDENCE)}：有佐证而没有办理情况，没有导入。改法：补写办理情况。")
            return ()
        if not text and events[-1] not in old.history:
            # A new line may tell its own evidence; a blank cell does not take it away.
            return tuple(events)
        return (*events[:-1], replace(events[-1], evidence=text))


def _same_line(event: Event, line: Told) -> bool:
    return fold(event_line(event)) == line.text


def _same_note(event: Event, line: Told) -> bool:
    return fold(event.note) == fold(line.note) and line.on in {None, event.on}


def _same_day(event: Event, line: Told) -> bool:
    return event.on == line.on


def _exact(day: date) -> PartialDate:
    return PartialDate(day.year, day.month, day.day)
