"""The links of a page: found with their line, parted from the words around them, put away."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from macros.page_text.attributes import read_attributes
from macros.page_text.headings import heading_level
from macros.page_text.link_grammar import ANCHORED, LINK
from macros.page_text.words import plain_text


@dataclass(frozen=True)
class Link:
    """A link or picture: its text, address, and attribute list as written."""

    text: str
    target: str
    image: bool
    attributes: str
    line: int

    @property
    def fixed(self) -> bool:
        """Whether the clerk pinned it by hand with `{ .fixed }`."""
        return "fixed" in read_attributes(self.attributes)[1]


def find_links(lines: Iterable[tuple[int, str]]) -> Iterator[Link]:
    """Yield the links and pictures of numbered lines; one may be broken over lines, never over a blank one."""
    for group in find_paragraphs(lines):
        yield from _links_of(group)


def _links_of(group: list[tuple[int, str]]) -> Iterator[Link]:
    text = "\n".join(line for _, line in group)
    if "[" not in text:
        return
    for link in LINK.finditer(text):
        line = group[0][0] + text.count("\n", 0, link.start())
        words = plain_text(link["words"].replace("\n", ""))
        yield Link(words, link["target"], link["image"] == "!", link["attributes"] or "", line)


def find_paragraphs(lines: Iterable[tuple[int, str]]) -> Iterator[list[tuple[int, str]]]:
    """Yield the lines that stand together; a heading is a block of its own, whatever stands right under it."""
    group: list[tuple[int, str]] = []
    for number, line in lines:
        heading = line.startswith("#") and heading_level(line) > 0
        if group and (heading or not line or line.isspace()):
            yield group
            group = []
        if heading:
            yield [(number, line)]
        elif line and not line.isspace():
            group.append((number, line))
    if group:
        yield group


def split_links(text: str) -> Iterator[tuple[str, str]]:
    """Part a paragraph at its links: (words, address), with an empty address beside what is no link.

    A picture is told in words, since it may not be where the words are shown again.
    """
    end = 0
    for link in LINK.finditer(text):
        yield text[end : link.start()], ""
        yield (f"（图：{link['words']}）", "") if link["image"] else (link["words"], link["target"])
        end = link.end()
    yield text[end:], ""


def replace_links(text: str, is_gone: Callable[[str], bool]) -> str:
    """Put its words in the place of every link, and nothing in that of a picture, that leads to what is gone."""
    return LINK.sub(
        lambda link: link[0] if not is_gone(link["target"]) else "" if link["image"] else link["words"], text
    )


def move_links(text: str, move: Callable[[str], str]) -> str:
    """Write the address of every link and picture anew, and nothing else.

    Args:
        text: Markdown without HTML in it.
        move: Is given an address, and gives the one that is due.
    """

    def moved(link: re.Match[str]) -> str:
        start, stop = (place - link.start() for place in link.span("target"))
        return f"{link[0][:start]}{move(link['target'])}{link[0][stop:]}"

    return LINK.sub(moved, text)


def rename_anchors(text: str, rename: Callable[[str, str], str]) -> str:
    """Write the anchors of links anew, whatever form the links have, and nothing else.

    Args:
        text: Markdown, with HTML in it or without.
        rename: Is given the address of a link before its anchor, and the anchor; gives the anchor that is due.
    """
    return ANCHORED.sub(
        lambda link: f"{link['before']}{link['address']}#{rename(link['address'], link['anchor'])}", text
    )
