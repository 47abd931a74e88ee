"""Tells ink from paper on a page of which the light may fall off, seals from print, and ruled lines from signs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

#: By this share of how red it is a seal, which is seen through red, still is darker than paper.
_SEAL = 0.5
#: From so many of a line's pixels on it is written in red, or stamped over.
_RED_SHARE, _INK_SHARE = 0.01, 0.02
_RED_BEYOND, _INK_BELOW = 60, 110
#: Less red than this on a page are specks.
_RED_ON_PAGE = 0.0005
#: Of so many pixels one is looked at to find red on a page.
_STEP = 4
#: In squares: red so near beside or below belongs to one stretch, and half as much of the paper with it.
_NEAR = (7, 3)


def find_ink(picture: Any, darker: int, around: int) -> Any:
    """Find what is darker than the paper around it, and no seal.

    Args:
        picture: Rows of pixels in three colours (numpy), blue first.
        darker: By how much it is darker at least, of 255.
        around: Over so many pixels the paper is told; an odd number.

    Returns:
        Rows of pixels, 255 where there is ink.
    """
    import cv2

    square = cv2.getStructuringElement(cv2.MORPH_RECT, (3, 3))
    blue, green, seen = cv2.split(picture)
    red = cv2.blur(seen - cv2.min(cv2.min(blue, green), seen), (5, 5))
    paper = cv2.blur(cv2.dilate(seen, square, iterations=5), (around, around))
    return ((paper.astype("int16") - seen > darker + _SEAL * red) * 255).astype("uint8")


def without_rules(ink: Any, length: int) -> Any:
    """Ink without the lines in it that are longer than a length."""
    import cv2

    wide, high = (cv2.getStructuringElement(cv2.MORPH_RECT, size) for size in ((length, 1), (1, length)))
    lines = cv2.morphologyEx(ink, cv2.MORPH_OPEN, wide) | cv2.morphologyEx(ink, cv2.MORPH_OPEN, high)
    return ink & ~cv2.dilate(lines, cv2.getStructuringElement(cv2.MORPH_RECT, (3, 3)))


def tell_inks(crop: Any) -> tuple[bool, bool]:
    """Whether a line has red in it, and whether it has ink that is not red."""
    dark = crop[:, :, 2] < _INK_BELOW
    return bool((find_red(crop) > 0).mean() > _RED_SHARE), bool(dark.mean() > _INK_SHARE)


def find_red(picture: Any) -> Any:
    """Rows of pixels, 255 where a picture is red."""
    blue, green, red = (picture[:, :, n].astype("int16") for n in range(3))
    return ((red - (blue + green) // 2 > _RED_BEYOND) * 255).astype("uint8")


def has_red(picture: Any) -> bool:
    """Whether there is so much red on a page that a seal may stand on it, or a red head."""
    return bool((find_red(picture[::_STEP, ::_STEP]) > 0).mean() > _RED_ON_PAGE)


def find_red_stretches(picture: Any, side: float) -> list[tuple[int, int, int, int]]:
    """Find where on a page there is red.

    Args:
        picture: The page as rows of pixels in three colours (numpy), blue first.
        side: Of the squares that each stretch consists of, in pixels.

    Returns:
        Left, upper, right and lower edge of each stretch in pixels, with paper around it; none lies over another.
    """
    import cv2

    red = find_red(picture[::_STEP, ::_STEP]).astype("float32")
    high, wide = picture.shape[:2]
    down, across = max(1, round(high / side)), max(1, round(wide / side))
    squares = (cv2.resize(red, (across, down), interpolation=cv2.INTER_AREA) > 0).astype("uint8")
    held = cv2.dilate(squares, cv2.getStructuringElement(cv2.MORPH_RECT, _NEAR))
    boxes = list[list[int]]()
    while True:
        count, _, stats, _ = cv2.connectedComponentsWithStats(held)
        before, boxes = boxes, stats[1:count, :4].tolist()
        if boxes == before:
            break
        for x, y, columns, rows in boxes:
            held[y : y + rows, x : x + columns] = 1
    return [
        (x * wide // across, y * high // down, (x + columns) * wide // across, (y + rows) * high // down)
        for x, y, columns, rows in boxes
    ]


def is_read_elsewhere(picture: Any, line: Any, others: Iterable[Any]) -> bool:
    """Whether a line is red all over, and all its red stands in other lines.

    Args:
        picture: The page as rows of pixels in three colours (numpy), blue first.
        line: Its four corners, in pixels of the page.
        others: Those of the other lines.
    """
    import cv2
    import numpy

    left, top, wide, high = cv2.boundingRect(line.astype("int32"))
    part = picture[top : top + high, left : left + wide].copy()
    inside = numpy.zeros(part.shape[:2], dtype="uint8")
    cv2.fillConvexPoly(inside, (line - (left, top)).astype("int32"), 255)
    if tell_inks(part[inside > 0][None]) != (True, False):
        return False
    for other in others:
        cv2.fillConvexPoly(part, (other - (left, top)).astype("int32"), (255, 255, 255))
    return not tell_inks(part[inside > 0][None])[0]


def without_red(crop: Any) -> Any:
    """A line without the seal over it: seen through red, red is paper."""
    import cv2

    return cv2.merge([crop[:, :, 2]] * 3)
