"""Superiors' blank forms: which of their columns and places is filled with what the yearbook knows."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from macros.domain.ledger_columns import Column


class FormWord(StrEnum):
    """What a column or a place of a form is filled with (取自); the value is the word that a person reads."""

    SERIAL = Column.SERIAL
    ID = Column.ID
    SOURCE = Column.SOURCE
    PROBLEM = Column.PROBLEM
    CAUSES = Column.CAUSES
    MEASURE = Column.MEASURE
    GOAL = Column.GOAL
    KIND = Column.KIND
    LEADER = Column.LEADER
    UNIT = Column.UNIT
    HELPERS = Column.HELPERS
    OWNER = Column.OWNER
    DUE = Column.DUE
    FIRST_DUE = "原定时限"
    MOVED_DUE = "调整后时限"
    MOVED_WHY = "调整原因"
    NEXT_CHECK = Column.NEXT_CHECK
    HISTORY = Column.HISTORY
    STATUS = Column.STATUS
    IS_CLOSED = "是否销号"
    IS_DONE = "是否完成"
    MARKS = Column.MARKS
    EVIDENCE = Column.EVIDENCE
    REQUESTED = Column.REQUESTED
    VERIFIED = Column.VERIFIED
    APPROVED = Column.APPROVED
    CLOSED_ON = Column.CLOSED_ON
    PROBLEM_NUMBER = "对应问题序号"
    DONE_ON = Column.DONE_ON

    OFFICE = "填报单位"
    YEAR = "年度"
    FILLED_ON = "填报日期"
    PROBLEM_COUNT = "问题数"
    MEASURE_COUNT = "措施数"
    CLOSED_COUNT = "已销号数"
    DONE_COUNT = "已完成数"
    OPEN_COUNT = "未完成数"
    OVERDUE_COUNT = "逾期数"
    WORK_TEXT = "总结的现状"
    PROBLEM_TEXT = "总结的问题"
    CAUSE_TEXT = "总结的原因"
    MEASURE_TEXT = "总结的措施"

    BLANK = "留空"
    PERSON = "由人填写"


#: What only a row of a table can be filled with.
ROW_WORDS = tuple(FormWord)[: list(FormWord).index(FormWord.DONE_ON) + 1]

#: What says of an entry what it is about.
SUBJECT_WORDS = frozenset({FormWord.PROBLEM, FormWord.MEASURE})
#: What is said of an entry as a whole, and what is no office's answer to it.
ENTRY_WORDS = frozenset(
    {
        FormWord.SERIAL,
        FormWord.PROBLEM_NUMBER,
        FormWord.ID,
        FormWord.SOURCE,
        FormWord.PROBLEM,
        FormWord.CAUSES,
        FormWord.OFFICE,
        FormWord.BLANK,
    }
)


class RowOf(StrEnum):
    """What one row of a table is about (一行)."""

    MEASURE = "一条措施"
    PROBLEM = "一个问题"
    OFFICE = "本单位"


@dataclass(frozen=True)
class FigureName:
    """An indicator of this year or an earlier one (指标): 指标：谈心谈话（人次）, 上年指标：党课（次）."""

    name: str
    unit: str
    years_back: int = 0

    _FORM = re.compile(r"(?P<when>上年|前年)?指标：(?P<name>.+)（(?P<unit>[^（）]+)）")
    _WHEN = ("", "上年", "前年")

    @classmethod
    def parse(cls, text: str) -> FigureName | None:
        """Read what a person reads; None where it names no indicator."""
        match = cls._FORM.fullmatch(text)
        return cls(match["name"], match["unit"], cls._WHEN.index(match["when"] or "")) if match else None

    def __str__(self) -> str:
        return f"{self._WHEN[self.years_back]}指标：{self.name}（{self.unit}）"


#: How far back an indicator of a form may lie.
EARLIEST_FIGURE = 2
Takes = FormWord | FigureName


def parse_takes(text: str) -> Takes | None:
    """Read what a column takes; None where there is no such thing."""
    return FormWord(text) if text in tuple(FormWord) else FigureName.parse(text)


@dataclass(frozen=True)
class FormField:
    """A column or a place of a form, and what it takes (对应).

    Attributes:
        at: The sheet or table that it stands in, as its person calls it.
        says: Its heading or label.
        takes: What fills it.
    """

    at: str
    says: str
    takes: Takes


@dataclass(frozen=True)
class FormMapping:
    """How the forms of one shape are filled (填表的对应).

    Attributes:
        name: What the office calls the form.
        fields: Its columns and places in their order.
        rows: What a row is about, by table.
    """

    name: str
    fields: tuple[FormField, ...]
    rows: tuple[tuple[str, RowOf], ...] = ()

    @property
    def key(self) -> tuple[tuple[str, str], ...]:
        """What a form must have to be of this shape."""
        return tuple((fold_label(one.at), fold_label(one.says)) for one in self.fields)


_YEAR = re.compile(r"(?:19|20|21)[0-9]{2}")
_PUNCTUATION = re.compile(r"[\s\u200b:;,.、，。：*_]+")


def fold_label(text: str) -> str:
    """A heading as two years' forms are compared: width, blanks, punctuation and the year itself do not count."""
    return _YEAR.sub("#", _PUNCTUATION.sub("", unicodedata.normalize("NFKC", text)))
