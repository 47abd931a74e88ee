"""The form of one measure: which it is, what stands in its fields, and the entry that comes of what was asked."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TypeVar

from macros.compare.ledger_view import MeasureLine
from macros.domain.ledgers import Entry, EntrySource, Ledger, LedgerMeasure, MeasureKind
from macros.errors import SiteError
from macros.render.item_names import entry_number
from scripts.desk.work import OpenPage
from scripts.ledger_sheet.days import parse_date
from scripts.ledger_sheet.entries import parse_ledger, with_measure
from scripts.ledger_sheet.measures import NEW
from scripts.ledger_sheet.recording import Recorded, add_evidence, move_date, record_event

_Word = TypeVar("_Word", bound=StrEnum)
_KEY = re.compile(r"(?P<path>[^#]+)#(?P<entry>[0-9-]+)\.(?P<number>[0-9]{1,3})")
#: What each button does, as the change is named.
TASKS = {"event": "记一次办理", "due": "改期", "proof": "补佐证", "words": "改内容"}


class NoSuchMeasureError(SiteError):
    """A measure was asked for that is not on its ledger's page."""

    meaning = "工作台要打开的措施不在台账里，多半刚才删去了或者改了编号"
    remedy = "回到台账，从列出的措施里选"


@dataclass(frozen=True)
class MeasurePlace:
    """Which measure of which page (哪一条措施).

    Attributes:
        path: The ledger's page under docs.
        entry: The id of the entry.
        number: The place in the entry, from 1; one more than there are for a new one.
    """

    path: str
    entry: str
    number: int

    @classmethod
    def parse(cls, key: str) -> MeasurePlace:
        """Read what an address or a form says.

        Raises:
            NoSuchMeasureError: It has another form.
        """
        match = _KEY.fullmatch(key)
        if match is None:
            raise _missing()
        return cls(match["path"], match["entry"], int(match["number"]))

    def __str__(self) -> str:
        return f"{self.path}#{self.entry}.{self.number}"


def place_of(line: MeasureLine) -> MeasurePlace:
    """Where a measure of the ledgers is worked on; of an entry without any, its first one."""
    return MeasurePlace(line.ledger.path, line.entry.id, line.number)


@dataclass(frozen=True)
class MeasureAtWork:
    """A measure that somebody works on (正在改的措施).

    Attributes:
        place: Which it is.
        page: Its page, as it was when he began.
        ledger: What that page says.
        entry: Its entry there.
        measure: The measure there; None for a new one.
    """

    place: MeasurePlace
    page: OpenPage
    ledger: Ledger
    entry: Entry
    measure: LedgerMeasure | None

    @property
    def name(self) -> str:
        """What it is called: 2023年台账第2项措施1."""
        return f"{self.ledger.year}年台账{entry_number(self.entry)}措施{self.place.number}"

    def fields(self) -> dict[str, str]:
        """What stands in the fields of its words as long as nobody has typed."""
        one = self.measure or NEW
        return {
            "text": one.text,
            "goal": one.goal,
            "kind": str(one.kind),
            "leader": one.leader,
            "unit": one.unit,
            "helpers": one.helpers,
            "owner": one.owner,
            "check": str(one.next_check or ""),
            "problem": self.entry.text,
            "source": str(self.entry.source),
            "repeats": self.entry.repeats or "",
        }

    def after(self, act: str, told: Mapping[str, str], today: date) -> tuple[Entry, Mapping[str, str]]:
        """The entry after what was asked, and what is wrong with what was typed, by field."""
        if act == "words" or self.measure is None:
            return self._worded(told, today)
        work: dict[str, Callable[[], Recorded]] = {
            "event": lambda: record_event(self.measure or NEW, told, today),
            "due": lambda: move_date(self.measure or NEW, told, today, self.ledger.year),
            "proof": lambda: add_evidence(self.measure or NEW, told),
        }
        recorded = work[act]()
        return with_measure(self.entry, self.place.number, recorded.measure), recorded.faults

    def _worded(self, told: Mapping[str, str], today: date) -> tuple[Entry, Mapping[str, str]]:
        old = self.measure or NEW
        faults: dict[str, str] = {}
        for name, words in (("text", "写明措施"), ("problem", "写明问题")):
            if not told.get(name):
                faults[name] = words
        check = old.next_check
        try:
            check = parse_date(told["check"]) if told.get("check") else None
        except ValueError:
            faults["check"] = "写成 2024-06-30 或 2024年6月30日"
        kind = _one_of(MeasureKind, told.get("kind"), old.kind)
        measure = replace(
            old,
            text=told.get("text", ""),
            goal=told.get("goal", ""),
            kind=kind,
            leader=told.get("leader", ""),
            unit=told.get("unit", ""),
            helpers=told.get("helpers", ""),
            owner=told.get("owner", ""),
            next_check=check,
        )
        if self.measure is None and told.get("due"):
            recorded = move_date(measure, told, today, self.ledger.year)
            measure = recorded.measure
            faults.update(recorded.faults)
        entry = replace(
            self.entry,
            text=told.get("problem", ""),
            source=_one_of(EntrySource, told.get("source"), self.entry.source),
            repeats=told.get("repeats") or None,
        )
        return with_measure(entry, self.place.number, measure), faults


def open_measure(place: MeasurePlace, page: OpenPage) -> MeasureAtWork:
    """The measure of a page.

    Raises:
        NoSuchMeasureError: It is not there.
    """
    ledger = parse_ledger(page.text, place.path)
    entry = next((one for one in ledger.entries if one.id == place.entry), None)
    if entry is None or not 1 <= place.number <= len(entry.measures) + 1:
        raise _missing()
    there = place.number <= len(entry.measures)
    return MeasureAtWork(place, page, ledger, entry, entry.measures[place.number - 1] if there else None)


def _missing() -> NoSuchMeasureError:
    return NoSuchMeasureError("台账里没有这一条措施，可能刚才删去了。改法：回到台账，从列出的措施里选。")


def _one_of(words: type[_Word], text: str | None, otherwise: _Word) -> _Word:
    return next((word for word in words if word == text), otherwise)
