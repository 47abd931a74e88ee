"""What is written into a place of a form, by what it takes: words, a number, a day, one of a list, a ticked box."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from macros.domain.dates import PartialDate
from scripts.forms.grid import FormCell, PlaceLimit
from scripts.forms.labels import InlinePlace
from scripts.forms.measures import Answer, Known, Missing
from scripts.forms.proposing import unit_of

#: What stands in a cell that somebody has to fill in.
MARK = "待填"
#: A box that is ticked; the answer to which a box that stands alone stays empty.
_TICK, _NO = "☑", "否"
#: Units in which entries and measures are counted.
_PIECES = frozenset({"个", "条", "项", "件"})


@dataclass(frozen=True)
class Filling:
    """A place of a form and what becomes of it (一格).

    Attributes:
        grid: Number of the grid.
        row: Its row once all rows are there.
        column: Its column.
        place: What the sheet or table is called.
        label: What the place asks for.
        answer: What fills it, or why nothing does.
        text: What is written; empty where it stays as it is.
        value: The same as a number or a day, where the cell can hold one.
        inline: Its place in the words of the cell; None where it is the whole cell.
        explains: Whether a remark in the form says why it waits.
    """

    grid: int
    row: int
    column: int
    place: str
    label: str
    answer: Answer
    text: str = ""
    value: Decimal | date | None = None
    inline: InlinePlace | None = None
    explains: bool = False

    @property
    def state(self) -> str:
        """What became of it, in a word."""
        if isinstance(self.answer, Known):
            return "已填"
        return "待填" if self.answer.is_gap else "留空"


def worded(one: Filling, cell: FormCell, *, single: bool) -> Filling:
    """A filling with what is written into its cell.

    Args:
        one: The filling, with its answer.
        cell: The cell as the form has it.
        single: Whether it is a single place, in which a day stands in words.
    """
    if (why := _of_other_unit(one, cell)) and isinstance(one.answer, Known):
        return replace(one, answer=Missing(why, one.answer.item), text=MARK, explains=True)
    if cell.boxes and not one.inline:
        return _ticked(one, cell)
    written = _in_words(one, is_date=cell.is_date, is_percent=cell.is_percent, single=single)
    choices = cell.takes(one.inline.start, one.inline.end) if one.inline else cell.choices
    if choices and isinstance(one.answer, Known) and written.text not in choices:
        why = f"表里只能选“{'、'.join(choices)}”，年鉴里是“{written.text}”"
        return replace(one, answer=Missing(why, one.answer.item), text=MARK, value=None, explains=True)
    limit = cell.limit(one.inline.start, one.inline.end) if one.inline else cell.limit(0, 0)
    return _within(written, limit)


def _within(one: Filling, limit: PlaceLimit) -> Filling:
    """It where the place takes it; else why not: nothing is cut."""
    answer, why = one.answer, ""
    if isinstance(answer, Known) and limit.is_number and not isinstance(one.value, Decimal):
        why = f"表里只能填数，年鉴里是“{one.text}”"
    elif isinstance(answer, Known) and limit.longest and len(one.text) > limit.longest:
        why = f"表里最多写 {limit.longest} 个字，年鉴里是 {len(one.text)} 个字：“{one.text}”"
    if why:
        one = replace(one, answer=Missing(why, answer.item), text=MARK, value=None, explains=True)
    is_mark = one.text == MARK and (limit.is_number or 0 < limit.longest < len(MARK))
    return replace(one, text="") if is_mark else one


def _ticked(one: Filling, cell: FormCell) -> Filling:
    """A cell of boxes with the one ticked that says the answer; without one nothing is written over it."""
    boxes, answer = cell.boxes, one.answer
    if not isinstance(answer, Known):
        return replace(one, explains=answer.is_gap)
    if (at := boxes.get(answer.text)) is not None:
        return replace(one, text=f"{cell.text[:at]}{_TICK}{cell.text[at + 1 :]}")
    if len(boxes) == 1 and answer.text == _NO:
        return replace(one, text=cell.text)
    why = f"表里只能勾“{'、'.join(boxes)}”，年鉴里是“{answer.text}”"
    return replace(one, answer=Missing(why, answer.item), explains=True)


def _of_other_unit(one: Filling, cell: FormCell) -> str:
    """Why a figure is not written, where the place counts in something else than it; empty where it does not."""
    answer, asked = one.answer, unit_of(one.label)
    if not isinstance(answer, Known) or not (answer.unit or isinstance(answer.value, Decimal)):
        return ""
    if asked and asked != answer.unit and (answer.unit or asked not in _PIECES):
        return f"表里的单位是{asked}，年鉴里是{answer.unit or '个数'}，不换算"
    if cell.is_percent and answer.unit != "%":
        return f"这一格按百分比显示，年鉴里的单位是{answer.unit or '个数'}，不换算"
    return ""


def _in_words(one: Filling, *, is_date: bool, is_percent: bool, single: bool) -> Filling:
    answer = one.answer
    if isinstance(answer, Missing):
        return replace(one, text=MARK, explains=True) if answer.is_gap else one
    value = answer.value
    if isinstance(value, PartialDate):
        if is_date and value.exact:
            return replace(one, text=str(value), value=value.first)
        return replace(one, text=value.chinese if single else str(value))
    if isinstance(value, Decimal):
        # A bare number is right only where the form itself says what it counts.
        if answer.unit and answer.unit != unit_of(one.label) and not is_percent:
            return replace(one, text=answer.text)
        # A cell that shows hundredths holds the hundredth part.
        number = value / 100 if is_percent else value
        return replace(one, text=f"{number.normalize():f}", value=number)
    return replace(one, text=answer.text)
