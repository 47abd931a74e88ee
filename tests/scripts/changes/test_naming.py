"""Pages are called what an office calls them."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.changes.naming import name_of_page, name_page, name_paper
from tests.helpers.factories import LEDGER, REPORT


@pytest.mark.parametrize(
    ("path", "text", "name"),
    [
        ("reports/2023.md", REPORT, "「2023年度总结（XX乡党委）」"),
        (
            "reports/2023-a.md",
            REPORT.replace("series: 年度总结", "series: 述责述廉\nperson: 某某"),
            "「2023年述责述廉（XX乡党委　某某）」",
        ),
        ("ledger/2023.md", LEDGER, "「2023年整改台账（XX乡党委）」"),
        ("study/a.md", "# 纪律学习 { #study-a }\n", "「纪律学习」"),
        ("study/b.md", "没有标题\n", "docs/study/b.md"),
        ("reports/2022.md", "---\nyear: [\n---\n\n# 甲\n", "docs/reports/2022.md"),
    ],
)
def test_page_is_called_by_what_it_says_of_itself(path: str, text: str, name: str) -> None:
    assert name_page(text, path) == name


def test_page_that_is_not_there_is_called_by_its_path(tmp_path: Path) -> None:
    assert name_of_page(tmp_path, "reports/2023.md") == "docs/reports/2023.md"


def test_paper_of_nobody_in_particular_has_no_brackets() -> None:
    assert name_paper(2023, "半年报告", "") == "2023年半年报告"
