"""The words of a page in its Markdown: how characters that would be markup are written, and read again."""

from __future__ import annotations

import re

from macros.page_text.link_grammar import LINK

#: What a backslash makes text.
ESCAPED = r"[\\`*_{}\[\]()>#+\-.!|]"
_BACKSLASHED = re.compile(rf"\\({ESCAPED})")
_LIVE = re.compile(r"[\\*`\[\]{}]")
#: What begins a block of its own, and what is read as the mark of a list even in a heading.
_BLOCK = re.compile(r"#|\|")
_LIST_MARK = re.compile(r"[-+](?=[ \t])")
_ORDERED = re.compile(r"(\d+)([.)])(?=[ \t])")
#: Marks of emphasis; one between letters or digits is none: 3*4=12.
_STARS = re.compile(r"(?<!\\)(?:\*{2,}|(?<![0-9A-Za-z])\*|\*(?![0-9A-Za-z]))")
_MARK_OF_ITEM = re.compile(r"(?:[-*+]|\d+\.)[ ]+")


def escape(text: str, *, begins: bool = True) -> str:
    """Write running text so that a page's Markdown shows it as it is.

    Args:
        text: The words, without line ends.
        begins: Whether they begin a line.
    """
    text = _LIVE.sub(r"\\\g<0>", text).replace("](", r"]\(").replace("］(", r"］\(")
    if _ORDERED.match(text):
        return _ORDERED.sub(r"\1\\\2", text, count=1)
    return f"\\{text}" if _LIST_MARK.match(text) or (begins and _BLOCK.match(text)) else text


def unescape(text: str) -> str:
    """Characters that a backslash has made text, without it."""
    return _BACKSLASHED.sub(r"\1", text) if "\\" in text else text


def plain_text(markdown: str) -> str:
    """The words of one line without links, emphasis, list marks and escapes."""
    text = markdown.strip()
    return heading_text(text[mark.end() :] if (mark := _MARK_OF_ITEM.match(text)) else text)


def heading_text(markdown: str) -> str:
    """The same of a heading, which may begin with what would be a list mark elsewhere."""
    text = markdown.strip()
    # Most lines hold none of it, and to look for one character is much faster than to look for what it begins.
    if "[" in text:
        text = LINK.sub(lambda link: "" if link["image"] else link["words"], text)
    if "*" in text:
        text = _STARS.sub("", text)
    return unescape(text).strip()
