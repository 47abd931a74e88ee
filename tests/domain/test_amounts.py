from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.domain.amounts import find_amounts, read_cell


def rows(text: str, *, single: bool = False) -> list[str]:
    return [f"{a.qualifier}{a.value}{a.unit}" for a in find_amounts(text, single=single)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("谈话56人次", ["56人次"]),
        ("谈话５６人次", ["56人次"]),
        ("召开会议两次、三场", ["2次", "3场"]),
        ("资金1,200万元，约3.5亿元", ["1200万元", "约3.5亿元"]),
        ("产量1.4亿斤，鱼苗30万尾，绿化2.5万亩", ["1.4亿斤", "30万尾", "2.5万亩"]),
        ("培训2万余人次，投入300余万元", ["万余2万人次", "余300万元"]),
        ("不到10人，大约300份，最多5次", ["不到10人", "大约300份", "最多5次"]),
        ("处理数十人，走访几十户、上十户", []),
        ("检查三五次，走访七八十户、两三家", []),
        ("检查3到5次，罚款100元至300元，增长6%－6.5%", []),
        ("降至5%，增至12件", ["5%", "12件"]),
        ("第3、4次会议", []),
        ("3万人口，2900万家庭，12例会，5部门，9条次干道", []),
        ("12项目标，存栏14万头只", ["12项", "14万头只"]),
        ("扶持三元、五丰，发放五元、二十元", ["20元"]),
        ("补贴500元/月", []),
        ("百分之九十", ["90%"]),
        ("98.5％", ["98.5%"]),
        ("讲党课一次", []),
        ("第3次会议", []),
        ("2023年12月26日", []),
        ("四个意识", []),
        ("3个月", []),
        ("没有数", []),
    ],
)
def test_amount_has_value_and_unit(text: str, found: list[str]) -> None:
    assert rows(text) == found


@pytest.mark.parametrize(
    ("text", "found"), [("讲党课一次", ["1次"]), ("召开一场", ["1场"]), ("进一步", []), ("第一次", []), ("一期", [])]
)
def test_one_counts_where_it_is_asked_for(text: str, found: list[str]) -> None:
    assert rows(text, single=True) == found


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("42", "42"),
        ("1,200", "1200"),
        ("42人次", "42人次"),
        ("约3.5万元", "约3.5万元"),
        ("98.5％", "98.5%"),
        ("余", None),
        ("三", None),
        ("2023年", None),
        ("42人次（其中党员5人）", None),
        ("", None),
    ],
)
def test_cell_is_a_number_with_its_unit_and_nothing_else(cell: str, found: str | None) -> None:
    amount = read_cell(cell)
    assert (f"{amount.qualifier}{amount.value}{amount.unit}" if amount else None) == found


def test_plain_value_is_without_ten_thousands() -> None:
    (amount,) = find_amounts("投入3.5万元")
    assert amount.plain == (Decimal(35000), "元")
    assert [a.plain for a in find_amounts("培训2万人次")] == [(Decimal(20000), "人次")]


@given(st.text(alphabet="0123456789０９一二两十百千万亿元%次人第约余，。百分之个月年", max_size=40))
def test_an_amount_stands_where_it_says(text: str) -> None:
    for amount in find_amounts(text, single=True):
        assert amount.unit
        assert amount.value.is_finite()
        assert text[amount.start : amount.end]
