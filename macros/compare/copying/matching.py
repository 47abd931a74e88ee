"""Finds for the sentences of a passage where they stand in other papers, word for word or nearly so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from macros.compare.copying.changed_names import differ_in_names_alone
from macros.compare.copying.fingerprints import Fingerprints
from macros.compare.copying.matches import SHORTEST, CopyKind, Match, Stretch, is_long
from macros.compare.copying.papers import Passage, Sentence, Words
from macros.compare.copying.parts import find_parts
from macros.compare.wording import closeness

#: From this share on (0 to 1) sentences are nearly the same, and from that on where their figures are left aside.
NEARLY, NEARLY_MASKED = 0.8, 0.85
#: A sentence of less, its figures left aside, is not looked at any closer.
WORTH_A_LOOK = 0.72
#: A shorter sentence tells nothing even beside its neighbour.
_SHORTEST_BESIDE = 6
#: So many sources of the same words are told.
_MOST = 32
#: A passage and which of its sentences.
_Place = tuple[Passage, int]
#: The papers that count, by key.
Ranks = Mapping[str, int]


def find_matches(passage: Passage, known: Fingerprints, ranks: Ranks) -> list[Match]:
    """Find where the sentences of a passage stand.

    A sentence that stands somewhere as a whole is told once, by its closest
    source; of those between, the clauses that stand together somewhere.

    Args:
        passage: What is looked at.
        known: The sentences that it may have been taken from.
        ranks: The papers that count, by key, each with its place: the lower, the likelier it is named.

    Returns:
        The matches, in reading order.
    """
    return sorted(_find(passage, known, ranks), key=lambda match: match.here.start)


def _find(passage: Passage, known: Fingerprints, ranks: Ranks) -> Iterator[Match]:
    alike = [_places(known.alike(sentence.masked), ranks) for sentence in passage.sentences]
    others: list[Sentence] = []
    # Where parts of the others may stand, those that share most with the sentences first.
    holding: dict[Passage, None] = {}
    for sentence, places in zip(passage.sentences, alike, strict=True):
        match = _whole(sentence, places, alike) or _near(sentence, known, ranks, holding)
        if match is None:
            others.append(sentence)
            continue
        yield match
        yield from find_parts(others, holding)
        others, holding = [], {}
    yield from find_parts(others, holding)


def _places(rows: Iterable[Sentence], ranks: Ranks) -> dict[_Place, Sentence]:
    """Sentences that are alike, by where they stand, those of the likelier papers first."""
    found = list(islice((row for row in rows if row.passage.ref.report in ranks), _MOST))
    found.sort(key=lambda row: ranks[row.passage.ref.report])
    return {(row.passage, row.number): row for row in found}


def _whole(
    sentence: Sentence, places: Mapping[_Place, Sentence], alike: Sequence[Mapping[_Place, Sentence]]
) -> Match | None:
    """Where it stands word for word, but for its figures."""
    rows = list(places.values())
    if not is_long(sentence):
        rows = [row for row in rows if _goes_on(sentence, row, alike)]
    if not rows:
        return None
    exact = [row for row in rows if row.folded == sentence.folded]
    return _match(sentence, CopyKind.EXACT if exact else CopyKind.FIGURES, exact or rows)


def _goes_on(sentence: Sentence, row: Sentence, alike: Sequence[Mapping[_Place, Sentence]]) -> bool:
    """Whether a source goes on, before or after a short sentence, as its own passage does, for long enough."""
    if len(sentence.masked) < _SHORTEST_BESIDE:
        return False
    length = len(sentence.folded)
    for step in (-1, 1):
        if 0 <= sentence.number + step < len(alike):
            neighbour = alike[sentence.number + step].get((row.passage, row.number + step))
            length += len(neighbour.folded) if neighbour else 0
    return length >= SHORTEST


def _near(sentence: Sentence, known: Fingerprints, ranks: Ranks, holding: dict[Passage, None]) -> Match | None:
    """Where it stands nearly the same, else note which passages hold parts of it."""
    near: list[tuple[float, Sequence[Sentence]]] = []
    for masked in known.candidates(sentence.masked):
        rows = list(_places(known.alike(masked), ranks).values())
        if rows and is_long(sentence) and (score := _nearness(sentence, rows[0])):
            near.append((score, rows))
        elif rows:
            holding[rows[0].passage] = None
    if not near:
        return None
    _, nearest = max(near, key=lambda row: row[0])
    is_named = differ_in_names_alone(sentence.masked, nearest[0].masked)
    return _match(sentence, CopyKind.FIGURES if is_named else CopyKind.NEAR, nearest)


def judge_near(sentence: Words, other: Words) -> CopyKind | None:
    """How a sentence that is long enough stands to one of other masked words; None where they are not near."""
    if not _nearness(sentence, other):
        return None
    return CopyKind.FIGURES if differ_in_names_alone(sentence.masked, other.masked) else CopyKind.NEAR


def _nearness(sentence: Words, other: Words) -> float:
    """How near two sentences are; 0 where they are not nearly the same, and do not differ in names alone."""
    masked = closeness(sentence.masked, other.masked)
    if masked < WORTH_A_LOOK:
        return 0.0
    score = closeness(sentence.folded, other.folded)
    is_near = score >= NEARLY or masked >= NEARLY_MASKED or differ_in_names_alone(sentence.masked, other.masked)
    return max(score, masked) if is_near else 0.0


def _match(sentence: Sentence, kind: CopyKind, rows: Sequence[Sentence]) -> Match:
    source, similarity = rows[0], closeness(sentence.folded, rows[0].folded)
    also = tuple(dict.fromkeys(row.passage for row in rows if row.passage is not source.passage))
    return Match(Stretch.of(sentence), kind, similarity, Stretch.of(source), also=also)
