"""What is held against what: papers as passages, and passages as sentences with their masked words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate

from macros.compare.copying.masking import mask, mask_sentences
from macros.compare.likeness import body_of
from macros.compare.own_words import narrow_words
from macros.domain.reports import ItemRef, Report


@dataclass(frozen=True, eq=False)
class Sentence:
    """A sentence of a passage (句).

    Attributes:
        passage: Where it stands.
        number: Which of its sentences it is.
        text: Its words.
        masked: Its masked words.
        start: Where these begin among those of the passage.
    """

    passage: Passage
    number: int
    text: str
    masked: str
    start: int

    @cached_property
    def folded(self) -> str:
        """Its words without blanks, punctuation, width and case."""
        return narrow_words(self.text)


@dataclass(frozen=True)
class Wording:
    """A sentence by its words alone, wherever it stands."""

    text: str

    @cached_property
    def masked(self) -> str:
        """Its masked words."""
        return mask(self.text)

    @cached_property
    def folded(self) -> str:
        """Its words without blanks, punctuation, width and case."""
        return narrow_words(self.text)


#: What two sentences are held against each other by.
Words = Sentence | Wording


@dataclass(frozen=True, eq=False)
class Passage:
    """What has an address in a paper (文段): an item, the opening, or what stands before a part's first item.

    Attributes:
        ref: The address; for a paper that is no page, the name of its file and the place in it.
        text: The words, paragraphs joined by line ends.
    """

    ref: ItemRef
    text: str

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Its sentences, in reading order."""
        rows = mask_sentences(self.text)
        ends = accumulate(len(masked) for _, masked in rows)
        return tuple(
            Sentence(self, number, text, masked, end - len(masked))
            for number, ((text, masked), end) in enumerate(zip(rows, ends, strict=True))
        )

    @cached_property
    def masked(self) -> str:
        """Its masked words, without any border between sentences."""
        return "".join(sentence.masked for sentence in self.sentences)


@dataclass(frozen=True, eq=False)
class Paper:
    """A text that others are held against (比对材料).

    Attributes:
        key: A report's key, or the name of a file.
        name: What readers know it by, with its unit where that is another.
        unit: Who wrote it; empty where nobody knows.
        year: Of which year it is; None where nobody knows.
        passages: What it says, in reading order.
        report: The page that it is; None for a file.
    """

    key: str
    name: str
    unit: str
    year: int | None
    passages: tuple[Passage, ...]
    report: Report | None = field(default=None, repr=False)


def read_paper(report: Report, name: str = "") -> Paper:
    """A report as a paper, without its signature; `name` is what it is called where its unit must be told."""
    texts = ((report.ref(item), body_of(item)) for item in report.passages.values())
    passages = tuple(Passage(ref, text) for ref, text in texts if text)
    return Paper(report.key, name or report.name, report.unit, report.year, passages, report)


def sentences_of(papers: Iterable[Paper]) -> Iterable[Sentence]:
    """All sentences of some papers, in their order."""
    return (sentence for paper in papers for passage in paper.passages for sentence in passage.sentences)
