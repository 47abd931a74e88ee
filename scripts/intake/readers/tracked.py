"""Tracked changes (ECMA-376 Part 1, 17.13.5): found place by place, and undone where a person does not accept them.

What is undone becomes its opposite: text that was not to come is marked as
deleted, and text that was not to go as inserted. Whatever reads the document
then takes all changes as accepted, and counts its characters as ever.
"""

from __future__ import annotations

from collections.abc import Iterable

import lxml.etree as etree

from scripts.intake.readers.tracked_marks import Change, find_changes
from scripts.intake.readers.tracked_words import read_sentences
from scripts.intake.revisions import Revision, RevisionKind, Revisions


class TrackedChanges:
    """The tracked changes of a document and of what is embedded in it.

    Args:
        rejected: The numbers of those that are not accepted, from 1.
    """

    def __init__(self, rejected: frozenset[int] = frozenset()) -> None:
        self._rejected = rejected
        self._found: list[Revision] = []
        self._authors: set[str] = set()

    def settle(self, roots: Iterable[etree._Element]) -> None:
        """Number the changes of some parts on from those before, and undo the ones that are not accepted."""
        for change in [change for root in roots for change in find_changes(root)]:
            before, after = read_sentences(change.places, moved=change.moved)
            if str(before) == str(after) and not change.looks:
                # Nobody can tell the two apart, such as what was typed and struck out again.
                continue
            self._found.append(Revision(_kind(change), before, after))
            self._authors |= change.authors
            if len(self._found) in self._rejected:
                change.undo()

    @property
    def found(self) -> Revisions | None:
        """All that were found; None where there is none."""
        known = self._rejected & frozenset(range(1, len(self._found) + 1))
        return Revisions(tuple(self._found), len(self._authors), known) if self._found else None


def _kind(change: Change) -> RevisionKind:
    if change.moved:
        return RevisionKind.MOVED
    if change.looks:
        return RevisionKind.NUMBERED
    ways = {place.token.ways for place in change.places} & {"+", "-"}
    if len(ways) == 2:
        return RevisionKind.REPLACED
    return RevisionKind.INSERTED if "+" in ways else RevisionKind.DELETED
