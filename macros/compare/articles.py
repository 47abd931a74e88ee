"""The articles of an edition as they can be listed, whether or not the site holds them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from macros.domain.numbered import counted_anchors, label_of, order_of
from macros.domain.regulations import Edition, TextKind


@dataclass(frozen=True)
class Place:
    """An article as one edition has it (条).

    Attributes:
        anchor: Its anchor on the edition's page.
        label: How a citation names it.
        topic: Its topic; empty where the site does not hold it.
        held: Whether the edition's page has it.
        words: What stands under it there, a paragraph a line.
    """

    anchor: str
    label: str
    topic: str
    held: bool
    words: str = ""


def list_anchors(edition: Edition, mapped: Iterable[str] = ()) -> list[str]:
    """The articles of an edition in order; a page of facts names only some, and their number tells the rest.

    Args:
        edition: The edition.
        mapped: Anchors that a mapping names, which a page of facts need not have.
    """
    if edition.text is not TextKind.FACTS:
        return [article.anchor for article in edition.articles]
    return sorted({*counted_anchors(edition), *edition.by_anchor, *mapped}, key=order_of)


def find_place(edition: Edition, anchor: str) -> Place:
    """An article by its anchor, with the label that its number gives where the site does not hold it."""
    article = edition.by_anchor.get(anchor)
    topic, words = (article.topic, article.words) if article else ("", "")
    return Place(anchor, label_of(edition, anchor), topic, held=article is not None, words=words)


def list_side_by_side(old: Edition, new: Edition) -> list[tuple[Place | None, Place | None]]:
    """The articles of two editions by their number alone, where no mapping says which became which."""
    sides = [{anchor: find_place(edition, anchor) for anchor in list_anchors(edition)} for edition in (old, new)]
    order = sorted({*sides[0], *sides[1]}, key=order_of)
    return [(sides[0].get(anchor), sides[1].get(anchor)) for anchor in order]
