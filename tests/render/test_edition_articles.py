"""What stands beside each article of an edition: where it came from, what became of it, who cites it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

from macros.compare.edition_citations import count_by_edition
from macros.domain.yearbook import Yearbook
from macros.render.edition_articles import article_notes, articles_bar, has_neighbours
from macros.render.edition_timeline import edition_timeline
from macros.render.links import Links
from tests.helpers.factories import EDITION_2018, EDITION_2023, EDITION_PARTED, EDITION_STRUCK, day
from tests.helpers.small_papers import load, paper

UNREVIEWED = EDITION_2023.replace("reviewed: true", "reviewed: false").replace("change: 改写, ", "")
UNMAPPED = EDITION_2023[: EDITION_2023.index("amended_from")] + EDITION_2023[EDITION_2023.index("sources:") :]
NOTED = EDITION_2023.replace("similarity: 0.6}", "similarity: 0.6, note: 增写一款}")
CITED = "学习[示例](../regulations/shili/2018.md#art-2)和[示例](../regulations/shili/2018.md)。"
TODAY = day("2024-07-15")


def book(folder: Path, newer: str, older: str = EDITION_2018, text: str = CITED) -> Yearbook:
    pages = {"reports/2022.md": paper(2022, {"w1": text}), "regulations/shili/2023.md": newer}
    return load(folder, {**pages, "regulations/shili/2018.md": older})


def notes_of(yearbook: Yearbook, edition: str) -> dict[str, str]:
    work = yearbook.regulations["shili"]
    one = work.by_id[edition]
    return dict(article_notes(work, one, yearbook, Links(one.path)))


@pytest.mark.parametrize(
    ("name", "newer"),
    [
        ("mapped", NOTED),
        ("unreviewed", UNREVIEWED),
        ("struck", EDITION_STRUCK.replace("  dropped", "  added:\n    - {new: 2, note: 新设一项}\n  dropped")),
        ("parted", EDITION_PARTED),
    ],
)
def test_notes_of_both_editions(name: str, newer: str, tmp_path: Path, golden: Callable[[str, str], None]) -> None:
    yearbook = book(tmp_path, newer)
    work = yearbook.regulations["shili"]
    told = []
    for edition in work.editions:
        told.append(articles_bar(work, edition, yearbook, Links(edition.path)))
        told += [
            f"<section><h3>{anchor}</h3>{html}</section>" for anchor, html in notes_of(yearbook, edition.id).items()
        ]
    html = "\n".join(told)
    ElementTree.fromstring(f"<div>{html}</div>")
    golden(f"render/article-notes-{name}.html", html + "\n")


def test_article_that_no_row_leads_from_is_told_as_not_found(tmp_path: Path) -> None:
    gone = EDITION_2023.replace("reviewed: true", "reviewed: false")
    gone = gone.replace("    - {old: 2, new: 3, change: 改写, similarity: 0.6}\n", "")
    assert "− 未见对应</em> 2023年版" in notes_of(book(tmp_path, gone), "2018")["art-2"]


def test_edition_without_mappings_tells_of_citations_alone(tmp_path: Path) -> None:
    yearbook = book(tmp_path, UNMAPPED)
    work = yearbook.regulations["shili"]
    assert not any(has_neighbours(work, edition) for edition in work.editions)
    notes = notes_of(yearbook, "2018")
    assert list(notes) == ["art-2"]
    assert "被 1 条引用：" in notes["art-2"]
    assert notes_of(yearbook, "2023") == {}


def test_whoever_cites_a_paragraph_cites_its_article(tmp_path: Path) -> None:
    older = EDITION_2018.rstrip() + "\n\n第一款。\n\n第二款。\n{ #art-2-2 }\n"
    yearbook = book(tmp_path, EDITION_2023, older, CITED.replace("#art-2", "#art-2-2"))
    assert '被 1 条引用：</summary><p><a href="../../reports/2022.html#w1">' in notes_of(yearbook, "2018")["art-2"]


def test_topic_that_nobody_checked_says_so(tmp_path: Path) -> None:
    newer = UNMAPPED.replace("{ #art-1 }", "{ #art-1 .unverified }")
    assert "主题未与原文核对" in notes_of(book(tmp_path, newer), "2023")["art-1"]


def test_citations_are_counted_by_edition_and_year(tmp_path: Path) -> None:
    later = "学习[示例](../regulations/shili/2023.md#art-3)，又[示例](../regulations/shili/2023.md#art-1)。"
    pages = {
        "reports/2022.md": paper(2022, {"w1": CITED, "w2": CITED}),
        "reports/2024.md": paper(2024, {"w1": later, "w2": "学习[示例](../regulations/shili/index.md)。"}),
    }
    yearbook = load(tmp_path, pages)
    matrix = count_by_edition(yearbook, yearbook.regulations["shili"])
    assert matrix.years == (2022, 2023, 2024)
    rows = [
        (row.edition and row.edition.id, [cell and cell.count for cell in row.cells], row.total) for row in matrix.rows
    ]
    assert rows == [("2018", [2, None, 0], 2), ("2023", [0, None, 1], 1), (None, [0, None, 1], 1)]


def test_line_of_time_is_to_scale_and_told_in_words(tmp_path: Path, golden: Callable[[str, str], None]) -> None:
    yearbook = book(tmp_path, EDITION_2023)
    svg = edition_timeline(yearbook.regulations["shili"], list(yearbook.reports.values()), TODAY)
    golden("render/edition-timeline.html", svg + "\n")
    tree = ElementTree.fromstring(svg)
    label = tree.get("aria-label") or ""
    assert "2018年版：2018年10月1日至2024年1月1日；2023年版：2024年1月1日起" in label
    assert "各年度报告的截止日：2022年" in label
    old, new = (node for node in tree if node.tag.endswith("rect"))
    days = [(day("2024-01-01") - day("2018-10-01")).days, (TODAY - day("2024-01-01")).days]
    widths = [float(bar.get("width", "0")) for bar in (old, new)]
    assert widths[0] / widths[1] == pytest.approx(days[0] / days[1], rel=0.01)
    assert float(new.get("x", "0")) == pytest.approx(float(old.get("x", "0")) + widths[0], abs=0.2)


@pytest.mark.parametrize("now", ["2024-07-15", "2026-11-30", "2027-01-20"])
def test_no_figure_of_the_line_of_time_stands_beyond_its_edge(tmp_path: Path, now: str) -> None:
    yearbook = book(tmp_path, EDITION_2023)
    tree = ElementTree.fromstring(edition_timeline(yearbook.regulations["shili"], (), day(now)))
    marks = [float(node.get("x", "0")) for node in tree if node.get("class") == "yb-chart__tick"]
    assert marks
    assert max(marks) + 18 <= float(tree.get("width", "0"))


def test_edition_of_which_no_beginning_is_known_has_no_bar(tmp_path: Path) -> None:
    unknown = UNMAPPED.replace(
        "in_force: {date: 2024-01-01, verified: true}", "in_force: {date: null, verified: false}"
    )
    older = EDITION_2018.replace('superseded: {date: 2024-01-01, by: "2023", verified: true}\n', "")
    yearbook = book(tmp_path, unknown, older)
    svg = edition_timeline(yearbook.regulations["shili"], list(yearbook.reports.values()), TODAY)
    assert svg.count("<rect") == 1
    assert "施行日期不详</text>" in svg
