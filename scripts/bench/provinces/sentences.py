"""Sentences as an office might write them: set words that everybody has, and words of its own between them."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import rjieba

from macros.corpus import load_yearbook
from macros.domain.sentences import split_clauses, split_sentences

_WORD = re.compile(r"[\u4e00-\u9fff]{2,4}")
_CLAUSE = re.compile(r"[\u4e00-\u9fff]{6,16}")
_FIGURE = re.compile(r"\d+")
_COUNTED = ("次", "人次", "个", "项", "件", "场", "份", "处")
#: So many sentences have a clause such as everybody writes, and so many of the other clauses give a figure.
_SET, _WITH_FIGURE = 0.7, 0.4


@dataclass
class Wordsmith:
    """Makes sentences of the words of the shipped papers (造句), by chance."""

    chance: random.Random
    words: Sequence[str]
    clauses: Sequence[str]

    @classmethod
    def of(cls, docs: Path, seed: int) -> Wordsmith:
        """With the words of some pages; the same seed gives the same sentences."""
        texts = [item.text for report in load_yearbook(docs).reports.values() for item in report.items.values()]
        sentences = [one for text in texts for one in split_sentences(text)]
        words = {word for one in sentences for word in rjieba.cut(one) if _WORD.fullmatch(word)}
        clauses = {
            bare
            for one in sentences
            for clause in split_clauses(one)
            if _CLAUSE.fullmatch(bare := clause.rstrip("，。；：、"))
        }
        return cls(random.Random(seed), sorted(words), sorted(clauses))  # noqa: S311 - any texts will do

    def sentence(self) -> str:
        """A sentence of some forty characters, which hardly ever comes twice."""
        own = [self._own() for _ in range(self.chance.randint(2, 3))]
        if self.chance.random() < _SET:
            own.insert(self.chance.randint(0, len(own)), self.chance.choice(self.clauses))
        return "，".join(own) + "。"

    def heading(self) -> str:
        """A few words."""
        return "".join(self.chance.sample(self.words, 3))

    def recount(self, sentence: str) -> str:
        """The same with every figure another one."""
        return _FIGURE.sub(self._other, sentence)

    def reword(self, sentence: str) -> str:
        """The same with a word or two in the place of others."""
        for _ in range(self.chance.randint(1, 2) if len(sentence) > 40 else 1):
            found = [match for match in _WORD.finditer(sentence) if match[0] not in self.clauses]
            match = self.chance.choice(found)
            at = self.chance.randrange(match.start(), match.end() - 1)
            sentence = f"{sentence[:at]}{self.chance.choice(self.words)[:2]}{sentence[at + 2 :]}"
        return sentence

    def _other(self, figure: re.Match[str]) -> str:
        number = int(figure[0])
        return str(self.chance.choice([other for other in range(2, 99) if other != number]))

    def _own(self) -> str:
        words = "".join(self.chance.sample(self.words, self.chance.randint(4, 6)))
        if self.chance.random() < _WITH_FIGURE:
            return f"{words}{self.chance.randint(2, 98)}{self.chance.choice(_COUNTED)}"
        return words
