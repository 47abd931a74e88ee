"""Aligns a newer text with the page that is there, so that what is still there keeps its id.

Parts are aligned by heading, items by wording; an id that a ledger or another
report names must go on meaning the same item.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from macros.domain.reports import Item, Part, Report
from scripts.changes.item_references import free_item, free_part
from scripts.intake.draft import DraftItem, DraftPart
from scripts.intake.setting import NO_HEADING

#: Below this share of common wording (0 to 1) two items are not taken for one.
_SAME_ITEM = 0.55
_CERTAIN = 2.0
_ITEM_ID = re.compile(r"[wpcmo][0-9]+")
_SAME_PART = 0.8


@dataclass(frozen=True)
class Alignment:
    """What became of the items of the page before: ids of the new, the gone and the moved (对照).

    Attributes:
        new: Items that were not there.
        gone: Ids that are not there any more.
        moved: Ids of items that stand elsewhere, `w1→p3` for one that has another id now.
        before: How many items there were; 0 where they said nothing yet.
        going_on: How many of them are still there, wherever they stand.
    """

    new: tuple[str, ...]
    gone: tuple[str, ...]
    moved: tuple[str, ...]
    before: int = field(default=0, compare=False)
    going_on: int = field(default=0, compare=False)


def align(parts: list[DraftPart], old: Report) -> Alignment:
    """Give parts their old kinds and items their old ids.

    Args:
        parts: The parts of the newer text, which are changed in place.
        old: The report that the page holds.

    Returns:
        What is new, gone and moved. Ids that are gone are not given again.
    """
    _keep_kinds(parts, old)
    pairs = dict(_pairs(parts, old))
    taken = {*old.items, *old.retired, *(part.id for part in old.parts)}
    new: list[str] = []
    moved: list[str] = []
    for part in parts:
        for item in part.items:
            before = pairs.get(id(item))
            if before and before.kind is part.kind:
                item.id = before.id
                continue
            item.id = item.id if item.known and item.id not in taken else free_item(part.kind.letter, taken)
            taken.add(item.id)
            # Under another kind of part an item needs another letter.
            (moved if before else new).append(f"{before.id}→{item.id}" if before else item.id)
    kept = {item.id for part in parts for item in part.items} | _whole(parts, old)
    gone = [name for name in old.items if name not in kept]
    going_on = len(old.items) - len(gone) + len(moved)
    # A page that was begun and says nothing yet has no items that could go on.
    there = len(old.items) if old.written else 0
    return Alignment(tuple(new), tuple(gone), (*moved, *_reordered(parts, old)), there, going_on)


def _whole(parts: list[DraftPart], old: Report) -> set[str]:
    """Parts that were, and are, their own items."""
    return {part.id for part in parts if not part.items} & set(old.items)


def _keep_kinds(parts: list[DraftPart], old: Report) -> None:
    """A kind that the clerk has set stays; ids follow the kinds, and old ones are kept."""
    by_id = {other.id: other for other in old.parts}
    candidates = [
        (
            _CERTAIN
            if part.known and by_id.get(part.id) is other
            else _ratio(part.section.heading or NO_HEADING, other.title) / 100,
            part,
            other,
        )
        for part in parts
        for other in old.parts
    ]
    matched: dict[int, Part] = {}
    used: set[str] = set()
    for score, part, other in sorted(candidates, key=lambda row: -row[0]):
        if score >= _SAME_PART and id(part) not in matched and other.id not in used:
            matched[id(part)] = other
            used.add(other.id)
            part.kind, part.doubt = other.kind, ""
    for part in parts:
        # A reworded heading: the first part of the same kind that no other has taken.
        rest = (other for other in old.parts if other.id not in used and other.kind is part.kind)
        reworded = next(rest, None) if id(part) not in matched else None
        if reworded:
            matched[id(part)] = reworded
            used.add(reworded.id)
    taken = {*(part.id for part in old.parts), *old.retired}
    for part in parts:
        before = matched.get(id(part))
        known = part.known and part.id not in taken
        part.id = before.id if before else part.id if known else free_part(part.kind.class_name, taken)
        taken.add(part.id)


def _ratio(heading: str, title: str) -> float:
    """Common wording of two headings from 0 to 100; of several alike, the one with the same mark."""
    return 100.0 if heading == title else 0.99 * fuzz.ratio(_words(heading), _words(title))


def _pairs(parts: list[DraftPart], old: Report) -> Iterator[tuple[int, Item]]:
    """Yield each newer item with the one that it was: ids that came with the text first, then best matches."""
    candidates = []
    # A part that is its own item is aligned as a part.
    items = [item for item in old.items.values() if _ITEM_ID.fullmatch(item.id)]
    for part in parts:
        for item in part.items:
            for before in items:
                known = item.known and item.id == before.id
                if (score := _CERTAIN if known else _score(item, part, before)) >= _SAME_ITEM:
                    candidates.append((score, item, before))
    found: set[int] = set()
    used: set[str] = set()
    for _, item, before in sorted(candidates, key=lambda row: -row[0]):
        if id(item) not in found and before.id not in used:
            found.add(id(item))
            used.add(before.id)
            yield id(item), before


def _score(item: DraftItem, part: DraftPart, before: Item) -> float:
    """Common wording from 0 to 1; of two alike, the one in a part of the same kind."""
    title = _ratio(item.section.heading, before.title)
    text = fuzz.ratio("\n".join(paragraph.text for paragraph in item.section.body), before.text)
    if not before.text and not item.section.body:
        text = title
    same = 0.02 if part.kind is before.kind else 0.0
    return max(0.5 * title + 0.5 * text, 0.9 * text, 0.8 * title if title >= 90 else 0.0) / 100 + same


def _reordered(parts: list[DraftPart], old: Report) -> Iterator[str]:
    """Yield ids of items that stand after one that they stood before."""
    order = {name: place for place, name in enumerate(old.items)}
    highest = -1
    for part in parts:
        for item in part.items:
            place = order.get(item.id, -1)
            if 0 <= place < highest:
                yield item.id
            highest = max(highest, place)


def _words(heading: str) -> str:
    return re.sub(r"[^\w]|^[（(]?[零〇一二三四五六七八九十百0-9]+[)）]?[、．.]?", "", heading)
