"""What is left out before the structure is read, and which lines belong together."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.intake.cleaning import clean
from scripts.intake.furniture import (
    is_button,
    is_caption,
    is_contents_entry,
    is_contents_title,
    is_page_number,
)
from scripts.intake.joining import join_lines
from scripts.intake.manuscript import Line
from tests.helpers.intake_papers import cleaned, galley_of

LONG = (
    "一年来，XX乡党委认真落实全面从严治党主体责任，把党风廉政建设和反腐败工作摆在重要位置，"
    "与各项工作同部署、同落实、同检查、同考核，取得了成效。"
)


@pytest.mark.parametrize("text", ["— 3 —", "-3-", "－ 12 －", "第3页", "第 3 页 共 20 页", "Page 3", "— １２ —"])
def test_number_of_a_page_is_told(text: str) -> None:
    assert is_page_number(text)


@pytest.mark.parametrize("text", ["3", "2023", "第三部分", "第3页说明", "——加强教育", "3人"])
def test_other_numbers_are_no_page_number(text: str) -> None:
    assert not is_page_number(text)


@pytest.mark.parametrize("text", ["打印本页", "【关闭窗口】", "下载 打印", "字号：大 中 小", "分享到：", "返回顶部"])
def test_button_is_told(text: str) -> None:
    assert is_button(text)


@pytest.mark.parametrize("text", ["打印机管理制度", "大力加强教育", "正文如下", "下载任务", ""])
def test_words_are_no_button(text: str) -> None:
    assert not is_button(text)


@pytest.mark.parametrize(
    "text",
    [
        "来源：XX乡人民政府",
        "发布时间：2024-01-05 10:30",
        "浏览次数：120",
        "责任编辑：王某",
        "当前位置：首页 > 政务公开",
    ],
)
def test_caption_is_told(text: str) -> None:
    assert is_caption(text)


def test_contents_are_told() -> None:
    assert is_contents_title("目　录")
    assert is_contents_title("目次")
    assert is_contents_entry("一、工作情况……………3")
    assert is_contents_entry("一、工作情况\t3")
    assert not is_contents_entry("一、工作情况")
    assert not is_contents_title("目录管理")


@pytest.mark.parametrize(
    ("lines", "left"),
    [
        (["\u200b一、\u200b工作\u200c情况", LONG], ["一、工作情况", LONG]),
        (["\ufeff一、工作情况"], ["一、工作情况"]),
        (["加强教##paidbegin##育。"], ["加强教育。"]),
        (["　　一、工作情况　", "", "　　加强教育。"], ["一、工作情况", "加强教育。"]),
        (["\u00a0\u00a0加强教育。"], ["加强教育。"]),
        (["政 府 工 作 报 告"], ["政府工作报告"]),
        (["工　作　总　结"], ["工作总结"]),
        (["一、工 作 情 况"], ["一、工作情况"]),
        (["目　　录"], ["目录"]),
        (["王  某"], ["王  某"]),
        (["XX乡 XX村 XX组"], ["XX乡 XX村 XX组"]),
        ([LONG, "— 2 —", LONG], [LONG, LONG]),
        (["打印本页", LONG, "【关闭窗口】"], [LONG]),
        (["来源：XX乡人民政府", LONG], [LONG]),
        ([LONG, "来源：XX乡人民政府", LONG], [LONG, "来源：XX乡人民政府", LONG]),
        (
            ["目　录", "一、工作情况……1", "二、存在问题……2", "一、工作情况", LONG, "二、存在问题", LONG],
            ["一、工作情况", LONG, "二、存在问题", LONG],
        ),
        (["目录", "一、工作情况", "二、存在问题", "一、工作情况", LONG, "二、存在问题", LONG],
         ["一、工作情况", LONG, "二、存在问题", LONG]),
        ([Line(" 姓名 \t　次数", 1, table=1), Line("甲 乙\t 1 ", 2, table=1)], ["姓名\t次数", "甲 乙\t1"]),
        (["", "", ""], []),
        (["\u200b"], []),
    ],
)  # fmt: skip
def test_what_is_no_text_is_left_out(lines: list[str | Line], left: list[str]) -> None:
    assert cleaned(*lines) == left


def printed(text: str, width: int, indent: str = "　　") -> list[str]:
    text = indent + text
    return [text[start : start + width] for start in range(0, len(text), width)]


@pytest.mark.parametrize("indent", ["　　", ""])
@pytest.mark.parametrize("width", [28, 35])
def test_lines_of_a_printed_page_are_joined(indent: str, width: int) -> None:
    body = [LONG + "会议研究部署了全年任务，明确了责任分工，形成了工作合力。", LONG + "开展谈话提醒56人次。", LONG]
    lines = ["一、工作情况"]
    for text in body:
        lines += printed(text, width, indent)
    lines += ["二、存在问题", *printed(LONG, width, indent)]
    assert cleaned(*lines) == ["一、工作情况", *body, "二、存在问题", LONG]


@pytest.mark.parametrize(
    ("lines", "left"),
    [
        (["学习《中国共产党问责", "条例》，召开党委会。"], ["学习《中国共产党问责条例》，召开党委会。"]),
        (["学习《中国共产党问责", "", "条例》，召开党委会。"], ["学习《中国共产党问责条例》，召开党委会。"]),
        (["加强教育，", "落实责任。"], ["加强教育，落实责任。"]),
        (["加强教育", "，落实责任。"], ["加强教育，落实责任。"]),
        (["一是加强教育；", "二是落实责任。"], ["一是加强教育；", "二是落实责任。"]),
        (["加强教育。", "落实责任。"], ["加强教育。", "落实责任。"]),
        (["一、工作情况", "加强教育。"], ["一、工作情况", "加强教育。"]),
        (["召开会议，研究工作", "（一）落实责任"], ["召开会议，研究工作", "（一）落实责任"]),
        (["XX乡党委", "2023年12月26日"], ["XX乡党委", "2023年12月26日"]),
        (["加强教育，落实责任。", "XX乡党委", "二○二三年十二月二十六日"],
         ["加强教育，落实责任。", "XX乡党委", "二○二三年十二月二十六日"]),
        (["加强教育。", "附件：任务清单"], ["加强教育。", "附件：任务清单"]),
        ([Line("加强教育", 1, paragraph=True), Line("落实责任", 2, paragraph=True)], ["加强教育", "落实责任"]),
        ([Line("姓名\t次数", 1, table=1), Line("甲，\t1", 2, table=1)], ["姓名\t次数", "甲，\t1"]),
    ],
)  # fmt: skip
def test_sentence_goes_on_only_where_it_was_broken(lines: list[str | Line], left: list[str]) -> None:
    assert cleaned(*lines) == left


LINES = st.lists(
    st.text(alphabet="一二三、（）()。，；：《》“”年月日加强教育12.．— \t　\u200b\u00a0目录……打印页第\x01", max_size=50)
)


@given(LINES)
def test_every_character_stays_or_is_listed(texts: list[str]) -> None:
    galley = galley_of(*texts)
    clean(galley)
    join_lines(galley)
    listed = Counter("".join(piece.text for piece in galley.left_out()))
    assert Counter(galley.kept_text) + listed == Counter(galley.text)
    assert "\n".join(paragraph.text for paragraph in galley.paragraphs()) == galley.kept_text
    assert all(piece.reason for piece in galley.left_out())


@given(LINES)
def test_cleaning_twice_changes_nothing_more(texts: list[str]) -> None:
    galley = galley_of(*texts)
    clean(galley)
    once = galley.kept_text
    clean(galley)
    assert galley.kept_text == once


@pytest.mark.parametrize("reaches", [True, False])
def test_a_line_of_narrow_letters_goes_on_where_the_file_says_that_it_reaches_the_edge(*, reaches: bool) -> None:
    full = "乡党委认真贯彻落实全面从严治党主体责任的各项要求并且逐条逐项地抓好落实工作"
    narrow, rest = "在XXX和YYY以及ZZZ的正确领导下乡党委WWW认真落实责任并且", "抓好这一年的全面工作。"
    left = cleaned(*[full] * 4, "到此为止。", Line(narrow, 6, full=reaches), rest)
    assert left[1:] == ([narrow + rest] if reaches else [narrow, rest])
