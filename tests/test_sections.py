"""The elements of an edition's page put together: boxes for articles, sections for chapters, short contents."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

from macros.domain.regulations import Article, Edition
from macros.sections import MOST_LISTED, gather_articles, shorten_contents, stand_beside
from tests.helpers.factories import make_edition


def an_edition(*anchors: str) -> Edition:
    articles = tuple(Article(anchor, anchor, "", verified=True, line=1) for anchor in anchors)
    return make_edition("2023", "2024-01-01", articles=articles)


def a_page(inner: str) -> ElementTree.Element:
    return ElementTree.fromstring(f"<div><h1 id='top'>题</h1>{inner}</div>")


def shape(element: ElementTree.Element) -> str:
    """Tags, classes and ids, one within the other."""
    name = element.get("id") or element.get("class") or element.tag
    inner = " ".join(shape(child) for child in element)
    return f"{name}({inner})" if len(element) else name


def words(element: ElementTree.Element) -> str:
    return "".join(element.itertext())


CHAPTERS = (
    "<p>前言</p><h2 id='book-1'>第一编</h2><h2 id='chapter-1'>第一章</h2>"
    "<h3 id='art-1'>第一条</h3><p>甲</p><p id='art-1-2'>乙</p><h3 id='art-2'>第二条</h3>"
    "<h2 id='chapter-2'>第二章</h2><p>本章说明</p><h3 id='art-3'>第三条</h3><ul><li>丙</li></ul>"
    "<h2 id='annex'>附件</h2><p>丁</p>"
)


def test_each_article_is_a_box_and_each_chapter_a_section() -> None:
    root = a_page(CHAPTERS)
    before = words(root)
    sections = gather_articles(root, an_edition("art-1", "art-2", "art-3"))
    assert shape(root) == (
        "div(top p book-1 "
        "yb-chapter(chapter-1 yb-rows(yb-row(div(art-1 p art-1-2)) yb-row(div(art-2)))) "
        "yb-chapter(chapter-2 yb-rows(p yb-row(div(art-3 ul(li))))) "
        "annex p)"
    )
    assert words(root) == before
    assert list(sections.rows) == ["art-1", "art-2", "art-3"]
    counts = [element.get("data-yb-count") for element in root.iter("h2")]
    assert counts == [None, "2条", "1条", None]
    assert sections.start(root) == 2


def test_text_without_chapters_is_rows_alone() -> None:
    root = a_page("<h3 id='part-1'>一</h3><p>甲</p><h3 id='part-2'>二</h3><p>乙</p>")
    sections = gather_articles(root, an_edition("part-1", "part-2"))
    assert shape(root) == "div(top yb-rows(yb-row(div(part-1 p)) yb-row(div(part-2 p))))"
    assert sections.start(root) == 1


def test_page_without_articles_stays_as_it_is() -> None:
    root = a_page("<h2 id='chapter-1'>第一章</h2><h2 id='points'>要点</h2><ul><li>甲</li></ul>")
    before = ElementTree.tostring(root)
    assert gather_articles(root, an_edition()).first is None
    assert ElementTree.tostring(root) == before


def test_heading_between_articles_that_is_none_stands_between_the_boxes() -> None:
    root = a_page("<h2 id='chapter-1'>第一章</h2><h3 id='art-1'>一</h3><h3 id='other'>附言</h3><p>甲</p>")
    gather_articles(root, an_edition("art-1"))
    assert shape(root) == "div(top yb-chapter(chapter-1 yb-rows(yb-row(div(art-1)) other p)))"


def test_what_stands_beside_leaves_the_order_of_words() -> None:
    root = a_page("<p>甲</p><p>乙</p><p>丙</p>")
    main, side = stand_beside(root, 1, 3)
    assert (words(main), len(side), words(root)) == ("甲乙", 0, "题甲乙丙")


def token(name: str, *children: dict[str, Any]) -> dict[str, Any]:
    return {"id": name, "name": name, "children": list(children)}


def listed(tokens: list[dict[str, Any]]) -> list[str]:
    """Names in the contents, those below others after them, without what keeps a line together."""
    return [name for token in tokens for name in (token["name"].replace("\u2060", ""), *listed(token["children"]))]


def test_contents_list_chapters_with_the_numbers_of_their_articles() -> None:
    chapters = (
        token("book-1"),
        token("chapter-1", token("art-1"), token("art-2"), token("art-31_1")),
        token("chapter-2", token("art-4"), token("other")),
        token("cited-by"),
    )
    contents = [token("top", *chapters)]
    shorten_contents(contents, an_edition("art-1", "art-2", "art-31_1", "art-4"))
    assert listed(contents) == ["top", "book-1", "chapter-1 1—31之一条", "chapter-2 4条", "other", "cited-by"]


def test_contents_list_the_articles_of_a_short_text_without_chapters() -> None:
    contents = [token("top", token("facts", token("part-1"), token("part-2")), token("cited-by"))]
    shorten_contents(contents, an_edition("part-1", "part-2"))
    assert listed(contents) == ["top", "facts", "part-1", "part-2", "cited-by"]
    assert [part["id"] for part in contents[0]["children"]] == ["facts", "part-1", "part-2", "cited-by"]


def test_contents_of_a_long_text_without_chapters_list_no_article() -> None:
    anchors = [f"art-{n}" for n in range(1, MOST_LISTED + 2)]
    under_title = [token("top", *map(token, anchors), token("cited-by"))]
    shorten_contents(under_title, an_edition(*anchors))
    assert listed(under_title) == ["top", "cited-by"]
    under_heading = [token("top", token("articles", *map(token, anchors)))]
    shorten_contents(under_heading, an_edition(*anchors))
    assert listed(under_heading) == ["top", f"articles 1—{MOST_LISTED + 1}条"]
