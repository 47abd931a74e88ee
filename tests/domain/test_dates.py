from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.domain.dates import PartialDate, parse_partial_date


@pytest.mark.parametrize(
    ("text", "first", "last", "chinese"),
    [
        ("2024-01-01", date(2024, 1, 1), date(2024, 1, 1), "2024年1月1日"),
        ("2023-04", date(2023, 4, 1), date(2023, 4, 30), "2023年4月"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "2024年2月"),
        ("2023", date(2023, 1, 1), date(2023, 12, 31), "2023年"),
    ],
)
def test_date_spans_what_it_leaves_open(text: str, first: date, last: date, chinese: str) -> None:
    day = parse_partial_date(text)
    assert (day.first, day.last, day.chinese, str(day)) == (first, last, chinese, text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2023-13",
        "2023-02-30",
        "2023-1-1",
        "2023年",
        "20230101",
        " 2023",
        "2023-01-",
        "2023-00",
        "2023-12-00",
        "２０２３",
    ],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        parse_partial_date(text)


def test_day_without_month_is_refused() -> None:
    with pytest.raises(ValueError, match="month"):
        PartialDate(2023, None, 3)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_day_survives_writing_and_reading(day: date) -> None:
    known = PartialDate(day.year, day.month, day.day)
    assert parse_partial_date(str(known)) == known
    assert known.first == known.last == day
