"""Finds room on a page where more writing is to be expected than was read: a line that begins late or ends early."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from scripts.intake.readers.pdf_rows import PdfRow
from scripts.intake.scans.doubts import Mark
from scripts.intake.scans.rows import ScanRow

ROOM = "旁边空着一段，可能漏了字"
#: In sizes of the type: what is indented further than a paragraph is, what ends earlier than justified lines do.
_LATE, _EARLY, _NEAR = 2.6, 2.5, 0.9
#: In heights of the line: a sign that stands further within it has something before it, such as a dash.
_WITHIN = 0.7
#: Lines from this share of the widest on tell where the text stands; of fewer than so many nothing is told.
_LONG, _LEAST_LONG = 0.6, 5
_ENDS = "。！？；：…”）》"
_PAUSES = frozenset("，。；")


def find_room(rows: Sequence[ScanRow]) -> list[list[Mark]]:
    """Find characters beside which something may not have been read.

    Args:
        rows: The rows of a page as they are read.

    Returns:
        The places of each row; none of rows of ruled tables.
    """
    found = [[*_before_tabs(one), *_at_first(one)] for one in rows]
    for column in sorted({one.column for one in rows}):
        places = [place for place, one in enumerate(rows) if one.column == column and not one.table]
        for place, mark in _at_edges(places, rows):
            found[place].append(mark)
    return found


def _before_tabs(one: ScanRow) -> Iterator[Mark]:
    if not one.table:
        yield from (Mark(n - 1, n, ROOM) for n, sign in enumerate(one.row.text) if sign == "\t")


def _at_first(one: ScanRow) -> Iterator[Mark]:
    """Yield the first sign of a row that stands well within the stretch that looked like writing."""
    first = next((sign for sign in one.signs if sign), None)
    if first and not one.table and first.left - one.boxes[0].left > _WITHIN * one.boxes[0].height:
        yield Mark(0, 1, ROOM)


def _at_edges(places: list[int], rows: Sequence[ScanRow]) -> Iterator[tuple[int, Mark]]:
    """Yield the rows of a column, by their places, that leave an edge free that they should reach."""
    widest = max((rows[place].row.right - rows[place].row.left for place in places), default=0.0)
    long = [row for place in places if (row := rows[place].row).right - row.left >= _LONG * widest]
    if len(long) < _LEAST_LONG:
        return
    # The outermost may be a slip of the reader's.
    left, right = sorted(row.left for row in long)[1], sorted(row.right for row in long)[-2]
    for place in places:
        row = rows[place].row
        if row.left - left > _LATE * row.size and right - row.right < _NEAR * row.size:
            yield place, Mark(0, 1, ROOM)
    for place, after in zip_longest(places, places[1:]):
        if _ends_early(rows[place].row, rows[after].row if after else None, left, right):
            end = len(rows[place].row.text)
            yield place, Mark(end - 1, end, ROOM)


def _ends_early(row: PdfRow, after: PdfRow | None, left: float, right: float) -> bool:
    """Whether a line ends before the edge, without a stop, though it is a sentence or goes on in the next."""
    is_short = row.left - left < _LATE * row.size and right - row.right > _EARLY * row.size
    if not is_short or row.text[-1] in _ENDS:
        return False
    is_long = row.right - row.left > _LONG * (right - left)
    goes_on = after is not None and is_long and after.left - left < _NEAR * row.size
    return goes_on or not _PAUSES.isdisjoint(row.text)
