"""Pages are made worse in every way that is named, and always the same way."""

from __future__ import annotations

import pytest

from scripts.bench.scans.damage import DAMAGES
from scripts.setup.needs import SCANS

pytestmark = pytest.mark.needs(SCANS)


def test_every_damage_changes_a_page_but_the_first_and_does_so_again() -> None:
    from PIL import Image, ImageDraw

    page = Image.new("RGB", (240, 330), "white")
    ImageDraw.Draw(page).rectangle((40, 40, 200, 100), fill="black")
    kept = page.tobytes()
    made = {name: damage(page).tobytes() for name, damage in DAMAGES.items()}
    assert [name for name, pixels in made.items() if pixels == kept] == ["300 dpi"]
    assert {name: damage(page).tobytes() for name, damage in DAMAGES.items()} == made
