"""A form as a grid of cells, whatever program it was made with: what reading its shape needs, and no more."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

#: What stands in a place that waits to be filled: blanks, lines to write on, an empty date, dots.
_BLANK = r"[\s\u3000_＿]"
_WAITS = re.compile(rf"[\s\u3000_＿\u200b]*|{_BLANK}*(?:20{_BLANK}+)?年{_BLANK}*月{_BLANK}*日?{_BLANK}*|…+|\.{{3,}}")
#: A box to be ticked with the word behind it.
_BOX = re.compile(r"[□☐][\s\u3000]*(?P<word>[^□☐]*?)[\s\u3000、，；,;/]*(?=[□☐]|$)")
_TICKED = frozenset("☑☒■√✓✔")
_LONGEST_WORD = 12
#: What a box that stands alone says.
_YES = "是"


@dataclass(frozen=True)
class PlaceLimit:
    """What a place takes besides its kind of words (一处的限制): where it stands, how many characters, or a number."""

    at: int
    longest: int = 0
    is_number: bool = False


@dataclass(frozen=True)
class FormCell:
    """A cell of a form (格子).

    Attributes:
        row: Row of its first corner, from 1.
        column: Column of its first corner, from 1.
        rows: How many rows it spans.
        columns: How many columns it spans.
        text: What it shows; days as 2024-03-01.
        framed: Whether it has a line around it, or at one side.
        computed: Whether a formula fills it.
        is_date: Whether it shows numbers as days.
        is_percent: Whether it shows hundredths as percent.
        choices: The only words that it takes; empty where it takes any.
        listed: Of single places in its words that take only some, where each stands, and which.
        limits: Of places that take but so many characters, or a number alone.
        held: Where in its words a control or a field waits.
    """

    row: int
    column: int
    rows: int = 1
    columns: int = 1
    text: str = ""
    framed: bool = False
    computed: bool = False
    is_date: bool = False
    is_percent: bool = False
    choices: tuple[str, ...] = ()
    listed: tuple[tuple[int, tuple[str, ...]], ...] = ()
    limits: tuple[PlaceLimit, ...] = ()
    held: tuple[int, ...] = ()

    @property
    def waits(self) -> bool:
        """Whether it is there to be filled, or a box of it to be ticked."""
        return not self.computed and (waits(self.text) or bool(self.boxes))

    @property
    def boxes(self) -> dict[str, int]:
        """Its boxes, if it holds nothing else and none is ticked: where each stands, by the word behind it."""
        return find_boxes(self.text)

    def takes(self, start: int, end: int) -> tuple[str, ...]:
        """The only words that a place in its own words takes."""
        return next((words for at, words in self.listed if start <= at <= end), ())

    def limit(self, start: int, end: int) -> PlaceLimit:
        """What a place in its own words takes besides, or all of it where nothing else stands in it."""
        return next((one for one in self.limits if start <= one.at <= end), PlaceLimit(start))

    @property
    def says(self) -> str:
        """Its text in one line, without blanks between the characters of a heading."""
        return "".join(self.text.split())


def waits(text: str) -> bool:
    """Whether a text only holds a place open."""
    return _WAITS.fullmatch(text) is not None


def find_boxes(text: str) -> dict[str, int]:
    """The boxes of a text that is nothing but boxes to be ticked, by the words behind them: □是 □否."""
    found = [*_BOX.finditer(text)]
    words = [match["word"].strip() for match in found]
    if not found or text[: found[0].start()].strip() or _TICKED & {*text} or len({*words}) < len(words):
        return {}
    if len(found) == 1:
        return {_YES: found[0].start()} if words[0] in {"", _YES} else {}
    is_sound = all(0 < len(word) <= _LONGEST_WORD for word in words)
    return {word: match.start() for word, match in zip(words, found, strict=True)} if is_sound else {}


@dataclass(frozen=True)
class FormGrid:
    """A sheet of a workbook, a table of a Word file, or its paragraphs (一张表).

    Attributes:
        name: What a person calls it: the sheet's name, 第1张表, 正文.
        rows: How many rows it has.
        columns: How many columns it has.
        cells: Its cells by the row and column of their first corner.
        owners: Of each place in a merged cell, where that begins.
        is_text: Whether it is running text, a paragraph a row.
    """

    name: str
    rows: int
    columns: int
    cells: Mapping[tuple[int, int], FormCell]
    owners: Mapping[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    is_text: bool = False

    def at(self, row: int, column: int) -> FormCell:
        """The cell that covers a place; an empty one where nothing is."""
        owner = self.owners.get((row, column), (row, column))
        return self.cells.get(owner) or FormCell(*owner)

    def beside(self, cell: FormCell) -> FormCell | None:
        """The cell to its right; None at the edge."""
        column = cell.column + cell.columns
        return self.at(cell.row, column) if column <= self.columns else None
