"""Rows of a form that somebody has filled already: they stay as they are, and what is filled goes on behind them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from macros.domain.forms import ENTRY_WORDS, SUBJECT_WORDS, FormWord
from scripts.forms.grid import FormGrid
from scripts.forms.heads import HeadColumn

#: Of what an office answers in a row, so large a part is there in one that somebody has filled.
_PART = 0.5
#: Where a head asks for no answer, so many cells are.
_FEWEST = 2


def count_taken(
    grid: FormGrid, first: int, columns: Sequence[HeadColumn], word_of: Callable[[HeadColumn], FormWord | None]
) -> int:
    """How many rows from one on somebody has filled; none where the head tells of no problem and no measure.

    Rows in which only the problem stands are the form's own, to be answered beside it.

    Args:
        grid: The sheet or table.
        first: The first row under its head.
        columns: The columns of its head.
        word_of: What a column of a ledger is filled with.
    """
    words = {one.column: word_of(one) for one in columns}
    row = first
    while SUBJECT_WORDS & {*words.values()} and row <= grid.rows and _is_taken(grid, row, first, words):
        row += 1
    return row - first


def _is_taken(grid: FormGrid, row: int, first: int, words: Mapping[int, FormWord | None]) -> bool:
    cells = {column: grid.at(row, column) for column in words}
    if any(cell.column != column or cell.row < first for column, cell in cells.items()):
        return False
    said = {column for column, cell in cells.items() if not cell.waits and not cell.computed}
    subjects = {column for column, word in words.items() if word in SUBJECT_WORDS}
    answers = {column for column, word in words.items() if word and word not in ENTRY_WORDS}
    others = {column for column, word in words.items() if word not in {FormWord.SERIAL, FormWord.PROBLEM_NUMBER}}
    is_whole = len(said & answers) >= _PART * len(answers) if answers else len(said & others) >= _FEWEST
    return subjects <= said and is_whole


def taken_texts(grid: FormGrid, first: int, count: int, columns: Sequence[int]) -> Iterator[tuple[str, ...]]:
    """Yield what such rows say in some columns, blanks aside.

    Args:
        grid: The sheet or table.
        first: The row behind them.
        count: How many they are.
        columns: The columns.
    """
    for row in range(first - count, first):
        yield tuple(bare(grid.at(row, column).text) for column in columns)


def last_number(grid: FormGrid, first: int, count: int, column: int) -> int:
    """The number that the last of such rows has in a column; how many there are where none has one."""
    said = [grid.at(row, column).says.rstrip(".、．") for row in range(first - count, first)]
    return max((int(one) for one in said if one.isdecimal()), default=count)


def bare(text: str) -> str:
    """A text as two spellings of it are compared."""
    return "".join(text.split())
