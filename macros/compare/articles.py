"""The articles of an edition as they can be listed, whether or not the site holds them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from macros.domain.numerals import to_chinese
from macros.domain.regulations import Article, Edition, TextKind

_NUMBER = re.compile(r"(?:art|part)-([0-9]+)(?:_([0-9]+))?")


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
    prefix = "part" if edition.unit == "部分" else "art"
    count = edition.count.value if isinstance(edition.count.value, int) else 0
    counted = [f"{prefix}-{number}" for number in range(1, count + 1)]
    return sorted({*counted, *edition.by_anchor, *mapped}, key=_order)


def find_place(edition: Edition, anchor: str) -> Place:
    """An article by its anchor, with the label that its number gives where the site does not hold it."""
    article = edition.by_anchor.get(anchor)
    named = _words(article, anchor, edition.unit)
    return Place(anchor, *named, held=article is not None, words=article.words if article else "")


def list_side_by_side(old: Edition, new: Edition) -> list[tuple[Place | None, Place | None]]:
    """The articles of two editions by their number alone, where no mapping says which became which."""
    sides = [{anchor: find_place(edition, anchor) for anchor in list_anchors(edition)} for edition in (old, new)]
    order = sorted({*sides[0], *sides[1]}, key=_order)
    return [(sides[0].get(anchor), sides[1].get(anchor)) for anchor in order]


def _order(anchor: str) -> tuple[int, int]:
    match = _NUMBER.match(anchor)
    return (int(match[1]), int(match[2] or 0)) if match else (0, 0)


def _words(article: Article | None, anchor: str, unit: str) -> tuple[str, str]:
    if article is not None:
        return article.label, article.topic
    number, further = _order(anchor)
    label = f"第{to_chinese(number)}{unit}" if number else anchor
    return (f"{label}之{to_chinese(further)}" if further else label), ""
