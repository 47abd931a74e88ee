"""The table of contents as a field, filled in so far as it can be without page numbers of Word's own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import lxml.etree as etree

from scripts.paper.word.xml import text, w


@dataclass(frozen=True)
class ContentsLine:
    """One heading that the contents list: level from 1, words, bookmark."""

    level: int
    words: str
    bookmark: str


def set_contents(entries: Sequence[ContentsLine], depth: int) -> Iterator[etree._Element]:
    """Yield the paragraphs of the contents; Word fills in the page numbers when the file is opened.

    Args:
        entries: The headings, those too deep already left out.
        depth: The deepest level listed.
    """
    yield w("p", w("pPr", w("pStyle", val="TOCHeading")), w("r", text("目录")))
    # Dirty: to be filled in when the file is opened.
    opening = [field_mark("begin", dirty="true"), _code(f' TOC \\o "1-{depth}" \\h \\z \\u '), field_mark("separate")]
    for number, entry in enumerate(entries):
        paragraph = w("p", w("pPr", w("pStyle", val=f"TOC{entry.level}")))
        if number == 0:
            paragraph.extend(opening)
        link = w("hyperlink", w("r", text(entry.words)), w("r", w("tab")), anchor=entry.bookmark, history=1)
        link.extend([field_mark("begin"), _code(f" PAGEREF {entry.bookmark} \\h "), field_mark("separate")])
        link.extend([w("r", text("")), field_mark("end")])
        paragraph.append(link)
        yield paragraph
    closing = w("p")
    closing.extend([*(opening if not entries else []), field_mark("end")])
    yield closing


def page_number() -> Iterator[etree._Element]:
    """Yield the runs of a page number between dashes: — 1 —."""
    yield w("r", text("— "))
    yield from (field_mark("begin"), _code(" PAGE "), field_mark("separate"), w("r", text("1")), field_mark("end"))
    yield w("r", text(" —"))


def field_mark(kind: str, **more: object) -> etree._Element:
    """A run that begins, parts or ends a field."""
    return w("r", w("fldChar", fldCharType=kind, **more))


def _code(words: str) -> etree._Element:
    return w("r", text(words, "instrText"))
