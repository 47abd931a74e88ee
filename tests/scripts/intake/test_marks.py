"""Marks of sections: kinds, values, and what only looks like one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.domain.numerals import to_chinese
from scripts.intake.marks import MarkKind, NumberMark, is_listed, parse_mark


@pytest.mark.parametrize(
    ("text", "kind", "value", "mark"),
    [
        ("第一部分 工作情况", MarkKind.PART, 1, "第一部分 "),
        ("第十二部分：附录", MarkKind.PART, 12, "第十二部分："),
        ("一、工作情况", MarkKind.HAN, 1, "一、"),
        ("十一、 工作情况", MarkKind.HAN, 11, "十一、 "),
        ("二十三、工作情况", MarkKind.HAN, 23, "二十三、"),
        ("六．工作情况", MarkKind.HAN, 6, "六．"),
        ("三.工作情况", MarkKind.HAN, 3, "三."),
        ("一　、工作情况", MarkKind.HAN, 1, "一　、"),
        ("（一）加强教育", MarkKind.BRACKETED_HAN, 1, "（一）"),
        ("(一)加强教育", MarkKind.BRACKETED_HAN, 1, "(一)"),
        ("（ 二 ）加强教育", MarkKind.BRACKETED_HAN, 2, "（ 二 ）"),
        ("（十五）、加强教育", MarkKind.BRACKETED_HAN, 15, "（十五）、"),
        ("(三）加强教育", MarkKind.BRACKETED_HAN, 3, "(三）"),
        ("㈠加强教育", MarkKind.BRACKETED_HAN, 1, "㈠"),
        ("1.加强教育", MarkKind.NUMBER, 1, "1."),
        ("12．加强教育", MarkKind.NUMBER, 12, "12．"),
        ("1、加强教育", MarkKind.NUMBER, 1, "1、"),
        ("１．加强教育", MarkKind.NUMBER, 1, "１．"),
        ("2. 加强教育", MarkKind.NUMBER, 2, "2. "),
        ("1.2023年以来", MarkKind.NUMBER, 1, "1."),
        ("⒈加强教育", MarkKind.NUMBER, 1, "⒈"),
        ("（1）加强教育", MarkKind.BRACKETED_NUMBER, 1, "（1）"),
        ("(2)加强教育", MarkKind.BRACKETED_NUMBER, 2, "(2)"),
        ("3）加强教育", MarkKind.BRACKETED_NUMBER, 3, "3）"),
        ("⑴加强教育", MarkKind.BRACKETED_NUMBER, 1, "⑴"),
        ("①加强教育", MarkKind.CIRCLED, 1, "①"),
        ("⑳加强教育", MarkKind.CIRCLED, 20, "⑳"),
    ],
)
def test_mark_is_read_with_kind_and_value(text: str, kind: MarkKind, value: int, mark: str) -> None:
    assert parse_mark(text) == NumberMark(kind, value, len(mark))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "一",
        "一、",
        "（一）",
        "1.",
        "工作情况",
        "1.5亿元用于改造",
        "1.05万人",
        "2023年，乡党委",
        "一是加强教育",
        "一方面，加强教育",
        "三个问题",
        "（以下简称条例）",
        "（2023年修订）",
        "123.加强",
        "“一、”是序号",
        "二、三季度",
        "一、二、三产业",
        "7、8月份",
        "1、2、3号楼",
    ],
)
def test_other_beginnings_are_no_mark(text: str) -> None:
    assert parse_mark(text) is None


@given(st.integers(1, 99), st.sampled_from(["", " ", "　"]))
def test_every_number_is_read_in_every_form(number: int, blank: str) -> None:
    han = to_chinese(number)
    for mark in (f"{han}、", f"（{han}）", f"({han})", f"{number}.", f"{number}．", f"{number}、", f"（{number}）"):
        found = parse_mark(f"{mark}{blank}加强教育")
        assert found is not None
        assert (found.value, found.length) == (number, len(mark + blank))


@given(st.text(max_size=30))
def test_any_text_has_a_mark_within_itself_or_none(text: str) -> None:
    found = parse_mark(text)
    assert found is None or (0 < found.length < len(text) and found.value > 0)


@pytest.mark.parametrize("text", ["一是加强教育", "二要", "第一，加强", "首先，", "——加强教育", "·加强", "●加强"])
def test_members_of_an_enumeration_are_told(text: str) -> None:
    assert is_listed(text)


@pytest.mark.parametrize("text", ["一、加强", "加强教育", "第一部分", "一直以来", "是"])
def test_others_are_no_members(text: str) -> None:
    assert not is_listed(text)
