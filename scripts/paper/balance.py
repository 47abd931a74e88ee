"""Breaks a long title into lines of nearly one length, between words (标题回行，词意完整，排列对称)."""

from __future__ import annotations

import itertools

import rjieba

from scripts.paper.widths import width_of

#: Characters of size 二号 that a line of the type area holds.
TITLE_LINE = 19
_CLOSING = "，。、；：！？）》”’〉】〕"


def balanced_width(title: str) -> float:
    """How wide a title is to be set, in characters, so that its lines are of nearly one length.

    The width of a line is what decides the breaks: of the widths that need no
    more lines than there must be, the one that cuts the fewest words is taken,
    and of those the one whose last line is the longest.
    """
    ends = _word_ends(title)
    fewest = len(_break(title, TITLE_LINE))
    widths = [half / 2 for half in range(8, TITLE_LINE * 2 + 1)]
    fitting = [(width, lines) for width in widths if len(lines := _break(title, width)) == fewest]
    return min(fitting, key=lambda found: (_cut_words(found[1], ends), found[0]))[0] if title else TITLE_LINE


def _break(title: str, width: float) -> list[str]:
    """Lines as they fall where each takes what it holds; a closing character takes the one before it along."""
    lines = [""]
    for character in title:
        if width_of(lines[-1] + character) > width:
            kept = len(lines[-1].rstrip(_CLOSING)) - 1 if character in _CLOSING else len(lines[-1])
            lines[-1:] = [lines[-1][:kept], lines[-1][kept:]] if kept > 0 else [lines[-1]]
        lines[-1] += character
    return lines


def _cut_words(lines: list[str], ends: set[int]) -> int:
    places = itertools.accumulate(map(len, lines[:-1]))
    return sum(place not in ends for place in places)


def _word_ends(title: str) -> set[int]:
    return set(itertools.accumulate(map(len, rjieba.cut(title))))
