"""What a reader is told under the title of an edition, and of the register as a whole."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from macros.domain.regulations import Edition
from macros.render.links import Links
from macros.render.overview import regulation_list
from macros.render.register_pages import edition_head
from tests.helpers.factories import EDITION_2018, EDITION_2023, day, make_edition, make_work
from tests.helpers.small_papers import load

OLD = make_edition("2018", "2018-10-01", "2024-01-01")
NEW = make_edition("2023", "2024-01-01")
DOUBTED = replace(NEW, in_force=replace(NEW.in_force, verified=False))
ENDED = replace(OLD, successor="2023")


@pytest.mark.parametrize(
    ("shown", "others", "today", "told"),
    [
        (ENDED, [NEW], "2024-07-15", "这个版本已于2024年1月1日被2023年版取代，"),
        (
            replace(ENDED, superseded=replace(ENDED.in_force, value=ENDED.ends, verified=False)),
            [NEW],
            "2024-07-15",
            "这个版本已于2024年1月1日被2023年版取代（待核实），",
        ),
        (NEW, [ENDED], "2023-07-15", "这个版本自2024年1月1日起施行。"),
        (DOUBTED, [ENDED], "2023-07-15", "这个版本自2024年1月1日起施行（待核实）。"),
    ],
)
def test_a_day_that_no_text_proves_is_told_as_such(
    shown: Edition, others: list[Edition], today: str, told: str
) -> None:
    work = make_work(*sorted([shown, *others], key=lambda edition: edition.id))
    assert told in edition_head(work, shown, Links(shown.path), day(today))


def test_the_register_says_of_how_many_editions_the_words_were_held_against_no_text(tmp_path: Path) -> None:
    here, today = Links("regulations/index.md"), day("2024-07-15")
    checked = "digest: {copies: 1, on: 2024-03-01}\nsources:"
    book = load(tmp_path / "a", {"regulations/shili/2018.md": EDITION_2018.replace("sources:", checked)})
    assert "据正式文本核对过；其余 1 个版本没有与正式文本核对。" in regulation_list(book, here, today)
    html = regulation_list(load(tmp_path / "b", {}), here, today)
    assert "项。2 个版本没有与正式文本核对。" in html
    both = {"regulations/shili/2018.md": EDITION_2018, "regulations/shili/2023.md": EDITION_2023}
    book = load(tmp_path / "c", {path: text.replace("sources:", checked) for path, text in both.items()})
    assert "没有与正式文本核对" not in regulation_list(book, here, today)
