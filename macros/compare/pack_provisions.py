"""What the items of a pack cite: each provision and each practice once, in the order of first citation."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from macros.compare.pack_parts import Address, CitedPractice, CitedProvision, StudiedArticle, StudiedItem, address_of
from macros.compare.standing import Provision
from macros.domain.concepts import Concept

CONCEPTS = "regulations/concepts.md"


class CitedByItems:
    """Gathers what items cite while a pack is put together."""

    def __init__(self) -> None:
        self._provisions: dict[Address, list[tuple[Provision, StudiedItem]]] = {}
        self._practices: dict[str, list[tuple[Concept, StudiedItem]]] = {}

    def add(self, item: StudiedItem, cited: Iterable[Provision], practices: Iterable[Concept]) -> None:
        """Note what an item cites by name or by a practice, and the practices that it names."""
        for provision in cited:
            self._provisions.setdefault(address_of(provision), []).append((provision, item))
        for concept in practices:
            self._practices.setdefault(concept.id, []).append((concept, item))

    def provisions(self, show: Callable[[Provision], StudiedArticle | None]) -> tuple[CitedProvision, ...]:
        """Each provision with its number, and with the practices and the items that it is cited by.

        Args:
            show: Gives the article of a provision then and now; None where it names none.
        """
        return tuple(self._provision(place, rows, show) for place, rows in enumerate(self._provisions.values(), 1))

    def _provision(
        self,
        place: int,
        rows: Sequence[tuple[Provision, StudiedItem]],
        show: Callable[[Provision], StudiedArticle | None],
    ) -> CitedProvision:
        cited = _together([provision for provision, _ in rows])
        concepts = {provision.concept.id: provision.concept for provision, _ in rows if provision.concept}
        shown = show(cited)
        name = shown.id if shown else f"yb-pack-cited-{place}"
        return CitedProvision(place, cited, shown, name, tuple(concepts.values()), _once(item for _, item in rows))

    def practices(self, provisions: Iterable[CitedProvision]) -> Iterator[CitedPractice]:
        """Yield each practice with what it rested on.

        Args:
            provisions: All that the pack's items cite.
        """
        bases: dict[str, list[Address]] = {}
        for row in provisions:
            for concept in row.practices:
                bases.setdefault(concept.id, []).append(address_of(row.cited))
        for name, rows in self._practices.items():
            items = _once(item for _, item in rows)
            yield CitedPractice(rows[0][0], practice_id(name), tuple(bases.get(name, ())), items)


def practice_id(concept: str) -> str:
    """Where a pack shows a practice."""
    return f"yb-pack-concept-{concept}"


def _together(found: Sequence[Provision]) -> Provision:
    """The same provision, cited by papers of several days, with all that must be known of it."""
    return replace(
        found[0],
        concept=None,
        reservations=tuple(dict.fromkeys(reason for row in found for reason in row.reservations)),
        upcoming=tuple({later.key: later for row in found for later in row.upcoming}.values()),
        target=next((row.target for row in found if row.target), None),
        applied=next((row.applied for row in found if row.applied), None),
    )


def _once(items: Iterable[StudiedItem]) -> tuple[StudiedItem, ...]:
    found = {(item.report.key, item.id, item.item.line): item for item in items}
    return tuple(found.values())
