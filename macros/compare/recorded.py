"""What was recorded and is recorded otherwise now, or no more; what only came is progress and no change.

A ledger goes on: events come, dates are moved with their reason, evidence is
handed in, blanks are filled, ends are verified. None of that takes back what
was said. What does is a fact that says something else, an event that is gone
or altered, a date that was given first, a proof that is not there any more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from macros.compare.corrected import TextChange
from macros.domain.ledgers import Status
from macros.domain.records import CLOSURE, DATES, DAY, EVENTS, KIND, NEXT_CHECK, PROOF, REASON, STATUS, Record

_Row = Mapping[str, str]
#: What ends a measure, asks for its end, or takes the end back: who verified is told anew with each of them.
_OF_ENDS = frozenset(map(str, (Status.AWAITING, Status.CLOSED, Status.ENDED, Status.RETURNED)))


def find_record_changes(old: Sequence[Record], new: Sequence[Record]) -> list[TextChange]:
    """What was recorded and is not recorded any more as it was, in the order of the earlier records.

    Args:
        old: What was recorded.
        new: What is recorded now.
    """
    pairs = dict(_pairs(old, new))
    found: list[TextChange] = []
    for number, record in enumerate(old):
        if number in pairs:
            changes = _of_record(record, new[pairs[number]])
        else:
            changes = iter([TextChange(record.words, "", record.name)] if _is_struck(record, new) else [])
        found += [replace(change, audience=record.audience) for change in changes]
    return found


def _is_struck(record: Record, new: Sequence[Record]) -> bool:
    """Whether it is told by itself that a record is gone: with an entry all its measures are."""
    return not record.within or any(one.id == record.within for one in new if not one.within)


def _pairs(old: Sequence[Record], new: Sequence[Record]) -> Iterator[tuple[int, int]]:
    """Which record is which: an entry by its id, a measure of one by its words or its item, else by what it shares."""
    for within in dict.fromkeys(record.within for record in old):
        left, right = ([n for n, one in enumerate(side) if one.within == within] for side in (old, new))
        if not within:
            ids = {new[n].id: n for n in right}
            yield from ((n, ids[old[n].id]) for n in left if old[n].id in ids)
            continue
        scores = sorted(
            ((_likeness(old[n], new[m]), -abs(left.index(n) - right.index(m)), n, m) for n in left for m in right),
            key=lambda row: (-row[0], -row[1], row[2], row[3]),
        )
        for score, _, n, m in scores:
            if score and n in left and m in right:
                left.remove(n)
                right.remove(m)
                yield n, m


def _likeness(one: Record, other: Record) -> int:
    """How surely two measures of an entry are one: by their words first, then by their item, then by all they share."""
    same = sum(one.facts.get(name) == words for name, words in other.facts.items() if name != KIND)
    same += sum(row in other.rows.get(name, ()) for name, rows in one.rows.items() for row in rows)
    is_same_item = bool(one.id) and one.id == other.id
    return 10_000 * (one.words == other.words) + 1_000 * is_same_item + same


def _of_record(old: Record, new: Record) -> Iterator[TextChange]:
    come = _come(old.rows.get(EVENTS, ()), new.rows.get(EVENTS, ()))
    for name, words in old.facts.items():
        if (now := new.facts.get(name, "")) != words and not _goes_on(name, come):
            yield TextChange(words, now, f"{new.name}{name}")
    yield from _of_dates(old.rows.get(DATES, ()), new.rows.get(DATES, ()), f"{new.name}{DATES}")
    yield from _of_events(old.rows.get(EVENTS, ()), new.rows.get(EVENTS, ()), f"{new.name}{EVENTS}")


def _goes_on(name: str, come: Iterable[_Row]) -> bool:
    """Whether a fact gives way to what was recorded since: an end that is taken back, a check that was made."""
    statuses = {row[STATUS] for row in come}
    if name in CLOSURE:
        return bool(statuses & _OF_ENDS)
    if name == KIND:
        return str(Status.STANDING) in statuses
    return name == NEXT_CHECK and bool(statuses)


def _of_dates(old: Sequence[_Row], new: Sequence[_Row], name: str) -> Iterator[TextChange]:
    """Dates stay as they were given, in their order; one that comes says why."""
    for number, row in enumerate(old):
        now = new[number] if number < len(new) else {}
        if not _has_grown(row, now):
            yield TextChange(_tell(row), _tell(now), name)
    for number, row in enumerate(new[len(old) :], len(old)):
        if number and REASON not in row:
            yield TextChange(new[number - 1][DAY], row[DAY], name)


def _of_events(old: Sequence[_Row], new: Sequence[_Row], name: str) -> Iterator[TextChange]:
    """Events stay, wherever others come between; what is not there any more stands beside what looks most like it."""
    kept = _kept(old, new)
    free = [n for n in range(len(new)) if n not in kept.values()]
    for number, row in enumerate(old):
        if number in kept:
            continue
        alike = max(free, key=lambda n: (_shared(row, new[n]), -n), default=None)
        if alike is None or not _shared(row, new[alike]):
            yield TextChange(_tell(row), "", name)
            continue
        free.remove(alike)
        yield TextChange(_tell(row), _tell(new[alike]), name)


def _come(old: Sequence[_Row], new: Sequence[_Row]) -> list[_Row]:
    kept = {*_kept(old, new).values()}
    return [row for n, row in enumerate(new) if n not in kept]


def _kept(old: Sequence[_Row], new: Sequence[_Row]) -> dict[int, int]:
    """For each event that is still told as it was, or with more, its place now."""
    kept: dict[int, int] = {}
    for is_same in (lambda was, now: was == now, _has_grown):
        for number, row in enumerate(old):
            if number not in kept:
                taken = {*kept.values()}
                found = next((n for n, now in enumerate(new) if n not in taken and is_same(row, now)), None)
                kept |= {} if found is None else {number: found}
    return kept


def _has_grown(row: _Row, now: _Row) -> bool:
    """Whether a row says all that it said: what was blank may be filled, and evidence may come beside what is there."""
    return all(
        now.get(name, "") == words or (name == PROOF and now.get(name, "").startswith(f"{words}；"))
        for name, words in row.items()
    )


def _shared(one: _Row, other: _Row) -> int:
    """How much two events share: the day counts as much as all the rest."""
    return sum((4 if name == DAY else 1) * (other.get(name) == words) for name, words in one.items())


def _tell(row: _Row) -> str:
    """A row in words, its reason or evidence by name."""
    return "，".join(f"{name}：{words}" if name in {PROOF, REASON, "记录于"} else words for name, words in row.items())
