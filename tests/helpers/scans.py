"""Boxes of a scanned page, made up without reading one."""

from __future__ import annotations

from collections import Counter

from scripts.intake.manuscript import Line, Manuscript
from scripts.intake.scans.boxes import Box, Doubt, Scan, Sign
from scripts.intake.scans.grids import Cell, Grid

#: Size of the type, and of a page, in pixels.
SIZE, WIDTH, HEIGHT = 40, 1240, 1754


def box(text: str, left: float, top: float, sure: float = 0.999, *, is_stamp: bool = False) -> Box:
    """A line of writing; what stands between ‹ and › is not sure."""
    signs, at, unsure = list[Sign](), left, False
    for character in text:
        if character in "‹›":
            unsure = character == "‹"
            continue
        signs.append(Sign(character, 0.5 if unsure else sure, at, at + SIZE))
        at += SIZE
    return Box(tuple(signs), left, top, at, top + SIZE * 1.4, is_stamp)


def page_of(lines: list[str], top: float = 260, left: float = 160) -> list[Box]:
    """Lines one below the other; one that begins with two blanks is indented."""
    return [
        box(line.strip(), left + 2 * SIZE * line.startswith("  "), top + 60 * number)
        for number, line in enumerate(lines)
    ]


def grid(left: int, top: int, columns: tuple[int, ...], rows: int, high: int = 80) -> Grid:
    """A table of columns of these widths, of which all rows are as high."""
    edges = [left + sum(columns[:n]) for n in range(len(columns) + 1)]
    return Grid(
        tuple(
            Cell(row, column, edges[column], top + high * row, edges[column + 1], top + high * (row + 1))
            for row in range(rows)
            for column in range(len(columns))
        )
    )


def read_paper() -> Manuscript:
    """A paper as it was read from a scan, with a figure that is wrong and a name that is right to look at."""
    lines = (
        Line("XX乡党委2022年度工作总结", 1, paragraph=True),
        Line("一、工作开展情况", 2, paragraph=True),
        Line("（一）加强教育。开展谈话提醒65人次。", 3, paragraph=True),
        Line("（二）压实责任。书记王某主持。", 4, paragraph=True),
    )
    doubts = (
        Doubt(3, 14, 18, "65人次", "开展谈话提醒", "。", "数字、日期", 1, b"\x89PNG 1"),
        Doubt(4, 10, 12, "王某", "压实责任。书记", "主持。", "人名", 1, b"\x89PNG 2"),
    )
    characters = Counter("".join(line.text for line in lines))
    return Manuscript("scan", lines, characters=characters, scan=Scan(doubts))
