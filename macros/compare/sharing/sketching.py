"""Which sentences may be nearly the same: those that have pieces of their words in common, by a few bytes of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import cache, reduce
from itertools import chain, combinations
from operator import or_
from struct import Struct
from zlib import crc32

#: Characters of a piece, and how many pieces of a sentence are kept: those whose sums are the least, whatever stands
#: around them, so that of two sentences mostly the same ones are kept.
_PIECE, _KEPT = 5, 16
#: A piece that so many sentences have tells nothing of any two of them.
MOST = 64
#: A sketch: how many sums it has, the digest of the sentence, how many characters it has and which ones, then the sums.
_DIGEST, _LENGTH, _SIGNS = slice(1, 9), 9, slice(10, 26)
_HEAD, _SUM = 26, 4
#: Read and write the sums, by how many there are.
_SUMS = [Struct(f">{count}I") for count in range(_KEPT + 1)]
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
    """What is kept of a sentence: how many pieces, which sentence, and the sums of its pieces.

    Args:
        masked: Its masked words.
        digest: Tells them from all others.
    """
    raw = masked.encode(_CODING, "surrogatepass")
    sums = sorted({crc32(raw[at : at + 2 * _PIECE]) for at in range(0, len(raw) - 2 * _PIECE + 1, 2)})[:_KEPT]
    signs = reduce(or_, map(_sign, set(masked)), 0)
    tail = digest + bytes([min(len(masked), _LONGEST)]) + signs.to_bytes(16)
    return bytes([len(sums)]) + tail + _SUMS[len(sums)].pack(*sums)


def read_sketches(sketches: bytes) -> Iterator[bytes]:
    """Yield some sketches one by one."""
    at = 0
    while at < len(sketches):
        end = at + _HEAD + _SUM * sketches[at]
        yield sketches[at:end]
        at = end


def sketched(one: bytes) -> bytes:
    """The digest of the sentence of which a sketch is."""
    return one[_DIGEST]


def sums_of(one: bytes) -> tuple[int, ...]:
    """The sums of its pieces that are kept of a sentence."""
    return _SUMS[one[0]].unpack_from(one, _HEAD)


def split_sketches(sketches: bytes, parts: int) -> dict[int, bytes]:
    """Some sketches by the part that the sums of their pieces belong to: each part has a sketch with its sums alone.

    Args:
        sketches: As `sketch` makes them, one after the other.
        parts: How many parts there are.
    """
    each = sorted(set(read_sketches(sketches)))
    if parts == 1:
        return {0: b"".join(each)}
    found: dict[int, list[bytes]] = {}
    for one in each:
        own: dict[int, list[int]] = {}
        for number in sums_of(one):
            own.setdefault(number % parts, []).append(number)
        for part, few in own.items():
            found.setdefault(part, []).append(_with_sums(one, few))
    return {part: b"".join(few) for part, few in found.items()}


def narrow_sketches(sketches: Iterable[bytes], sums: AbstractSet[int]) -> Iterator[bytes]:
    """Yield those sketches that have any of some sums, each with these alone.

    Args:
        sketches: One by one.
        sums: The sums.
    """
    for one in sketches:
        own = sums_of(one)
        if not sums.isdisjoint(own):
            yield _with_sums(one, [number for number in own if number in sums])


def _with_sums(one: bytes, sums: Sequence[int]) -> bytes:
    return bytes([len(sums)]) + one[1:_HEAD] + _SUMS[len(sums)].pack(*sums)


def find_pairs(pieces: Iterable[bytes]) -> tuple[set[bytes], int]:
    """Pairs of sentences that have a piece in common, and characters enough to be nearly the same.

    Args:
        pieces: Sketches, those with a sum of a piece all among them.

    Returns:
        Each pair as its two digests, the lesser first; and how many pieces so many sentences have that they were left
        aside.
    """
    sketches = sorted({one for piece in pieces for one in read_sketches(piece)}, key=lambda one: one[_DIGEST])
    counted = Counter(chain.from_iterable(map(sums_of, sketches)))
    groups: dict[int, list[bytes]] = {number: [] for number, count in counted.items() if 1 < count <= MOST}
    for one in sketches:
        for number in groups.keys() & sums_of(one):
            groups[number].append(one)
    found = {pair for group in groups.values() for pair in _alike(group)}
    return found, sum(count > MOST for count in counted.values())


def _alike(sketches: Iterable[bytes]) -> Iterator[bytes]:
    shown = [(one[_DIGEST], one[_LENGTH], int.from_bytes(one[_SIGNS])) for one in sketches]
    # They are in order of their digests.
    for (one, length, signs), (other, length_of_other, signs_of_other) in combinations(shown, 2):
        if (signs ^ signs_of_other).bit_count() <= _APART * (length + length_of_other):
            yield one + other
