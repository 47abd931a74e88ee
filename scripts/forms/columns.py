"""The words by which superiors' forms call a column or a place, beside those that the ledger's sheets have."""

from __future__ import annotations

from collections.abc import Mapping

from macros.domain.forms import FormWord
from macros.word_lists import read_lists
from scripts.ledger_sheet.columns import find_column, fold_heading

_LISTS = read_lists(__file__)
_COLUMN, _PLACE = "栏", "空"
#: How many years ago a column of figures is from, by the list that holds its heading.
_AGO = {"本年": 0, "上年": 1, "前年": 2}
#: Columns of a ledger that no form is filled with: they lead from the sheet back to the page.
_NOT_ASKED = frozenset({"问题条目", "同一问题编号", "措施序号", "措施条目", "阅读范围", "备注"})


def word_of_column(text: str) -> FormWord | None:
    """What a column of a ledger is filled with, by its heading."""
    if word := _in_lists(_COLUMN, text):
        return word
    column = find_column(text)
    return FormWord(column.value) if column is not None and column not in _NOT_ASKED else None


def word_of_place(text: str) -> FormWord | None:
    """What a single place is filled with, by its label; what a ledger leaves blank is left so there too."""
    if word := _in_lists(_PLACE, text):
        return word
    if fold_heading(text) == FormWord.SERIAL:
        return FormWord.SERIAL
    return FormWord.BLANK if _in_lists(_COLUMN, text) is FormWord.BLANK else None


def years_ago(heading: str) -> int | None:
    """How many years ago the figures of a column are from, 0 for those of the year; None for another heading."""
    words = fold_heading(heading)
    return next((ago for when, ago in _AGO.items() if words in map(fold_heading, _LISTS[when])), None)


def _in_lists(kind: str, text: str) -> FormWord | None:
    return _BY_WORDS.get((kind, fold_heading(text)))


def _by_words() -> Mapping[tuple[str, str], FormWord]:
    rows: dict[tuple[str, str], FormWord] = {}
    for name, texts in _LISTS.items():
        kind, _, word = name.partition(" ")
        rows |= {(kind, fold_heading(text)): FormWord(word) for text in texts if word}
    return rows


_BY_WORDS = _by_words()
