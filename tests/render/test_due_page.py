from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from macros.compare.due import DueList, find_due
from macros.domain.dates import parse_partial_date
from macros.domain.ledgers import Due, LedgerMeasure, MeasureKind, Status
from macros.render.due_page import due_list
from macros.render.due_words import date_words, owners_words
from macros.render.links import Links
from tests.helpers.factories import DUTIES, day, make_measure
from tests.helpers.ledger_pages import entry, ledger, measure
from tests.helpers.small_papers import load, paper

HERE = Links("due.md")
TODAY = day("2024-07-15")
PAGE = ledger(
    2023,
    entry(
        "2023-01",
        "问责偏轻",
        measure("修订办法", "2024-03-01 整改中", due="2024-06-30}, {on: 2024-07-20, why: 等文件"),
        measure("开展检查", due="2024-07", owner="牵头：组织委员；配合：党政办主任"),
        measure("<b>逾期</b>的", due="2024-06-30", owner="党政办主任"),
        measure("完善制度", "2024-03-01 已完成待验收", due="2024-07-16"),
    ),
    entry("2023-02", "记录不全", measure("补齐记录", due="", kind="立行立改")),
    sample=True,
)


@pytest.fixture
def found(tmp_path: Path) -> DueList:
    pages: dict[str, str | None] = {
        "ledger/2023.md": PAGE,
        "regulations/duties.md": DUTIES,
        "reports/2024.md": paper(2024, {"w1": "开展检查。"}, series="半年报告"),
    }
    return find_due(load(tmp_path, pages), "", TODAY)


def test_what_is_due_by_post(found: DueList, golden: Callable[[str, str], None]) -> None:
    html = due_list(found, HERE)
    ElementTree.fromstring(html)
    golden("render/due-list.html", html + "\n")


def test_each_row_leads_to_its_measure(found: DueList) -> None:
    html = due_list(found, HERE)
    assert '<a href="ledger/2023.html#e-2023-01-1">修订办法</a>' in html
    assert '<a href="ledger/2023.html#e-2023-02">补齐记录</a>' in html


def test_it_says_on_which_day_it_was_made(found: DueList) -> None:
    assert "截至 2024年7月15日，就是生成这一页的那天" in due_list(found, HERE)


def test_readers_who_are_told_no_gaps_are_told_no_duties(found: DueList) -> None:
    assert "没有记载的规定动作" in due_list(found, HERE)
    assert "规定动作" not in due_list(found, HERE, tells_duties=False)


def test_where_nothing_waits_it_says_so(tmp_path: Path) -> None:
    empty = find_due(load(tmp_path, {"ledger/2023.md": None}), "", TODAY)
    assert "没有等着办的措施" in due_list(empty, HERE)


def words_of(measure: LedgerMeasure, tmp_path: Path) -> str:
    whole = load(tmp_path, {"ledger/2023.md": PAGE})
    entry = replace(whole.ledgers["2023"].entries[0], measures=(measure,))
    only = replace(whole.ledgers["2023"], entries=(entry,))
    (line,) = find_due(replace(whole, ledgers={"2023": only}), "", TODAY, within=400).lines
    return f"{date_words(line)}　{owners_words(line)}"


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        (make_measure(due="2024-08-01"), "期限 2024-08-01　责任人：组织委员"),
        (make_measure(due="2024-12"), "期限 2024-12（写到月，按 2024-12-31 算）　责任人：组织委员"),
        (make_measure(due="2024"), "期限 2024（写到年，按 2024-12-31 算）　责任人：组织委员"),
        (
            replace(
                make_measure(),
                due=tuple(Due(parse_partial_date(on)) for on in ("2024-03-31", "2024-05-31", "2024-08-01")),
                owner="组织委员（牵头）、党政办主任（配合）",
            ),
            "期限 2024-08-01（原期限 2024-03-31，又改到过 2024-05-31）　责任人：组织委员（牵头）、党政办主任（配合）",
        ),
        (
            make_measure(kind=MeasureKind.STANDING, due=None, next_check="2024-08-01"),
            "下次检查 2024-08-01　责任人：组织委员",
        ),
        (
            replace(make_measure(("2024-03-01", Status.UNDER_WAY)), owner="", unit=""),
            "期限 2024-06-30　责任领导：党委书记",
        ),
    ],
)
def test_a_date_is_told_in_the_same_words_everywhere(changed: LedgerMeasure, told: str, tmp_path: Path) -> None:
    assert words_of(changed, tmp_path) == told
