"""The words of a page by the heading that they stand under."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from macros.corpus.pages import SourcePage
from macros.page_text.attributes import block_id
from macros.page_text.headings import parse_heading
from macros.page_text.words import plain_text

_RAW = re.compile(r"\{% raw %\}(.*?)\{% endraw %\}")
_TAG = re.compile(r"<[^<>]*>|\{%.*?%\}|\{\{.*?\}\}|^\s*[|:\-\s]+$")
_FENCE = re.compile(r"\s*(?:`{3,}|~{3,})[\w-]*\s*$")
_ADMONITION = re.compile(r"\s*(?:!!!|\?\?\?\+?)\s+\w+\s*")
#: What begins a paragraph of its own.
_OWN = re.compile(r"\s*(?:[-*+]|\d+\.)\s|\s*\|")


def sections_of(page: SourcePage) -> dict[str, str]:
    """The words under each heading that has an id, markup taken off, a paragraph a line.

    Words under a heading without an id belong to the one before it.

    Args:
        page: The page; of its macros and tags nothing is taken.
    """
    named = {heading.line: heading.id for heading in page.headings if heading.id}
    found: dict[str, list[str]] = {"": []}
    current = ""
    for number, line in enumerate(page.written, page.first_line):
        if number in named:
            current = named[number]
            found.setdefault(current, [])
        else:
            found[current].append(line)
    return {name: _running(lines) for name, lines in found.items()}


def _running(lines: Iterable[str]) -> str:
    paragraphs, goes_on, fenced = [""], False, False
    for line in lines:
        if _FENCE.match(line):
            fenced, goes_on = not fenced, False
            continue
        words = "" if not line.strip() or block_id(line) else f"`{line.strip()}`" if fenced else _words(line)
        if words and goes_on and not _OWN.match(line):
            paragraphs[-1] += f"{_gap(paragraphs[-1], words)}{words}"
        elif words:
            paragraphs.append(words)
        goes_on = bool(words) and not fenced and not line.startswith(("|", "#"))
    return "\n".join(paragraphs[1:])


def _words(line: str) -> str:
    """A line without markup; what a page shows of macros, between the marks of raw text, stays, and so does code."""
    if heading := parse_heading(line, 0):
        return heading.text
    pieces = [plain if number % 2 else _TAG.sub("", plain) for number, plain in enumerate(_RAW.split(line))]
    # Of a picture it is told what it shows.
    words = _ADMONITION.sub("", "".join(pieces)).replace("![", "[")
    return plain_text(words).strip("| ")


def _gap(before: str, after: str) -> str:
    """A blank where two words of Latin letters meet at the end of a line."""
    return " " if before[-1].isascii() and after[0].isascii() else ""


def headings_of(page: SourcePage) -> Iterator[tuple[str, str]]:
    """Yield the id and the words of each heading below the title that can be linked to."""
    for heading in page.headings:
        if heading.level > 1 and heading.id:
            yield heading.id, heading.text
