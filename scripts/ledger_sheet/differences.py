"""What an import would change, entry by entry and field by field, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from macros.domain.ledger_columns import Column
from macros.domain.ledgers import Entry, Ledger, LedgerMeasure
from macros.findings import shown
from scripts.ledger_sheet.cells import entry_texts, measure_texts
from scripts.ledger_sheet.notation import due_line, event_line

#: The place of a measure in its old entry, by the entry's id and the measure's place in the new one.
Origins = Mapping[tuple[str, int], int]
_LONGEST = 80
#: Told line by line, or by what it follows from.
_APART = frozenset({Column.DUE, Column.HISTORY, Column.STATUS, Column.EVIDENCE})


def find_differences(old: Ledger, new: Ledger, origins: Origins) -> Iterator[str]:
    """Yield a line for each thing that differs, in the order of the new ledger, then what goes.

    Args:
        old: The ledger as the page has it; without entries where there is no page yet.
        new: The ledger that would take its place.
        origins: Which measure of the old one each measure of the new one was.
    """
    before, after = ({entry.id: entry for entry in ledger.entries} for ledger in (old, new))
    for name, entry in after.items():
        if name not in before:
            yield from _added(entry)
        elif entry != before[name]:
            yield from (f"{name} {line}" for line in _of_entry(before[name], entry, old, origins))
    yield from (f"{name} 删去事项：{shown(entry.text)}" for name, entry in before.items() if name not in after)


def _added(entry: Entry) -> Iterator[str]:
    yield f"{entry.id} 新增事项：{shown(entry.text)}，来源{entry.source}，措施 {len(entry.measures)} 条"
    for number, measure in enumerate(entry.measures, 1):
        yield from (f"{entry.id} {line}" for line in _new_measure(number, measure))


def _new_measure(number: int, measure: LedgerMeasure) -> Iterator[str]:
    people = "、".join(filter(None, (measure.leader, measure.unit, measure.owner))) or "责任未写明"
    people += f"，{measure.helpers}配合" if measure.helpers else ""
    due = f"，期限 {measure.due_on}" if measure.due_on else ""
    yield f"新增措施{number}：{shown(measure.text)}，{measure.kind}，{people}{due}"
    yield from (f"措施{number} 办理记录新增：{shown(event_line(event), _LONGEST)}" for event in measure.history)


def _of_entry(old: Entry, new: Entry, ledger: Ledger, origins: Origins) -> Iterator[str]:
    before, after = (entry_texts(entry, ledger, lambda _: "") for entry in (old, new))
    yield from _fields(before, after)
    left = dict(enumerate(old.measures))
    for number, measure in enumerate(new.measures):
        place = origins.get((new.id, number))
        if place is None:
            yield from _new_measure(number + 1, measure)
        else:
            yield from (f"措施{number + 1} {line}" for line in _of_measure(left.pop(place), measure))
    yield from (f"删去措施：{shown(measure.text)}" for measure in left.values())


def _of_measure(old: LedgerMeasure, new: LedgerMeasure) -> Iterator[str]:
    before, after = measure_texts(old), measure_texts(new)
    yield from _fields(before, after)
    yield from _listed("期限", [due_line(due) for due in old.due], [due_line(due) for due in new.due])
    yield from _listed("办理记录", [event_line(e) for e in old.history], [event_line(e) for e in new.history])


def _fields(before: dict[Column, str], after: dict[Column, str]) -> Iterator[str]:
    for column, text in after.items():
        if text != before[column] and column not in _APART:
            yield f"{column}：原为{_value(before[column])}，改为{_value(text)}"


def _listed(name: str, before: list[str], after: list[str]) -> Iterator[str]:
    gone = [line for line in before if line not in after]
    come = [line for line in after if line not in before]
    for old, new in zip(gone, come, strict=False):
        yield f"{name}：原为{shown(old, _LONGEST)}，改为{shown(new, _LONGEST)}"
    yield from (f"{name}新增：{shown(line, _LONGEST)}" for line in come[len(gone) :])
    yield from (f"{name}删去：{shown(line, _LONGEST)}" for line in gone[len(come) :])


def _value(text: str) -> str:
    return shown(text) if text else "（空）"
