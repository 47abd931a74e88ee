"""Finds names of persons in a text that was read from a picture: rather one too many than one too few."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate

from macros.proofing.persons import POSTS, SURNAMES
from macros.word_lists import alternatives

_AFTER_POST = re.compile(f"(?:{alternatives(POSTS)}|会计|出纳|员|由)$")
_GIVEN = re.compile("[\u4e00-\u9fff]{1,2}|[Xx×○]{1,2}")
_LONGEST, _LONGEST_POST = 3, 4


def find_names(text: str, in_any_sentence: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Yield where names stand: a surname that is no part of a word, with what follows it.

    Args:
        text: A text.
        in_any_sentence: Characters that stand alone in any sentence, and are a surname behind a post alone.
    """
    import rjieba

    words = rjieba.cut(text, hmm=False)
    starts = list(accumulate(map(len, words), initial=0))
    for place, word in enumerate(words):
        start = starts[place]
        is_likely = word not in in_any_sentence or _AFTER_POST.search(text[max(0, start - _LONGEST_POST) : start])
        # A word that is a surname of two with more behind it is the name of somebody in the list of words.
        is_known = word[:2] in SURNAMES and len(word) > len("欧阳")
        given = _given(words[place + 1 : place + 2 + (not is_known)])
        if is_known or (word in SURNAMES and is_likely and given):
            yield start, start + len(word) + given
    place = 0
    for word, kind in rjieba.tag(text):
        if kind == "nr" and 1 < len(word) <= _LONGEST and word[0] in SURNAMES:
            yield place, place + len(word)
        place += len(word)


def _given(words: list[str]) -> int:
    """How many characters of what follows a surname are a given name: a word of two, or two of one."""
    if not words or not _GIVEN.fullmatch(words[0]):
        return 0
    both = "".join(words)
    return len(both) if _GIVEN.fullmatch(both) else len(words[0])
