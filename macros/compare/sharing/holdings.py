"""Who has a sentence, and since when: of those who had it later, from whom they may have it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from macros.compare.copying.matches import CopyKind
from macros.compare.copying.papers import Wording
from macros.compare.sharing.records import Place, Told
from macros.compare.wording import closeness

#: What so many of the units under one superior have is asked of them all: at least so many, and at least this share.
FEWEST_OF_ALL, SHARE_OF_ALL = 5, 1 / 3
#: Who has a sentence: each unit's first telling of it with the same figures, the oldest first.
Holding = tuple[Told, ...]


class Link(NamedTuple):
    """A unit's first telling of a sentence, and where it may be from (雷同句).

    Attributes:
        masked: The digest of its masked words.
        here: Where it stands.
        there: The older telling.
        here_text: Its words.
        there_text: The words of the older.
        kind: How they stand there: the place among `CopyKind`.
        similarity: Share of the words that stand in both, 0 to 1.
        others: How many more units had it by then.
        by: What it was found by: the digest of the masked words, or of both where they are nearly the same.
    """

    masked: bytes
    here: Place
    there: Place
    here_text: str
    there_text: str
    kind: int
    similarity: float
    others: int
    by: bytes


class CommonText(NamedTuple):
    """A sentence that the units have from above, or that is asked of them all (统一的要求).

    Attributes:
        there: The oldest telling: the superior's, where it is from above.
        text: Its words.
        is_above: Whether it stands in a paper of the superior.
        superior: The folder of the superior.
        units: How many of its units have it.
        of: How many units it has.
        masked: The digest of its masked words.
    """

    there: Place
    text: str
    is_above: bool
    superior: str
    units: int
    of: int
    masked: bytes


class Own(NamedTuple):
    """A unit that has an older wording of a sentence itself, which it so has from nobody; `by` holds both digests."""

    unit: str
    masked: bytes
    by: bytes


@dataclass(frozen=True)
class Sizes:
    """How many each superior has below him (下辖单位数), by his folder.

    Attributes:
        units: Units, those of superiors under him among them.
        parts: Units and superiors that are directly under him.
    """

    units: Mapping[str, int]
    parts: Mapping[str, int]

    @classmethod
    def of(cls, units: Iterable[str]) -> Sizes:
        """Counted by the folders of all units."""
        known = {unit for unit in units if unit}
        above = {unit: list(superiors_of(unit)) for unit in known}
        parts = known.union(*above.values()) - {""}
        return cls(
            Counter(superior for found in above.values() for superior in found),
            Counter(superior_of(part) for part in parts),
        )

    def find_all(self, units: Iterable[str]) -> set[str]:
        """The superiors as good as all of whose units are among some: enough of all, and in enough parts.

        What the units of one county have is asked by that county, however many they are beside those of the others.
        """
        among: dict[str, set[str]] = {}
        parts: dict[str, set[str]] = {}
        for unit in units:
            for superior in superiors_of(unit):
                among.setdefault(superior, set()).add(unit)
            parts.setdefault(superior_of(unit), set()).add(unit)
        # The lowest first, since of a superior it is counted whether his own units have it.
        for superior in sorted(among, key=_depth, reverse=True):
            if superior and self._is_share(len(among[superior]), self.units.get(superior, 0)):
                parts.setdefault(superior_of(superior), set()).add(superior)
        return {
            superior
            for superior, found in among.items()
            if len(found) >= FEWEST_OF_ALL
            and self._is_share(len(found), self.units.get(superior, 0))
            and self._is_spread(len(parts.get(superior, ())), self.parts.get(superior, 0))
        }

    def _is_share(self, count: int, of: int) -> bool:
        return count >= SHARE_OF_ALL * of

    def _is_spread(self, count: int, of: int) -> bool:
        return self._is_share(count, of) and count >= min(2, of)


def superior_of(unit: str) -> str:
    """The folder in which a unit's folder stands, or what those of its county begin with on a site of several."""
    folder, _, own = unit.rpartition("/")
    county, is_of_county, _ = own.partition("-")
    return f"{folder}/{county}".removeprefix("/") if is_of_county else folder


def superiors_of(unit: str) -> Iterator[str]:
    """Yield all above a unit, the nearest first and the top folder last."""
    while unit:
        unit = superior_of(unit)
        yield unit


def is_above(unit: str, other: str) -> bool:
    """Whether a unit is above another by their folders."""
    return unit in superiors_of(other)


def _depth(folder: str) -> int:
    return sum(1 for _ in superiors_of(folder))


def hold(told: Iterable[Told]) -> dict[bytes, Holding]:
    """Who has which sentence.

    Args:
        told: Tellings, those of the same masked words all among them.

    Returns:
        By the digest of the masked words each unit's first telling with the same figures, the oldest first.
    """
    found: dict[bytes, list[Told]] = {}
    for one in told:
        found.setdefault(one.masked, []).append(one)
    return {masked: _firsts(few) for masked, few in found.items()}


def _firsts(told: list[Told]) -> Holding:
    if len(told) == 1:
        return (told[0],)
    firsts: dict[tuple[str, bytes], Told] = {}
    for one in sorted(told, key=_age):
        firsts.setdefault((one.place.unit, one.folded), one)
    return tuple(firsts.values())


def first_of_units(holding: Holding) -> list[Told]:
    """The first telling of each unit, the oldest first."""
    firsts: dict[str, Told] = {}
    for one in holding:
        firsts.setdefault(one.place.unit, one)
    return list(firsts.values())


def _age(told: Told) -> Place:
    return told.place


def find_common(holding: Holding, sizes: Sizes) -> dict[str, CommonText]:
    """The superiors under whom a sentence is no unit's own, by folder.

    Args:
        holding: Who has it.
        sizes: How many units each superior has.
    """
    below: dict[str, list[Told]] = {}
    for one in first_of_units(holding):
        for superior in superiors_of(one.place.unit):
            below.setdefault(superior, []).append(one)
    all_have_it = sizes.find_all(one.place.unit for one in below.get("", ()))
    found: dict[str, CommonText] = {}
    for superior in sorted(below, key=_depth):
        units = below[superior]
        above = next((one for one in holding if _asks(one, superior, units[0])), None)
        if above or superior in all_have_it:
            first, of = above or units[0], sizes.units.get(superior, len(units))
            found[superior] = CommonText(
                first.place, first.text, above is not None, superior, len(units), of, first.masked
            )
    return found


def is_common(unit: str, common: Mapping[str, CommonText]) -> bool:
    """Whether a sentence is asked of a unit by any above it."""
    return any(superior in common for superior in superiors_of(unit))


def list_common(common: Mapping[str, CommonText]) -> Iterator[CommonText]:
    """Yield what is told of a sentence: who has it from one far above is not told of for each superior between."""
    for superior, one in common.items():
        if not any(other.there == one.there or not one.is_above for other in _above(superior, common)):
            yield one


def _above(superior: str, common: Mapping[str, CommonText]) -> list[CommonText]:
    return [common[other] for other in superiors_of(superior) if other in common]


def _asks(one: Told, superior: str, first: Told) -> bool:
    """Whether a telling is a superior's, and no summary of what the units had told before."""
    unit = one.place.unit
    return (unit == superior or is_above(unit, superior)) and one.place.year <= first.place.year


def link_same(holding: Holding, common: Mapping[str, CommonText]) -> Iterator[Link]:
    """Yield from whom those have a sentence who had it later, word for word or but for its figures.

    Args:
        holding: Who has it.
        common: What `find_common` says of it.
    """
    for one in first_of_units(holding)[1:]:
        if is_common(one.place.unit, common):
            continue
        older = find_sources(one, holding)
        if older:
            source = next((other for other in older if other.folded == one.folded), older[0])
            kind = CopyKind.EXACT if source.folded == one.folded else CopyKind.FIGURES
            yield make_link(one, source, kind, older, one.masked)


def find_sources(one: Told, holding: Holding) -> list[Told]:
    """The tellings that a unit may have its own from, the oldest first: up to its year, of units that had it before."""
    mine = one.place
    unit = mine.unit
    before = {other.place.unit for other in holding if other.place < mine} - {unit}
    before = {folder for folder in before if not is_above(unit, folder)}
    return [
        other
        for other in holding
        if other.place.year <= mine.year and other.place.unit in before and not mine.is_surely_before(other.place)
    ]


def make_link(one: Told, source: Told, kind: CopyKind, older: Iterable[Told], by: bytes) -> Link:
    """What is told of two tellings."""
    score = 1.0 if kind is CopyKind.EXACT else closeness(Wording(source.text).folded, Wording(one.text).folded)
    others, code = len({told.place.unit for told in older}) - 1, list(CopyKind).index(kind)
    return Link(one.masked, one.place, source.place, one.text, source.text, code, score, others, by)
