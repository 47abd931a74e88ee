"""Sentences that stand side by side here and there, as one passage beside its source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from macros.compare.copying.matches import CopyKind
from macros.compare.sharing.holdings import Link, Own
from macros.compare.sharing.records import Place


@dataclass(frozen=True, order=True)
class SharedPassage:
    """What of a unit's paper stands in an older one of another unit (雷同文段).

    Attributes:
        here: Where it begins.
        there: Where it begins in the older paper.
        text: Its words.
        source_text: The words of the older paper.
        kind: How they stand there, by its code.
        similarity: Share of the words that stand in both, 0 to 1; of several sentences the least.
        sentences: How many they are.
        others: How many more units had some of it by then.
    """

    here: Place
    there: Place
    text: str
    source_text: str
    kind: str
    similarity: float
    sentences: int
    others: int

    @property
    def copy_kind(self) -> CopyKind:
        """How they stand there."""
        return next(kind for kind in CopyKind if kind.code == self.kind)


def join_passages(links: Iterable[Link], own: Iterable[Own]) -> Iterator[SharedPassage]:
    """Yield what units have from others, each sentence once, by its closest and oldest source.

    Args:
        links: All that was found of some units.
        own: Which of these sentences a unit had itself before, in nearly the same words.
    """
    before = {(one.unit, one.masked) for one in own}
    best: dict[Place, Link] = {}
    for link in links:
        known = best.get(link.here)
        if (known is None or _rank(link) < _rank(known)) and (link.here.unit, link.masked) not in before:
            best[link.here] = link
    for _, group in groupby(sorted(best.values(), key=lambda link: link.here), key=lambda link: link.here[:4]):
        yield from map(_passage, _runs(group))


def _rank(link: Link) -> tuple[int, float, Place]:
    return (link.kind, -link.similarity, link.there)


def _runs(links: Iterable[Link]) -> Iterator[list[Link]]:
    """Links that follow one another here and there."""
    run: list[Link] = []
    for link in links:
        if run and not (_follows(link.here, run[-1].here) and _follows(link.there, run[-1].there)):
            yield run
            run = []
        run.append(link)
    if run:
        yield run


def _follows(place: Place, before: Place) -> bool:
    return place[:4] == before[:4] and place.number == before.number + 1


def _passage(run: list[Link]) -> SharedPassage:
    return SharedPassage(
        run[0].here,
        run[0].there,
        "".join(link.here_text for link in run),
        "".join(link.there_text for link in run),
        list(CopyKind)[max(link.kind for link in run)].code,
        round(min(link.similarity for link in run), 4),
        len(run),
        max(link.others for link in run),
    )
