"""Which sentences may be nearly the same: those that have pieces of their words in common, by a few bytes of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import combinations, groupby
from zlib import crc32

#: Characters of a piece, and how many pieces of a sentence are kept: those whose sums are the least, whatever stands
#: around them, so that of two sentences mostly the same ones are kept.
_PIECE, _KEPT = 5, 16
#: A piece that so many sentences have tells nothing of any two of them.
MOST = 64
#: A row: the sum of a piece, the digest of the sentence, how many characters it has, and which ones it has.
_SUM, _DIGEST, _LENGTH, _SIGNS = slice(0, 4), slice(4, 12), 12, slice(13, 29)
_ROW, _TAIL = 29, 25
#: Two bytes a character.
_CODING = "utf-16-le"
_LONGEST = 255
#: Of the characters of two sentences that are nearly the same so many at most stand in one alone.
_APART = 1 - 0.72


@cache
def _sign(character: str) -> int:
    """One of 128 bits: what two sets of characters have apart is at least what their bits have apart."""
    return 1 << (crc32(character.encode(_CODING, "surrogatepass")) & 127)


def sketch(masked: str, digest: bytes) -> bytes:
    """What is kept of a sentence: how many pieces, what every row of it ends with, and the sums of its pieces.

    Args:
        masked: Its masked words.
        digest: Tells them from all others.
    """
    raw = masked.encode(_CODING, "surrogatepass")
    sums = sorted({crc32(raw[at : at + 2 * _PIECE]) for at in range(0, len(raw) - 2 * _PIECE + 1, 2)})[:_KEPT]
    signs = 0
    for character in set(masked):
        signs |= _sign(character)
    tail = digest + bytes([min(len(masked), _LONGEST)]) + signs.to_bytes(16)
    return bytes([len(sums)]) + tail + b"".join(number.to_bytes(4) for number in sums)


def _rows(sketches: bytes) -> Iterator[bytes]:
    """The rows of some sketches, one after the other: the sum of a piece, then the sentence."""
    at = 0
    while at < len(sketches):
        sums = at + 1 + _TAIL
        end = sums + _SUM.stop * sketches[at]
        tail = sketches[at + 1 : sums]
        yield from (sketches[place : place + _SUM.stop] + tail for place in range(sums, end, _SUM.stop))
        at = end


def split_rows(sketches: bytes, parts: int) -> dict[int, bytes]:
    """The rows of some sketches by the part that the sums of their pieces belong to.

    Args:
        sketches: As `sketch` makes them, one after the other.
        parts: How many parts there are.
    """
    found: dict[int, set[bytes]] = {}
    for row in _rows(sketches):
        found.setdefault(int.from_bytes(row[_SUM]) % parts, set()).add(row)
    return {part: b"".join(sorted(few)) for part, few in found.items()}


def find_pairs(pieces: Iterable[bytes]) -> tuple[set[bytes], int]:
    """Pairs of sentences that have a piece in common, and characters enough to be nearly the same.

    Args:
        pieces: Rows, those of one piece all among them.

    Returns:
        Each pair as its two digests, the lesser first; and how many pieces so many sentences have that they were left
        aside.
    """
    rows = sorted({piece[at : at + _ROW] for piece in pieces for at in range(0, len(piece), _ROW)})
    found: set[bytes] = set()
    aside = 0
    for _, group in groupby(rows, key=lambda row: row[_SUM]):
        few = list(group)
        if len(few) > MOST:
            aside += 1
        elif len(few) > 1:
            found.update(_alike(few))
    return found, aside


def _alike(rows: Iterable[bytes]) -> Iterator[bytes]:
    shown = [(row[_DIGEST], row[_LENGTH], int.from_bytes(row[_SIGNS])) for row in rows]
    # Rows of one piece are in order of their digests.
    for (one, length, signs), (other, length_of_other, signs_of_other) in combinations(shown, 2):
        if (signs ^ signs_of_other).bit_count() <= _APART * (length + length_of_other):
            yield one + other
