"""From papers to what they share, as a plan: records, who has what, what is nearly the same, passages.

Papers are read in chunks; what is alike is brought together by the first bytes
of its digest, a part each, so that no step holds all of it and no two papers
are ever held against each other that have nothing in common.
"""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import merge
from math import isqrt
from typing import Any

from macros.compare.sharing.holdings import (
    CommonText,
    Holding,
    Link,
    Own,
    Sizes,
    find_common,
    hold,
    link_same,
    list_common,
)
from macros.compare.sharing.passages import SharedPassage, join_passages
from macros.compare.sharing.plan import Plan, Runner, Step
from macros.compare.sharing.records import DIGEST, PaperHead, PaperRecord, Told
from macros.compare.sharing.sketching import find_pairs, read_sketches, split_sketches
from macros.compare.sharing.verifying import link_near

#: So many papers are read by one step, and so many are behind one part of what is alike: at least, and as so many times
#: the root of how many there are. Steps are as many as chunks times parts, and so grow with the papers and no faster.
_CHUNK, _PART = 200, 400
_CHUNK_BY_ROOT, _PART_BY_ROOT = 4, 8
#: Gives the records of some papers; what stands for them is known to it alone.
ReadRecords = Callable[[Sequence[Any]], Iterable[PaperRecord]]
#: Things by the part that they belong to, each packed where there are several.
Pieces = dict[int, Any]


@dataclass(frozen=True)
class Shared:
    """What units have in common (雷同).

    Attributes:
        heads: The papers by key.
        passages: What stands in an older paper of another unit, in order of the later paper.
        common: What units have from above, or all of them have, the most frequent first.
        aside: How many pieces of words so many sentences have that they were left aside.
    """

    heads: Mapping[str, PaperHead]
    passages: tuple[SharedPassage, ...]
    common: tuple[CommonText, ...]
    aside: int


@dataclass(frozen=True)
class Basis:
    """What units have in common, with all by which it is found anew once a few papers are others (雷同的底子).

    Attributes:
        shared: What they have in common.
        found: The links of which its passages were made.
        papers: Of each paper the digests of its sentences, one after the other.
        sketches: What is kept of all sentences, each once.
    """

    shared: Shared
    found: tuple[Link | Own, ...]
    papers: Mapping[str, bytes]
    sketches: bytes


@dataclass(frozen=True)
class _Chunk:
    """Some papers: what they are called, their tellings and their sketches by part, their digests, and all sketches."""

    heads: tuple[PaperHead, ...]
    told: Pieces
    sketches: Pieces
    papers: Mapping[str, bytes]
    all_sketches: bytes


@dataclass(frozen=True)
class _Held:
    """A part of all sentences: who has them, who has them from whom, and what is common.

    Where there are several parts the first are packed, since a worker that is short of room puts them on the disk as a
    whole, and takes them back for each step.
    """

    holdings: Any
    links: Pieces
    common: tuple[CommonText, ...]


def find_shared(
    papers: Sequence[Any], read: ReadRecords, run: Runner, chunk: int | None = None, part: int | None = None
) -> Shared:
    """Find what units have from one another.

    Args:
        papers: What stands for each paper, those of a unit side by side.
        read: Gives their records.
        run: Runs the plan.
        chunk: How many papers one step reads; by default as it suits their number.
        part: How many papers are behind one part, likewise; of one part nothing is packed.
    """
    plan = Plan()
    shared: Shared = run(plan, [plan_shared(plan, papers, read, chunk, part)])[0]
    return shared


def find_basis(
    papers: Sequence[Any], read: ReadRecords, run: Runner, chunk: int | None = None, part: int | None = None
) -> Basis:
    """The same with what it takes to find it anew once a few papers are others; arguments as of `find_shared`."""
    plan = Plan()
    step, links, digests = _plan(plan, papers, read, chunk, part)
    basis: Basis = run(plan, [plan.add("basis", _make_basis, step, links, digests)])[0]
    return basis


def plan_shared(
    plan: Plan, papers: Sequence[Any], read: ReadRecords, chunk: int | None = None, part: int | None = None
) -> Step:
    """Plan it; however it is cut into chunks and parts, the outcome is the same.

    Args:
        plan: Takes the steps.
        papers: What stands for each paper.
        read: Gives their records.
        chunk: How many papers one step reads; by default as it suits their number.
        part: How many papers are behind one part, likewise.

    Returns:
        The step that gives a `Shared`.
    """
    return _plan(plan, papers, read, chunk, part)[0]


def _plan(
    plan: Plan, papers: Sequence[Any], read: ReadRecords, chunk: int | None, part: int | None
) -> tuple[Step, list[Step], list[Step]]:
    """The step that gives a `Shared`, those that give links, and those that give digests and sketches."""
    root = isqrt(len(papers))
    chunk = chunk or max(_CHUNK, _CHUNK_BY_ROOT * root)
    parts = max(1, len(papers) // (part or max(_PART, _PART_BY_ROOT * root)))
    chunks = [
        plan.add(f"read-{number}", _read, read, papers[at : at + chunk], parts)
        for number, at in enumerate(range(0, len(papers), chunk))
    ]
    # Before all that needs a chunk, which is let go after its last step.
    digests = [plan.add(f"digests-{one.name}", _digests_of, one) for one in chunks]
    heads = plan.add("heads", _list_heads, [plan.add(f"heads-of-{one.name}", _heads, one) for one in chunks])
    sizes = plan.add("sizes", _measure, heads)
    each = range(parts)
    told = [[plan.add(f"told-{one.name}-{number}", _told, one, number) for one in chunks] for number in each]
    held = [plan.add(f"hold-{number}", _hold, pieces, sizes, parts) for number, pieces in enumerate(told)]
    sketches = [
        [plan.add(f"sketches-{one.name}-{number}", _sketches, one, number) for one in chunks] for number in each
    ]
    pairs = [plan.add(f"pairs-{number}", _pair, pieces, parts) for number, pieces in enumerate(sketches)]
    wanted = [
        plan.add(
            f"want-{number}", _want, [plan.add(f"pairs-{one.name}-{number}", _piece, one, number) for one in pairs]
        )
        for number in each
    ]
    answers = [plan.add(f"answer-{number}", _answer, one, wanted) for number, one in enumerate(held)]
    near = [
        plan.add(
            f"near-{number}",
            _link_near,
            pairs_wanted,
            [plan.add(f"answer-{one.name}-{number}", _piece, one, number) for one in answers],
            sizes,
            parts,
        )
        for number, pairs_wanted in enumerate(wanted)
    ]
    passages, all_links = [], []
    for number in each:
        links = [plan.add(f"links-{one.name}-{number}", _links, one, number) for one in held]
        links += [plan.add(f"links-{one.name}-{number}", _piece, one, number) for one in near]
        passages.append(plan.add(f"passages-{number}", _join, links))
        all_links += links
    common = [plan.add(f"common-{one.name}", _common, one) for one in held]
    aside = [plan.add(f"aside-{one.name}", _aside, one) for one in pairs]
    return plan.add("shared", _put_together, heads, passages, common, aside), all_links, digests


def _read(read: ReadRecords, papers: Sequence[Any], parts: int) -> _Chunk:
    heads: list[PaperHead] = []
    told: list[Told] = []
    sketches: set[bytes] = set()
    digests: dict[str, bytes] = {}
    for record in read(papers):
        heads.append(record.head)
        told.extend(record.told)
        sketches.update(read_sketches(record.sketches))
        digests[record.head.key] = list_digests(record)
    by_part = _by_part(((int.from_bytes(one.masked) % parts, one) for one in told), parts)
    whole = b"".join(sorted(sketches))
    return _Chunk(tuple(heads), by_part, split_sketches(whole, parts), digests, whole)


def list_digests(record: PaperRecord) -> bytes:
    """The digests of the masked words of a paper's sentences, one after the other, each once."""
    return b"".join(dict.fromkeys(one.masked for one in record.told))


def _digests_of(chunk: _Chunk) -> tuple[Mapping[str, bytes], bytes]:
    return chunk.papers, chunk.all_sketches


def _make_basis(shared: Shared, links: Sequence[Any], chunks: Sequence[tuple[Mapping[str, bytes], bytes]]) -> Basis:
    papers = {key: digests for some, _ in chunks for key, digests in some.items()}
    sketches = {one for _, some in chunks for one in read_sketches(some)}
    return Basis(shared, tuple(_unpack(links)), papers, b"".join(sorted(sketches)))


def _by_part(things: Iterable[tuple[int, Any]], parts: int) -> Pieces:
    found: dict[int, list[Any]] = {}
    for part, thing in things:
        found.setdefault(part, []).append(thing)
    return {part: _pack(few, parts) for part, few in found.items()}


def _pack(things: list[Any], parts: int) -> Any:
    # Words of one chunk are much alike; packed they take a fifth of the room, and less time on the way.
    return things if parts == 1 else zlib.compress(pickle.dumps(things, pickle.HIGHEST_PROTOCOL), 1)


def _unpack(pieces: Iterable[Any]) -> Iterable[Any]:
    for piece in filter(None, pieces):
        # Written by `_pack` in this run.
        yield from pickle.loads(zlib.decompress(piece)) if isinstance(piece, bytes) else piece  # noqa: S301


def _heads(chunk: _Chunk) -> tuple[PaperHead, ...]:
    return chunk.heads


def _list_heads(heads: Sequence[tuple[PaperHead, ...]]) -> dict[str, PaperHead]:
    return {head.key: head for few in heads for head in few}


def _measure(heads: Mapping[str, PaperHead]) -> Sizes:
    return Sizes.of(key.rpartition("/")[0] for key in heads)


def _told(chunk: _Chunk, part: int) -> Any:
    return chunk.told.get(part, b"")


def _sketches(chunk: _Chunk, part: int) -> Any:
    return chunk.sketches.get(part, b"")


def _hold(pieces: Sequence[Any], sizes: Sizes, parts: int) -> _Held:
    holdings = hold(_unpack(pieces))
    links: list[Link] = []
    all_common: list[CommonText] = []
    for holding in holdings.values():
        if len(holding) > 1:
            common = find_common(holding, sizes)
            all_common.extend(list_common(common))
            links.extend(link_same(holding, common))
    return _Held(_pack(list(holdings.items()), parts), _by_unit(links, parts), tuple(all_common))


def _by_unit(found: Iterable[Link | Own], parts: int) -> Pieces:
    each = ((_part_of(one.unit if isinstance(one, Own) else one.here.unit, parts), one) for one in found)
    return _by_part(each, parts)


def _part_of(unit: str, parts: int) -> int:
    return zlib.crc32(unit.encode()) % parts


def _pair(pieces: Sequence[bytes], parts: int) -> dict[int, Any]:
    pairs, aside = find_pairs(pieces)
    found: dict[int, Any] = {}
    for pair in pairs:
        found.setdefault(int.from_bytes(pair[:DIGEST]) % parts, []).append(pair)
    return {part: b"".join(few) for part, few in found.items()} | {-1: aside}


def _piece(pieces: Mapping[int, Any], part: int) -> Any:
    return pieces.get(part, b"")


def _aside(pieces: Mapping[int, Any]) -> int:
    return int(pieces[-1])


def _want(pieces: Sequence[bytes]) -> bytes:
    """The pairs of a part, each once."""
    size = 2 * DIGEST
    return b"".join(sorted({piece[at : at + size] for piece in pieces for at in range(0, len(piece), size)}))


def _answer(held: _Held, wanted: Sequence[bytes]) -> Pieces:
    """Of what each part wants to know, what this part knows."""
    holdings: dict[bytes, Holding] = dict(_unpack([held.holdings]))
    known = ([(one, holdings[one]) for one in _digests(pairs) if one in holdings] for pairs in wanted)
    return {part: _pack(few, len(wanted)) for part, few in enumerate(known)}


def _digests(pairs: bytes) -> list[bytes]:
    return sorted({pairs[at : at + DIGEST] for at in range(0, len(pairs), DIGEST)})


def _link_near(pairs: bytes, answers: Sequence[Any], sizes: Sizes, parts: int) -> Pieces:
    size = 2 * DIGEST
    each = (pairs[at : at + size] for at in range(0, len(pairs), size))
    return _by_unit(link_near(each, dict(_unpack(answers)), sizes), parts)


def _links(held: _Held, part: int) -> Any:
    return held.links.get(part, b"")


def _join(pieces: Sequence[Any]) -> list[SharedPassage]:
    return join_links(_unpack(pieces))


def join_links(found: Iterable[Link | Own]) -> list[SharedPassage]:
    """The passages of all that was found of some units, in their order."""
    links: list[Link] = []
    own: list[Own] = []
    for one in found:
        if isinstance(one, Own):
            own.append(one)
        else:
            links.append(one)
    return sorted(join_passages(links, own))


def _common(held: _Held) -> tuple[CommonText, ...]:
    return held.common


def _put_together(
    heads: Mapping[str, PaperHead],
    passages: Sequence[list[SharedPassage]],
    common: Sequence[tuple[CommonText, ...]],
    aside: Sequence[int],
) -> Shared:
    texts = sort_common(one for few in common for one in few)
    return Shared(dict(sorted(heads.items())), tuple(merge(*passages)), texts, sum(aside))


def sort_common(texts: Iterable[CommonText]) -> tuple[CommonText, ...]:
    """What is common, the most frequent first."""
    return tuple(sorted(texts, key=lambda one: (-one.units, one)))
