from __future__ import annotations

from dataclasses import replace

import pytest

from macros.compare.due import OVERDUE, TODAY, DueLine, DueList, bands_within, find_due
from macros.domain.dates import parse_partial_date
from macros.domain.ledgers import Closure, Due, Entry, EntrySource, Ledger, LedgerMeasure, MeasureKind, Status
from macros.domain.posts import PostPart
from macros.domain.reports import Audience
from macros.domain.yearbook import Yearbook
from macros.render.due_words import date_words
from tests.helpers.factories import day, make_measure

DAY = day("2024-07-15")
PROVEN = Closure(verified_by="纪委书记", approved_by="党委会")


def due_of(*measures: LedgerMeasure, within: int = 20, same: dict[str, str] | None = None) -> DueList:
    entry = Entry("2023-01", EntrySource.SELF, "问题", None, (), None, Audience.LEADERS, measures)
    ledger = Ledger("2023", "2023年整改台账", 2023, "XX乡党委", Audience.LEADERS, False, (entry,))
    return find_due(Yearbook(ledgers={"2023": ledger}), "", DAY, within, same)


def only(found: DueList) -> DueLine:
    (line,) = found.lines
    return line


def standing(check: str | None, *history: tuple[str, Status]) -> LedgerMeasure:
    return make_measure(*history, kind=MeasureKind.STANDING, due=None, next_check=check)


@pytest.mark.parametrize(
    ("due", "told", "band"),
    [
        ("2024-06-30", "逾期 15 天", "逾期"),
        ("2024-07-14", "逾期 1 天", "逾期"),
        ("2024-07-15", "今天到期", "今天到期"),
        ("2024-07-16", "还有 1 天到期", "5 天内"),
        ("2024-07-20", "还有 5 天到期", "5 天内"),
        ("2024-07-21", "还有 6 天到期", "10 天内"),
        ("2024-07-25", "还有 10 天到期", "10 天内"),
        ("2024-08-04", "还有 20 天到期", "20 天内"),
        # A month and a year end on their last day.
        ("2024-07", "还有 16 天到期", "20 天内"),
        ("2023", "逾期 197 天", "逾期"),
    ],
)
def test_a_date_is_told_by_how_near_it_is(due: str, told: str, band: str) -> None:
    line = only(due_of(make_measure(due=due)))
    assert (line.told, line.band.words) == (told, band)


def test_what_is_further_away_is_not_told_yet_but_known() -> None:
    found = due_of(make_measure(due="2024-08-05"))
    assert not found.lines
    assert [line.left for line in found.later] == [21]


@pytest.mark.parametrize(
    "measure",
    [
        make_measure(("2024-05-01", Status.AWAITING), due="2024-06-30"),
        make_measure(("2024-05-01", Status.CLOSED), due="2024-06-30", closure=PROVEN),
        make_measure(("2024-05-01", Status.CLOSED), due="2024-06-30"),
        make_measure(("2024-05-01", Status.ENDED), due="2024-06-30"),
        make_measure(("2024-05-01", Status.STANDING), due="2024-06-30", next_check="2024-12-31"),
        standing("2024-07-20", ("2024-05-01", Status.CLOSED)),
    ],
)
def test_what_is_done_or_over_is_not_due(measure: LedgerMeasure) -> None:
    found = due_of(measure)
    assert not (*found.lines, *found.passed, *found.undated)


def test_what_came_back_is_due_again() -> None:
    measure = make_measure(("2024-05-01", Status.CLOSED), ("2024-06-01", Status.RETURNED), due="2024-07-20")
    assert only(due_of(measure)).left == 5


def test_what_was_recorded_after_the_day_counts_for_nothing() -> None:
    measure = make_measure(("2024-08-01", Status.CLOSED), due="2024-06-30", closure=PROVEN)
    assert only(due_of(measure)).band is OVERDUE


def test_a_moved_date_counts_as_moved_and_names_the_original() -> None:
    dates = (
        Due(parse_partial_date("2024-03-31")),
        Due(parse_partial_date("2024-06-30"), "等文件"),
        Due(parse_partial_date("2024-07-20"), "等批复"),
    )
    line = only(due_of(replace(make_measure(), due=dates)))
    assert (line.left, line.why) == (5, "等批复")
    assert [str(due.on) for due in line.moved_from] == ["2024-03-31", "2024-06-30"]


def test_what_goes_on_for_good_is_due_at_its_next_check_and_never_overdue() -> None:
    near, over = due_of(standing("2024-07-20")), due_of(standing("2024-06-30"))
    assert only(near).told == "还有 5 天检查"
    assert not over.lines
    assert [line.left for line in over.passed] == [-15]


def test_what_has_no_date_is_told_apart() -> None:
    at_once = make_measure(due=None, kind=MeasureKind.AT_ONCE)
    found = due_of(at_once, standing(None), make_measure(due=None))
    assert not (*found.lines, *found.later)
    assert sorted(line.number for line in found.undated) == [1, 2, 3]


def test_an_entry_without_measures_is_told_among_what_has_no_date() -> None:
    (line,) = due_of().undated
    assert line.measure is None


def test_each_of_several_owners_sees_it_with_its_part_and_it_counts_once() -> None:
    shared = replace(make_measure(due="2024-07-20"), owner="牵头：组织委员；配合：党政办主任")
    alone = make_measure(due="2024-07-15")
    found = due_of(shared, alone)
    assert {row.post: [(line.left, str(part)) for line, part in row.rows] for row in found.posts} == {
        "组织委员": [(0, ""), (5, "牵头")],
        "党政办主任": [(5, "配合")],
    }
    assert [found.count(band) for band in found.bands] == [0, 1, 1, 0, 0]


def test_a_post_that_is_written_in_several_ways_is_one_under_its_commonest_name() -> None:
    owners = ("党建办主任", "党建办 主任", "XX乡党建办主任", "党建办主任")
    found = due_of(*(replace(make_measure(due="2024-07-20"), owner=owner) for owner in owners))
    assert [(row.post, len(row.rows)) for row in found.posts] == [("党建办主任", 4)]
    asked = found.of_post("xx乡党建办主任".upper())
    assert asked
    assert len(asked.lines) == 4


def test_the_office_says_which_other_spellings_are_one_post() -> None:
    measures = [replace(make_measure(due="2024-07-20"), owner=owner) for owner in ("书记", "党委书记")]
    found = due_of(*measures, same={"书记": "党委书记"})
    assert [(row.post, len(row.rows)) for row in found.posts] == [("党委书记", 2)]
    asked = found.of_post("书记")
    assert asked
    assert len(asked.lines) == 2


def test_where_nobody_is_named_the_nearest_field_tells_and_else_nobody() -> None:
    unit = replace(make_measure(due="2024-07-20"), owner="")
    nobody = replace(unit, unit="", leader="")
    found = due_of(unit, nobody)
    assert [row.post for row in found.posts] == ["党建办", "责任未写明"]
    assert [line.from_field for line in found.lines] == ["责任单位", ""]


def test_units_that_help_are_asked_as_such_and_a_post_named_twice_once() -> None:
    measure = replace(make_measure(due="2024-07-20"), helpers="财政所、组织委员")
    found = due_of(measure, replace(measure, owner="", unit="", leader=""))
    assert [(row.post, [part for _, part in row.rows]) for row in found.posts] == [
        ("组织委员", [PostPart.UNSAID]),
        ("财政所", [PostPart.HELPS]),
        ("责任未写明", [PostPart.UNSAID]),
    ]


def test_a_post_that_has_nothing_is_told_from_one_that_is_unknown() -> None:
    found = due_of(make_measure(due="2025-07-20"))
    later = found.of_post("组织委员")
    assert later
    assert not later.lines
    assert found.of_post("财政所所长") is None


def test_who_has_most_overdue_comes_first_and_nobody_last() -> None:
    rows = [("甲", "2024-07-16"), ("乙", "2024-07-10"), ("乙", "2024-07-11"), ("丙", "2024-07-01"), ("", "2024-06-01")]
    measures = [replace(make_measure(due=due), owner=owner, unit="", leader="") for owner, due in rows]
    assert [row.post for row in due_of(*measures).posts] == ["乙", "丙", "甲", "责任未写明"]


@pytest.mark.parametrize(
    ("within", "most"), [(20, [-1, 0, 5, 10, 20]), (7, [-1, 0, 5, 7]), (30, [-1, 0, 5, 10, 20, 30]), (0, [-1, 0])]
)
def test_headings_reach_as_far_as_one_looks(within: int, most: list[int]) -> None:
    assert [band.most for band in bands_within(within)] == most
    assert bands_within(within)[1] == TODAY


def test_a_spelling_that_stands_for_another_one_stands_for_the_last() -> None:
    same = {"组织干事": "组织委员", "组织委员": "党建办主任"}
    found = due_of(replace(make_measure(due="2024-07-20"), owner="组织干事"), make_measure(due="2024-07-21"), same=same)
    assert [(row.post, len(row.rows)) for row in found.posts] == [("党建办主任", 2)]
    for name in ("组织干事", "组织委员", "党建办主任"):
        own = found.of_post(name)
        assert own and len(own.lines) == 2


@pytest.mark.parametrize(
    ("due", "words"),
    [
        ("2024-06-30", "期限 2024-06-30（退回以前的期限，2024-07-01 退回以后没有写新的）"),
        ("2024-07-20", "期限 2024-07-20"),
        # It may have been returned within its month.
        ("2024-07", "期限 2024-07（写到月，按 2024-07-31 算）"),
    ],
)
def test_a_date_that_is_older_than_the_return_says_so(due: str, words: str) -> None:
    line = only(due_of(make_measure(("2024-05-01", Status.CLOSED), ("2024-07-01", Status.RETURNED), due=due)))
    assert date_words(line) == words
