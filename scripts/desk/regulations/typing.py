"""What a person types: days as offices write them."""

from __future__ import annotations

import re
from datetime import date

from macros.domain.dates import PartialDate, parse_partial_date

_PARTS = re.compile(r"(\d{4})(?:[年./-](\d{1,2})(?:[月./-](\d{1,2})日?|月?)|年)?")
HOW = "写成 2024年1月1日 或 2024-01-01"


def read_day(typed: str) -> PartialDate | None:
    """A day, of which the month or the day may be unknown; None where it is none."""
    parts = _PARTS.fullmatch("".join(typed.split()))
    if parts is None:
        return None
    year, *rest = parts.groups()
    try:
        return parse_partial_date("-".join([year, *(part.zfill(2) for part in rest if part)]))
    except ValueError:
        return None


def read_whole_day(typed: str) -> date | None:
    """A day that is wholly known; None where it is none, or not wholly."""
    day = read_day(typed)
    return day.first if day and day.first == day.last else None
