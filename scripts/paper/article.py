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

from scripts.paper.annex import gather_notes
from scripts.paper.blocks import (
    Anchor,
    Block,
    Code,
    Contents,
    Drawing,
    Headline,
    ItemList,
    NewPage,
    Paper,
    Para,
    Picture,
    Role,
    Terms,
    TextRun,
    WritingLines,
)
from scripts.paper.built_article import ArticleError, load_article
from scripts.paper.contract import EVERY_PAGE, LINES, PrintWord, word_of
from scripts.paper.inline import Standpoint, children_of, is_for_screen, number_of, read_runs
from scripts.paper.tables import read_pairs, read_table
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
    gather_notes(article)
    blocks = tuple(_blocks(article, Standpoint(page)))
    title = next((text_of(block.runs) for block in blocks if isinstance(block, Headline)), "")
    if not title or len(blocks) == 1:
        raise ArticleError(f"{page} 没有可以打印的内容。改法：先写好这一页的正文，再生成。")
    across = any(word_of(element) is PrintWord.ACROSS for element in article.iter())
    return Paper(title, unit, page, blocks, notice=_notice(article), across=across)


def read_title(site: Path, page: str) -> str:
    """The title of a built page as its heading gives it; empty where there is none."""
    try:
        heading = load_article(site, page).find(".//h1")
    except ArticleError:
        return ""
    return "" if heading is None else text_of(read_runs(children_of(heading), Standpoint(page)))


def _notice(article: html.HtmlElement) -> str:
    found = next((element for element in article.iter() if element.get(EVERY_PAGE) is not None), None)
    return "" if found is None else text_of(read_runs(children_of(found), Standpoint("")))


def _blocks(element: html.HtmlElement, here: Standpoint) -> Iterator[Block]:
    """Yield the blocks in an element; words that stand between them are paragraphs."""
    loose: list[str | html.HtmlElement] = []
    for node in children_of(element):
        if not isinstance(node, str) and word_of(node) is PrintWord.COLUMN:
            here = replace(here, years=tuple(name.text or "" for name in node))
            continue
        if isinstance(node, str) or node.tag not in _BLOCK_TAGS:
            loose.append(node)
            continue
        yield from _paragraph(loose, here)
        loose.clear()
        yield from _block(node, here)
    yield from _paragraph(loose, here)


def _paragraph(
    nodes: list[str | html.HtmlElement], here: Standpoint, role: Role = Role.BODY, anchor: str = ""
) -> Iterator[Block]:
    runs = read_runs(nodes, here)
    if runs:
        yield Para(runs, role, anchor)
    elif anchor:
        yield Anchor(anchor)


def _block(element: html.HtmlElement, here: Standpoint) -> Iterator[Block]:
    if not is_for_screen(element):
        read = _WORDS.get(word_of(element)) or _TAGS.get(element.tag, _section)
        yield from read(element, here)


def _heading(element: html.HtmlElement, here: Standpoint) -> Iterator[Block]:
    runs = read_runs(children_of(element), here.unnoted)
    if runs:
        yield Headline(_HEADINGS[element.tag], runs, element.get("id", ""))


def _text_block(element: html.HtmlElement, here: Standpoint) -> Iterator[Block]:
    role = _ROLES.get(word_of(element), Role.BODY)
    if role is not Role.BODY:
        here = here.unnoted
    if element.find("img") is not None or element.find("svg") is not None:
        yield from _blocks(element, here)
        return
    yield from _paragraph(list(children_of(element)), here, role, element.get("id", ""))


def _nothing(_element: html.HtmlElement, _here: Standpoint) -> Iterator[Block]:
    yield from ()


def _section(element: html.HtmlElement, here: Standpoint) -> Iterator[Block]:
    if element.get("id"):
        yield Anchor(element.get("id"))
    yield from _blocks(element, here)


def _line(element: html.HtmlElement, here: Standpoint) -> Iterator[Block]:
    nodes = list(children_of(element))
    if any(isinstance(node, str) and node.strip() for node in nodes):
        yield from _paragraph(nodes, here.unnoted, Role.LINE)
        return
    runs: list[TextRun] = []
    for fact in element:
        found = () if fact.tag == "ul" else read_runs([fact], here.unnoted)
        runs.extend([TextRun("　"), *found] if runs and found else found)
    if runs:
        yield Para(tuple(runs), Role.LINE)


def _notice_block(element: html.HtmlElement, here: Standpoint) -> Iterator[Block]:
    for block in _blocks(element, here.unnoted):
        if isinstance(block, Para):
            runs = tuple(_after_title(run) for run in block.runs if not run.target)
            yield replace(block, runs=runs, role=Role.NOTICE)


def _after_title(run: TextRun) -> TextRun:
    return replace(run, text=run.text + "　") if run.bold else run


def _pair(element: html.HtmlElement, here: Standpoint) -> Iterator[Block]:
    for head in element.findall("p"):
        yield from _paragraph(list(children_of(head)), here.unnoted, Role.LINE)
    yield read_pairs(element, here.unnoted, _inside)


def _cover(element: html.HtmlElement, here: Standpoint) -> Iterator[Block]:
    for block in _blocks(element, here.unnoted):
        centred = isinstance(block, Para) and block.role is Role.BODY
        yield replace(block, role=Role.CENTRE) if isinstance(block, Para) and centred else block
    yield NewPage()


def _new_part(element: html.HtmlElement, here: Standpoint) -> Iterator[Block]:
    yield NewPage()
    yield from _section(element, here)


def _named(element: html.HtmlElement, here: Standpoint) -> Iterator[Block]:
    yield from _TAGS.get(element.tag, _section)(element, here.unnoted)


def _contents(_element: html.HtmlElement, _here: Standpoint) -> Iterator[Block]:
    yield from (Contents(depth=3), NewPage())


def _blank(element: html.HtmlElement, here: Standpoint) -> Iterator[Block]:
    yield from _TAGS.get(element.tag, _writing_lines)(element, here)


def _writing_lines(element: html.HtmlElement, _here: Standpoint) -> Iterator[Block]:
    yield WritingLines(number_of(element, LINES, 8))


def _list(element: html.HtmlElement, here: Standpoint) -> Iterator[Block]:
    items = tuple(tuple(_blocks(item, here)) for item in element if item.tag == "li" and not is_for_screen(item))
    if any(items):
        start = number_of(element, "start", 1)
        yield ItemList(tuple(filter(None, items)), element.tag == "ol", start)


def _terms(element: html.HtmlElement, here: Standpoint) -> Iterator[Block]:
    rows = []
    for name in element.iter("dt"):
        said = name.getnext()
        runs = read_runs(children_of(name), here)
        rows.append((runs, tuple(_blocks(said, here.unnoted)) if said is not None and said.tag == "dd" else ()))
    if rows:
        yield Terms(tuple(rows))


def _table(element: html.HtmlElement, here: Standpoint) -> Iterator[Block]:
    yield read_table(element, here.unnoted, _inside)


def _inside(element: html.HtmlElement, here: Standpoint) -> tuple[Block, ...]:
    return tuple(_blocks(element, here))


def _figure(element: html.HtmlElement, _here: Standpoint) -> Iterator[Block]:
    label = element.get("aria-label", "")
    if label:
        element.tail = None
        # The reader of HTML knows no capitals in names.
        svg = tostring(element, encoding="unicode").replace(" viewbox=", " viewBox=")
        yield Drawing(svg, label)


def _picture(element: html.HtmlElement, here: Standpoint) -> Iterator[Block]:
    yield Picture(here.address(element.get("src", "")), element.get("alt", ""))


def _code(element: html.HtmlElement, _here: Standpoint) -> Iterator[Block]:
    yield Code("".join(element.itertext()).strip("\n"))


_Read = Callable[[html.HtmlElement, Standpoint], Iterator[Block]]
_WORDS: dict[PrintWord | None, _Read] = {
    PrintWord.LINE: _line,
    PrintWord.NOTICE: _notice_block,
    PrintWord.BLANK: _blank,
    PrintWord.NAMED: _named,
    PrintWord.COVER: _cover,
    PrintWord.CONTENTS: _contents,
    PrintWord.PART: _new_part,
    PrintWord.PAIR: _pair,
    PrintWord.NOTES: _nothing,
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
