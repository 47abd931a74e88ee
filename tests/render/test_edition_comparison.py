from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

from macros.compare.edition_pairs import choose_editions
from macros.render.edition_comparison import edition_comparison
from macros.render.links import Links
from tests.helpers.factories import EDITION_2018, EDITION_2023, EDITION_PARTED, EDITION_STRUCK
from tests.helpers.small_papers import load, paper

HERE = Links("compare/shili.md")
CITED = "学习[示例](../regulations/shili/2018.md#art-2)和[示例](../regulations/shili/2018.md)。"
UNREVIEWED = EDITION_2023.replace("reviewed: true", "reviewed: false").replace("change: 改写, ", "")
UNMAPPED = EDITION_2023[: EDITION_2023.index("amended_from")] + EDITION_2023[EDITION_2023.index("sources:") :]


@pytest.mark.parametrize(
    ("name", "edition"),
    [
        ("mapped", EDITION_2023),
        ("unreviewed", UNREVIEWED),
        ("unmapped", UNMAPPED),
        ("struck", EDITION_STRUCK.replace("  dropped", "  added:\n    - {new: 2, note: 新设一项}\n  dropped")),
        ("parted", EDITION_PARTED),
    ],
)
def test_two_editions(name: str, edition: str, tmp_path: Path, golden: Callable[[str, str], None]) -> None:
    pages: dict[str, str | None] = {
        "reports/2022.md": paper(2022, {"w1": CITED}, head="sample: true"),
        "regulations/shili/2023.md": edition,
    }
    yearbook = load(tmp_path, pages)
    work = yearbook.regulations["shili"]
    html = edition_comparison(work, choose_editions(work), yearbook, HERE)
    ElementTree.fromstring(html)
    golden(f"render/editions-{name}.html", html)


def compared(folder: Path, then: str, now: str, edition: str = EDITION_2023) -> str:
    """Two editions whose second article became the third, with these words under them."""
    pages: dict[str, str | None] = {
        "regulations/shili/2018.md": EDITION_2018.replace("{ #art-2 }", f"{{ #art-2 }}\n\n{then}"),
        "regulations/shili/2023.md": edition.replace("{ #art-3 }", f"{{ #art-3 }}\n\n{now}"),
    }
    yearbook = load(folder, pages)
    work = yearbook.regulations["shili"]
    html = edition_comparison(work, choose_editions(work), yearbook, HERE)
    ElementTree.fromstring(html)
    return html


def test_words_of_what_changed_stand_open_on_both_sides(tmp_path: Path) -> None:
    html = compared(tmp_path, "每年教育。", "每月教育。")
    assert html.count("<p>每年教育。</p>") == html.count("<p>每月教育。</p>") == 1
    assert "<details" not in html
    assert "2018年版、2023年版的条文是本站摘要，引用以原文为准" in html


def test_words_of_what_is_unchanged_stand_once_and_are_folded(tmp_path: Path) -> None:
    same = EDITION_2023.replace("change: 改写, similarity: 0.6", "change: 未改, similarity: 1.0")
    html = compared(tmp_path, "每年教育。", "每年教育。", same)
    folded = html[html.index("<details") : html.index("</details>")]
    assert '<details class="yb-law" data-yb-print="omit"><summary>条文摘要</summary><p>每年教育。</p>' in folded
    assert html.count("每年教育。") == 1


def test_a_change_that_the_digests_do_not_show_is_told(tmp_path: Path) -> None:
    html = compared(tmp_path, "每年教育。", "每年教育。")
    assert html.count("每年教育。") == 1
    assert "摘要与新版本相同，改动的是字句" in html


def test_of_equal_words_that_nobody_has_judged_no_change_is_told(tmp_path: Path) -> None:
    html = compared(tmp_path / "a", "每年教育。", "每年教育。", UNREVIEWED)
    assert '<p class="yb-muted">摘要与新版本相同</p>' in html
    official = 'text: 条文原文\nsource: {file: 甲.txt, sha256: "' + "0" * 64 + '"}'
    html = compared(tmp_path / "b", "每年教育。", "每年教育。", UNREVIEWED.replace("text: 本站摘要", official))
    assert '<p class="yb-muted">条文与新版本相同</p>' in html


def test_words_of_an_article_that_was_parted_stand_once(tmp_path: Path) -> None:
    html = compared(tmp_path, "每年教育。", "每月教育。", EDITION_PARTED)
    assert html.count("每年教育。") == 1


def test_a_single_edition_says_what_would_be_here(tmp_path: Path) -> None:
    work = load(tmp_path, {}).regulations["shili"]
    assert "没有两个可以对照的版本" in edition_comparison(work, None, load(tmp_path, {}), HERE)
