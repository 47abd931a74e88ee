"""Finds names of persons in a text that was read from a picture: rather one too many than one too few."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate

from macros.proofing.persons import NO_NAMES, POSTS, SURNAMES
from macros.word_lists import alternatives

_POST = re.compile(f"(?:{alternatives(POSTS)})$")
_AFTER_POST = re.compile(f"(?:{alternatives(POSTS)}|会计|出纳|员|由)$")
_GIVEN = re.compile("[\u4e00-\u9fff]{1,2}|[Xx×○]{1,2}")
_LONGEST, _LONGEST_POST = 3, 4
#: Given names that make a word with a surname, of kings, stewards and whose house it is.
_WORD_MAKING = frozenset("国家")
#: A cell of a table that is as long as a name, and nothing else.
_CELL = re.compile("(?<=\t)[\u4e00-\u9fff]{2,4}(?=\t|$)")


def find_names(text: str, in_any_sentence: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Yield where names stand: a surname that is no part of a word, with what follows it.

    Args:
        text: A text, the cells of a row parted by tabs.
        in_any_sentence: Characters that stand alone in any sentence, and are a surname behind a post alone.
    """
    import rjieba

    words = rjieba.cut(text, hmm=False)
    starts, listed = list(accumulate(map(len, words), initial=0)), -1
    for place, word in enumerate(words):
        start, after = starts[place], words[place + 1 : place + 4]
        # What follows a name and a mark between enumerated words is the next name.
        is_next = 0 < listed == start
        if length := _length(word, after, text[:start][-_LONGEST_POST:], in_any_sentence, is_next=is_next):
            yield start, start + length
            listed = start + length + 1 if text[start + length : start + length + 1] == "、" else -1
    yield from (match.span() for match in _CELL.finditer(text) if _may_be_name(match[0]))
    place = 0
    for word, kind in rjieba.tag(text):
        if kind == "nr" and 1 < len(word) <= _LONGEST and word[0] in SURNAMES:
            yield place, place + len(word)
        place += len(word)


def _length(word: str, after: list[str], before: str, in_any_sentence: frozenset[str], *, is_next: bool) -> int:
    """How long the name is that begins with a word; 0 where none does."""
    is_known = word[:2] in SURNAMES and len(word) > len("欧阳")
    if is_known:
        # A word that is a surname of two with more behind it is the name of somebody in the list of words.
        return len(word) + _given(after[:1], in_any_sentence)
    if word in SURNAMES:
        is_likely = word not in in_any_sentence or is_next or _AFTER_POST.search(before)
        given = _given(after, in_any_sentence)
        return len(word) + given if given and (is_likely or after[0] in _WORD_MAKING) else 0
    has_more = len(word) < _LONGEST and _given(after[:1], in_any_sentence) == 1
    is_person = has_more and after[0] not in in_any_sentence and _AFTER_POST.search(before)
    if (
        (is_next or is_person or _POST.search(before) or word[1:] in _WORD_MAKING)
        and len(word) <= _LONGEST
        and _may_be_name(word)
    ):
        return len(word) + has_more
    return 0


def _may_be_name(word: str) -> bool:
    return len(word) > 1 and (word[0] in SURNAMES or word[:2] in SURNAMES) and not word.startswith(NO_NAMES)


def _given(words: list[str], in_any_sentence: frozenset[str]) -> int:
    """How many characters of what follows a surname are a given name: a word of two, two of one, or what is left."""
    import rjieba

    if not words or not _GIVEN.fullmatch(words[0]):
        return 0
    both, rest = "".join(words[:2]), words[1][1:] if len(words) > 1 else ""
    if rest and len(words[0]) == 1:
        # The second sign of a name was taken into a word; the rest stands alone, or makes a word with what follows.
        return 1 + (rest in in_any_sentence or (len("".join(words[2:])) == 1 and rjieba.has_word(rest + words[2])))
    return len(both) if _GIVEN.fullmatch(both) else len(words[0])
