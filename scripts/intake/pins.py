"""Keeps the links that a clerk has pinned by hand when a newer text takes the place of a page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import pairwise

from macros.domain.paths import relative
from macros.page_text.attributes import write_attributes
from macros.page_text.headings import parse_heading
from macros.page_text.link_grammar import LINK, write_link
from macros.page_text.links import find_links
from macros.page_text.splitting import split_text

#: How the id of a report's title begins.
_TITLE = "report-"


def keep_pins(page: str, old: str) -> tuple[str, list[str]]:
    """Write the links that the old page has fixed into the same items of the new one.

    Args:
        page: The new page, without links.
        old: The page before; empty where there is none.

    Returns:
        The page, and one notice for each link whose words are no longer there.
    """
    split, notices = split_text(page), []
    lines = list(split.body)
    for item, words, link in _pins(old):
        if any(link in lines[n] for n in _lines_of(lines, item)):
            continue
        at = next((n for n in _lines_of(lines, item) if words in lines[n] and f"[{words}" not in lines[n]), None)
        if at is None:
            notices.append(f"原来在 {item or '开头'} 人工指定的链接“{words}”没有写入：新稿里没有这几个字了")
        else:
            lines[at] = lines[at].replace(words, link, 1)
    return split.changed(body=lines), notices


def pin_links(page: str, path: str, wanted: Mapping[tuple[str, str], str]) -> str:
    """Fix citations that a person has chosen an edition for.

    Args:
        page: The page, with its links.
        path: Its path under docs.
        wanted: Addresses from the folder of the pages, by the id of the heading under which a citation stands, empty
            for what stands above the first part, and by its words.

    Returns:
        The page with each of these links led there and fixed; what it no longer cites is left out.
    """
    split = split_text(page)
    lines = list(split.body)
    names = {name for name, _ in wanted}
    for item, first, end in _sections(lines):
        name = "" if item.startswith(_TITLE) else item
        for n in range(first, end) if name in names else ():
            lines[n] = LINK.sub(partial(_pinned, name, wanted, path), lines[n])
    return split.changed(body=lines)


def _pinned(name: str, wanted: Mapping[tuple[str, str], str], path: str, link: re.Match[str]) -> str:
    target = wanted.get((name, link["words"]))
    if target is None or link["image"]:
        return link[0]
    file, mark, anchor = target.partition("#")
    return write_link(link["words"], f"{relative(file, path)}{mark}{anchor}", write_attributes(classes=["fixed"]))


def _pins(old: str) -> Iterator[tuple[str, str, str]]:
    lines = split_text(old).body
    for item, first, end in _sections(lines):
        for link in find_links(enumerate(lines[first:end])):
            if link.fixed and not link.image:
                yield item, link.text, write_link(link.text, link.target, link.attributes)


def _lines_of(lines: Sequence[str], item: str) -> Iterator[int]:
    return (n for name, first, end in _sections(lines) if name == item for n in range(first, end))


def _sections(lines: Sequence[str]) -> Iterator[tuple[str, int, int]]:
    """Yield each heading's id with the first and the last but one line under it."""
    heads = [(n, heading.id) for n, line in enumerate(lines) if (heading := parse_heading(line, n))]
    for (first, name), (end, _) in pairwise([*heads, (len(lines), "")]):
        yield name, first + 1, end
