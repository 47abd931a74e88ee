"""References in formulas and ranges, once rows have come in above what they name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token, TokenizerError

_CELL = re.compile(r"(\$?[A-Za-z]{1,3})(\$?)([0-9]+)")
_PLACE = r"\$?[A-Za-z]{1,3}\$?[0-9]+"
_AREA = re.compile(rf"(?P<from>{_PLACE}):(?P<to>{_PLACE})$|(?P<rows>\$?[0-9]+:\$?[0-9]+)$|(?P<one>{_PLACE})$")


@dataclass(frozen=True)
class RowShift:
    """Rows that come in behind one (插入的行).

    Attributes:
        sheet: Name of the sheet.
        after: The row behind which they come.
        count: How many.
        grows: Whether an area that ends in that row takes them in: where that is the only empty row of a table.
    """

    sheet: str
    after: int
    count: int
    grows: bool = False

    def row(self, row: int) -> int:
        """Where a row stands now."""
        return row + self.count if row > self.after else row

    def last(self, first: int, last: int) -> int:
        """Where the last row of an area stands now."""
        is_in = self.grows and last == self.after and first <= last
        return last + self.count if is_in else self.row(last)

    def range(self, text: str) -> str:
        """A range of this sheet, or several with blanks between them: `A5:H6 J7`."""
        return " ".join(self._area(part) for part in text.split())

    def formula(self, text: str, home: str) -> str:
        """A formula, with its `=`.

        Args:
            text: The formula.
            home: The sheet that it stands in.
        """
        try:
            tokens = Tokenizer(text)
        except TokenizerError:
            return text
        for token in tokens.items:
            if token.type == Token.OPERAND and token.subtype == Token.RANGE:
                token.value = self._operand(token.value, home)
        return f"={''.join(token.value for token in tokens.items)}"

    def _operand(self, text: str, home: str) -> str:
        sheet, mark, area = text.rpartition("!")
        named = sheet[1:-1].replace("''", "'") if sheet.startswith("'") else sheet
        if (named or home) != self.sheet or "[" in sheet:
            return text
        return f"{sheet}{mark}{self._area(area)}"

    def _area(self, text: str) -> str:
        match = _AREA.match(text)
        if match is None:
            return text
        if match["one"]:
            return _CELL.sub(lambda cell: f"{cell[1]}{cell[2]}{self.row(int(cell[3]))}", text)
        if match["rows"]:
            top, bottom = (int(part.lstrip("$")) for part in text.split(":"))
            new = self.row(top), self.last(top, bottom)
            marks = ["$" if part.startswith("$") else "" for part in text.split(":")]
            return f"{marks[0]}{new[0]}:{marks[1]}{new[1]}"
        left, right = _CELL.fullmatch(match["from"]), _CELL.fullmatch(match["to"])
        assert left and right  # noqa: S101 - by the pattern
        first, last = int(left[3]), int(right[3])
        return f"{left[1]}{left[2]}{self.row(first)}:{right[1]}{right[2]}{self.last(first, last)}"


def single_references(formula: str, home: str, shift: RowShift) -> bool:
    """Whether a formula names single cells of the last row of a table that grows, and so misses what comes in."""
    try:
        tokens = Tokenizer(formula).items
    except TokenizerError:
        return False
    return any(
        (match := _CELL.fullmatch(token.value)) and int(match[3]) == shift.after and home == shift.sheet
        for token in tokens
        if token.type == Token.OPERAND and token.subtype == Token.RANGE
    )
