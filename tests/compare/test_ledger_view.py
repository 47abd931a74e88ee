from __future__ import annotations

import pytest

from macros.compare.ledger_view import MeasureStanding, find_pressing, list_measures, overview_of
from macros.domain.ledgers import Closure, Entry, EntrySource, Ledger, LedgerMeasure, Mark, MeasureKind, Status
from macros.domain.reports import Audience
from macros.domain.yearbook import Yearbook
from tests.helpers.factories import day, make_measure

TODAY = day("2024-07-15")
PROVEN = Closure(verified_by="纪委书记", approved_by="党委会")
OVERDUE = make_measure(("2024-03-01", Status.UNDER_WAY), due="2024-06-30")
DUE_SOON = make_measure(("2024-03-01", Status.UNDER_WAY), due="2024-08-01")
OPEN = make_measure(("2024-03-01", Status.UNDER_WAY), due="2024-12-31")
LASTING = make_measure(kind=MeasureKind.STANDING, due=None)
CLOSED = make_measure(("2024-05-01", Status.CLOSED), closure=PROVEN)


def make_entry(name: str, *measures: LedgerMeasure, source: EntrySource = EntrySource.SELF) -> Entry:
    return Entry(name, source, f"问题{name}", None, (), None, Audience.LEADERS, measures)


def make_ledger(year: int, *entries: Entry, sample: bool = False) -> Ledger:
    return Ledger(str(year), f"{year}年整改台账", year, "XX乡党委", Audience.LEADERS, sample, entries)


def make_yearbook(*ledgers: Ledger) -> Yearbook:
    return Yearbook(ledgers={ledger.key: ledger for ledger in ledgers})


@pytest.mark.parametrize(
    ("measure", "standing"),
    [
        (OVERDUE, MeasureStanding.OVERDUE),
        (DUE_SOON, MeasureStanding.DUE_SOON),
        (OPEN, MeasureStanding.OPEN),
        (make_measure(due=None), MeasureStanding.OPEN),
        (make_measure(("2024-05-01", Status.AWAITING)), MeasureStanding.OPEN),
        (make_measure(("2024-05-01", Status.CLOSED), ("2024-06-01", Status.RETURNED)), MeasureStanding.OVERDUE),
        (LASTING, MeasureStanding.LASTING),
        (make_measure(kind=MeasureKind.STANDING, due=None, next_check="2024-08-01"), MeasureStanding.DUE_SOON),
        (make_measure(kind=MeasureKind.STANDING, due=None, next_check="2024-05-01"), MeasureStanding.LASTING),
        # What is recorded to go on for good waits for its next check, whatever it was begun as.
        (make_measure(("2024-05-01", Status.STANDING), next_check="2024-08-01"), MeasureStanding.DUE_SOON),
        (make_measure(("2024-05-01", Status.STANDING)), MeasureStanding.LASTING),
        (CLOSED, MeasureStanding.CLOSED),
        (make_measure(("2024-05-01", Status.CLOSED)), MeasureStanding.CLOSED),
        (make_measure(("2024-05-01", Status.ENDED)), MeasureStanding.CLOSED),
    ],
)
def test_standing_follows_from_status_and_marks(measure: LedgerMeasure, standing: MeasureStanding) -> None:
    (line,) = list_measures(make_ledger(2023, make_entry("2023-01", measure)), TODAY)
    assert line.standing is standing


def test_what_presses_most_comes_first_and_the_earliest_date_before_others() -> None:
    earlier = make_measure(("2024-03-01", Status.UNDER_WAY), due="2024-05-31")
    ledger = make_ledger(
        2023,
        make_entry("2023-01", CLOSED, LASTING),
        make_entry("2023-02", OPEN, OVERDUE),
        make_entry("2023-03", DUE_SOON, earlier),
        make_entry("2023-04"),
    )
    found = [(line.entry.id, line.number, line.standing.value) for line in list_measures(ledger, TODAY)]
    assert found == [
        ("2023-03", 2, "逾期"),
        ("2023-02", 2, "逾期"),
        ("2023-03", 1, "临期"),
        ("2023-02", 1, "在办"),
        ("2023-04", 1, "在办"),
        ("2023-01", 2, "长期坚持"),
        ("2023-01", 1, "已办结"),
    ]


def test_what_was_recorded_later_is_not_told() -> None:
    measure = make_measure(("2024-03-01", Status.UNDER_WAY), ("2024-08-01", Status.CLOSED))
    (line,) = list_measures(make_ledger(2023, make_entry("2023-01", measure)), TODAY)
    assert [event.status for event in line.history] == [Status.UNDER_WAY]
    assert line.state == "整改中"
    assert set(line.marks) == {Mark.OVERDUE, Mark.ACROSS_YEARS}


def test_entry_without_measures_is_open_and_says_so() -> None:
    (line,) = list_measures(make_ledger(2023, make_entry("2023-01")), TODAY)
    assert (line.measure, line.state, line.standing) == (None, "尚无措施", MeasureStanding.OPEN)


def test_pressing_measures_come_from_all_years_of_the_unit_alone() -> None:
    other = Ledger("dongzhen/2023", "", 2023, "YY镇党委", Audience.LEADERS, False, (make_entry("2023-01", OVERDUE),))
    yearbook = make_yearbook(
        make_ledger(2022, make_entry("2022-01", OVERDUE, CLOSED)), make_ledger(2023, make_entry("2023-01", OPEN)), other
    )
    assert [line.entry.id for line in find_pressing(yearbook, "", TODAY)] == ["2022-01", "2023-01"]
    assert find_pressing(Yearbook(), "", TODAY) == []
    assert find_pressing(make_yearbook(make_ledger(2023, make_entry("2023-01", CLOSED, LASTING))), "", TODAY) == []


def test_overview_counts_by_year_kind_source_and_unit() -> None:
    unnamed = LedgerMeasure(None, "措施", "", MeasureKind.AT_ONCE, "", "", "", "", (), None, (), None)
    view = overview_of(
        make_yearbook(
            make_ledger(2022, make_entry("2022-01", CLOSED), sample=True),
            make_ledger(2023, make_entry("2023-01", OVERDUE, unnamed, source=EntrySource.MEETING)),
        ),
        "",
        TODAY,
    )
    assert [(tally.name, tally.total, tally.closed, tally.sample) for tally in view.years] == [
        ("2023年", 2, 0, False),
        ("2022年", 1, 1, True),
    ]
    assert [(tally.name, tally.total) for tally in view.kinds] == [("限期整改", 2), ("立行立改", 1)]
    assert [(tally.name, tally.total) for tally in view.sources] == [("民主生活会", 2), ("自查", 1)]
    assert [(tally.name, tally.total) for tally in view.units] == [("党建办", 2), ("未写明", 1)]
    assert view.states == ("未启动", "整改中", "已销号")
    assert view.years[0].standings == {MeasureStanding.OVERDUE: 1, MeasureStanding.OPEN: 1}


def test_unit_without_ledgers_has_an_empty_overview() -> None:
    view = overview_of(Yearbook(), "", TODAY)
    assert (view.lines, view.years, view.states, view.pressing) == ((), (), (), ())
