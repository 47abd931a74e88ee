"""One thing that a change says anew: where it stands, and the words that go and come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from macros.compare.passages import WordingMark, WordingPiece, word_changes

#: Of words that stay, so many are shown beside those that change.
_AROUND = 24


@dataclass(frozen=True)
class Said:
    """One thing that a change says anew (一处变化).

    Attributes:
        where: What of the page it is, by its heading or the name of its field.
        pieces: The words in their order, each with what becomes of it.
        is_value: Whether one value takes the place of another, rather than words in a passage.
    """

    where: str
    pieces: tuple[WordingPiece, ...]
    is_value: bool = False


def value(where: str, old: str, new: str) -> Said:
    """One value in place of another; an empty one is none."""
    return Said(where, (*_whole(old, WordingMark.REMOVED), *_whole(new, WordingMark.ADDED)), is_value=True)


def passage(where: str, old: str, new: str) -> Said:
    """A passage with the words that go and come marked in it; what stays is shortened."""
    if not old or not new:
        return value(where, old, new)
    pieces = list(_woven(*word_changes(old, new)))
    last = len(pieces) - 1
    return Said(
        where, tuple(_shortened(piece, is_first=at == 0, is_last=at == last) for at, piece in enumerate(pieces))
    )


def _whole(text: str, mark: WordingMark) -> Iterator[WordingPiece]:
    if text:
        yield WordingPiece(mark, text)


def _woven(old: Iterable[WordingPiece], new: Iterable[WordingPiece]) -> Iterator[WordingPiece]:
    """The pieces of both sides in one row; what both have kept stands in it once."""
    left = list(new)
    for piece in old:
        if piece.mark is WordingMark.KEPT:
            while left and left[0].mark is not WordingMark.KEPT:
                yield left.pop(0)
            left = left[1:]
        yield piece
    yield from left


def _shortened(piece: WordingPiece, *, is_first: bool, is_last: bool) -> WordingPiece:
    text, longest = piece.text, _AROUND * (1 if is_first or is_last else 2)
    if piece.mark is not WordingMark.KEPT or len(text) <= longest + 1:
        return piece
    head, tail = ("" if is_first else text[:_AROUND]), ("" if is_last else text[-_AROUND:])
    return WordingPiece(piece.mark, f"{head}……{tail}")
