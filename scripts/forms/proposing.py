"""Proposes what each column and place of a form is filled with, by its words alone, and says why."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from macros.domain.amounts import read_unit
from macros.domain.forms import (
    EARLIEST_FIGURE,
    ENTRY_WORDS,
    ROW_WORDS,
    SUBJECT_WORDS,
    FigureName,
    FormField,
    FormMapping,
    FormWord,
    RowOf,
    Takes,
)
from macros.domain.reports import fold_name
from scripts.forms.asked import JOINT, FormBlank, FormShape, FormTable
from scripts.forms.columns import word_of_column, word_of_place, years_ago
from scripts.forms.heads import HeadColumn
from scripts.ledger_sheet.columns import is_limit_or_done

_BRACKET = re.compile(r"[(（]([^()（）]*)[)）]$")
_WHEN = re.compile(r"^(?P<year>(?:19|20|21)[0-9]{2})年度?|^(?P<word>本年度?|今年|上年度?|去年|前年)")
#: What is asked of one measure: beside it a problem is that of the measure, and not all of the year's.
_OF_ONE = frozenset(
    {FormWord.DUE, FormWord.FIRST_DUE, FormWord.MOVED_DUE, FormWord.KIND, FormWord.CLOSED_ON, FormWord.DONE_ON,
     FormWord.IS_CLOSED, FormWord.IS_DONE}
)  # fmt: skip
_OF_SUMMARY = frozenset({FormWord.PROBLEM_TEXT, FormWord.CAUSE_TEXT, FormWord.MEASURE_TEXT})
UNKNOWN = "没有认出"


@dataclass(frozen=True)
class Proposal:
    """What a column or place is taken for (建议).

    Attributes:
        at: The sheet or table that it stands in.
        says: Its heading or label.
        takes: What fills it; None where its words are not known.
        why: Why, for the person who decides.
    """

    at: str
    says: str
    takes: Takes | None
    why: str

    @property
    def words(self) -> str:
        """What it is taken for, in words."""
        return str(self.takes) if self.takes else UNKNOWN


@dataclass(frozen=True)
class Proposed:
    """The whole of a proposal; `rows` says what a row of each table is about."""

    fields: tuple[Proposal, ...]
    rows: Mapping[str, RowOf]

    def as_mapping(self, name: str) -> FormMapping:
        """The same to be kept; what is not known is a person's to fill in."""
        fields = tuple(FormField(one.at, one.says, one.takes or FormWord.PERSON) for one in self.fields)
        return FormMapping(name, fields, tuple(self.rows.items()))


class Figures:
    """The indicators of a unit, for which a form may ask (指标).

    Args:
        named: Name and unit of each, the newest year first.
        year: The year that the form is of.
    """

    def __init__(self, named: Iterable[tuple[str, str]], year: int) -> None:
        self._year = year
        self._units: dict[str, list[tuple[str, str]]] = {}
        for name, unit in named:
            self._units.setdefault(fold_name(name), []).append((name, unit))

    def find(self, label: str) -> tuple[FigureName | None, str] | None:
        """The indicator that a label names with why, no indicator where only its unit differs; None for other words."""
        row, joint, column = label.partition(JOINT)
        back = self.years_back(column) if joint else 0
        own, rest = self._when(row)
        name, unit = _parted(rest)
        known = self._units.get(fold_name(name)) or self._units.get(fold_name(rest))
        if known is None or back is None:
            return None
        units = [given for _, given in known]
        if unit and unit not in units:
            return None, f"总结里“{known[0][0]}”的单位是{units[0]}，表里是{unit}，不换算"
        back = back or own
        if not 0 <= back <= EARLIEST_FIGURE:
            return None
        found = next(one for one in known if not unit or one[1] == unit)
        return FigureName(*found, back), f"与总结的指标“{found[0]}”同名" + (f"，单位都是{unit}" if unit else "")

    def years_back(self, heading: str) -> int | None:
        """How many years ago the figures of a column are from; None where its heading is about something else."""
        if (whole := years_ago(heading)) is not None:
            return whole
        back, rest = self._when(heading)
        ago = years_ago(rest) if rest else 0
        return None if ago is None else back + ago

    def _when(self, text: str) -> tuple[int, str]:
        """How many years ago the words of a year before a name are, 0 without any; and the name."""
        match = _WHEN.match(text)
        if match is None:
            return 0, text
        ago = self._year - int(match["year"]) if match["year"] else _ago(match["word"])
        return ago, text[match.end() :].lstrip("的 ")


def _ago(word: str) -> int:
    return 2 if word == "前年" else 1 if word.startswith(("上年", "去年")) else 0


def _parted(text: str) -> tuple[str, str]:
    """A name and the unit in brackets behind it; the unit is empty where there is none."""
    match = _BRACKET.search(text)
    unit = read_unit(match[1].removeprefix("单位").lstrip(":：")) if match else ""
    return (text[: match.start()], unit) if match and unit else (text, "")


def unit_of(label: str) -> str:
    """The unit in which a place asks for a figure; empty where it does not say: 人次 of 谈话（人次）／2025年."""
    return _parted(label.partition(JOINT)[0])[1]


def knows_heading(heading: str) -> bool:
    """Whether a heading is one of a ledger's."""
    return _column_word(heading.split("－")) is not None


def word_of(column: HeadColumn) -> FormWord | None:
    """What a column of a ledger is filled with, by its headings."""
    return _column_word(column.parts)


def propose(shape: FormShape, figures: Figures) -> Proposed:
    """Propose how a form is filled.

    Args:
        shape: What it asks for.
        figures: The indicators that there are.
    """
    fields: list[Proposal] = []
    rows = {}
    for table in shape.tables:
        found = _of_table(table, figures)
        fields += found
        rows[table.place] = _row_of(found)
    cards = {blank.place for blank in shape.blanks if word_of_column(blank.label) in _OF_ONE}
    fields += [_single(blank, figures, is_card=blank.place in cards) for blank in shape.blanks]
    return Proposed(tuple(fields), rows)


def _single(blank: FormBlank, figures: Figures, *, is_card: bool) -> Proposal:
    """What a single place is filled with; in a row that is about an office or a problem, what its column asks for."""
    heading = blank.label.partition(JOINT)[2]
    if blank.about and blank.about[0] is FormWord.OFFICE:
        return replace(_beside(blank.place, heading, figures), says=blank.label)
    if blank.about and (word := _column_word(heading.split("－"))) in ROW_WORDS:
        return Proposal(blank.place, blank.label, word, f"台账里这个问题的“{word}”")
    found = _beside(blank.place, blank.label, figures)
    if is_card and found.takes in _OF_SUMMARY:
        return Proposal(blank.place, blank.label, None, "这张表只写一个问题，写哪一个由人定")
    return found


def _row_of(found: Sequence[Proposal]) -> RowOf:
    words = {one.takes for one in found if isinstance(one.takes, FormWord)}
    if not words & SUBJECT_WORDS:
        return RowOf.OFFICE
    return RowOf.MEASURE if words - ENTRY_WORDS else RowOf.PROBLEM


def _of_table(table: FormTable, figures: Figures) -> list[Proposal]:
    words = {column.column: _column_word(column.parts) for column in table.columns}
    if SUBJECT_WORDS & {*words.values()}:
        limits = [one for one in table.columns if words[one.column] is FormWord.DUE]
        sure = [one for one in limits if not is_limit_or_done(one.parts[-1])]
        return [_in_ledger(table, column, words[column.column], limited=bool(sure)) for column in table.columns]
    return [_beside(table.place, column.heading, figures) for column in table.columns]


def _in_ledger(table: FormTable, column: HeadColumn, word: FormWord | None, *, limited: bool) -> Proposal:
    place, heading = table.place, column.heading
    if word is FormWord.DUE and limited and is_limit_or_done(column.parts[-1]):
        return Proposal(place, heading, FormWord.DONE_ON, "旁边另有时限一栏，这一栏是做完的日期")
    if word is FormWord.BLANK:
        return Proposal(place, heading, word, "台账没有这一项")
    if word in {FormWord.SERIAL, FormWord.PROBLEM_NUMBER, FormWord.OFFICE}:
        return Proposal(place, heading, word, _why(word))
    if word is not None:
        return Proposal(place, heading, word, f"台账的“{word}”")
    # A figure of the year says nothing of one entry.
    return Proposal(place, heading, None, f"不知道“{heading}”填什么")


def _column_word(parts: Sequence[str]) -> FormWord | None:
    """The word of a column by its headings: all together, then the lowest, then the one above."""
    return next(filter(None, map(word_of_column, ("".join(parts), *reversed(parts)))), None)


def _beside(place: str, label: str, figures: Figures) -> Proposal:
    """What a single place is filled with, or a column of a table that has one row for the office."""
    if found := figures.find(label):
        return Proposal(place, label, *found)
    row, joint, column = label.partition(JOINT)
    # Counts and texts are of this year alone.
    if joint and figures.years_back(column) != 0:
        return Proposal(place, label, None, f"不知道“{label}”填什么")
    text = _parted(row)[0]
    word = word_of_place(text) or word_of_place(text.rpartition("－")[2])
    if word is not None:
        return Proposal(place, label, word, _why(word))
    return Proposal(place, label, None, f"不知道“{label}”填什么")


def _why(word: FormWord) -> str:
    reasons = {
        FormWord.SERIAL: "表里的行数",
        FormWord.PROBLEM_NUMBER: "表里列出这个问题的那一行的序号",
        FormWord.OFFICE: "本单位的名称",
        FormWord.YEAR: "填的是哪一年",
        FormWord.FILLED_ON: "填表的这一天",
        FormWord.BLANK: "年鉴没有这一项",
    }
    return reasons.get(word, "年度总结里这一类的条目" if word.startswith("总结") else "按台账数出来")
