from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

from macros.compare.edition_pairs import choose_editions
from macros.render.edition_comparison import edition_comparison
from macros.render.links import Links
from tests.helpers.factories import EDITION_2023, EDITION_PARTED, EDITION_STRUCK
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


def test_a_single_edition_says_what_would_be_here(tmp_path: Path) -> None:
    work = load(tmp_path, {}).regulations["shili"]
    assert "没有两个可以对照的版本" in edition_comparison(work, None, load(tmp_path, {}), HERE)
