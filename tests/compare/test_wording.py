from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.compare.wording import bare_title, find_words, fold


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("开展谈话，共 10 次。", "开展谈话共10次", True),
        ("“一岗双责”", "《一岗双责》", True),
        ("A类", "a类", True),
        ("支出1,500元", "支出1500元", True),
        ("一是谈话——逐个谈", "一是谈话逐个谈", True),
        ("支出1.5万元", "支出15万元", False),
        ("比例3%", "比例3‰", False),
        ("比例3%", "比例3", False),
        ("增长-3", "增长3", False),
        ("3、5条", "35条", False),
        ("谈话 3 5", "谈话 35", False),
        ("完成√", "完成×", False),
        ("甲", "乙", False),
    ],
)
def test_only_what_says_nothing_is_left_out(one: str, other: str, *, same: bool) -> None:
    assert (fold(one) == fold(other)) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("（二）加强教育", "2．加强教育", True), ("1.5万元", "2.5万元", False), ("一、学习", "学习", True)],
)
def test_mark_of_a_heading_is_no_word_of_it(one: str, other: str, *, same: bool) -> None:
    assert (bare_title(one) == bare_title(other)) is same


@given(st.text(alphabet="甲a1３，。.- %√（"))
def test_places_are_those_of_the_words(text: str) -> None:
    assert "".join(text[place] for run in find_words(text) for place in run).lower() == fold(text)
