"""What pages are called in the notes of a printed page."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from macros.corpus import load_corpus
from scripts.build.search_data.page_names import make_page_names


def names(docs: Path, today: date) -> dict[str, list[str]]:
    script = make_page_names(load_corpus(docs), today)
    assert script.name == "names.js"
    return json.loads(script.text.partition("=")[2].rstrip(";\n"))  # type: ignore[no-any-return]


def test_every_page_has_a_name(docs: Path) -> None:
    found = names(docs, date(2024, 7, 15))
    pages = {path.relative_to(docs).as_posix().removesuffix(".md") for path in docs.rglob("*.md")}
    assert pages <= set(found)
    assert all(name[0] for name in found.values())


@pytest.mark.parametrize(
    ("today", "remark"), [(date(2023, 12, 31), []), (date(2024, 1, 1), ["自2024年1月1日起由2023年版取代"])]
)
def test_edition_says_what_took_its_place_once_it_has(docs: Path, today: date, remark: list[str]) -> None:
    found = names(docs, today)
    assert found["regulations/shili/2018"][1:] == remark
    assert found["regulations/shili/2018"][0].endswith("》2018年版")
    assert len(found["regulations/shili/2023"]) == 1


def test_concept_says_what_it_rests_on_that_day(docs: Path) -> None:
    place = "regulations/concepts#jiaoyu"
    assert names(docs, date(2023, 7, 1))[place] == ["概念“经常教育”", "现行依据《示例条例》2018年版第二条"]
    assert names(docs, date(2024, 7, 1))[place] == ["概念“经常教育”", "现行依据《示例条例》2023年版"]
