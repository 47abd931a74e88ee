"""Tells a PDF's headers, footers and page numbers from its text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from scripts.intake.readers.pdf_rows import PdfRow

#: Shares of a page's height: official papers (GB/T 9704-2012) leave 37 mm of 297 free above the text and 35 below.
_HEAD_ABOVE = 0.87
_FOOT_BELOW = 0.13
#: Rows at either edge of a page that may be furniture; a header of two lines is the most that occurs.
_EDGE_ROWS = 2
#: Left and right pages may have headers of their own, and a first page none.
_LEAST_SHARE = 0.4
_DIGITS = r"[0-9０-９]{1,4}"
_DASH = r"[-－‐—–―─~·•]"
_ADORNED = re.compile(
    rf"{_DASH}+\s*(?P<dashed>{_DIGITS})\s*{_DASH}+"
    rf"|第\s*(?P<counted>{_DIGITS}|[一二三四五六七八九十百]+)\s*页(?:\s*[,，/]?\s*[（(]?\s*共\s*{_DIGITS}\s*页\s*[)）]?)?"
)
_BARE = re.compile(rf"(?P<bare>{_DIGITS})(?:\s*[/／]\s*{_DIGITS})?")


def find_furniture(rows: list[PdfRow], pages: int) -> dict[int, str]:
    """Find the rows that belong to the sheet, not to the text.

    Page numbers in dashes or between 第 and 页 are known by their form, a bare
    number by counting up with the pages. Anything else must stand at the same
    height, digits apart the same, on two pages out of five.

    Args:
        rows: All rows, in the order in which they are read.
        pages: How many pages there are.

    Returns:
        Index of the row to the reason: 页眉, 页脚 or 页码.
    """
    edges = list(_edges(rows))
    found = {index: "页码" for index in edges if _ADORNED.fullmatch(rows[index].text.strip())}
    found |= dict.fromkeys(_counting(rows, edges, pages), "页码")
    for index in _repeated(rows, edges, pages):
        found.setdefault(index, "页眉" if rows[index].height > _HEAD_ABOVE else "页脚")
    return found


def _edges(rows: list[PdfRow]) -> Iterator[int]:
    pages: defaultdict[int, list[int]] = defaultdict(list)
    for index, row in enumerate(rows):
        pages[row.page].append(index)
    for indexes in pages.values():
        # By where they stand, since rows of a page in columns follow each other otherwise.
        indexes.sort(key=lambda index: -rows[index].height)
        yield from (index for index in indexes[:_EDGE_ROWS] if rows[index].height > _HEAD_ABOVE)
        yield from (index for index in indexes[-_EDGE_ROWS:] if rows[index].height < _FOOT_BELOW)


def _counting(rows: list[PdfRow], edges: list[int], pages: int) -> Iterator[int]:
    """Yield the bare numbers that go up by one with the page."""
    numbers = {index: int(match["bare"]) for index in edges if (match := _BARE.fullmatch(rows[index].text.strip()))}
    offsets = Counter((number - rows[index].page, rows[index].height > 0.5) for index, number in numbers.items())
    for index, number in numbers.items():
        same = offsets[number - rows[index].page, rows[index].height > 0.5]
        if same > 1 or (pages == 1 and number == 1):
            yield index


def _repeated(rows: list[PdfRow], edges: list[int], pages: int) -> Iterator[int]:
    places: defaultdict[tuple[str, int], list[int]] = defaultdict(list)
    for index in edges:
        words = re.sub(r"[0-9０-９]+", "0", "".join(rows[index].text.split()))
        if words != "0":
            places[words, round(rows[index].baseline)].append(index)
    for indexes in places.values():
        if len(indexes) >= max(2, _LEAST_SHARE * pages):
            yield from indexes
