"""What a person has to look at: what is not sure, and figures, dates and names however sure they are."""

from __future__ import annotations

from itertools import pairwise

import pytest

from scripts.intake.scans.doubts import FIGURE, GAP, NAME, NO_WORD, UNPAIRED, UNSURE, find_gaps, find_marks, is_poor
from tests.helpers.scans import SIZE, box


def marked(text: str, before: str = "", after: str = "") -> list[tuple[str, str]]:
    sure, plain, unsure = list[float](), "", False
    for character in text:
        if character in "‹›":
            unsure = character == "‹"
            continue
        plain += character
        sure.append(0.5 if unsure else 1.0)
    return [(plain[mark.start : mark.end], mark.why) for mark in find_marks(plain, sure, before, after)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("认真落实责任", []),
        ("认真落‹实›责任", [("实", UNSURE)]),
        ("召开会议3次", [("3次", FIGURE)]),
        ("2023年3月5日印发", [("2023年3月5日", FIGURE)]),
        ("二○二三年", [("二○二三年", FIGURE)]),
        ("比上年增长-3%", [("-3%", FIGURE)]),
        ("合格率98.5%", [("98.5%", FIGURE)]),
        ("书记李明召开会议", [("李明", f"{NO_WORD}；{NAME}")]),
        ("项目负责", []),
        ("截至20N年", [("20N年", FIGURE)]),
        ("自筹N元", [("N元", NO_WORD)]),
        ("水质为I—Ⅲ类", [("I—Ⅲ", f"{NO_WORD}；{FIGURE}")]),
        ("三）压实责任", [("三）", UNPAIRED)]),
        ("《条例的规定", [("《条", UNPAIRED)]),
        ("（三）《条例》的规定", []),
        ("落买责任", [("落买", NO_WORD)]),
        ("上年未支出的资金", [("未", NO_WORD)]),
        ("新发展的人党积极分子", [("人", NO_WORD)]),
        ("多于上年", []),
        ("依照第六条办理", [("第六条", FIGURE)]),
        ("收回资金.已经上缴", [(".", NO_WORD)]),
        ("落实责任，、认真落实", [("，、", NO_WORD)]),
    ],
)
def test_what_is_marked(text: str, expected: list[tuple[str, str]]) -> None:
    assert marked(text) == expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("站长欧阳建庆负责", "欧阳建庆"),
        ("抄表员骆宝山长期不入户", "骆宝山"),
        ("该站站长项香山负责", "项香山"),
        ("由卜兰负责", "卜兰"),
        ("书记李某主持", "李某"),
        ("校长蓝宝永登门致歉", "蓝宝永"),
        ("站长王国春作了检讨", "王国春"),
        ("兽医管国保管检疫章", "管国"),
        ("祁然志在会上作了说明", "祁然志"),
        ("由黄山平、骆兰两人点验", "黄山平"),
        ("由尤洁晓、高明两人点验", "高明"),
        ("维修费\t高明\t2015年", "高明"),
    ],
)
def test_names_are_marked_whole(text: str, name: str) -> None:
    assert any(name in words and NAME in why for words, why in marked(text))


def test_words_behind_a_post_that_begin_as_names_do_are_none() -> None:
    assert not [words for words, why in marked("书记高度重视，主任安排，单位管理，党和国家") if NAME in why]


def test_stops_which_look_alike_are_looked_at_sooner_than_characters() -> None:
    text = "落实、责任"
    assert [(text[a:b], why) for a, b, why in find_marks(text, [0.98] * len(text))] == [("、", UNSURE)]
    # Of a page that is hardly to be read nearly all of them.
    poor = is_poor([0.5] * 10 + [1.0] * 90)
    assert [find_marks(text, [0.995] * len(text), poor=poor) for poor in (poor, is_poor([0.5] + [1.0] * 90))] == [
        [(2, 3, UNSURE)],
        [],
    ]


def test_marks_beside_each_other_are_one_place_with_every_reason() -> None:
    assert marked("召开‹会›议3次") == [("会议3次", f"{UNSURE}；{FIGURE}")]


def test_word_that_goes_on_in_the_next_line_is_none_to_look_at() -> None:
    assert marked("认真落") == [("落", NO_WORD)]
    assert marked("认真落", after="实责任") == []
    assert marked("实责任", before="认真落") == []


def test_figure_that_goes_on_in_the_next_line_is_looked_at_in_both() -> None:
    assert marked("截至2008年5月5", after="日") == [("2008年5月5", FIGURE)]
    assert marked("日前办结", before="截至2008年5月5") == [("日", FIGURE)]


def test_no_place_is_marked_twice_and_none_is_passed_over() -> None:
    text = "‹" + "字" * 70 + "›"
    found = find_marks("字" * 70, [0.5] * 70)
    assert "".join(marked for marked, _ in marked(text)) == "字" * 70
    assert all(one.end <= other.start for one, other in pairwise(found))


def test_room_for_a_sign_that_was_not_read_is_looked_at() -> None:
    text = "认真履行职责全年受理信访"
    near, far = box(text[:6], 0, 0).signs, box(text[6:], 7 * SIZE, 0).signs
    assert list(find_gaps((*near, *far))) == [(5, 7, GAP)]
    assert not list(find_gaps(box(text, 0, 0).signs))
    # A sign that is narrower than its place may have stood there.
    narrow = box(text[6:], 6.45 * SIZE, 0).signs
    assert list(find_gaps((*near, *narrow))) == [(5, 7, GAP)]
    assert list(find_gaps((*near, *box("，" + text[6:], 7 * SIZE, 0).signs))) == [(5, 7, GAP)]
    # A short line tells as well, where a few stand beside each other.
    assert list(find_gaps((*box("缺签名", 0, 0).signs, *box("批号", 5 * SIZE, 0).signs))) == [(2, 4, GAP)]
    # A tab of the reader's stands where there is room anyway.
    assert not list(find_gaps((*near, None, *far)))
    assert [(text[a:b], why) for a, b, why in find_marks(text, [1.0] * 12, gaps=find_gaps((*near, *far)))] == [
        ("责全", GAP)
    ]
