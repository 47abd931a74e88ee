"""Counted numbers of running text: a number with its unit, in digits or in Chinese numerals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from macros.domain.numerals import read_number
from macros.word_lists import alternatives, read_lists


@dataclass(frozen=True)
class Amount:
    """A counted number where it stands in a text (数量).

    Attributes:
        value: The number as it is written before its unit.
        unit: The unit, 万 and 亿 with it; % for 百分之 and ％.
        qualifier: What makes it inexact, such as 约 or 余; 万余 where it stands behind 万; empty where nothing does.
        start: Place of its first character.
        end: Place after its last character.
    """

    value: Decimal
    unit: str
    qualifier: str
    start: int
    end: int

    @property
    def plain(self) -> tuple[Decimal, str]:
        """Value and unit without 万 and 亿: 3.5万元 is 35000 元."""
        return plain_value(self.value, self.unit)


_LISTS = read_lists(__file__)
_LARGE_WORDS = "万亿|亿|万"
#: The longer unit before the shorter one that it begins with; 1.4亿斤 is counted in 亿斤, and not in 亿.
_MEASURES = alternatives(sorted(_LISTS["units"], key=len, reverse=True))
_UNIT = rf"(?:{_LARGE_WORDS})?(?:{_MEASURES})|{_LARGE_WORDS}"
_HAN_NUMBER = "零〇一二两三四五六七八九十百千"
_FIGURE = re.compile(
    rf"(?P<percent>百分之)?(?P<before>{alternatives(_LISTS['before a number'])})?"
    rf"(?P<number>[0-9０-９]+(?:[,，][0-9]{{3}})*(?:[.．][0-9０-９]+)?|[{_HAN_NUMBER}]+)"
    rf"(?P<more>余|多|来)?(?:(?P<large>{_LARGE_WORDS})(?P<among>余|多)(?P<counted>{_MEASURES})|(?P<unit>{_UNIT}))?"
    r"(?P<after>以上|以下|左右|以内|余)?"
)
#: Characters before or after which a number counts nothing: dates, ordinals, ranges, names.
_NUMERAL = rf"[0-9０-９{_HAN_NUMBER}]"
_NOT_BEFORE = re.compile(
    r"[第届0-9０-９.．—–~～\-－〔（(/+×]$|[A-Za-z]$|[“‘《][^”’》]*$|(?<![增升降减低高加少延])至$"
    rf"|{_NUMERAL}[万亿千百]?(?:{_MEASURES})?到$|第{_NUMERAL}+[、和至到]$|[0-9][万亿千百]$"
)
#: 数十, 几十, 上百: nobody knows how many.
_SOME = re.compile(r"[数几上]$")
#: 三五次, 七八十户: two numbers, and neither counts.
_BETWEEN = re.compile(r"[一二两三四五六七八九]{2}")
_NOT_AFTER = re.compile(
    r"[0-9０-９.．—–~～/／]|[-－至到]\s*[0-9０-９]|个月|月|年|日|时|届|号|级|者|多|余|性|些|样|系列|起来|直|致|定|体|同|心|人称"
)
#: A word of which a unit is only the beginning: 3万人口, 12例会.
_NO_UNIT = re.compile(
    rf"(?:{_LARGE_WORDS})?[余多]?(?:{alternatives(_LISTS['no unit'])})(?!{alternatives(_LISTS['but a unit before'])})"
)
#: Set phrases that hold a number and count nothing.
_SET_PHRASE = re.compile(
    rf"[一二两三四五六七八九十]+(?:个(?:{alternatives(_LISTS['set phrases'])})"
    r"|项(?:规定|纪律|注意)|重一大|严三实|会一课|岗双责|风|种形态|次性)"
)
#: Qualifiers that stand behind the number, or behind its 万; and those behind the unit. All others stand first.
_BEHIND_NUMBER = ("余", "多", "来")
_BEHIND_UNIT = frozenset({"以上", "以下", "左右", "以内", "上下"})
_MOST_DIGITS = 20
_WINDOW = 80
_LARGE = (("万亿", 1_000_000_000_000), ("亿", 100_000_000), ("万", 10_000))


def find_amounts(text: str, *, single: bool = False) -> Iterator[Amount]:
    """Yield the numbers of a text that count something and have a unit, in reading order.

    Args:
        text: Running text.
        single: Whether 一次, 一场 count too; elsewhere 一 says that there is some, not how many.
    """
    for match in _FIGURE.finditer(text):
        if _counts(text, match, single=single) and (value := _value(match)) is not None:
            yield Amount(value, _unit(match), _qualifier(match), match.start(), match.end())


def read_cell(text: str) -> Amount | None:
    """Read a cell of a table that holds a number and nothing else but its unit; None for any other.

    Args:
        text: The cell, without blanks around it.

    Returns:
        The number; its unit is empty where the cell has none.
    """
    match = _FIGURE.fullmatch(text)
    value = _value(match) if match and match["number"][0] not in _HAN_NUMBER else None
    if match is None or value is None:
        return None
    return Amount(value, _unit(match), _qualifier(match), 0, len(text))


def read_unit(text: str) -> str:
    """A text that is a unit, such as 人次 or 万元; empty where it is none."""
    return text if re.fullmatch(_UNIT, text) else ""


def plain_value(value: Decimal, unit: str) -> tuple[Decimal, str]:
    """A value and its unit without 万 and 亿: 3.5 and 万元 are 35000 and 元."""
    for word, factor in _LARGE:
        if unit.startswith(word):
            return value * factor, unit.removeprefix(word)
    return value, "%" if unit == "％" else unit


def write_amount(value: Decimal, unit: str, qualifier: str = "") -> str:
    """An amount as a sentence has it: 约56人次, 50余人次, 2万余人次, 30件以上."""
    number, large = f"{value:f}", qualifier[:-1]
    if qualifier[-1:] in _BEHIND_NUMBER and unit.startswith(large):
        return f"{number}{qualifier}{unit.removeprefix(large)}"
    return f"{number}{unit}{qualifier}" if qualifier in _BEHIND_UNIT else f"{qualifier}{number}{unit}"


def _unit(match: re.Match[str]) -> str:
    """The unit as a whole: of 2万余人次 it is 万人次."""
    if match["percent"] or match["unit"] == "％":
        return "%"
    return f"{match['large']}{match['counted']}" if match["large"] else match["unit"] or ""


def _qualifier(match: re.Match[str]) -> str:
    among = f"{match['large']}{match['among']}" if match["among"] else ""
    return match["before"] or match["more"] or among or match["after"] or ""


def _counts(sentence: str, match: re.Match[str], *, single: bool) -> bool:
    before = sentence[max(0, match.start() - _WINDOW) : match.start()]
    after = sentence[match.end() : match.end() + _WINDOW]
    unit = _unit(match)
    if not unit or _NOT_BEFORE.search(before):
        return False
    if _SET_PHRASE.match(sentence, match.start("number")) or _NOT_AFTER.match(after):
        return False
    han = match["number"][0] in _HAN_NUMBER
    if _NO_UNIT.match(sentence, match.end("number")) or (han and _is_vague(before, match["number"], unit)):
        return False
    if single and match["number"] == "一":
        return unit not in {"万", "亿", "期"}
    # 一个, 一批, 一项 say that there is some, not how many; 十分 and 千万 are adverbs.
    if han and (match["number"] in {"一", "千", "百", "十"} or unit in {"万", "亿", "期"}) and not match["percent"]:
        return match["number"] == "十" and bool(match["more"] or unit not in {"万", "亿", "期"})
    return not (unit == "个" and after.startswith("月"))


def _is_vague(before: str, number: str, unit: str) -> bool:
    """Whether a number in words is none that can be told, or a name: 数十人, 三五次, 三元公司, 红十字."""
    is_some = len(number) == 1 and number in "十百千" and _SOME.search(before)
    return bool(is_some or _BETWEEN.search(number)) or (unit in {"元", "字"} and len(number) == 1)


def _value(match: re.Match[str]) -> Decimal | None:
    if len(match["number"]) > _MOST_DIGITS:
        return None
    number = match["number"].replace(",", "").replace("，", "").replace("．", ".")
    try:
        return Decimal(read_number(number.replace("两", "二"))) if number[0] in _HAN_NUMBER else Decimal(number)
    except (InvalidOperation, ValueError):
        return None
