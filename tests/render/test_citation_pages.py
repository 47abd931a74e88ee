from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

from macros.compare.citation_counts import count_citations
from macros.compare.cited import list_citing_items
from macros.domain.yearbook import Yearbook
from macros.render import citation_pages
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


def test_without_citations_it_is_said_what_would_be_here(tmp_path: Path) -> None:
    book = load(tmp_path, {"reports/2023.md": None})
    empty = citation_pages.citations_by_year(count_citations(book, "", TODAY), HERE, TODAY)
    assert "还没有引用" in empty
    assert "示例" not in empty
    assert "还没有条目引用" in citation_pages.citing_items(book.regulations["shili"], [], HERE, TODAY)
