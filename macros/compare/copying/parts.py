"""Finds clauses that stand together in some other passage, where the sentences that hold them do not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, islice

from macros.compare.copying.masking import as_written, split_masked
from macros.compare.copying.matches import SHORTEST, CopyKind, Match, Stretch, has_words
from macros.compare.copying.papers import Passage, Sentence
from macros.compare.own_words import narrow_words
from macros.compare.wording import closeness

#: One clause alone is a phrase that many use; it is a copy only from so many characters on.
SHORTEST_ALONE = 20
#: So many passages are searched.
_MOST_PASSAGES = 16


@dataclass(frozen=True)
class _Clause:
    """A clause by its masked words, and the sentence that it is of."""

    masked: str
    sentence: Sentence


@dataclass(frozen=True)
class _Run:
    """Clauses that stand together in a passage: the first, the one after the last, and where they begin there."""

    first: int
    last: int
    passage: Passage
    at: int

    @property
    def numbers(self) -> range:
        """Which clauses they are."""
        return range(self.first, self.last)


def find_parts(sentences: Sequence[Sentence], passages: Iterable[Passage]) -> Iterator[Match]:
    """Yield what of some sentences stands in one piece in a passage, the longest pieces first; nothing twice.

    Args:
        sentences: Sentences that follow one another.
        passages: Where pieces of them may stand, the likeliest first.

    Yields:
        Of each piece the part in each sentence.
    """
    clauses = [_Clause(masked, sentence) for sentence in sentences for masked in split_masked(sentence.text)]
    masked = [clause.masked for clause in clauses]
    if "".join(masked) != "".join(sentence.masked for sentence in sentences):
        return
    runs = [run for passage in islice(passages, _MOST_PASSAGES) for run in _runs(masked, passage)]
    starts = list(accumulate(map(len, masked), initial=sentences[0].start if sentences else 0))
    taken: set[int] = set()
    for run in sorted(runs, key=lambda run: starts[run.first] - starts[run.last]):
        if taken.isdisjoint(run.numbers) and (found := _matches(run, clauses, starts)):
            taken.update(run.numbers)
            yield from found


def _runs(clauses: Sequence[str], passage: Passage) -> Iterator[_Run]:
    """The longest rows of clauses that stand in a passage."""
    first = 0
    while first < len(clauses):
        last, words, at = first, "", -1
        while last < len(clauses) and (found := passage.masked.find(words + clauses[last])) >= 0:
            words, at, last = words + clauses[last], found, last + 1
        if last > first:
            yield _Run(first, last, passage, at)
        first = max(last, first + 1)


def _matches(run: _Run, clauses: Sequence[_Clause], starts: Sequence[int]) -> list[Match]:
    """The parts of a piece, one a sentence; none where it is too short."""
    words = "".join(clauses[number].masked for number in run.numbers)
    if not has_words(words):
        return []
    sentences = dict.fromkeys(clauses[number].sentence for number in run.numbers)
    found = [_match(sentence, run, clauses, starts) for sentence in sentences]
    shortest = SHORTEST if len(run.numbers) > 1 else SHORTEST_ALONE
    return found if sum(len(narrow_words(match.here.text)) for match in found) >= shortest else []


def _match(sentence: Sentence, run: _Run, clauses: Sequence[_Clause], starts: Sequence[int]) -> Match:
    numbers = [number for number in run.numbers if clauses[number].sentence is sentence]
    masked = "".join(clauses[number].masked for number in numbers)
    is_whole = masked == sentence.masked
    text = sentence.text if is_whole else as_written(sentence.text, masked)
    start, at = starts[numbers[0]], run.at + starts[numbers[0]] - starts[run.first]
    here = Stretch(sentence.passage, start, start + len(masked), text)
    there = Stretch(run.passage, at, at + len(masked), as_written(run.passage.text, masked))
    old, new = narrow_words(there.text), narrow_words(here.text)
    kind = CopyKind.EXACT if old == new else CopyKind.FIGURES
    return Match(here, kind, closeness(old, new), there, is_whole=is_whole)
