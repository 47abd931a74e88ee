"""Where the values of a line are written, so that none covers another, a point or a word at a gap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

_ABOVE, _BELOW, _TALL = 10.0, 23.0, 17.0
_TIER = 18.0
#: A line through a label is worse than a label a little further off.
_CROSSING = 2.5

Segment = tuple[float, float, float, float]


@dataclass(frozen=True)
class Box:
    """A rectangle that is taken."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether the two share any ground."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def holds(self, other: Box) -> bool:
        """Whether the other lies within."""
        return (
            self.left <= other.left
            and other.right <= self.right
            and self.top <= other.top
            and other.bottom <= self.bottom
        )

    def crosses(self, segment: Segment) -> bool:
        """Whether a line that runs to the right goes through."""
        x, y, to_x, to_y = segment
        start, end = max(x, self.left), min(to_x, self.right)
        if start >= end:
            return False
        slope = (to_y - y) / (to_x - x)
        heights = sorted((y + (start - x) * slope, y + (end - x) * slope))
        return heights[0] < self.bottom and heights[1] > self.top


@dataclass(frozen=True)
class Label:
    """A value to be written at a point; one that is needed gets its place before others."""

    x: float
    y: float
    width: float
    needed: bool


def place_labels(
    labels: Sequence[Label], taken: Sequence[Box], segments: Sequence[Segment], frame: Box
) -> list[tuple[float, float] | None]:
    """Find a place for each label near its point.

    Args:
        labels: What is to be written.
        taken: Ground that no label may cover.
        segments: Lines that a label crosses only where it is needed and has no other place.
        frame: Where labels may stand.

    Returns:
        For each label the middle of its foot; None where there is no room.
    """
    covered = list(taken)
    found: list[tuple[float, float] | None] = [None] * len(labels)
    for number in sorted(range(len(labels)), key=lambda n: (not labels[n].needed, n)):
        best = _best(labels[number], covered, segments, frame)
        if best is not None:
            covered.append(best)
            found[number] = ((best.left + best.right) / 2, best.bottom - 4)
    return found


def _best(label: Label, covered: list[Box], segments: Sequence[Segment], frame: Box) -> Box | None:
    costs: list[tuple[float, int, Box]] = []
    for number, box in enumerate(_spots(label, frame)):
        crossed = sum(box.crosses(segment) for segment in segments)
        if (crossed and not label.needed) or not frame.holds(box) or any(box.meets(other) for other in covered):
            continue
        # Every spot is a little worse than the one before.
        costs.append((number / 4 + _CROSSING * crossed, number, box))
    return min(costs, key=lambda row: row[:2])[2] if costs else None


def _spots(label: Label, frame: Box) -> list[Box]:
    spots = []
    for tier in range(8 if label.needed else 2):
        for foot in (label.y - _ABOVE - tier * _TIER, label.y + _BELOW + tier * _TIER):
            for shift in (0.0, 0.5, -0.5):
                left = label.x + (shift - 0.5) * label.width
                left = min(max(left, frame.left), frame.right - label.width)
                spots.append(Box(left, foot - _TALL + 4, left + label.width, foot + 4))
    return spots
