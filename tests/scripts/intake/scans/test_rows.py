"""Lines found on a page come into the order in which they are read."""

from __future__ import annotations

from dataclasses import replace

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
        box("谈话提醒", 220, 560),
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
