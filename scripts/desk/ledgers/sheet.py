"""A year's ledger as the desk shows it: what presses and what lacks proof first, each row with the way to its form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from macros.compare.ledger_view import MeasureLine, MeasureStanding, list_measures
from macros.domain.ledgers import Entry, Ledger, Status
from macros.domain.yearbook import Yearbook
from macros.render.event_strip import StripScale
from macros.render.item_names import entry_number
from macros.render.ledger_tables import measure_cells
from scripts.ledger_sheet.differences import find_differences

_UNPROVEN = frozenset({Status.CLOSED_UNPROVEN, Status.ENDED_UNAPPROVED})
_PRESSING = frozenset({MeasureStanding.OVERDUE, MeasureStanding.DUE_SOON})


@dataclass(frozen=True)
class Row:
    """A measure on the sheet (台账的一行).

    Attributes:
        line: The measure.
        cells: Who, until when, how it stands, its strip.
        lacks: What is missing of it, in words; empty where nothing is.
    """

    line: MeasureLine
    cells: Markup
    lacks: str

    @property
    def name(self) -> str:
        """What it is called: 第2项措施1."""
        number = f"措施{self.line.number}" if len(self.line.entry.measures) > 1 else ""
        return entry_number(self.line.entry) + number


def show_rows(ledger: Ledger, today: date) -> tuple[Markup, list[Row]]:
    """The years above the strips of a ledger, and its measures, the most pressing first."""
    lines = list_measures(ledger, today)
    scale = StripScale.over(lines, today)
    rows = [Row(line, Markup(measure_cells(line, scale)), _lacks(line)) for line in lines]  # noqa: S704 - the site's own
    return Markup(scale.axis()), sorted(rows, key=_order)  # noqa: S704 - the site's own


def tell_waiting(yearbook: Yearbook, today: date) -> str:
    """What waits in all ledgers, in few words; empty where nothing does."""
    counts = [count_waiting(ledger, today) for ledger in yearbook.ledgers.values()]
    names = ("逾期", "临期", "没有佐证")
    found = [(name, sum(row[place] for row in counts)) for place, name in enumerate(names)]
    return "，".join(f"{number} 条{name}" for name, number in found if number)


def count_waiting(ledger: Ledger, today: date) -> tuple[int, int, int]:
    """How many measures of a ledger are overdue, due soon, and without proof."""
    lines = list_measures(ledger, today)
    overdue, soon = (
        sum(line.standing is standing for line in lines)
        for standing in (MeasureStanding.OVERDUE, MeasureStanding.DUE_SOON)
    )
    return overdue, soon, sum(bool(_lacks(line)) for line in lines if line.measure)


def tell_differences(old: Ledger, new: Ledger) -> tuple[str, ...]:
    """What changes from one ledger to another, in words; measures keep their places."""
    places = {(entry.id, place): place for entry in old.entries for place in range(len(entry.measures))}
    return tuple(with_numbers(find_differences(old, new, places), new.entries))


def with_numbers(lines: Iterable[str], entries: Iterable[Entry]) -> Iterator[str]:
    """Yield lines that begin with an entry's id with its number instead, as the sheet names it."""
    names = {entry.id: entry_number(entry) for entry in entries}
    for line in lines:
        name, _, rest = line.partition(" ")
        yield f"{names[name]} {rest}" if name in names else line


def _order(row: Row) -> int:
    """What presses first, then what lacks proof; within these the order of the site."""
    return 0 if row.line.standing in _PRESSING else 1 if row.lacks else 2


def _lacks(line: MeasureLine) -> str:
    if line.measure is None:
        return "还没有写措施"
    if line.status in _UNPROVEN:
        return _lacks_of_end(line)
    told = [event for event in line.history if event.status is not Status.NOT_STARTED]
    return "最近一条没有佐证" if told and not told[-1].evidence else ""


def _lacks_of_end(line: MeasureLine) -> str:
    measure, closure = line.measure, line.measure.closure if line.measure else None
    if line.status is Status.ENDED_UNAPPROVED:
        return "终止没有写谁批准的"
    if not closure or not closure.verified_by:
        return "销号没有写谁验收的"
    if measure and closure.verified_by == measure.owner:
        return "验收人就是责任人"
    return "销号没有佐证"
