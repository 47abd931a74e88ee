from __future__ import annotations

from collections.abc import Callable
from xml.etree import ElementTree

from macros.render.matrix import NO_PAPERS, MatrixCell, MatrixRow, Sign, count_cell, matrix

ROWS = (
    MatrixRow(
        "台账不全 <b>",
        (
            MatrixCell(Sign.DONE.value, "已销号", "good", "2021.html#e-1"),
            NO_PAPERS,
            MatrixCell(Sign.UNDER_WAY.value, "整改中，逾期 4 天", "problem", "2023.html#e-1", "逾期"),
        ),
        "2023.html#e-1",
        "2 年",
    ),
    MatrixRow("公开不细", (count_cell(0, "未写到"), count_cell(1, "措施（一）"), count_cell(9, "九处"))),
)
KEY = ((Sign.DONE, "已办结"), (Sign.UNDER_WAY, "在办"), (Sign.OPEN, "未启动"), (Sign.ABSENT, "未见记载"))


def test_matrix_tells_every_cell_in_words(golden: Callable[[str, str], None]) -> None:
    html = matrix("问题与年度", "问题", ("2021年", "2022年", "2023年"), ROWS, KEY)
    # It may stand on a page that is read as XML.
    ElementTree.fromstring(f"<div>{html}</div>")
    golden("render/matrix.html", html + "\n")


def test_key_names_only_the_signs_that_are_there() -> None:
    html = matrix("x", "y", ("2021年",), [MatrixRow("甲", (count_cell(0, "未写到"),))], KEY)
    assert '<p class="yb-how">– 未见记载</p>' in html
    assert matrix("x", "y", (), (), KEY) == ""


def test_more_is_shaded_deeper() -> None:
    assert [count_cell(count, "").shade for count in (1, 2, 4, 7, 70)] == [1, 2, 3, 4, 4]
