"""Finds words that stand together in some other passage, where the sentences that hold them do not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import accumulate, islice

from macros.compare.copying.masking import as_written, count_words, split_masked
from macros.compare.copying.matches import FEWEST_WORDS, SHORTEST, CopyKind, Match, Stretch, has_words
from macros.compare.copying.papers import Passage, Sentence
from macros.compare.own_words import narrow_words
from macros.compare.wording import closeness

#: Less than several whole clauses is a phrase that many use; it is a copy only from so many characters on.
SHORTEST_ALONE = 20
#: Of a sentence into which a piece reaches so many characters are told at least.
_SHORTEST_IN_SENTENCE = 5
#: So many passages are searched, and so many places in each.
_MOST_PASSAGES, _MOST_PLACES = 16, 4
#: A piece is looked for by blocks of so many characters, of which it has one whole wherever it begins.
_BLOCK = (FEWEST_WORDS + 1) // 2


@dataclass(frozen=True)
class _Run:
    """Masked words that stand in a passage: where they begin and end here, and where they begin there."""

    first: int
    last: int
    passage: Passage
    at: int


def find_parts(sentences: Sequence[Sentence], passages: Iterable[Passage]) -> Iterator[Match]:
    """Yield what of some sentences stands in one piece in a passage, the longest pieces first; nothing twice.

    Args:
        sentences: Sentences that follow one another.
        passages: Where pieces of them may stand, the likeliest first.

    Yields:
        Of each piece the part in each sentence.
    """
    words = "".join(sentence.masked for sentence in sentences)
    clauses = [masked for sentence in sentences for masked in split_masked(sentence.text)]
    if "".join(clauses) != words:
        return
    borders = list(accumulate(map(len, clauses), initial=0))
    whole = [run for passage in islice(passages, _MOST_PASSAGES) for run in _runs(words, passage)]
    taken: set[int] = set()
    for longest in sorted(whole, key=lambda run: run.first - run.last):
        run = _free_of(longest, taken)
        if count_words(words[run.first : run.last]) < SHORTEST_ALONE:
            run = _clauses_of(run, borders)
        places = range(run.first, run.last)
        if taken.isdisjoint(places) and (found := _matches(run, sentences, words, borders)):
            taken.update(places)
            yield from found


def _runs(words: str, passage: Passage) -> Iterator[_Run]:
    """The longest pieces that stand in a passage, from the first on."""
    first = 0
    while first + _BLOCK <= len(words):
        found = max(_extended(words, first, passage), key=lambda run: run.last - run.first, default=None)
        if found and found.last - found.first >= FEWEST_WORDS:
            yield found
            first = found.last
        else:
            first += _BLOCK


def _extended(words: str, first: int, passage: Passage) -> Iterator[_Run]:
    """A block at each place where it stands in a passage, as far as the words are the same before and behind it."""
    there = passage.masked
    at = there.find(words[first : first + _BLOCK])
    for _ in range(_MOST_PLACES):
        if at < 0:
            return
        before = _same(reversed(words[:first]), reversed(there[:at]))
        behind = _same(words[first + _BLOCK :], there[at + _BLOCK :])
        yield _Run(first - before, first + _BLOCK + behind, passage, at - before)
        at = there.find(words[first : first + _BLOCK], at + 1)


def _free_of(run: _Run, taken: Set[int]) -> _Run:
    """What of a piece is left between those that reach into it."""
    first, last = run.first, run.last
    while first < last and first in taken:
        first += 1
    while last > first and last - 1 in taken:
        last -= 1
    return _cut(run, first, last)


def _clauses_of(run: _Run, borders: Sequence[int]) -> _Run:
    """The whole clauses of a piece."""
    within = [border for border in borders if run.first <= border <= run.last] or [run.first]
    return _cut(run, within[0], within[-1])


def _cut(run: _Run, first: int, last: int) -> _Run:
    return _Run(first, last, run.passage, run.at + first - run.first)


def _same(one: Iterable[str], other: Iterable[str]) -> int:
    """How many characters are the same from the first on."""
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


def _matches(run: _Run, sentences: Sequence[Sentence], words: str, borders: Sequence[int]) -> list[Match]:
    """The parts of a piece, one a sentence; none where it is too short."""
    found = []
    start = 0
    for sentence in sentences:
        end = start + len(sentence.masked)
        first, last = max(run.first, start), min(run.last, end)
        if last - first >= min(_SHORTEST_IN_SENTENCE, end - start) and has_words(words[first:last]):
            found.append(_match(sentence, run, first - start, last - start, run.at + first - run.first))
        start = end
    if not has_words("".join(match.here.passage.masked[match.here.start : match.here.end] for match in found)):
        return []
    is_of_clauses = any(run.first < border < run.last for border in borders)
    length = sum(len(narrow_words(match.here.text)) for match in found)
    return found if length >= (SHORTEST if is_of_clauses else SHORTEST_ALONE) else []


def _match(sentence: Sentence, run: _Run, first: int, last: int, at: int) -> Match:
    """The part of a piece that stands in a sentence: where it begins and ends among its masked words, and there."""
    masked = sentence.masked[first:last]
    is_whole = masked == sentence.masked
    text = sentence.text if is_whole else as_written(sentence.text, masked)
    here = Stretch(sentence.passage, sentence.start + first, sentence.start + last, text)
    there = Stretch(run.passage, at, at + len(masked), as_written(run.passage.text, masked))
    old, new = narrow_words(there.text), narrow_words(here.text)
    kind = CopyKind.EXACT if old == new else CopyKind.FIGURES
    return Match(here, kind, closeness(old, new), there, is_whole=is_whole)
