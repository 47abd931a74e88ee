"""Which two editions of a regulation are set against each other, and by which mappings."""

from __future__ import annotations

from dataclasses import dataclass

from macros.compare.selection import NotThereError
from macros.domain.regulations import AmendedFrom, Amendment, Edition, Regulation


@dataclass(frozen=True)
class Step:
    """One mapping on the way from an edition to a later one (一步对照)."""

    old: Edition
    new: Edition
    mapping: AmendedFrom

    @property
    def reviewed(self) -> bool:
        """Whether a person has read both texts."""
        return self.mapping.reviewed

    @property
    def amendments(self) -> tuple[Amendment, ...]:
        """The pairs of articles."""
        return self.mapping.amendments


@dataclass(frozen=True)
class EditionPair:
    """Two editions and the mappings between them; without a whole way `steps` is empty (对照的两个版本)."""

    old: Edition
    new: Edition
    steps: tuple[Step, ...]


def choose_editions(work: Regulation, old: int | str | None = None, new: int | str | None = None) -> EditionPair | None:
    """Two editions of a regulation: those named, else the newest two between which there is a mapping.

    Args:
        work: The regulation.
        old: Id of one edition; None for the one that the other was amended from.
        new: Id of the other edition; None for the newest that mappings lead to.

    Returns:
        The earlier edition and the later one, whatever their order in the
        call; None where there are not two.

    Raises:
        NotThereError: An edition was named that the register does not hold.
    """
    first, last = (_named(work, name) if name is not None else None for name in (old, new))
    if first is None and last is None:
        mapped = [edition for edition in work.editions if work.mapped_before(edition)]
        last = mapped[-1] if mapped else (work.editions[-1] if work.editions else None)
    if first is None and last is not None:
        first = work.mapped_before(last) or _neighbour(work, last, -1)
    if last is None and first is not None:
        reached = [edition for edition in work.editions if _way(work, first, edition)]
        last = reached[-1] if reached else _neighbour(work, first, 1)
    if first is None or last is None or first is last:
        return None
    earlier, later = sorted((first, last), key=work.editions.index)
    return EditionPair(earlier, later, _way(work, earlier, later))


def _named(work: Regulation, name: int | str) -> Edition:
    edition = work.by_id.get(str(name))
    if edition is None:
        raise NotThereError(
            f"《{work.title}》没有版本“{name}”（有的版本：{'、'.join(work.by_id)}）。改法：改正宏里的版本，或者去掉它。"
        )
    return edition


def _neighbour(work: Regulation, edition: Edition, distance: int) -> Edition | None:
    place = work.editions.index(edition) + distance
    return work.editions[place] if 0 <= place < len(work.editions) else None


def _way(work: Regulation, old: Edition, new: Edition) -> tuple[Step, ...]:
    """The mappings from one edition to the other; empty where one of them is missing."""
    steps: list[Step] = []
    edition = new
    while edition is not old:
        before = work.mapped_before(edition)
        # A mapping from further back than asked for tells nothing about what lies between.
        if before is None or edition.amended_from is None or work.editions.index(before) < work.editions.index(old):
            return ()
        steps.append(Step(before, edition, edition.amended_from))
        edition = before
    return tuple(reversed(steps))
