"""What is new in the newest paper against the one before, and what is in it no longer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from macros.compare.alignment import align_years
from macros.compare.item_rows import ItemRow, ItemStanding
from macros.domain.reports import Item, Report
from macros.domain.yearbook import Yearbook


@dataclass(frozen=True)
class Novelty:
    """How a paper differs from the one before, on the whole (与上年相比).

    Attributes:
        old: The earlier paper.
        new: The later one.
        added: Items that are new beyond doubt.
        gone: Items of the earlier paper that are not in the later one beyond doubt.
        doubtful: Of how many items that may be, but is not sure.
        reworded: How many rows go on in other words, parted or joined.
        unchanged: How many stand as they stood.
        back: How many are back after a gap.
        answers: How many rows tell of a measure that was answered.
    """

    old: Report
    new: Report
    added: tuple[Item, ...]
    gone: tuple[Item, ...]
    doubtful: int
    reworded: int
    unchanged: int
    back: int
    answers: int


def compare_on_the_whole(old: Report, new: Report, yearbook: Yearbook) -> Novelty:
    """Sum up what `align_years` finds between two papers; what stands before the first item is no item."""
    rows = [row for row in align_years(old, new, yearbook) if not row.is_of_leads]
    return Novelty(
        old,
        new,
        tuple(item for row in rows if row.standing is ItemStanding.NEW for item in row.new),
        tuple(item for row in rows if row.standing is ItemStanding.GONE for item in row.old),
        sum(row.standing.is_doubtful for row in rows),
        _count(rows, ItemStanding.REWORDED, ItemStanding.PARTED, ItemStanding.JOINED),
        _count(rows, ItemStanding.UNCHANGED),
        _count(rows, ItemStanding.BACK),
        _count(rows, ItemStanding.ANSWERED, ItemStanding.ANSWER),
    )


def _count(rows: Iterable[ItemRow], *standings: ItemStanding) -> int:
    return sum(row.standing in standings for row in rows)
