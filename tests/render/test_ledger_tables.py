from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings

from macros.compare.ledger_view import find_pressing
from macros.corpus import load_yearbook
from macros.domain.ledgers import Ledger
from macros.domain.yearbook import Yearbook
from macros.render import ledger_page, ledger_tables
from macros.render.links import Links
from macros.render.years import year_cards
from tests.helpers.factories import LEDGER, REPORT, day, write_pages
from tests.helpers.ledger_files import ledgers
from tests.helpers.ledger_pages import entry, measure
from tests.helpers.ledger_pages import ledger as one_ledger

TODAY = day("2024-07-15")
HERE = Links("ledger/index.md")
CAUSE = "## 三、原因 { #cause .cause }\n\n### （一）责任不清 { #c1 }\n\n责任不清。\n\n## 四、下一步措施"
MORE = """\
  - id: 2023-02
    source: 巡察反馈
    text: 台账不全 <b>
    causes: [2023#c1]
    measures:
      - text: 补齐台账
        kind: 立行立改
        leader: 党委副书记
        unit: 党政办
        helpers: 财政所、纪检办
        owner: 宣传委员
        due: [{on: 2024-03-31}, {on: 2024-05, why: 等待上级文件}, {on: 2024-08-01, why: 人员调整}]
        history:
          - {on: 2024-03-01, status: 整改中, note: 已布置}
          - {on: 2024-05-01, status: 已销号, note: 已补齐, evidence: 台账目录}
        closure: {on: 2024-05-01, verified_by: 纪委书记, approved_by: 党委会}
      - {text: 定期检查, kind: 长期坚持, next_check: 2024-08-01}
  - {id: 2023-03, source: 自查, text: 待定, measures: []}
---
"""


@pytest.fixture
def yearbook(tmp_path: Path) -> Yearbook:
    head, _, body = LEDGER.rpartition("---\n")
    earlier = LEDGER.replace("year: 2023", "year: 2022\nsample: true").replace("2023-01", "2022-01")
    earlier = earlier.replace("#ledger-2023", "#ledger-2022")
    report = REPORT.replace("## 三、下一步措施", CAUSE)
    pages = {"reports/2023.md": report, "ledger/2023.md": head + MORE + body, "ledger/2022.md": earlier}
    return load_yearbook(write_pages(tmp_path, pages))


def test_table_of_a_year(yearbook: Yearbook, golden: Callable[[str, str], None]) -> None:
    html = ledger_tables.ledger_table(yearbook.ledgers["2023"], yearbook, HERE, TODAY)
    ElementTree.fromstring(html)
    golden("ledger/table.html", html + "\n")


def test_overview_of_all_years(yearbook: Yearbook, golden: Callable[[str, str], None]) -> None:
    html = ledger_tables.ledger_overview(yearbook, "", HERE, TODAY)
    ElementTree.fromstring(html)
    golden("ledger/overview.html", html + "\n")


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Yearbook:
    return load_yearbook(write_pages(tmp_path_factory.mktemp("docs"), {}))


@pytest.mark.slow
@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(ledger=ledgers())
def test_home_and_ledger_page_count_the_same(papers: Yearbook, ledger: Ledger) -> None:
    yearbook = replace(papers, ledgers={ledger.key: ledger})
    home = year_cards(yearbook, Links("index.md"), TODAY)
    page = ledger_tables.ledger_overview(yearbook, "", HERE, TODAY)
    told = re.search(r"已办结 (\d+)/(\d+)", home)
    counted = re.search(r'<th scope="row">\d+年</th><td>(\d+)</td>.*<td>(\d+)</td></tr>', page)
    assert told and counted
    assert (told[1], told[2]) == (counted[2], counted[1])
    rule = "已办结是状态为已销号和终止的，没有佐证的销号、未见批准的终止也计入"
    assert home.count(rule) == page.count(rule) == 1


def test_closing_without_evidence_counts_as_closed_and_its_gap_beside_it(tmp_path: Path) -> None:
    pages = {"ledger/2023.md": one_ledger(2023, entry("2023-01", "甲", measure("办结", "2024-02-01 已销号")))}
    yearbook = load_yearbook(write_pages(tmp_path, pages))
    assert "已办结 1/1" in year_cards(yearbook, Links("index.md"), TODAY)
    page = ledger_tables.ledger_overview(yearbook, "", HERE, TODAY)
    assert '<th scope="col">已销号</th><th scope="col">其中无佐证</th>' in page
    assert "<td>1</td><td>1</td><td>1</td><td>0</td><td>1</td></tr>" in page


def test_short_list_shows_the_first_and_leads_to_the_rest(yearbook: Yearbook) -> None:
    lines = find_pressing(yearbook, "", TODAY)
    html = ledger_tables.overdue_list(yearbook, "", Links("index.md"), TODAY, 2)
    ElementTree.fromstring(html)
    assert html.count("<li ") == 2
    assert f'没有办结的措施 {len(lines)} 条，其中逾期 2 条，<a href="ledger/index.html">全部</a>' in html
    assert '<a href="ledger/2022.html#e-2022-01">' in html
    whole = ledger_tables.overdue_list(yearbook, "", Links("index.md"), TODAY, 10)
    assert whole.count("<li ") == len(lines)
    assert ">全部<" not in whole


def test_what_is_made_of_samples_says_so(yearbook: Yearbook) -> None:
    assert "yb-samples" not in ledger_tables.ledger_table(yearbook.ledgers["2023"], yearbook, HERE, TODAY)
    assert "yb-samples" in ledger_tables.ledger_table(yearbook.ledgers["2022"], yearbook, HERE, TODAY)
    assert "用到的2022年的整改台账是示例" in ledger_tables.ledger_overview(yearbook, "", HERE, TODAY)


def test_without_ledgers_it_says_what_would_be_here() -> None:
    empty = Yearbook()
    for html in (
        ledger_tables.ledger_table(None, empty, HERE, TODAY),
        ledger_tables.ledger_overview(empty, "", HERE, TODAY),
        ledger_tables.overdue_list(Yearbook(), "", HERE, TODAY, 10),
    ):
        ElementTree.fromstring(html)
        assert "yb-empty" in html
        assert "<table" not in html


@pytest.mark.parametrize("status", ["2024-02-01 整改中", "2024-02-01 已销号", ""])
def test_it_leads_to_what_falls_due_whether_or_not_anything_does(tmp_path: Path, status: str) -> None:
    pages = {"ledger/2023.md": one_ledger(2023, entry("2023-01", "甲", measure("办", status)))} if status else {}
    yearbook = load_yearbook(write_pages(tmp_path, pages)) if pages else Yearbook()
    page = ledger_tables.ledger_overview(yearbook, "", replace(HERE, has_due=True), TODAY)
    assert page.count('<a href="../due.html">到期与督办</a>') == 1
    assert "到期与督办" not in ledger_tables.ledger_overview(yearbook, "", HERE, TODAY)


def test_ledger_page_leads_to_the_years_beside_it(yearbook: Yearbook) -> None:
    links = Links("ledger/2022.md")
    html = ledger_page.ledger_body(yearbook.ledgers["2022"], yearbook, links, TODAY)
    assert '<a rel="next" href="2023.html">下一年（2023年）→</a>' in html
    assert "上一年（" not in html
