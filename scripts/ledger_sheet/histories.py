"""The history of a measure, after a sheet has told it: what is known stays, and nothing is invented.

The sheet tells it in several columns: what was done, the status, the day of the
closing, the evidence. They are read as one, and a row in which they contradict
each other is refused. Whatever is made of a row is found again when the same
row comes a second time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from macros.domain.dates import PartialDate
from macros.domain.ledger_columns import Column
from macros.domain.ledgers import LATE_RECORD_DAYS, UNDATED, DayRule, Event, LedgerMeasure, Status, recorded_day
from macros.findings import shown
from scripts.ledger_sheet.agreement import check_closing, check_evidence, check_status
from scripts.ledger_sheet.cells import measure_texts
from scripts.ledger_sheet.completion import check_completion, with_completion
from scripts.ledger_sheet.drafts import EventDraft, ToldLine, arrange, in_order, pair, with_since
from scripts.ledger_sheet.faults import CellFaultKind, Log
from scripts.ledger_sheet.notation import Told, read_history
from scripts.ledger_sheet.phrases import Phrasebook
from scripts.ledger_sheet.rows import SheetRow
from scripts.ledger_sheet.stated import ENDED, MeasureTerms, Stated, read_stated
from scripts.ledger_sheet.values import fold

_COLUMNS = (Column.HISTORY, Column.STATUS, Column.EVIDENCE, Column.CLOSED_ON)
#: Statuses that last: what is told of one last is told of its time. The others are events of a day of their own.
_LASTING = frozenset({Status.NOT_STARTED, Status.UNDER_WAY, Status.PARTLY_DONE, Status.STANDING})
_DONE = re.compile("完成|到位|销号|办结|完毕")


@dataclass(frozen=True)
class Recorder:
    """Merges what a sheet tells of a measure's history into it.

    Attributes:
        today: The day of the import, after which nothing can have happened.
        filled_on: The day on which the sheet was filled in, as which its records count; None where nobody tells.
        remove_missing: Whether events that the sheet does not have go.
        phrasebook: What words mean for a status.
        log: Where faults and notices go.
    """

    today: date
    filled_on: PartialDate | None
    remove_missing: bool
    phrasebook: Phrasebook
    log: Log

    def merge(self, row: SheetRow, old: LedgerMeasure, terms: MeasureTerms) -> tuple[Event, ...]:
        """The history after the sheet, oldest first.

        Args:
            row: The measure's row.
            old: The measure as the page has it; with no history where it is new.
            terms: What else the row says of it.
        """
        texts = measure_texts(replace(old, kind=terms.kind))
        is_same = all(column not in row.cells or row.text(column) == fold(texts[column]) for column in _COLUMNS)
        closed_on = old.closure.on if old.closure else None
        if is_same and terms.done_on is None and terms.closed_on == closed_on:
            return old.history
        lines = self._lines(row, terms)
        stated = read_stated(row, self.phrasebook)
        if lines is None or stated.is_unknown:
            return old.history
        lines = [_yielding(line, terms.closed_on) for line in lines]
        if not check_completion(row, stated, terms.done_on, terms.closed_on, lines, self.log):
            return old.history
        lines = with_completion(lines, terms.done_on)
        if stated.status is None and not stated.is_denied and terms.closed_on and not _ends(lines):
            stated = replace(stated, status=Status.CLOSED, on=terms.closed_on)
        drafts = self._drafts(row, lines, old, stated)
        if not check_status(row, stated, drafts, self.log) or not check_closing(
            row, stated, terms.closed_on, old, drafts, self.log
        ):
            return old.history
        drafts = self._settle(row, stated, terms, drafts)
        self._carry(row, drafts)
        self._prove(row, drafts)
        return tuple(draft.event for draft in drafts)

    def _lines(self, row: SheetRow, terms: MeasureTerms) -> list[ToldLine] | None:
        """The lines of the history; None where one of them is not understood."""
        place = row.place(Column.HISTORY)
        try:
            told = read_history(row.raw(Column.HISTORY))
        except ValueError as error:
            found = f"办理情况里的日期日历上没有：{shown(str(error), 30)}"
            self.log.fault(CellFaultKind.HISTORY_DATE, place, found, "日历上有的日期")
            return None
        lines = [self._line(line, place, terms) for line in told]
        return [line for line in lines if line] if all(lines) else None

    def _line(self, told: Told, place: str, terms: MeasureTerms) -> ToldLine | None:
        if told.status:
            found, tells = self.phrasebook.look_up(told.status, place), True
        else:
            found, tells = self.phrasebook.find_in(told.said, place)
        if tells and found is None:
            return None
        if found and told.is_span and found.status not in _LASTING:
            # It was done at some time of a span, and not on the first day of it.
            told = replace(told, on=None)
        rule = found.day if found and told.on is None else DayRule.UNKNOWN
        return ToldLine(told, found.status if found else None, told.on or self._by_rule(rule, place, terms, None))

    def _drafts(self, row: SheetRow, lines: list[ToldLine], old: LedgerMeasure, stated: Stated) -> list[EventDraft]:
        """What the sheet tells and what it leaves out, in order of time."""
        pairs = pair(lines, old.history)
        told = [self._draft(row, line, pairs.get(number), old) for number, line in enumerate(lines)]
        left = [place for place in range(len(old.history)) if place not in pairs.values()]
        # The column of statuses tells what an earlier import has made of it.
        made = [place for place in left if _is_made_of(stated, old.history[place])]
        again = left[-1] if left and left[-1] in made else None
        keeps = not self.remove_missing or Column.HISTORY not in row.cells
        kept = [EventDraft(old.history[p], p, is_told=p == again) for p in left if keeps or p in made]
        self._tell_kept(row, [draft.event for draft in kept if not draft.is_told])
        drafts = arrange(told, kept)
        if any(draft.place is None for draft in told):
            # It stays the last word on the measure, whatever is told besides.
            drafts.sort(key=lambda draft: draft.place is not None and draft.place == again)
        return in_order(drafts)

    def _tell_kept(self, row: SheetRow, kept: list[Event]) -> None:
        """Tell records that the sheet does not have; those made of its column of statuses stand in no history."""
        days = [event.day for event in kept if event.note or event.on]
        if days and Column.HISTORY in row.cells:
            self.log.notice(
                f"{row.place(Column.HISTORY)}：页面上有 {len(days)} 条办理记录表里没有，"
                f"保留（{'、'.join(days)}）。要删去的，加 --remove-missing。"
            )

    def _draft(self, row: SheetRow, line: ToldLine, place: int | None, old: LedgerMeasure) -> EventDraft:
        told = line.told
        if place is not None:
            return EventDraft(self._updated(row, old.history[place], line), place, line)
        if line.on is None:
            self.log.notice(f"{row.place(Column.HISTORY)}：没有写日期的办理情况，日期记为不详。")
        self._check_past(row, line.on)
        event = Event(
            line.on, self._recorded(line.on), line.status or Status.UNDER_WAY, told.note.strip(), told.evidence or ""
        )
        return EventDraft(event, None, line, is_open=line.status is None)

    def _updated(self, row: SheetRow, event: Event, line: ToldLine) -> Event:
        told = line.told
        is_kept = told.evidence is None or fold(told.evidence) == fold(event.evidence)
        evidence = event.evidence if is_kept else told.evidence or ""
        note = event.note if fold(event.note) == fold(told.note) else told.note
        new = replace(event, status=line.status or event.status, note=note, evidence=evidence)
        return new if event.on or not told.on else self._dated(row, new, told.on)

    def _dated(self, row: SheetRow, event: Event, on: PartialDate) -> Event:
        """An event whose day has become known."""
        self._check_past(row, on)
        early = event.recorded_on is not None and event.recorded_on.last < on.first
        return replace(event, on=on, recorded_on=self._recorded(on) if early else event.recorded_on)

    def _recorded(self, on: PartialDate | None) -> PartialDate | None:
        """The day on which the sheet has written something down; where nobody knows it, that is told of what is old."""
        recorded = recorded_day(on, self.filled_on)
        if recorded is None and on and (self.today - on.last).days > LATE_RECORD_DAYS:
            self.log.notice("较早的办理记录不知道是哪天记的，记录日期空着，不标补录；知道的，在页面上写 recorded_on。")
        return recorded

    def _check_past(self, row: SheetRow, on: PartialDate | None) -> None:
        if on and on.first > self.today:
            found = f"办理情况的日期 {on} 在今天（{self.today}）之后"
            self.log.fault(CellFaultKind.HISTORY_LATER, row.place(Column.HISTORY), found, "已经发生的日期")

    def _settle(self, row: SheetRow, stated: Stated, terms: MeasureTerms, drafts: list[EventDraft]) -> list[EventDraft]:
        """Let the history end with the status that its own column gives; one that it only repeats adds no event."""
        self._date_closing(row, terms, drafts)
        status, last = stated.status, drafts[-1] if drafts else None
        known = next((draft for draft in reversed(drafts) if not draft.is_open), None)
        if status is None or (last is None and status is terms.at_first):
            return in_order(drafts)
        if known and known.event.status is status:
            known.is_told = True
            return in_order(drafts)
        on = self._day_of(row, stated, terms, drafts)
        if last and last.is_open and (status in _LASTING or last.event.on in {None, on}):
            last.is_open, last.event = False, replace(last.event, status=status, on=last.event.on or on)
        else:
            drafts = [*drafts, EventDraft(Event(on, self._recorded(on), status))]
            day = f"日期 {on}" if on else UNDATED
            self.log.notice(f"{row.place(Column.STATUS)}：状态是{status}，加一条{day}的办理记录。")
        return in_order(drafts)

    def _day_of(
        self, row: SheetRow, stated: Stated, terms: MeasureTerms, drafts: list[EventDraft]
    ) -> PartialDate | None:
        """The day that counts for a status; None where it would stand before what has come of the measure since."""
        own = terms.closed_on if stated.status in ENDED else None
        given = own or stated.on
        last = drafts[-1].event.on if drafts else None
        on = given or self._by_rule(stated.rule, row.place(Column.STATUS), terms, last)
        # What is told without a status may come after a day that the sheet gives; a day by rule is none after it.
        known = [day for day, draft in with_since(drafts) if not (given and draft.is_open)]
        return on if on and on.first <= self.today and all(day <= on.first for day in known) else None

    def _by_rule(self, rule: DayRule, place: str, terms: MeasureTerms, last: PartialDate | None) -> PartialDate | None:
        on = {DayRule.DUE: terms.due_on, DayRule.FILLED: self.filled_on, DayRule.LAST: last}.get(rule)
        if rule is DayRule.FILLED and on is None:
            self.log.fault(CellFaultKind.FILLED_ON, place, "这里的状态按填表日期记，表里没有写填表日期", "填表日期")
        return on if on and on.first <= self.today else None

    def _date_closing(self, row: SheetRow, terms: MeasureTerms, drafts: list[EventDraft]) -> None:
        """Give a closing of an unknown day the one in its own column, where it stands at its place there."""
        ended = [number for number, draft in enumerate(drafts) if draft.event.status in ENDED and not draft.is_open]
        if not terms.closed_on or any(drafts[number].event.on for number in ended):
            return
        for number in ended[-1:]:
            before = [draft.event.on.first for draft in drafts[:number] if draft.event.on]
            after = [draft.event.on.first for draft in drafts[number + 1 :] if draft.event.on]
            if max(before, default=date.min) <= terms.closed_on.first <= min(after, default=date.max):
                drafts[number].event = self._dated(row, drafts[number].event, terms.closed_on)

    def _carry(self, row: SheetRow, drafts: list[EventDraft]) -> None:
        """Let a record without a status have that of the one before it."""
        now = Status.UNDER_WAY
        for draft in drafts:
            if draft.is_open:
                draft.event = replace(draft.event, status=now)
                place = row.place(Column.HISTORY)
                self.log.notice(f"{place}：没有写状态的办理情况，记为{now}。")
                if now is Status.UNDER_WAY and (found := _DONE.search(draft.event.note)):
                    self.log.notice(f"{place}：办理情况说到“{found[0]}”，请核对：已经完成的，在状态一栏写明。")
            elif draft.event.status is not Status.NOT_STARTED:
                now = draft.event.status

    def _prove(self, row: SheetRow, drafts: list[EventDraft]) -> None:
        """Put the evidence of its own column with the last thing that the sheet tells."""
        text = row.text(Column.EVIDENCE)
        if not text or any(fold(draft.event.evidence) == text for draft in drafts):
            return
        target = next((draft for draft in reversed(drafts) if draft.is_told), drafts[-1] if drafts else None)
        if check_evidence(row, target, self.log) and target:
            target.event = replace(target.event, evidence=text)


def _ends(lines: list[ToldLine]) -> bool:
    return any(line.status in ENDED for line in lines)


def _yielding(line: ToldLine, closed_on: PartialDate | None) -> ToldLine:
    """A line without the closing that it tells in passing, where that has a later day in its own column."""
    is_passing = line.status in ENDED and not line.told.status
    is_later = closed_on is not None and line.on is not None and line.on.last < closed_on.first
    return replace(line, status=None) if is_passing and is_later else line


def _is_made_of(stated: Stated, event: Event) -> bool:
    return stated.status is event.status and not event.note
