"""What units share once a few papers are others: found from what was found before, at the cost of these alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet

from macros.compare.sharing.holdings import (
    FEWEST_OF_ALL,
    SHARE_OF_ALL,
    Link,
    Own,
    Sizes,
    find_common,
    hold,
    link_same,
    list_common,
    superiors_of,
)
from macros.compare.sharing.pipeline import Basis, Shared, join_links, list_digests, sort_common
from macros.compare.sharing.records import DIGEST, PaperHead, PaperRecord
from macros.compare.sharing.sketching import find_pairs, narrow_sketches, read_sketches, sketched, sums_of
from macros.compare.sharing.verifying import link_near


def change_basis(
    basis: Basis,
    gone: Collection[str],
    new: Sequence[PaperRecord],
    read: Callable[[Sequence[str]], Iterable[PaperRecord]],
) -> Basis:
    """Find what units share with other papers; the outcome is that of all papers looked at afresh.

    Args:
        basis: What was found before.
        gone: Keys of papers that are no more, or no more as they were.
        new: Records of those that are new, or are other than they were.
        read: Gives the records of papers that stayed, by key.
    """
    papers = {key: digests for key, digests in basis.papers.items() if key not in gone}
    heads = {key: head for key, head in basis.shared.heads.items() if key not in gone}
    papers |= {record.head.key: list_digests(record) for record in new}
    heads |= {record.head.key: record.head for record in new}
    sizes = _sizes(heads)
    touched = {one for key in gone for one in _split(basis.papers[key])}
    touched.update(one.masked for record in new for one in record.told)
    touched |= _find_resized(papers, _sizes(basis.shared.heads), sizes)

    before, after = _sketches_of(basis, papers, new)
    pairs, lost, aside = _find_pairs(before, after, touched)
    asked = touched.union(*((pair[:DIGEST], pair[DIGEST:]) for pair in pairs))
    mine = {record.head.key for record in new}
    having = [key for key, digests in papers.items() if key not in mine and not asked.isdisjoint(_split(digests))]
    records = [*new, *read(having)]
    holdings = hold(one for record in records for one in record.told if one.masked in asked)

    found: list[Link | Own] = [
        one for one in basis.found if one.by not in touched and one.by not in pairs and one.by not in lost
    ]
    common = [one for one in basis.shared.common if one.masked not in touched]
    for masked in touched & holdings.keys():
        if len(holding := holdings[masked]) > 1:
            asking = find_common(holding, sizes)
            common.extend(list_common(asking))
            found.extend(link_same(holding, asking))
    found.extend(link_near(pairs, holdings, sizes))
    shared = Shared(
        dict(sorted(heads.items())),
        tuple(join_links(found)),
        sort_common(one._replace(of=sizes.units[one.superior]) for one in common),
        basis.shared.aside + aside,
    )
    return Basis(shared, tuple(found), papers, b"".join(sorted(after)))


def _sizes(heads: Mapping[str, PaperHead]) -> Sizes:
    return Sizes.of(key.rpartition("/")[0] for key in heads)


def _split(digests: bytes) -> list[bytes]:
    return [digests[at : at + DIGEST] for at in range(0, len(digests), DIGEST)]


def _find_resized(papers: Mapping[str, bytes], before: Sizes, after: Sizes) -> set[bytes]:
    """The sentences that may be asked of all units of a superior, or no more, since he has more units or fewer."""
    found: set[bytes] = set()
    names = before.units.keys() | after.units.keys()
    for superior in names:
        sizes = [(one.units.get(superior, 0), one.parts.get(superior, 0)) for one in (before, after)]
        if sizes[0] != sizes[1]:
            least = max(FEWEST_OF_ALL, SHARE_OF_ALL * min(size for size, _ in sizes))
            found.update(masked for masked, units in _count_units(papers, superior).items() if units >= least)
    return found


def _count_units(papers: Mapping[str, bytes], superior: str) -> Counter[bytes]:
    of_units: dict[str, set[bytes]] = {}
    for key, digests in papers.items():
        of_units.setdefault(key.rpartition("/")[0], set()).update(_split(digests))
    counted: Counter[bytes] = Counter()
    for unit, digests_of_unit in of_units.items():
        if superior in superiors_of(unit):
            counted.update(digests_of_unit)
    return counted


def _sketches_of(
    basis: Basis, papers: Mapping[str, bytes], new: Iterable[PaperRecord]
) -> tuple[set[bytes], set[bytes]]:
    """What is kept of all sentences, before and after."""
    before = set(read_sketches(basis.sketches))
    there = {one for digests in papers.values() for one in _split(digests)}
    after = {one for one in before if sketched(one) in there}
    return before, after.union(*(read_sketches(record.sketches) for record in new))


def _find_pairs(
    before: set[bytes], after: set[bytes], touched: AbstractSet[bytes]
) -> tuple[set[bytes], set[bytes], int]:
    """The pairs to be looked at again, those that are none any more, and how many more pieces are left aside."""
    sums = {number for one in before | after if sketched(one) in touched for number in sums_of(one)}
    both = set(narrow_sketches(before & after, sums))
    pairs_before, aside_before = find_pairs([*both, *narrow_sketches(before - after, sums)])
    pairs, aside_after = find_pairs([*both, *narrow_sketches(after - before, sums)])
    lost = pairs_before - pairs
    # Of a piece that is left aside now, two sentences may have others in common.
    if lost:
        members = {digest for pair in lost for digest in (pair[:DIGEST], pair[DIGEST:])}
        others = {number for one in after if sketched(one) in members for number in sums_of(one)} - sums
        lost -= find_pairs(list(narrow_sketches(after, others)))[0]
    again = {pair for pair in pairs if pair[:DIGEST] in touched or pair[DIGEST:] in touched}
    return again | (pairs - pairs_before), lost, aside_after - aside_before
