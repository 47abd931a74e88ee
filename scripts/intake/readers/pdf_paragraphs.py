"""Tells by the places of rows on a page where paragraphs begin, and which rows reach the edge."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise
from statistics import median

from scripts.intake.manuscript import Line
from scripts.intake.readers.pdf_rows import PdfRow

#: So many characters short of the edge a line may end: some words are not parted, and no line begins with a full stop.
_SHORT_OF_EDGE = 3
#: In sizes of the type: an indent of two characters, cut a little by justification, and a gap between paragraphs.
_INDENT = 1.4
_GAP_OF_LINES = 1.6
_ROWS_OF_A_FULL_PAGE = 5


def make_lines(rows: Mapping[int, PdfRow]) -> tuple[Line, ...]:
    """The lines of a text: a paragraph begins where a row is indented, or a wider gap stands above it.

    Args:
        rows: Its rows by their numbers, in reading order, without what belongs to the sheets.
    """
    begins = dict(zip(rows, _beginnings(list(rows.values())), strict=True))
    ends = _right_edges(list(rows.values()))
    return tuple(
        Line(
            row.text,
            number,
            paragraph=begins[number],
            full=row.right >= ends[row.page] - _SHORT_OF_EDGE * row.size,
            size=row.size,
        )
        for number, row in rows.items()
    )


def _beginnings(rows: list[PdfRow]) -> Iterator[bool]:
    edges = _left_edges(rows)
    steps = [a.baseline - b.baseline for a, b in pairwise(rows) if a.page == b.page]
    usual = median(steps) if steps else 0.0
    before: PdfRow | None = None
    for row in rows:
        indented = row.left - edges[row.page] > _INDENT * row.size
        apart = (
            before is not None and before.page == row.page and before.baseline - row.baseline > _GAP_OF_LINES * usual
        )
        yield before is None or indented or apart
        before = row


def _right_edges(rows: list[PdfRow]) -> dict[int, float]:
    """The right edge of the text on each page, as at the left."""
    return {page: -edge for page, edge in _left_edges([replace(row, left=-row.right) for row in rows]).items()}


def _left_edges(rows: list[PdfRow]) -> dict[int, float]:
    """The left edge of the text on each page; left and right pages may differ."""
    pages: defaultdict[int, list[float]] = defaultdict(list)
    for row in rows:
        pages[row.page].append(row.left)
    whole = _left_edge([row.left for row in rows])
    return {page: _left_edge(lefts) if len(lefts) >= _ROWS_OF_A_FULL_PAGE else whole for page, lefts in pages.items()}


def _left_edge(lefts: list[float]) -> float:
    counts = Counter(round(left) for left in lefts)
    often = [left for left, count in counts.items() if count > 1]
    return min(often or counts, default=0)
