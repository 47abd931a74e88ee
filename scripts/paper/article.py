"""Reads the article of a built page into plain blocks.

Whatever the site can show can so be printed, and no second copy of the
content exists. What only serves the screen is left out here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from lxml import html
from lxml.etree import tostring

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
from scripts.paper.built_article import ArticleError, load_article
from scripts.paper.contract import EVERY_PAGE, LINES, PrintWord, word_of
from scripts.paper.grids import read_pairs, read_table
from scripts.paper.inline import Place, children_of, is_for_screen, number_of, read_runs
from scripts.paper.within import text_of

_HEADINGS = {f"h{level}": min(level, 4) for level in range(1, 7)}
_ROLES: dict[PrintWord | None, Role] = {
    PrintWord.LABEL: Role.LABEL,
    PrintWord.HOW: Role.HOW,
    PrintWord.BLANK: Role.FIELD,
}
_BLOCK_TAGS = {
    *_HEADINGS,
    *("article", "blockquote", "dd", "details", "div", "dl", "dt", "figure", "hr", "img", "li", "nav", "ol", "p"),
    *("pre", "section", "summary", "svg", "table", "tbody", "td", "th", "thead", "tr", "ul"),
}


def read_paper(site: Path, page: str, unit: str = "") -> Paper:
    """Read a built page.

    Args:
        site: Folder of the built site.
        page: Path of the page in it, such as `reports/2023.html`.
        unit: Whose page it is, for the metadata.

    Raises:
        ArticleError: There is no such page, or nothing on it to be printed.
    """
    article = load_article(site, page)
    blocks = tuple(_blocks(article, Place(page)))
    title = next((text_of(block.runs) for block in blocks if isinstance(block, Heading)), "")
    if not title or len(blocks) == 1:
        raise ArticleError(f"{page} 没有可以打印的内容。改法：先写好这一页的正文，再生成。")
    return Paper(title, unit, page, blocks, notice=_notice(article))


def read_title(site: Path, page: str) -> str:
    """The title of a built page as its heading gives it; empty where there is none."""
    try:
        heading = load_article(site, page).find(".//h1")
    except ArticleError:
        return ""
    return "" if heading is None else text_of(read_runs(children_of(heading), Place(page)))


def _notice(article: html.HtmlElement) -> str:
    found = next((element for element in article.iter() if element.get(EVERY_PAGE) is not None), None)
    return "" if found is None else text_of(read_runs(children_of(found), Place("")))


def _blocks(element: html.HtmlElement, place: Place) -> Iterator[Block]:
    """Yield the blocks in an element; words that stand between them are paragraphs."""
    loose: list[str | html.HtmlElement] = []
    for node in children_of(element):
        if not isinstance(node, str) and word_of(node) is PrintWord.COLUMN:
            place = replace(place, years=tuple(name.text or "" for name in node))
            continue
        if isinstance(node, str) or node.tag not in _BLOCK_TAGS:
            loose.append(node)
            continue
        yield from _paragraph(loose, place)
        loose.clear()
        yield from _block(node, place)
    yield from _paragraph(loose, place)


def _paragraph(
    nodes: list[str | html.HtmlElement], place: Place, role: Role = Role.BODY, anchor: str = ""
) -> Iterator[Block]:
    runs = read_runs(nodes, place)
    if runs:
        yield Paragraph(runs, role, anchor)
    elif anchor:
        yield Mark(anchor)


def _block(element: html.HtmlElement, place: Place) -> Iterator[Block]:
    if not is_for_screen(element):
        read = _WORDS.get(word_of(element)) or _TAGS.get(element.tag, _section)
        yield from read(element, place)


def _heading(element: html.HtmlElement, place: Place) -> Iterator[Block]:
    runs = read_runs(children_of(element), place.unnoted)
    if runs:
        yield Heading(_HEADINGS[element.tag], runs, element.get("id", ""))


def _text_block(element: html.HtmlElement, place: Place) -> Iterator[Block]:
    role = _ROLES.get(word_of(element), Role.BODY)
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
    nodes = list(children_of(element))
    if any(isinstance(node, str) and node.strip() for node in nodes):
        yield from _paragraph(nodes, place.unnoted, Role.LINE)
        return
    runs: list[Run] = []
    for fact in element:
        found = () if fact.tag == "ul" else read_runs([fact], place.unnoted)
        runs.extend([Run("　"), *found] if runs and found else found)
    if runs:
        yield Paragraph(tuple(runs), Role.LINE)


def _notice_block(element: html.HtmlElement, place: Place) -> Iterator[Block]:
    for block in _blocks(element, place.unnoted):
        if isinstance(block, Paragraph):
            runs = tuple(_after_title(run) for run in block.runs if not run.target)
            yield replace(block, runs=runs, role=Role.NOTICE)


def _after_title(run: Run) -> Run:
    return replace(run, text=run.text + "　") if run.bold else run


def _pair(element: html.HtmlElement, place: Place) -> Iterator[Block]:
    for head in element.findall("p"):
        yield from _paragraph(list(children_of(head)), place.unnoted, Role.LINE)
    yield read_pairs(element, place.unnoted, _inside)


def _cover(element: html.HtmlElement, place: Place) -> Iterator[Block]:
    for block in _blocks(element, place.unnoted):
        centred = isinstance(block, Paragraph) and block.role is Role.BODY
        yield replace(block, role=Role.CENTRE) if isinstance(block, Paragraph) and centred else block
    yield NewPage()


def _new_part(element: html.HtmlElement, place: Place) -> Iterator[Block]:
    yield NewPage()
    yield from _section(element, place)


def _named(element: html.HtmlElement, place: Place) -> Iterator[Block]:
    yield from _TAGS.get(element.tag, _section)(element, place.unnoted)


def _contents(_element: html.HtmlElement, _place: Place) -> Iterator[Block]:
    yield from (Contents(depth=3), NewPage())


def _blank(element: html.HtmlElement, place: Place) -> Iterator[Block]:
    yield from _TAGS.get(element.tag, _writing_lines)(element, place)


def _writing_lines(element: html.HtmlElement, _place: Place) -> Iterator[Block]:
    yield WritingLines(number_of(element, LINES, 8))


def _list(element: html.HtmlElement, place: Place) -> Iterator[Block]:
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
    yield Picture(place.address(element.get("src", "")), element.get("alt", ""))


def _code(element: html.HtmlElement, _place: Place) -> Iterator[Block]:
    yield Code("".join(element.itertext()).strip("\n"))


_Read = Callable[[html.HtmlElement, Place], Iterator[Block]]
_WORDS: dict[PrintWord | None, _Read] = {
    PrintWord.LINE: _line,
    PrintWord.NOTICE: _notice_block,
    PrintWord.BLANK: _blank,
    PrintWord.NAMED: _named,
    PrintWord.COVER: _cover,
    PrintWord.CONTENTS: _contents,
    PrintWord.PART: _new_part,
    PrintWord.PAIR: _pair,
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
