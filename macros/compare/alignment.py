"""Which item of one year became which item of the next.

Items are aligned within their kind of part first, by topic and wording, and
what is left over then across kinds, by wording alone: an item that stands
under another kind of part has moved, and is no deletion and addition; but a
measure and next year's work on it share a topic and are two items. Reports
are only ever compared in pairs, and within one pair once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from macros.compare.wording import Topics, bare_title, closeness, fold
from macros.domain.reports import Item, PartKind, Report

#: Two items of one kind are the same from this closeness on (0 to 1), where it also stands out so many times
#: from what either has in common with all other items; from the second one on, whatever the others have.
SAME_ITEM, STANDS_OUT, SURELY_SAME = 0.12, 2.0, 0.5
#: Items of different kinds are the same where so much of their text stands in both in the same order.
SAME_TEXT = 0.75
#: From here on an item says much of what another one says that has its own partner.
NEAR = 0.2
#: How much the headings count beside the texts.
_HEADING = 0.35
_MOST = 1 + _HEADING


class ItemStanding(StrEnum):
    """What became of an item (条目变化)."""

    UNCHANGED = "沿用"
    REWORDED = "改写"
    NEW = "新增"
    GONE = "未再出现"


@dataclass(frozen=True)
class ItemPair:
    """An item of one year beside what it was or became; one side is None where there is none (条目对照).

    Attributes:
        old: The item of the earlier year.
        new: The item of the later year.
        standing: What became of it.
        moved: Whether it stands under another kind of part, or in another order among its fellows.
        retitled: Whether its heading has other words.
        score: How close the two are, 0 to 1; 0 where one side is missing.
        near: Where one side is missing, an item of that year that says much of
            the same and is already the partner of another: parted or joined.
    """

    old: Item | None
    new: Item | None
    standing: ItemStanding
    moved: bool = False
    retitled: bool = False
    score: float = 0.0
    near: Item | None = None

    @property
    def kind(self) -> PartKind:
        """The kind of part that it stands in, in the later year where it is there."""
        item = self.new or self.old
        return item.kind if item else PartKind.OTHER


@dataclass(frozen=True)
class _Match:
    score: float
    old: Item
    new: Item


def align_reports(old: Report, new: Report) -> tuple[ItemPair, ...]:
    """Pair the items of two papers.

    Args:
        old: The earlier paper.
        new: A later paper of the same unit and series.

    Returns:
        A pair for every item of either, in the order of the later paper; an
        item that is gone stands after the one that it once followed.
    """
    scores = _Scores(list(old.items.values()), list(new.items.values()))
    matches = {match.new.id: match for match in scores.find_matches()}
    return tuple(_in_order(old, new, matches, scores))


class _Scores:
    """How close each item of one report is to each of the other, and how close they are on the whole."""

    def __init__(self, old: list[Item], new: list[Item]) -> None:
        self._old, self._new = old, new
        items = [*old, *new]
        self._texts = [fold(item.text) for item in items]
        titles = [bare_title(item.title) for item in items]
        headings, bodies = Topics(titles), Topics(self._texts)
        shift = len(old)
        self._rows = [[self._score(a, b + shift, headings, bodies) for b in range(len(new))] for a in range(len(old))]
        self._row_sums = [sum(row) for row in self._rows]
        self._column_sums = [sum(column) for column in zip(*self._rows, strict=True)]

    def _score(self, a: int, b: int, headings: Topics, bodies: Topics) -> float:
        heading = headings.closeness(a, b)
        if not self._texts[a] or not self._texts[b]:
            # With nothing under them, headings are all there is.
            return heading * (_MOST if self._texts[a] == self._texts[b] else _HEADING)
        return _HEADING * heading + bodies.closeness(a, b)

    def find_matches(self) -> Iterator[_Match]:
        """Yield the items that are the same, each once, the closest first."""
        taken: set[str] = set()
        for match in [*self._same_kind(), *self._other_kind()]:
            names = {f"-{match.old.id}", f"+{match.new.id}"}
            if not names & taken:
                taken |= names
                yield match

    def nearest(self, item: Item, *, new: bool) -> Item | None:
        """The item of the other year that says most of the same, where one stands out."""
        found = [m for m in self._same_kind() if (m.new if new else m.old) is item and m.score >= NEAR]
        if found:
            return found[0].old if new else found[0].new
        # A part that is not divided holds what the items of its kind say in the other year.
        fellows = [other for other in (self._old if new else self._new) if other.kind is item.kind]
        return fellows[0] if fellows and all(is_whole(other) for other in fellows) else None

    def _same_kind(self) -> list[_Match]:
        found = [
            _Match(self._rows[a][b], before, item)
            for a, before in enumerate(self._old)
            for b, item in enumerate(self._new)
            if _comparable(before, item) and self._stands_out(a, b)
        ]
        return sorted(found, key=lambda match: -match.score)

    def _stands_out(self, a: int, b: int) -> bool:
        score = self._rows[a][b]
        others = max(
            (self._row_sums[a] - score) / max(1, len(self._new) - 1),
            (self._column_sums[b] - score) / max(1, len(self._old) - 1),
        )
        return score >= SURELY_SAME or (score >= SAME_ITEM and score >= STANDS_OUT * others)

    def _other_kind(self) -> list[_Match]:
        shift = len(self._old)
        found = [
            _Match(score, before, item)
            for a, before in enumerate(self._old)
            for b, item in enumerate(self._new)
            # The wording is only looked at where the topic allows it: that is slower.
            if not _comparable(before, item) and self._rows[a][b] >= SURELY_SAME
            if (score := closeness(self._texts[a], self._texts[b + shift])) >= SAME_TEXT
        ]
        return sorted(found, key=lambda match: -match.score)


def is_whole(item: Item) -> bool:
    """Whether it is a part that is not divided into items."""
    return item.id.startswith(item.kind.class_name)


def _comparable(old: Item, new: Item) -> bool:
    """Whether two items stand in like parts; a part of which the kind is open may be of any."""
    kinds = {old.kind, new.kind}
    return (len(kinds) == 1 or PartKind.OTHER in kinds) and is_whole(old) == is_whole(new)


def _in_order(old: Report, new: Report, matches: dict[str, _Match], scores: _Scores) -> Iterator[ItemPair]:
    """Yield the pairs kind by kind, in the order of the later report; what is gone where it once stood."""
    places = {name: place for place, name in enumerate(old.items)}
    moved = set(_moved(matches.values(), places, list(new.items)))
    after = _gone_after(old, {match.old.id for match in matches.values()})
    for kind in dict.fromkeys(item.kind for item in (*new.items.values(), *old.items.values())):
        yield from (_gone(item, scores) for item in after.pop((kind, ""), ()))
        for item in (item for item in new.items.values() if item.kind is kind):
            match = matches.get(item.id)
            if match is None:
                yield ItemPair(None, item, ItemStanding.NEW, near=scores.nearest(item, new=True))
                continue
            yield _kept(match, moved=not _comparable(match.old, item) or item.id in moved)
            yield from (_gone(gone, scores) for gone in after.pop((kind, match.old.id), ()))
        for place in [place for place in after if place[0] is kind]:
            yield from (_gone(item, scores) for item in after.pop(place))


def _kept(match: _Match, *, moved: bool) -> ItemPair:
    old, new = match.old, match.new
    standing = ItemStanding.UNCHANGED if fold(old.text) == fold(new.text) else ItemStanding.REWORDED
    retitled = bare_title(old.title) != bare_title(new.title)
    return ItemPair(old, new, standing, moved, retitled, round(match.score / _MOST, 2))


def _gone(item: Item, scores: _Scores) -> ItemPair:
    return ItemPair(item, None, ItemStanding.GONE, near=scores.nearest(item, new=False))


def _gone_after(old: Report, kept: set[str]) -> dict[tuple[PartKind, str], list[Item]]:
    """The items that are gone, by their kind and the kept fellow that each followed."""
    found: dict[tuple[PartKind, str], list[Item]] = {}
    last: dict[PartKind, str] = {}
    for item in old.items.values():
        if item.id in kept:
            last[item.kind] = item.id
        else:
            found.setdefault((item.kind, last.get(item.kind, "")), []).append(item)
    return found


def _moved(matches: Iterable[_Match], places: dict[str, int], order: list[str]) -> Iterator[str]:
    """Yield the items of the later paper that left their order: the fewest that explain it."""
    by_new = {match.new.id: match for match in matches}
    rows = [by_new[name] for name in order if name in by_new]
    for kind in PartKind:
        fellows = [row for row in rows if row.new.kind is kind and row.old.kind is kind]
        kept = _longest_rising([places[row.old.id] for row in fellows])
        yield from (row.new.id for number, row in enumerate(fellows) if number not in kept)


def _longest_rising(values: list[int]) -> set[int]:
    """Places of a longest rising run of some values, not necessarily neighbours."""
    best: list[tuple[int, int]] = []
    for place, value in enumerate(values):
        length, before = max(
            ((best[n][0], n) for n in range(place) if values[n] < value), default=(0, -1), key=lambda row: row[0]
        )
        best.append((length + 1, before))
    place = max(range(len(best)), key=lambda n: best[n][0], default=-1)
    kept = set()
    while place >= 0:
        kept.add(place)
        place = best[place][1]
    return kept
