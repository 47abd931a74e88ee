from __future__ import annotations

from dataclasses import replace

import pytest

from macros.domain.dates import PartialDate, parse_partial_date
from macros.domain.ledgers import Closure, Event, LedgerMeasure, Mark, MeasureKind, Status, order_events
from tests.helpers.factories import day, make_measure

PROVEN = Closure(verified_by="纪委书记", approved_by="党委会")
CLOSED = ("2024-05-01", Status.CLOSED)
UNDER_WAY = ("2024-03-01", Status.UNDER_WAY)


@pytest.mark.parametrize(
    ("measure", "status"),
    [
        (make_measure(), Status.NOT_STARTED),
        (make_measure(UNDER_WAY), Status.UNDER_WAY),
        (make_measure(("2024-08-01", Status.UNDER_WAY)), Status.NOT_STARTED),
        (make_measure(UNDER_WAY, CLOSED, closure=PROVEN), Status.CLOSED),
        (make_measure(CLOSED, closure=PROVEN, evidence=""), Status.CLOSED_UNPROVEN),
        (make_measure(CLOSED), Status.CLOSED_UNPROVEN),
        (make_measure(CLOSED, closure=Closure(verified_by="组织委员")), Status.CLOSED_UNPROVEN),
        (make_measure(("2024-05-01", Status.ENDED)), Status.ENDED_UNAPPROVED),
        (make_measure(("2024-05-01", Status.ENDED), closure=PROVEN), Status.ENDED),
        (make_measure(kind=MeasureKind.STANDING), Status.STANDING),
        (make_measure(("不详", Status.CLOSED), closure=PROVEN), Status.CLOSED),
        (make_measure(UNDER_WAY, ("不详", Status.CLOSED), closure=PROVEN), Status.CLOSED),
        (make_measure(("2024-08-01", Status.UNDER_WAY), ("不详", Status.CLOSED)), Status.NOT_STARTED),
    ],
)
def test_status_follows_from_history_and_proof(measure: LedgerMeasure, status: Status) -> None:
    assert measure.status_on(day("2024-07-15")) is status


@pytest.mark.parametrize(
    ("measure", "on", "marks"),
    [
        (make_measure(UNDER_WAY), "2024-06-30", {Mark.DUE_SOON, Mark.ACROSS_YEARS}),
        (make_measure(UNDER_WAY), "2024-07-01", {Mark.OVERDUE, Mark.ACROSS_YEARS}),
        (make_measure(UNDER_WAY), "2024-05-30", {Mark.ACROSS_YEARS}),
        (make_measure(UNDER_WAY, due="2024-06"), "2024-06-30", {Mark.DUE_SOON, Mark.ACROSS_YEARS}),
        (make_measure(UNDER_WAY, due=None), "2024-07-01", {Mark.ACROSS_YEARS}),
        (make_measure(("2023-12-01", Status.CLOSED), closure=PROVEN), "2024-07-01", set()),
        (make_measure(("2024-05-01", Status.AWAITING)), "2024-07-01", {Mark.ACROSS_YEARS}),
        (make_measure(CLOSED, ("2024-06-01", Status.RETURNED)), "2024-06-02",
         {Mark.REBOUND, Mark.DUE_SOON, Mark.ACROSS_YEARS}),
        (make_measure(UNDER_WAY, recorded="2024-04-01"), "2024-05-01", {Mark.RECORDED_LATE, Mark.ACROSS_YEARS}),
        (make_measure(UNDER_WAY, recorded="2024-03-31"), "2024-05-01", {Mark.ACROSS_YEARS}),
        (make_measure(kind=MeasureKind.STANDING, due=None, next_check="2024-05-20"), "2024-05-01", {Mark.DUE_SOON}),
        (make_measure(kind=MeasureKind.STANDING, due=None, next_check="2024-04-20"), "2024-05-01", set()),
        (make_measure(UNDER_WAY), "2023-12-31", set()),
        # Nobody knows when it was closed: it is not overdue, and nothing is said of the end of the year.
        (make_measure(("不详", Status.CLOSED), closure=PROVEN, recorded="2024-07-01"), "2024-07-15", set()),
        (make_measure(UNDER_WAY, ("不详", Status.CLOSED), closure=PROVEN), "2024-07-15", {Mark.ACROSS_YEARS}),
        (make_measure(("2023-05-01", Status.CLOSED), ("不详", Status.RETURNED)), "2024-06-01",
         {Mark.REBOUND, Mark.DUE_SOON}),
        # The last day of the calendar has none after it.
        (make_measure(UNDER_WAY, due="9999-12-31"), "9999-12-31", {Mark.DUE_SOON, Mark.ACROSS_YEARS}),
    ],
)  # fmt: skip
def test_marks_follow_from_dates(measure: LedgerMeasure, on: str, marks: set[Mark]) -> None:
    assert set(measure.marks_on(day(on), 2023)) == marks


def test_proof_of_a_closing_stays_when_more_is_told_of_it() -> None:
    measure = make_measure(CLOSED, closure=PROVEN)
    later = Event(PartialDate(2024, 6), None, Status.CLOSED, "回头看未见反弹")
    assert replace(measure, history=(*measure.history, later)).status_on(day("2024-07-15")) is Status.CLOSED


def test_event_of_an_unknown_day_stays_behind_the_one_before_it() -> None:
    may, march, unknown = (
        Event(on, None, Status.UNDER_WAY) for on in (PartialDate(2024, 5), PartialDate(2024, 3), None)
    )
    assert order_events([may, unknown, march]) == (march, may, unknown)
    assert order_events([unknown, may, march]) == (unknown, march, may)
    assert order_events([march, may, unknown]) == (march, may, unknown)


@pytest.mark.parametrize(
    ("closed_on", "status"),
    [("2024-03-15", Status.CLOSED_UNPROVEN), ("2024-06-01", Status.CLOSED), (None, Status.CLOSED)],
)
def test_who_verified_an_end_that_was_taken_back_proves_none_that_came_later(
    closed_on: str | None, status: Status
) -> None:
    history = [("2024-03-15", Status.CLOSED), ("2024-04-01", Status.RETURNED), ("2024-06-01", Status.CLOSED)]
    end = Closure(parse_partial_date(closed_on) if closed_on else None, "", "纪委书记", "党委会")
    measure = make_measure(*history, closure=end)
    assert measure.status_on(day("2024-03-20")) is Status.CLOSED
    assert measure.status_on(day("2024-06-30")) is status
