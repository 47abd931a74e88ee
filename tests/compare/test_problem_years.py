"""Problems by year: what is the same stands in one row, and nothing is told that nobody wrote."""

from __future__ import annotations

from pathlib import Path

from macros.compare.problem_years import tabulate_problems
from macros.domain.yearbook import Yearbook
from macros.render.dashboard import key_numbers, problems_by_year
from macros.render.links import Links
from tests.helpers.factories import day
from tests.helpers.ledger_pages import entry, ledger, measure
from tests.helpers.small_papers import load, paper

TODAY = day("2025-07-15")
HOME = Links("index.md")
SHUT = measure("修订办法", "2022-04-01 已销号 文件", verified_by="纪委书记")


def site(folder: Path) -> Yearbook:
    late = measure("加大问责", "2025-02-01 整改中", due="2025-07-01")
    pages: dict[str, str | None] = {
        "reports/2021.md": paper(2021, {"p1": "问责偏轻。", "p2": "公开不细。"}),
        "reports/2022.md": paper(2022, {"w1": "甲。"}),
        "ledger/2021.md": ledger(2021, entry("2021-01", "问责偏轻", SHUT, problem="2021#p1")),
        "ledger/2024.md": ledger(
            2024,
            entry("2024-01", "问责又轻", late, repeats="2021-01"),
            entry("2024-02", "还没有措施"),
        ),
    }
    return load(folder, pages)


def test_each_problem_is_one_row_of_what_every_year_has_of_it(tmp_path: Path) -> None:
    table = tabulate_problems(site(tmp_path), "", TODAY)
    assert table.years == (2021, 2022, 2023, 2024)
    assert table.covered == {2021, 2022, 2024}
    assert [(row.name, list(row.years)) for row in table.rows] == [
        ("问责又轻", [2021, 2024]),
        ("还没有措施", [2024]),
        ("条目p2", [2021]),
    ]
    first = table.rows[0]
    assert first.is_back
    assert first.years[2021].is_done
    assert first.years[2024].is_overdue
    assert [item.item.id for item in first.years[2021].items] == ["p1"]
    assert not table.rows[2].years[2021].lines


def test_home_shows_them_as_signs_with_words(tmp_path: Path) -> None:
    html = problems_by_year(site(tmp_path), "", HOME, TODAY, 10)
    for words in (
        "2021年：已销号",
        "2024年：整改中，逾期 14 天",
        "2024年：尚无措施",
        "2022年：未见记载",
        "2023年：无报告",
        "2021年：2021年 问题“条目p2”写到，台账未列",
    ):
        assert f'title="{words}"' in html, words
    assert '<a href="ledger/2024.html#e-2024-01">◐ 逾期' in html
    assert "截至 2025年7月15日" in html


def test_home_counts_what_presses(tmp_path: Path) -> None:
    html = key_numbers(site(tmp_path), "", HOME, TODAY)
    for words in ('未办结</span> <span class="yb-tile__number">2<', "条，最长 14 天", "个问题，最久"):
        assert words in html, words


def test_empty_site_says_what_would_be_here(tmp_path: Path) -> None:
    assert "还没有问题" in problems_by_year(load(tmp_path, {}), "", HOME, TODAY, 10)
    assert "没有台账" in key_numbers(load(tmp_path, {}), "", HOME, TODAY)


def test_home_lists_no_old_problem_without_a_sign_of_it(tmp_path: Path) -> None:
    years = {f"reports/{year}.md": paper(year, {"p1": f"{year}年的问题。"}) for year in range(2017, 2025)}
    closed = problems_by_year(load(tmp_path / "closed", years), "", HOME, TODAY, 10)
    assert "2019年：2019年 问题“条目p1”写到" in closed
    assert "2018年" not in closed
    assert "列 6 个" in closed
    assert "全部 8 个" in closed
    late = measure("加大问责", "2017-04-01 整改中", due="2017-07-01")
    old = {"ledger/2017.md": ledger(2017, entry("2017-01", "旧问题", late, problem="2017#p1"))}
    still = problems_by_year(load(tmp_path / "open", {**years, **old}), "", HOME, TODAY, 10)
    assert "2017年：整改中，逾期" in still
    assert "列 7 个" in still
