"""Holds two sentences against each other that may be nearly the same, and says who has it from whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from macros.compare.copying.matching import judge_near
from macros.compare.copying.papers import Wording
from macros.compare.sharing.holdings import (
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
from macros.compare.sharing.records import DIGEST


def link_near(pair: bytes, holdings: Mapping[bytes, Holding], sizes: Sizes) -> Iterator[Link | Own]:
    """Yield from whom units have a sentence in nearly the same words, and which of them had such words before.

    Args:
        pair: The digests of both.
        holdings: Who has them.
        sizes: How many units each superior has.
    """
    one, other = pair[:DIGEST], pair[DIGEST:]
    held, held_other = holdings[one], holdings[other]
    kind = judge_near(Wording(held[0].text), Wording(held_other[0].text))
    if kind is None:
        return
    yield from _own(one, held, held_other, pair)
    yield from _own(other, held_other, held, pair)
    # Who is not the first to have a sentence has it from the first, word for word.
    for mine, theirs in ((held, held_other), (held_other, held)):
        first = mine[0]
        older = find_sources(first, theirs)
        if older and not is_common(first.place.unit, find_common(theirs, sizes)):
            yield make_link(first, older[0], kind, older, pair)


def _own(masked: bytes, holding: Holding, others: Holding, pair: bytes) -> Iterator[Own]:
    older = {told.place.unit: told.place for told in reversed(others)}
    for told in first_of_units(holding):
        unit = told.place.unit
        if unit in older and older[unit] < told.place:
            yield Own(unit, masked, pair)
