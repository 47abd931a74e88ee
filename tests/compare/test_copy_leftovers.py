"""What was left in a paper from the one that it was made of."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from macros.compare.copying.check import check_copies
from macros.compare.copying.leftover import Leftover, LeftoverKind
from macros.compare.copying.leftovers import find_leftovers
from macros.compare.copying.meetings import known_meetings
from macros.compare.copying.place_names import find_places
from macros.domain.dates import PartialDate
from macros.domain.reports import Report
from macros.domain.yearbook import Yearbook
from tests.helpers.reports import make_report

FERRY = "渡口值班室每天早晚各巡查一次，逐项登记缆绳、跳板和救生衣的情况。"
COUNTED = "5月起维修路灯36盏，更换灯泡120只，夜间巡查4次。"
NAME, FIGURES, MEETING, POST = LeftoverKind


def leftovers(report: Report, *others: Report) -> list[Leftover]:
    yearbook = Yearbook({paper.key: paper for paper in (report, *others)})
    return list(find_leftovers(check_copies(report, yearbook), yearbook))


def found(text: str, *others: Report, item: str = "w1", year: int = 2023) -> list[tuple[LeftoverKind, str]]:
    report = make_report(year, {item: ("甲", text)})
    return [(leftover.kind, leftover.words) for leftover in leftovers(report, *others)]


def of_year(text: str, year: int = 2022) -> Report:
    return make_report(year, {"w1": ("甲", text)})


@pytest.mark.parametrize(
    ("old", "new", "item", "expected"),
    [
        (COUNTED, COUNTED, "w1", [(FIGURES, "36盏、120只、4次、5月")]),
        # What was counted anew; a rule; what is planned; no copy at all.
        (COUNTED, COUNTED.replace("36", "41"), "w1", []),
        ("进门的人逐个登记，两人以上签字才能开船。", "进门的人逐个登记，两人以上签字才能开船。", "w1", []),
        (COUNTED, COUNTED, "m1", []),
        (FERRY, COUNTED, "w1", []),
        # A year in what is copied, and one that a sentence begins with.
        (f"按照2022年的安排，{FERRY}", f"按照2022年的安排，{FERRY}", "w1", [(FIGURES, "2022年")]),
        ("", f"2022年以来，{FERRY}", "w1", [(FIGURES, "2022年以来")]),
        ("", f"2024年，{FERRY}", "m1", []),
        ("", f"与2022年相比，{FERRY}", "w1", []),
        # A day by which something is to be done, and which is over already.
        ("", f"2023年底前，{FERRY}2024年6月底前换船。", "m1", [(FIGURES, "2023年底前")]),
        ("", f"2023年6月底以前，{FERRY}", "w1", []),
    ],
)
def test_figures_and_dates_of_another_year(
    old: str, new: str, item: str, expected: list[tuple[LeftoverKind, str]]
) -> None:
    assert found(new, of_year(old), item=item) == expected


@pytest.mark.parametrize(
    ("year", "text", "words"),
    [
        (2023, "深入学习贯彻党的十九大精神，", ["党的十九大"]),
        (2023, "深入学习贯彻党的二十大精神，", []),
        (2023, "党的十九大以来，作风有了好转。", []),
        (2023, "学习贯彻党的十八大、党的十九大、党的二十大精神。", []),
        (2022, "认真落实党的十九大精神。", []),
        (2021, "认真学习宣传贯彻党的二十大精神。", ["党的二十大"]),
        (2021, "以优异成绩迎接党的二十大召开。", []),
        (2024, "全面贯彻党的二十大和二十届二中、三中全会精神，", []),
        (2025, "全面贯彻党的二十大和二十届一中、二中全会精神，", ["二十届一中全会", "二十届二中全会"]),
        (2022, "学习十九届五中全会精神。", ["十九届五中全会"]),
        (2021, "学习十九届六中全会精神。", []),
        (2023, "传达学习十九届中央纪委六次全会精神。", ["十九届中央纪委六次全会"]),
        (2023, "传达学习中央纪委二十届二次全会精神。", []),
        (2023, "召开三次全会，二十大项任务逐一落实。", []),
    ],
)
def test_meetings_that_do_not_fit_the_year(year: int, text: str, words: list[str]) -> None:
    assert found(text, year=year) == [(MEETING, word) for word in words]


def test_a_meeting_before_the_day_of_signing_is_known() -> None:
    report = make_report(2021, {"m1": ("甲", "贯彻十九届中央纪委六次全会精神。")})
    assert leftovers(report) == []
    (leftover,) = leftovers(replace(report, signed_on=PartialDate(2021, 12, 20)))
    assert leftover.why == "十九届中央纪委六次全会在2022年1月召开，是这份报告以后的事"


def test_meetings_of_a_kind_are_in_order_of_time() -> None:
    for kind in {meeting.kind for meeting in known_meetings().values()}:
        days = [meeting.first.first for meeting in known_meetings().values() if meeting.kind == kind]
        assert days == sorted(days)
        assert days[0] > date(2000, 1, 1)


def other_unit(text: str) -> Report:
    return replace(make_report(2023, {"w1": ("甲", text)}, key="dongzhen/2023"), unit="东镇党委")


def test_names_of_other_units_of_the_site() -> None:
    assert found(f"东镇{FERRY}", other_unit(WELLS)) == [(NAME, "东镇")]
    assert found(FERRY, other_unit(WELLS)) == []


WELLS = "水管员每周到井边取样，把水位写在黑板上让大家看。"


def test_figures_of_another_unit_are_told_though_others_were_changed() -> None:
    """Of its own earlier paper a unit may keep some, such as the number of its villages."""
    text = "11个村逐户清点渡口和渡船，修补渡船47只，收回欠费31.2万元，结果全部张贴公布。"
    changed = text.replace("11个", "9个")
    assert found(changed, of_year(WELLS), other_unit(text)) == [(FIGURES, "47只、31.2万元")]
    assert found(changed, of_year(text)) == []


def test_headings_are_looked_at_too() -> None:
    report = replace(make_report(2023, {"w1": ("（一）学习党的十九大精神，东镇党委带头。", FERRY)}), unit="XX乡党委")
    assert [leftover.words for leftover in leftovers(report, other_unit(WELLS))] == ["东镇", "党的十九大"]


def test_names_of_villages_in_what_is_copied_from_others() -> None:
    copied = f"到柳河村督促，{FERRY}"
    assert found(copied, of_year(WELLS), other_unit(copied)) == [(NAME, "柳河村")]
    # The unit has a village of that name, or wrote it itself.
    assert found(copied, of_year("到柳河村走访。"), other_unit(copied)) == []
    assert found(copied, of_year(WELLS)) == []


def test_names_of_superiors_that_no_other_paper_has() -> None:
    assert found("按照东山县委部署，抓紧落实。", of_year("按照西岭县委部署，抓紧落实。")) == [(NAME, "东山县")]
    assert found("按照东山县委部署，抓紧落实。", of_year("按照东山县委要求，抓紧落实。")) == []
    # Nobody can tell where the unit has written nothing else.
    assert found("按照东山县委部署，抓紧落实。") == []


def test_name_that_was_changed_elsewhere_and_not_here() -> None:
    old = of_year(f"在柳河村，{FERRY}还请柳河村的人一起看。")
    assert found(f"在石桥村，{FERRY}还请柳河村的人一起看。", old) == [(NAME, "柳河村")]


@pytest.mark.parametrize(
    ("unit", "text", "words"),
    [
        ("XX乡党委", "镇党委书记带头讲党课，乡党委书记作总结。", ["镇党委书记"]),
        ("XX乡党委", "党组书记带头，党委书记也来，各乡镇党委书记列席。", ["党组书记"]),
        ("XX街道党工委", "镇长和党委委员都到场。", ["镇长", "党委委员"]),
        ("XX局党组", "党工委书记讲话。", ["党工委书记"]),
        ("某机关", "镇长讲话。", []),
        # The body itself is another's name, and no post.
        ("XX镇党委", "乡党委管理不够，县、乡镇党委都要管。", []),
    ],
)
def test_posts_of_another_kind_of_unit(unit: str, text: str, words: list[str]) -> None:
    report = replace(make_report(2023, {"w1": ("甲", text)}), unit=unit)
    assert [leftover.words for leftover in leftovers(report) if leftover.kind is POST] == words


def test_a_body_of_another_level_is_another_offices_name() -> None:
    report = replace(
        make_report(2023, {"w1": ("甲", "镇党委和镇纪委分工，乡党委管理不够，各乡镇党委带头。")}), unit="XX镇党委"
    )
    assert [(leftover.kind, leftover.words) for leftover in leftovers(report)] == [(NAME, "乡党委")]


def test_what_the_clerk_lets_stand_is_not_told() -> None:
    report = make_report(2023, {"w1": ("甲", "深入学习贯彻党的十九大精神。")})
    assert leftovers(replace(report, allowed=("党的十九大",))) == []


def test_words_are_not_taken_for_names() -> None:
    text = "结合市委部署，明确乡党委和重点村的任务，推进镇纪委与村监会联动，全部由县委审定。"
    assert list(find_places(text)) == []
    assert [place.whole for place in find_places("东山县委到柳河村走访。")] == ["东山县", "柳河村"]
