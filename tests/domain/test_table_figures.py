"""Figures of tables that are proposed as indicators: those of the paper's own year, with their units."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.domain.table_figures import find_table_figures


def rows(table: str, year: int = 2023) -> list[str]:
    cells = [line.split("|") for line in table.split("\n")]
    return [f"{f.name} {f.qualifier}{f.value}{f.unit}" for f in find_table_figures(cells, year)]


@pytest.mark.parametrize(
    ("table", "found"),
    [
        ("项目|2022年|2023年\n廉政谈话（人次）|36|42\n立案|3件|5件", ["廉政谈话 42人次", "立案 5件"]),
        ("项目|2022|2023\n办结率|90%|100%", ["办结率 100%"]),
        ("指标|单位|上年|本年\n廉政谈话|人次|36|42", ["廉政谈话 42人次"]),
        ("序号|指标|单位|去年|今年\n1|廉政谈话|人次|36|约42", ["廉政谈话 约42人次"]),
        ("年度|廉政谈话（人次）|立案（件）\n2022年|36|3\n2023年|42|5", ["廉政谈话 42人次", "立案 5件"]),
        ("项目|数量\n廉政谈话|42人次\n党课|5场", ["廉政谈话 42人次", "党课 5场"]),
        ("2023年工作统计表（单位：件）|\n项目|数量\n立案|42", ["立案 42件"]),
        ("项目|2023年（人次）\n廉政谈话|42", ["廉政谈话 42人次"]),
        # The unit is nowhere: the caller tells it.
        ("项目|2022年|2023年\n廉政谈话|36|42", ["廉政谈话 42"]),
        # Another year's, several columns that may be meant, words, and a table of names.
        ("项目|2021年|2022年\n廉政谈话（人次）|36|42", []),
        ("项目|2023年|2023年计划\n廉政谈话（人次）|36|42", []),
        ("项目|2022年|2023年\n廉政谈话（人次）|36|增加", []),
        ("项目|2023年1—6月\n廉政谈话（人次）|36", []),
        ("姓名|职务\n张三|书记", []),
        ("", []),
    ],
)
def test_figure_is_that_of_the_year_with_name_and_unit(table: str, found: list[str]) -> None:
    assert rows(table) == found


CELL = st.sampled_from(
    ["项目", "单位", "2022年", "2023年", "本年", "数量", "廉政谈话（人次）", "立案", "36", "4件", "", "人次"]
)


@given(st.lists(st.lists(CELL, max_size=5), max_size=6))
def test_any_table_gives_figures_with_a_name_and_their_row(table: list[list[str]]) -> None:
    told = [" ".join(filter(None, row)) for row in table]
    for figure in find_table_figures(table, 2023):
        assert figure.name
        assert figure.sentence in told
