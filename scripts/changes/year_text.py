"""Words for the pages that begin a year: values, comments and headings that read as they are meant."""

from __future__ import annotations

import re

from macros.page_text.words import escape
from macros.page_text.yaml_values import scalar

_LONGEST_COMMENT, _LONGEST_VALUE = 80, 500
_DIGITS = ("0123456789", "０１２３４５６７８９", "〇一二三四五六七八九", "○一二三四五六七八九", "零一二三四五六七八九")


def move_years(text: str, old: int, new: int) -> str:
    """Move a year named in a heading on, and the year after it likewise, however they are spelt.

    A summary of 2025 also plans for 2026; in the next one these are 2026 and 2027.
    """
    spelt: dict[str, str] = {}
    for digits in _DIGITS:
        for named in (old, old + 1):
            spelt.setdefault(_spell(named, digits), _spell(named + new - old, digits))
    characters = "".join(_DIGITS)
    pattern = rf"(?<![{characters}])(?:{'|'.join(spelt)})(?![{characters}])"
    return re.sub(pattern, lambda match: spelt[match[0]], text)


def _spell(year: int, digits: str) -> str:
    return "".join(digits[int(digit)] for digit in str(year))


def heading(words: str) -> str:
    """A heading's words as Markdown, so that they read the same again."""
    return escape(words, begins=False)


def comment(words: str) -> str:
    """Words cut short for one line of a comment, without characters that YAML does not take."""
    shown = "".join(character for character in " ".join(words.split()) if character.isprintable())
    return shown if len(shown) <= _LONGEST_COMMENT else shown[:_LONGEST_COMMENT] + "…"


def value(words: str) -> str:
    """A text as a value of front matter, whatever characters it has."""
    return scalar(words[:_LONGEST_VALUE])
