"""下一年: what would be begun is shown, and written as one change that leads on to the new paper."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.helpers.desk import DeskClient, make_desk, words_of

SUMMARY = "reports/2024.md"


@pytest.fixture
def desk(tmp_path: Path) -> DeskClient:
    return make_desk(tmp_path)


def there(desk: DeskClient) -> set[str]:
    docs = desk.desk.project.docs
    return {file.relative_to(docs).as_posix() for file in docs.rglob("*2024*")}


def test_it_shows_what_comes_over_from_the_last_year(desk: DeskClient) -> None:
    words = words_of(desk.get("/desk/next-year/"))
    assert "照 2023年度总结（XX乡党委） 开始 2024 年" in words
    assert "新建 2024年度总结（XX乡党委）" in words
    assert "加大问责" in words
    assert "docs/" not in words
    assert there(desk) == set()


def test_the_pages_are_written_together_and_lead_on_to_the_new_paper(desk: DeskClient) -> None:
    shown = desk.post("/desk/next-year/", {"of": "2023", "year": "2024"})
    assert there(desk) == set()
    found = re.search(r'action="(/desk/proposal/[^"]+)"', shown)
    assert found
    page = desk.post(found[1])
    assert "开始 2024 年：已写入 3 页。" in page
    assert "2024年度总结（XX乡党委）" in words_of(page)
    assert SUMMARY in there(desk)
    assert "这一年的页面都有了" in desk.get("/desk/next-year/?of=2023&year=2024")


@pytest.mark.parametrize(("year", "told"), [("明年", "四位数字"), ("2000", "以前没有"), ("99999", "四位数字")])
def test_a_year_that_cannot_begin_is_told_at_its_field(desk: DeskClient, year: str, told: str) -> None:
    for page in (
        desk.get(f"/desk/next-year/?of=2023&year={year}"),
        desk.post("/desk/next-year/", {"of": "2023", "year": year}),
    ):
        assert told in words_of(page)
        assert f'value="{year}"' in page
    assert there(desk) == set()


def test_years_between_are_told(desk: DeskClient) -> None:
    assert "没有 2024、2025 年的年度总结" in words_of(desk.get("/desk/next-year/?of=2023&year=2026"))


def test_a_page_with_a_fault_is_told_before_anything_is_made(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, {"ledger/2023.md": "---\nyear: 2023\n---\n\n# 台账\n"})
    words = words_of(desk.get("/desk/next-year/"))
    assert "还有错误，改好再开始" in words


def test_an_office_without_papers_is_led_to_where_they_come_in(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, {"reports/2023.md": None, "ledger/2023.md": None})
    assert "先把以前的总结放进来" in desk.get("/desk/next-year/")
