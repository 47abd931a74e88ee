from __future__ import annotations

from pathlib import Path

import pytest

from macros.compare.citation_counts import CitationCell, count_citations
from macros.compare.cited import list_citing_items
from macros.domain.yearbook import Yearbook
from tests.helpers.factories import day
from tests.helpers.small_papers import load, paper

OLD = "[《示例条例》](../regulations/shili/2018.md#art-2)"
NEW = "[《示例条例》](../regulations/shili/2023.md#art-3)"
CONCEPT = "[教育](../regulations/concepts.md#jiaoyu)"
TODAY = day("2024-07-15")


@pytest.fixture
def yearbook(tmp_path: Path) -> Yearbook:
    return load(
        tmp_path,
        {
            "reports/2021.md": paper(2021, {"w1": f"学习{OLD}，再学{OLD}。", "w2": f"开展{CONCEPT}。", "m1": f"{OLD}"}),
            "reports/2021-plan.md": paper(2021, {"m1": OLD}, series="年度任务安排", name="2021-plan"),
            "reports/2023.md": paper(2023, {"w1": "没有引用。"}),
            "reports/2024.md": paper(2024, {"w1": f"学习{NEW}，开展{CONCEPT}。"}, head="sample: true"),
        },
    )


def test_an_item_counts_once_a_year_and_by_concept_apart(yearbook: Yearbook) -> None:
    table = count_citations(yearbook, "", TODAY)
    (row,) = table.rows
    first = row.cells[0]
    assert first is not None
    assert (first.count, first.by_concept, first.shade) == (4, 1, 3)
    assert [(cited.edition.id, cited.superseded) for cited in first.editions] == [("2018", True)]
    assert row.total == 5


def test_a_year_without_papers_is_missing_and_one_without_citations_is_none(yearbook: Yearbook) -> None:
    table = count_citations(yearbook, "", TODAY)
    assert [(column.year, column.sample) for column in table.years] == [
        (2021, False), (2022, False), (2023, False), (2024, True)
    ]  # fmt: skip
    assert table.rows[0].cells[1] is None
    assert table.rows[0].cells[2] == CitationCell()


@pytest.mark.parametrize("today", ["2023-12-31", "2024-01-01"])
def test_an_edition_is_marked_from_the_day_another_one_applies(yearbook: Yearbook, today: str) -> None:
    cell = count_citations(yearbook, "", day(today)).rows[0].cells[0]
    assert cell is not None
    assert cell.editions[0].superseded is (today == "2024-01-01")


@pytest.mark.parametrize(("count", "shade"), [(0, 0), (1, 1), (2, 2), (3, 2), (4, 3), (7, 3), (8, 4), (90, 4)])
def test_shade_goes_in_steps(count: int, shade: int) -> None:
    assert CitationCell(count).shade == shade


def test_nothing_is_counted_for_another_unit_or_an_empty_site(yearbook: Yearbook) -> None:
    assert count_citations(yearbook, "dongzhen", TODAY).rows == ()
    assert count_citations(Yearbook(), "", TODAY).years == ()


def test_citing_items_come_newest_first_with_what_became_of_the_article(yearbook: Yearbook) -> None:
    rows = list_citing_items(yearbook, yearbook.regulations["shili"], "", TODAY)
    assert [(row.report.key, row.item.id) for row in rows] == [
        ("2024", "w1"), ("2021", "w1"), ("2021", "w2"), ("2021", "m1"), ("2021-plan", "m1")
    ]  # fmt: skip
    assert [place.concept is not None for place in rows[0].places] == [False, True]
    (place,) = rows[1].places
    assert place.article is not None
    assert place.article.label == "第二条"
    assert place.successor is not None
    assert place.successor.article is not None
    assert place.successor.article.label == "第三条"
    assert rows[0].places[0].successor is None
    assert list_citing_items(yearbook, yearbook.regulations["shili"], "dongzhen", TODAY) == []
