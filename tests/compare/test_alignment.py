from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.compare.alignment import align_reports
from macros.compare.confirmed import Confirmed
from macros.compare.item_rows import ItemRow, ItemStanding
from macros.domain.joins import Join, Relation
from macros.domain.reports import ItemRef
from tests.helpers.reports import make_report, with_leads

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
    "another heading without a text is another": (
        {"m1": ("（一）加强学习考核", ""), "m2": ("（二）管好公务用车", "")},
        {"m1": ("（一）加强学习督导", ""), "m2": ("（二）管好公务用车", "")},
        ["m1>m1 改写 t", "m2>m2 沿用"],
    ),
    "an undivided part is parted into the items of a divided one": (
        {"work": ("一、工作", TALK + STUDY)},
        {"w1": ("（一）谈话", TALK), "w2": ("（二）学习", STUDY)},
        ["work>w1,w2 拆分"],
    ),
    "items are joined to a part that is not divided": (
        {"w1": ("（一）谈话", TALK), "w2": ("（二）学习", STUDY)},
        {"work": ("一、工作", TALK + STUDY)},
        ["w1,w2>work 合并"],
    ),
    "what an undivided part does not hold is no piece of it": (
        {"work": ("一、工作", TALK + STUDY)},
        {"w1": ("（一）谈话", TALK), "w2": ("（二）学习", STUDY), "w3": ("（三）档案", STAMPS)},
        ["work>w1,w2 拆分", ">w3 新增"],
    ),
    "an item is parted": (
        {"w1": ("（一）谈话和学习", TALK + STUDY), "w2": ("（二）用车", CARS), "w3": ("（三）财务", MONEY)},
        {
            "w1": ("（一）谈话", TALK),
            "w2": ("（二）学习", STUDY),
            "w3": ("（三）用车", CARS),
            "w4": ("（四）财务", MONEY),
        },
        ["w1>w1,w2 拆分", "w2>w3 沿用", "w3>w4 沿用"],
    ),
    "items are joined": (
        {
            "w1": ("（一）谈话", TALK),
            "w2": ("（二）学习", STUDY),
            "w3": ("（三）用车", CARS),
            "w4": ("（四）财务", MONEY),
        },
        {"w1": ("（一）谈话和学习", TALK + STUDY), "w2": ("（二）用车", CARS), "w3": ("（三）财务", MONEY)},
        ["w1,w2>w1 合并", "w3>w2 沿用", "w4>w3 沿用"],
    ),
    "an open part is of no kind that its own paper has": (
        {"m1": ("（一）档案", STAMPS), "o1": ("（一）用车", CARS)},
        {"m1": ("（一）用车", CARS.replace("逐车", "每车逐一"))},
        ["m1> 未再出现", "o1>m1 改写 m"],
    ),
    "no items at all": ({}, {}, []),
    "of a paper that says nothing yet nothing is gone": ({"w1": ("（一）谈话", TALK)}, {}, ["w1> 可能未再出现"]),
}


@pytest.mark.parametrize("name", CASES)
def test_items_of_two_years_are_paired(name: str) -> None:
    old, new, expected = CASES[name]
    assert told_of(align_reports(make_report(2022, old), make_report(2023, new))) == expected


def told_of(rows: Iterable[ItemRow]) -> list[str]:
    """What a comparison says, a line a row."""
    found = []
    for row in rows:
        ids = f"{','.join(item.id for item in row.old)}>{','.join(item.id for item in row.new)}"
        marks = [mark for mark, on in (("m", row.moved), ("t", row.retitled)) if on]
        found.append(" ".join([ids, str(row.standing), *marks]))
    return found


def test_shares_say_how_much_of_what_was_parted_each_piece_holds() -> None:
    old, new, _ = CASES["an item is parted"]
    (row,) = [row for row in align_reports(make_report(2022, old), make_report(2023, new)) if len(row.new) > 1]
    assert 0.8 < sum(row.shares.values()) < 1.2
    assert row.shares.keys() == {"w1", "w2"}


OLD = {"p1": ("（一）财务", MONEY), "p2": ("（二）用车", CARS), "m1": ("（一）谈话", TALK)}
NEW = {"p1": ("（一）用车", CARS), "p2": ("（二）学习", STUDY), "w1": ("（一）档案", STAMPS)}


def confirmed(*joins: tuple[str, str, Relation], refused: tuple[tuple[str, str], ...] = ()) -> Confirmed:
    made = {
        (old, new): Join(ItemRef("2022", old), ItemRef("2023", new), relation, "2023年台账第1项")
        for old, new, relation in joins
    }
    return Confirmed(made, frozenset(refused))


def test_what_people_confirmed_comes_before_wording() -> None:
    said = confirmed(("p1", "p2", Relation.SAME_PROBLEM))
    rows = align_reports(make_report(2022, OLD), make_report(2023, NEW), said)
    assert told_of(rows) == ["p2>p1 沿用", "p1>p2 改写 m t", ">w1 新增", "m1> 未再出现"]
    assert [row.sure for row in rows if row.confirmed] == [True]


def test_what_people_refused_is_neither_joined_nor_offered() -> None:
    rows = align_reports(make_report(2022, OLD), make_report(2023, NEW), confirmed(refused=(("p2", "p1"),)))
    assert "p2>p1 沿用" not in told_of(rows)
    (new,) = [row for row in rows if any(item.id == "p1" for item in row.new)]
    assert all(candidate.item.id != "p2" for candidate in new.old_candidates)


def test_a_measure_that_was_answered_is_not_gone_and_its_answer_is_not_new() -> None:
    answer = confirmed(("m1", "w1", Relation.ANSWER))
    assert "m1>w1 已有回应 t" in told_of(align_reports(make_report(2022, OLD), make_report(2023, NEW), answer))
    # Where the answer goes on from an item of its own, the measure stands alone, and still is not gone.
    old = {**OLD, "w1": ("（一）档案", STAMPS)}
    told = told_of(align_reports(make_report(2022, old), make_report(2023, NEW), answer))
    assert "w1>w1 沿用" in told
    assert "m1> 已有回应" in told
    # Where the measure goes on, its answer stands alone, and is not new.
    new = {**NEW, "m1": ("（一）谈话", TALK)}
    told = told_of(align_reports(make_report(2022, OLD), make_report(2023, new), answer))
    assert "m1>m1 沿用" in told
    assert ">w1 回应" in told


def test_of_what_may_be_new_the_likeliest_are_named() -> None:
    old = {"w1": ("（一）谈话提醒", TALK), "w2": ("（二）档案", STAMPS), "w3": ("（三）学习", STUDY)}
    halves = "对新任职干部当面提醒，党委书记同各村书记谈心，了解思想情况，听取对班子的意见，做好记录。"
    new = {"w1": ("（一）谈心谈话", halves), "w2": ("（二）档案", STAMPS), "w3": ("（三）学习", STUDY)}
    rows = align_reports(make_report(2022, old), make_report(2023, new))
    (row,) = [row for row in rows if any(item.id == "w1" for item in row.new)]
    if not row.old:
        assert row.standing is ItemStanding.MAYBE_NEW
        assert row.old_candidates[0].item.id == "w1"
        assert not row.sure
    assert "w2>w2 沿用" in told_of(rows)


def test_what_stands_before_the_first_item_is_compared_too() -> None:
    old = with_leads(make_report(2022, OLD), opening="一年来，党委履行责任。", problem="对照检查，有两个问题：")
    new = with_leads(
        make_report(2023, NEW), opening="一年来，党委履行责任，推进工作。", problem="对照检查，有两个问题："
    )
    told = told_of(align_reports(old, new))
    assert told[0] == "opening>opening 改写"
    assert "problem-0>problem-0 沿用" in told


def test_of_a_paper_that_is_not_divided_nothing_is_said_outright() -> None:
    """All that it says stands under its title; an item of the other year may have been any of it."""
    old = with_leads(make_report(2022, {}), opening=TALK + CARS + "存在不足：村级财务有白条。")
    told = told_of(align_reports(old, make_report(2023, {"w1": ("（一）档案", STAMPS), "p1": ("（一）财务", MONEY)})))
    assert told == ["opening> 可能未再出现", ">w1 可能新增", ">p1 可能新增"]


def test_parts_are_read_in_the_order_of_the_later_paper() -> None:
    """What a paper begins with is of no part, so that it brings none of an open kind to the front."""
    items = {"w1": ("（一）谈话", TALK), "o1": ("（一）财务", MONEY)}
    old, new = (with_leads(make_report(year, items), opening="一年来，党委履行责任。") for year in (2022, 2023))
    assert [row.new[0].id for row in align_reports(old, new)] == ["opening", "w1", "o1"]


def test_a_measure_and_the_work_that_carries_it_out_are_hardly_one_item() -> None:
    """What is said outright, and how likely others are, agree: candidates come likeliest first, none of them likely."""
    old = {"w1": ("（一）谈话", TALK), "m1": ("（一）规范村级财务", MONEY), "m2": ("（二）档案", STAMPS)}
    done = "村级财务逐月公开，监督委员会核对凭证三百余份，退回票据十一张，收回资金两万元，两名会计调离岗位。"
    new = {"w1": ("（一）规范村级财务", done), "w2": ("（二）谈话", TALK), "m1": ("（一）档案", STAMPS)}
    rows = align_reports(make_report(2022, old), make_report(2023, new))
    assert {"m1> 未再出现", ">w1 新增"} <= set(told_of(rows))
    for row in rows:
        scores = [candidate.score for candidate in row.candidates]
        assert scores == sorted(scores, reverse=True)
        assert not (row.sure and row.standing in {ItemStanding.NEW, ItemStanding.GONE}) or max(scores, default=0) < 0.1


def test_where_papers_have_few_items_one_word_in_common_makes_nothing_sure() -> None:
    old = {"p1": ("（一）理论学习不够深入", "满足于读文件。"), "p2": ("（二）三资管理不规范", "土地发包没有公开竞价。")}
    new = {"p1": ("（一）工程监管有漏洞", "化整为零规避招标。"), "p2": ("（二）年轻干部管理宽松", "谈心谈话不经常。")}
    rows = align_reports(make_report(2022, old), make_report(2023, new))
    assert not [row for row in rows if row.old and row.new and row.sure]


def test_of_a_signature_nothing_is_compared() -> None:
    signed = {"w1": ("（一）谈话", TALK + "\nXX乡党委\n2022年12月30日")}
    rows = align_reports(make_report(2022, signed), make_report(2023, {"w1": ("（一）谈话", TALK)}))
    assert told_of(rows) == ["w1>w1 沿用"]


TEXTS = st.text(alphabet="谈话学习财务公开用车，。1", max_size=30)
ROWS = st.lists(st.tuples(st.sampled_from("wpcm"), TEXTS, TEXTS), max_size=7).map(
    lambda rows: {f"{letter}{n}": (title, text) for n, (letter, title, text) in enumerate(rows, 1)}
)


@pytest.mark.slow
@given(ROWS, ROWS)
def test_every_item_of_both_years_is_told_once(old: Rows, new: Rows) -> None:
    rows = align_reports(make_report(2022, old), make_report(2023, new))
    assert sorted(item.id for row in rows for item in row.old) == sorted(old)
    assert sorted(item.id for row in rows for item in row.new) == sorted(new)
    assert all(0 <= row.score <= 1 and (len(row.old) < 2 or len(row.new) < 2) for row in rows)
    assert all(0 <= candidate.score <= 1 for row in rows for candidate in (*row.old_candidates, *row.new_candidates))


@pytest.mark.slow
@given(ROWS, ROWS, st.data())
def test_nothing_computed_contradicts_what_was_confirmed(old: Rows, new: Rows, data: st.DataObject) -> None:
    pairs = [(a, b) for a in old for b in new]
    chosen = data.draw(st.lists(st.sampled_from(pairs), max_size=3, unique=True) if pairs else st.just([]))
    refused = data.draw(st.lists(st.sampled_from(pairs), max_size=3, unique=True) if pairs else st.just([]))
    relations = data.draw(st.lists(st.sampled_from(Relation), min_size=len(chosen), max_size=len(chosen)))
    joins = [(a, b, kind) for (a, b), kind in zip(chosen, relations, strict=True) if (a, b) not in refused]
    said = confirmed(*joins, refused=tuple(refused))
    rows = align_reports(make_report(2022, old), make_report(2023, new), said)
    assert sorted(item.id for row in rows for item in (*row.old, *row.new)) == sorted([*old, *new])
    row_of_old = {item.id: row for row in rows for item in row.old}
    row_of_new = {item.id: row for row in rows for item in row.new}
    alone = {ItemStanding.NEW, ItemStanding.MAYBE_NEW, ItemStanding.GONE, ItemStanding.MAYBE_GONE}
    for a, b, relation in joins:
        assert not relation.is_one_item or row_of_old[a] is row_of_new[b]
        assert not {row_of_old[a].standing, row_of_new[b].standing} & alone
    told = {(a.id, b.id) for row in rows for a in row.old for b in row.new if len(row.old) == len(row.new) == 1}
    assert not told & set(refused)


@pytest.mark.slow
@given(ROWS)
def test_a_report_against_itself_has_nothing_moved_or_gone(rows: Rows) -> None:
    report = make_report(2022, rows)
    for row in align_reports(report, report):
        if [item.id for item in row.old] == [item.id for item in row.new]:
            assert row.standing is ItemStanding.UNCHANGED
            assert not row.retitled
