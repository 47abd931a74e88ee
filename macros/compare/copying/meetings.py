"""Finds meetings of the Party that do not fit a paper's year: not held yet, or long followed by the next one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from macros.compare.copying.leftover import Leftover, LeftoverKind, written_sentences
from macros.domain.dates import PartialDate
from macros.domain.reports import Item, Report
from macros.word_lists import read_lists

_NUMBER = "[一二三四五六七八九十]+"
#: 党的二十大, 二十届三中全会 and 二十届二中、三中全会, 二十届中央纪委三次全会 or 中央纪委二十届三次全会.
_MENTION = re.compile(
    rf"(?P<congress>(?<=党的){_NUMBER}(?=大)|(?<![一二三四五六七八九十]){_NUMBER}(?=大(?:精神|报告|以来|召开)))"
    rf"|(?P<term>{_NUMBER})届(?P<plenums>{_NUMBER}中(?:(?:全会)?[、和]{_NUMBER}中)*)"
    rf"|(?:(?P<before>{_NUMBER})届)?(?:中央|中)纪委(?:(?P<behind>{_NUMBER})届)?第?(?P<times>{_NUMBER})次全"
)
_PLENUM = re.compile(f"{_NUMBER}中")
#: What is still to come.
_AHEAD = re.compile(r"(?:迎接|喜迎|迎庆|筹备|即将召开|召开前)[^，。；]{0,8}$")
#: What is studied and carried out now: 学习贯彻党的二十大精神; not what has been so since.
_STUDIED = re.compile(r"学习|宣传|贯彻|落实|领会")
#: A paper is signed some time after the end of its year.
_SIGNING = timedelta(days=120)
#: A meeting half a year before the end of the period is known to whoever writes on it.
_KNOWN = timedelta(days=183)


@dataclass(frozen=True)
class Meeting:
    """A congress or plenum (会议): its name, its kind, and its days."""

    name: str
    kind: str
    first: PartialDate
    last: PartialDate

    @property
    def month(self) -> str:
        """When it was held, in words."""
        return f"{self.last.year}年{self.last.month}月"


@cache
def known_meetings() -> Mapping[str, Meeting]:
    """The meetings by name, each kind in order of time."""
    names = {"congresses": "党的{}大", "plenums": "{}全会", "discipline": "{}届中央纪委{}次全会"}
    found = {}
    for kind, rows in read_lists(__file__).items():
        for row in rows:
            short, first, last = row.split()
            # The discipline commission stands between term and number.
            parts = short.removesuffix("次").split("届") if kind == "discipline" else [short]
            name = names[kind].format(*parts)
            found[name] = Meeting(name, kind, _day(first), _day(last))
    return found


def _day(text: str) -> PartialDate:
    year, month, *day = map(int, text.split("-"))
    return PartialDate(year, month, *day)


def find_meetings(report: Report) -> Iterator[Leftover]:
    """Yield the meetings that a paper cannot know yet, and those that it studies though the next one was held.

    Args:
        report: The paper.
    """
    for item in report.passages.values():
        for sentence in written_sentences(item):
            if "大" in sentence or "届" in sentence or "纪委" in sentence:
                yield from _of_sentence(sentence, item, report)


def _of_sentence(sentence: str, item: Item, report: Report) -> Iterator[Leftover]:
    named = list(_mentions(sentence))
    newest = {meeting.kind: max(m.last.last for _, m in named if m.kind == meeting.kind) for _, meeting in named}
    for start, meeting in named:
        why = _not_held(meeting, report, sentence[:start]) or _outdated(meeting, report, sentence, newest[meeting.kind])
        if why:
            yield Leftover(LeftoverKind.MEETING, item, meeting.name, why, sentence)


def _mentions(sentence: str) -> Iterator[tuple[int, Meeting]]:
    known = known_meetings()
    for match in _MENTION.finditer(sentence):
        for name in _names(match):
            if name in known:
                yield match.start(), known[name]


def _names(match: re.Match[str]) -> list[str]:
    if match["congress"]:
        return [f"党的{match['congress']}大"]
    if match["term"]:
        return [f"{match['term']}届{plenum}全会" for plenum in _PLENUM.findall(match["plenums"])]
    return [f"{match['before'] or match['behind']}届中央纪委{match['times']}次全会"]


def _not_held(meeting: Meeting, report: Report, before: str) -> str:
    known_until = report.signed_on.last if report.signed_on else report.as_of + _SIGNING
    if meeting.first.first <= known_until or _AHEAD.search(before):
        return ""
    return f"{meeting.name}在{meeting.month}召开，是这份报告以后的事"


def _outdated(meeting: Meeting, report: Report, sentence: str, newest: date) -> str:
    if "精神" not in sentence or not _STUDIED.search(sentence):
        return ""
    later = [
        other
        for other in known_meetings().values()
        if other.kind == meeting.kind and newest < other.last.last <= report.as_of - _KNOWN
    ]
    return f"此前已经召开{later[-1].name}（{later[-1].month}）" if later else ""
