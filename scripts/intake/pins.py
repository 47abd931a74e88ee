"""Keeps the links that a clerk has pinned by hand when a newer text takes the place of a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from macros.page_text.headings import parse_heading
from macros.page_text.link_grammar import write_link
from macros.page_text.links import find_links
from macros.page_text.splitting import split_text


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
