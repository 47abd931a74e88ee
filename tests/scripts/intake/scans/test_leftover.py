"""Writing that no line covers is found by its ink; rules, seals, specks and pictures are none."""

from __future__ import annotations

from typing import Any

import pytest

from scripts.intake.scans.leftover import find_leftover
from scripts.setup.needs import SCANS

pytestmark = pytest.mark.needs(SCANS)

LINE = (100, 100, 700, 140)
RED = (32, 40, 206)


def page(*bars: tuple[int, int, int, int], color: tuple[int, int, int] = (0, 0, 0)) -> tuple[Any, list[Any]]:
    """A page with one line that is known, and with bars of ink: left, top, right, bottom."""
    import numpy

    picture = numpy.full((1000, 800, 3), 240, dtype="uint8")
    for left, top, right, bottom in (LINE, *bars):
        picture[top:bottom, left:right] = color
    left, top, right, bottom = LINE
    return picture, [numpy.array([[left, top], [right, top], [right, bottom], [left, bottom]], dtype="float32")]


def foot(left: int = 380) -> list[tuple[int, int, int, int]]:
    """A page number between its two dashes."""
    return [
        (left, 908, left + 20, 912),
        (left + 44, 900, left + 48, 920),
        (left + 40, 918, left + 52, 920),
        (left + 72, 908, left + 92, 912),
    ]


def test_page_number_that_stands_in_no_line_is_found_whole() -> None:
    (corners,) = find_leftover(*page(*foot()))
    left, top, right, bottom = corners[0][0], corners[0][1], corners[2][0], corners[2][1]
    assert 360 < left <= 380
    assert 472 <= right < 492
    assert 885 < top <= 900
    assert 920 <= bottom < 935


@pytest.mark.parametrize(
    "bars",
    [
        [],
        [(50, 500, 750, 503)],
        [(200, 400, 204, 404), (600, 700, 603, 703)],
        [(200, 400, 600, 800)],
    ],
    ids=["nothing", "a rule", "specks", "a picture"],
)
def test_what_is_no_writing_is_not_found(bars: list[tuple[int, int, int, int]]) -> None:
    assert find_leftover(*page(*bars)) == []


def test_a_seal_is_not_found() -> None:
    assert find_leftover(*page(*foot(), color=RED)) == []
