"""Rows too low for what was filled in: those that fit themselves are given room, fixed ones stay and are told."""

from __future__ import annotations

from collections.abc import Iterable
from unicodedata import east_asian_width

from lxml import etree

from scripts.forms.excel_reading import merged_ranges, tag
from scripts.forms.wording import Filling

#: Of a line of ordinary size, about.
_LINE_POINTS, _MOST_POINTS = 14.5, 400.0
#: A line less than that is told; a wrong guess costs a needless hint.
_TIGHT_POINTS = 12.5
_WIDTH = 8.43


def fit_rows(root: etree._Element, name: str, fillings: Iterable[Filling]) -> list[str]:
    """Give rows room for their text, as programs do that fit a row only where somebody types in it.

    Args:
        root: The sheet.
        name: Its name.
        fillings: What was filled in.

    Returns:
        What a person should know: which rows are fixed and too low.
    """
    rows = {int(row.get("r", 0)): row for row in root.iterfind(f"{tag('sheetData')}/{tag('row')}")}
    lines = _lines_of_rows(root, fillings)
    low = []
    for number, count in sorted(lines.items()):
        row = rows[number]
        height = float(row.get("ht", 0))
        if row.get("customHeight") in {"1", "true"}:
            low += [number] if count * _TIGHT_POINTS > height + _TIGHT_POINTS / 2 else []
        elif count > 1 and count * _LINE_POINTS > height:
            # Still one that fits itself: the number is what a program would have kept of it.
            row.set("ht", f"{min(count * _LINE_POINTS, _MOST_POINTS):g}")
    if not low:
        return []
    shown = "、".join(map(str, low[:10])) + ("等" if len(low) > 10 else "")
    return [f"{name}：第 {shown} 行的行高是表里定的，文字可能显示不全，打印以前拉高。"]


def _lines_of_rows(root: etree._Element, fillings: Iterable[Filling]) -> dict[int, int]:
    """How many lines the longest text of each row takes; cells over several rows have room of their own."""
    widths = {
        column: float(one.get("width", _WIDTH))
        for one in root.iter(tag("col"))
        for column in range(int(one.get("min", 1)), min(int(one.get("max", 1)), 256) + 1)
    }
    ends = {(top, left): (bottom, right) for left, top, right, bottom in merged_ranges(root)}
    lines: dict[int, int] = {}
    for one in fillings:
        bottom, last = ends.get((one.row, one.column), (one.row, one.column))
        if bottom == one.row and one.inline is None:
            width = sum(widths.get(column, _WIDTH) for column in range(one.column, last + 1))
            lines[one.row] = max(lines.get(one.row, 1), _lines(one.text, width))
    return lines


def _lines(text: str, width: float) -> int:
    sizes = (sum(2 if east_asian_width(one) in "WFA" else 1 for one in line) for line in text.split("\n"))
    return sum(max(1, -(-size // max(int(width), 1))) for size in sizes)
