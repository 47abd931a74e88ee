"""Events in the making: what a sheet tells, paired with what the page has, in order of time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from macros.domain.dates import PartialDate
from macros.domain.ledgers import Event, Status, since_day
from scripts.ledger_sheet.notation import Told
from scripts.ledger_sheet.values import fold


@dataclass(frozen=True)
class ToldLine:
    """A line of a sheet's history whose words are understood (看懂的一条办理记录).

    Attributes:
        told: What the cell tells.
        status: The status that it tells; None where it tells none.
        on: Its day, or the one that counts for its words.
    """

    told: Told
    status: Status | None
    on: PartialDate | None


@dataclass
class EventDraft:
    """An event in the making (办理记录的草稿).

    Attributes:
        event: As far as it is known.
        place: Its place in the page's history; None where it is new.
        line: What tells it in the column of the history; None where nothing there does.
        is_open: Whether its status is yet to be found.
        is_told: Whether the sheet tells it at all.
    """

    event: Event
    place: int | None = None
    line: ToldLine | None = None
    is_open: bool = False
    is_told: bool = True


def pair(lines: Sequence[ToldLine], history: Sequence[Event]) -> dict[int, int]:
    """The place in a page's history of each line that stands there already, by the line's number.

    What is equal goes together first, then what has the same words, then what is of the same day and reworded.
    """
    left, found = list(range(len(history))), dict[int, int]()
    for same in (_equal, _same_words, _same_day):
        for number, line in enumerate(lines):
            place = next((place for place in left if same(history[place], line)), None)
            if number not in found and place is not None:
                found[number] = place
                left.remove(place)
    return found


def arrange(told: Sequence[EventDraft], kept: Sequence[EventDraft]) -> list[EventDraft]:
    """All drafts in order of time.

    What the page has keeps its order; what is new goes in by its day, or where
    that is unknown behind the line that the sheet tells it behind.

    Args:
        told: What the sheet tells, in its order.
        kept: What the page has and the sheet does not.
    """
    drafts = in_order(sorted([*kept, *(d for d in told if d.place is not None)], key=lambda d: d.place or 0))
    for draft in in_order([d for d in told if d.place is None and d.event.on]):
        day = draft.event.on
        before = [row for since, row in with_since(drafts) if day and since <= day.first]
        drafts.insert(len(before), draft)
    for number, draft in enumerate(told):
        if draft.place is None and draft.event.on is None:
            drafts.insert(_beside(told, number, drafts), draft)
    return in_order(drafts)


def _beside(told: Sequence[EventDraft], number: int, drafts: list[EventDraft]) -> int:
    """Where a line of an unknown day goes: behind the one told before it, else before the one told behind it."""
    at = {id(draft): place for place, draft in enumerate(drafts)}
    if number:
        return at[id(told[number - 1])] + 1
    return next((at[id(draft)] for draft in told[1:] if id(draft) in at), len(drafts))


def in_order(drafts: Sequence[EventDraft]) -> list[EventDraft]:
    """Drafts by day; one whose day is unknown stays behind the one that it is told behind."""
    return [draft for _, draft in sorted(with_since(drafts), key=lambda row: row[0])]


def with_since(drafts: Sequence[EventDraft]) -> Iterator[tuple[date, EventDraft]]:
    """Yield each draft with the day from which it counts; see `since_day`."""
    yield from since_day(drafts, _day_of)


def _day_of(draft: EventDraft) -> PartialDate | None:
    return draft.event.on


def _equal(event: Event, line: ToldLine) -> bool:
    told = line.told
    return (
        event.on == line.on
        and fold(event.note) == fold(told.note)
        and line.status in {None, event.status}
        and (told.evidence is None or fold(event.evidence) == fold(told.evidence))
    )


def _same_words(event: Event, line: ToldLine) -> bool:
    told = line.told
    is_same = fold(event.note) == fold(told.note) and (bool(told.note) or line.status is event.status)
    return is_same and (told.on is None or event.on is None or told.on == event.on)


def _same_day(event: Event, line: ToldLine) -> bool:
    return line.told.on is not None and event.on == line.told.on
