from __future__ import annotations

from pathlib import Path

from macros.compare.bases import find_occurrences, trace_concept
from macros.corpus import load_yearbook
from macros.domain.concepts import Basis
from tests.helpers.factories import CONCEPTS, REPORT, day, write_pages


def test_concept_rests_on_the_edition_in_force_each_year(docs: Path) -> None:
    yearbook = load_yearbook(docs)
    rows = trace_concept(yearbook.concepts["jiaoyu"], yearbook, day("2024-07-15"))
    assert [(row.label, [found.name for found in row.provisions]) for row in rows] == [
        ("2023年", ["《示例条例》2018年版第二条"]),
        ("现在", ["《示例条例》2023年版"]),
    ]


def test_years_with_the_same_provision_are_told_once(docs: Path) -> None:
    yearbook = load_yearbook(docs)
    rows = trace_concept(yearbook.concepts["jiaoyu"], yearbook, day("2023-12-31"))
    assert [row.label for row in rows] == ["现在"]


def test_other_provisions_stand_in_where_no_basis_was_in_force(tmp_path: Path) -> None:
    text = CONCEPTS.replace(
        "      - {to: shili/2023, verified: true}\n", "    also: [{to: shili/2023, verified: false}]\n"
    )
    yearbook = load_yearbook(write_pages(tmp_path, {"regulations/concepts.md": text}))
    (row, now) = trace_concept(yearbook.concepts["jiaoyu"], yearbook, day("2024-07-15"))
    assert (row.provisions[0].verified, now.provisions[0].verified) == (True, False)


def test_provision_without_an_edition_is_the_one_in_force(docs: Path) -> None:
    yearbook = load_yearbook(docs)
    (found,) = yearbook.applied_bases((Basis("shili", None, "", True),), day("2020-01-01"))
    assert found.edition.id == "2018"
    assert yearbook.applied_bases((Basis("shili", None, "", True),), day("2010-01-01")) == []


def test_items_that_link_to_a_concept_are_its_occurrences(tmp_path: Path) -> None:
    text = REPORT.replace("开展教育。", "开展[教育](../regulations/concepts.md#jiaoyu)。")
    yearbook = load_yearbook(write_pages(tmp_path, {"reports/2023.md": text}))
    found = find_occurrences(yearbook.concepts["jiaoyu"], yearbook)
    assert [(row.report.key, row.item.id) for row in found] == [("2023", "w1")]
