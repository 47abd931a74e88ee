"""Finds characters that may be others which look like them: alone they say nothing, and the other makes a word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from macros.word_lists import read_lists

_PAIRS = read_lists(__file__)["pairs"]
_OTHERS = {pair[0]: "".join(other[1] for other in _PAIRS if other[0] == pair[0]) for pair in _PAIRS}


def find_lookalikes(words: Sequence[str]) -> Iterator[int]:
    """Yield the places of characters that make no word, where one that looks like them makes one with its neighbour.

    Args:
        words: A text as it is parted into words.
    """
    import rjieba

    place = 0
    for number, word in enumerate(words):
        for other in _OTHERS.get(word, ""):
            before, after = words[number - 1][-1:] if number else "", "".join(words[number + 1 : number + 2])[:1]
            if (before and rjieba.has_word(before + other)) or (after and rjieba.has_word(other + after)):
                yield place
                break
        place += len(word)
