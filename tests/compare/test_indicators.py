from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest

from macros.compare.indicators import choose_indicator, tabulate_indicators
from macros.compare.selection import NotThereError
from macros.corpus.load import load_yearbook, parse_report
from macros.corpus.macro_calls import _KNOWN
from macros.domain.reports import Indicator, Series
from macros.domain.yearbook import Yearbook
from macros.render.indicators import indicator_table, indicator_trend
from macros.render.links import Links
from tests.helpers.factories import REPORT

BASE = parse_report(REPORT, "reports/2023.md")
HERE = Links("compare/figures.md")
Figures = dict[int, Sequence[Indicator]]


def talks(value: str, unit: str = "人次", qualifier: str | None = None, name: str = "廉政谈话") -> Indicator:
    return Indicator(name, Decimal(value), unit, "w1", qualifier)


def book(figures: Figures, *, samples: Sequence[int] = (), folder: str = "") -> Yearbook:
    """A yearbook with a summary for each of the years."""
    start = f"{folder}/" if folder else ""
    reports = [
        replace(BASE, key=f"{start}{year}", year=year, indicators=tuple(rows), sample=year in samples)
        for year, rows in figures.items()
    ]
    return Yearbook(reports={report.key: report for report in reports})


FULL: Figures = {
    2019: [talks("40", "人"), talks("3", "场", name="警示教育")],
    2020: [talks("56", qualifier="超过"), talks("4", "次", name="党 课"), talks("9", "次", name="党课")],
    2022: [talks("60"), talks("12345678.5", "万元", name="培训经费")],
    2023: [],
    2024: [talks("61", qualifier="约"), talks("5", "场", name="开展警示教育"), talks("0", "次", name="党课")],
}


@pytest.mark.parametrize(
    ("figures", "cells"),
    [
        ({}, []),
        ({2023: []}, []),
        ({2023: [talks("5")]}, ["5人次"]),
        ({2021: [talks("5")], 2023: [talks("6")]}, ["5人次", "无报告", "6人次"]),
        ({2022: [talks("5")], 2023: []}, ["5人次", "未列指标"]),
        ({2022: [], 2023: [talks("5"), talks("7")]}, ["未列指标", "5人次、7人次"]),
        ({2022: [talks("5")], 2023: [talks("6", name="党课")]}, ["未见记载", "6人次", "5人次", "未见记载"]),
        ({2022: [talks("5", name="教育")], 2023: [talks("6", name="问责")]},
         ["正文有，未列为指标", "6人次", "5人次", "正文有，未列为指标"]),
        ({2022: [talks("5", name="廉政 谈话")], 2023: [talks("6")]}, ["5人次", "6人次"]),
        ({2022: [talks("0")], 2023: [talks("-1.50", "%")]}, ["0人次", "-1.50%"]),
    ],
)  # fmt: skip
def test_every_year_has_its_figure_or_the_word_for_none(figures: Figures, cells: list[str]) -> None:
    table = tabulate_indicators(book(figures), "")
    assert [cell.text for row in table.rows for cell in row.years] == cells


@pytest.mark.parametrize(
    ("before", "now", "change"),
    [
        ([talks("40")], [talks("52")], "比上年增加12人次"),
        ([talks("40")], [talks("39.5")], "比上年减少0.5人次"),
        ([talks("40")], [talks("40.0")], "与上年持平"),
        ([talks("40")], [talks("52", qualifier="约")], "比上年约增加12人次"),
        ([talks("40", qualifier="约")], [talks("40")], "与上年大致持平"),
        ([talks("40")], [talks("52", qualifier="超过")], ""),
        ([talks("40", qualifier="余")], [talks("52")], ""),
        ([talks("40", "人")], [talks("52")], ""),
        ([talks("40"), talks("1")], [talks("52")], ""),
        ([], [talks("52")], ""),
        ([talks("40")], [], ""),
    ],
)
def test_change_is_told_only_where_two_figures_can_be_compared(
    before: list[Indicator], now: list[Indicator], change: str
) -> None:
    others = [talks("1", name="别的")]
    row = choose_indicator(tabulate_indicators(book({2022: [*before, *others], 2023: [*now, *others]}), ""), "廉政谈话")
    assert row is not None
    assert row.years[1].change == change


def test_missing_year_is_never_the_year_before() -> None:
    row = tabulate_indicators(book({2021: [talks("5")], 2023: [talks("6")]}), "").rows[0]
    assert [cell.change for cell in row.years] == ["", "", ""]


def test_changed_unit_is_noted_even_across_years_without_a_figure() -> None:
    table = tabulate_indicators(book({2019: [talks("5", "人")], 2020: [], 2022: [talks("6")], 2023: [talks("7")]}), "")
    assert table.rows[0].notes == ("2022年起单位由人改为人次，不可直接比较",)


@pytest.mark.parametrize(
    ("one", "two", "near"),
    [
        ("廉政谈话", "廉政谈话次数", True),
        ("提醒谈话", "谈话提醒", True),
        ("警示教育", "开展警示教育", True),
        ("廉政谈话", "警示教育", False),
        ("党课", "立案", False),
    ],
)
def test_alike_names_are_listed_and_never_joined(one: str, two: str, near: bool) -> None:
    figures = {2022: [talks("1", name=one)], 2023: [talks("2", name=two)]}
    table = tabulate_indicators(book(figures), "")
    assert len(table.rows) == 2
    assert bool(table.near) is near
    together = {2022: [talks("1", name=one)], 2023: [talks("1", name=one), talks("2", name=two)]}
    assert tabulate_indicators(book(together), "").near == ()


def test_units_and_other_papers_are_kept_apart() -> None:
    yearbook = book({2022: [talks("1")]}, folder="dongzhen")
    plan = replace(BASE, key="2023-plan", series=Series.PLAN, indicators=(talks("9"),))
    both = Yearbook(reports={**yearbook.reports, "2023-plan": plan})
    assert tabulate_indicators(both, "").rows == ()
    assert tabulate_indicators(both, "dongzhen").rows[0].years[0].text == "1人次"


def test_indicator_is_chosen_by_folded_name_or_by_most_years() -> None:
    table = tabulate_indicators(book(FULL), "")
    assert [row.name for row in table.rows] == ["廉政谈话", "开展警示教育", "党课", "培训经费", "警示教育"]
    most, named = choose_indicator(table, ""), choose_indicator(table, " 党　课")
    assert most and most.name == "廉政谈话"
    assert named and named.name == "党课"
    with pytest.raises(NotThereError, match="没有名为“廉政”的指标（有的指标：廉政谈话、"):
        choose_indicator(table, "廉政")
    assert choose_indicator(tabulate_indicators(Yearbook(), ""), "") is None


def test_the_check_of_pages_knows_the_names() -> None:
    yearbook = book(FULL)
    assert "党 课" in _KNOWN["IndicatorName"]({"name": "党 课", "unit": ""}, yearbook)
    assert "廉政" not in _KNOWN["IndicatorName"]({"name": "廉政", "unit": ""}, yearbook)
    assert _KNOWN["IndicatorName"]({"name": "党课", "unit": "dongzhen"}, yearbook) == []


@pytest.mark.parametrize(
    ("qualifier", "written"),
    [(None, "50人次"), ("约", "约50人次"), ("超过", "超过50人次"), ("余", "50余人次"), ("以上", "50人次以上")],
)
def test_qualifier_stands_where_a_sentence_has_it(qualifier: str | None, written: str) -> None:
    assert talks("50", qualifier=qualifier).written == written


def test_fragments(golden: Callable[[str, str], None]) -> None:
    table = tabulate_indicators(book(FULL, samples=[2022]), "")
    trend = indicator_trend(table, choose_indicator(table, "廉政谈话"), HERE)
    for name, html in (("table", indicator_table(table, HERE)), ("trend", trend)):
        assert ElementTree.fromstring(html) is not None
        assert "style=" not in html
        golden(f"compare/indicator-{name}.html", html + "\n")


def test_without_figures_the_fragments_say_how_they_come_here(docs: Path) -> None:
    table = tabulate_indicators(load_yearbook(docs), "")
    for html in (indicator_table(table, HERE), indicator_trend(table, None, HERE)):
        assert "还没有指标" in html
        assert "登记为指标" in html
        assert "<table" not in html
