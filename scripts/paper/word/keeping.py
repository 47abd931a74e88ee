"""What stays with what follows where a page ends."""

from __future__ import annotations

import lxml.etree as etree

from scripts.paper.word.xml import w

_P, _TABLE, _ROW, _STYLE = w("p").tag, w("tbl").tag, w("tr").tag, w("pStyle").tag


def properties(paragraph: etree._Element) -> etree._Element:
    """The properties of a paragraph, which stand first in it."""
    found = paragraph.find(w("pPr").tag)
    if found is None:
        found = w("pPr")
        paragraph.insert(0, found)
    return found


def add_after_style(paragraph: etree._Element, name: str) -> None:
    """Say something that ECMA-376 (17.3.1.26) has right after the style."""
    look = properties(paragraph)
    look.insert(1 if len(look) and look[0].tag == _STYLE else 0, w(name))


def keep_with_next(element: etree._Element) -> None:
    """Let a paragraph, a row or the last row of a table stay with what follows it."""
    if element.tag == _TABLE:
        element = element.findall(_ROW)[-1]
    paragraphs = [element] if element.tag == _P else element.iter(_P)
    for paragraph in list(paragraphs):
        if properties(paragraph).find(w("keepNext").tag) is None:
            add_after_style(paragraph, "keepNext")
