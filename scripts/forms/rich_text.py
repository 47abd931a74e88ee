"""Words put into a place of a text that is made of several pieces, each with its own looks."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def replace_span(pieces: Sequence[tuple[etree._Element, str]], start: int, end: int, words: str) -> bool:
    """Put words in the place of some characters, with the looks of the piece in which they begin.

    Args:
        pieces: The elements that hold the text, each with what it shows; signs that are elements of their own, such as
            a tab, show one character and go where they lie in the place.
        start: The first character that gives way.
        end: The one after the last; the same where words are only put in.
        words: What stands there then.

    Returns:
        Whether there was an element to hold them.
    """
    at, holder = 0, None
    for element, text in pieces:
        first, last = max(start - at, 0), min(end - at, len(text))
        reaches = at <= start <= at + len(text) if start == end else first < last
        is_text = element.tag.endswith("}t")
        if reaches and is_text:
            own = "" if holder is not None else words
            holder = element if holder is None else holder
            _say(element, text[:first] + own + text[last:])
            if start == end:
                return True
        elif reaches and element.getparent() is not None and first < last:
            element.getparent().remove(element)
        at += len(text)
    return holder is not None


def _say(element: etree._Element, text: str) -> None:
    element.text = text
    element.set(_SPACE, "preserve")
