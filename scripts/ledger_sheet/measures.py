"""One measure of a sheet put together with the page's: what the sheet says, and what it cannot hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import TypeVar

from macros.domain.dates import PartialDate
from macros.domain.ledger_columns import Column
from macros.domain.ledgers import Closure, Due, LedgerMeasure, MeasureKind, Status
from macros.domain.reports import ItemRef
from macros.findings import shown
from scripts.ledger_sheet.cells import measure_texts
from scripts.ledger_sheet.days import Lead, is_no_day, parse_date
from scripts.ledger_sheet.faults import CellFaultKind, Log
from scripts.ledger_sheet.histories import Recorder
from scripts.ledger_sheet.notation import due_text, find_refs, read_deadlines, read_dues
from scripts.ledger_sheet.rows import SheetRow
from scripts.ledger_sheet.stated import MeasureTerms
from scripts.ledger_sheet.values import KINDS, at_once, fold, lasting

_T = TypeVar("_T")
_NEAR = 0.4
_DATE = "2024-06-30、2024年6月30日、2024年6月 这样的日期"
NEW = LedgerMeasure(None, "", "", MeasureKind.DATED, "", "", "", "", (), None, (), None)


@dataclass(frozen=True)
class MeasureMerger:
    """Makes measures of rows.

    Attributes:
        recorder: What merges the history.
        log: Where faults and notices go.
        done_as: Which status the days of the column of days of doing are of.
    """

    recorder: Recorder
    log: Log
    done_as: Status | None = None

    def merge(self, row: SheetRow, old: LedgerMeasure | None) -> LedgerMeasure:
        """The measure after the sheet; `old` is None where it is new."""
        before = old or NEW
        texts = measure_texts(before)

        def word(column: Column, now: str) -> str:
            same = column not in row.cells or row.text(column) == fold(texts[column])
            return now if same else row.text(column)

        due = self._due(row, before)
        kind = self._kind(row, old, due)
        closure = self._closure(row, before, word)
        done_on = self._done_on(row) if self.done_as is Status.AWAITING else None
        terms = MeasureTerms(kind, due[-1].on if due else None, closure.on if closure else None, done_on)
        return replace(
            before,
            item=self._item(row, before),
            text=word(Column.MEASURE, before.text) or before.text,
            goal=word(Column.GOAL, before.goal),
            kind=kind,
            leader=word(Column.LEADER, before.leader),
            unit=word(Column.UNIT, before.unit),
            helpers=word(Column.HELPERS, before.helpers),
            owner=word(Column.OWNER, before.owner),
            due=due,
            next_check=self._date(row, Column.NEXT_CHECK, before.next_check),
            history=self.recorder.merge(row, before, terms),
            closure=closure,
        )

    def _item(self, row: SheetRow, old: LedgerMeasure) -> ItemRef | None:
        text = row.text(Column.ITEM)
        if Column.ITEM not in row.cells or text == str(old.item or ""):
            return old.item
        return read_ref(row, Column.ITEM, text, self.log)

    def _kind(self, row: SheetRow, old: LedgerMeasure | None, due: tuple[Due, ...]) -> MeasureKind:
        text, limit = row.text(Column.KIND), row.text(Column.DUE)
        if text and not (old and text == str(old.kind)):
            return look_up(KINDS, row, Column.KIND, "整改类型", self.log) or MeasureKind.DATED
        if lasting(limit) and not (old and due):
            return MeasureKind.STANDING
        if old or text:
            return old.kind if old else KINDS[text]
        if at_once(limit):
            return MeasureKind.AT_ONCE
        if not due:
            self.log.notice(f"{row.place(Column.MEASURE)}：没有写整改类型，也没有期限，记为限期整改。")
        return MeasureKind.DATED

    def _due(self, row: SheetRow, old: LedgerMeasure) -> tuple[Due, ...]:
        told = self._deadlines(row, old)
        due = self._due_of_column(row, old)
        if not row.text(Column.DUE):
            for lead in told:
                if lead.on:
                    self.log.notice(f"{row.place(Column.HISTORY)}：{shown(lead.note, 30)}是期限，记为期限 {lead.on}。")
                    due = (*due, Due(lead.on))
        for lead in told:
            self._check_deadline(row, lead, _named(row) or due)
        return due

    def _deadlines(self, row: SheetRow, old: LedgerMeasure) -> list[Lead]:
        """What the column of the history says of deadlines; what the page has already says nothing new."""
        try:
            told = read_deadlines(row.raw(Column.HISTORY))
        except ValueError:
            return []  # Whoever reads the history tells it.
        known = old.due if not row.text(Column.DUE) else ()
        return [lead for lead in told if not any(_is_meant(lead, due) for due in known)]

    def _check_deadline(self, row: SheetRow, lead: Lead, due: Sequence[Due]) -> None:
        if any(_is_meant(lead, one) for one in due):
            return
        place, found = row.place(Column.HISTORY), f"办理情况里写的期限是{shown(lead.note, 30)}"
        if lead.on is None:
            self.log.fault(CellFaultKind.DUE_YEAR, place, found, "有年份的期限")
        else:
            found += f"，期限一栏是{shown(row.text(Column.DUE), 30)}"
            self.log.fault(CellFaultKind.DUE_DISAGREES, place, found, "两处一致")

    def _due_of_column(self, row: SheetRow, old: LedgerMeasure) -> tuple[Due, ...]:
        text = row.text(Column.DUE)
        if Column.DUE not in row.cells or text == fold(due_text(old.due)) or lasting(text) or at_once(text):
            return old.due
        if not text:
            self.log.notice(f"{row.place(Column.DUE)}：表里没有写期限，页面上的保留（{due_text(old.due)}）。")
            return old.due
        try:
            told = read_dues(row.raw(Column.DUE))
        except ValueError as error:
            found = f"期限写的是{shown(str(error), 30)}"
            self.log.fault(CellFaultKind.DUE, row.place(Column.DUE), found, f"{_DATE}，或长期坚持")
            return old.due
        return self._moved(row, old.due, told)

    def _moved(self, row: SheetRow, old: tuple[Due, ...], told: list[Due]) -> tuple[Due, ...]:
        """A single other date is the new one, and those before it stay; several are taken as they are."""
        if len(told) > 1 or not old:
            known = {due.on: due for due in old}
            return tuple(due if due.why else known.get(due.on, due) for due in told)
        if told[0].on == old[-1].on:
            return old
        if not told[0].why:
            self.log.notice(f"{row.place(Column.DUE)}：期限改为 {told[0].on}，没有写原因；原期限 {old[-1].on} 保留。")
        return (*old, *told)

    def _closure(self, row: SheetRow, old: LedgerMeasure, word: Callable[[Column, str], str]) -> Closure | None:
        before = old.closure or Closure()
        closed_on = self._date(row, Column.CLOSED_ON, before.on)
        after = Closure(
            self._done_on(row) or closed_on if self.done_as is Status.CLOSED else closed_on,
            word(Column.REQUESTED, before.requested),
            word(Column.VERIFIED, before.verified_by),
            word(Column.APPROVED, before.approved_by),
        )
        if after.on and after.on != before.on and after.on.first > self.recorder.today:
            found = f"销号日期 {after.on} 在今天（{self.recorder.today}）之后"
            self.log.fault(CellFaultKind.CLOSED_LATER, row.place(Column.CLOSED_ON), found, "已经销号的日期")
        if after == before:
            return old.closure
        return None if after == Closure() else after

    def _done_on(self, row: SheetRow) -> PartialDate | None:
        on = self._date(row, Column.DONE_ON, None)
        if on and on.first > self.recorder.today:
            found = f"{Column.DONE_ON} {on} 在今天（{self.recorder.today}）之后"
            self.log.fault(CellFaultKind.DONE_LATER, row.place(Column.DONE_ON), found, "已经完成的日期")
            return None
        return on

    def _date(self, row: SheetRow, column: Column, old: PartialDate | None) -> PartialDate | None:
        text = row.text(column)
        if column not in row.cells or text == str(old or ""):
            return old
        try:
            return None if is_no_day(text) else parse_date(text)
        except ValueError:
            self.log.fault(CellFaultKind.DATE, row.place(column), f"{column}写的是{shown(text, 30)}", _DATE)
            return old


def _is_meant(lead: Lead, due: Due) -> bool:
    """Whether a deadline told in passing is a date due; one without a year goes by its month."""
    return lead.on.may_be(due.on) if lead.on else lead.month == due.on.month


def _named(row: SheetRow) -> list[Due]:
    """The dates due that a row's own column names."""
    try:
        return read_dues(row.raw(Column.DUE))
    except ValueError:
        return []


def look_up(known: Mapping[str, _T], row: SheetRow, column: Column, name: str, log: Log) -> _T | None:
    """What a set word means; None, with a fault, where it is none."""
    text = row.text(column)
    if text not in known:
        words = "、".join(dict.fromkeys(map(str, known.values())))
        near = get_close_matches(text, list(known), n=3, cutoff=_NEAR)
        advice = f"改成 {'、'.join(near)}" if near else ""
        log.fault(CellFaultKind.WORD, row.place(column), f"{name}写的是{shown(text)}", f"{words}之一", advice)
    return known.get(text)


def read_ref(row: SheetRow, column: Column, text: str, log: Log) -> ItemRef | None:
    """The item that a cell names; None where it is blank, with a fault where it is something else."""
    refs = find_refs(text)
    if text and (len(refs) != 1 or text != str(refs[0])):
        found = f"{column}写的是{shown(text)}"
        log.fault(CellFaultKind.REFERENCE, row.place(column), found, "2023#p2 这样的一个条目")
        return None
    return refs[0] if refs else None
