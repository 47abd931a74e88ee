from __future__ import annotations

from datetime import date

import pytest

from macros.corpus import today
from macros.errors import SiteError


@pytest.mark.parametrize(
    ("epoch", "day"),
    [
        ("0", date(1970, 1, 1)),
        ("-1", date(1969, 12, 31)),
        ("1704067199", date(2023, 12, 31)),
        ("1704067200", date(2024, 1, 1)),
    ],
)
def test_today_is_the_day_of_the_epoch_that_is_set(monkeypatch: pytest.MonkeyPatch, epoch: str, day: date) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert today() == day


def test_today_is_the_day_of_the_clock_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert abs((today() - date.today()).days) <= 1


@pytest.mark.parametrize("epoch", ["今天", "1e9", "9" * 30])
def test_what_is_no_time_is_told(monkeypatch: pytest.MonkeyPatch, epoch: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    with pytest.raises(SiteError, match="应为 1970 年以来的秒数"):
        today()
