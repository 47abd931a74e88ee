"""Text in charts: how wide it is, where its lines break, and how numbers are written."""

from __future__ import annotations

import re
import unicodedata

_TOKEN = re.compile(r"[A-Za-z0-9.,#%/_+-]+|\S|\s+")
#: Characters that may not begin a line; they hang at the end of the one before.
_CLOSING = frozenset("，。、；：！？）》】〕〉”’%％,.;:!?)]")
_LATIN_EM = 0.6
#: How wide bars and lines are drawn: 15 units of text are 11 px on a phone of 390 px.
WIDTH = 480


#: How far bars stand apart; so many and more stand closer, so that all of them are seen at once.
_SPACE, _SPACE_OF_MANY, _MANY = 10, 4, 16


def space_between(bars: int) -> int:
    """How far so many bars, one below the other, stand apart."""
    return _SPACE if bars < _MANY else _SPACE_OF_MANY


def fixed(value: float) -> float:
    """A coordinate as it is written: one decimal, and no minus before zero."""
    return round(value, 1) + 0.0


def ems(text: str) -> float:
    """How wide text is, in widths of a Han character; rather too much than too little."""
    return sum(1.0 if unicodedata.east_asian_width(character) in "WFA" else _LATIN_EM for character in text)


def wrap(text: str, limit: float) -> list[str]:
    """Break text into lines.

    Args:
        text: One paragraph.
        limit: Widest line, in widths of a Han character; a closing character may hang over by one.

    Returns:
        The lines, none of them empty; figures and Latin words stay whole where a line can hold them.
    """
    lines = [""]
    for token in _TOKEN.findall(text):
        for piece in [token] if ems(token) <= limit else list(token):
            hangs = piece in _CLOSING and ems(lines[-1]) <= limit
            if hangs or ems(lines[-1] + piece) <= limit:
                lines[-1] += piece
            else:
                lines.append(piece.lstrip())
    return [line.strip() for line in lines if line.strip()]
