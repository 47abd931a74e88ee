from __future__ import annotations

from pathlib import Path

import pytest

from macros.compare.follow_through import FollowThrough, Gap, follow_through
from macros.render.links import Links
from macros.render.problem_flows import follow_flow
from tests.helpers.factories import day
from tests.helpers.ledger_pages import entry, ledger, measure
from tests.helpers.small_papers import load, paper

ITEMS = {
    "p1": "问责偏轻。",
    "p2": "学习单一。",
    "c1": "机制不全。",
    "c2": "重视不够。",
    "m1": "加大问责。",
    "m2": "改进学习。",
}
DONE = measure(
    "修订办法",
    "2023-11-01 整改中",
    "2024-03-01 整改中",
    "2024-05-01 已销号 文件",
    item="2023#m1",
    verified_by="纪委书记",
)


def follow(folder: Path, *entries: str, today: str = "2024-07-15", **pages: str | None) -> FollowThrough:
    made: dict[str, str | None] = {"reports/2023.md": paper(2023, ITEMS), "ledger/2023.md": ledger(2023, *entries)}
    yearbook = load(folder, {**made, **{name.replace("__", "/") + ".md": text for name, text in pages.items()}})
    return follow_through(yearbook.reports["2023"], yearbook, day(today))


def gaps(found: FollowThrough) -> list[tuple[str, str]]:
    return [
        (gap.gap.name, gap.line.entry.id if gap.line else gap.item.item.id if gap.item else "") for gap in found.gaps
    ]


def test_ledger_leads_from_the_problem_to_the_result(tmp_path: Path) -> None:
    found = follow(tmp_path, entry("2023-01", "问责", DONE, problem="2023#p1", causes="2023#c1"))
    first, second = found.threads
    assert first.problem is not None
    assert (first.problem.item.id, [cause.item.id for cause in first.causes]) == ("p1", ["c1"])
    (measured,) = first.measures
    assert measured.item is not None
    assert (measured.item.item.id, str(measured.status)) == ("m1", "已销号")
    # One line a year, the last of it.
    assert [(result.year, str(result.status)) for result in measured.results] == [(2023, "整改中"), (2024, "已销号")]
    assert (second.lines, second.measures) == ((), ())
    assert [cause.item.id for cause in found.loose_causes] == ["c2"]
    assert [m.item.item.id for m in found.loose_measures if m.item] == ["m2"]


def test_result_of_an_unknown_day_is_of_no_year_and_changes_none(tmp_path: Path) -> None:
    done = measure("修订办法", "2023-11-01 整改中", "不详 已销号 文件", item="2023#m1", verified_by="纪委书记")
    found = follow(tmp_path, entry("2023-01", "问责", done, problem="2023#p1"))
    (measured,) = found.threads[0].measures
    assert [(result.when, str(result.status)) for result in measured.results] == [
        ("2023年", "整改中"),
        ("日期不详", "已销号"),
    ]
    assert "日期不详" in follow_flow(found, Links("compare/index.md"))


def test_later_paper_that_answers_is_a_result(tmp_path: Path) -> None:
    later = paper(2024, {"w1": "已改进学习。"}, head="answers: {2023#m2: w1}")
    found = follow(tmp_path, reports__2024=later)
    (answered,) = [m for m in found.loose_measures if m.item and m.item.item.id == "m2"]
    (result,) = answered.results
    assert result.answer is not None
    assert (result.year, result.answer.item.id) == (2024, "w1")
    assert ("NOT_REPORTED", "m2") not in gaps(found)
    assert ("NOT_REPORTED", "m1") in gaps(found)


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (entry("2023-01", "问责", DONE, problem="2023#p1", causes="2023#c1"), []),
        (entry("2023-01", "问责", DONE, problem="2023#p1"), [("NO_CAUSE", "2023-01")]),
        (entry("2023-01", "问责", problem="2023#p1", causes="2023#c1"), [("NO_MEASURE", "2023-01")]),
        (
            entry("2023-01", "问责", measure("甲", "2024-01-01 整改中", owner=""), problem="2023#p1", causes="2023#c1"),
            [("NO_OWNER", "2023-01")],
        ),
        (
            entry("2023-01", "问责", measure("甲", "2024-01-01 整改中", due=""), problem="2023#p1", causes="2023#c1"),
            [("NO_DATE", "2023-01")],
        ),
        (
            entry("2023-01", "问责", measure("甲", "2024-01-01 整改中", due="", kind="立行立改"), problem="2023#p1",
                  causes="2023#c1"),
            [],
        ),
        (
            entry("2023-01", "问责", measure("甲", "2024-01-01 已销号"), problem="2023#p1", causes="2023#c1"),
            [("NO_EVIDENCE", "2023-01")],
        ),
        (
            entry("2023-01", "问责", measure("甲", "2024-01-01 终止"), problem="2023#p1", causes="2023#c1"),
            [("NO_APPROVAL", "2023-01")],
        ),
    ],
)  # fmt: skip
def test_gaps_are_named(tmp_path: Path, made: str, expected: list[tuple[str, str]]) -> None:
    about_p1 = [row for row in gaps(follow(tmp_path, made)) if row[1] == "2023-01"]
    assert about_p1 == expected


def test_problem_without_an_entry_has_every_gap(tmp_path: Path) -> None:
    assert gaps(follow(tmp_path))[:3] == [("NO_ENTRY", "p1"), ("NO_CAUSE", "p1"), ("NO_MEASURE", "p1")]


def test_problem_that_a_later_ledger_repeats_is_back(tmp_path: Path) -> None:
    later = ledger(2024, entry("2024-03", "问责又轻", repeats="2023-01"))
    found = follow(tmp_path, entry("2023-01", "问责", DONE, problem="2023#p1", causes="2023#c1"), ledger__2024=later)
    (back,) = [gap for gap in found.gaps if gap.gap is Gap.BACK_AGAIN]
    assert (back.line.entry.id if back.line else "", back.detail) == ("2024-03", "2024年")


@pytest.mark.parametrize("entered", [True, False])
def test_problem_that_a_later_paper_says_is_the_same_is_back(tmp_path: Path, entered: bool) -> None:
    later = paper(2024, {"p1": "又轻。"}, head="continues: {p1: {2023#p1: sure}}")
    own = ledger(2024, entry("2024-03", "问责又轻", problem="2024#p1")) if entered else None
    found = follow(tmp_path, reports__2024=later, ledger__2024=own)
    (back,) = [gap for gap in found.gaps if gap.gap is Gap.BACK_AGAIN]
    assert (back.line.entry.id if back.line else "", back.detail) == ("2024-03" if entered else "", "2024年")


def test_problem_entered_a_year_later_is_not_back(tmp_path: Path) -> None:
    late = ledger(2024, entry("2024-03", "问责", DONE, problem="2023#p1", causes="2023#c1"))
    assert not [gap for gap in follow(tmp_path, ledger__2024=late).gaps if gap.gap is Gap.BACK_AGAIN]


@pytest.mark.parametrize(("name", "told"), [("w1", True), ("m1", False)])
def test_work_that_goes_on_from_a_measure_is_its_result_and_a_measure_is_none(
    tmp_path: Path, name: str, told: bool
) -> None:
    later = paper(2024, {name: "修订了办法。"}, head=f"continues: {{{name}: {{2023#m1: sure}}}}")
    found = follow(tmp_path, reports__2024=later)
    results = [row.results for row in found.loose_measures if row.item and row.item.item.id == "m1"]
    assert [(row.year, row.answer.item.id if row.answer else "") for row in results[0]] == [(2024, "w1")] * told


@pytest.mark.parametrize(
    ("today", "later", "due"),
    [
        ("2024-07-15", None, False),
        ("2025-01-01", None, True),
        ("2024-07-15", paper(2024, {"w1": "甲。"}), True),
        # Begun, and not written.
        ("2024-07-15", paper(2024, {"w1": ""}), False),
    ],
)
def test_silence_is_a_gap_once_a_result_was_due(tmp_path: Path, today: str, later: str | None, due: bool) -> None:
    found = follow(tmp_path, today=today, reports__2024=later)
    assert any(gap.gap is Gap.NOT_REPORTED for gap in found.gaps) is due
    assert found.due is due


def test_every_entry_that_names_a_measure_is_followed(tmp_path: Path) -> None:
    later = ledger(
        2024,
        entry("2024-01", "甲", measure("未办", item="2023#m1")),
        entry("2024-02", "乙", measure("已办", "2024-03-01 整改中", item="2023#m1")),
    )
    found = follow(tmp_path, ledger__2024=later)
    rows = [(row.line.entry.id, len(row.results)) for row in found.loose_measures if row.line]
    assert rows == [("2024-01", 0), ("2024-02", 1)]


def test_feedback_that_names_no_problem_is_a_thread_of_its_own(tmp_path: Path) -> None:
    found = follow(tmp_path, entry("2023-04", "记录不全", DONE, source="巡察反馈"))
    assert [thread.words for thread in found.threads if thread.problem is None] == ["记录不全"]


def test_events_to_come_are_no_results(tmp_path: Path) -> None:
    found = follow(tmp_path, entry("2023-01", "问责", DONE, problem="2023#p1"), today="2024-02-01")
    assert [result.year for result in found.threads[0].measures[0].results] == [2023]


def test_report_of_work_alone_has_nothing_to_follow(tmp_path: Path) -> None:
    yearbook = load(tmp_path, {"reports/2023.md": paper(2023, {"w1": "甲。"})})
    found = follow_through(yearbook.reports["2023"], yearbook, day("2024-07-15"))
    assert (found.threads, found.loose_causes, found.loose_measures, found.gaps) == ((), (), (), ())
