"""Dates of which the day, or the month and the day, may be unknown."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

_ISO = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


@dataclass(frozen=True)
class PartialDate:
    """A date known to the day, the month or the year (日期).

    Raises:
        ValueError: There is no such date, or a day stands without a month.
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.day is not None and self.month is None:
            raise ValueError("a day needs its month")
        date(self.year, 1 if self.month is None else self.month, 1 if self.day is None else self.day)

    @property
    def exact(self) -> bool:
        """Whether the day is known."""
        return self.day is not None

    @property
    def first(self) -> date:
        """The earliest day that it can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The latest day that it can mean."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    @property
    def chinese(self) -> str:
        """As running text writes it: 2024年1月1日, 2024年1月, 2024年."""
        month = f"{self.month}月" if self.month else ""
        day = f"{self.day}日" if self.day else ""
        return f"{self.year}年{month}{day}"

    def may_be(self, other: PartialDate) -> bool:
        """Whether both may mean the same day."""
        return self.first <= other.last and other.first <= self.last

    def __str__(self) -> str:
        parts = [f"{self.year:04}"]
        if self.month:
            parts.append(f"{self.month:02}")
        if self.day:
            parts.append(f"{self.day:02}")
        return "-".join(parts)


def parse_partial_date(text: str) -> PartialDate:
    """Read `2024-01-01`, `2024-01` or `2024`.

    Raises:
        ValueError: The text has another form, or names no day of the calendar.
    """
    match = _ISO.fullmatch(text)
    if match is None:
        raise ValueError(f"not an ISO date: {text}")
    year, month, day = match.groups()
    return PartialDate(int(year), int(month) if month else None, int(day) if day else None)


def chinese_date(day: date) -> str:
    """As running text writes it: 2024年1月1日."""
    return f"{day.year}年{day.month}月{day.day}日"
