"""Holds sentences against each other that may be nearly the same, and says who has them from whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from macros.compare.copying.matching import judge_near
from macros.compare.copying.papers import Wording
from macros.compare.sharing.holdings import (
    CommonText,
    Holding,
    Link,
    Own,
    Sizes,
    find_common,
    find_sources,
    first_of_units,
    is_common,
    make_link,
)
from macros.compare.sharing.records import DIGEST, Place


class _Sentence:
    """A sentence with who has it; what is asked of it is found once, against however many it is held."""

    def __init__(self, holding: Holding, sizes: Sizes) -> None:
        self.holding, self._sizes = holding, sizes
        self.wording = Wording(holding[0].text)

    @cached_property
    def firsts(self) -> dict[str, Place]:
        """Where each unit has it first."""
        return {told.place.unit: told.place for told in first_of_units(self.holding)}

    @cached_property
    def common(self) -> Mapping[str, CommonText]:
        """The superiors under whom it is no unit's own."""
        return find_common(self.holding, self._sizes)


def link_near(pairs: Iterable[bytes], holdings: Mapping[bytes, Holding], sizes: Sizes) -> Iterator[Link | Own]:
    """Yield from whom units have sentences in nearly the same words, and which of them had such words before.

    Args:
        pairs: The digests of both, one after the other.
        holdings: Who has them.
        sizes: How many units each superior has.
    """
    known: dict[bytes, _Sentence] = {}
    for pair in pairs:
        for digest in (pair[:DIGEST], pair[DIGEST:]):
            if digest not in known:
                known[digest] = _Sentence(holdings[digest], sizes)
        yield from _link(known[pair[:DIGEST]], known[pair[DIGEST:]], pair)


def _link(one: _Sentence, other: _Sentence, pair: bytes) -> Iterator[Link | Own]:
    kind = judge_near(one.wording, other.wording)
    if kind is None:
        return
    yield from _own(one, other, pair)
    yield from _own(other, one, pair)
    # Who is not the first to have a sentence has it from the first, word for word.
    for mine, theirs in ((one, other), (other, one)):
        first = mine.holding[0]
        older = find_sources(first, theirs.holding)
        if older and not is_common(first.place.unit, theirs.common):
            yield make_link(first, older[0], kind, older, pair)


def _own(one: _Sentence, other: _Sentence, pair: bytes) -> Iterator[Own]:
    for unit, place in one.firsts.items():
        before = other.firsts.get(unit)
        if before and before < place:
            yield Own(unit, one.holding[0].masked, pair)
