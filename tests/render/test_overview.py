from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

from macros import plugin
from macros.corpus import load_yearbook
from macros.render import overview, years
from macros.render.links import Links
from tests.helpers.factories import LEDGER, REPORT, day, write_pages

HOME = Links("index.md")


def test_card_counts_items_by_kind_and_measures_that_are_over(docs: Path) -> None:
    html = years.year_cards(load_yearbook(docs), HOME, day("2024-07-15"))
    assert '<a href="reports/2023.html">2023年</a>' in html
    assert html.count('<td class="yb-num">1</td>') == 3
    assert "已办结 0/1" in html
    assert "示例" not in html


def test_card_of_a_year_that_has_just_begun_counts_nothing(tmp_path: Path) -> None:
    head = REPORT.partition("# ")[0].replace("2023", "2024")
    page = f"{head}# 2024年总结 {{ #report-2024 }}\n\n## 一、工作 {{ #work .work }}\n"
    ledger = "---\nyear: 2024\nunit: XX乡党委\naudience: 班子\nentries: []\n---\n# 2024年整改台账 { #ledger-2024 }\n"
    yearbook = load_yearbook(write_pages(tmp_path, {"reports/2024.md": page, "ledger/2024.md": ledger}))
    html = years.year_cards(yearbook, HOME, day("2024-07-15"))
    assert "总结还没有正文" in html
    assert "台账还没有措施" in html
    assert "2024年：台账还没有措施" in html


def test_what_is_computed_from_a_sample_says_so(tmp_path: Path) -> None:
    ledger = LEDGER.replace("audience: 班子", "audience: 班子\nsample: true")
    html = years.year_cards(load_yearbook(write_pages(tmp_path, {"ledger/2023.md": ledger})), HOME, day("2024-07-15"))
    assert html.count("是示例") == 1


def test_years_are_grouped_by_unit_where_there_are_several(tmp_path: Path) -> None:
    other = REPORT.replace("XX乡党委", "YY镇党委").replace("#report-2023", "#report-dongzhen-2023")
    other = other.replace("../regulations", "../../regulations")
    yearbook = load_yearbook(write_pages(tmp_path, {"reports/dongzhen/2023.md": other}))
    html = years.year_cards(yearbook, HOME, day("2024-07-15"))
    assert html.index('"label">XX乡党委') < html.index('"label">YY镇党委')


def other_series(year: int, folder: str = "") -> str:
    """An account of a person's year, in the top folder or in one of its own."""
    key = f"{folder}-{year}-account" if folder else f"{year}-account"
    text = REPORT.replace("2023", str(year)).replace(f"#report-{year}", f"#report-{key}").replace("#art-2", "")
    text = text.replace("series: 年度总结", "series: 述责述廉")
    return text.replace("../regulations", "../../regulations") if folder else text


def test_other_series_stand_on_the_card_of_their_year_and_on_one_of_their_own(tmp_path: Path) -> None:
    pages = {f"reports/{year}-account.md": other_series(year) for year in (2022, 2023)}
    html = years.year_cards(load_yearbook(write_pages(tmp_path, dict(pages))), HOME, day("2024-07-15"))
    assert '<a href="reports/2023-account.html">述责述廉</a>' in html
    assert '<th scope="row"><a href="reports/2022-account.html">2022年述责述廉</a></th>' in html
    assert html.count('<th scope="row">') == 2


def test_overviews_take_the_unit_and_the_series_that_the_site_holds(tmp_path: Path) -> None:
    pages = {f"reports/dongzhen/{year}-account.md": other_series(year, "dongzhen") for year in (2022, 2023)}
    none = dict.fromkeys(("reports/2023.md", "ledger/2023.md", "regulations/concepts.md"))
    book = load_yearbook(write_pages(tmp_path, {**none, **pages}))
    assert book.folder_of("") == "dongzhen"
    assert [paper.year for paper in book.reports_of("dongzhen")] == [2022, 2023]
    context: Any = {"yearbook_docs": str(tmp_path), "page": SimpleNamespace(url="index.html")}
    for macro in (plugin.measure_index, plugin.follow_through, plugin.compare_years):
        html = macro(context)
        assert "加大问责" in html, macro.__name__
    assert "2022年" in plugin.year_matrix(context)


def test_plan_does_not_stand_for_a_year(tmp_path: Path) -> None:
    plan = REPORT.replace("series: 年度总结", "series: 年度任务安排").replace("#report-2023", "#report-2023-plan")
    pages = {"reports/2023.md": None, "ledger/2023.md": None, "reports/2023-plan.md": plan}
    assert load_yearbook(write_pages(tmp_path, dict(pages))).reports_of("") == ()


def test_empty_site_says_what_would_be_here(tmp_path: Path) -> None:
    empty = load_yearbook(tmp_path)
    assert "本站没有年度总结" in years.year_cards(empty, HOME, day("2024-07-15"))
    shown = overview.changed_rules(empty, HOME, day("2024-07-15"))
    assert "没有在其后修改的" in shown
    assert "法规信息核对至 （未写明）" in shown
    assert "本站没有整改台账" in overview.ledger_list(empty, HOME, day("2024-07-15"))
    assert "还没有登记本地制度" in overview.local_rules(empty, HOME)
