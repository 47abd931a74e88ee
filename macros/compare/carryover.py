"""How much of a report stands word for word in the one before, and where.

Only runs of some length count, and of them only the words that are the
office's own: titles of regulations, names of concepts and set phrases are
nobody's copying.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

import rjieba

from macros.domain.reports import Item, ItemRef, Report
from macros.domain.yearbook import Yearbook

#: So many of an office's own characters, in a row but for set phrases, make a run that counts.
SHORTEST_RUN = 16
#: From this share on (0 to 1) an item is told to be carried over for the most part.
MOSTLY = 0.5
_GRAM = 8
_MOST_PLACES = 16
_NARROW = {0xFF01 + n: 0x21 + n for n in range(94)}
#: A title between its marks is a name, whether the register has it or not.
_TITLE = re.compile(r"《[^《》\n]{1,60}》")


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


class SetWords:
    """The words that do not count: titles, concepts, set phrases.

    Args:
        names: All of them, as they are written.
    """

    def __init__(self, names: Iterable[str]) -> None:
        folded = sorted({_fold(name)[0] for name in names} - {""}, key=lambda name: (-len(name), name))
        self._pattern = re.compile("|".join(map(re.escape, folded))) if folded else None

    @classmethod
    def of(cls, yearbook: Yearbook) -> SetWords:
        """Those that the pages hold."""
        names = [phrase for row in yearbook.phrases for phrase in row.forms]
        names += [name for work in yearbook.regulations.values() for name in (work.title, *work.aliases)]
        names += [edition.official_title for edition in yearbook.editions.values()]
        names += [name for rule in yearbook.local_rules.values() for name in (rule.title, *rule.aliases)]
        names += [name for concept in yearbook.concepts.values() for name in concept.names]
        return cls(names)

    def find_own(self, folded: str, titles: Iterable[tuple[int, int]]) -> bytearray:
        """Tell for each character of a folded text whether it is the office's own (1) or not (0)."""
        own = bytearray(b"\x01") * len(folded)
        spans = [*titles, *(match.span() for match in (self._pattern.finditer(folded) if self._pattern else ()))]
        for start, end in spans:
            own[start:end] = bytes(end - start)
        return own


@dataclass(frozen=True)
class _Folded:
    """An item's words without blanks and punctuation, and where each stands in its text."""

    item: Item
    text: str
    places: list[int]

    @classmethod
    def of(cls, item: Item) -> _Folded:
        return cls(item, *_fold(item.text))

    @cached_property
    def titles(self) -> list[tuple[int, int]]:
        spans = [match.span() for match in _TITLE.finditer(self.item.text)]
        return [(bisect_left(self.places, start), bisect_left(self.places, end)) for start, end in spans]

    @cached_property
    def _borders(self) -> list[int]:
        """Folded places at which a word begins, and the end."""
        ends = accumulate(len(word) for word in rjieba.cut(self.item.text))
        return sorted({0, *(bisect_left(self.places, end) for end in ends)})

    def snapped(self, start: int, end: int) -> tuple[int, int]:
        """A run without the parts of words at its ends; empty where it holds no whole word."""
        first = bisect_left(self._borders, start)
        last = bisect_right(self._borders, end) - 1
        return (self._borders[first], self._borders[last]) if first < last else (start, start)

    def shown(self, start: int, end: int) -> str:
        """The words as they are written, from one folded place to another."""
        return self.item.text[self.places[start] : self.places[end - 1] + 1]


def find_carried(old: Report, new: Report, words: SetWords) -> tuple[CarriedItem, ...]:
    """Tell of every item how much of it stands word for word in the report before.

    Blanks, punctuation and width do not matter. A run may come from any item of
    the earlier report, so that a passage that was moved is found as well. The
    time is that of reading both once.

    Args:
        old: The earlier report.
        new: The later one.
        words: What does not count.

    Returns:
        One record an item, in reading order, those without a run as well.
    """
    index = _Index([_Folded.of(item) for item in old.items.values()])
    return tuple(_carried(_Folded.of(item), index, old, words) for item in new.items.values())


class _Index:
    """Where each piece of some characters first stands in the earlier report."""

    def __init__(self, items: list[_Folded]) -> None:
        self._items = items
        self._places: dict[str, list[tuple[int, int]]] = {}
        for number, item in enumerate(items):
            for start in range(len(item.text) - _GRAM + 1):
                self._places.setdefault(item.text[start : start + _GRAM], []).append((number, start))

    def longest(self, text: str, start: int) -> tuple[int, _Folded, int] | None:
        """The longest run that begins at a place: its length, the item that has it, and where."""
        best: tuple[int, int, int] | None = None
        # A piece that stands everywhere is a set phrase; looking at a few of its places is enough.
        for number, place in self._places.get(text[start : start + _GRAM], ())[:_MOST_PLACES]:
            length = _common(text, start, self._items[number].text, place)
            if best is None or length > best[0]:
                best = (length, number, place)
        return (best[0], self._items[best[1]], best[2]) if best else None


def _carried(new: _Folded, index: _Index, report: Report, words: SetWords) -> CarriedItem:
    own = words.find_own(new.text, new.titles)
    passages = tuple(_passages(new, own, index, report))
    return CarriedItem(new.item, sum(own), sum(passage.own for passage in passages), passages)


def _passages(new: _Folded, own: bytearray, index: _Index, report: Report) -> Iterator[CarriedPassage]:
    start = 0
    while start + _GRAM <= len(new.text):
        found = index.longest(new.text, start)
        if found is None:
            start += 1
            continue
        length, source, place = found
        first, last = new.snapped(start, start + length)
        counted = sum(own[first:last])
        if counted >= SHORTEST_RUN:
            shift = place - start
            shown = source.shown(first + shift, last + shift)
            yield CarriedPassage(new.shown(first, last), shown, report.ref(source.item), counted)
            start = last
        else:
            start += 1


def _common(a: str, start: int, b: str, place: int) -> int:
    length = 0
    most = min(len(a) - start, len(b) - place)
    while length < most and a[start + length] == b[place + length]:
        length += 1
    return length


def _fold(text: str) -> tuple[str, list[int]]:
    """The words without blanks and punctuation, Latin letters and digits narrow, and the place of each."""
    places = [place for place, sign in enumerate(text) if sign.isalnum()]
    return "".join(text[place] for place in places).translate(_NARROW), places
