"""One pattern out of many words: a search for all of them takes hardly longer than for one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

_END = ""


def any_of(words: Iterable[str], after: Callable[[str], str] = lambda _: "") -> str:
    """A pattern that finds the longest of some words that stands at a place.

    What words begin with in common is asked once, so that the time does not
    grow with their number.

    Args:
        words: What to find, none of it empty.
        after: What must follow a word, as a pattern of no width.

    Returns:
        A group without a name; one that finds nothing where there are no words.
    """
    tree: dict[str, Any] = {}
    for word in words:
        branch = tree
        for character in word:
            branch = branch.setdefault(character, {})
        branch[_END] = after(word)
    return _pattern(tree) if tree else "(?!)"


def _pattern(branch: dict[str, Any]) -> str:
    # The ways on come before the end, so that the longest word is tried first.
    ways = [
        f"{re.escape(character)}{_pattern(rest)}" for character, rest in sorted(branch.items()) if character != _END
    ]
    if _END in branch:
        ways.append(branch[_END])
    return ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})"
