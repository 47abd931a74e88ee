"""What the numbered provisions of an edition are called, whether or not the site holds them."""

from __future__ import annotations

import re

from macros.domain.numerals import to_chinese
from macros.domain.regulations import Edition

_NUMBER = re.compile(r"(?:art|part)-([0-9]{1,4})(?:_([0-9]{1,4}))?")


def anchor_kind(unit: str) -> str:
    """What anchors begin with where provisions are called so: `part` of 部分, `art` of all others."""
    return "part" if unit == "部分" else "art"


def counted_anchors(edition: Edition) -> list[str]:
    """The anchors that the number of an edition's provisions tells; none where it is unknown."""
    count = edition.count.value if isinstance(edition.count.value, int) else 0
    return [f"{anchor_kind(edition.unit)}-{number}" for number in range(1, count + 1)]


def order_of(anchor: str) -> tuple[int, int]:
    """The number of a provision and of what was put in behind it: 31 and 1 of 第三十一条之一; 0 of what has none."""
    match = _NUMBER.fullmatch(anchor)
    return (int(match[1]), int(match[2] or 0)) if match else (0, 0)


def numbered_label(anchor: str, unit: str) -> str:
    """How a citation names a provision by the number in its anchor: 第三十一条之一; the anchor itself without one.

    Args:
        anchor: Its anchor, such as `art-31_1`.
        unit: What provisions are called: 条, 点, 项 or 部分.
    """
    number, further = order_of(anchor)
    label = f"第{to_chinese(number)}{unit}" if number else anchor
    return f"{label}之{to_chinese(further)}" if further else label


def label_of(edition: Edition, anchor: str) -> str:
    """How a citation names a provision; where the edition's page does not show it, by the number in its anchor."""
    article = edition.by_anchor.get(anchor)
    return article.label if article is not None else numbered_label(anchor, edition.unit)
