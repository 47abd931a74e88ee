from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.domain.numerals import to_chinese

_DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")}
_UNITS = {"十": 10, "百": 100, "千": 1000}


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (1, "一"),
        (10, "十"),
        (12, "十二"),
        (20, "二十"),
        (100, "一百"),
        (101, "一百零一"),
        (110, "一百一十"),
        (122, "一百二十二"),
        (1000, "一千"),
        (1001, "一千零一"),
        (1010, "一千零一十"),
        (9999, "九千九百九十九"),
    ],
)
def test_numbers_are_written_as_articles_are(number: int, written: str) -> None:
    assert to_chinese(number) == written


@given(st.integers(1, 9999))
def test_every_number_can_be_read_back(number: int) -> None:
    total, digit = 0, 0
    for sign in to_chinese(number):
        if sign in _UNITS:
            total, digit = total + (digit or 1) * _UNITS[sign], 0
        else:
            digit = _DIGITS[sign]
    assert total + digit == number


@pytest.mark.parametrize("number", [0, -1, 10000])
def test_other_numbers_are_refused(number: int) -> None:
    with pytest.raises(ValueError, match=str(number)):
        to_chinese(number)
