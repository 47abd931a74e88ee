"""Puts the lines that were found on a page into reading order: column by column, row by row, with cells apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise
from statistics import median

from scripts.intake.readers.pdf_rows import PdfRow
from scripts.intake.scans.boxes import Box, Sign
from scripts.intake.scans.cells import fill_grid
from scripts.intake.scans.grids import Grid

#: Height of the page in which rows are counted, in points: A4, whose furniture is known by its place.
_PAGE_POINTS = 842.0
#: Two stretches are of one row where so much of the lower one stands beside the other.
_SAME_ROW = 0.5
_COLUMN_GAP = 2.0
#: A page has two columns where so many lines stand on either side of a gutter, most of them as wide as the column.
_LEAST_LINES, _FULL_LINES, _FULL = 5, 0.5, 0.75
_GUTTERS = range(35, 66)
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
    """

    row: PdfRow
    signs: tuple[Sign | None, ...]
    boxes: tuple[Box, ...]
    page: int
    table: int = 0


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
        cells, rest = fill_grid(grid, rest)
        above = [box for box in rest if box.middle < grid.top]
        rest = [box for box in rest if box.middle >= grid.top]
        rows += _plain_rows(above, page, width, height)
        rows += [replace(_join([*map(_in_order, row)], page, height), table=number) for row in cells if any(row)]
    return [*rows, *_plain_rows(rest, page, width, height)]


def _plain_rows(boxes: list[Box], page: int, width: int, height: int) -> list[ScanRow]:
    groups = [group for column in _columns(boxes, width) for group in _by_height(column)]
    return _upright([_row(group, page, height) for group in groups])


def coarse(row: PdfRow) -> PdfRow:
    """A row at the height at which heads and feet of scanned sheets are compared."""
    return replace(row, baseline=round(row.baseline / _COARSE_POINTS) * _COARSE_POINTS)


def _columns(boxes: list[Box], width: int) -> Iterator[list[Box]]:
    """Yield the lines column by column; of a page in two, what runs over both stands between what it parts."""
    gutter = next((x for share in _GUTTERS if _is_gutter(x := width * share / 100, boxes)), None)
    if gutter is None:
        yield boxes
        return
    across = sorted((box for box in boxes if box.left < gutter < box.right), key=lambda box: box.middle)
    heights = [*(box.middle for box in across), float("inf")]
    above = float("-inf")
    for number, below in enumerate(heights):
        part = [box for box in boxes if above < box.middle < below and box not in across]
        yield [box for box in part if box.right <= gutter]
        yield [box for box in part if box.left >= gutter]
        if number < len(across):
            yield [across[number]]
        above = below


def _is_gutter(x: float, boxes: list[Box]) -> bool:
    left = [box for box in boxes if box.right <= x]
    right = [box for box in boxes if box.left >= x]
    crossing = len(boxes) - len(left) - len(right)
    sides = (left, right)
    return crossing * 5 <= len(boxes) and all(len(side) >= _LEAST_LINES and _is_full(side) for side in sides)


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
