"""What is found of a ledger: the ledger itself, and its entries with whose they are and where they stand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from macros.compare.ledger_view import MeasureLine, list_measures
from macros.domain.ledgers import Entry, Ledger, LedgerMeasure
from scripts.build.search_data.correction_records import records_of_corrections
from scripts.build.search_data.record import LEDGER, SearchRecord, address, join_lines, once, state_terms


def records_of_ledger(ledger: Ledger, today: date) -> Iterator[SearchRecord]:
    """Yield the records of one ledger, in the order of its page.

    Args:
        ledger: The ledger.
        today: The day as of which statuses are given; what an entry was before is not found.
    """
    lines = sorted(list_measures(ledger, today), key=lambda line: line.number)
    yield SearchRecord(
        id=f"ledger/{ledger.key}",
        kind=LEDGER,
        year=ledger.year,
        unit=ledger.unit,
        place=f"{ledger.year}年",
        heading=ledger.title,
        text=ledger.unit,
        address=address(ledger.path),
        sample=ledger.sample,
    )
    for entry in ledger.entries:
        yield _of_entry(entry, ledger, [line for line in lines if line.entry is entry])
    yield from records_of_corrections(ledger)


def _of_entry(entry: Entry, ledger: Ledger, lines: list[MeasureLine]) -> SearchRecord:
    measures = [line.measure for line in lines if line.measure]
    marks = once(str(mark) for line in lines for mark in line.marks)
    posts = (post for measure in measures for post in (measure.leader, measure.unit, measure.helpers, measure.owner))
    named = (str(entry.source), *(str(measure.kind) for measure in measures))
    standing = (*state_terms(line.state for line in lines), *marks, *(line.standing.value for line in lines))
    items = [entry.problem, *entry.causes, *(measure.item for measure in measures)]
    # Readers are told names; whoever knows an id finds by it.
    ids = [entry.id, *(str(item) for item in items if item), *([entry.repeats] if entry.repeats else [])]
    return SearchRecord(
        id=f"ledger/{ledger.key}#{entry.id}",
        kind=LEDGER,
        year=ledger.year,
        unit=ledger.unit,
        place=f"{ledger.year}年整改台账",
        heading=f"第{entry.number}项 {entry.text}",
        text=join_lines([*(words for line in lines for words in _words(line)), str(entry.source)]),
        address=address(ledger.path, entry.anchor),
        statuses=once(line.state for line in lines if line.measure),
        marks=marks,
        terms=once([*named, *posts, *standing, *ids]),
        sample=ledger.sample,
    )


def _words(line: MeasureLine) -> Iterator[str]:
    """What the page says of a measure, the present status among it."""
    measure = line.measure
    if measure is None:
        yield line.state
        return
    yield from (measure.text, measure.goal, _list([measure.leader, measure.unit, measure.helpers, measure.owner]))
    yield _list([str(measure.kind), line.state, *map(str, line.marks)])
    yield _list(f"{due.on}（{due.why}）" if due.why else str(due.on) for due in measure.due)
    yield str(measure.next_check or "")
    yield from _closure(measure)
    for event in line.history:
        yield f"{event.on} {event.note}".strip()
        yield event.evidence
        yield f"{event.recorded_on} 记" if event.recorded_on and event.recorded_on != event.on else ""


def _closure(measure: LedgerMeasure) -> Iterator[str]:
    if closure := measure.closure:
        yield _list([str(closure.on or ""), closure.requested, closure.verified_by, closure.approved_by])


def _list(words: Iterator[str] | list[str]) -> str:
    return "、".join(filter(None, words))
