"""A newer text keeps the ids of what is still there."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.corpus import parse_report
from scripts.intake.alignment import Alignment, align
from scripts.intake.draft import DraftPart, make_parts
from scripts.intake.outline import read_outline
from tests.helpers.intake_papers import paragraphs_of

OLD = """\
---
year: 2023
unit: XX乡党委
series: 年度总结
period: 2023
as_of: 2023-12-31
audience: 全体党员
retired: [w9]
---

# 2023年度总结 { #report-2023 }

## 一、工作情况 { #work .work }

### （一）加强教育 { #w1 }

组织党员干部学习条例，开展警示教育。

### （二）落实责任 { #w2 }

签订责任书，逐级传导压力。

### （三）强化监督 { #w3 }

对重点岗位开展监督检查。

## 二、存在问题 { #problem .problem }

### （一）教育不够深入 { #p1 }

学习形式单一。
"""
WORK = "一、工作情况"
EDUCATION = ("加强教育", "组织党员干部学习条例，开展警示教育。")
DUTY = ("落实责任", "签订责任书，逐级传导压力。")
CONTROL = ("强化监督", "对重点岗位开展监督检查。")
PROBLEM = ("二、存在问题", "（一）教育不够深入", "学习形式单一。")


def parts_of(*texts: str) -> list[DraftPart]:
    return make_parts(read_outline(paragraphs_of(*texts)))


def work(*items: tuple[str, str]) -> list[str]:
    return [WORK, *(text for n, (title, body) in enumerate(items) for text in (f"（{'一二三四五'[n]}）{title}", body))]


def ids(parts: list[DraftPart]) -> list[str]:
    return [item.id for part in parts for item in part.items]


@pytest.mark.parametrize(
    ("texts", "expected", "alignment"),
    [
        ([*work(EDUCATION, DUTY, CONTROL), *PROBLEM], ["w1", "w2", "w3", "p1"], Alignment((), (), ())),
        ([*work(EDUCATION, CONTROL), *PROBLEM], ["w1", "w3", "p1"], Alignment((), ("w2",), ())),
        ([*work(EDUCATION, DUTY, CONTROL, ("推进改革", "建立廉政风险点台账。")), *PROBLEM],
         ["w1", "w2", "w3", "w10", "p1"], Alignment(("w10",), (), ())),
        ([*work(DUTY, EDUCATION, CONTROL), *PROBLEM], ["w2", "w1", "w3", "p1"], Alignment((), (), ("w1",))),
        ([*work(("加强廉政教育", EDUCATION[1]), DUTY, CONTROL), *PROBLEM],
         ["w1", "w2", "w3", "p1"], Alignment((), (), ())),
        ([*work(EDUCATION, DUTY, CONTROL), "二、原因分析", "（一）教育不够深入", "学习形式单一。"],
         ["w1", "w2", "w3", "c1"], Alignment((), ("p1",), ("p1→c1",))),
        ([*work(("推进改革", "建立廉政风险点台账。")), *PROBLEM], ["w10", "p1"],
         Alignment(("w10",), ("w1", "w2", "w3"), ())),
    ],
)  # fmt: skip
def test_items_still_there_keep_their_ids(texts: list[str], expected: list[str], alignment: Alignment) -> None:
    parts = parts_of(*texts)
    found = align(parts, parse_report(OLD, "reports/2023.md"))
    assert ids(parts) == expected
    assert found == alignment


def test_kind_that_the_clerk_has_set_stays() -> None:
    old = OLD.replace("## 一、工作情况 { #work .work }", "## 一、压实责任 { #work .work }")
    parts = parts_of("一、压实责任", *work(EDUCATION)[1:], *PROBLEM)
    align(parts, parse_report(old, "reports/2023.md"))
    assert (parts[0].id, parts[0].kind.class_name, parts[0].doubt) == ("work", "work", "")


def test_heading_of_signs_alone_keeps_its_id() -> None:
    old = parse_report(OLD.replace("（三）强化监督", "（三）、&，"), "reports/2023.md")
    parts = parts_of(*work(EDUCATION, DUTY, ("、&，", CONTROL[1])), *PROBLEM)
    assert (align(parts, old), ids(parts)) == (Alignment((), (), ()), ["w1", "w2", "w3", "p1"])


TITLES = st.lists(
    st.sampled_from([EDUCATION, DUTY, CONTROL, ("推进改革", "建立台账。"), ("改进作风", "精简会议。")]), max_size=5
)


@settings(deadline=None)
@given(TITLES)
def test_no_id_is_given_twice_and_none_that_is_retired(items: list[tuple[str, str]]) -> None:
    parts = parts_of(*work(*items), *PROBLEM)
    old = parse_report(OLD, "reports/2023.md")
    found = align(parts, old)
    given_ids = ids(parts)
    assert len(given_ids) == len(set(given_ids))
    assert "w9" not in given_ids
    assert set(old.items) <= {*given_ids, *found.gone}
    assert not set(found.new) & set(old.items)
