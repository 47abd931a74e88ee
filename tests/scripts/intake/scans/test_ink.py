"""Where there is red on a page is found, and what is red is read once."""

from __future__ import annotations

from typing import Any

import pytest

from scripts.intake.scans.ink import find_red_stretches, is_read_elsewhere
from scripts.setup.needs import SCANS

pytestmark = pytest.mark.needs(SCANS)

SIDE = 32.5
INK, RED = (40, 40, 40), (40, 32, 206)


def page(*bars: tuple[int, int, int, int], color: tuple[int, int, int] = RED) -> Any:
    """A page with bars: left, top, right, bottom."""
    import numpy

    picture = numpy.full((1400, 1000, 3), 240, dtype="uint8")
    for left, top, right, bottom in bars:
        picture[top:bottom, left:right] = color
    return picture


def corners(left: int, top: int, right: int, bottom: int) -> Any:
    import numpy

    return numpy.array([[left, top], [right, top], [right, bottom], [left, bottom]], dtype="float32")


def holds(stretch: tuple[int, int, int, int], bar: tuple[int, int, int, int]) -> bool:
    return stretch[0] < bar[0] and stretch[1] < bar[1] and stretch[2] > bar[2] and stretch[3] > bar[3]


def test_signs_of_a_head_are_one_stretch_and_a_seal_is_another() -> None:
    head, seal = [(x, 100, x + 60, 160) for x in (200, 380, 560)], (600, 1000, 760, 1160)
    first, second = find_red_stretches(page(*head, seal), SIDE)
    assert all(holds(first, bar) for bar in head)
    assert first[3] < 400
    assert holds(second, seal)
    assert second[1] > 800


def test_no_stretch_lies_over_another_and_a_page_without_red_has_none() -> None:
    # The frame of the one would lie around the other.
    frame = [(100, 100, 900, 104), (100, 700, 900, 704), (100, 100, 104, 704), (896, 100, 900, 704)]
    (only,) = find_red_stretches(page(*frame, (480, 380, 520, 420)), SIDE)
    assert all(holds(only, bar) for bar in frame)
    assert find_red_stretches(page((200, 100, 800, 160), color=INK), SIDE) == []


@pytest.mark.parametrize(
    ("color", "others", "is_elsewhere"),
    [
        (RED, [(195, 95, 265, 165), (375, 95, 445, 165)], True),
        (RED, [(195, 95, 265, 165)], False),
        (RED, [], False),
        (INK, [(195, 95, 265, 165), (375, 95, 445, 165)], False),
    ],
    ids=["sign by sign", "one of two", "nowhere", "in ink"],
)
def test_what_is_read_in_colour_is_not_read_through_red_again(
    color: tuple[int, int, int], others: list[tuple[int, int, int, int]], *, is_elsewhere: bool
) -> None:
    picture = page((200, 100, 260, 160), (380, 100, 440, 160), color=color)
    line = corners(190, 90, 450, 170)
    assert is_read_elsewhere(picture, line, [corners(*one) for one in others]) is is_elsewhere
