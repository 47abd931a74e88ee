from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

from macros.compare.amended import find_changed_rules
from macros.compare.citation_counts import count_citations
from macros.compare.cited import list_citing_items
from macros.domain.yearbook import Yearbook
from macros.render import citation_pages, edition_articles, overview, register_pages
from macros.render.links import Links
from tests.helpers.factories import REPORT, day
from tests.helpers.small_papers import load, paper

HERE = Links("compare/rules.md")
TODAY = day("2024-07-15")


def yearbook(folder: Path) -> Yearbook:
    sample = paper(2021, {"w1": "开展[教育](../regulations/concepts.md#jiaoyu)。"}, head="sample: true")
    return load(folder, {"reports/2023.md": REPORT, "reports/2021.md": sample})


def test_table_of_citations_by_year(tmp_path: Path, golden: Callable[[str, str], None]) -> None:
    html = citation_pages.citations_by_year(count_citations(yearbook(tmp_path), "", TODAY), HERE, TODAY)
    ElementTree.fromstring(html)
    golden("render/citations-by-year.html", html)


def test_items_that_cite_one_regulation(tmp_path: Path, golden: Callable[[str, str], None]) -> None:
    book = yearbook(tmp_path)
    work = book.regulations["shili"]
    html = citation_pages.citing_items(work, list_citing_items(book, work, "", TODAY), HERE, TODAY)
    ElementTree.fromstring(html)
    golden("render/citing-items.html", html)


def test_of_an_edition_that_does_not_apply_yet_it_is_not_said_that_nothing_changed_since(tmp_path: Path) -> None:
    report = REPORT.replace("shili/2018.md#art-2)", "shili/2023.md#art-3){ .fixed }")
    book, early = load(tmp_path, {"reports/2023.md": report}), day("2023-12-25")
    work = book.regulations["shili"]
    html = citation_pages.citing_items(work, list_citing_items(book, work, "", early), HERE, early)
    assert "2023年版第三条 教育要求</a>；尚未施行" in html
    html = citation_pages.citing_items(work, list_citing_items(book, work, "", TODAY), HERE, TODAY)
    assert "2023年版第三条 教育要求</a>；此后没有变化</span>" in html


def test_without_citations_it_is_said_what_would_be_here(tmp_path: Path) -> None:
    book = load(tmp_path, {"reports/2023.md": None})
    empty = citation_pages.citations_by_year(count_citations(book, "", TODAY), HERE, TODAY)
    assert "还没有引用" in empty
    assert "示例" not in empty
    assert "还没有条目引用" in citation_pages.citing_items(book.regulations["shili"], [], HERE, TODAY)


def test_item_that_only_speaks_of_a_concept_mentions_and_does_not_cite(tmp_path: Path) -> None:
    book = yearbook(tmp_path)
    work = book.regulations["shili"]
    (rule,) = find_changed_rules(book, book.reports["2023"], TODAY)
    told = [[str(m.report.ref(m.item)) for m in row] for row in (rule.cited, rule.mentioned)]
    assert told == [["2023#w1", "2023#m1"], ["2021#w1"]]
    home = overview.changed_rules(book, Links("index.md"), TODAY)
    assert "2 个条目引用的是以前的版本" in home
    assert "；另有 1 个条目只提到有关概念，当时的依据是以前的版本" in home
    assert '<td class="yb-num">2</td><td class="yb-num">1</td>' in overview.regulation_list(book, HERE, TODAY)
    assert "提到“经常教育”，当时依据2018年版" in register_pages.regulation_cited_by(work, book, HERE)
    line = register_pages.editions_line(work, book, HERE, TODAY)
    assert "引用它的条目 2 条，只提到有关概念的 1 条" in line
    articles = dict(edition_articles.article_notes(work, book.editions["shili/2018"], book, HERE))
    assert "只提到有关概念、当时依据它：" in articles["art-2"]
