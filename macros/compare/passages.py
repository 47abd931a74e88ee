"""Two texts side by side: sentence beside sentence, and within a sentence word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from diff_match_patch import diff_match_patch
from rapidfuzz.distance import Indel

from macros.compare.wording import fold

#: Sentences are the same sentence, reworded, where so much stands in both in the same order (0 to 1).
SAME_SENTENCE = 0.5
#: Above all characters that a text has, so that a word's code is never taken for one.
_FIRST_CODE = 0xF0000
_SENTENCE = re.compile(r"[^。！？；\n]*[。！？；]+[”’》）〉」』]*|[^。！？；\n]+")


#: So many pairs of sentences are held against each other; in longer texts only those that are the same are found.
_MOST_PAIRS = 250_000


class WordingMark(StrEnum):
    """What a piece of text saw (文字变化)."""

    KEPT = "未改"
    ADDED = "增"
    REMOVED = "删"


@dataclass(frozen=True)
class WordingPiece:
    """Words with what became of them."""

    mark: WordingMark
    text: str


class PassageKind(StrEnum):
    """How two passages stand to each other (文段变化)."""

    SAME = "相同"
    REWORDED = "改写"
    APART = "各自独有"


_Kind = PassageKind


@dataclass(frozen=True)
class PassagePair:
    """A passage of the earlier year beside one of the later (文段对照); a missing one has no pieces.

    Attributes:
        old: The earlier words, of which some may be removed.
        new: The later words, of which some may be added.
        kind: Whether they say the same but for punctuation, the same in other
            words, or stand beside each other only because both are alone.
        begins: Whether the later passage, or the earlier where there is none, begins a paragraph.
    """

    old: tuple[WordingPiece, ...]
    new: tuple[WordingPiece, ...]
    kind: PassageKind
    begins: bool


@dataclass(frozen=True)
class _Row:
    """A sentence of either text, or two that belong together."""

    old: str
    new: str
    begins: bool

    @property
    def kind(self) -> PassageKind:
        if not self.old or not self.new:
            return _Kind.APART
        return _Kind.SAME if fold(self.old) == fold(self.new) else _Kind.REWORDED


def split_sentences(text: str) -> list[str]:
    """Cut running text after 。！？； and line ends; closing quotation marks stay with their sentence."""
    return [found for match in _SENTENCE.finditer(text) if (found := match[0].strip())]


def compare_texts(old: str, new: str) -> tuple[PassagePair, ...]:
    """Set two texts side by side, in reading order.

    Neighbouring sentences that are all the same make one passage, and so do
    those that stand in one text only.

    Args:
        old: The earlier text, paragraphs joined by line ends.
        new: The later text.
    """
    before, after = split_sentences(old), split_sentences(new)
    starts_old, starts_new = _starts(old), _starts(new)
    rows = []
    for a, b in _align(before, after):
        begins = starts_new[b] if b is not None else a is not None and starts_old[a]
        rows.append(_Row(before[a] if a is not None else "", after[b] if b is not None else "", begins))
    return tuple(_pair(group) for group in _groups(rows))


def word_changes(old: str, new: str) -> tuple[tuple[WordingPiece, ...], tuple[WordingPiece, ...]]:
    """What two sentences say differently, word by word.

    Args:
        old: The earlier sentence.
        new: The later one.

    Returns:
        The pieces of either, kept and removed, kept and added; each side
        joined is the sentence again.
    """
    # Its dictionary takes a tenth of a second, which only pages with two texts side by side are to pay.
    import rjieba

    words_old, words_new = rjieba.cut(old), rjieba.cut(new)
    codes = {word: chr(_FIRST_CODE + number) for number, word in enumerate(dict.fromkeys([*words_old, *words_new]))}
    differ = diff_match_patch()
    kinds = {"equal": differ.DIFF_EQUAL, "delete": differ.DIFF_DELETE, "insert": differ.DIFF_INSERT}
    steps = []
    for step in Indel.opcodes(words_old, words_new):
        added = step.tag == "insert"
        words = words_new[step.dest_start : step.dest_end] if added else words_old[step.src_start : step.src_end]
        # As long as the word and unlike any other, so that 11 and 14 have no 1 in common.
        steps.append((kinds[step.tag], "".join(codes[word] * len(word) for word in words)))
    # A lone common word between two long changes makes them harder to read, not easier.
    differ.diff_cleanupSemantic(steps)
    return (
        tuple(_pieces(steps, old, differ.DIFF_DELETE, WordingMark.REMOVED)),
        tuple(_pieces(steps, new, differ.DIFF_INSERT, WordingMark.ADDED)),
    )


def _pieces(steps: Sequence[tuple[int, str]], text: str, own: int, mark: WordingMark) -> Iterator[WordingPiece]:
    place = 0
    for kind, characters in steps:
        if kind in {diff_match_patch.DIFF_EQUAL, own}:
            yield WordingPiece(
                WordingMark.KEPT if kind == diff_match_patch.DIFF_EQUAL else mark, text[place : place + len(characters)]
            )
            place += len(characters)


def _align(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int | None, int | None]]:
    """Yield places of sentences that belong together, in the order of both texts (best total closeness)."""
    if len(old) * len(new) > _MOST_PAIRS:
        yield from _align_the_same(old, new)
        return
    folded = [fold(text) for text in new]
    scores = [[Indel.normalized_similarity(a, b, score_cutoff=SAME_SENTENCE) for b in folded] for a in map(fold, old)]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for a in range(len(old) - 1, -1, -1):
        for b in range(len(new) - 1, -1, -1):
            score = scores[a][b]
            together = best[a + 1][b + 1] + score if score >= SAME_SENTENCE else 0.0
            best[a][b] = max(together, best[a + 1][b], best[a][b + 1])
    a = b = 0
    while a < len(old) or b < len(new):
        both = a < len(old) and b < len(new)
        score = scores[a][b] if both else 0.0
        if both and score >= SAME_SENTENCE and best[a][b] == best[a + 1][b + 1] + score:
            yield a, b
            a, b = a + 1, b + 1
        elif a < len(old) and (b == len(new) or best[a][b] == best[a + 1][b]):
            yield a, None
            a += 1
        else:
            yield None, b
            b += 1


def _align_the_same(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int | None, int | None]]:
    """Likewise for texts of very many sentences: a reworded one is gone and new."""
    for step in Indel.opcodes([fold(text) for text in old], [fold(text) for text in new]):
        gone, added = range(step.src_start, step.src_end), range(step.dest_start, step.dest_end)
        if step.tag == "equal":
            yield from zip(gone, added, strict=True)
        else:
            yield from ((place, None) for place in gone)
            yield from ((None, place) for place in added)


def _groups(rows: list[_Row]) -> Iterator[list[_Row]]:
    """Put neighbours together that read as one: what is the same, and what stands on one side alone."""
    group: list[_Row] = []
    for row in rows:
        together = group and row.kind == group[-1].kind and row.kind is not _Kind.REWORDED
        if group and (not together or (row.kind is _Kind.SAME and row.begins)):
            yield group
            group = []
        group.append(row)
    if group:
        yield group


def _pair(group: list[_Row]) -> PassagePair:
    begins, kind = group[0].begins, group[0].kind
    if kind is _Kind.REWORDED:
        return PassagePair(*word_changes(group[0].old, group[0].new), kind, begins=begins)
    same = kind is _Kind.SAME
    old = _whole(_text(group, "old"), WordingMark.KEPT if same else WordingMark.REMOVED)
    return PassagePair(
        old, _whole(_text(group, "new"), WordingMark.KEPT if same else WordingMark.ADDED), kind, begins=begins
    )


def _whole(text: str, mark: WordingMark) -> tuple[WordingPiece, ...]:
    return (WordingPiece(mark, text),) if text else ()


def _text(group: list[_Row], side: str) -> str:
    """The sentences of one side; where a paragraph begins among them, a line does."""
    found = [(getattr(row, side), row.begins) for row in group if getattr(row, side)]
    return "".join(("\n" if begins and number else "") + text for number, (text, begins) in enumerate(found))


def _starts(text: str) -> list[bool]:
    """Whether each sentence begins a paragraph."""
    return [number == 0 for paragraph in text.split("\n") for number, _ in enumerate(split_sentences(paragraph))]
