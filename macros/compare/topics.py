"""What texts are about: pieces that stand in few of a group tell more of a text than those that stand in all."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from operator import mul


@dataclass(frozen=True)
class _Profile:
    """A text as weights of its pieces, with their sum and their length as a vector."""

    weights: dict[str, float]
    norm: float
    mass: float


class Topics:
    """A group of texts beside each other (tf-idf, cosine).

    Args:
        texts: The pieces of each text, of all that are held against each other: `pieces_of`, or words, counted.
    """

    def __init__(self, texts: Sequence[Counter[str]]) -> None:
        spread = Counter(chain.from_iterable(texts))
        # There are as many kinds of rare as texts, and a great many pieces.
        rarity = [0.0, *(math.log(1 + len(texts) / number) for number in range(1, len(texts) + 1))]
        self._profiles = [_profile(count, spread, rarity) for count in texts]

    def closeness(self, first: int, second: int) -> float:
        """How close two of the texts are, 0 to 1; they are named by their place."""
        a, b = self._profiles[first], self._profiles[second]
        if len(a.weights) > len(b.weights):
            a, b = b, a
        shared = sum(weight * b.weights[piece] for piece, weight in a.weights.items() if piece in b.weights)
        return shared / (a.norm * b.norm)

    def share(self, of: int, within: int) -> float:
        """How much of one text stands in another, 0 to 1, rare pieces weighing more."""
        part, other = self._profiles[of], self._profiles[within]
        return sum(weight for piece, weight in part.weights.items() if piece in other.weights) / part.mass


def pieces_of(text: str, sizes: Sequence[int] = (2,)) -> list[str]:
    """All pieces of a folded text, of so many characters; one that is shorter is a piece itself."""
    return [text[n : n + size] for size in sizes for n in range(max(1, len(text) - size + 1))] if text else []


def _profile(count: Counter[str], spread: Counter[str], rarity: Sequence[float]) -> _Profile:
    # In the order of the text, which is the same on every run, so that sums of floats come out the same.
    weights = {
        piece: (1 + math.log(number)) * rarity[spread[piece]] if number > 1 else rarity[spread[piece]]
        for piece, number in count.items()
    }
    norm = math.sqrt(sum(map(mul, weights.values(), weights.values())))
    return _Profile(weights, norm or 1.0, sum(weights.values()) or 1.0)
