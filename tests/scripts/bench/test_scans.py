"""Pages are made worse in every way that is named, and always the same way; other papers are made by a number."""

from __future__ import annotations

from random import Random

import pytest

from scripts.bench.scans.damage import DAMAGES, damages, have_accident
from scripts.bench.scans.other_papers import print_pages
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
    other = damages(have_accident(Random(1)))["左歪"](page).tobytes()
    assert other != made["左歪"]
    assert damages(have_accident(Random(1)))["左歪"](page).tobytes() == other


def test_other_papers_know_their_facts_and_are_the_same_by_the_same_number() -> None:
    first, again, other = (next(print_pages(seed, 1)) for seed in (1, 1, 2))
    assert (first.text, first.facts) == (again.text, again.facts)
    assert first.text != other.text
    facts = [first.text[start:end] for start, end in first.facts]
    assert facts
    assert all(fact and not set(fact) & set("，。、{}‹›") for fact in facts)
