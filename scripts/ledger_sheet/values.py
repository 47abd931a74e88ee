"""Reads what offices write in cells: dates, set words, several things numbered in one cell."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, timedelta
from difflib import get_close_matches

from macros.domain.dates import PartialDate
from macros.domain.ledgers import TYPED_STATUSES, EntrySource, MeasureKind, Status
from macros.domain.reports import Audience

STATUSES: Mapping[str, Status] = {
    **{str(status): status for status in TYPED_STATUSES},
    str(Status.CLOSED_UNPROVEN): Status.CLOSED,
    str(Status.ENDED_UNAPPROVED): Status.ENDED,
    "未开始": Status.NOT_STARTED,
    "尚未启动": Status.NOT_STARTED,
    "正在整改": Status.UNDER_WAY,
    "进行中": Status.UNDER_WAY,
    "推进中": Status.UNDER_WAY,
    "正在推进": Status.UNDER_WAY,
    "待验收": Status.AWAITING,
    "销号": Status.CLOSED,
    "是": Status.CLOSED,
    "√": Status.CLOSED,
    "持续推进": Status.STANDING,
    "持续整改": Status.STANDING,
    "退回": Status.RETURNED,
}
#: What 是否销号 says of a measure that goes on, and no status of its own.
NOT_CLOSED = frozenset({"否", "未销号", "×"})
KINDS: Mapping[str, MeasureKind] = {
    **{str(kind): kind for kind in MeasureKind},
    "立即整改": MeasureKind.AT_ONCE,
    "即知即改": MeasureKind.AT_ONCE,
    "立行立改类": MeasureKind.AT_ONCE,
    "限期": MeasureKind.DATED,
    "限时整改": MeasureKind.DATED,
    "限期整改类": MeasureKind.DATED,
    "长期": MeasureKind.STANDING,
    "持续": MeasureKind.STANDING,
    "长期坚持类": MeasureKind.STANDING,
    "持续整改": MeasureKind.STANDING,
    "持续推进": MeasureKind.STANDING,
    "常态化推进": MeasureKind.STANDING,
}
SOURCES: Mapping[str, EntrySource] = {
    **{str(source): source for source in EntrySource},
    "巡察": EntrySource.INSPECTION,
    "巡察反馈意见": EntrySource.INSPECTION,
    "上级督查": EntrySource.SUPERIOR,
    "督查检查": EntrySource.SUPERIOR,
    "自查自纠": EntrySource.SELF,
    "自查发现": EntrySource.SELF,
    "民主生活会查摆": EntrySource.MEETING,
}
AUDIENCES: Mapping[str, Audience] = {str(audience): audience for audience in Audience}

_NEAR = 0.4
_YEAR = r"(?P<year>(?:19|20|21)[0-9]{2})"
_FORMS = [
    rf"{_YEAR}\s*[-./]\s*(?P<month>[0-9]{{1,2}})(?:\s*[-./]\s*(?P<day>[0-9]{{1,2}}))?(?![0-9])",
    rf"{_YEAR}\s*年(?!度)(?:\s*(?P<month>[0-9]{{1,2}})\s*月(?:\s*(?P<day>[0-9]{{1,2}})\s*[日号])?)?",
    r"(?P<year>(?:19|20|21)[0-9]{2})(?P<month>[0-9]{2})(?P<day>[0-9]{2})(?![0-9])",
]
_DATES = [re.compile(form) for form in _FORMS]
#: What stands after a date that is a limit, and changes nothing of it.
_LIMIT = re.compile(r"(?:底|末)?(?:之?前|以前)?(?:完成)?(?:\s*0?0:00(?::00)?)?[。；;,，]?")
_DIGIT = re.compile(r"\d")
_LASTING = re.compile(r"长期|持续|常态|坚持")
_AT_ONCE = re.compile(r"立行立改|立即|即知即改|立改")
_WHOLE_YEAR = re.compile(_YEAR)
_SERIAL_DAY = re.compile(r"[3-6][0-9]{4}")
_FIRST_SERIAL_DAY = date(1899, 12, 30)
_NUMBERED = re.compile(r"\s*(?:[(（]?([0-9]{1,2})[)）.、．](?![0-9])|([①②③④⑤⑥⑦⑧⑨⑩]))\s*")
_CIRCLES = "①②③④⑤⑥⑦⑧⑨⑩"


def fold(text: str) -> str:
    """A text as two cells are compared: full width, blanks at the ends of lines and line ends made one."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()


def leading_date(text: str) -> tuple[PartialDate, str] | None:
    """The date that a text begins with, and what follows it; None where it begins with none.

    Raises:
        ValueError: It looks like a date, and the calendar has no such day.
    """
    plain = unicodedata.normalize("NFKC", text)
    # Only where no character changed its length does what follows the date stand where it stood.
    source = text if len(plain) != len(text) else plain
    for form in _DATES:
        if match := form.match(source):
            parts = match.groupdict()
            month, day = (int(parts[name]) if parts.get(name) else None for name in ("month", "day"))
            return PartialDate(int(parts["year"]), month, day), text[match.end() :]
    return None


def parse_date(text: str) -> PartialDate:
    """Read a cell that holds a date and nothing else.

    Raises:
        ValueError: It holds something else, or the calendar has no such day.
    """
    plain = text.strip()
    if _SERIAL_DAY.fullmatch(plain):
        day = _FIRST_SERIAL_DAY + timedelta(days=int(plain))
        return PartialDate(day.year, day.month, day.day)
    if match := _WHOLE_YEAR.fullmatch(plain):
        return PartialDate(int(match["year"]))
    found = leading_date(plain)
    if found is None or not _LIMIT.fullmatch(found[1].strip()):
        raise ValueError(f"no date: {text}")
    return found[0]


def lasting(text: str) -> bool:
    """Whether a limit says that there is none: 长期坚持, 持续推进."""
    return not _DIGIT.search(text) and bool(_LASTING.search(text))


def at_once(text: str) -> bool:
    """Whether a limit says that it is to be done at once: 立行立改."""
    return not _DIGIT.search(text) and bool(_AT_ONCE.search(text))


def near_words(text: str, known: Mapping[str, object]) -> list[str]:
    """The known words that are most like a text."""
    return get_close_matches(text, list(known), n=3, cutoff=_NEAR)


def split_numbered(text: str) -> list[str]:
    """The parts of a cell whose lines are numbered 1, 2, 3 …; the whole text where they are not."""
    parts: list[list[str]] = []
    for line in text.split("\n"):
        match = _NUMBERED.match(line)
        number = (int(match[1]) if match[1] else _CIRCLES.index(match[2]) + 1) if match else 0
        if match and number == len(parts) + 1:
            parts.append([line[match.end() :]])
        elif parts:
            parts[-1].append(line)
        elif line.strip():
            return [text]
    return ["\n".join(part).strip() for part in parts] if len(parts) > 1 else [text]
