"""Headings with ids and classes, `### （一）加强教育 { #w1 }`: how they are read and written."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from macros.page_text.attributes import read_attributes, split_attributes, write_attributes
from macros.page_text.words import heading_text

_TITLE = re.compile(r"#[ \t]+(\S.*?)[ \t]+\{[ ]*#([a-z]+(?:-[a-z0-9-]+)?)[ ]*\}[ \t]*")
_DEEPEST = 6


@dataclass(frozen=True)
class Heading:
    """A heading line: level 1 to 6, text without markup, id (or empty) and classes."""

    level: int
    text: str
    id: str
    classes: tuple[str, ...]
    line: int
    attributes: str


def parse_title(text: str) -> tuple[str, str] | None:
    """Read a data page's first line as its title: words and id; None where it has another form."""
    match = _TITLE.fullmatch(text)
    return (heading_text(match[1]), match[2]) if match else None


def heading_level(text: str) -> int:
    """The level of a heading line, 1 to 6; 0 where it is none."""
    if not text.startswith("#"):
        return 0
    level = len(text) - len(text.lstrip("#"))
    return level if level <= _DEEPEST and text[level : level + 1] in {" ", "\t"} else 0


def heading_words(text: str) -> str:
    """The words of a heading line as its Markdown has them, without marks and attribute list."""
    return split_attributes(text.lstrip("#").strip())[0]


def parse_heading(text: str, line: int) -> Heading | None:
    """Read one line as a heading; None where it is none."""
    level = heading_level(text)
    if not level:
        return None
    words, attributes = split_attributes(text[level:].strip())
    ids, classes = read_attributes(attributes)
    return Heading(level, heading_text(words), ids[0] if ids else "", classes, line, attributes)


def looks_like_heading(text: str) -> bool:
    """Whether a line was meant as a heading and is none: no blank after the marks, too many, or full-width ones.

    A full-width mark alone begins a line of text in some reports; with an attribute list it was meant as a heading.
    """
    return re.match(r"#{1,6}[^#\s]|#{7}|＃.*(?<!\\)\{", text) is not None


def write_heading(level: int, words: str, name: str = "", classes: Iterable[str] = ()) -> str:
    """Write a heading line.

    Args:
        level: 1 to 6.
        words: Its words as Markdown, every character in them escaped that is to be text.
        name: Its id; empty for none.
        classes: Its classes, without their dots.
    """
    return f"{'#' * level} {words}" + (f" {write_attributes(name, classes)}" if name else "")
