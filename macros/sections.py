"""The elements of a page put together as they are read: articles of an edition, their chapters, pictures of a paper.

Nothing is added to the words and nothing is taken away: what stood in a row
under the title stands in boxes, which a style sheet can lay out as rows and a
script can fold.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from macros.domain.numbered import order_of
from macros.domain.numerals import to_chinese
from macros.domain.regulations import Edition

#: The contents list the articles of a text without chapters up to so many.
MOST_LISTED = 40
_JOINER = "\u2060"
_HEADINGS = {f"h{level}" for level in range(1, 7)}


@dataclass(frozen=True)
class Sections:
    """What became of a page's elements.

    Attributes:
        rows: The box of each article, by its anchor.
        first: The first box that holds articles; None where the page has none.
    """

    rows: Mapping[str, Element]
    first: Element | None

    def start(self, root: Element) -> int:
        """Where on the page the articles begin: with the heading of the book, if the first chapter stands in one."""
        place = len(root) if self.first is None else list(root).index(self.first)
        while place and root[place - 1].tag == "h2":
            place -= 1
        return place


def frame_pictures(root: Element) -> None:
    """Make a figure of each paragraph that is a picture alone: it has no first line to be indented.

    Args:
        root: The page as a row of elements; it is changed.
    """
    for element in root:
        pictures = [child for child in element if child.tag == "img" and not (child.tail or "").strip()]
        if element.tag == "p" and len(pictures) == len(element) == 1 and not (element.text or "").strip():
            element.tag = "figure"


def gather_articles(root: Element, edition: Edition) -> Sections:
    """Put each article into a box of its own, and those of a chapter into a section under its heading.

    A heading of the second level begins a chapter where an article follows before
    the next one; any other stays where it is.

    Args:
        root: The page as a row of elements; it is changed.
        edition: Whose page it is.
    """
    elements, top = list(root), []
    rows: dict[str, Element] = {}
    first = body = article = None
    for place, element in enumerate(elements):
        heading = element.tag in _HEADINGS
        if heading and element.get("id") in edition.by_anchor:
            if body is None:
                body = Element("div", {"class": "yb-rows"})
                top.append(body)
            first = body if first is None else first
            row = SubElement(body, "div", {"class": "yb-row"})
            article = SubElement(row, "div")
            article.append(element)
            rows[element.get("id", "")] = row
        elif element.tag == "h2":
            body = article = None
            number = _count_articles(elements[place + 1 :], edition.by_anchor)
            if not number:
                top.append(element)
                continue
            chapter = Element("section", {"class": "yb-chapter"})
            element.set("data-yb-count", f"{number}{edition.unit}")
            chapter.append(element)
            body = SubElement(chapter, "div", {"class": "yb-rows"})
            first = chapter if first is None else first
            top.append(chapter)
        elif article is not None and not heading:
            article.append(element)
        else:
            article = None
            (top if body is None else body).append(element)
    root[:] = top
    return Sections(rows, first)


def _count_articles(elements: list[Element], articles: Collection[str]) -> int:
    """How many articles stand before the next heading of a chapter."""
    number = 0
    for element in elements:
        if element.get("id") in articles and element.tag in _HEADINGS:
            number += 1
        elif element.tag == "h2":
            break
    return number


def stand_beside(root: Element, start: int, end: int) -> tuple[Element, Element]:
    """Put a run of elements into the left one of two columns.

    Args:
        root: The page; it is changed.
        start: Place of the first element that goes there.
        end: Place after the last one.

    Returns:
        Both columns; the right one is empty.
    """
    columns = Element("div", {"class": "yb-columns"})
    main, side = SubElement(columns, "div"), SubElement(columns, "div")
    main.extend(list(root)[start:end])
    root[start:end] = [columns]
    return main, side


def shorten_contents(tokens: list[dict[str, Any]], edition: Edition) -> None:
    """Let the contents list chapters with the numbers of their articles; few articles in no chapters by themselves.

    Args:
        tokens: Headings as Python-Markdown's `toc` gives them; they are changed.
        edition: Whose page it is.
    """
    for token in tokens:
        parts = token["children"]
        chapters = [part for part in parts if _articles_of(part, edition)]
        listed = len(chapters) < 2 and len(edition.articles) <= MOST_LISTED
        found: list[dict[str, Any]] = []
        for part in parts:
            articles = _articles_of(part, edition)
            part["children"] = [child for child in part["children"] if child["id"] not in edition.by_anchor]
            found.append(part)
            if listed:
                # Those of a text without chapters stand under whatever heading came before them.
                found.extend(articles)
            elif articles:
                part["name"] += f" {_span(articles, edition)}"
        token["children"] = [part for part in found if listed or part["id"] not in edition.by_anchor]


def _articles_of(token: dict[str, Any], edition: Edition) -> list[dict[str, Any]]:
    return [child for child in token["children"] if child["id"] in edition.by_anchor]


def _span(articles: list[dict[str, Any]], edition: Edition) -> str:
    first, last = (_number(article["id"]) for article in (articles[0], articles[-1]))
    words = f"{first}{edition.unit}" if first == last else f"{first}—{last}{edition.unit}"
    # A line of the contents breaks before it and not within.
    return _JOINER.join(words)


def _number(anchor: str) -> str:
    number, added = order_of(anchor)
    return f"{number}之{to_chinese(added)}" if added else str(number)
