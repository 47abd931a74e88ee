"""Finds places of a page where more writing is to be expected than was read, as beside a line that ends early."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from statistics import median

from scripts.intake.readers.pdf_rows import PdfRow
from scripts.intake.scans.boxes import Box
from scripts.intake.scans.doubts import Mark
from scripts.intake.scans.rows import ScanRow

ROOM, NO_STOP, LEFT_OUT = "旁边空着一段，可能漏了字", "一段的末尾没有标点", "旁边有没有读进正文的字迹"
#: In sizes of the type: what is indented further than a paragraph is, what ends earlier than justified lines do.
_LATE, _EARLY, _NEAR = 2.6, 2.5, 0.9
#: In heights of the line: a sign that stands further within it has something before it, such as a dash. In sizes of the
#: type: one that ends so far before the end of its stretch has something behind it, most often a stop.
_WITHIN, _BEFORE_END = 0.7, 0.65
#: In sizes of the type: lines that are set to one width end alike, those around a line by less than this; one of them
#: that lost a stop at its end is shorter by half a sign, and one that ends with a stop leaves a part of its place free.
_ALIKE, _SHORT_BY, _STOP_SHORT_BY, _AROUND = 0.1, 0.27, 0.6, 3
#: Lines from this share of the widest on tell where the text stands; of fewer than so many nothing is told.
_LONG, _LEAST_LONG = 0.6, 5
_ENDS = "。！？；：…”）》"
_PAUSES = frozenset("，。；")
_STOPS = "，。、；：！？"
#: A left-out stretch stands at a line when it is no further from it than this, in heights of the line.
_BESIDE = 2.0


def find_room(rows: Sequence[ScanRow], left_out: Sequence[Box] = ()) -> list[list[Mark]]:
    """Find characters beside which something may not have been read.

    Args:
        rows: The rows of a page as they are read.
        left_out: What of the page is not in its text, as signs that are hardly sure.

    Returns:
        The places of each row; of rows of ruled tables those within their cells alone.
    """
    found = [[*_before_tabs(one), *_at_first(one), *_at_last(one), *_at_left_out(one, left_out)] for one in rows]
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


def _at_last(one: ScanRow) -> Iterator[Mark]:
    """Yield the last sign of each stretch of a row that ends well before what looked like writing does."""
    size = _size(one)
    for box in one.boxes:
        if box.right - box.signs[-1].right > _BEFORE_END * size:
            place = next(place for place, sign in enumerate(one.signs) if sign is box.signs[-1])
            yield Mark(place, place + 1, ROOM)


def _size(one: ScanRow) -> float:
    """Size of the type of a row in pixels of the page."""
    row = one.row
    across = max(box.right for box in one.boxes) - min(box.left for box in one.boxes)
    return row.size * across / max(1.0, row.right - row.left)


def _at_left_out(one: ScanRow, left_out: Sequence[Box]) -> Iterator[Mark]:
    """Yield the sign of a row beside which something stands that is not in the text."""
    top, bottom = min(box.top for box in one.boxes), max(box.bottom for box in one.boxes)
    for box in left_out:
        if top < box.middle < bottom:
            away, place = min(
                (max(box.left - sign.right, sign.left - box.right), place)
                for place, sign in enumerate(one.signs)
                if sign
            )
            if away < _BESIDE * box.height:
                yield Mark(place, place + 1, LEFT_OUT)


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
    followed = [(place, rows[after].row if after else None) for place, after in zip_longest(places, places[1:])]
    going_on = [rows[place].row for place, after in followed if after and _goes_on(rows[place].row, after, left, right)]
    begun = False
    for place, after in followed:
        row, end = rows[place].row, len(rows[place].row.text)
        if _ends_early(row, after, left, right) or (row in going_on and _is_short(row, going_on)):
            yield place, Mark(end - 1, end, ROOM)
        begun = (begun and row.left - left < _NEAR * row.size) or not _PAUSES.isdisjoint(row.text)
        if begun and after and after.left - left > _NEAR * row.size and row.text[-1] not in _ENDS:
            yield place, Mark(end - 1, end, NO_STOP)


def _goes_on(row: PdfRow, after: PdfRow, left: float, right: float) -> bool:
    """Whether a line is a long one that goes on in the next."""
    return after.left - left < _NEAR * row.size and row.right - row.left > _LONG * (right - left)


def _is_short(row: PdfRow, going_on: list[PdfRow]) -> bool:
    """Whether a line ends before those around it, which end alike: a sign at its end was not read."""
    at = going_on.index(row)
    around = [one.right for one in going_on[max(0, at - _AROUND) : at + _AROUND + 1] if one is not row]
    if len(around) < _AROUND:
        return False
    edge = median(around)
    alike, short_by = median(abs(one - edge) for one in around) < _ALIKE * row.size, (edge - row.right) / row.size
    # What is much shorter and ends with a stop is the end of a paragraph, though the next is not indented.
    return alike and (_STOP_SHORT_BY < short_by < _EARLY if row.text[-1] in _STOPS else short_by > _SHORT_BY)


def _ends_early(row: PdfRow, after: PdfRow | None, left: float, right: float) -> bool:
    """Whether a line ends before the edge, without a stop, though it is a sentence or goes on in the next."""
    is_short = row.left - left < _LATE * row.size and right - row.right > _EARLY * row.size
    if not is_short or row.text[-1] in _ENDS:
        return False
    # What ends a page is held to be a sentence when it is long.
    goes_on = _goes_on(row, after, left, right) if after else row.right - row.left > _LONG * (right - left)
    return goes_on or not _PAUSES.isdisjoint(row.text)
