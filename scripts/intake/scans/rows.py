"""Puts the lines that were found on a page into reading order: column by column, row by row, with cells apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise
from statistics import median
from typing import NamedTuple

from scripts.intake.readers.pdf_rows import PdfRow
from scripts.intake.scans.boxes import Box, Sign
from scripts.intake.scans.cells import fill_grid, without_false_rules
from scripts.intake.scans.grids import Grid

#: Height of the page in which rows are counted, in points: A4, whose furniture is known by its place.
_PAGE_POINTS = 842.0
#: Two stretches are of one row where so much of the lower one stands beside the other.
_SAME_ROW = 0.5
_COLUMN_GAP = 2.0
#: A page has two columns where so many lines stand on either side of a gutter, most of them as wide as the column.
_LEAST_LINES, _FULL_LINES, _FULL = 5, 0.5, 0.75
_GUTTERS = range(35, 66)
#: In heights of a line: more room than between two signs of a sentence.
_FREE = 0.8
#: No more than one line out of so many runs over a gutter.
_LEAST_BESIDE = 5
#: What reaches over a gutter by less than this of its width stands beside it.
_REACHES = 0.05
#: In heights of a line: what stands so far above or below both columns, and is less than half as wide as the longest
#: line, belongs to neither, as the number of a page.
_APART, _SHORT = 1.0, 0.5
#: A page that was photographed leans, and most lean little.
_LEANS = (0.0, *(sign * lean / 100 for lean in range(1, 9) for sign in (1, -1)))
#: Lines from this share of the widest on tell how the left edge of the page runs.
_LONG = 0.6
#: So coarsely heights are told of heads and feet, which stand a little higher or lower on each sheet.
_COARSE_POINTS = 12


@dataclass(frozen=True)
class ScanRow:
    """A row of a page (行).

    Attributes:
        row: Its text and place, as of a PDF.
        signs: The sign of each character of the text; None where the reader has set a tab or a blank.
        boxes: The stretches that it is made of.
        page: 1-based page.
        table: 1-based number of the table on the page of which it is a row, its cells parted by tabs; 0 elsewhere.
        column: Of a page in two columns, 1 for the left one and 2 for the right one; 0 elsewhere.
    """

    row: PdfRow
    signs: tuple[Sign | None, ...]
    boxes: tuple[Box, ...]
    page: int
    table: int = 0
    column: int = 0


def make_rows(boxes: Sequence[Box], page: int, width: int, height: int, grids: Sequence[Grid] = ()) -> list[ScanRow]:
    """Order the lines of a page into rows as they are read.

    Args:
        boxes: The lines.
        page: 1-based page.
        width: Width of the page in pixels.
        height: Height of the page in pixels.
        grids: Its tables, from above.
    """
    rows, rest = list[ScanRow](), list(boxes)
    for number, grid in enumerate(grids, 1):
        cells, rest = fill_grid(without_false_rules(grid, rest), rest)
        above = [box for box in rest if box.middle < grid.top]
        rest = [box for box in rest if box.middle >= grid.top]
        rows += _plain_rows(above, page, width, height)
        rows += [replace(_join([*map(_in_order, row)], page, height), table=number) for row in cells if any(row)]
    return [*rows, *_plain_rows(rest, page, width, height)]


def _plain_rows(boxes: list[Box], page: int, width: int, height: int) -> list[ScanRow]:
    rows = [
        replace(_row(group, page, height), column=column)
        for column, part in _columns(boxes, width)
        for group in _by_height(part)
    ]
    return _upright(rows)


def coarse(row: PdfRow) -> PdfRow:
    """A row at the height at which heads and feet of scanned sheets are compared."""
    return replace(row, baseline=round(row.baseline / _COARSE_POINTS) * _COARSE_POINTS)


def _columns(boxes: list[Box], width: int) -> Iterator[tuple[int, list[Box]]]:
    """Yield the lines column by column, each with its number; what runs over both stands between what it parts."""
    gutter = _find_gutter(boxes, width)
    if gutter is None:
        yield 0, boxes
        return
    boxes = [part for box in boxes for part in gutter.parted(box)]
    apart = _apart(boxes)
    across = sorted(
        (box for box in boxes if box in apart or 0 < gutter.share_left(box) < 1), key=lambda box: box.middle
    )
    heights = [*(box.middle for box in across), float("inf")]
    above = float("-inf")
    for number, below in enumerate(heights):
        part = [box for box in boxes if above < box.middle < below and box not in across]
        yield 1, [box for box in part if gutter.share_left(box) == 1]
        yield 2, [box for box in part if gutter.share_left(box) == 0]
        if number < len(across):
            yield 0, [across[number]]
        above = below


def _apart(boxes: list[Box]) -> list[Box]:
    """What stands by itself over all other lines of a page in columns, or under all of them."""
    groups, high = [*_by_height(boxes)], median(box.height for box in boxes)
    widest = max(box.right - box.left for box in boxes)
    ends = [
        (groups[0], min(box.top for box in groups[1]) - max(box.bottom for box in groups[0])),
        (groups[-1], min(box.top for box in groups[-1]) - max(box.bottom for box in groups[-2])),
    ]
    return [
        group[0]
        for group, free in ends
        if len(group) == 1 and free > _APART * high and group[0].right - group[0].left < _SHORT * widest
    ]


def _find_gutter(boxes: list[Box], width: int) -> _Gutter | None:
    """The line between the columns of a page over which the fewest lines run, and of such the most upright."""
    gutters = [_Gutter(width * share / 100, lean) for lean in _LEANS for share in _GUTTERS]
    crossed = {one: count for one in gutters if (count := one.crossing(boxes)) * _LEAST_BESIDE <= len(boxes)}
    return next((one for one in sorted(crossed, key=crossed.__getitem__) if one.parts(boxes)), None)


class _Gutter(NamedTuple):
    """A straight line between two columns: where it stands at the head of the page, and how it leans from there."""

    x: float
    lean: float

    def share_left(self, box: Box) -> float:
        """How much of a line of writing stands to its left; what hardly reaches over it stands on one side."""
        share = (self.x + self.lean * box.middle - box.left) / max(1.0, box.right - box.left)
        return 0.0 if share < _REACHES else 1.0 if share > 1 - _REACHES else share

    def parted(self, box: Box) -> Iterator[Box]:
        """Yield a line of writing, or the two that were taken for one: its signs leave the gutter free."""
        middle = self.x + self.lean * box.middle
        for place, (one, other) in enumerate(pairwise(box.signs), 1):
            free = other.left - one.right
            if one.right <= middle <= other.left and free > _FREE * box.height:
                yield replace(box, signs=box.signs[:place], right=one.right)
                yield replace(box, signs=box.signs[place:], left=other.left)
                return
        yield box

    def crossing(self, boxes: list[Box]) -> int:
        """Over how many lines it runs."""
        return sum(0 < self.share_left(box) < 1 for box in boxes)

    def parts(self, boxes: list[Box]) -> bool:
        """Whether on either side of it is a column: lines enough that fill it."""
        shares = [self.share_left(box) for box in boxes]
        left = [box for box, share in zip(boxes, shares, strict=True) if share == 1]
        right = [box for box, share in zip(boxes, shares, strict=True) if share == 0]
        return all(len(side) >= _LEAST_LINES and _is_full(side) for side in (left, right))


def _is_full(side: list[Box]) -> bool:
    """Whether most lines are as wide as their column: cells of a table are not."""
    widest = max(box.right for box in side) - min(box.left for box in side)
    full = sum(box.right - box.left >= _FULL * widest and len(box.signs) > 8 for box in side)
    return full >= _FULL_LINES * len(side)


def _by_height(boxes: list[Box]) -> Iterator[list[Box]]:
    group: list[Box] = []
    for box in sorted(boxes, key=lambda box: box.middle):
        if group and not _beside(group[0], box):
            yield sorted(group, key=lambda box: box.left)
            group = []
        group.append(box)
    if group:
        yield sorted(group, key=lambda box: box.left)


def _in_order(boxes: list[Box]) -> list[Box]:
    """What stands in a cell as it is read."""
    return [box for group in _by_height(boxes) for box in group]


def _beside(one: Box, other: Box) -> bool:
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared >= _SAME_ROW * min(one.height, other.height)


def _row(group: list[Box], page: int, height: int) -> ScanRow:
    """A row of what stands beside one another; what stands far apart is in cells of its own."""
    size, cells = _size(group), [group[:1]]
    for before, box in pairwise(group):
        if box.left - before.right >= _COLUMN_GAP * size:
            cells.append([])
        cells[-1].append(box)
    return _join(cells, page, height)


def _join(cells: list[list[Box]], page: int, height: int) -> ScanRow:
    """A row of cells."""
    text, signs = "", list[Sign | None]()
    for number, cell in enumerate(cells):
        for place, box in enumerate(cell):
            mark = " " if place and (text[-1] + box.text[0]).isascii() else ""
            text, signs = text + mark + box.text, [*signs, *(None for _ in mark), *box.signs]
        if number + 1 < len(cells):
            text, signs = text + "\t", [*signs, None]
    boxes = [box for cell in cells for box in cell]
    points, size = _PAGE_POINTS / max(1, height), _size(boxes)
    # Below the middle by half the size of the type stands what it stands on.
    middle = median(box.middle for box in boxes)
    baseline = _PAGE_POINTS - (middle + size / 2) * points
    left, right = min(box.left for box in boxes), max(box.right for box in boxes)
    row = PdfRow(text, page, left * points, right * points, baseline, baseline / _PAGE_POINTS, size * points)
    return ScanRow(row, tuple(signs), tuple(boxes), page)


def _size(group: list[Box]) -> float:
    """Size of the type in pixels: a Han character is as wide as it is high."""
    wide = [
        box.signs[n + 1].left - box.signs[n].left
        for box in group
        for n in range(len(box.signs) - 1)
        if all("\u4e00" <= sign.character <= "\u9fff" for sign in box.signs[n : n + 2])
    ]
    return max(1.0, median(wide)) if wide else median(box.height for box in group) / 1.4


def _upright(rows: list[ScanRow]) -> list[ScanRow]:
    """Rows of a page of which the left edge runs straight down: a photograph leans."""
    if not rows:
        return rows
    widest = max(one.row.right - one.row.left for one in rows)
    edge = [one.row for one in rows if one.row.right - one.row.left >= _LONG * widest]
    leans = [
        (a.left - b.left) / (a.baseline - b.baseline) for a, b in combinations(edge, 2) if a.baseline != b.baseline
    ]
    lean = median(leans) if len(edge) > 3 else 0.0
    moved = []
    for one in rows:
        shift = lean * one.row.baseline
        moved.append(replace(one, row=replace(one.row, left=one.row.left - shift, right=one.row.right - shift)))
    return moved
