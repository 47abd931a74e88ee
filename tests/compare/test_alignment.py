from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.compare.alignment import ItemStanding, align_reports
from tests.helpers.reports import make_report

TALK = "全年开展廉政谈话四十五人次，对新任职干部逐个提醒，对群众反映集中的村当面反馈。"
STUDY = "组织党员到警示教育基地参观，编印身边案例二十则，支部书记轮流上台讲课。"
CARS = "公务用车统一停放统一派遣，节假日封存钥匙，逐车登记里程和油耗。"
MONEY = "村级财务按明细清单公开，监督委员会逐笔核对凭证，退回不合规的票据。"
STAMPS = "档案室更换铁柜三组，移交文书档案四百余件，目录录入电脑。"

Rows = dict[str, tuple[str, str]]
#: (old, new, what became of each in order: old id > new id, standing, m for moved, t for retitled)
CASES: dict[str, tuple[Rows, Rows, list[str]]] = {
    "the same stays": (
        {"w1": ("（一）谈话", TALK), "p1": ("（一）财务", MONEY)},
        {"w1": ("（一）谈话", TALK), "p1": ("（一）财务", MONEY)},
        ["w1>w1 沿用", "p1>p1 沿用"],
    ),
    "another mark is no change": (
        {"w1": ("（一）谈话", TALK)},
        {"w1": ("1．谈话", TALK.replace("，", ", "))},
        ["w1>w1 沿用"],
    ),
    "another figure is no other mark": (
        {"w1": ("（一）谈话", TALK + "增长1.5%。"), "w2": ("（二）学习", STUDY + "降低3个百分点。")},
        {"w1": ("（一）谈话", TALK + "增长15%。"), "w2": ("（二）学习", STUDY + "降低-3个百分点。")},
        ["w1>w1 改写", "w2>w2 改写"],
    ),
    "texts of one sign are texts": (
        {"w1": ("同", "甲。"), "w2": ("同", "无。"), "w3": ("同", "无。")},
        {"w1": ("同", "无。"), "w2": ("同", "无。"), "w3": ("同", "甲。")},
        ["w2>w1 沿用", "w3>w2 沿用", "w1>w3 沿用 m"],
    ),
    "another heading is told": ({"w1": ("（一）谈话", TALK)}, {"w1": ("（一）提醒", TALK)}, ["w1>w1 沿用 t"]),
    "other words are told": (
        {"w1": ("（一）谈话", TALK), "w2": ("（二）学习", STUDY)},
        {"w1": ("（一）谈话", TALK.replace("四十五", "五十六")), "w2": ("（二）学习", STUDY)},
        ["w1>w1 改写", "w2>w2 沿用"],
    ),
    "an item before others does not move them": (
        {"w1": ("（一）谈话", TALK), "w2": ("（二）学习", STUDY)},
        {"w1": ("（一）用车", CARS), "w2": ("（二）谈话", TALK), "w3": ("（三）学习", STUDY)},
        [">w1 新增", "w1>w2 沿用", "w2>w3 沿用"],
    ),
    "one that leaves its order has moved": (
        {"w1": ("（一）谈话", TALK), "w2": ("（二）学习", STUDY), "w3": ("（三）用车", CARS)},
        {"w1": ("（一）用车", CARS), "w2": ("（二）谈话", TALK), "w3": ("（三）学习", STUDY)},
        ["w3>w1 沿用 m", "w1>w2 沿用", "w2>w3 沿用"],
    ),
    "one under another kind of part has moved": (
        {"w1": ("（一）谈话", TALK), "m1": ("（一）用车", CARS)},
        {"w1": ("（一）谈话", TALK), "w2": ("（二）用车", CARS), "m1": ("（一）学习", STUDY)},
        ["w1>w1 沿用", "m1>w2 沿用 m", ">m1 新增"],
    ),
    "what is gone stands where it stood": (
        {"w1": ("（一）谈话", TALK), "w2": ("（二）学习", STUDY), "p1": ("（一）财务", MONEY)},
        {"w1": ("（一）谈话", TALK), "p1": ("（一）财务", MONEY)},
        ["w1>w1 沿用", "w2> 未再出现", "p1>p1 沿用"],
    ),
    "a kind that is gone comes last": (
        {"c1": ("（一）财务", MONEY), "w1": ("（一）谈话", TALK)},
        {"w1": ("（一）谈话", TALK)},
        ["w1>w1 沿用", "c1> 未再出现"],
    ),
    "nothing in common is gone and new": (
        {"w1": ("（一）谈话", TALK)},
        {"w1": ("（一）档案", STAMPS)},
        ["w1> 未再出现", ">w1 新增"],
    ),
    "headings alone decide where there is no text": (
        {"m1": ("（一）规范财务公开", ""), "m2": ("（二）管好公务用车", "")},
        {"m1": ("（一）管好公务用车", ""), "m2": ("（二）规范财务公开", "")},
        ["m2>m1 沿用", "m1>m2 沿用 m"],
    ),
    "an undivided part is no item of a divided one": (
        {"work": ("一、工作", TALK + STUDY)},
        {"w1": ("（一）谈话", TALK), "w2": ("（二）学习", STUDY)},
        ["work> 未再出现", ">w1 新增 ~work", ">w2 新增 ~work"],
    ),
    "no items at all": ({}, {}, []),
    "nothing yet": ({"w1": ("（一）谈话", TALK)}, {}, ["w1> 未再出现"]),
}


@pytest.mark.parametrize("name", CASES)
def test_items_of_two_years_are_paired(name: str) -> None:
    old, new, expected = CASES[name]
    told = []
    for pair in align_reports(make_report(2022, old), make_report(2023, new)):
        ids = f"{pair.old.id if pair.old else ''}>{pair.new.id if pair.new else ''}"
        marks = [mark for mark, on in (("m", pair.moved), ("t", pair.retitled)) if on]
        marks += [f"~{pair.near.id}"] if pair.near and pair.new else []
        told.append(" ".join([ids, str(pair.standing), *marks]))
    assert told == expected


def test_an_item_that_was_parted_names_its_other_half() -> None:
    old = {"w1": ("（一）谈话学习", TALK + STUDY), "w2": ("（二）用车", CARS), "w3": ("（三）财务", MONEY)}
    new = {
        "w1": ("（一）谈话提醒", TALK + TALK),
        "w2": ("（二）学习教育", STUDY),
        "w3": ("（三）用车", CARS),
        "w4": ("（四）财务", MONEY),
    }
    pairs = align_reports(make_report(2022, old), make_report(2023, new))
    (added,) = [pair for pair in pairs if pair.standing is ItemStanding.NEW]
    assert added.near is not None
    assert added.near.id == "w1"


TEXTS = st.text(alphabet="谈话学习财务公开用车，。1", max_size=30)
ROWS = st.lists(st.tuples(st.sampled_from("wpcm"), TEXTS, TEXTS), max_size=7).map(
    lambda rows: {f"{letter}{n}": (title, text) for n, (letter, title, text) in enumerate(rows, 1)}
)


@given(ROWS, ROWS)
def test_every_item_of_both_years_is_told_once(old: Rows, new: Rows) -> None:
    pairs = align_reports(make_report(2022, old), make_report(2023, new))
    assert sorted(pair.old.id for pair in pairs if pair.old) == sorted(old)
    assert sorted(pair.new.id for pair in pairs if pair.new) == sorted(new)
    assert all(0 <= pair.score <= 1.01 for pair in pairs)


@given(ROWS)
def test_a_report_against_itself_has_nothing_moved_or_gone(rows: Rows) -> None:
    report = make_report(2022, rows)
    for pair in align_reports(report, report):
        if pair.old and pair.new and pair.old.id == pair.new.id:
            assert pair.standing is ItemStanding.UNCHANGED
            assert not pair.retitled
