from __future__ import annotations

import pytest

from macros.domain.regulations import Edition
from tests.helpers.factories import day, fact, make_edition, make_work

OLD = make_edition("2018", "2018-10-01", "2024-01-01", successor="2023")
NEW = make_edition("2023", "2024-01-01", issued=fact("2023-12-19"))


@pytest.mark.parametrize(
    ("on", "edition"),
    [("2018-10-01", "2018"), ("2023-12-31", "2018"), ("2024-01-01", "2023"), ("2030-01-01", "2023")],
)
def test_edition_applies_from_its_first_day_to_the_day_before_the_next(on: str, edition: str) -> None:
    found = make_work(OLD, NEW).in_force_on(day(on))
    assert found is not None
    assert (found.edition.id, found.reservations) == (edition, ())


def test_before_the_first_edition_nothing_applies() -> None:
    assert make_work(OLD, NEW).in_force_on(day("2018-09-30")) is None


def test_edition_issued_but_not_in_force_is_named() -> None:
    found = make_work(OLD, NEW).in_force_on(day("2023-12-31"))
    assert found is not None
    assert [later.id for later in found.upcoming] == ["2023"]
    before = make_work(OLD, NEW).in_force_on(day("2023-12-18"))
    assert before is not None
    assert before.upcoming == ()


UNDATED = make_edition("2023", None, issued=fact("2023-04"))


@pytest.mark.parametrize(
    ("editions", "on", "edition", "words"),
    [
        # Nothing proves that the later edition began, so the earlier one stays, with a reservation.
        ((make_edition("2017", "2017-02-08"), UNDATED), "2023-12-31", "2017", "2023年4月可能另有修订"),
        ((make_edition("2017", "2017-02-08", in_force=fact("2017-02-08", verified=False)),), "2020-01-01", "2017",
         "没有原文可证"),
        ((make_edition("2017", "2017-02"),), "2017-02-10", "2017", "只知为2017年2月"),
        ((make_edition("2017", "2017-02-08", "2020-01-01"), UNDATED), "2022-01-01", "2017", "后继版本的施行日期不详"),
    ],
)  # fmt: skip
def test_unknown_boundary_leaves_no_gap(editions: tuple[Edition, ...], on: str, edition: str, words: str) -> None:
    found = make_work(*editions).in_force_on(day(on))
    assert found is not None
    assert found.edition.id == edition
    assert any(words in reason for reason in found.reservations)


def test_undated_edition_says_nothing_before_it_was_issued() -> None:
    found = make_work(make_edition("2017", "2017-02-08"), UNDATED).in_force_on(day("2022-12-31"))
    assert found is not None
    assert found.reservations == ()
