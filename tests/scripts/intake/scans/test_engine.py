"""A page with red on it is looked through once, and where there is red once more."""

from __future__ import annotations

import pytest

from scripts.intake.scans import engine
from scripts.setup.needs import SCANS
from tests.helpers.fake_engine import Bar, FakeEngine

pytestmark = pytest.mark.needs(SCANS)

HEAD, LINE = (300, 100, 700, 160), (100, 600, 900, 640)
RED, INK = (206, 32, 40), (30, 30, 30)


def read(monkeypatch: pytest.MonkeyPatch, through: list[Bar], in_part: list[Bar]) -> tuple[engine.PageRead, FakeEngine]:
    """A page with a red head and a line in ink, read by what finds these lines."""
    from PIL import Image, ImageDraw

    page = Image.new("RGB", (1000, 1400), "white")
    draw = ImageDraw.Draw(page)
    for left in range(HEAD[0] + 10, HEAD[2], 60):
        draw.rectangle((left, HEAD[1] + 10, left + 30, HEAD[3] - 10), fill=RED)
    for left in range(LINE[0] + 5, LINE[2], 30):
        draw.rectangle((left, LINE[1] + 8, left + 18, LINE[3] - 8), fill=INK)
    fake = FakeEngine(through, in_part)
    monkeypatch.setattr(engine, "_engine", lambda: fake)
    return engine.read_page(page), fake


#: The head in the part of the page that is cut out around it.
IN_PART = (HEAD[0] - 195, HEAD[1] - 64, HEAD[2] - 195, HEAD[3] - 64)


def test_page_with_red_is_looked_through_once_and_where_there_is_red_once_more(monkeypatch: pytest.MonkeyPatch) -> None:
    found, fake = read(monkeypatch, [LINE], [IN_PART])
    whole, part = fake.looked_at
    assert whole == (1400, 1000)
    assert part[0] < 300
    assert sorted((box.top, box.is_stamp) for box in found.boxes) == [
        (pytest.approx(HEAD[1], abs=20), True),
        (600, False),
    ]


def test_red_head_that_is_found_in_both_pictures_comes_once(monkeypatch: pytest.MonkeyPatch) -> None:
    found, _ = read(monkeypatch, [HEAD, LINE], [IN_PART])
    assert sum(box.is_stamp for box in found.boxes) == 1


def test_red_head_that_is_found_through_red_alone_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    found, _ = read(monkeypatch, [HEAD, LINE], [(0, 0, 40, 40)])
    assert sum(box.is_stamp for box in found.boxes) == 1
