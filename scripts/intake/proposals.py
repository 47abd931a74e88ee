"""Proposes a paper's year, unit and date from its title and its signature."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from macros.domain.dates import PartialDate
from macros.domain.numerals import read_number
from macros.domain.reports import Series
from scripts.intake.galley import GalleyParagraph

_HAN = "〇○零一二三四五六七八九"
_YEAR = re.compile(rf"(?<![0-9０-９])((?:19|20|１９|２０|二[〇○零])[0-9０-９{_HAN}]{{2}})(?![0-9０-９])")
_DATE = re.compile(
    rf"[（(]?(?P<year>(?:19|20)[0-9]{{2}}|[一二][{_HAN}]{{3}})[ ]*年[ ]*(?P<month>[0-9]{{1,2}}|[{_HAN}十]{{1,2}})[ ]*月"
    rf"(?:[ ]*(?P<day>[0-9]{{1,2}}|[{_HAN}十]{{1,3}})[ ]*日?)?[）)]?"
)
_DIGITS_DATE = re.compile(
    r"[（(]?(?P<year>(?:19|20)[0-9]{2})[.．/-](?P<month>[0-9]{1,2})[.．/-](?P<day>[0-9]{1,2})[）)]?"
)
_UNIT = re.compile(
    r"(?:中共|中国共产党)?[\u4e00-\u9fffXx×○Ｘ]{2,24}?(?:委员会|党委|党组|党工委|党总支|党支部|支部|人民政府|政府|办事处|纪委|局|委|办公室|中心|学校|医院|公司)"
)
#: 局 ends the name of a unit, and stands within that of its Party group: what comes behind decides.
_GOES_ON = "关于|落实|履行|党风廉政|全面从严|年度|[上下]半年|述[责职廉]|(?:19|20)[0-9]{2}|[１２][９０]|二[〇○零]"
#: 关于加强机关党委党风廉政建设的报告 is of no unit.
_NO_UNIT = "加强|深化|推进|落实|贯彻|开展|全面|进一步|做好|对|对照|学习|建设|严格"
_UNIT_FIRST = re.compile(rf"(?!{_NO_UNIT}){_UNIT.pattern}(?={_GOES_ON})")
_SERIES = (
    (Series.PLAN, re.compile(r"(?:任务|责任)(?:安排|分工|分解|清单)|工作(?:要点|计划|安排|方案)|实施方案")),
    (Series.HALF_YEAR, re.compile(r"半年")),
    (Series.ACCOUNT, re.compile(r"述[责职]述廉|述[责职](?:报告)?$|述廉")),
    (Series.RECTIFICATION, re.compile(r"整改.{0,12}(?:报告|情况|方案)")),
    (Series.SUPERVISION, re.compile(r"监督责任")),
)
#: Signatures stand in the last lines, or in the last before the annexes.
_LAST = 8


@dataclass(frozen=True)
class Signature:
    """Who signed a paper, and when; either may be unknown (落款)."""

    unit: str = ""
    signed_on: PartialDate | None = None


def propose_year(title: str) -> int | None:
    """The year that a title names, in digits or in Chinese; None where it names none."""
    match = _YEAR.search(title)
    if match is None:
        return None
    year = read_number(match[1])
    return year if 1949 <= year <= 2199 else None


def find_year_words(text: str) -> str:
    """The words by which `propose_year` knows the year; empty where there are none."""
    match = _YEAR.search(text)
    return match[1] + ("年" if text[match.end() :].startswith("年") else "") if match else ""


def find_series_words(title: str) -> str:
    """The words by which `propose_series` knows which paper it is; empty where there are none."""
    series = propose_series(title)
    words = next((words for name, words in _SERIES if name is series), None)
    match = words.search(title) if words else None
    return match[0] if match else ""


def propose_series(title: str) -> Series | None:
    """Which paper of the year a title names; None where only its yearly summary can be meant."""
    found = next((series for series, words in _SERIES if words.search(title)), None)
    # 2024年度工作总结及2025年工作计划 looks back first; who answers for both, reports for the office.
    looks_back = (found is Series.PLAN and re.search("总结|完成情况|落实情况|报告", title)) or (
        found is Series.RECTIFICATION and "总结" in title
    )
    of_both = found is Series.SUPERVISION and "主体责任" in title
    return None if looks_back or of_both else found


def propose_unit(title: str) -> str:
    """The unit that a title begins with: XX乡党委2023年度…, 关于XX乡党委落实…; empty where it begins otherwise."""
    match = _UNIT_FIRST.match(title.removeprefix("关于"))
    return match[0] if match else ""


def short_unit(name: str) -> str:
    """A Party committee's name as offices say it: 中共XX乡委员会 is XX乡党委."""
    return re.sub(r"委员会$", "党委", re.sub(r"^(?:中共|中国共产党)", "", name))


def read_signature(paragraphs: Sequence[GalleyParagraph]) -> Signature:
    """Read unit and date from the last lines of a paper; a date in brackets may stand under the title instead."""
    last = [paragraph.text for paragraph in paragraphs[-_LAST:]]
    for place in range(len(last) - 1, -1, -1):
        before, _, day = last[place].replace("\u3000", " ").rpartition(" ")
        # One line for both, or one for each.
        for unit, text in ((last[place - 1] if place else "", last[place]), (before.strip(), day)):
            match = _match_date(text)
            if match and (text == last[place] or _UNIT.fullmatch(unit)):
                return Signature(unit if _UNIT.fullmatch(unit) else "", _date(match))
    head = [text for paragraph in paragraphs[:2] if (text := paragraph.text)[0] in "（(" and _match_date(text)]
    match = _match_date(head[0]) if head else None
    return Signature("", _date(match)) if match else Signature()


def _match_date(text: str) -> re.Match[str] | None:
    return _DATE.fullmatch(text) or _DIGITS_DATE.fullmatch(text)


def _date(match: re.Match[str]) -> PartialDate | None:
    year, month, day = (read_number(part) if part else None for part in match.group("year", "month", "day"))
    try:
        return PartialDate(year or 0, month, day)
    except ValueError:
        return None
