"""Parts and items by the marks that a paper uses itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.intake.marks import parse_mark
from scripts.intake.outline import Outline, Section, read_outline, split_heading
from tests.helpers.intake_papers import paragraphs_of

Shape = list[tuple[str, list[str]]]


def shape(outline: Outline) -> Shape:
    return [(part.heading, [item.heading for item in part.sections]) for part in outline.parts]


def shape_of(*lines: str) -> Shape:
    return shape(read_outline(paragraphs_of(*lines)))


@pytest.mark.parametrize(
    ("text", "heading", "body"),
    [
        ("一、工作情况", "一、工作情况", ""),
        ("（一）加强教育。召开会议。", "（一）加强教育。", "召开会议。"),
        ("（一）加强教育。", "（一）加强教育。", ""),
        ("（一）加强教育：召开会议。", "（一）加强教育：", "召开会议。"),
        ("1.加强教育。召开3次会议。", "1.加强教育。", "召开3次会议。"),
        ("1. 加强教育。 召开会议。", "1. 加强教育。", " 召开会议。"),
        ("（一）开展“不忘初心。牢记使命”教育。召开会议。", "（一）开展“不忘初心。牢记使命”教育。", "召开会议。"),
        ("（一）学习《条例：解读》。召开会议。", "（一）学习《条例：解读》。", "召开会议。"),
        ("（一）加强教育！召开会议。", "（一）加强教育！", "召开会议。"),
    ],
)
def test_run_in_heading_is_split_without_losing_a_sign(text: str, heading: str, body: str) -> None:
    assert split_heading(text, parse_mark(text)) == (heading, body)


@given(st.text(alphabet="一二、（）1.。：，；“”《》加强教育 ", min_size=1, max_size=150))
def test_heading_and_body_are_the_text(text: str) -> None:
    heading, body = split_heading(text, parse_mark(text))
    assert heading + body == text
    assert heading


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["一、工作情况", "（一）加强教育", "甲。", "（二）落实责任", "乙。", "二、存在问题", "（一）教育不够", "丙。"],
         [("一、工作情况", ["（一）加强教育", "（二）落实责任"]), ("二、存在问题", ["（一）教育不够"])]),
        (["一、工作情况", "1.加强教育。甲。", "2.落实责任。乙。", "二、存在问题", "1.教育不够。丙。"],
         [("一、工作情况", ["1.加强教育。", "2.落实责任。"]), ("二、存在问题", ["1.教育不够。"])]),
        (["一、工作情况", "（一）加强教育", "1.会议", "甲。", "2.培训", "乙。", "（二）落实责任"],
         [("一、工作情况", ["（一）加强教育", "（二）落实责任"])]),
        (["（一）加强教育", "甲。", "（二）落实责任", "乙。"], [("（一）加强教育", []), ("（二）落实责任", [])]),
        (["（一）加强教育", "甲。", "二、存在问题", "（一）教育不够"],
         [("", ["（一）加强教育"]), ("二、存在问题", ["（一）教育不够"])]),
        (["第一部分 工作情况", "一、加强教育", "甲。", "二、落实责任", "第二部分 存在问题", "一、教育不够"],
         [("第一部分 工作情况", ["一、加强教育", "二、落实责任"]), ("第二部分 存在问题", ["一、教育不够"])]),
        (["一、工作情况", "甲。", "二、存在问题", "乙。", "XX同志述职报告", "一、工作情况", "丙。", "二、存在问题"],
         [("一、工作情况", []), ("二、存在问题", []), ("XX同志述职报告", []),
          ("一、工作情况", []), ("二、存在问题", [])]),
        (["一、工作情况", "甲。", "XX乡党委", "2023年12月26日", "附件1", "任务清单", "一、教育", "二、监督"],
         [("一、工作情况", []), ("附件1", []), ("任务清单", []), ("一、教育", []), ("二、监督", [])]),
        (["一、工作情况", "甲。", "附件：1.任务清单", "XX乡党委"], [("一、工作情况", [])]),
        (["一、工作情况", "①加强教育。", "甲。", "②落实责任。"], [("一、工作情况", ["①加强教育。", "②落实责任。"])]),
        (["一、工作情况", "１．加强教育", "甲。", "２．落实责任"],
         [("一、工作情况", ["１．加强教育", "２．落实责任"])]),
        (["一、工作情况", "一是加强教育；", "二是落实责任。"], [("一、工作情况", [])]),
        (["一、“一岗双责”落实情况", "甲。"], [("一、“一岗双责”落实情况", [])]),
        (["甲。", "乙。"], []),
        ([], []),
    ],
)  # fmt: skip
def test_parts_and_items_follow_the_papers_own_marks(lines: list[str], expected: Shape) -> None:
    assert shape_of(*lines) == expected


@pytest.mark.parametrize(
    ("lines", "odd"),
    [
        (["一、甲", "二、乙", "三、丙"], 0),
        (["一、甲", "三、丙"], 1),
        (["一、甲", "二、乙", "二、丙"], 1),
        (["一、甲", "二、乙", "一、丙", "二、丁"], 0),
        (["二、甲", "三、乙"], 1),
        (["一、甲", "（一）乙", "（三）丙"], 1),
    ],
)
def test_gaps_in_the_numbers_are_told(lines: list[str], odd: int) -> None:
    assert len(read_outline(paragraphs_of(*lines)).oddities) == odd


def words(section: Section) -> str:
    below = "".join(words(item) for item in section.sections)
    return section.heading + "".join(paragraph.text for paragraph in section.body) + below


MARKED = st.builds(
    str.__add__,
    st.sampled_from(
        ["", "一、", "二、", "（一）", "（二）", "1.", "2、", "（1）", "①", "附件1", "附件：", "第一部分 ", "——"]
    ),
    st.text(alphabet="加强教育。：，2023年12月26日“”", min_size=1, max_size=12),
)


@given(st.lists(MARKED, max_size=12))
def test_every_paragraph_is_somewhere_and_in_order(texts: list[str]) -> None:
    outline = read_outline(paragraphs_of(*texts))
    found = "".join(paragraph.text for paragraph in outline.lead) + "".join(map(words, outline.parts))
    assert found == "".join(texts)
