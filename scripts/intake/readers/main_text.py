"""Parts the text of a saved web page from what the site puts around it: menus, log-in lines, lists of news, footers.

A library says where the text is; the lines from its first to its last stay,
whole and in order, and whatever else reads like a paper stays with them.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence

import lxml.etree as etree
from readability import Document

from scripts.intake.manuscript import LeftOut, Line

#: A page with fewer links has no menu: a text that a word processor has saved.
_FEWEST_LINKS = 3
#: A text that is shorter is not told from the lists around it.
_SHORTEST_TEXT = 60
_SHORTEST_TITLE = 6
#: A cell with so many paragraphs is a place on the page, and no cell of a table of figures.
_PARAGRAPHS_OF_TEXT = 3
_PROSE = re.compile(r".{30,}[。；]")
_NUMBERED = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[)）、．.]|第[一二三四五六七八九十百]+[章条]")
_DAY = "[0-9一二三四五六七八九十]{1,3}"
_DATED = re.compile(rf"[0-9零〇○一二三四五六七八九]{{4}}年{_DAY}月{_DAY}日")
_ANNEX = re.compile(r"附件|附表")
_SIGNED = re.compile(r"[\u4e00-\u9fff]{2,20}(?:党委|党组|政府|支部|委员会|办公室|局|所|中心)")
_RIGHTS = re.compile(r"版权所有|备案号|ICP备|公网安备|许可协议|未经.{0,8}(?:授权|许可|同意)|技术支持")
#: So many lines of signature stand at most under a text without a date.
_MOST_SIGNED = 2
_REASON = "网页上正文以外的内容"


def part_main_text(text: str, root: etree._Element, lines: Sequence[Line]) -> tuple[list[Line], tuple[LeftOut, ...]]:
    """Part the lines of a page.

    Args:
        text: The page.
        root: The page, parsed.
        lines: What a browser shows of it.

    Returns:
        The lines of the text, and the others; all are text where the page has no menu, or none is found.
    """
    links = _links(root)
    if len(links) < _FEWEST_LINKS:
        return list(lines), ()
    squeezed = [_squeeze(line.text) for line in lines]
    main = _find_main(text)
    inside = [bool(words) and words in main for words in squeezed]
    if sum(len(words) for words, kept in zip(squeezed, inside, strict=True) if kept) < _SHORTEST_TEXT:
        return list(lines), ()
    named = _squeeze("".join(next(iter(root.xpath("//title[1]")), etree.Element("title")).itertext()))
    start, end = _bounds(lines, squeezed, inside, links, named)
    title = _title(lines[:start], squeezed, links, named)
    kept = [line for number, line in enumerate(lines) if number == title or start <= number < end]
    left = [line for number, line in enumerate(lines) if number != title and not start <= number < end]
    return kept, tuple(LeftOut(line.text, _REASON, line.number) for line in left)


def unroll_layout(root: etree._Element) -> None:
    """Take the tables of a site's page that only place things for what they are, so that none of their cells is a row.

    Args:
        root: The page, which is changed in place.
    """
    if len(_links(root)) < _FEWEST_LINKS:
        return
    own = {table: list(_own_parts(table)) for table in root.iter("table")}
    for table, parts in own.items():
        crowded = any(len(part.findall("p")) >= _PARAGRAPHS_OF_TEXT for part in parts)
        if crowded or next(table.iterdescendants("table"), None) is not None:
            for part in (table, *parts):
                part.tag = "div"


def _own_parts(table: etree._Element) -> Iterator[etree._Element]:
    """Rows and cells of a table itself, and of none that stands in it."""
    for part in table.iterdescendants("thead", "tbody", "tfoot", "tr", "td", "th"):
        if next(part.iterancestors("table")) is table:
            yield part


def _links(root: etree._Element) -> set[str]:
    return {_squeeze("".join(link.itertext())) for link in root.iter("a") if link.get("href") is not None}


def _find_main(text: str) -> str:
    """The text that the library takes for the page's own, without blanks; empty where it finds none."""
    logging.getLogger("readability").setLevel(logging.CRITICAL)
    try:
        found = etree.fromstring(str(Document(text).summary()), etree.HTMLParser(no_network=True))
    except Exception:
        return ""
    return _squeeze("".join(found.itertext())) if found is not None else ""


def _bounds(
    lines: Sequence[Line], squeezed: Sequence[str], inside: Sequence[bool], links: set[str], named: str
) -> tuple[int, int]:
    """The first line of the text, and the one after the last."""
    papers = [n for n, words in enumerate(squeezed) if _is_of_paper(words, links)]
    # Of tables alone nobody can tell from their words what they are of.
    papers = sorted({*papers, *(n for n, line in enumerate(lines) if line.table and inside[n])})
    within = [n for n, kept in enumerate(inside) if kept]
    start, end = min([within[0], *papers]), max([within[-1], *papers]) + 1
    first = papers[0] if papers else start
    titles = [n for n in range(start, first) if _is_title(squeezed[n], links, named)]
    start = titles[0] if titles else start
    last = max((n for n in papers if n < end), default=end - 1) + 1
    signed = [n for n in range(last, min(last + _MOST_SIGNED, end)) if _SIGNED.fullmatch(squeezed[n])]
    return start, max([last, *(n + 1 for n in signed)])


def _is_of_paper(words: str, links: set[str]) -> bool:
    """Whether a line reads like one of a paper: prose, a numbered heading, a date alone, an annex."""
    if words in links or _RIGHTS.search(words):
        return False
    return any((_PROSE.fullmatch(words), _NUMBERED.match(words), _DATED.fullmatch(words), _ANNEX.match(words)))


def _title(before: Sequence[Line], squeezed: Sequence[str], links: set[str], named: str) -> int:
    """The last line above the text that is the page's title; -1 where there is none."""
    found = [n for n in range(len(before)) if _is_title(squeezed[n], links, named)]
    return found[-1] if found else -1


def _is_title(words: str, links: set[str], named: str) -> bool:
    return len(words) >= _SHORTEST_TITLE and words in named and words not in links


def _squeeze(text: str) -> str:
    return re.sub(r"\s+", "", text)
