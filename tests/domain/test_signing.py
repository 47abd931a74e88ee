"""What sign-off is of: the words of a paper, and nothing that is given to it afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.corpus import load_yearbook
from macros.corpus.load import parse_paper, parse_report
from macros.domain.signatures import Step
from macros.domain.signing import digest_of, find_lacking, find_outdated, find_taken, text_as_signed
from tests.helpers.factories import LEDGER, REPORT, write_pages

TEXT = """\
XX乡党委
2023年
年度总结
2023年度总结
开头一段。
一、工作情况
（一）加强教育
学习《示例条例》，开展教育。
二、存在问题
（一）问责偏轻
问责不够有力。
三、下一步措施
（一）加大问责
落实《示例条例》。"""
OF = digest_of(TEXT)


def signed(*rows: str, of: str = OF, text: str = REPORT) -> str:
    """The paper with steps as `拟稿 党建办 2024-01-05`."""
    told = "".join(
        f"  - {{step: {step}, post: {post}, on: {on}, of: '{of}'}}\n" for step, post, on in map(str.split, rows)
    )
    return text.replace("audience:", f"signed:\n{told}audience:", 1)


def test_the_text_that_is_signed_is_what_readers_read() -> None:
    assert text_as_signed(parse_report(REPORT, "reports/2023.md")) == TEXT


def test_a_part_without_items_is_said_once() -> None:
    text = REPORT.replace("### （一）问责偏轻 { #p1 }\n\n", "")
    assert text_as_signed(parse_report(text, "reports/2023.md")) == TEXT.replace("（一）问责偏轻\n", "")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/2018.md#art-2", "/index.md"),
        ("问责不够有力。", "**问责**不够有力。"),
        ("audience: 全体党员", "audience: 机关\nsigned_on: 2024-01-09\nletterhead: [XX委〔2024〕1号]"),
        ("#m1 }", "#m7 }"),
        ("开头一段。\n", "\n\n开头一段。\n\n\n"),
    ],
)
def test_what_readers_do_not_read_or_is_given_afterwards_is_not_signed(old: str, new: str) -> None:
    assert text_as_signed(parse_report(REPORT.replace(old, new), "reports/2023.md")) == TEXT


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("问责不够有力。", "问责不够有力"),
        ("（一）问责偏轻", "（一）问责较轻"),
        ("二、存在问题", "二、问题"),
        ("# 2023年度总结", "# 2023年总结"),
        ("unit: XX乡党委", "unit: XX乡"),
        ("unit: XX乡党委", "unit: XX乡党委\nperson: 党委书记"),
    ],
)
def test_whatever_else_changes_is_a_change_of_what_was_signed(old: str, new: str) -> None:
    report = parse_report(signed("签发 党委书记 2024-01-09").replace(old, new, 1), "reports/2023.md")
    outdated = find_outdated(report)
    assert outdated is not None
    assert (outdated.step, outdated.post) == (Step.ISSUE, "党委书记")


def test_each_step_counts_as_it_was_last_taken() -> None:
    old = signed("拟稿 党建办 2024-01-05", "签发 党委书记 2024-01-06", of="0" * 64)
    row = f"  - {{step: 拟稿, post: 党政办, on: 2024-01-07, of: '{OF}'}}\naudience:"
    report = parse_report(old.replace("audience:", row, 1), "reports/2023.md")
    told = [(taken.signature.step, taken.signature.post, taken.holds) for taken in find_taken(report)]
    assert told == [(Step.DRAFT, "党政办", True), (Step.ISSUE, "党委书记", False)]
    assert find_lacking(report, {Step.DRAFT, Step.REVIEW, Step.ISSUE}) == [Step.REVIEW, Step.ISSUE]


def test_a_paper_that_nobody_signed_lacks_every_step_and_is_not_outdated(tmp_path: Path) -> None:
    report = load_yearbook(write_pages(tmp_path, {})).reports["2023"]
    assert find_outdated(report) is None
    assert find_lacking(report, {Step.ISSUE}) == [Step.ISSUE]


def ledger_text(text: str = LEDGER) -> str:
    return text_as_signed(parse_paper(text, "ledger/2023.md"))


def test_of_a_ledger_all_is_signed_that_its_entries_say() -> None:
    assert ledger_text().split("\n") == [
        "XX乡党委", "2023年", "2023年整改台账", "第1项：问责偏轻", "来源：自查", "措施1：修订办法", "类型：限期整改",
        "责任领导：党委书记", "责任单位：党建办", "责任人：组织委员", "期限：2024-06-30", "2024-03-01 整改中　已起草",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "is_other"),
    [
        ("已起草", "已印发", True),
        ("{on: 2024-06-30}", "{on: 2024-06-30}, {on: 2024-09-30}", True),
        ("owner: 组织委员", "owner: 组织委员\n        helpers: 财政所", True),
        ("问责偏轻", "问责", True),
        ("audience: 班子", "audience: 机关", False),
        ("problem: 2023#p1\n", "causes: []\n", False),
        ("recorded_on: 2024-03-02, ", "", False),
    ],
)
def test_what_readers_do_not_read_of_a_ledger_is_not_signed(old: str, new: str, is_other: bool) -> None:
    assert old in LEDGER
    assert (ledger_text(LEDGER.replace(old, new, 1)) != ledger_text()) is is_other
