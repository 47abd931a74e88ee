"""The papers that a paper's page rests on: those of its unit, and of units joined to it by items that papers name."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from macros.corpus import load_yearbook
from macros.domain.circles import circle_of, papers_around
from macros.domain.reports import Continuation, ItemRef
from macros.domain.yearbook import Yearbook
from tests.helpers.factories import write_pages
from tests.helpers.linked_pages import REPORT, SITE, in_folder

OTHER = "dongzhen/2023"


def two_units(tmp_path: Path) -> Yearbook:
    return load_yearbook(write_pages(tmp_path / "docs", {**SITE, f"reports/{OTHER}.md": in_folder(REPORT)}))


def test_a_unit_stands_for_itself_with_the_whole_register(tmp_path: Path) -> None:
    yearbook = two_units(tmp_path)
    assert circle_of(yearbook, "dongzhen") == {"dongzhen"}
    around = papers_around(yearbook, "dongzhen")
    assert (around.reports.keys(), around.ledgers) == ({OTHER}, {})
    assert around.regulations == yearbook.regulations
    assert papers_around(yearbook, "dongzhen") is around


def test_units_of_which_one_names_items_of_the_other_are_one_circle(tmp_path: Path) -> None:
    yearbook = two_units(tmp_path)
    other = replace(yearbook.reports[OTHER], continues=(Continuation("m1", ItemRef("2023", "m1"), sure=True),))
    joined = replace(yearbook, reports={**yearbook.reports, OTHER: other})
    assert circle_of(joined, "") == circle_of(joined, "dongzhen") == {"", "dongzhen"}
    assert papers_around(joined, "dongzhen").ledgers == yearbook.ledgers


def test_what_names_nothing_that_is_there_joins_nothing(tmp_path: Path) -> None:
    yearbook = two_units(tmp_path)
    other = replace(yearbook.reports[OTHER], answers={ItemRef("1999", "m1"): "m1"})
    assert circle_of(replace(yearbook, reports={**yearbook.reports, OTHER: other}), "") == {""}
