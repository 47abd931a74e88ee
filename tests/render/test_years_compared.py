"""Two years side by side, what is carried over, topics: the fragments that pages show."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from macros.compare.selection import choose_pair, choose_report
from macros.domain.yearbook import Yearbook
from macros.errors import SiteError
from macros.render import carried_over, years_compared
from macros.render.dashboard import new_this_year, year_summary
from macros.render.links import Links
from macros.render.year_matrix import render_year_matrix
from tests.helpers.factories import day
from tests.helpers.small_papers import load, paper

HERE = Links("compare/2022-2023.md")
TODAY = day("2024-07-15")
TALK = "全年开展廉政谈话{}人次，对新任职干部逐个提醒。建立登记制度，谈话前有提纲、谈话后有回访，一个月内回访一次。"
CARS = "公务用车统一停放统一派遣，节假日封存钥匙，逐车登记里程和油耗。"
PAGE = "---\nrender_macros: true\n---\n\n# 对照 {{ #compare }}\n\n{{{{ compare_years({}) }}}}\n"
RULE = "学习[《示例条例》](../regulations/shili/2018.md)。"


def site(folder: Path, **pages: str | None) -> Yearbook:
    made: dict[str, str | None] = {
        "reports/2022.md": paper(
            2022, {"w1": TALK.format(45) + RULE, "w2": CARS, "p1": "督查偏软。"}, head="sample: true"
        ),
        "reports/2023.md": paper(2023, {"w1": CARS, "w2": TALK.format(56), "m1": "新建书屋一处。"}),
        "compare/2022-2023.md": PAGE.format("2022, 2023"),
    }
    return load(folder, {**made, **{name.replace("__", "/") + ".md": text for name, text in pages.items()}})


def compared(yearbook: Yearbook, folder: str = "", old: int | None = None, new: int | None = None) -> str:
    return years_compared.compare_years(choose_pair(yearbook, folder, old, new), yearbook, HERE)


def test_two_years_side_by_side(tmp_path: Path, golden: Callable[[str, str], None]) -> None:
    golden("compare/compare-years.html", compared(site(tmp_path)) + "\n")


def test_carried_over(tmp_path: Path, golden: Callable[[str, str], None]) -> None:
    yearbook = site(tmp_path)
    golden("compare/carried-over.html", carried_over.carried_over(yearbook.reports["2023"], yearbook, HERE) + "\n")


def test_topics_and_years(tmp_path: Path, golden: Callable[[str, str], None]) -> None:
    yearbook = site(tmp_path)
    golden("compare/year-matrix.html", render_year_matrix(yearbook.reports_of(""), yearbook, HERE) + "\n")


def test_where_the_result_of_a_measure_may_be_told_stands_beside_it(tmp_path: Path) -> None:
    """A measure and the work that carries it out are two items, and neither stands alone without a word."""
    promise = "修订村级小型工程管理办法，由纪委每季度抽查一次。"
    yearbook = site(
        tmp_path,
        reports__2022=paper(2022, {"w1": TALK.format(45), "m1": promise}),
        reports__2023=paper(
            2023,
            {
                "w1": TALK.format(56),
                "w2": "办法修订印发，全年抽查村级小型工程22个，纠正变更不按程序的6处，通报2次，约谈1人。",
            },
        ),
    )
    html = compared(yearbook)
    assert "结果可能写在 现状 " in html
    assert "可能是 措施 " in html
    assert "推算" in html


def test_pages_that_compare_are_listed_and_lead_to_each_other(tmp_path: Path) -> None:
    third = paper(2024, {"w1": CARS}).replace("shili/2018", "shili/2023")
    yearbook = site(tmp_path, reports__2024=third, compare__b=PAGE.format("2023, 2024"))
    listed = years_compared.comparison_list(yearbook, Links("compare/index.md"))
    assert listed.index('<a href="b.html">2023年和2024年</a>') < listed.index('href="2022-2023.html"')
    assert listed.count("示例") == 1
    html = compared(yearbook, old=2022, new=2023)
    assert '另看：<a href="b.html">2023年和2024年</a>' in html


def test_missing_year_between_is_told(tmp_path: Path) -> None:
    yearbook = site(tmp_path, reports__2023=None, reports__2025=paper(2025, {"w1": CARS}), compare__2022_2023=None)
    html = compared(yearbook)
    assert "2023、2024 年没有年度总结，对照的是相隔 3 年的两份" in html
    said = carried_over.carried_over(yearbook.reports["2025"], yearbook, HERE)
    assert "中间缺年" in said


def test_one_year_alone_says_what_would_be_here(tmp_path: Path) -> None:
    alone = {"reports__2022": None, "compare__2022-2023": None}
    yearbook = site(tmp_path, **alone)  # type: ignore[arg-type]
    assert "本站没有可以对照的两份总结" in compared(yearbook)
    report = yearbook.reports["2023"]
    assert "2023年以前没有" in carried_over.carried_over(report, yearbook, HERE)
    assert "只有一个年度的总结" in new_this_year(yearbook, "", HERE)
    assert year_summary(report, yearbook, HERE, TODAY, {}) == ""
    assert "新增" in render_year_matrix(yearbook.reports_of(""), yearbook, HERE)


def test_no_report_at_all_says_what_would_be_here(tmp_path: Path) -> None:
    yearbook = load(tmp_path, {})
    assert "本站没有可以对照的两份总结" in compared(yearbook)
    assert "本站没有年度总结" in carried_over.carried_over(None, yearbook, HERE)
    assert "本站没有年度总结" in render_year_matrix((), yearbook, HERE)
    assert "没有两年对照页" in years_compared.comparison_list(yearbook, HERE)


def test_units_are_never_mixed(tmp_path: Path) -> None:
    other = paper(2022, {"w1": "别处的话。"}, name="dongzhen-2022").replace("XX乡党委", "YY镇党委")
    later = paper(2023, {"w1": "别处的话，又一年。"}, name="dongzhen-2023").replace("XX乡党委", "YY镇党委")
    pages = {"reports__dongzhen__2022": other, "reports__dongzhen__2023": later}
    yearbook = site(tmp_path, **pages)
    assert "别处" not in compared(yearbook)
    assert "又一年" in compared(yearbook, "dongzhen")
    assert "廉政谈话" not in compared(yearbook, "dongzhen")


def test_paper_of_headings_alone_is_not_compared(tmp_path: Path) -> None:
    empty = "---\nyear: 2023\nunit: XX乡党委\nseries: 年度总结\nperiod: 2023\nas_of: 2023-12-31\naudience: 机关\n---\n"
    empty += "# 2023年总结 { #report-2023 }\n\n## 一、工作 { #work .work }\n\n## 二、问题 { #problem .problem }\n"
    html = compared(site(tmp_path, reports__2023=empty))
    assert "2023年</a>还没有正文，写好以后，两年的对照列在此处" in html
    assert not re.search("[0-9] 条|把握|新增|未再出现", html)


def test_year_that_has_just_begun_takes_no_place_until_it_says_something(tmp_path: Path) -> None:
    empty = "---\nyear: 2024\nunit: XX乡党委\nseries: 年度总结\nperiod: 2024\nas_of: 2024-12-31\naudience: 机关\n---\n"
    empty += "# 2024年总结 { #report-2024 }\n\n## 一、工作 { #work .work }\n"
    yearbook = site(tmp_path, reports__2024=empty)
    newest, pair = choose_report(yearbook, ""), choose_pair(yearbook, "")
    assert newest is not None
    assert pair is not None
    assert (newest.year, [paper.year for paper in pair]) == (2023, [2022, 2023])
    assert "2024年" not in new_this_year(yearbook, "", HERE)
    named = choose_pair(yearbook, "", new=2024)
    assert named is not None
    assert [paper.year for paper in named] == [2023, 2024]


def test_year_that_is_not_there_is_told_with_those_that_are(tmp_path: Path) -> None:
    yearbook = site(tmp_path)
    with pytest.raises(SiteError, match=r"没有 2019 年的年度总结（有的年度：2022、2023）"):
        choose_report(yearbook, "", 2019)
    with pytest.raises(SiteError, match=r"没有 2019 年的年度总结"):
        choose_pair(yearbook, "", 2019, 2023)


def test_pair_is_put_in_order_of_time(tmp_path: Path) -> None:
    yearbook = site(tmp_path)
    pair = choose_pair(yearbook, "", 2023, 2022)
    assert pair is not None
    assert [paper.year for paper in pair] == [2022, 2023]
    for new in (2023, None):
        with pytest.raises(SiteError, match="两个年度都是 2023"):
            choose_pair(yearbook, "", 2023, new)


def test_year_page_sums_up_only_where_a_page_compares(tmp_path: Path) -> None:
    yearbook = site(tmp_path)
    said = year_summary(yearbook.reports["2023"], yearbook, Links("reports/2023.md"), TODAY, {})
    assert '<a href="../compare/2022-2023.html">新增 1 条、改写 1 条、沿用 1 条、未再出现 1 条</a>' in said
    assert "示例" in said
    assert year_summary(yearbook.reports["2022"], yearbook, HERE, TODAY, {}) == ""


def test_hostile_words_stay_words(tmp_path: Path) -> None:
    text = "坚持<script>alert(1)</script>的“{{ x }}”不动摇，逐件登记逐件回访逐件销号。"
    pages = {
        "reports__2022": paper(2022, {"w1": text}),
        "reports__2023": paper(2023, {"w1": text.replace("逐件登记", "逐人登记")}),
    }
    yearbook = site(tmp_path, **pages)
    html = compared(yearbook) + carried_over.carried_over(yearbook.reports["2023"], yearbook, HERE)
    assert "<script" not in html
    assert "&lt;script&gt;" in html
