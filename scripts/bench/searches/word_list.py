"""The words to search for: drawn from the texts by rules, the same for the same seed."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

import rjieba

from scripts.bench.searches.folding import SEPARATOR, fold

_HAN = r"[\u4e00-\u9fff]"
_QUOTED = re.compile(rf"({_HAN}{{0,2}})[“‘]([^“”‘’\n]{{2,8}})[”’]({_HAN}{{0,2}})")
_DIGITS = re.compile(rf"\d+(?:\.\d+)?(?:%|{_HAN}{{1,2}})")
#: Lengths of phrases cut anywhere inside a sentence.
_RUN_ON = (6, 7, 8)
_LONG = 10
_PAIR, _COMPOUND = 2, 4


class WordKind(Enum):
    """What sort of word it is: a word for it, and its share of a list in percent."""

    COMPOUND = ("四字词", 25)
    NAME = ("概念和法规名", 20)
    RUN_ON = ("跨词片段", 25)
    SINGLE = ("单字", 5)
    LONG = ("十字片段", 10)
    QUOTED = ("原文带引号", 10)
    DIGITS = ("数字和单位", 5)

    @property
    def word(self) -> str:
        """The word shown in the figures."""
        return self.value[0]

    @property
    def share(self) -> int:
        """How much of a list it makes up, in percent."""
        return self.value[1]


@dataclass(frozen=True)
class Word:
    """A word to search for, as a user writes it."""

    kind: WordKind
    text: str


def draw_words(texts: Iterable[str], names: Iterable[str], count: int, seed: int = 2023) -> tuple[Word, ...]:
    """Draw a list of words that all stand in the texts, none of them twice.

    A kind of which the texts hold too few gives all that there are; phrases
    cut anywhere, of which there are always more, make up the rest.

    Args:
        texts: Raw texts of the items.
        names: Names that a user may look for; those that no text holds are left out.
        count: How many words to draw, as far as the texts reach.
        seed: For the choice.

    Returns:
        The words, kinds mixed.
    """
    raw = list(dict.fromkeys(texts))
    folded = [fold(text) for text in raw]
    clauses = sorted({clause for text in folded for clause in text.split(SEPARATOR)})
    pools = {
        # First, since many of the few names are compounds as well.
        WordKind.NAME: _names(names, folded),
        WordKind.COMPOUND: _compounds(clauses),
        WordKind.SINGLE: (character for clause in clauses for character in clause if re.match(_HAN, character)),
        WordKind.LONG: _cuts(clauses, (_LONG,)),
        WordKind.QUOTED: (fold(before + word + after) for text in raw for before, word, after in _QUOTED.findall(text)),
        WordKind.DIGITS: (found for clause in clauses for found in _DIGITS.findall(clause)),
        # Last, since it makes up for the others.
        WordKind.RUN_ON: _cuts(clauses, _RUN_ON),
    }
    chance = random.Random(seed)  # noqa: S311 - any words will do
    chosen = _choose(pools, count, lambda pool, wanted: chance.sample(pool, min(len(pool), wanted)))
    chance.shuffle(chosen)
    return tuple(chosen)


def _choose(
    pools: dict[WordKind, Iterator[str]], count: int, sample: Callable[[list[str], int], list[str]]
) -> list[Word]:
    chosen: dict[str, Word] = {}
    for kind, pool in pools.items():
        wanted = count - len(chosen) if kind is WordKind.RUN_ON else max(1, count * kind.share // 100)
        # A quotation may hold a separator, which is no part of a word without punctuation.
        fresh = sorted({text for text in pool if text and SEPARATOR not in text} - set(chosen))
        chosen |= {text: Word(kind, text) for text in sample(fresh, max(0, wanted))}
    return list(chosen.values())


def _compounds(clauses: Sequence[str]) -> Iterator[str]:
    """Words of four characters, and two words of two that stand side by side."""
    for clause in clauses:
        words = [word for word in rjieba.cut(clause) if re.fullmatch(f"{_HAN}+", word)]
        yield from (word for word in words if len(word) == _COMPOUND)
        for one, two in pairwise(words):
            if len(one) == len(two) == _PAIR and one + two in clause:
                yield one + two


def _names(names: Iterable[str], folded: Sequence[str]) -> Iterator[str]:
    everything = f"{SEPARATOR}{SEPARATOR}".join(folded)
    for name in names:
        if (word := fold(name)) and word in everything:
            yield word


def _cuts(clauses: Sequence[str], lengths: Sequence[int]) -> Iterator[str]:
    for clause in clauses:
        for length in lengths:
            yield from (clause[start : start + length] for start in range(len(clause) - length + 1))
