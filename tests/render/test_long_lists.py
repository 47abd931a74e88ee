"""Lists that grow with the number of papers: the newest rows stand there, and the page says what it leaves out."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.corpus import load_yearbook
from macros.domain.yearbook import Yearbook
from macros.render import edition_articles, overview, practice_pages, register_pages, years
from macros.render.links import Links
from tests.helpers.factories import REPORT, day, write_pages

TODAY = day("2026-11-23")
YEARS = (2020, 2021, 2022, 2023)


def report(year: int, folder: str = "") -> str:
    page = REPORT.replace("2023-12-31", f"{year}-12-31").replace("year: 2023", f"year: {year}")
    page = page.replace("period: 2023", f"period: {year}").replace("# 2023年度", f"# {year}年度")
    page = page.replace("#report-2023", f"#report-{folder}-{year}" if folder else f"#report-{year}")
    page = page.replace("学习[", "落实“[经常教育](../regulations/concepts.md#jiaoyu)”，学习[")
    return page.replace("](../", "](../../").replace("XX乡党委", "YY镇党委") if folder else page


@pytest.fixture
def yearbook(tmp_path: Path) -> Yearbook:
    pages = {f"reports/{year}.md": report(year) for year in YEARS}
    pages |= {f"reports/dongzhen/{year}.md": report(year, "dongzhen") for year in YEARS}
    return load_yearbook(write_pages(tmp_path, dict(pages)))


def test_older_papers_that_cite_are_counted_and_keep_their_anchors(
    yearbook: Yearbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(register_pages, "MOST_CITING_PAPERS", 3)
    work = yearbook.regulations["shili"]
    html = register_pages.regulation_cited_by(work, yearbook, Links(work.path))
    assert html.count("yb-cited__paper") == 3
    assert html.index('id="cited-by-2023"') < html.index("更早的 5 份报告") < html.index('id="cited-by-2020"')
    assert 'href="../../reports/dongzhen/2020.html">YY镇党委</a> 2 条' in html
    assert html.index("<p>2022年：") < html.index("<p>2020年：")
    for key in yearbook.reports:
        assert html.count(f'id="cited-by-{key.replace("/", "-")}"') == 1


def test_short_list_leaves_nothing_out(yearbook: Yearbook) -> None:
    work = yearbook.regulations["shili"]
    html = register_pages.regulation_cited_by(work, yearbook, Links(work.path))
    assert html.count("yb-cited__paper") == len(yearbook.reports)
    assert "更早" not in html


def test_article_and_concept_name_the_newest_places(yearbook: Yearbook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(edition_articles, "MOST_PLACES", 2)
    monkeypatch.setattr(practice_pages, "MOST_PLACES", 2)
    work = yearbook.regulations["shili"]
    edition = work.by_id["2018"]
    line = dict(edition_articles.article_notes(work, edition, yearbook, Links(edition.path)))["art-2"]
    concepts = practice_pages.concept_sections(yearbook, Links("regulations/concepts.md"), TODAY).partition("出现在")[2]
    assert "2023年 现状（一）</a>、" in line
    assert "YY镇党委 2023年 现状（一）</a>等 8 处，这里列年份最近的 2 处" in line
    assert "2020年 现状（一）" not in line
    assert concepts.count("/2023.html#w1") == 2
    assert "更早的还有 6 处" in concepts
    assert "2020.html#w1" not in concepts


def test_many_summaries_leave_each_unit_its_newest_cards(yearbook: Yearbook, monkeypatch: pytest.MonkeyPatch) -> None:
    home = Links("index.md")
    assert "另有" not in years.year_cards(yearbook, home, TODAY)
    monkeypatch.setattr(years, "MOST_CARDS", 5)
    html = years.year_cards(yearbook, home, TODAY)
    assert html.count('<th scope="row">') == 4
    assert "2022.html" in html
    assert "2021.html" not in html
    assert '每个单位列最近的 2 年，另有 4 年，全部的见<a href="reports/index.html">年度总结</a>' in html
    monkeypatch.setattr(years, "MOST_CARDS", 1)
    html = years.year_cards(yearbook, home, TODAY)
    assert (html.count('<th scope="row">'), html.count("<table")) == (2, 1)


def test_citations_without_a_link_say_where_the_rest_is(yearbook: Yearbook, monkeypatch: pytest.MonkeyPatch) -> None:
    found = yearbook.reports["2023"]
    rows = [(found, found.items["w1"], f"《第{n}号规定》", "登记册里没有") for n in range(3)]
    monkeypatch.setattr(overview, "MOST_UNRESOLVED", 2)
    home = Links("regulations/unresolved.md")
    assert "全部的" not in overview.unresolved_citations(rows[:2], home)
    html = overview.unresolved_citations(rows, home)
    assert "这里列年份最近的 2 处；全部的怎样列出，见手册" in html
    assert "第2号" not in html
