"""Lines found on a page come into the order in which they are read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scripts.intake.scans.boxes import Box
from scripts.intake.scans.grids import Grid
from scripts.intake.scans.rows import make_rows
from tests.helpers.scans import HEIGHT, SIZE, WIDTH, box, grid, page_of


def texts(boxes: list) -> list[str]:  # type: ignore[type-arg]
    return [one.row.text for one in make_rows(boxes, 1, WIDTH, HEIGHT)]


def test_lines_are_read_from_above_whatever_their_order() -> None:
    lines = page_of(["一、基本情况", "  认真落实责任", "二、存在问题"])
    assert texts(lines[::-1]) == ["一、基本情况", "认真落实责任", "二、存在问题"]


def test_what_stands_apart_in_a_row_is_a_cell_of_its_own() -> None:
    row = [box("谈话", 160, 300), box("12场", 600, 306), box("8场", 900, 298)]
    assert texts(row) == ["谈话\t12场\t8场"]
    assert texts([box("谈话", 160, 300), box("12场", 160 + 2 * SIZE + 10, 306)]) == ["谈话12场"]


def test_two_columns_are_read_one_after_the_other_under_what_runs_over_both() -> None:
    left = [box(f"左边第{n}行写得很满", 60, 300 + 60 * k) for k, n in enumerate("一二三四五六")]
    right = [box(f"右边第{n}行写得很满", 660, 303 + 60 * k) for k, n in enumerate("一二三四五六")]
    title = box("横贯两栏的一个很长很长的标题在上面", 220, 200)
    read = texts([*right, title, *left])
    assert read == [title.text, *(one.text for one in left), *(one.text for one in right)]


def test_lines_of_two_columns_that_were_taken_for_one_are_parted() -> None:
    left = [box(f"左边第{n}行写得很满", 60, 300 + 60 * k) for k, n in enumerate("一二三四五六")]
    right = [box(f"右边第{n}行写得很满", 660, 300 + 60 * k) for k, n in enumerate("一二三四五六")]
    both = replace(left[3], signs=(*left[3].signs, *right[3].signs), right=right[3].right)
    read = texts([*left[:3], both, *left[4:], *right[:3], *right[4:]])
    assert read == [*(one.text for one in left), *(one.text for one in right)]


@pytest.mark.parametrize("lean", [0.05, -0.05])
def test_two_columns_of_a_photograph_are_read_one_after_the_other(lean: float) -> None:
    def column(side: str, left: float) -> list[Box]:
        tops = [300 + 60 * n for n in range(20)]
        return [box(f"{side}第{10 + n}行写得很满", left + lean * (top - 900), top) for n, top in enumerate(tops)]

    left, right = column("左边", 200), column("右边", 620)
    # What stands upright between them is as wide as the gutter, over which the page leans further than that.
    assert max(one.right for one in left) > min(one.left for one in right)
    assert texts([*right, *left]) == [one.text for one in (*left, *right)]


@pytest.mark.parametrize("place", [200, 640, 900])
def test_what_stands_apart_under_two_columns_belongs_to_neither(place: float) -> None:
    left = [box(f"左边第{n}行写得很满", 60, 300 + 60 * k) for k, n in enumerate("一二三四五六七")]
    right = [box(f"右边第{n}行写得很满", 660, 300 + 60 * k) for k, n in enumerate("一二三四五六")]
    # A sheet that was photographed askew has its number under one column, and it may have been read in part.
    foot, head = box("29", place, 1600), box("简报", place, 120)
    assert texts([foot, *right, head, *left]) == [one.text for one in (head, *left, *right, foot)]


def test_a_rule_over_which_writing_runs_on_is_none() -> None:
    table = grid(100, 400, (200, 200, 300), 2, 130)
    boxes = [box("事项", 120, 430), box("人次", 520, 430), box("全年谈话提醒", 180, 560), box("56", 520, 560)]
    rows = make_rows(boxes, 1, WIDTH, HEIGHT, [table])
    assert [one.row.text for one in rows] == ["事项\t\t人次", "全年谈话提醒\t\t56"]
    # Where no row has it, there is no column.
    (header, *more), low = [*boxes], table.cells[3:]
    split = Grid((replace(table.cells[0], right=300), replace(table.cells[2], left=300), *low))
    assert [one.row.text for one in make_rows([header, *more], 1, WIDTH, HEIGHT, [split])] == [
        "事项\t人次",
        "全年谈话提醒\t56",
    ]


def test_the_left_edge_of_a_photograph_is_set_straight() -> None:
    leaning = [box("这是一行写得很满的文字到头", 160 + 3 * n, 260 + 60 * n) for n in range(12)]
    lefts = [one.row.left for one in make_rows(leaning, 1, WIDTH, HEIGHT)]
    assert max(lefts) - min(lefts) < 1


def test_what_stands_in_a_ruled_table_comes_row_by_row_each_cell_with_its_lines() -> None:
    table = grid(100, 400, (200, 500, 200), 3, 130)
    boxes = [
        *page_of(["表前的一段话"]),
        *(box("事项", 120, 430), box("内容", 320, 430), box("人次", 820, 430)),
        # Found as one line, though a rule runs through it.
        replace(part := box("谈话", 200, 560), signs=(*part.signs, *box("提醒", 310, 560).signs), right=390),
        # Lines of a cell are found in any height.
        *(replace(box("四次", 320, 620), bottom=690), box("全年安排", 420, 560), box("56", 820, 590)),
        box("合计", 120, 700),
        box("表后的一段话", 160, 900),
    ]
    rows = make_rows(boxes, 1, WIDTH, HEIGHT, [table])
    assert [(one.table, one.row.text) for one in rows] == [
        (0, "表前的一段话"),
        (1, "事项\t内容\t人次"),
        (1, "谈话\t提醒全年安排四次\t56"),
        (1, "合计\t\t"),
        (0, "表后的一段话"),
    ]
    assert all(len(one.signs) == len(one.row.text) for one in rows)
