"""Sets brackets and stops at the width that they have in Chinese text, which a picture hardly tells."""

from __future__ import annotations

import re

#: The year of a document's number stands in brackets of one kind (GB/T 9704-2012, 7.2.5).
_YEAR = re.compile(r"〔([0-9]{4})[\]］]|[\[［]([0-9]{4})〕")
_WIDE = {"(": "（", ")": "）", ",": "，", ":": "：", ";": "；", "?": "？", "!": "！"}


def set_widths(text: str) -> str:
    """Give signs of half width that stand beside Chinese their full width, brackets in pairs.

    Args:
        text: A line as it was read.

    Returns:
        As many characters.
    """
    text = _YEAR.sub(lambda match: f"〔{match[1] or match[2]}〕", text)
    beside = [place for place, sign in enumerate(text) if sign in _WIDE and _stands_in_chinese(text, place)]
    wide = {*beside, *(other for place in beside if (other := _partner(text, place)) is not None)}
    return "".join(_WIDE[sign] if place in wide else sign for place, sign in enumerate(text))


def is_needless_blank(text: str, place: int) -> bool:
    """Whether a blank stands beside Chinese, where a picture shows one before any figure and none was typed."""
    around = text[:place].rstrip()[-1:] + text[place:].lstrip()[:1]
    return text[place].isspace() and (len(around) < 2 or not around.isascii())


def _stands_in_chinese(text: str, place: int) -> bool:
    around = (text[place - 1 : place], text[place + 1 : place + 2])
    if text[place] in "()":
        return any(sign and not sign.isascii() for sign in around)
    # A stop between figures, or behind a Latin word, is one of theirs.
    return bool(around[0]) and not around[0].isascii()


def _partner(text: str, place: int) -> int | None:
    """The other bracket of a pair on the same line."""
    found = -1
    if text[place] == "(":
        found = text.find(")", place)
    elif text[place] == ")":
        found = text.rfind("(", 0, place)
    return found if found >= 0 else None
