"""What is new in the newest paper against the one before, and what is in it no longer."""

from __future__ import annotations

from dataclasses import dataclass

from macros.compare.alignment import ItemPair, ItemStanding, align_reports
from macros.domain.reports import Item, Report


@dataclass(frozen=True)
class Novelty:
    """How a paper differs from the one before, on the whole (与上年相比).

    Attributes:
        old: The earlier paper.
        new: The later one.
        added: Items that are new.
        gone: Items of the earlier paper that are not in the later one.
        reworded: How many items are there in other words.
        unchanged: How many stand as they stood.
    """

    old: Report
    new: Report
    added: tuple[Item, ...]
    gone: tuple[Item, ...]
    reworded: int
    unchanged: int


def compare_on_the_whole(old: Report, new: Report) -> Novelty:
    """Sum up what `align_reports` finds between two papers."""
    pairs = align_reports(old, new)
    return Novelty(
        old,
        new,
        tuple(pair.new for pair in pairs if pair.new and pair.old is None),
        tuple(pair.old for pair in pairs if pair.old and pair.new is None),
        _count(pairs, ItemStanding.REWORDED),
        _count(pairs, ItemStanding.UNCHANGED),
    )


def _count(pairs: tuple[ItemPair, ...], standing: ItemStanding) -> int:
    return sum(pair.standing is standing for pair in pairs)
