"""The columns of a ledger's sheet, and the headings by which offices call them."""

from __future__ import annotations

import re
import unicodedata

from macros.domain.ledger_columns import Column
from macros.word_lists import read_lists

#: Other headings for the same; all of them are listed in the handbook.
VARIANTS = {Column(name): headings for name, headings in read_lists(__file__).items()}

#: What stands on paper, in this order; the others follow to its right, for the way back.
PRINTED = (
    Column.ID, Column.SOURCE, Column.PROBLEM, Column.CAUSES, Column.MEASURE, Column.GOAL, Column.KIND, Column.LEADER,
    Column.UNIT, Column.HELPERS, Column.OWNER, Column.DUE, Column.NEXT_CHECK, Column.HISTORY, Column.STATUS,
    Column.MARKS, Column.EVIDENCE, Column.VERIFIED, Column.APPROVED, Column.CLOSED_ON,
)  # fmt: skip
BESIDE = (Column.PROBLEM_REF, Column.REPEATS, Column.NUMBER, Column.ITEM, Column.REQUESTED, Column.AUDIENCE)
#: Those that say something of the whole entry, and are merged over its measures.
OF_ENTRY = frozenset(
    {Column.ID, Column.SERIAL, Column.SOURCE, Column.PROBLEM, Column.PROBLEM_REF, Column.CAUSES, Column.REPEATS,
     Column.AUDIENCE}
)  # fmt: skip
#: Those that are read and have no place on a page.
NOT_KEPT = frozenset({Column.SERIAL, Column.MARKS, Column.REMARKS})

#: What heads a column of limits, but beside another one the days on which things were done.
_LIMIT_OR_DONE = ("完成时间", "完成日期", "整改完成时间", "整改完成日期", "整改时间")

_REMARK = re.compile(r"\([^()]*\)")
_PUNCTUATION = re.compile(r"[\s\u200b:;,.、，。：*/·\-]+")


def fold_heading(text: str) -> str:
    """A heading without blanks, line ends, punctuation, remarks in brackets and full width."""
    plain = unicodedata.normalize("NFKC", text)
    return _PUNCTUATION.sub("", _REMARK.sub("", plain)) or _PUNCTUATION.sub("", plain)


_BY_HEADING = {fold_heading(name): column for column in Column for name in (column.value, *VARIANTS.get(column, ()))}


def is_limit_or_done(heading: str) -> bool:
    """Whether a heading may mean days by which things are to be done as well as those on which they were."""
    return fold_heading(heading) in _LIMIT_OR_DONE


def find_column(*headings: str) -> Column | None:
    """The column that the first known one of some headings names."""
    return next((column for text in headings if (column := _BY_HEADING.get(fold_heading(text)))), None)
