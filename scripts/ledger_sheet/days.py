"""Reads days as offices write them in cells: of a record, of a deadline, alone or before what was done."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta

from macros.domain.dates import PartialDate
from macros.domain.ledgers import UNDATED

_YEAR = r"(?P<year>(?:19|20|21)[0-9]{2})"
_FORMS = [
    rf"{_YEAR}\s*[-./]\s*(?P<month>[0-9]{{1,2}})(?:\s*[-./]\s*(?P<day>[0-9]{{1,2}}))?(?![0-9])",
    rf"{_YEAR}\s*年(?!度)(?:\s*(?P<month>[0-9]{{1,2}})\s*月(?:\s*(?P<day>[0-9]{{1,2}})\s*[日号])?)?",
    r"(?P<year>(?:19|20|21)[0-9]{2})(?P<month>[0-9]{2})(?P<day>[0-9]{2})(?![0-9])",
]
_DATES = [re.compile(form) for form in _FORMS]
#: What stands after a date that is a limit, and changes nothing of it.
_LIMIT = re.compile(r"(?:底|末)?(?:之?前|以前)?(?:完成)?(?:\s*0?0:00(?::00)?)?[。；;,，]?")
_NO_DAY = re.compile(r"[-－—–/／]*|无|暂无|未完成|未办结|未销号|尚未完成|尚未销号")
_WHOLE_YEAR = re.compile(_YEAR)
_SERIAL_DAY = re.compile(r"[3-6][0-9]{4}")
_FIRST_SERIAL_DAY = date(1899, 12, 30)
#: What stands before the day of something done, and of something to be done.
_DONE_ON = re.compile(r"(?P<done>已)?[于在]\s*|截[至止]到?\s*")
_PLANNED = re.compile(r"(?:计划|拟|预计|力争|争取|确保|要求)?[于在]?\s*")
_MONTH = re.compile(r"(?P<month>[0-9]{1,2})月(?:[0-9]{1,2}[日号])?")
#: Words that go on with a date: without them what follows it would read wrongly.
_END = r"(?:底(?!数)|末)"
_BEFORE = r"(?:之前|以前|前(?![期来后往]))"
_GOES_ON = re.compile(
    rf"{_END}?{_BEFORE}|{_END}|初(?![步次稿审])|[上中下]旬|[上下]半[年月]|第?[一二三四1-4]季度|左右|前后|以来|起(?!草)|期?间(?!隔)"
    rf"|(?:之|以)?后(?![勤续])|(?:[至到—–~～、和及-]|以及)\s*(?=[0-9今])"
)
_SPAN = re.compile(r"[至到—–~～、和及-]|以及|以来|起|期?间")
_DEADLINE = re.compile(
    rf"(?:{_END}|[上中下]旬)?{_BEFORE}(?P<rest>.*)"
    rf"|{_END}(?:整改|全部|全面)?(?:完成|办结|销号|(?:整改|落实)到位)(?:整改|销号|任务|工作)?[。；;，,]?$",
    re.DOTALL,
)
_DONE = re.compile(r"[已了均]")
GAP = "：:，,、；; \t\u3000"


@dataclass(frozen=True)
class Lead:
    """The day that a line begins with, and what it tells of it (行首的日期).

    Attributes:
        on: The day; None where the line tells only by which day it was over, or gives a month without its year.
        note: The words to keep: what follows the day, or the whole line where the day's own words go on.
        said: What is told of the day, without the day's own words.
        is_span: Whether it is the first day of several, or of a time.
        is_deadline: Whether it is a day by which something is to be done, and no day on which it was done.
        month: The month of a deadline without a year.
    """

    on: PartialDate | None
    note: str
    said: str
    is_span: bool = False
    is_deadline: bool = False
    month: int | None = None


def leading_date(text: str) -> tuple[PartialDate, str] | None:
    """The date that a text begins with, and what follows it; None where it begins with none.

    Raises:
        ValueError: It looks like a date, and the calendar has no such day.
    """
    plain = _narrow(text)
    for form in _DATES:
        if match := form.match(plain):
            parts = match.groupdict()
            month, day = (int(parts[name]) if parts.get(name) else None for name in ("month", "day"))
            return PartialDate(int(parts["year"]), month, day), text[match.end() :]
    return None


def read_lead(line: str) -> Lead | None:
    """The day that a line of a history begins with, in whichever words; None where it begins with none.

    Raises:
        ValueError: It looks like a date, and the calendar has no such day.
    """
    plain = line.strip()
    if plain.startswith(UNDATED):
        rest = plain.removeprefix(UNDATED).lstrip(GAP)
        return Lead(None, rest, rest)
    if found := _read_deadline(plain):
        return found
    opening = re.match(r"[（(]\s*", plain)
    before = _DONE_ON.match(plain, opening.end() if opening else 0)
    dated = leading_date(plain[before.end() if before else opening.end() if opening else 0 :])
    if dated is None:
        return None
    on, rest = dated
    rest = re.sub(r"^\s*[)）]", "", rest) if opening else rest
    if tail := _GOES_ON.match(_narrow(rest)):
        by = re.search(_BEFORE, tail[0])
        return Lead(None if by else on, plain, rest[tail.end() :].lstrip(GAP), is_span=bool(_SPAN.match(tail[0])))
    said = rest.lstrip(GAP)
    return Lead(on, plain, f"已{said}" if before["done"] else said) if before else Lead(on, said, said)


def _read_deadline(plain: str) -> Lead | None:
    """A line that says by when something is to be done: 2024年9月底完成, 9月底前完成."""
    narrow = _narrow(plain)
    before = _PLANNED.match(narrow)
    start = before.end() if before else 0
    dated = leading_date(plain[start:])
    month = None if dated else _MONTH.match(narrow, start)
    if dated is None and (month is None or not 1 <= int(month["month"]) <= 12):
        return None
    rest = _narrow(dated[1]) if dated else narrow[month.end() :] if month else ""
    match = _DEADLINE.fullmatch(rest.strip())
    if match is None or _DONE.search(match["rest"] or ""):
        return None
    return Lead(dated[0] if dated else None, plain, "", is_deadline=True, month=int(month["month"]) if month else None)


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


def is_no_day(text: str) -> bool:
    """Whether a cell for a day says that there is none."""
    return bool(_NO_DAY.fullmatch(text.strip()))


def _narrow(text: str) -> str:
    """A text of half width, character for character: what follows a date stands where it stood."""
    folded = (unicodedata.normalize("NFKC", character) for character in text)
    return "".join(new if len(new) == 1 else old for new, old in zip(folded, text, strict=True))
