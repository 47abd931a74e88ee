"""In which order the rows of two papers are read, and which items left theirs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from macros.compare.item_rows import ItemRow
from macros.domain.reports import OPENING, PartKind, Report


def in_reading_order(old: Report, new: Report, rows: Iterable[ItemRow]) -> tuple[ItemRow, ...]:
    """Sort rows kind by kind, in the order of the later paper; what is gone stands where it once stood.

    Args:
        old: The earlier paper.
        new: The later paper.
        rows: Each passage of either in one row.

    Returns:
        The rows, those marked as moved of which the items left their order.
    """
    before = {name: place for place, name in enumerate(old.passages)}
    after = {name: place for place, name in enumerate(new.passages)}
    found = list(rows)
    moved = set(_moved(found, before, after))
    ordered = sorted(found, key=lambda row: _place(row, found, before, after))
    kinds = {kind: n for n, kind in enumerate(_kinds(new, old))}
    return tuple(
        replace(row, moved=row.moved or id(row) in moved)
        for row in sorted(ordered, key=lambda row: -1 if _is_opening(row) else kinds[row.kind])
    )


def _kinds(*reports: Report) -> Iterator[PartKind]:
    yield from dict.fromkeys(part.kind for report in reports for part in report.parts)


def _is_opening(row: ItemRow) -> bool:
    """Whether it is what a paper begins with, which is of no part."""
    return any(item.id == OPENING for item in (*row.new, *row.old))


def _place(
    row: ItemRow, rows: Sequence[ItemRow], before: dict[str, int], after: dict[str, int]
) -> tuple[int, int, int]:
    """Where a row stands: at its first later item, or behind that of the fellow that it once followed."""
    if row.new:
        return min(after[item.id] for item in row.new), 0, 0
    own = min(before[item.id] for item in row.old)
    earlier = [
        (max(before[item.id] for item in other.old if before[item.id] < own), _place(other, rows, before, after)[0])
        for other in rows
        if other.new and other.kind is row.kind and any(before[item.id] < own for item in other.old)
    ]
    return (max(earlier)[1] if earlier else -1), 1, own


def _moved(rows: Sequence[ItemRow], before: dict[str, int], after: dict[str, int]) -> Iterator[int]:
    """Yield the rows that left their order, by identity: the fewest that explain it."""
    single = sorted((row for row in rows if len(row.old) == len(row.new) == 1), key=lambda row: after[row.new[0].id])
    for kind in PartKind:
        fellows = [row for row in single if row.new[0].kind is kind and row.old[0].kind is kind]
        kept = _longest_rising([before[row.old[0].id] for row in fellows])
        yield from (id(row) for number, row in enumerate(fellows) if number not in kept)


def _longest_rising(values: Sequence[int]) -> set[int]:
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
