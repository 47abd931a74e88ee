"""Rows whose height the form has fixed, and which cannot show all that was filled in: told, and left as they are."""

from __future__ import annotations

from collections.abc import Iterable
from unicodedata import east_asian_width

from lxml import etree

from scripts.forms.excel_reading import merged_ranges, tag
from scripts.forms.planning import Filling

#: Of a line of ordinary size, about; a wrong guess costs a needless hint.
_LINE_POINTS = 12.5
_WIDTH = 8.43


def tell_low_rows(root: etree._Element, name: str, fillings: Iterable[Filling]) -> list[str]:
    """Tell the rows that are too low.

    Args:
        root: The sheet.
        name: Its name.
        fillings: What was filled in.
    """
    heights = {
        int(row.get("r", 0)): float(row.get("ht", 0))
        for row in root.iterfind(f"{tag('sheetData')}/{tag('row')}")
        if row.get("customHeight") in {"1", "true"}
    }
    widths = {
        column: float(one.get("width", _WIDTH))
        for one in root.iter(tag("col"))
        for column in range(int(one.get("min", 1)), min(int(one.get("max", 1)), 256) + 1)
    }
    ends = {(top, left): right for left, top, right, bottom in merged_ranges(root) if bottom == top}
    low = set()
    for one in fillings:
        last = ends.get((one.row, one.column), one.column)
        width = sum(widths.get(column, _WIDTH) for column in range(one.column, last + 1))
        if one.row in heights and _lines(one.text, width) * _LINE_POINTS > heights[one.row] + _LINE_POINTS / 2:
            low.add(one.row)
    if not low:
        return []
    shown = "、".join(map(str, sorted(low)[:10])) + ("等" if len(low) > 10 else "")
    return [f"{name}：第 {shown} 行的行高是表里定的，文字可能显示不全，打印以前拉高。"]


def _lines(text: str, width: float) -> int:
    sizes = (sum(2 if east_asian_width(one) in "WFA" else 1 for one in line) for line in text.split("\n"))
    return sum(max(1, -(-size // max(int(width), 1))) for size in sizes)
