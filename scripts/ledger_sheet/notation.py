"""How an exported cell writes what has several parts: dates due, history, items; one line each.

A line that goes on begins with an ideographic blank, so that a note of several
lines, whatever it says, comes back as it was.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from macros.domain.dates import PartialDate, parse_partial_date
from macros.domain.ledgers import UNDATED, Due, Event, LedgerMeasure, MeasureKind, Status
from macros.domain.reports import ItemRef
from scripts.ledger_sheet.days import Lead, parse_date, read_lead
from scripts.ledger_sheet.values import fold

_ON = "\u3000"
_DUE = re.compile(r"([0-9]{4}(?:-[0-9]{2}){0,2})(?: 改期原因：(.*))?", re.DOTALL)
_EVENT = re.compile(rf"([0-9]{{4}}(?:-[0-9]{{2}}){{0,2}}|{UNDATED}) 【([^】]*)】(.*?)(?:〔佐证：(.*)〕)?", re.DOTALL)
_OWN = re.compile(rf"[0-9]{{4}}(?:-[0-9]{{2}}){{0,2}} (?:【|改期原因：)|{UNDATED} 【")
_STATED = re.compile(r"【([^】]*)】(.*)", re.DOTALL)
_PROVEN = re.compile(r"〔佐证[：:]([^〔〕]*)〕")
_REF = re.compile(r"[a-z0-9][a-z0-9/-]*#[a-z][a-z0-9-]*")
_NUMBER = re.compile(r"[(（]?[0-9]{1,2}[)）.、．](?![0-9])\s*")
_NEXT = re.compile(r"[；;。]\s*(?=(?:19|20|21)[0-9]{2}\s*[-./年])")


@dataclass(frozen=True)
class Told:
    """One event as a cell tells it (表中的一条办理记录).

    Attributes:
        text: Its lines as they stand in the cell, folded.
        on: Its day; None where the cell gives none.
        status: Its status in words of its own, between 【】; empty where the cell gives none.
        note: What was done.
        evidence: What proves it; None where the cell does not tell.
        said: What may tell a status in passing: the note without the words of a day.
        is_span: Whether its day is but the first of several.
        is_own: Whether it has the form of an exported cell, to which no other line belongs.
    """

    text: str
    on: PartialDate | None
    status: str
    note: str
    evidence: str | None
    said: str = ""
    is_span: bool = False
    is_own: bool = False


def due_text(dues: Iterable[Due]) -> str:
    """The dates due, the one that holds last."""
    return "\n".join(due_line(due) for due in dues)


def due_line(due: Due) -> str:
    """One date due, with the reason for which it was moved to it."""
    return _indent(f"{due.on} 改期原因：{due.why}" if due.why else str(due.on))


def history_text(history: Iterable[Event]) -> str:
    """The history, oldest first."""
    return "\n".join(event_line(event) for event in history)


def event_line(event: Event) -> str:
    """One event: day, status, note, evidence."""
    evidence = f"〔佐证：{event.evidence}〕" if event.evidence else ""
    return _indent(f"{event.day} 【{event.status}】{event.note}{evidence}")


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
    return "\n".join(f"{ref} {title_of(ref)}".strip() for ref in refs)


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
            on = None if match[1] == UNDATED else _day(match[1], block)
            told.append(Told(fold(block), on, match[2], match[3].strip(), (match[4] or "").strip(), is_own=True))
            continue
        for line in _NEXT.split(block):
            _read_line(line, told)
    return [line if line.is_own else _proven(line) for line in told]


def read_deadlines(text: str) -> list[Lead]:
    """The lines of a history that say by when something is to be done, and tell nothing done.

    Raises:
        ValueError: A line begins with a day that the calendar does not have; its text is the error's.
    """
    blocks = (block for block in _blocks(text) if not _EVENT.fullmatch(_outdent(block)))
    leads = (_lead(line)[1] for block in blocks for line in _NEXT.split(block))
    return [lead for lead in leads if lead and lead.is_deadline]


def _lead(line: str) -> tuple[str, Lead | None]:
    """A line without its number, and the day that it begins with."""
    plain = line.strip()
    if match := _NUMBER.match(plain):
        plain = plain[match.end() :]
    try:
        return plain, read_lead(plain)
    except ValueError:
        raise ValueError(line) from None


def _read_line(line: str, told: list[Told]) -> None:
    plain, lead = _lead(line)
    if lead and lead.is_deadline:
        return
    on, note, said = (lead.on, lead.note, lead.said) if lead else (None, plain, plain)
    if match := _STATED.fullmatch(said):
        told.append(Told(fold(line), on, match[1].strip(), match[2].strip(), None))
    elif lead is None and told and not told[-1].is_own:
        last = told[-1]
        note = f"{last.note}\n{line.strip()}".strip()
        told[-1] = replace(last, text=f"{last.text}\n{fold(line)}", note=note, said=f"{last.said}\n{plain}")
    elif on or note.strip():
        told.append(Told(fold(line), on, "", note.strip(), None, said, is_span=lead is not None and lead.is_span))


def _proven(line: Told) -> Told:
    """A line with the evidence that stands among its words as what it is."""
    found = list(filter(None, (text.strip() for text in _PROVEN.findall(line.note))))
    note = _PROVEN.sub("", line.note).strip()
    return replace(line, note=note, evidence="；".join(found) or None)


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


def _indent(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\n", f"\n{_ON}")


def _outdent(block: str) -> str:
    return block.replace(f"\n{_ON}", "\n")
