"""What was planted against what was found, sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from macros.compare.copying.matches import CopyKind
from macros.compare.copying.papers import Wording
from macros.compare.passages import split_sentences
from macros.compare.sharing.passages import SharedPassage
from scripts.bench.provinces.papers import Planted


@dataclass(frozen=True)
class Score:
    """How much of what was planted was found, and how much of what was found was planted (查全、查准)."""

    planted: int
    found: int
    others: int
    rightly_named: int

    @property
    def recall(self) -> float:
        """Share of what was planted that was found, 0 to 1."""
        return self.found / self.planted if self.planted else 1.0

    @property
    def precision(self) -> float:
        """Share of what was found that was planted, 0 to 1."""
        return self.found / (self.found + self.others) if self.found else 1.0


def score(planted: Sequence[Planted], passages: Iterable[SharedPassage]) -> Score:
    """Hold what was found against what was planted.

    Args:
        planted: What was copied.
        passages: What was found; of a passage of several sentences its kind is that of the one changed most.
    """
    truth = {(one.key, one.text): one for one in planted}
    found: dict[tuple[str, str], bool] = {}
    others = 0
    for passage in passages:
        known = [one for pair in _sentences(passage) if (one := _known(pair, truth))]
        others += passage.sentences - len(known)
        kinds = [one.kind for one in known]
        right = bool(kinds) and max(kinds, key=list(CopyKind).index) is passage.copy_kind
        found |= {(one.key, one.text): right for one in known}
    return Score(len(truth), len(found), others, sum(found.values()))


def _sentences(passage: SharedPassage) -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
    """Of each sentence where it stands, in whose paper and with which words, both ways round within a year."""
    pairs = zip(split_sentences(passage.text), split_sentences(passage.source_text), strict=False)
    for here, there in pairs:
        yield (passage.here.key, Wording(here).folded), (passage.there.key, Wording(there).folded)


def _known(pair: tuple[tuple[str, str], tuple[str, str]], truth: dict[tuple[str, str], Planted]) -> Planted | None:
    # Of two papers of one year nobody knows which one was first.
    for copy, source in (pair, pair[::-1]):
        one = truth.get(copy)
        if one and one.source == source[0].rpartition("/")[0] and copy[0][-4:] >= source[0][-4:]:
            return one
    return None
