"""Where the boxes of a flow chart stand: order is given, heights are chosen so that lines run level."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean

_BETWEEN = 16.0
_LANE = 14.0
_SWEEPS = 6


@dataclass(frozen=True)
class Slot:
    """A place in a column: a box, or the passage of a line through it."""

    id: str
    column: int
    height: float


def thread(
    slots: Sequence[Slot], links: Sequence[tuple[str, str]], columns: int
) -> tuple[list[list[Slot]], list[list[Slot]]]:
    """Make a passage in every column that a line goes over.

    Args:
        slots: The boxes, in order.
        links: Ends of the lines.
        columns: How many columns there are.

    Returns:
        The slots of each column from top to bottom, and of each line from its start to its end.
    """
    by_id = {slot.id: slot for slot in slots}
    lanes: list[list[Slot]] = [[slot for slot in slots if slot.column == number] for number in range(columns)]
    ranks = _ranks(lanes, links)
    routes = []
    for number, (source, target) in enumerate(links):
        start, end = by_id[source], by_id[target]
        route = [start]
        for column in range(start.column + 1, end.column):
            passage = Slot(f"{number}@{column}", column, _LANE)
            ranks[passage.id] = ranks[source]
            lane = lanes[column]
            later = (place for place, slot in enumerate(lane) if ranks[slot.id] > ranks[source])
            lane.insert(next(later, len(lane)), passage)
            route.append(passage)
        routes.append([*route, end])
    return lanes, routes


def place(lanes: list[list[Slot]], routes: list[list[Slot]]) -> tuple[dict[str, float], float]:
    """Choose heights: every slot as near as can be to the middle of its neighbours.

    Args:
        lanes: The slots of each column, from top to bottom.
        routes: The slots of each line, from start to end.

    Returns:
        The top of each slot from 0, by id, and the lowest bottom.
    """
    before: dict[str, list[str]] = defaultdict(list)
    after: dict[str, list[str]] = defaultdict(list)
    for route in routes:
        for one, two in pairwise(route):
            after[one.id].append(two.id)
            before[two.id].append(one.id)
    centres: dict[str, float] = {}
    for lane in lanes:
        centres |= _settle(lane, [0.0] * len(lane))
    for sweep in range(_SWEEPS):
        near, order = (before, lanes) if sweep % 2 == 0 else (after, lanes[::-1])
        for lane in order:
            wishes = [fmean([centres[other] for other in near[slot.id]] or [centres[slot.id]]) for slot in lane]
            centres |= _settle(lane, wishes)
    tops = {slot.id: centres[slot.id] - slot.height / 2 for lane in lanes for slot in lane}
    first = min(tops.values(), default=0.0)
    bottoms = [tops[slot.id] + slot.height - first for lane in lanes for slot in lane]
    return {name: top - first for name, top in tops.items()}, max(bottoms, default=0.0)


def _settle(lane: list[Slot], wishes: list[float]) -> dict[str, float]:
    """The centres nearest to those wished for (least squares) that keep order and distance."""
    offsets, offset = [], 0.0
    for above, slot in zip([None, *lane], lane, strict=False):
        offset += ((above.height + slot.height) / 2 + _BETWEEN) if above else 0.0
        offsets.append(offset)
    # Pooling of neighbours that would overlap: those in one block move as one.
    blocks: list[list[float]] = []
    for wish, own in zip(wishes, offsets, strict=True):
        blocks.append([wish - own])
        while len(blocks) > 1 and fmean(blocks[-2]) > fmean(blocks[-1]):
            last = blocks.pop()
            blocks[-1] += last
    bases = [fmean(block) for block in blocks for _ in block]
    return {slot.id: base + own for slot, base, own in zip(lane, bases, offsets, strict=True)}


def _ranks(lanes: list[list[Slot]], links: Sequence[tuple[str, str]]) -> dict[str, tuple[int, ...]]:
    """Where each box's line of descent begins, from top to bottom."""
    sources: dict[str, list[str]] = defaultdict(list)
    for source, target in links:
        sources[target].append(source)
    ranks: dict[str, tuple[int, ...]] = {}
    for lane in lanes:
        last: tuple[int, ...] = ()
        for number, slot in enumerate(lane):
            known = [ranks[source] for source in sources[slot.id] if source in ranks]
            last = ranks[slot.id] = min(known) if known else (*last[:1], number)
    return ranks
