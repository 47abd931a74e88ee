"""Reads the article of a built page into plain blocks.

Whatever the site can show can so be printed, and no second copy of the
content exists. What only serves the screen is left out here.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path

from lxml import html
from lxml.etree import ParserError, tostring

from macros.errors import SiteError
from scripts.paper.blocks import (
    Block,
    Bullets,
    Code,
    Contents,
    Figure,
    Heading,
    Mark,
    NewPage,
    Paper,
    Paragraph,
    Picture,
    Role,
    Run,
    Terms,
    WritingLines,
)
from scripts.paper.grids import read_pairs, read_table
from scripts.paper.inline import Place, children_of, classes_of, is_for_screen, number_of, read_runs

_HEADINGS = {f"h{level}": min(level, 4) for level in range(1, 7)}
_ROLES = {
    "yb-head__line": Role.LINE,
    "yb-note__row": Role.LINE,
    "yb-part": Role.LINE,
    "yb-pair__head": Role.LINE,
    "yb-sub": Role.LABEL,
    "yb-measure__text": Role.BODY,
    "yb-samples": Role.NOTICE,
    "yb-how": Role.HOW,
    "yb-pack__field": Role.FIELD,
    "yb-pack__aside": Role.LINE,
}
#: Ways to other pages, and lists that repeat what the notes of the links say.
_LEFT_OUT = {"yb-turn", "yb-path", "yb-pair__years", "yb-pair__others", "yb-part"}
#: What neither paper nor the XML of a Word file can hold.
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_REFERENCE = re.compile(r"&#(?:x[0-9a-f]+|[0-9]+);?", re.IGNORECASE)
_BLOCK_TAGS = {
    *_HEADINGS,
    *("article", "blockquote", "dd", "details", "div", "dl", "dt", "figure", "hr", "img", "li", "ol", "p", "pre"),
    *("section", "summary", "svg", "table", "tbody", "td", "th", "thead", "tr", "ul"),
}


class ArticleError(SiteError):
    """A built page has no article to be printed."""

    meaning = "要打印的页面没有内容，或不在站点里"
    remedy = "核对页面的路径，先生成站点"


def read_paper(site: Path, page: str, unit: str = "") -> Paper:
    """Read a built page.

    Args:
        site: Folder of the built site.
        page: Path of the page in it, such as `reports/2023.html`.
        unit: Whose page it is, for the metadata.

    Raises:
        ArticleError: There is no such page, or nothing on it to be printed.
    """
    article = _find_article(site, page)
    blocks = tuple(_blocks(article, Place(page)))
    title = next((_text(block.runs) for block in blocks if isinstance(block, Heading)), "")
    if not title or len(blocks) == 1:
        raise ArticleError(f"{page} 没有可以打印的内容。改法：先写好这一页的正文，再生成。")
    return Paper(title, unit, page, blocks, notice=_notice(article))


def read_title(site: Path, page: str) -> str:
    """The title of a built page as its heading gives it; empty where there is none."""
    try:
        heading = _find_article(site, page).find(".//h1")
    except ArticleError:
        return ""
    return "" if heading is None else _text(read_runs(children_of(heading), Place(page)))


def _find_article(site: Path, page: str) -> html.HtmlElement:
    try:
        text = (site / page).read_bytes().decode("utf-8")
        tree = html.document_fromstring(_printable(text))  # type: ignore[no-untyped-call]
    except (OSError, ParserError, UnicodeDecodeError):
        raise ArticleError(
            f"站点里没有页面 {page}。改法：核对页面的路径，或先运行 python3 scripts/site.py build。"
        ) from None
    article: html.HtmlElement | None = next(iter(tree.find_class("md-content__inner")), None)
    if article is None:
        raise ArticleError(f"{page} 没有正文部分。改法：核对它是不是本站生成的页面。")
    return article


def _printable(text: str) -> str:
    """A page without the signs, and the references to signs, that can stand nowhere."""
    text = _REFERENCE.sub(lambda found: found[0] if _UNPRINTABLE.sub("", unescape(found[0])) else "", text)
    return _UNPRINTABLE.sub("", text)


def _notice(article: html.HtmlElement) -> str:
    found = next((element for element in article.iter() if element.get("data-yb-every-page") is not None), None)
    return "" if found is None else _text(read_runs(children_of(found), Place("")))


def _blocks(element: html.HtmlElement, place: Place) -> Iterator[Block]:
    """Yield the blocks in an element; words that stand between them are paragraphs."""
    loose: list[str | html.HtmlElement] = []
    for node in children_of(element):
        if not isinstance(node, str) and "yb-pair__years" in classes_of(node):
            place = replace(place, years=tuple(span.text or "" for span in node))
        if isinstance(node, str) or not _is_block(node):
            loose.append(node)
            continue
        yield from _paragraph(loose, place)
        loose.clear()
        yield from _block(node, place)
    yield from _paragraph(loose, place)


def _is_block(element: html.HtmlElement) -> bool:
    return element.tag in _BLOCK_TAGS or (element.tag == "nav" and "yb-pack__contents" in classes_of(element))


def _paragraph(
    nodes: list[str | html.HtmlElement], place: Place, role: Role = Role.BODY, anchor: str = ""
) -> Iterator[Block]:
    runs = read_runs(nodes, place)
    if runs:
        yield Paragraph(runs, role, anchor)
    elif anchor:
        yield Mark(anchor)


def _block(element: html.HtmlElement, place: Place) -> Iterator[Block]:
    names = set(classes_of(element))
    if "yb-pack__contents" in names:
        yield from (Contents(depth=3), NewPage())
    elif not is_for_screen(element) and not names & _LEFT_OUT:
        special = next((read for name, read in _SPECIAL.items() if name in names), None)
        read = special or _TAGS.get(element.tag, _section)
        yield from read(element, place)


def _heading(element: html.HtmlElement, place: Place) -> Iterator[Block]:
    runs = read_runs(children_of(element), place.unnoted)
    if runs:
        yield Heading(_HEADINGS[element.tag], runs, element.get("id", ""))


def _text_block(element: html.HtmlElement, place: Place) -> Iterator[Block]:
    role = next((_ROLES[name] for name in classes_of(element) if name in _ROLES), Role.BODY)
    if role is not Role.BODY:
        place = place.unnoted
    if element.find("img") is not None:
        yield from _blocks(element, place)
        return
    yield from _paragraph(list(children_of(element)), place, role, element.get("id", ""))


def _section(element: html.HtmlElement, place: Place) -> Iterator[Block]:
    if element.get("id"):
        yield Mark(element.get("id"))
    yield from _blocks(element, place)


def _line(element: html.HtmlElement, place: Place) -> Iterator[Block]:
    """One line of facts under a title; a line that only leads to other pages is left out."""
    facts = [span for span in element if span.tag == "span"]
    runs: list[Run] = []
    for fact in facts:
        found = read_runs([fact], place.unnoted)
        runs.extend([Run("　"), *found] if runs else found)
    if runs:
        yield Paragraph(tuple(runs), Role.LINE)


def _note(element: html.HtmlElement, place: Place) -> Iterator[Block]:
    """The quiet line under an item as one paragraph: its provisions stand in the notes of the links."""
    place = place.unnoted
    parts = [read_runs([node], place) for node in children_of(element) if isinstance(node, str) or node.tag != "ul"]
    runs: list[Run] = []
    for part in filter(None, parts):
        runs.extend([Run("　"), *part] if runs else part)
    if runs:
        yield Paragraph(tuple(runs), Role.LINE)


def _banner(element: html.HtmlElement, place: Place) -> Iterator[Block]:
    # The ways on that a banner offers lead nowhere on paper.
    for block in _blocks(element, place.unnoted):
        if isinstance(block, Paragraph):
            yield replace(
                block, runs=tuple(_after_title(run) for run in block.runs if not run.target), role=Role.NOTICE
            )


def _after_title(run: Run) -> Run:
    return replace(run, text=run.text + "　") if run.bold else run


def _pair_item(element: html.HtmlElement, place: Place) -> Iterator[Block]:
    for child in element:
        if "yb-pair__head" in classes_of(child):
            yield from _block(child, place)
    yield read_pairs(element, place.unnoted, _inside)


def _cover(element: html.HtmlElement, place: Place) -> Iterator[Block]:
    for block in _blocks(element, place.unnoted):
        centred = isinstance(block, Paragraph) and block.role is Role.BODY
        yield replace(block, role=Role.CENTRE) if isinstance(block, Paragraph) and centred else block
    yield NewPage()


def _new_part(element: html.HtmlElement, place: Place) -> Iterator[Block]:
    yield NewPage()
    yield from _section(element, place)


def _provisions(element: html.HtmlElement, place: Place) -> Iterator[Block]:
    """Provisions printed in full: their links say themselves where they lead."""
    yield from _section(element, place.unnoted)


def _writing_lines(element: html.HtmlElement, _place: Place) -> Iterator[Block]:
    yield WritingLines(number_of(element, "data-yb-lines", 8))


def _list(element: html.HtmlElement, place: Place) -> Iterator[Block]:
    if set(classes_of(element)) & _LISTS_UNNOTED:
        place = place.unnoted
    items = tuple(tuple(_blocks(item, place)) for item in element if item.tag == "li" and not is_for_screen(item))
    if any(items):
        start = number_of(element, "start", 1)
        yield Bullets(tuple(filter(None, items)), element.tag == "ol", start)


def _terms(element: html.HtmlElement, place: Place) -> Iterator[Block]:
    rows = []
    for name in element.iter("dt"):
        said = name.getnext()
        runs = read_runs(children_of(name), place)
        rows.append((runs, tuple(_blocks(said, place.unnoted)) if said is not None and said.tag == "dd" else ()))
    if rows:
        yield Terms(tuple(rows))


def _table(element: html.HtmlElement, place: Place) -> Iterator[Block]:
    yield read_table(element, place.unnoted, _inside)


def _inside(element: html.HtmlElement, place: Place) -> tuple[Block, ...]:
    return tuple(_blocks(element, place))


def _figure(element: html.HtmlElement, _place: Place) -> Iterator[Block]:
    label = element.get("aria-label", "")
    if label:
        element.tail = None
        # The reader of HTML knows no capitals in names.
        svg = tostring(element, encoding="unicode").replace(" viewbox=", " viewBox=")
        yield Figure(svg, label)


def _picture(element: html.HtmlElement, place: Place) -> Iterator[Block]:
    here = posixpath.dirname(place.page)
    yield Picture(posixpath.normpath(posixpath.join(here, element.get("src", ""))), element.get("alt", ""))


def _code(element: html.HtmlElement, _place: Place) -> Iterator[Block]:
    yield Code("".join(element.itertext()).strip("\n"))


def _text(runs: tuple[Run, ...]) -> str:
    return "".join(run.text for run in runs).replace("\n", "")


_Read = Callable[[html.HtmlElement, Place], Iterator[Block]]
#: Lists whose links say themselves where they lead.
_LISTS_UNNOTED = {"yb-cited__list", "yb-citing", "yb-short__list", "yb-comparisons", "yb-follow__gaps"}
_SPECIAL: dict[str, _Read] = {
    "yb-head__line": _line,
    "yb-note": _note,
    "yb-banner": _banner,
    "yb-pair__item": _pair_item,
    "yb-pack__cover": _cover,
    "yb-pack__part": _new_part,
    "yb-pack__laws": _provisions,
    "yb-pack__lines": _writing_lines,
}
_TAGS: dict[str, _Read] = {
    **dict.fromkeys(_HEADINGS, _heading),
    "p": _text_block,
    "summary": _text_block,
    "ul": _list,
    "ol": _list,
    "dl": _terms,
    "table": _table,
    "svg": _figure,
    "img": _picture,
    "pre": _code,
}
