"""What stands on a built page."""

from __future__ import annotations

import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

from lxml import etree

from macros.corpus import load_yearbook
from scripts.build.after_build.page import parse_html


class Article(HTMLParser):
    """Words, headings and links of a page's article, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.depth = 0
        self.words: list[str] = []
        self.links: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "article":
            self.depth += 1
        elif self.depth and values.get("class") != "headerlink":
            if tag == "a" and values.get("href"):
                # Zensical writes ./index.html where the others write index.html.
                self.links.append(str(values["href"]).removeprefix("./"))
            # Zensical's own place for its skip link.
            if values.get("id") and values["id"] != "__skip":
                self.ids.append(str(values["id"]))

    def handle_endtag(self, tag: str) -> None:
        self.depth -= tag == "article"

    def handle_data(self, data: str) -> None:
        if self.depth:
            self.words.append(data)

    @property
    def text(self) -> str:
        return re.sub(r"\s+", " ", "".join(self.words)).strip()


@cache
def read_article(page: Path) -> Article:
    article = Article()
    article.feed(page.read_text(encoding="utf-8"))
    return article


class Tables(HTMLParser):
    """The tables of a page, each as rows of cells."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[list[list[str]]] = []
        self.inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in {"td", "th"}:
            self.tables[-1][-1].append("")
            self.inside = True

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag not in {"td", "th"}

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.tables[-1][-1][-1] += data


@cache
def read_tables(page: Path) -> list[list[list[str]]]:
    found = Tables()
    found.feed(page.read_text(encoding="utf-8"))
    return [[[" ".join(cell.split()) for cell in row] for row in table] for table in found.tables]


def weight_beside_text(page: str, docs: Path, key: str) -> int:
    """Bytes of a report's page that are not the words of the report."""
    return len(page.encode()) - len(load_yearbook(docs).reports[key].words.encode())


@cache
def pages_of_every_shape(site: Path) -> list[Path]:
    """Pages that together hold all that stands on any: each element, by its classes and attributes, in its parent."""
    shapes = {page: _shape_of(page) for page in sorted(site.rglob("*.html")) if page.name != "404.html"}
    kept, seen = [], set()
    for page in sorted(shapes, key=lambda page: -len(shapes[page])):
        if not shapes[page] <= seen:
            kept.append(page)
            seen |= shapes[page]
    return kept


def _shape_of(page: Path) -> set[tuple[object, object]]:
    elements = parse_html(page.read_bytes()).iter(etree.Element)
    return {(_look_of(element.getparent()), _look_of(element)) for element in elements}


def _look_of(element: etree._Element | None) -> tuple[str, ...]:
    return () if element is None else (str(element.tag), *sorted(element.get("class", "").split()), *element.keys())
