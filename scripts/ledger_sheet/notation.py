"""How an exported cell writes what has several parts: dates due, history, items; one line each.

A line that goes on begins with an ideographic blank, so that a note of several
lines, whatever it says, comes back as it was.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from macros.domain.dates import PartialDate, parse_partial_date
from macros.domain.ledgers import Due, Event, LedgerMeasure, MeasureKind, Status
from macros.domain.reports import ItemRef
from scripts.ledger_sheet.values import fold, leading_date, parse_date

_ON = "\u3000"
_DUE = re.compile(r"([0-9]{4}(?:-[0-9]{2}){0,2})(?: 改期原因：(.*))?", re.DOTALL)
_EVENT = re.compile(r"([0-9]{4}(?:-[0-9]{2}){0,2}) 【([^】]*)】(.*?)(?:〔佐证：(.*)〕)?", re.DOTALL)
_OWN = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2} (?:【|改期原因：)")
_REF = re.compile(r"[a-z0-9][a-z0-9/-]*#[a-z][a-z0-9-]*")
_NUMBER = re.compile(r"[(（]?[0-9]{1,2}[)）.、．](?![0-9])\s*")
_NEXT = re.compile(r"[；;。]\s*(?=(?:19|20|21)[0-9]{2}\s*[-./年])")
_GAP = "：:，,、；; \t\u3000"


@dataclass(frozen=True)
class Told:
    """One event as a cell tells it (表中的一条办理记录).

    Attributes:
        text: Its lines as they stand in the cell, folded.
        on: Its day; None where the cell gives none.
        status: Its status in words; empty where the cell gives none.
        note: What was done.
        evidence: What proves it; None where the cell's form does not tell.
    """

    text: str
    on: PartialDate | None
    status: str
    note: str
    evidence: str | None


def due_text(dues: Iterable[Due]) -> str:
    """The dates due, the one that holds last."""
    return _lines(due_line(due) for due in dues)


def due_line(due: Due) -> str:
    """One date due, with the reason for which it was moved to it."""
    return _indent(f"{due.on} 改期原因：{due.why}" if due.why else str(due.on))


def history_text(history: Iterable[Event]) -> str:
    """The history, oldest first."""
    return _lines(event_line(event) for event in history)


def event_line(event: Event) -> str:
    """One event: day, status, note, evidence."""
    evidence = f"〔佐证：{event.evidence}〕" if event.evidence else ""
    return _indent(f"{event.on} 【{event.status}】{event.note}{evidence}")


def status_text(measure: LedgerMeasure) -> str:
    """The status last recorded, whatever the day."""
    if measure.history:
        return str(measure.history[-1].status)
    return str(Status.STANDING if measure.kind is MeasureKind.STANDING else Status.NOT_STARTED)


def evidence_text(measure: LedgerMeasure) -> str:
    """The evidence of the last event."""
    return measure.history[-1].evidence if measure.history else ""


def refs_text(refs: Iterable[ItemRef], title_of: Callable[[ItemRef], str]) -> str:
    """Items with their titles."""
    return _lines(f"{ref} {title_of(ref)}".strip() for ref in refs)


def find_refs(text: str) -> list[ItemRef]:
    """The items that a cell names, in order, each once."""
    return list(dict.fromkeys(ItemRef.parse(match[0]) for match in _REF.finditer(text)))


def read_dues(text: str) -> list[Due]:
    """Read the dates due of a cell, in whichever form.

    Raises:
        ValueError: Some line of it is no date; its text is the error's.
    """
    dues = []
    for block in _blocks(text):
        if match := _DUE.fullmatch(_outdent(block)):
            dues.append(Due(_day(match[1], block), (match[2] or "").strip()))
        else:
            try:
                dues.append(Due(parse_date(_NUMBER.sub("", block, count=1) if _NUMBER.match(block) else block)))
            except ValueError:
                raise ValueError(block) from None
    return dues


def read_history(text: str) -> list[Told]:
    """Read the events of a cell, in whichever form.

    Raises:
        ValueError: A line begins with a day that the calendar does not have; its text is the error's.
    """
    told: list[Told] = []
    for block in _blocks(text):
        if match := _EVENT.fullmatch(_outdent(block)):
            on = _day(match[1], block)
            told.append(Told(fold(block), on, match[2], match[3].strip(), (match[4] or "").strip()))
            continue
        for line in _NEXT.split(block):
            _read_line(line, told)
    return told


def _read_line(line: str, told: list[Told]) -> None:
    plain = line.strip()
    if match := _NUMBER.match(plain):
        plain = plain[match.end() :]
    try:
        dated = leading_date(plain)
    except ValueError:
        raise ValueError(line) from None
    last = told[-1] if told else None
    if dated is None and last is not None and last.evidence is None:
        note = f"{last.note}\n{line.strip()}".strip()
        told[-1] = Told(f"{last.text}\n{fold(line)}", last.on, "", note, None)
        return
    note = dated[1].lstrip(_GAP) if dated else plain
    told.append(Told(fold(line), dated[0] if dated else None, "", note.strip(), None))


def _day(text: str, block: str) -> PartialDate:
    try:
        return parse_partial_date(text)
    except ValueError:
        raise ValueError(block) from None


def _blocks(text: str) -> Iterator[str]:
    """Yield the lines of a cell, those that go on with the one that they go on."""
    block = ""
    for line in text.split("\n"):
        if line.startswith(_ON) and _OWN.match(block):
            block += f"\n{line}"
            continue
        if block.strip():
            yield block
        block = line
    if block.strip():
        yield block


def _lines(lines: Iterable[str]) -> str:
    return "\n".join(lines)


def _indent(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\n", f"\n{_ON}")


def _outdent(block: str) -> str:
    return block.replace(f"\n{_ON}", "\n")
