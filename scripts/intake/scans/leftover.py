"""Finds writing on a page that no line covers: what looks for lines passes over short ones, such as page numbers."""

from __future__ import annotations

from statistics import median
from typing import Any

from scripts.intake.scans.ink import find_ink, without_rules

#: The longer side, in pixels, at which it is looked for.
_LOOKED_AT = 1280
#: Darker by this than the paper around it is ink; over so many pixels the paper is told.
_DARKER, _PAPER = 56, 61
#: In heights of a line: signs so near are one stretch, which is between so low and so high, and so wide at least.
_NEAR, _LOWEST, _HIGHEST, _NARROWEST = 1.0, 0.4, 1.4, 0.4
#: What is longer is a ruled line.
_RULE = 1.6
#: The share of a stretch that is ink: less are specks, more is a picture or a bar.
_SPECKS, _SOLID = 0.06, 0.7
#: Around a line belong its accents and its shadow; around a stretch a rim, as around every line.
_RIM, _MARGIN = 0.25, 0.2


def find_leftover(picture: Any, lines: Any) -> list[Any]:
    """Find stretches of ink that have the size of writing and stand in no line.

    Args:
        picture: The page as rows of pixels in three colours (numpy), blue first.
        lines: The four corners of each line, in pixels of the page.

    Returns:
        The four corners of each stretch, from the upper left one on.
    """
    import cv2

    scale = min(1.0, _LOOKED_AT / max(picture.shape[:2]))
    small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    high = median(_height(corners) for corners in lines) * scale
    ink = without_rules(find_ink(cv2.medianBlur(small, 3), _DARKER, _PAPER), max(8, round(_RULE * high)))
    for corners in lines:
        cv2.fillPoly(ink, [_grown(corners * scale, _RIM * high).astype("int32")], 0)
    near = cv2.getStructuringElement(cv2.MORPH_RECT, (max(1, round(_NEAR * high)), max(1, round(high / 8))))
    count, _, stats, _ = cv2.connectedComponentsWithStats(cv2.morphologyEx(ink, cv2.MORPH_CLOSE, near))
    found = [
        (x, y, wide, tall)
        for x, y, wide, tall, _ in stats[1:count].tolist()
        if _LOWEST * high <= tall <= _HIGHEST * high
        and wide >= _NARROWEST * high
        and _SPECKS < (ink[y : y + tall, x : x + wide] > 0).mean() < _SOLID
    ]
    margin = _MARGIN * high
    return [_corners(*box, margin, scale, picture) for box in found]


def _height(corners: Any) -> float:
    import numpy

    return float(numpy.linalg.norm(corners[3] - corners[0]))


def _grown(corners: Any, by: float) -> Any:
    """Four corners moved away from their middle."""
    import numpy

    return corners + by * numpy.sign(corners - corners.mean(axis=0))


def _corners(x: int, y: int, wide: int, tall: int, margin: float, scale: float, picture: Any) -> Any:
    import numpy

    high, width = picture.shape[:2]
    left, right = max(0.0, (x - margin) / scale), min(width - 1.0, (x + wide + margin) / scale)
    top, bottom = max(0.0, (y - margin) / scale), min(high - 1.0, (y + tall + margin) / scale)
    return numpy.array([[left, top], [right, top], [right, bottom], [left, bottom]], dtype="float32")
