"""What a clerk has set on a page outlives the newer text that takes its place."""

from __future__ import annotations

import pytest

from macros.corpus import parse_report
from macros.domain.signing import find_outdated
from scripts.intake.holdings import Holdings
from tests.helpers.intake_papers import bring_in, make_holdings

PAPER = """\
2023年工作总结

一年来，学习《示例条例》3次，认真落实。

一、工作开展情况
（一）加强教育。召开会议5次。
1．逐级传导
学习《示例条例》。
二、下一步打算
（一）继续加强。
"""
ANSWERS = "# 往年的措施，逐条列出。\nanswers:\n  # 2022年 （一）加强学习\n  2022#m1:\n  2022#m2: w1\n"


@pytest.fixture(scope="module")
def holdings(tmp_path_factory: pytest.TempPathFactory) -> Holdings:
    return make_holdings(tmp_path_factory.mktemp("holdings"))


def prepared(holdings: Holdings, lines: str = ANSWERS, closing: str = "---") -> str:
    """The paper's page with lines of the clerk's, and its front matter closed in another way."""
    page = bring_in(PAPER, holdings).text.replace("indicators:\n", f"{lines}indicators:\n", 1)
    front, _, body = page.partition("\n---\n")
    return f"{front}\n{closing}\n{body}"


@pytest.mark.parametrize("closing", ["---", "--- ", "---\t", "...", "... "])
def test_answers_and_comments_stay_however_the_front_matter_is_closed(holdings: Holdings, closing: str) -> None:
    again = bring_in(PAPER.replace("会议5次", "会议6次"), holdings, old=prepared(holdings, closing=closing)).text
    assert ANSWERS in again
    assert "召开会议6次" in again


def test_what_was_signed_and_corrected_stays_and_the_page_says_that_its_text_is_another(holdings: Holdings) -> None:
    signed = f"signed:\n  - {{step: 签发, post: 党委书记, on: 2024-01-09, of: '{'0' * 64}'}}\n"
    corrected = "corrections:\n  - {on: 2024-03-01, what: 标题, before: 甲, after: 乙, why: 写错, by: 党建办主任}\n"
    again = bring_in(PAPER.replace("会议5次", "会议6次"), holdings, old=prepared(holdings, signed + corrected)).text
    assert signed + corrected in again
    assert find_outdated(parse_report(again, "reports/2023.md")) is not None


def test_page_of_an_editor_on_windows_stays_one(holdings: Holdings) -> None:
    old = f"\ufeff{prepared(holdings)}".replace("\n", "\r\n")
    again = bring_in(PAPER.replace("会议5次", "会议6次"), holdings, old=old).text
    assert again == old.replace("召开会议5次", "召开会议6次")


def test_only_the_fields_that_change_are_written_anew(holdings: Holdings) -> None:
    old = prepared(holdings).replace("unit: XX乡党委", "unit:   'XX乡党委'  # 全称").replace("year:", "# 年度\nyear:")
    old = old.replace("sample: false", "sample: false\n\n# 读者\n").replace(
        f"sha256: {'0' * 64}", f"sha256: {'a' * 64}"
    )
    again = bring_in(PAPER, holdings, old=old).text
    assert again == old.replace(f"sha256: {'a' * 64}", f"sha256: {'0' * 64}")


def test_answers_on_several_lines_of_brackets_stay(holdings: Holdings) -> None:
    answers = "answers: {\n  2022#m1: w1,\n  2022#m2: w1\n}\n"
    assert answers in bring_in(PAPER, holdings, old=prepared(holdings, answers)).text


def test_what_is_confirmed_of_items_stays_with_their_ids(holdings: Holdings) -> None:
    said = "continues:\n  # 会上定的\n  w1: {2022#m1: no}\n"
    again = bring_in(PAPER.replace("会议5次", "会议6次"), holdings, old=prepared(holdings, said))
    assert said in again.text
    assert [row.item for row in again.report.continues] == ["w1"]


def test_how_the_words_are_handed_down_stays(holdings: Holdings) -> None:
    again = bring_in(PAPER, holdings, old=prepared(holdings, "wording: 转述\n"))
    assert "wording: 转述\n" in again.text
    assert again.report.wording == "转述"


def test_pinned_link_below_a_heading_without_an_id_is_written_there_again(holdings: Holdings) -> None:
    pin = "[《示例条例》](../regulations/shili/2023.md){ .fixed }"
    front, heading, body = prepared(holdings).partition("#### 1．逐级传导\n")
    old = front + heading + body.replace("[《示例条例》](../regulations/shili/2018.md)", pin)
    front, _, body = bring_in(PAPER, holdings, old=old).text.partition(heading)
    assert pin not in front
    assert pin in body
