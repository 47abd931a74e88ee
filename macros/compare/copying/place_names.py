"""Finds names of places in running text: 东山县, 石桥镇, 西岭村."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from macros.word_lists import read_lists

_NO_NAMES = frozenset(read_lists(__file__)["no names"])
_LEVEL = re.compile("省|自治区|市|县|区|州|旗|盟|街道|镇|乡|村|社区")
_HAN = re.compile("[\u4e00-\u9fff]+$")
#: So many characters a name has before its level, the longer ones tried first.
_LENGTHS = (4, 3, 2)
#: Kinds of words that are names, as the dictionary calls them: of places, of persons, of bodies, of others.
_NAMES = frozenset({"ns", "nr", "nrt", "nt", "nz"})


class PlaceName(NamedTuple):
    """A name where it stands: its own part, its level, and the place after it."""

    name: str
    level: str
    end: int

    @property
    def whole(self) -> str:
        """The name with its level."""
        return self.name + self.level


def find_places(text: str) -> Iterator[PlaceName]:
    """Yield the names of places that the dictionary knows for names, in reading order.

    A name that is a word of its own (幸福村) is missed, so that no word is taken for a name.

    Args:
        text: A sentence.
    """
    for match in _LEVEL.finditer(text):
        before = _HAN.search(text[max(0, match.start() - _LENGTHS[0]) : match.start()])
        words = before[0] if before else ""
        name = next((words[-n:] for n in _LENGTHS if len(words) >= n and _is_name(words[-n:])), "")
        if name:
            yield PlaceName(name, match[0], match.end())


@lru_cache(maxsize=4096)
def _is_name(word: str) -> bool:
    # Its dictionary takes a tenth of a second, which only texts with something like a name are to pay.
    import rjieba

    tagged = rjieba.tag(word)
    return word not in _NO_NAMES and len(tagged) == 1 and tagged[0][1] in _NAMES
