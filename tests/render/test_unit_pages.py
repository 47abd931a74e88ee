"""What pages say of units beside one another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

import pytest

from macros.compare.wording import as_name
from macros.corpus import load_yearbook
from macros.domain.forms import FormMapping
from macros.domain.yearbook import Yearbook
from macros.render import overview
from macros.render.links import Links
from macros.render.matrix import NO_PAPERS, MatrixRow, matrix
from macros.render.report_page import report_path
from macros.render.unit_shown import unit_shown
from macros.render.units import common_problems as problems
from macros.render.units import unit_list
from macros.render.units.common_problems import common_list, common_problems
from macros.render.units.unit_list import ledgers_by_unit, unit_papers
from macros.render.units.unit_measures import measures_by_unit
from macros.render.units.unit_numbers import county_numbers, overdue_by_unit
from macros.render.units.unit_tables import duties_by_unit, indicators_by_unit, topics_by_unit
from scripts.bench.made_up_county import LAST_YEAR, write_county
from tests.helpers.factories import write_pages

HOME, TODAY = Links("index.md"), date(LAST_YEAR + 1, 11, 30)
EMPTY = Yearbook()


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Yearbook:
    docs = tmp_path_factory.mktemp("county") / "docs"
    write_pages(docs, {"reports/2023.md": None, "ledger/2023.md": None, "units/jiadong.md": "# 甲东 { #jiadong }\n"})
    write_county(docs, 6, years=2, ledgers=2)
    return load_yearbook(docs)


FRAGMENTS: dict[str, Callable[[Yearbook], str]] = {
    "units": lambda book: unit_list.unit_list(book, HOME),
    "unit_papers": lambda book: unit_papers(book, "jiadong", HOME, TODAY, "甲东乡党委"),
    "county_numbers": lambda book: county_numbers(book, HOME, TODAY),
    "overdue_by_unit": lambda book: overdue_by_unit(book, HOME, TODAY, 3),
    "common_problems": lambda book: common_problems(book, HOME, TODAY),
    "common_list": lambda book: common_list(book, HOME, TODAY, 2),
    "units_measures": lambda book: measures_by_unit(book, HOME, TODAY),
    "units_duties": lambda book: duties_by_unit(book, HOME, TODAY),
    "units_topics": lambda book: topics_by_unit(book, HOME),
    "units_indicators": lambda book: indicators_by_unit(book, HOME),
    "ledgers_by_unit": lambda book: ledgers_by_unit(book, HOME, TODAY),
}


@pytest.mark.parametrize("name", FRAGMENTS)
def test_fragments_of_units_are_as_they_are_kept(
    county: Yearbook, golden: Callable[[str, str], None], name: str
) -> None:
    html = FRAGMENTS[name](county)
    ElementTree.fromstring(f"<div>{html}</div>")
    golden(f"render/units/{name}.html", html + "\n")


@pytest.mark.parametrize("name", FRAGMENTS)
def test_a_site_without_papers_says_what_would_be_here(name: str) -> None:
    html = FRAGMENTS[name](EMPTY)
    ElementTree.fromstring(f"<div>{html}</div>")
    assert "yb-empty" in html or name == "county_numbers"


def test_of_many_units_overviews_list_units_and_no_papers(county: Yearbook) -> None:
    for html in (overview.report_list(county, HOME), overview.ledger_list(county, HOME, TODAY)):
        assert html.count("<tr>") == 1 + len(county.units)


def test_of_many_units_the_forms_are_still_led_to(county: Yearbook) -> None:
    html = overview.ledger_list(replace(county, forms=(FormMapping("情况表", ()),)), HOME, TODAY)
    assert 'href="forms.html"' in html


def test_of_very_many_units_each_letter_opens_by_itself(county: Yearbook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unit_list, "MOST_ON_A_PAGE", 5)
    html = unit_list.unit_list(county, HOME)
    assert "<table" not in html
    assert html.count("<details") == len({unit.letter for unit in county.units.values()})
    assert "<table" in unit_list.unit_list(county, HOME, "j")


def test_a_unit_leads_to_its_page_where_it_has_one(county: Yearbook) -> None:
    html = unit_list.unit_list(county, HOME)
    assert 'href="units/jiadong.html"' in html
    assert f'href="reports/jianan/{LAST_YEAR}.html"' in html or f'href="reports/jianan/{LAST_YEAR - 1}.html"' in html


def test_few_others_are_named_where_one_unit_is_shown(county: Yearbook) -> None:
    assert " 等 " not in unit_shown(county, "jiadong", HOME)


def test_what_is_computed_of_units_says_so(county: Yearbook) -> None:
    assert "推算" in common_problems(county, HOME, TODAY)
    assert "不等于没有开展" in duties_by_unit(county, HOME, TODAY)
    assert "不等于没有做" in measures_by_unit(county, HOME, TODAY)


def test_a_paper_stands_under_the_page_of_its_unit(county: Yearbook) -> None:
    own = next(report for report in county.reports.values() if report.folder == "jiadong")
    other = next(report for report in county.reports.values() if report.folder == "jianan")
    links = Links(own.path)
    assert '<a href="../../units/jiadong.html">甲东乡党委</a>' in report_path(own, county, links)
    assert "甲南乡党委 2" in report_path(other, county, links)


def test_a_table_of_more_units_than_anybody_reads_leads_to_their_groups(
    county: Yearbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unit_list, "MOST_ON_A_PAGE", 5)
    for html in (
        common_problems(county, HOME, TODAY),
        measures_by_unit(county, HOME, TODAY),
        duties_by_unit(county, HOME, TODAY),
        topics_by_unit(county, HOME),
        indicators_by_unit(county, HOME),
    ):
        assert "6 个单位太多" in html
    assert "太多" not in measures_by_unit(county, HOME, TODAY, among="j")


def test_a_table_of_many_rows_stays_a_table_on_a_phone_and_scrolls_in_itself() -> None:
    def drawn(count: int, last: str = "") -> str:
        rows = [MatrixRow(f"{number}号", (NO_PAPERS,)) for number in range(count)]
        return matrix("单位与年度", "单位", ["2023年"], rows, last=last)

    assert "yb-grid--cards" in drawn(12) and "yb-long" not in drawn(24)
    assert "yb-grid--cards" not in drawn(13) and "yb-long" in drawn(25)
    assert "yb-grid--cards" in drawn(25, "说明") and "yb-long" not in drawn(25, "说明")


def test_of_many_common_problems_those_of_most_units_open_one_by_one(
    county: Yearbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(problems, "_FIRST", 1)
    html = common_problems(county, HOME, TODAY)
    before, _, after = html.partition("个问题</summary>")
    assert before.count("<details") == 2
    assert after.count("<details") == 5
    monkeypatch.setattr(problems, "_FIRST", 5)
    assert "个问题</summary>" not in common_problems(county, HOME, TODAY)


@pytest.mark.parametrize("title", ["（一）学习教育不够深入。", "1.学习教育不够深入；", "学习教育不够深入"])
def test_a_heading_that_runs_on_names_its_problem_without_its_full_stop(title: str) -> None:
    assert as_name(title) == "学习教育不够深入"


def test_a_figure_that_is_not_exact_is_shown_so_and_no_figure_says_twice_what_its_head_says(county: Yearbook) -> None:
    book = load_about(county)
    html = indicators_by_unit(book, HOME)
    assert ">约42人次</a>" in html
    assert ">26</a>" in html


def load_about(county: Yearbook) -> Yearbook:
    """The same, of whose first unit the first figure is no exact one."""
    reports = dict(county.reports)
    paper = reports[f"jiabei/{LAST_YEAR}"]
    about = replace(paper.indicators[0], qualifier="约")
    reports[paper.key] = replace(paper, indicators=(about, *paper.indicators[1:]))
    return replace(county, reports=reports)


def test_rows_made_of_samples_are_marked_and_their_letter_is_no_part_of_what_is_saved(county: Yearbook) -> None:
    html = unit_list.unit_list(county, HOME)
    assert html.count('</span> <abbr title="示例">◇</abbr> <span class="yb-muted" data-yb-csv="omit">J</span>') == 4
    for name in ("common_problems", "units_measures", "units_duties", "units_indicators"):
        assert '</span> <abbr title="示例">◇</abbr>' in FRAGMENTS[name](county), name
    assert '</span> <abbr title="示例">◇</abbr>' in ledgers_by_unit(county, HOME, TODAY)


def test_of_units_without_ledgers_nothing_is_said_to_be_in_time(county: Yearbook) -> None:
    few = replace(county, ledgers={key: one for key, one in county.ledgers.items() if one.folder == "jiadong"})
    none = replace(county, ledgers={})
    assert "没有收到台账的 5 个单位不计在逾期里" in county_numbers(few, HOME, TODAY)
    assert "逾期</span>" not in county_numbers(none, HOME, TODAY)
    assert "没有收到台账" in overdue_by_unit(none, HOME, TODAY, 3)
