"""What the site finds wrong with a pack, at the field of its form and in the words of what was put in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from macros.domain.yearbook import Yearbook
from macros.errors import ErrorKind
from macros.findings import Finding, Kind
from scripts.desk.packing.materials import Row, describe

_BEGINS, _ROW = "  include:", "    - "
_OF_ROWS: dict[Kind, str] = {
    ErrorKind.PACK_EMPTY: "里没有可印的内容",
    ErrorKind.PACK_MATERIAL: "已经没有了",
    ErrorKind.PACK_CHAIN: "不是问题，追溯不了来龙去脉",
    ErrorKind.PACK_TABLE: "不能放进学习资料包",
    ErrorKind.MACRO_VALUE: "的年度或单位没有",
}


def tell_faults(
    faults: Iterable[Finding], path: str, text: str, rows: Sequence[Row], yearbook: Yearbook
) -> dict[str, str]:
    """What is wrong with a pack, by field; nothing of what is wrong elsewhere.

    Args:
        faults: What was found.
        path: The pack's page under docs.
        text: That page, as it would be written.
        rows: What goes in.
        yearbook: All pages, in which what goes in has its name.
    """
    told: dict[str, list[str]] = {}
    for fault in faults:
        if fault.file.removeprefix("docs/") != path:
            continue
        if fault.kind is ErrorKind.AUDIENCE:
            told.setdefault("audience", []).append(f"比放进来的材料宽，改为{fault.expected}。")
        elif fault.kind in _OF_ROWS and (number := _row_at(text, fault.line)) in range(len(rows)):
            name = describe(rows[number], yearbook)
            told.setdefault("rows", []).append(f"第 {number + 1} 项“{name}”{_OF_ROWS[fault.kind]}，拿掉它。")
    return {field: "".join(dict.fromkeys(lines)) for field, lines in told.items()}


def _row_at(text: str, line: int) -> int:
    """Which row of the page, from 0, a line belongs to; -1 where it belongs to none."""
    lines = text.splitlines()[:line]
    begins = lines.index(_BEGINS) if _BEGINS in lines else len(lines)
    return sum(one.startswith(_ROW) for one in lines[begins:]) - 1
