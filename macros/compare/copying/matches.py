"""What is found: a sentence, or part of one, beside the words of another paper that it has in common with it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from macros.compare.copying.masking import count_words
from macros.compare.copying.papers import Passage, Sentence

#: So many characters make a copy; a shorter sentence is one beside its neighbour from the same place.
SHORTEST = 16
#: Of them so many are words and no figures.
FEWEST_WORDS = 10


class CopyKind(Enum):
    """How a passage stands in an earlier text (雷同种类): its name for programs, the word for readers, what to do."""

    EXACT = ("exact", "逐字相同", "写本年情况的，按本年实际重写；长期有效的要求可以保留")
    FIGURES = ("figures", "只改数字、年份、名称", "核对数字是不是本年的；做法有变化的写出变化，没有变化的可以并成一句")
    NEAR = ("near", "略有改动", "换几个词不算改写；写本年做了什么、与往年有什么不同")

    @property
    def code(self) -> str:
        """Its name for programs."""
        return self.value[0]

    @property
    def word(self) -> str:
        """The word shown to readers."""
        return self.value[1]

    @property
    def remedy(self) -> str:
        """What to do about it, without a full stop."""
        return self.value[2]


@dataclass(frozen=True)
class Stretch:
    """Words of a passage: where they begin and end among its masked words, and as they are written."""

    passage: Passage
    start: int
    end: int
    text: str

    @classmethod
    def of(cls, sentence: Sentence) -> Stretch:
        """All of a sentence."""
        return cls(sentence.passage, sentence.start, sentence.start + len(sentence.masked), sentence.text)

    def goes_on_in(self, other: Stretch) -> bool:
        """Whether another begins where this one ends."""
        return self.passage is other.passage and self.end == other.start


@dataclass(frozen=True)
class Match:
    """A sentence, or part of one, that stands in another paper (雷同文段).

    Attributes:
        here: The words of the paper that is looked at.
        kind: How they stand in the other.
        similarity: Share of the words that stand in both in the same order, 0 to 1 (Indel similarity).
        there: The words of the other.
        is_whole: Whether all of a sentence is copied.
        also: Other passages that have it in the same way.
    """

    here: Stretch
    kind: CopyKind
    similarity: float
    there: Stretch
    is_whole: bool = True
    also: tuple[Passage, ...] = ()

    def goes_on_in(self, other: Match) -> bool:
        """Whether another follows it in both papers."""
        return self.here.goes_on_in(other.here) and self.there.goes_on_in(other.there)


def is_long(sentence: Sentence) -> bool:
    """Whether a sentence has so many words that it may be a copy by itself."""
    return has_words(sentence.masked) and len(sentence.folded) >= SHORTEST


def has_words(masked: str) -> bool:
    """Whether there are more than figures."""
    return count_words(masked) >= FEWEST_WORDS
