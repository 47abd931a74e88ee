"""Tables are found by their ruled lines, and what is written comes into its cell."""

from __future__ import annotations

import math
from typing import Any

import pytest

from scripts.intake.scans.grids import Grid, find_grids
from scripts.setup.needs import SCANS
from tests.helpers.scans import grid

pytestmark = pytest.mark.needs(SCANS)

#: Edges of a table, of which the middle row runs over two columns below the first and the last line is short.
ACROSS = [(100, y, 900) for y in (200, 300, 400, 500)]
DOWN = [(x, 200, 500) for x in (100, 300, 900)]
#: In the last row there is no line between the second and the third column.
SHORT = (600, 200, 400)
SEAL = (32, 40, 206)


def page(*, down: list[tuple[int, int, int]], gap: int = 0) -> Any:
    import numpy

    picture = numpy.full((1400, 1000, 3), 235, dtype="uint8")
    for left, y, right in ACROSS:
        picture[y : y + 2, left:right] = 60
    for x, top, bottom in down:
        picture[top:bottom, x : x + 2] = 60
    picture[250 : 250 + gap, 300:302] = 235
    return picture


def places(grid: Grid) -> list[tuple[int, int, int, int]]:
    return [(cell.row, cell.column, round(cell.left, -1), round(cell.top, -1)) for cell in grid.cells]  # type: ignore[misc]


EXPECTED = [
    *((0, n, x, 200) for n, x in enumerate((100, 300, 600))),
    *((1, n, x, 300) for n, x in enumerate((100, 300, 600))),
    *((2, n, x, 400) for n, x in enumerate((100, 300))),
]


def test_cells_stand_in_their_rows_and_columns_those_over_several_in_the_first() -> None:
    (found,) = find_grids(page(down=[*DOWN, SHORT]), 0.0)
    assert places(found) == EXPECTED


def test_a_line_with_a_break_is_one() -> None:
    (found,) = find_grids(page(down=[*DOWN, SHORT], gap=12), 0.0)
    assert places(found) == EXPECTED


def test_a_table_that_leans_is_found_level() -> None:
    import cv2

    turn = cv2.getRotationMatrix2D((0, 0), -2, 1.0)
    leaning = cv2.warpAffine(page(down=[*DOWN, SHORT]), turn, (1000, 1400), borderValue=(235, 235, 235))
    (found,) = find_grids(leaning, math.radians(2))
    assert places(found) == EXPECTED


def test_a_seal_over_a_line_neither_breaks_it_nor_adds_one() -> None:
    import cv2

    picture = page(down=[*DOWN, SHORT])
    seal = picture.copy()
    seal[:] = 255
    cv2.circle(seal, (600, 300), 90, SEAL, 6)
    (found,) = find_grids((picture.astype("uint16") * seal // 255).astype("uint8"), 0.0)
    assert places(found) == EXPECTED


def test_the_row_of_a_table_that_stands_last_on_a_page_is_found() -> None:
    import numpy

    picture = numpy.full((1400, 1000, 3), 235, dtype="uint8")
    for y in (1200, 1300):
        picture[y : y + 2, 100:902] = 60
    for x in (100, 300, 600, 900):
        picture[1200:1302, x : x + 2] = 60
    (found,) = find_grids(picture, 0.0)
    assert (found.rows, found.columns) == (1, 3)


def test_frames_and_rules_are_no_tables() -> None:
    assert find_grids(page(down=[]), 0.0) == ()
    assert find_grids(page(down=[(100, 200, 500), (898, 200, 500)]), 0.0) == ()


def test_ink_through_which_a_line_of_the_table_runs_is_no_writing() -> None:
    table = grid(100, 200, (200, 200), 2)
    assert table.is_ruled_over(150, 270, 250, 290)
    assert table.is_ruled_over(290, 220, 310, 240)
    assert not table.is_ruled_over(120, 220, 180, 260)
    assert not table.is_ruled_over(20, 270, 90, 290)
