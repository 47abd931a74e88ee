"""Pages are made worse in every way that is named, and always the same way; other papers are made by a number."""

from __future__ import annotations

from random import Random

import pytest

from scripts.bench.scans.damage import DAMAGES, damages, have_accident
from scripts.bench.scans.measuring import hold_against
from scripts.bench.scans.other_papers import PrintedPage, print_pages
from scripts.intake.scans.engine import PageRead
from scripts.intake.scans.pages import ScannedPage
from scripts.setup.needs import SCANS
from tests.helpers.scans import HEIGHT, WIDTH, box, page_of

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


@pytest.mark.parametrize(("printed", "errors"), [("", 0), ("—1—", 3)])
def test_a_page_number_is_no_part_of_a_text_and_what_import_wrongly_takes_for_one_is_missing(
    printed: str, errors: int
) -> None:
    lines = ["认真落实从严治党的责任", "全年组织学习教育抓好落实"]
    page = ScannedPage(1, PageRead((*page_of(lines), box("—1—", 580, 1650)), None, 0.0, 0, WIDTH, HEIGHT))
    score, told = hold_against(page, page.marks(), PrintedPage(None, "".join(lines) + printed))
    assert (score.errors, score.unmarked, len(told)) == (errors, errors, errors)
