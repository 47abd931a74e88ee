"""Whatever is back after a gap says when it was last there."""

from __future__ import annotations

from pathlib import Path

from macros.render.dashboard import year_summary
from macros.render.links import Links
from macros.render.report_page import find_comebacks, item_line
from macros.render.years_compared import compare_years
from tests.helpers.factories import day
from tests.helpers.ledger_pages import entry, ledger
from tests.helpers.small_papers import load, paper

HERE, TODAY = Links("reports/2023.md"), day("2024-07-15")
TEXTS = {"p1": "问责偏轻。", "p2": "公开不细。"}


def test_item_says_when_it_was_last_there_and_leads_to_it(tmp_path: Path) -> None:
    pages = {
        "reports/2021.md": paper(2021, TEXTS, head="sample: true"),
        "reports/2022.md": paper(2022, {"p1": "别的。"}),
        "reports/2023.md": paper(2023, TEXTS, head="continues: {p2: {2021#p1: sure}}"),
    }
    book = load(tmp_path, dict(pages))
    report = book.reports["2023"]
    back = find_comebacks(report, book)
    assert back.keys() == {"p2"}
    line = item_line(report, report.items["p2"], book, HERE, TODAY, back=back["p2"])
    assert '<p><i class="yb-alarm">再次出现</i>（<a href="2021.html#p1">2021年</a>） 示例</p>' in line
    assert "再次出现" not in item_line(report, report.items["p1"], book, HERE, TODAY)


def test_head_of_a_paper_and_its_item_say_the_same(tmp_path: Path) -> None:
    pages = {f"reports/{year}.md": paper(year, TEXTS) for year in (2022, 2023)} | {
        "ledger/2021.md": ledger(2021, entry("2021-01", "问责")),
        "ledger/2022.md": ledger(2022),
        "ledger/2023.md": ledger(2023, entry("2023-01", "问责", problem="2023#p1", repeats="2021-01")),
        "compare/2022-2023.md": "---\nrender_macros: true\n---\n\n# 对照\n\n{{ compare_years(2022, 2023) }}\n",
    }
    book = load(tmp_path, dict(pages))
    report = book.reports["2023"]
    back = find_comebacks(report, book)
    told = year_summary(report, book, HERE, TODAY, back)
    assert '<i class="yb-alarm">再次出现（2021年）</i> <a href="#p1">' in told
    line = item_line(report, report.items["p1"], book, HERE, TODAY, back=back["p1"])
    assert '<a href="../ledger/2021.html#e-2021-01">2021年</a>' in line
    # Who may not see all papers and ledgers is not told what they do not tell.
    assert "反复出现" in year_summary(report, book, HERE, TODAY, {})


def test_comparison_says_what_is_back_and_what_will_be(tmp_path: Path) -> None:
    alike = {"p1": "问责偏轻，多为通报批评。", "p2": "公务接待审批不严，要件不全。"}
    pages = {
        "reports/2021.md": paper(2021, alike),
        "reports/2022.md": paper(2022, {**alike, "p3": "公开不细。"}),
        "reports/2023.md": paper(2023, alike, head="continues: {p2: {2021#p2: sure}}"),
        "ledger/2020.md": ledger(2020, entry("2020-01", "问责")),
        "ledger/2023.md": ledger(2023, entry("2023-01", "问责", problem="2023#p1", repeats="2020-01")),
    }
    book = load(tmp_path, dict(pages))
    first, second, third = (book.reports[key] for key in ("2021", "2022", "2023"))
    html = compare_years((second, third), book, Links("compare/x.md"))
    # However alike they are to what stands in 2022: people know them from before it.
    assert '<a href="../reports/2021.html#p2">2021年 问题“条目p2”</a>' in html
    assert '<a href="../ledger/2020.html#e-2020-01">2020年整改台账</a>' in html
    assert html.count("再次出现（2021年）") == html.count("再次出现（2020年）") == 2
    before = compare_years((first, second), book, Links("compare/x.md"))
    assert '<strong class="yb-pair__what">未再出现</strong> <span class="yb-warn">2023年再次出现</span>' in before


def test_sum_of_a_year_tells_of_every_item(tmp_path: Path) -> None:
    """What is back or was answered is neither new nor gone, and is not left out of the sum."""
    pages = {
        "reports/2021.md": paper(2021, TEXTS),
        "reports/2022.md": paper(2022, {"w1": "全年走访一百二十户。", "m1": "修订村级工程管理办法。"}),
        "reports/2023.md": paper(
            2023,
            {"w1": "全年走访一百二十户。", "w2": "办法印发，抽查二十二处。", "p1": "问责偏轻。"},
            head="continues: {p1: {2021#p1: sure}}\nanswers: {2022#m1: w2}",
        ),
        "compare/2022-2023.md": "---\nrender_macros: true\n---\n\n# 对照\n\n{{ compare_years(2022, 2023) }}\n",
    }
    book = load(tmp_path, dict(pages))
    html = year_summary(book.reports["2023"], book, HERE, TODAY, {})
    assert "沿用 1 条、未再出现 0 条、再次出现 1 条、措施和回应 1 条</a>" in html
