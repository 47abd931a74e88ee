"""The file of a calendar, which programs subscribe to (RFC 5545); only here is the library known that writes it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Alarm, Calendar, Event, Timezone, TimezoneStandard, vDuration

from macros.compare.due import DueLine, DueList
from macros.render.due_words import date_words, measure_name, owners_words

_PRODUCT = "-//Integrity Yearbook//Due//ZH"
#: So many days before a date programs remind of it.
_REMINDS_DAYS = 10
#: So often they ask for the calendar anew.
_REFRESH = timedelta(days=1)


def write_calendar(found: DueList, post: str = "") -> bytes:
    """All dates that are waited for, as a calendar: whole days, each with a word ten days before.

    A date that is moved keeps its UID and raises SEQUENCE. What is done is
    not in it any more; the day of making alone decides every stamp.

    Args:
        found: What is waited for, of all posts or of one.
        post: The post that it is of; empty where it is of all.

    Returns:
        The bytes of an .ics file.
    """
    calendar = Calendar()
    name = f"{found.unit}{post or '全部'}到期事项"
    for key, value in (
        ("prodid", _PRODUCT), ("version", "2.0"), ("calscale", "GREGORIAN"),
        ("name", name), ("x-wr-calname", name), ("x-wr-timezone", "Asia/Shanghai"),
    ):  # fmt: skip
        calendar.add(key, value)
    calendar.add("refresh-interval", vDuration(_REFRESH), parameters={"value": "DURATION"})
    # A calendar must hold something, also where nothing is waited for.
    calendar.add_component(_zone())
    for line in _in_order((*found.lines, *found.later, *found.passed)):
        calendar.add_component(_event(line, found))
    return bytes(calendar.to_ical())


def _in_order(lines: Iterable[DueLine]) -> list[DueLine]:
    return sorted(lines, key=lambda line: line.order)


def _event(line: DueLine, found: DueList) -> Event:
    measure = line.line.measure
    text = measure.text if measure else line.line.entry.text
    sample = "（示例）" if line.line.ledger.sample else ""
    event = Event()
    event.add("uid", _uid(line, found))
    event.add("dtstamp", datetime.combine(found.day, time(), UTC))
    event.add("dtstart", line.on.last)
    event.add("dtend", line.on.last + timedelta(days=1))
    event.add("summary", f"{sample}{'检查' if line.is_check else '到期'}：{text}")
    event.add("description", "\n".join(_said(line, found.day)))
    event.add("sequence", _times_moved(line))
    event.add("categories", ["整改台账"])
    event.add("transp", "TRANSPARENT")
    event.add_component(_alarm(text))
    return event


def _said(line: DueLine, day: date) -> Iterable[str]:
    yield measure_name(line.line)
    yield f"问题：{line.line.entry.text}"
    yield date_words(line)
    yield owners_words(line)
    yield f"截至 {day}：{line.line.state}"


def _alarm(text: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", f"还有 {_REMINDS_DAYS} 天：{text}")
    alarm.add("trigger", timedelta(days=-_REMINDS_DAYS))
    return alarm


def _uid(line: DueLine, found: DueList) -> str:
    """The same however often it is moved, and another in every office."""
    office = hashlib.sha256(f"{found.folder}\n{found.unit}".encode()).hexdigest()[:12]
    return f"{line.line.entry.id}-{line.line.number}@{office}.integrity-yearbook"


def _times_moved(line: DueLine) -> int:
    # Of a next check the ledger keeps no earlier dates: a new one comes with a record.
    return len(line.line.history) if line.is_check else len(line.moved_from)


def _zone() -> Timezone:
    """北京时间: one offset, no summer time."""
    zone, standard = Timezone(), TimezoneStandard()
    zone.add("tzid", "Asia/Shanghai")
    standard.add("dtstart", datetime(1970, 1, 1))  # noqa: DTZ001 - RFC 5545 asks for local time here
    standard.add("tzoffsetfrom", timedelta(hours=8))
    standard.add("tzoffsetto", timedelta(hours=8))
    standard.add("tzname", "CST")
    zone.add_component(standard)
    return zone
