"""Which words of a text are an office's own: titles of rules, names of concepts and set phrases are nobody's."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain

from macros.compare.wording import find_words
from macros.domain.word_patterns import any_of

_NARROW = {0xFF01 + n: 0x21 + n for n in range(94)}
_WIDE = re.compile("[\uff01-\uff5e]")
#: A title between its marks is a name, whether the register has it or not.
_TITLE = re.compile(r"《[^《》\n]{1,60}》")


class SetWords:
    """The words that do not count: titles, concepts, set phrases.

    Args:
        names: All of them, as they are written.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._pattern = re.compile(any_of({fold_places(name)[0] for name in names} - {""}))

    def find_own(self, text: str) -> bytearray:
        """Tell for each of the folded characters of a text whether it is the office's own (1) or not (0)."""
        folded, places = fold_places(text)
        own = bytearray(b"\x01") * len(folded)
        titles = (folded_span(places, match.span()) for match in _TITLE.finditer(text))
        for start, end in chain(titles, (match.span() for match in self._pattern.finditer(folded))):
            own[start:end] = bytes(end - start)
        return own


@lru_cache(maxsize=4)
def set_words(names: tuple[str, ...]) -> SetWords:
    """The words that do not count, made ready once for all papers of a site."""
    return SetWords(names)


@lru_cache(maxsize=4096)
def fold_places(text: str) -> tuple[str, Sequence[int]]:
    """The words without blanks and punctuation, Latin letters and digits narrow, and the place of each.

    A text is asked for twice, as the later and as the earlier one, mostly soon after.
    """
    runs = find_words(text)
    words = "".join(text[run.start : run.stop] for run in runs)
    return words.translate(_NARROW) if _WIDE.search(words) else words, list(chain.from_iterable(runs))


def narrow_words(text: str) -> str:
    """The words as `fold` has them, full-width letters and digits narrow too."""
    return fold_places(text)[0].lower()


def folded_span(places: Sequence[int], span: tuple[int, int]) -> tuple[int, int]:
    """Where the words of a stretch of text stand among its folded ones."""
    return bisect_left(places, span[0]), bisect_left(places, span[1])
