"""Kinds of parts, told from headings as offices word them; a wrong kind is worse than `.other`."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.domain.reports import PartKind
from scripts.intake.kinds import judge_kind

NONE: frozenset[int] = frozenset()


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("工作开展情况", "work"),
        ("2023年工作开展情况", "work"),
        ("主要做法", "work"),
        ("主要做法及成效", "work"),
        ("工作回顾", "work"),
        ("过去一年工作回顾", "work"),
        ("履行党风廉政建设主体责任情况", "work"),
        ("落实全面从严治党主体责任情况", "work"),
        ("党风廉政建设现状", "work"),
        ("取得的成绩", "work"),
        ("所做的主要工作", "work"),
        ("基本情况", "work"),
        ("上年度问题整改落实情况", "work"),
        ("巡察反馈问题整改情况", "work"),
        ("今年以来工作总结", "work"),
        ("履职情况", "work"),
        ("存在的问题", "problem"),
        ("存在问题", "problem"),
        ("存在的主要问题和不足", "problem"),
        ("不足与问题", "problem"),
        ("存在的不足", "problem"),
        ("存在的短板", "problem"),
        ("工作中的薄弱环节", "problem"),
        ("差距和不足", "problem"),
        ("面临的困难与挑战", "problem"),
        ("原因分析", "cause"),
        ("原因剖析", "cause"),
        ("产生问题的主要原因", "cause"),
        ("问题产生的原因分析", "cause"),
        ("存在问题的原因", "cause"),
        ("问题根源", "cause"),
        ("下一步打算", "measure"),
        ("下一步工作", "measure"),
        ("下一步工作打算", "measure"),
        ("下一步工作安排", "measure"),
        ("改进措施", "measure"),
        ("努力方向", "measure"),
        ("今后努力方向", "measure"),
        ("整改措施", "measure"),
        ("工作计划", "measure"),
        ("2024年工作计划", "measure"),
        ("下步工作思路", "measure"),
        ("明年工作安排", "measure"),
        ("解决问题的措施", "measure"),
        ("问题整改措施", "measure"),
        ("意见建议", "measure"),
        ("存在的不足和努力方向", "other"),
        ("存在不足与下一步打算", "other"),
        ("存在的问题及原因分析", "other"),
        ("存在的问题和整改措施", "other"),
        ("问题、原因及对策", "other"),
        ("工作开展情况及存在问题", "other"),
        ("原因分析及改进措施", "other"),
        ("需要说明的事项", "other"),
        ("强化思想引领", "other"),
        ("坚持党建引领，压实主体责任", "other"),
        ("结束语", "other"),
        ("组织领导", "other"),
        ("“问题清单”制度", "other"),
        ("学习《关于解决形式主义问题的通知》", "other"),
        ("其他", "other"),
        ("", "other"),
    ],
)
def test_heading_names_the_kind_or_none(heading: str, kind: str) -> None:
    judgement = judge_kind(heading, [], "", NONE)
    assert judgement.kind.class_name == kind
    assert bool(judgement.doubt) == (kind == "other")


@pytest.mark.parametrize(
    ("heading", "years", "kind"),
    [
        ("2023年工作总结", {2023, 2024}, "work"),
        ("2024年重点工作", {2023, 2024}, "measure"),
        ("2024年工作", {2023, 2024}, "measure"),
        ("2023年重点工作", {2023}, "other"),
    ],
)
def test_years_of_the_other_headings_tell_past_from_plan(heading: str, years: set[int], kind: str) -> None:
    assert judge_kind(heading, [], "", frozenset(years)).kind.class_name == kind


def test_what_stands_under_a_heading_speaks_for_it() -> None:
    done = "先后召开党委会3次，开展谈话56人次，全年完成培训4次，累计发放材料200份。"
    assert judge_kind("压实责任", [], done, NONE).kind is PartKind.WORK
    plan = "下一步，要加强教育，将开展培训，进一步压实责任，确保落实，力争完成任务。"
    assert judge_kind("压实责任", [], plan, NONE).kind is PartKind.MEASURE
    assert judge_kind("压实责任", [], done + plan, NONE).kind is PartKind.OTHER


@pytest.mark.parametrize("heading", ["工作开展情况", "下一步打算", "压实责任"])
def test_items_that_name_shortcomings_make_another_kind_unsure(heading: str) -> None:
    judgement = judge_kind(heading, ["学习不够深入", "监督缺乏力度", "作风有待加强"], "", NONE)
    assert judgement.kind is PartKind.OTHER
    assert judgement.doubt


@given(st.text(max_size=40), st.lists(st.text(max_size=20), max_size=4), st.text(max_size=80))
def test_any_heading_has_a_kind_and_other_says_why(heading: str, items: list[str], body: str) -> None:
    judgement = judge_kind(heading, items, body, NONE)
    assert (judgement.kind is PartKind.OTHER) == bool(judgement.doubt)


@pytest.mark.parametrize(
    "heading",
    [
        "坚持问题导向，扎实推进巡察整改",
        "改进工作作风，密切联系群众",
        "深挖腐败根源，推进以案促改",
        "聚焦薄弱环节，强化日常监督",
        "压实责任，明确工作目标",
        "坚决贯彻中央重大决策部署",
        "解决突出问题",
    ],
)
def test_call_to_action_names_no_kind(heading: str) -> None:
    assert judge_kind(heading, [], "", NONE).kind is PartKind.OTHER


def test_shortcomings_that_are_quoted_speak_against_no_report() -> None:
    items = ["关于“责任压实不够到位”问题的整改", "关于“监督缺乏力度”问题的整改"]
    assert judge_kind("反馈问题整改落实情况", items, "", NONE).kind is PartKind.WORK


@pytest.mark.parametrize(
    ("heading", "items", "body", "likely"),
    [
        ("存在问题和下一步措施", ["学习不够深入", "作风不实", "压实责任"], "", PartKind.PROBLEM),
        ("存在问题和下一步措施", [], "我们将加强学习，下一步持续推进，力争完成。", PartKind.MEASURE),
        ("党风廉政", [], "全年开展廉政谈话36人次。", PartKind.WORK),
        ("党风廉政", [], "清风徐来。", None),
    ],
)
def test_part_that_stays_unclear_comes_with_a_likely_kind_and_what_speaks_for_it(
    heading: str, items: list[str], body: str, likely: PartKind | None
) -> None:
    judgement = judge_kind(heading, items, body, frozenset())
    assert (judgement.kind, judgement.likely) == (PartKind.OTHER, likely)
    assert bool(judgement.because) == (likely is not None)
