"""Which sentences may be copies of one another: those that share pieces of their masked words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from macros.compare.copying.papers import Sentence

#: Characters of a piece. Four words in five that are the same nearly always leave a piece whole.
_PIECE = 5
#: Every other piece is kept: of two shared characters more than a piece has one always is.
_STEP = 2
#: Of the pieces of a sentence so many are looked up, the rarest first, and so many places of each.
_MOST_PIECES, _MOST_PLACES = 48, 32
_MOST_CANDIDATES = 24


class Fingerprints:
    """Sentences that can be asked for what is like them (指纹).

    Sentences of the same masked words are one; those that come first are named first.

    Args:
        sentences: What is kept.
        asking: Where it is given, what shares nothing with these sentences is found by nobody and not kept.
    """

    def __init__(self, sentences: Iterable[Sentence], asking: Iterable[Sentence] | None = None) -> None:
        wanted = None if asking is None else {piece for sentence in asking for piece in _pieces(sentence.masked)}
        self._alike: dict[str, list[Sentence]] = {}
        self._holding: dict[str, list[str]] = {}
        for sentence in sentences:
            masked = sentence.masked
            if masked in self._alike:
                self._alike[masked].append(sentence)
                continue
            self._alike[masked] = [sentence]
            for at in range(0, len(masked) - _PIECE + 1, _STEP):
                piece = masked[at : at + _PIECE]
                if wanted is None or piece in wanted:
                    self._holding.setdefault(piece, []).append(masked)

    def alike(self, masked: str) -> Sequence[Sentence]:
        """The sentences of the same masked words."""
        return self._alike.get(masked, ())

    def candidates(self, masked: str) -> list[str]:
        """Masked words that share pieces with some, those that share most of the rare ones first."""
        rows = [row for piece in _pieces(masked) if (row := self._holding.get(piece))]
        shared: Counter[str] = Counter()
        for row in sorted(rows, key=len)[:_MOST_PIECES]:
            shared.update(row[:_MOST_PLACES])
        return [other for other, _ in shared.most_common(_MOST_CANDIDATES)]


def _pieces(masked: str) -> Collection[str]:
    return dict.fromkeys(masked[at : at + _PIECE] for at in range(len(masked) - _PIECE + 1))
