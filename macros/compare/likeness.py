"""How likely it is that two items of two papers are one, and how much of one stands in the other.

Four things that can be counted of a pair are weighed by a logistic regression:
how far its wording stands out from what either has in common with all others,
how alike the headings are, how many words they share, and whether each is the
other's nearest fellow. The weights were learned on pairs that people had
labelled, each series of papers judged by weights that were learned without
it; `bench.py compare --gold` prints how right they are. What was tried and
did not help: runs of eight characters, the bodies without their headings,
shares of one in the other, and the kind of part.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, lru_cache
from operator import mul

from macros.compare.topics import Topics, pieces_of
from macros.compare.wording import bare_title, fold
from macros.domain.reports import Item

#: What each counted thing adds to the logarithm of the odds, learned on labelled pairs: how far the wording stands
#: out, headings, words, nearest fellows; and the odds of a pair of which nothing speaks.
WEIGHTS, NOTHING = (2.70, 14.41, 9.23, 1.50), -5.38
#: What is added to a closeness before its logarithm is taken, so that nothing in common is not infinitely far.
_FLOOR = 0.01
#: How close two items are that have nothing to do with each other, and for how many fellows that stands: a paper of
#: two items has too few to tell what they have in common.
_USUAL, _FELLOWS = 0.03, 2
_FULL_STOP = re.compile(r"[。！？；：…”」』）)]$")
_LONGEST_FOOT = 30
_Table = list[list[float]]


class Likeness:
    """All items of one paper beside all of another.

    Args:
        old: Items of the earlier paper.
        new: Items of the later one.
    """

    def __init__(self, old: Sequence[Item], new: Sequence[Item]) -> None:
        self._old, self._new = list(old), list(new)
        self._places_old = {item.id: place for place, item in enumerate(old)}
        self._places_new = {item.id: place for place, item in enumerate(new)}
        self._said = [_say(item.title, body_of(item)) for item in (*old, *new)]
        self._whole = Topics([said.pieces for said in self._said])
        self._wording = self._table(self._whole)

    def chance(self, old: Item, new: Item) -> float:
        """How likely it is that two items are one, 0 to 1."""
        return self._chances[self._places_old[old.id]][self._places_new[new.id]]

    def closeness(self, old: Item, new: Item) -> float:
        """How close their wording is, 0 to 1 (cosine of pairs of characters, rare ones weighing more)."""
        return self._wording[self._places_old[old.id]][self._places_new[new.id]]

    def has_same_text(self, old: Item, new: Item) -> bool:
        """Whether they say the same, but for blanks and punctuation."""
        return self._text(old, new=False) == self._text(new, new=True)

    def texts(self, old: Item, new: Item) -> tuple[str, str]:
        """What they say, folded, without headings."""
        return self._text(old, new=False), self._text(new, new=True)

    def share(self, old: Item, new: Item, *, of_new: bool) -> float:
        """How much of what one says stands in the other, 0 to 1, rare pairs of characters weighing more.

        Args:
            old: The earlier item.
            new: The later item.
            of_new: Whether the share is one of the later item's words, or of the earlier's.
        """
        a, b = self._places_old[old.id], len(self._old) + self._places_new[new.id]
        return self._whole.share(b, a) if of_new else self._whole.share(a, b)

    def _text(self, item: Item, *, new: bool) -> str:
        return self._said[len(self._old) + self._places_new[item.id] if new else self._places_old[item.id]].text

    @cached_property
    def _chances(self) -> _Table:
        return [
            [1 / (1 + math.exp(-(NOTHING + sum(map(mul, WEIGHTS, counted))))) for counted in row]
            for row in self.counted
        ]

    @cached_property
    def counted(self) -> list[list[tuple[float, ...]]]:
        """What is counted of each earlier item with each later one, in the order of `WEIGHTS`."""
        headings = self._table(Topics([said.heading for said in self._said]))
        words = self._table(Topics([said.words for said in self._said]))
        rows, columns = _sums(self._wording), _sums(zip(*self._wording, strict=True))
        nearest = self._nearest(words)

        def count(a: int, b: int) -> tuple[float, ...]:
            own = self._wording[a][b]
            others = max(
                (rows[a] - own + _USUAL * _FELLOWS) / (max(1, len(self._new) - 1) + _FELLOWS),
                (columns[b] - own + _USUAL * _FELLOWS) / (max(1, len(self._old) - 1) + _FELLOWS),
            )
            stands_out = math.log((own + _FLOOR) / (others + _FLOOR))
            return stands_out, headings[a][b], words[a][b], nearest(a, b)

        return [[count(a, b) for b in range(len(self._new))] for a in range(len(self._old))]

    def _nearest(self, words: _Table) -> Callable[[int, int], float]:
        """For how many of the two the other is the nearest of several of its kind, 0 to 2."""
        by_row = [self._best(row, self._old[a], self._new) for a, row in enumerate(words)]
        by_column = [self._best(column, self._new[b], self._old) for b, column in enumerate(zip(*words, strict=True))]
        return lambda a, b: float((words[a][b] >= by_row[a]) + (words[a][b] >= by_column[b]))

    @staticmethod
    def _best(scores: Sequence[float], item: Item, others: Sequence[Item]) -> float:
        both = zip(scores, others, strict=True)
        fellows = [score for score, other in both if other.kind is item.kind and not other.is_lead]
        # Where there is no choice, to be the nearest says nothing.
        return max(fellows) if len(fellows) > 1 else math.inf

    def _table(self, topics: Topics) -> _Table:
        shift = len(self._old)
        return [[topics.closeness(a, b + shift) for b in range(len(self._new))] for a in range(shift)]


class _Said:
    """What an item says, as it is held against others."""

    def __init__(self, title: str, body: str) -> None:
        self._written = f"{title}\n{body}"
        self.text = fold(body)
        self.heading = Counter(pieces_of(bare_title(title)))
        self.pieces = self.heading + Counter(pieces_of(self.text))

    @cached_property
    def words(self) -> Counter[str]:
        """Its words, counted."""
        # Its dictionary takes a tenth of a second, which only what compares papers is to pay.
        import rjieba

        return Counter(word for word in map(fold, rjieba.cut(self._written)) if len(word) > 1)


@lru_cache(maxsize=512)
def _say(title: str, body: str) -> _Said:
    """What an item says, which many others are held against."""
    return _Said(title, body)


def body_of(item: Item) -> str:
    """What an item says, without the lines of a signature or of a web page that end it: short, without a full stop."""
    lines = item.text.split("\n")
    while len(lines) > 1 and len(lines[-1]) <= _LONGEST_FOOT and not _FULL_STOP.search(lines[-1].rstrip()):
        lines.pop()
    return "\n".join(lines)


def _sums(rows: Iterable[Sequence[float]]) -> list[float]:
    return [sum(row) for row in rows]
