"""Where a paper tells of problems: in its problem parts, and in paragraphs of other parts that say so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from macros.domain.reports import Item, PartKind, Report
from macros.word_lists import alternatives, read_lists

_LISTS = read_lists(__file__)
_TELLS = re.compile(
    rf"{alternatives(_LISTS['sees'])}"
    rf"|(?:{alternatives(_LISTS['there are'])})[^。；，]{{0,12}}(?:{alternatives(_LISTS['what is lacking'])})"
)
#: A paragraph says in so many characters that it is about problems.
_BEGINNING = 60


@dataclass(frozen=True)
class ProblemText:
    """What a passage of a paper says of problems (讲问题的文字).

    Attributes:
        item: The passage, of whatever part.
        title: Its heading, where the whole of it is about problems.
        text: The paragraphs that are.
    """

    item: Item
    title: str
    text: str


def find_problem_texts(report: Report) -> Iterator[ProblemText]:
    """Yield what a paper says of problems, in reading order.

    A part of problems is one throughout, and an item of a part of open kind
    may be: 存在问题和下一步措施. Elsewhere a paragraph is one that begins by
    saying so. What is still to be done, and why, is no problem.
    """
    for item in report.passages.values():
        if item.kind is PartKind.PROBLEM or (item.kind is PartKind.OTHER and not (item.is_lead or item.is_part)):
            yield ProblemText(item, "" if item.is_lead else item.title, item.text)
        elif item.kind in {PartKind.WORK, PartKind.OTHER}:
            told = [paragraph for paragraph in item.text.split("\n") if _TELLS.search(paragraph[:_BEGINNING])]
            if told:
                yield ProblemText(item, "", "\n".join(told))
