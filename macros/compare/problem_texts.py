"""What of a paper tells of problems, or promises something, whatever kind its part is said to be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from macros.compare.likeness import body_of
from macros.compare.passages import split_sentences
from macros.domain.reports import Item, PartKind, Report
from macros.word_lists import alternatives, read_lists

_LISTS = read_lists(__file__)
_TELLS = re.compile(
    rf"{alternatives(_LISTS['sees'])}"
    rf"|(?:{alternatives(_LISTS['there are'])})[^。；，]{{0,12}}(?:{alternatives(_LISTS['what is lacking'])})"
)
#: By its heading a part of open kind is about problems: 存在不足和下一步打算; or about what is promised.
_LACKING, _TO_COME = (re.compile(alternatives(_LISTS[name])) for name in ("what is lacking", "what is to come"))
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
    """Yield what a paper says of problems, in reading order, without its signature.

    A part of problems is one throughout, but for the sentence that leads to its
    items; an item of a part of open kind may be one, and a part of open kind
    that is not divided is one by its heading: 存在不足和下一步打算. Elsewhere a
    paragraph is one that begins by saying so. What is still to be done, and why, is no problem.
    """
    for item in report.passages.values():
        body = body_of(item)
        if _is_problem(item, body):
            yield ProblemText(item, "" if item.is_lead else item.title, body)
        elif item.kind in {PartKind.WORK, PartKind.OTHER}:
            told = [paragraph for paragraph in body.split("\n") if _TELLS.search(paragraph[:_BEGINNING])]
            if told:
                yield ProblemText(item, "", "\n".join(told))


def _is_problem(item: Item, body: str) -> bool:
    if item.kind is PartKind.PROBLEM:
        return not item.is_lead or len(split_sentences(body)) > 1
    return item.kind is PartKind.OTHER and _may_be(item, _LACKING)


def is_promise(item: Item) -> bool:
    """Whether an item is a measure, or may be one: in a part of open kind, or such a part that is not divided."""
    return not item.is_lead and (
        item.kind is PartKind.MEASURE or (item.kind is PartKind.OTHER and _may_be(item, _TO_COME))
    )


def _may_be(item: Item, words: re.Pattern[str]) -> bool:
    """Of a part of open kind any item; where it is not divided, the part by its heading."""
    return not item.is_lead and (not item.is_part or bool(words.search(item.title)))
