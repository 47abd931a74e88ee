"""Problems through the years, and from problem to result: tables, pictures, gaps."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

from macros.domain.yearbook import Yearbook
from macros.render import problems
from macros.render.dashboard import recurring_list
from macros.render.links import Links
from tests.helpers.factories import day
from tests.helpers.ledger_pages import entry, ledger, measure
from tests.helpers.small_papers import load, paper

HERE = Links("compare/problems.md")
TODAY = day("2024-07-15")
OPEN = measure("加大问责", "2023-03-01 整改中 记录", item="2022#m1")
SHUT = measure("修订办法", "2024-01-10 整改中", "2024-04-01 已销号 文件", item="2023#m1", verified_by="纪委书记")


def site(folder: Path, **pages: str | None) -> Yearbook:
    texts = {"p1": "问责偏轻。", "p2": "公开不细。", "c1": "机制不全。", "m1": "加大问责。", "m2": "细化公开。"}
    made: dict[str, str | None] = {
        "reports/2022.md": paper(2022, texts),
        "reports/2023.md": paper(2023, texts, head="answers: {2022#m2: m2}"),
        "ledger/2022.md": ledger(2022, entry("2022-01", "问责偏轻", OPEN, problem="2022#p1"), sample=True),
        "ledger/2023.md": ledger(
            2023, entry("2023-01", "问责仍轻", SHUT, problem="2023#p1", causes="2023#c1", repeats="2022-01")
        ),
    }
    return load(folder, {**made, **{name.replace("__", "/") + ".md": text for name, text in pages.items()}})


def test_recurring_problems(tmp_path: Path, golden: Callable[[str, str], None]) -> None:
    golden("compare/recurring-problems.html", problems.recurring_problems(site(tmp_path), "", HERE, TODAY) + "\n")


def test_from_problem_to_result(tmp_path: Path, golden: Callable[[str, str], None]) -> None:
    yearbook = site(tmp_path)
    html = problems.render_follow_through(yearbook.reports["2022"], yearbook, HERE, TODAY)
    golden("compare/follow-through.html", html + "\n")
    # It may stand on a page that is read as XML.
    ElementTree.fromstring(html)


def test_picture_says_in_words_what_it_shows(tmp_path: Path) -> None:
    yearbook = site(tmp_path)
    html = problems.render_follow_through(yearbook.reports["2022"], yearbook, HERE, TODAY)
    assert 'role="region" aria-label="2022年问题、原因、措施和结果的关系（图，可左右滚动）"' in html
    for words in ("没有写明原因", "没有写明对应的措施", "整改中"):
        assert words in html.partition('aria-label="2022年问题、原因、措施和结果的关系。')[2].partition('"')[0], words


def test_year_without_a_ledger_says_that_nothing_is_connected(tmp_path: Path) -> None:
    yearbook = site(tmp_path, ledger__2022=None, ledger__2023=None)
    html = problems.render_follow_through(yearbook.reports["2022"], yearbook, HERE, TODAY)
    assert "没有这一年的整改台账" in html
    assert "本站没有整改台账" in problems.recurring_problems(yearbook, "", HERE, TODAY)


def test_site_without_reports_says_what_would_be_here(tmp_path: Path) -> None:
    yearbook = load(tmp_path, {})
    assert "本站没有年度总结" in problems.render_follow_through(None, yearbook, HERE, TODAY)
    assert "没有反复出现而尚未解决的问题" in recurring_list(yearbook, "", HERE, TODAY)


def test_report_of_work_alone_says_so(tmp_path: Path) -> None:
    yearbook = load(tmp_path, {"reports/2023.md": paper(2023, {"w1": "甲。"})})
    html = problems.render_follow_through(yearbook.reports["2023"], yearbook, HERE, TODAY)
    assert "没有问题、原因、措施的条目" in html
    assert "没有发现缺口" in html


def test_entry_that_is_back_after_a_gap_says_since_when_it_was_gone(tmp_path: Path) -> None:
    later = ledger(2024, entry("2024-02", "问责又轻", repeats="2022-01"))
    html = problems.recurring_problems(site(tmp_path, ledger__2024=later), "", HERE, TODAY)
    assert '2024年<br /><span class="yb-warn">再次出现（2022年）</span>' not in html, "2023-01 repeats 2022-01 too"
    gone = ledger(2023, entry("2023-01", "别的"))
    html = problems.recurring_problems(site(tmp_path, ledger__2023=gone, ledger__2024=later), "", HERE, TODAY)
    assert '2024年<br /><span class="yb-warn">再次出现（2022年）</span>' in html


def test_picture_joins_entries_that_a_paper_alone_calls_one(tmp_path: Path) -> None:
    later = paper(2024, {"p1": "又轻。"}, head="continues: {p1: {2023#p1: sure}}")
    own = ledger(2024, entry("2024-02", "问责又轻", problem="2024#p1"))
    html = problems.recurring_problems(site(tmp_path, reports__2024=later, ledger__2024=own), "", HERE, TODAY)
    assert html.count('class="yb-chart__link"') == 2, "from 2022 to 2023, and from there to 2024"


def test_home_lists_what_is_back_and_open(tmp_path: Path) -> None:
    assert "没有反复出现而尚未解决的问题" in recurring_list(site(tmp_path), "", HERE, TODAY)
    later = ledger(2024, entry("2024-02", "问责又轻", repeats="2023-01"))
    html = recurring_list(site(tmp_path / "later", ledger__2024=later), "", HERE, TODAY)
    assert '<a href="../ledger/2024.html#e-2024-02">问责又轻</a>' in html
    assert "2022、2023、2024 年都有记载，至今 1年4个月" in html
    assert "示例" in html


def test_silence_is_no_gap_while_a_result_is_not_due(tmp_path: Path) -> None:
    yearbook = site(tmp_path)
    html = problems.render_follow_through(yearbook.reports["2023"], yearbook, HERE, TODAY)
    assert "尚未到报告的时候" in html
    assert "没有写明结果</span>" not in html
    later = problems.render_follow_through(yearbook.reports["2023"], yearbook, HERE, day("2025-02-01"))
    assert '<span class="yb-muted">没有写明结果</span>' in later


def test_silence_before_its_time_is_no_gap_in_words(tmp_path: Path) -> None:
    yearbook = load(tmp_path, {"reports/2024.md": paper(2024, {"p1": "甲。", "m1": "乙。"})})
    html = problems.render_follow_through(yearbook.reports["2024"], yearbook, HERE, TODAY)
    assert "没有写明结果" not in html.partition("没有写明，不等于")[0]
    assert html.count("尚未到报告的时候") >= 2


def test_links_that_nobody_wrote_down_are_counted_and_are_no_gaps(tmp_path: Path) -> None:
    items = {"p1": "甲。", "p2": "丙。", "c1": "丁。", "m1": "乙。", "m2": "戊。"}
    yearbook = load(tmp_path, {"reports/2023.md": paper(2023, items)})
    html = problems.render_follow_through(yearbook.reports["2023"], yearbook, HERE, day("2026-01-01"))
    missing, _, gaps = html.partition(">缺口<")
    for words in (
        "2 个问题没有写明原因",
        "2 个问题没有写明对应的措施",
        "2 个问题没有列入台账",
        "2 项措施没有写明结果",
        "1 条原因没有写明是哪个问题的",
        "2 项措施没有写明对应哪个问题",
    ):
        assert f"<li>{words}：" in missing
    assert "没有发现缺口" in gaps
    assert "yb-warn" not in html


def test_sample_of_another_year_is_told_where_its_results_are(tmp_path: Path) -> None:
    answering = paper(2024, {"w1": "甲。"}, head="sample: true\nanswers: {2023#m1: w1}")
    other = ledger(2022, entry("2022-01", "甲", measure("乙", item="2023#m1")), sample=True)
    pages = {"reports/2023.md": paper(2023, {"m1": "乙。"}), "reports/2024.md": answering, "ledger/2022.md": other}
    yearbook = load(tmp_path, dict(pages))
    html = problems.render_follow_through(yearbook.reports["2023"], yearbook, HERE, TODAY)
    assert "2024年的总结" in html.partition("yb-table")[0]
    assert "2022年的整改台账" in html.partition("yb-table")[0]


def test_ledger_of_other_years_problems_is_not_called_empty(tmp_path: Path) -> None:
    pages = {
        "reports/2022.md": paper(2022, {"p1": "甲。"}),
        "reports/2023.md": paper(2023, {"w1": "乙。"}),
        "ledger/2023.md": ledger(2023, entry("2023-01", "甲", problem="2022#p1")),
    }
    yearbook = load(tmp_path, dict(pages))
    html = problems.render_follow_through(yearbook.reports["2023"], yearbook, HERE, TODAY)
    assert "写的是其他年度的问题" in html
    assert "也没有事项" not in html
