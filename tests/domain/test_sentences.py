from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.domain.sentences import FULL_STOPS, find_beginning, split_clauses, split_sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("召开会议。开展教育！有问题吗？有；没有。", ["召开会议。", "开展教育！", "有问题吗？", "有；", "没有。"]),
        ("一段没有句号\n另一段", ["一段没有句号", "另一段"]),
        ("强调“要严。要实。”会后落实。", ["强调“要严。要实。”", "会后落实。"]),
        ("强调“要严；要实”，会后落实。", ["强调“要严；要实”，会后落实。"]),
        ("开展检查（村；组）。发现问题。", ["开展检查（村；组）。", "发现问题。"]),
        ("缺一个后引号“要严。要实。", ["缺一个后引号“要严。", "要实。"]),
        ("“外“内。”外。”后。", ["“外“内。”外。”", "后。"]),
        ("说完了。。。再说！！", ["说完了。。。", "再说！！"]),
        ("”开头", ["”开头"]),
        ("", []),
        ("。", ["。"]),
        (" \n ", []),
    ],
)
def test_sentences_end_at_stops_outside_quotes_and_brackets(text: str, sentences: list[str]) -> None:
    assert split_sentences(text) == sentences


def test_stops_can_be_fewer() -> None:
    assert split_sentences("甲；乙。丙", FULL_STOPS) == ["甲；乙。", "丙"]


@given(st.text(alphabet="甲乙。！？；，“”（）《》\n ", max_size=40))
def test_no_sign_is_lost(text: str) -> None:
    assert "".join(split_sentences(text)).replace(" ", "") == text.replace("\n", "").replace(" ", "")
    assert "".join(split_clauses(text)).replace("，", "") == text.replace("，", "")


@pytest.mark.parametrize(
    ("text", "beginning"),
    [
        ("一二三四。五六七。", "一二三四。五六七。"),
        ("一二三四。五六七八九。", "一二三四。…"),
        ("一二三四。\n五六七。", "一二三四。五六七。"),
        ("一二三四五六七八，九十。", "一二三四五六七八…"),
        ("一二三四五六七八九十。甲。", "一二三四五六七八九…"),
        ("", ""),
    ],
)
def test_beginning_is_whole_sentences_and_says_that_more_follows(text: str, beginning: str) -> None:
    assert find_beginning(text, 9) == beginning
