from __future__ import annotations

from pathlib import Path

from macros.corpus import load_yearbook
from macros.render import overview
from macros.render.links import Links
from tests.helpers.factories import LEDGER, REPORT, day, write_pages

HOME = Links("index.md")


def test_card_counts_items_by_kind_and_measures_that_are_over(docs: Path) -> None:
    html = overview.year_cards(load_yearbook(docs), HOME, day("2024-07-15"))
    assert '<a href="reports/2023.html">2023年</a>' in html
    assert html.count("<dd>1</dd>") == 3
    assert "台账 1 项措施，已销号或终止 0 项" in html
    assert "示例" not in html


def test_card_of_a_year_that_has_just_begun_counts_nothing(tmp_path: Path) -> None:
    head = REPORT.partition("# ")[0].replace("2023", "2024")
    page = f"{head}# 2024年总结 {{ #report-2024 }}\n\n## 一、工作 {{ #work .work }}\n"
    ledger = "---\nyear: 2024\nunit: XX乡党委\naudience: 班子\nentries: []\n---\n# 2024年整改台账 { #ledger-2024 }\n"
    yearbook = load_yearbook(write_pages(tmp_path, {"reports/2024.md": page, "ledger/2024.md": ledger}))
    html = overview.year_cards(yearbook, HOME, day("2024-07-15"))
    assert "总结还没有正文" in html
    assert "台账还没有措施" in html
    assert html.count("<dl") == 1


def test_what_is_computed_from_a_sample_says_so(tmp_path: Path) -> None:
    ledger = LEDGER.replace("audience: 班子", "audience: 班子\nsample: true")
    html = overview.year_cards(
        load_yearbook(write_pages(tmp_path, {"ledger/2023.md": ledger})), HOME, day("2024-07-15")
    )
    assert html.count("示例") == 1


def test_years_are_grouped_by_unit_where_there_are_several(tmp_path: Path) -> None:
    other = REPORT.replace("XX乡党委", "YY镇党委").replace("#report-2023", "#report-dongzhen-2023")
    other = other.replace("../regulations", "../../regulations")
    yearbook = load_yearbook(write_pages(tmp_path, {"reports/dongzhen/2023.md": other}))
    html = overview.year_cards(yearbook, HOME, day("2024-07-15"))
    assert html.index('yb-years__unit">XX乡党委') < html.index('yb-years__unit">YY镇党委')


def test_empty_site_says_what_would_be_here(tmp_path: Path) -> None:
    empty = load_yearbook(tmp_path)
    assert "本站没有年度总结" in overview.year_cards(empty, HOME, day("2024-07-15"))
    shown = overview.changed_rules(empty, HOME, day("2024-07-15"))
    assert "没有在其后修改的" in shown
    assert "法规信息核对至 （未写明）" in shown
    assert "本站没有整改台账" in overview.ledger_list(empty, HOME)
    assert "还没有登记本地制度" in overview.local_rules(empty, HOME)
