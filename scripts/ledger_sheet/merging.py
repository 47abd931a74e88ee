"""A sheet put together with the page's entries: who is who, what is new, and what the sheet leaves out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from rapidfuzz import fuzz

from macros.domain.dates import PartialDate
from macros.domain.ledger_columns import Column
from macros.domain.ledgers import Entry, EntrySource, Ledger, LedgerMeasure, Status
from macros.domain.reports import Audience, ItemRef
from macros.findings import shown
from scripts.ledger_sheet.cells import Titles
from scripts.ledger_sheet.faults import CellFaultKind, Log
from scripts.ledger_sheet.histories import Recorder
from scripts.ledger_sheet.measures import MeasureMerger, look_up, read_ref
from scripts.ledger_sheet.notation import find_refs, refs_text
from scripts.ledger_sheet.phrases import Phrasebook
from scripts.ledger_sheet.rows import ID_FORM, SheetEntry, SheetRow
from scripts.ledger_sheet.values import AUDIENCES, SOURCES, fold

#: Percent of likeness from which two wordings are one problem, or one measure; the handbook names it.
SAME_WORDING = 85
_PLACE = re.compile(r"[0-9]{1,4}")


@dataclass(frozen=True)
class SheetOrder:
    """What the clerk says of an import (导入的要求).

    Attributes:
        today: The day that new records are stamped with.
        source: The source of new entries where the sheet gives none.
        remove_missing: Whether what the sheet does not have goes from the page.
        used: Ids of the unit in all ledgers, which no new entry may get.
        titles: Gives the title of an item.
        phrasebook: What words mean for a status.
        filled_on: The day on which the sheet was filled in; None where nobody tells.
        done_as: Which status the days are of on which the sheet says that things were done.
    """

    today: date
    source: EntrySource | None
    remove_missing: bool
    used: frozenset[str]
    titles: Titles
    phrasebook: Phrasebook
    filled_on: PartialDate | None
    done_as: Status | None = None


@dataclass(frozen=True)
class MergedLedger:
    """A ledger after a sheet, and where its measures come from (合并的结果); see `differences.Origins`."""

    ledger: Ledger
    origins: dict[tuple[str, int], int]


def merge_sheet(sheet: list[SheetEntry], ledger: Ledger, order: SheetOrder, log: Log) -> MergedLedger:
    """Put a sheet and a page's ledger together.

    Args:
        sheet: What the sheet says.
        ledger: The page's ledger; without entries where it is new.
        order: What the clerk says of it.
        log: Where faults and notices go; where there is a fault, the result is of no use.
    """
    merger = _Merger(ledger, order, log)
    return MergedLedger(merger.merge(sheet), merger.origins)


class _Merger:
    """One import."""

    def __init__(self, ledger: Ledger, order: SheetOrder, log: Log) -> None:
        self._ledger = ledger
        self._order = order
        self._log = log
        self.origins: dict[tuple[str, int], int] = {}
        self._measures = MeasureMerger(
            Recorder(order.today, order.filled_on, order.remove_missing, order.phrasebook, log), log, order.done_as
        )
        taken = [int(name.partition("-")[2]) for name in order.used if name.startswith(f"{ledger.year}-")]
        self._last = max(taken, default=0)

    def merge(self, sheet: list[SheetEntry]) -> Ledger:
        old = {entry.id: entry for entry in self._ledger.entries}
        names = self._names(sheet, old)
        made = {name: self._entry(rows, name, old.get(name)) for name, rows in names.items()}
        missing = [name for name in old if name not in made]
        if missing and not self._order.remove_missing:
            self._log.notice(f"页面上有而表里没有的事项：{'、'.join(missing)}，保留。要删去的，加 --remove-missing。")
        kept = [made.get(name, entry) for name, entry in old.items() if name in made or not self._order.remove_missing]
        return replace(self._ledger, entries=(*kept, *(entry for name, entry in made.items() if name not in old)))

    def _names(self, sheet: list[SheetEntry], old: dict[str, Entry]) -> dict[str, SheetEntry]:
        """The sheet's entries by id: their own, that of the same problem on the page, or the next free one."""
        given = [self._given(entry[0]) for entry in sheet]
        found: dict[str, SheetEntry] = {}
        left = {name: entry for name, entry in old.items() if name not in given}
        for entry, name in zip(sheet, given, strict=True):
            chosen = name or self._same(entry[0], left) or self._next()
            left.pop(chosen, None)
            if chosen in found:
                where = found[chosen][0].place(Column.ID)
                place = entry[0].place(Column.ID)
                said = f"编号 {chosen} 与 {where} 相同"
                self._log.fault(CellFaultKind.NUMBER_REPEATED, place, said, "没有用过的编号")
            found.setdefault(chosen, entry)
        return found

    def _given(self, row: SheetRow) -> str:
        text, year = row.text(Column.ID), self._ledger.year
        if not text or (text.isdecimal() and len(text) < 4):
            return ""
        place, expected = row.place(Column.ID), f"{year}-01 这样的编号"
        if not ID_FORM.fullmatch(text):
            self._log.fault(CellFaultKind.NUMBER_FORM, place, f"编号写的是{shown(text)}", expected)
        elif not text.startswith(f"{year}-"):
            advice = f"其他年度的事项另外导入（--year {text[:4]}）；本年新立的，把编号留空，在“同一问题编号”里写原来的"
            self._log.fault(CellFaultKind.NUMBER_YEAR, place, f"编号 {text} 不是 {year} 年的", expected, advice)
        return text

    def _same(self, row: SheetRow, left: dict[str, Entry]) -> str:
        text = row.text(Column.PROBLEM)
        scores = {name: fuzz.ratio(text, fold(entry.text)) for name, entry in left.items()}
        best = max(scores, key=lambda name: scores[name], default="")
        if not text or not best or scores[best] < SAME_WORDING:
            return ""
        self._log.notice(
            f"{row.place(Column.PROBLEM)}：没有编号，与 {best} 是同一问题（表述相似 {scores[best]:.0f}%），"
            f"编号沿用 {best}。"
        )
        return best

    def _next(self) -> str:
        self._last += 1
        return f"{self._ledger.year}-{self._last:02}"

    def _entry(self, sheet: SheetEntry, name: str, old: Entry | None) -> Entry:
        row = sheet[0]
        text = row.text(Column.PROBLEM)
        if not text and old is None:
            self._log.fault(CellFaultKind.PROBLEM_MISSING, row.place(Column.PROBLEM), "", "问题的表述")
        return Entry(
            id=name,
            source=self._source(row, old),
            text=old.text if old and text in {"", fold(old.text)} else text,
            problem=self._problem(row, old),
            causes=self._causes(row, old),
            repeats=self._repeats(row, old),
            audience=self._audience(row, old),
            measures=tuple(self._measures_of(sheet, name, old)),
        )

    def _source(self, row: SheetRow, old: Entry | None) -> EntrySource:
        text = row.text(Column.SOURCE)
        if text and not (old and text == old.source):
            return look_up(SOURCES, row, Column.SOURCE, "来源", self._log) or EntrySource.SELF
        if old:
            return old.source
        if self._order.source is None:
            words = "、".join(EntrySource)
            self._log.fault(CellFaultKind.SOURCE_MISSING, row.place(Column.SOURCE), "", f"{words}之一")
        return self._order.source or EntrySource.SELF

    def _problem(self, row: SheetRow, old: Entry | None) -> ItemRef | None:
        text, before = row.text(Column.PROBLEM_REF), old.problem if old else None
        if Column.PROBLEM_REF not in row.cells or text == str(before or ""):
            return before
        return read_ref(row, Column.PROBLEM_REF, text, self._log)

    def _causes(self, row: SheetRow, old: Entry | None) -> tuple[ItemRef, ...]:
        text, before = row.text(Column.CAUSES), old.causes if old else ()
        if Column.CAUSES not in row.cells or text == fold(refs_text(before, self._order.titles)):
            return before
        refs = tuple(find_refs(text))
        if text and not refs:
            self._log.notice(
                f"{row.place(Column.CAUSES)}：原因写的是文字，没有导入；台账只记总结里的原因条目（如 2023#c1），"
                "原因的文字写在总结里。"
            )
            return before
        return refs

    def _repeats(self, row: SheetRow, old: Entry | None) -> str | None:
        text, before = row.text(Column.REPEATS), old.repeats if old else None
        return before if Column.REPEATS not in row.cells or text == (before or "") else text or None

    def _audience(self, row: SheetRow, old: Entry | None) -> Audience:
        if Column.AUDIENCE not in row.cells:
            return old.audience if old else self._ledger.audience
        if not row.text(Column.AUDIENCE):
            return self._ledger.audience
        return look_up(AUDIENCES, row, Column.AUDIENCE, "阅读范围", self._log) or self._ledger.audience

    def _measures_of(self, sheet: SheetEntry, name: str, old: Entry | None) -> Iterator[LedgerMeasure]:
        rows = [row for row in sheet if row.text(Column.MEASURE)]
        for row in sheet:
            if row not in rows and any(row.text(column) for column in (Column.HISTORY, Column.DUE, Column.OWNER)):
                self._log.notice(f"{row.place(Column.MEASURE)}：没有写措施，这一行的期限、责任和办理情况没有导入。")
        before = old.measures if old else ()
        pairs = _pair(rows, before)
        twins = {place: row for row, place in pairs if place is not None}
        self._tell_missing(name, [measure for number, measure in enumerate(before) if number not in twins])
        kept = [number for number in range(len(before)) if number in twins or not self._order.remove_missing]
        self.origins.update({(name, place): number for place, number in enumerate(kept)})
        for number in kept:
            yield self._measures.merge(twins[number], before[number]) if number in twins else before[number]
        yield from (self._measures.merge(row, None) for row, place in pairs if place is None)

    def _tell_missing(self, name: str, measures: list[LedgerMeasure]) -> None:
        if measures and not self._order.remove_missing:
            told = "、".join(shown(measure.text, 20) for measure in measures)
            self._log.notice(f"{name} 的措施表里没有：{told}，保留。要删去的，加 --remove-missing。")


def _pair(rows: list[SheetRow], old: tuple[LedgerMeasure, ...]) -> list[tuple[SheetRow, int | None]]:
    """Each row with the place of the measure that it is: by wording, by number, by likeness, or the one left over."""
    left = dict(enumerate(old))
    found: dict[int, int] = {}

    def take(row: int, place: int | None) -> None:
        if place is not None and row not in found:
            found[row] = place
            left.pop(place)

    texts = [row.text(Column.MEASURE) for row in rows]
    for number, text in enumerate(texts):
        take(number, next((place for place, measure in left.items() if fold(measure.text) == text), None))
    for number, row in enumerate(rows):
        written = row.text(Column.NUMBER)
        place = int(written) - 1 if _PLACE.fullmatch(written) else -1
        take(number, place if place in left else None)
    for number, text in enumerate(texts):
        scores = {place: fuzz.ratio(text, fold(measure.text)) for place, measure in left.items()}
        best = max(scores, key=lambda place: scores[place], default=None)
        take(number, best if best is not None and scores[best] >= SAME_WORDING else None)
    open_rows = [number for number in range(len(rows)) if number not in found]
    if len(rows) == len(old) and len(open_rows) == len(left) == 1:
        take(open_rows[0], next(iter(left)))
    return [(row, found.get(number)) for number, row in enumerate(rows)]
