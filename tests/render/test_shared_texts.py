"""The page of what units have from one another: by unit and year, both texts, and what is asked of all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from macros.domain.dates import PartialDate
from macros.domain.yearbook import Yearbook
from macros.for_many_pages import search_units
from macros.render.links import Links
from macros.render.shared_texts import shared_texts
from tests.helpers.reports import make_report

HERE = Links("compare/shared.md")
FERRY = "渡口值班室每天早晚各巡查一次，逐项登记缆绳、跳板和救生衣的情况。"
COUNTED = "全年维修路灯36盏，更换灯泡120只，夜间巡查4次，都记在值班簿上。"
CARS = "公务用车统一停放统一派遣，节假日封存钥匙，逐车登记里程和油耗。"
ASKED = "各乡镇每季度末向县里报一次渡口检查的情况，没有发现问题的也要报。"
QUOTED = f"站长说“{FERRY}”"
UNITS = {"": "县纪委", "a": "东镇党委", "b": "西镇党委", "c": "南镇党委"}


def site(*papers: tuple[str, int, str]) -> Yearbook:
    made = [
        replace(make_report(year, {"w1": ("（一）日常", text)}, key=f"{unit}/{year}".strip("/")), unit=UNITS[unit])
        for unit, year, text in papers
    ]
    return Yearbook({report.key: report for report in made})


def county() -> Yearbook:
    return site(
        ("", 2023, ASKED),
        ("a", 2022, FERRY + COUNTED),
        ("a", 2023, ASKED + CARS),
        ("b", 2022, CARS.replace("逐车", "分车")),
        ("b", 2023, ASKED + FERRY + COUNTED.replace("36", "41")),
        ("c", 2023, QUOTED + CARS.replace("节假日", "周末")),
    )


def test_passages_stand_beside_the_older_ones_and_what_is_from_above_apart(golden: Callable[[str, str], None]) -> None:
    golden("compare/shared_texts.html", shared_texts(county(), None, HERE) + "\n")


def test_another_year_can_be_asked_for_and_a_year_without_any_says_so() -> None:
    assert "3 个单位2022年的材料里，没有找到" not in (said := shared_texts(county(), 2022, HERE))
    assert "4 个单位2022年的材料里，没有找到与别的单位雷同的文字" in said


def test_site_of_one_unit_says_that_there_is_nobody_to_compare_with() -> None:
    for yearbook in (Yearbook(), site(("", 2022, FERRY), ("", 2023, FERRY))):
        assert "本站只有一个单位的材料" in shared_texts(yearbook, None, HERE)


def test_of_two_papers_of_a_year_the_day_says_which_is_older() -> None:
    yearbook = site(("a", 2023, FERRY), ("b", 2023, FERRY))
    assert "同一年，先后不明：" in shared_texts(yearbook, None, HERE)
    dated = {key: replace(paper, signed_on=PartialDate(2023, 12, 30 - number))
             for number, (key, paper) in enumerate(yearbook.reports.items())}  # fmt: skip
    said = shared_texts(Yearbook(dated), None, HERE)
    assert "同一年，先后不明：" not in said
    assert "东镇党委2023年 现状（一）</a> <strong" in said


def test_records_of_papers_are_remembered_between_builds(tmp_path: Path) -> None:
    asked = []

    def remember(name: str, report: object, find: Callable[[], object]) -> object:
        asked.append((name, report))
        return find()

    yearbook = county()
    search_units(yearbook, remember)
    assert [report for name, report in asked if name == "sharing"] == list(yearbook.reports.values())
