from __future__ import annotations

from pathlib import Path

import pytest

from macros.corpus import load_yearbook
from macros.domain.reports import ItemRef
from scripts.changes.confirming import ConfirmationError, Verdict, plan_confirmation
from tests.helpers.changes import text_after
from tests.helpers.commands import one_line, run
from tests.helpers.factories import REPORT, write_pages

EARLIER = REPORT.replace("2023", "2022")
OLD, NEW = ItemRef("2022", "p1"), ItemRef("2023", "p1")


def office(folder: Path, front: str = "") -> Path:
    """The small site with a paper of the year before, and lines in the front matter of the later one."""
    later = REPORT.replace("audience: 全体党员\n", f"audience: 全体党员\n{front}")
    return write_pages(folder / "docs", {"reports/2022.md": EARLIER, "reports/2023.md": later})


def front_after(docs: Path, verdict: Verdict, old: ItemRef = OLD, new: ItemRef = NEW) -> str:
    """What stands behind the audience once it is said."""
    plan = plan_confirmation(docs, new, old, verdict)
    plan.changes.check()
    return text_after(plan.changes, "reports/2023.md").partition("全体党员\n")[2].partition("---\n")[0]


@pytest.mark.parametrize(
    ("front", "verdict", "after"),
    [
        ("", Verdict.SURE, "continues:\n  p1: {2022#p1: sure}\n"),
        ("", Verdict.NO, "continues:\n  p1: {2022#p1: no}\n"),
        ("continues: {}\n", Verdict.SURE, "continues:\n  p1: {2022#p1: sure}\n"),
        (
            "continues: {w1: {2022#w1: sure}, p1: {2022#w1: no}}\n",
            Verdict.NO,
            "continues:\n  w1: {2022#w1: sure}\n  p1: {2022#w1: no, 2022#p1: no}\n",
        ),
        (
            "continues:\n    # 看过\n    p1:\n      2022#p1: no\n    w1: {2022#w1: sure}  # 一样\n",
            Verdict.SURE,
            "continues:\n    # 看过\n    p1: {2022#p1: sure}\n    w1: {2022#w1: sure}  # 一样\n",
        ),
        (
            "continues:\n  'p1': {2022#w1: no,\n  2022#p1: no}\n  w1: {2022#w1: sure}\n",
            Verdict.SURE,
            "continues:\n  p1: {2022#w1: no, 2022#p1: sure}\n  w1: {2022#w1: sure}\n",
        ),
        (
            "continues:\n  w1: {2022#w1: sure}\n",
            Verdict.SURE,
            "continues:\n  w1: {2022#w1: sure}\n  p1: {2022#p1: sure}\n",
        ),
        ("", Verdict.ANSWER, "answers:\n  2022#p1: p1\n"),
        (
            "answers:\n  # 2022年 （一）加大问责\n  2022#m1:\n  # 2022年 （一）问责偏轻\n  2022#p1:\n",
            Verdict.ANSWER,
            "answers:\n  # 2022年 （一）加大问责\n  2022#m1:\n  # 2022年 （一）问责偏轻\n  2022#p1: p1\n",
        ),
        ("answers: {2022#m1: null}\n", Verdict.ANSWER, "answers:\n  2022#m1: null\n  2022#p1: p1\n"),
    ],
)
def test_what_is_said_stands_in_one_row_and_others_stay(
    tmp_path: Path, front: str, verdict: Verdict, after: str
) -> None:
    assert front_after(office(tmp_path, front), verdict) == after


def test_the_later_paper_is_known_whatever_the_order(tmp_path: Path) -> None:
    docs = office(tmp_path)
    assert front_after(docs, Verdict.SURE, old=NEW, new=OLD) == front_after(docs, Verdict.SURE)


@pytest.mark.parametrize(
    ("one", "other", "words"),
    [
        ("2021#p1", "2023#p1", "没有“2021”这份报告"),
        ("2022#p7", "2023#p1", "写其中之一：opening、w1、p1、m1"),
        ("2023#w1", "2023#p1", "分不出先后"),
        ("2023#p1", "dongzhen/2022#opening", "东镇党委 2022年 开头和2023年 问题（一）“问责偏轻”不是同一单位的"),
    ],
)
def test_what_cannot_be_confirmed_is_told(tmp_path: Path, one: str, other: str, words: str) -> None:
    docs = office(tmp_path)
    foreign = EARLIER.replace("XX乡党委", "东镇党委").replace("#report-", "#report-dongzhen-")
    write_pages(docs, {"reports/dongzhen/2022.md": foreign})
    with pytest.raises(ConfirmationError, match=words):
        plan_confirmation(docs, ItemRef.parse(one), ItemRef.parse(other), Verdict.SURE)


def test_command_shows_what_it_writes_writes_it_once_and_takes_it_back(tmp_path: Path) -> None:
    docs = office(tmp_path)
    before = (docs / "reports/2023.md").read_bytes()
    listed = run(tmp_path, "confirm", "2022#p1", "2023#p1", "--dry-run")
    assert (listed.returncode, listed.stderr) == (0, "")
    assert "2023年 问题（一）“问责偏轻”和2022年 问题（一）“问责偏轻”是一件事：" in listed.stdout
    assert "  +  p1: {2022#p1: sure}" in listed.stdout
    assert (docs / "reports/2023.md").read_bytes() == before
    assert run(tmp_path, "confirm", "2023#p1", "2022#p1", typed="yes\n").returncode == 0
    (said,) = load_yearbook(docs).reports["2023"].continues
    assert (said.item, said.of, said.sure) == ("p1", OLD, True)
    assert "什么都没有改动" in run(tmp_path, "confirm", "2022#p1", "2023#p1", "--yes").stdout
    assert run(tmp_path, "undo", "1", "--yes").returncode == 0
    assert (docs / "reports/2023.md").read_bytes() == before


def test_what_the_ledger_says_otherwise_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    docs = office(tmp_path)
    entry = (docs / "ledger/2023.md").read_text(encoding="utf-8")
    earlier = entry.replace("2023#", "2022#").replace("2023", "2022").replace("year: 2023", "year: 2022")
    (docs / "ledger/2022.md").write_text(earlier, encoding="utf-8")
    again = entry.replace("    text: 问责偏轻", "    text: 问责偏轻\n    repeats: 2022-01")
    (docs / "ledger/2023.md").write_text(again, encoding="utf-8")
    before = (docs / "reports/2023.md").read_bytes()
    refused = run(tmp_path, "confirm", "2022#p1", "2023#p1", "--no", "--yes")
    assert refused.returncode == 1
    assert "2023年台账第1项 的 repeats 写的是同一问题" in refused.stderr
    assert (docs / "reports/2023.md").read_bytes() == before


def test_what_is_no_item_is_told_in_one_line(tmp_path: Path) -> None:
    office(tmp_path)
    assert "写成 2023#p2 这样" in one_line(run(tmp_path, "confirm", "2022年", "2023#p1"), code=2)
    assert "不能与" in one_line(run(tmp_path, "confirm", "2022#p1", "2023#p1", "--no", "--answer"), code=2)
