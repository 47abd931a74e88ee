"""How much of a report stands word for word in the one before, and where.

Only whole clauses count, in runs of some length, and of them only the words
that are the office's own: titles of regulations, names of concepts and set
phrases are nobody's copying.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from macros.compare.own_words import SetWords, fold_places, set_words
from macros.domain.reports import Item, ItemRef, Report

#: So many of an office's own characters, in a row but for set phrases, make a run that counts.
SHORTEST_RUN = 16
#: From this share on (0 to 1) an item is told to be carried over for the most part.
MOSTLY = 0.5
_GRAM = 8
_MOST_PLACES = 16
_CLAUSE_ENDS = "，。；：！？\n"
_CLAUSE_END = re.compile(f"[{_CLAUSE_ENDS}]+")


@dataclass(frozen=True)
class CarriedPassage:
    """A run of words that stands in both years (沿用文段).

    Attributes:
        new: As the later report writes it.
        old: As the earlier one does.
        source: The item of the earlier report.
        own: How many of its characters count.
    """

    new: str
    old: str
    source: ItemRef
    own: int


@dataclass(frozen=True)
class CarriedItem:
    """An item with what it has from the year before (条目沿用情况).

    Attributes:
        item: The item of the later report.
        own: How many of its characters are the office's own.
        carried: How many of these stand in runs of the year before.
        passages: The runs, in reading order.
    """

    item: Item
    own: int
    carried: int
    passages: tuple[CarriedPassage, ...]

    @property
    def share(self) -> float:
        """Share of its own characters that is carried over, 0 to 1."""
        return self.carried / self.own if self.own else 0.0


@dataclass(frozen=True)
class _Folded:
    """An item's words without blanks and punctuation, and where each stands in its text."""

    item: Item
    text: str
    places: Sequence[int]

    @classmethod
    def of(cls, item: Item) -> _Folded:
        return cls(item, *fold_places(item.text))

    def snapped(self, start: int, end: int) -> tuple[int, int]:
        """A run without the parts of clauses at its ends; empty where it holds no whole clause."""
        first = self._next_clause(start) if start else 0
        last = self._last_clause(end) if end < len(self.text) else end
        return (first, last) if first < last else (start, start)

    def _next_clause(self, start: int) -> int:
        """The first folded place, from one on, at which a clause begins; the end where there is none."""
        found = _CLAUSE_END.search(self.item.text, self.places[start - 1])
        return bisect_left(self.places, found.end()) if found else len(self.text)

    def _last_clause(self, end: int) -> int:
        """The last folded place, up to one, at which a clause begins."""
        last = max(self.item.text.rfind(character, 0, self.places[end]) for character in _CLAUSE_ENDS)
        return bisect_left(self.places, last + 1)

    def shown(self, start: int, end: int) -> str:
        """The words as they are written, from one folded place to another."""
        return self.item.text[self.places[start] : self.places[end - 1] + 1]


def find_carried(old: Report, new: Report, names: tuple[str, ...]) -> tuple[CarriedItem, ...]:
    """Tell of every item how much of it stands word for word in the report before.

    Blanks, punctuation and width do not matter; a clause with one word changed
    is not carried over. A run may come from any item of
    the earlier report, so that a passage that was moved is found as well. The
    time is that of reading both once.

    Args:
        old: The earlier report.
        new: The later one.
        names: What does not count, as `Yearbook.set_words` gives it.

    Returns:
        One record an item, in reading order, those without a run as well.
    """
    index = _Index([_Folded.of(item) for item in old.passages.values()])
    words = set_words(names)
    return tuple(_carried(_Folded.of(item), index, old, words) for item in new.passages.values())


@dataclass(frozen=True)
class _Run:
    """Words that stand in both: from a place in the later item, for so long, from a place in an earlier one."""

    start: int
    length: int
    source: _Folded
    place: int


class _Index:
    """Where pieces of the earlier report stand.

    Pieces lie end to end: any run of twice their length holds one of them whole.
    """

    def __init__(self, items: list[_Folded]) -> None:
        self._places: dict[str, list[tuple[_Folded, int]]] = {}
        for item in items:
            for place in range(0, len(item.text) - _GRAM + 1, _GRAM):
                self._places.setdefault(item.text[place : place + _GRAM], []).append((item, place))

    def find(self, piece: str) -> list[tuple[_Folded, int]]:
        """Where a piece stands."""
        # One that stands everywhere is a set phrase; a few of its places are enough.
        return self._places.get(piece, [])[:_MOST_PLACES]

    def find_next(self, text: str, at: int) -> int:
        """The first place of a text, from one on, at which a piece begins; its end where there is none."""
        places = range(at, len(text) - _GRAM + 1)
        return next((place for place in places if text[place : place + _GRAM] in self._places), len(text))


class _Runs:
    """The runs of one later item; each is measured once, however many places of it are asked about."""

    def __init__(self, text: str, index: _Index) -> None:
        self._text, self._index = text, index
        self._known: dict[tuple[str, int], _Run] = {}

    def longest(self, at: int, floor: int) -> _Run | None:
        """The longest run around a place that begins no earlier than `floor`."""
        found = self._index.find(self._text[at : at + _GRAM])
        runs = [self._run(at, floor, item, place) for item, place in found]
        return max(runs, key=lambda run: run.length, default=None)

    def _run(self, at: int, floor: int, item: _Folded, place: int) -> _Run:
        # Places that lie as far apart in both texts are of one run, as long as it goes on.
        name = (item.item.id, place - at)
        known = self._known.get(name)
        if known is None or known.start < floor or known.start + known.length <= at:
            known = self._known[name] = _run(self._text, at, floor, item, place)
        return known


def _run(text: str, at: int, floor: int, item: _Folded, place: int) -> _Run:
    other, back, length = item.text, 0, _GRAM
    while at - back > floor and place - back > 0 and text[at - back - 1] == other[place - back - 1]:
        back += 1
    most = min(len(text) - at, len(other) - place)
    # By pieces as long as they are the same, then by characters.
    while length + _GRAM <= most and text.startswith(other[place + length : place + length + _GRAM], at + length):
        length += _GRAM
    while length < most and text[at + length] == other[place + length]:
        length += 1
    return _Run(at - back, length + back, item, place - back)


def _carried(new: _Folded, index: _Index, report: Report, words: SetWords) -> CarriedItem:
    own = words.find_own(new.item.text)
    passages = tuple(_passages(new, own, index, report))
    return CarriedItem(new.item, sum(own), sum(passage.own for passage in passages), passages)


def _passages(new: _Folded, own: bytearray, index: _Index, report: Report) -> Iterator[CarriedPassage]:
    at = floor = 0
    runs = _Runs(new.text, index)
    while (at := index.find_next(new.text, at)) < len(new.text):
        run = runs.longest(at, floor)
        at += 1
        if run is None or run.length < SHORTEST_RUN:
            continue
        first, last = new.snapped(run.start, run.start + run.length)
        counted = sum(own[first:last])
        if counted >= SHORTEST_RUN:
            shift = run.place - run.start
            shown = run.source.shown(first + shift, last + shift)
            yield CarriedPassage(new.shown(first, last), shown, report.ref(run.source.item), counted)
            at = floor = last
