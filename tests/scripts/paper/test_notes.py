"""The words of a link's note on paper."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from macros.corpus import load_yearbook
from scripts.paper.notes import LinkNotes
from tests.helpers.factories import EDITION_PARTED, EDITION_STRUCK, REPORT, write_pages

PAGE = "reports/2023.html"
UNREVIEWED = EDITION_STRUCK.replace("reviewed: true", "reviewed: false")
ARTICLE = "regulations/shili/2018.html#art-2"


@pytest.fixture
def notes(tmp_path: Path):
    docs = write_pages(tmp_path / "docs", {"reports/2023.md": REPORT})
    titles = {"handbook/report.html": "写一页"}

    def make(today: date = date(2024, 6, 1)) -> LinkNotes:
        return LinkNotes(load_yearbook(docs), today, lambda path: titles.get(path, ""))

    return make


def test_a_cited_article_is_told_with_title_edition_article_and_what_became_of_it(notes):
    expected = "《示例条例》2018年版第二条。所引条文已修改，现为2023年版第三条（改写）。"
    assert notes().of(ARTICLE, PAGE) == expected + "2023年版已于2023年12月19日印发，自2024年1月1日起施行"


@pytest.mark.parametrize(
    ("edition", "told"),
    [
        (EDITION_STRUCK, "所引条文已由2023年版删去，现行2023年版"),
        (
            EDITION_STRUCK.replace("reviewed: true", "reviewed: false"),
            "所引条文已由2023年版删去，现行2023年版（对应关系待核实）",
        ),
        (EDITION_PARTED, "所引条文已修改，现为2023年版第三条、第二条（拆分）"),
    ],
)
def test_an_article_that_was_struck_out_or_parted_is_told_as_such(tmp_path, edition, told):
    docs = write_pages(tmp_path / "docs", {"reports/2023.md": REPORT, "regulations/shili/2023.md": edition})
    note = LinkNotes(load_yearbook(docs), date(2024, 6, 1), lambda _: "").of(ARTICLE, "study/x.html")
    assert note == f"《示例条例》2018年版第二条。{told}"


def test_an_edition_that_still_applies_has_nothing_behind_it(notes):
    told = notes(date(2023, 12, 31)).of("regulations/shili/2018.html", "compare/x.html")
    assert told == "《示例条例》2018年版"


def test_a_page_that_is_no_report_is_told_as_of_today(notes):
    assert (
        notes().of(ARTICLE, "study/x.html") == "《示例条例》2018年版第二条。所引条文已修改，现为2023年版第三条（改写）"
    )


def test_a_concept_is_told_by_what_it_rested_on_at_the_report_s_day(notes):
    concept = "regulations/concepts.html#jiaoyu"
    assert notes().of(concept, PAGE).startswith("经常教育：《示例条例》2018年版第二条")
    assert notes().of(concept, "study/x.html").startswith("经常教育：《示例条例》2023年版")


def test_the_work_itself_is_told_by_its_title(notes):
    assert notes().of("regulations/shili/index.html", PAGE) == "《示例条例》"


@pytest.mark.parametrize("target", ["reports/2023.html#p1", "reports/2022.html#p1", "ledger/2023.html#e-2023-01"])
def test_items_and_entries_carry_their_own_names(notes, target):
    assert notes().of(target, PAGE) == ""


def test_a_local_rule_is_told_by_its_title_and_no_path(notes):
    assert notes().of("regulations/local/kaoqin.html", PAGE) == "本地制度：XX乡机关考勤制度"


def test_other_pages_are_told_by_title_and_short_address(notes):
    assert notes().of("handbook/report.html#a", PAGE) == "写一页"
    assert notes().of("gone.html", PAGE) == "gone.html"
    assert notes().of("https://www.example.cn/x", PAGE) == "https://www.example.cn/x"
