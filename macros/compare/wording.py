"""How much of their wording two texts share: by topic where they were written anew, by letter where they were not."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

#: What no reader counts as wording: marks of a list, blanks, punctuation.
_MARK = re.compile(r"^\s*(?:[（(]?[零〇一二三四五六七八九十百\d]+[)）、．.](?!\d)|第[一二三四五六七八九十]+[，、])\s*")
#: Characters that say something by themselves: 3% is not 3‰, and √ is not ×. Whatever stands between two digits tells
#: 1.5 from 15 and 3 5 from 35, and a minus tells -3 from 3.
TELLING = "%％‰℃¥￥$√×✓✗✔✘☑☒○●±≥≤≠<>＜＞=＝+＋÷"
_MUTE = rf"(?:[^\w{TELLING}]|_)+"
_THOUSANDS = r"[,，]\d{3}(?!\d)"
_NO_WORD = re.compile(rf"((?<=\d)(?!{_THOUSANDS}){_MUTE}(?=\d)|[-－−](?=\d))|{_MUTE}")
MUTE_RUN = re.compile(_MUTE)


def fold(text: str) -> str:
    """The words alone, Latin letters small: no blanks and no punctuation but what makes another figure."""
    return _NO_WORD.sub(r"\1", text).lower()


def find_words(text: str) -> list[range]:
    """The places of the characters that `fold` keeps, in runs."""
    runs: list[range] = []
    at = 0
    # Most of what is mute stands before no digit, and then none of it is kept; that is quickly seen.
    for match in MUTE_RUN.finditer(text):
        start, end = match.span()
        if not (text[end : end + 1].isdigit() and (kept := _NO_WORD.match(text, start)) and kept[1]):
            runs.append(range(at, start))
            at = end
    runs.append(range(at, len(text)))
    return runs


def bare_title(title: str) -> str:
    """A heading's words without its mark: （二）加强教育 and 2．加强教育 are one."""
    return fold(_MARK.sub("", title))


def closeness(old: str, new: str) -> float:
    """Share of two folded texts that stands in both in the same order, 0 to 1 (Indel similarity)."""
    return Indel.normalized_similarity(old, new)


@dataclass(frozen=True)
class _Profile:
    """A text as weights of its pieces of two characters, and their length as a vector."""

    weights: dict[str, float]
    norm: float


class Topics:
    """What a group of texts is about: pieces that stand in few of them tell more (tf-idf, cosine).

    Args:
        texts: Folded texts, of both years together.
        sizes: Of how many characters the pieces are.
    """

    def __init__(self, texts: Sequence[str], sizes: Sequence[int] = (2,)) -> None:
        counts = [Counter(_pieces(text, sizes)) for text in texts]
        spread = Counter(piece for count in counts for piece in count)
        self._profiles = [_profile(count, spread, len(texts)) for count in counts]

    def closeness(self, first: int, second: int) -> float:
        """How close two of the texts are by topic, 0 to 1; they are named by their place."""
        a, b = self._profiles[first], self._profiles[second]
        if len(a.weights) > len(b.weights):
            a, b = b, a
        shared = sum(weight * b.weights[piece] for piece, weight in a.weights.items() if piece in b.weights)
        return shared / (a.norm * b.norm) if shared else 0.0


def _pieces(text: str, sizes: Sequence[int]) -> list[str]:
    # A text of one character is a piece, too.
    return [text[n : n + size] for size in sizes for n in range(max(1, len(text) - size + 1))] if text else []


def _profile(count: Counter[str], spread: Counter[str], texts: int) -> _Profile:
    # Sorted, so that sums of floats come out the same on every run.
    weights = {
        piece: (1 + math.log(number)) * math.log(1 + texts / spread[piece]) for piece, number in sorted(count.items())
    }
    return _Profile(weights, math.sqrt(sum(weight * weight for weight in weights.values())))
