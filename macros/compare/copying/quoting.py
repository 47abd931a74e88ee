"""Which of the words of a passage an office quotes and does not copy, and why they do not count."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from macros.compare.own_words import fold_places, folded_span, set_words
from macros.domain.yearbook import Yearbook
from macros.word_lists import read_lists

#: So many of an office's own characters a passage has at least that counts.
FEWEST_OWN = 16
#: A clause of fewer characters stands in many provisions by chance.
_SHORTEST_OF_PROVISION = 8
_CLAUSE = re.compile(r"[^，：；。！？\n]+")
_QUOTED = re.compile(r"“[^“”\n]+”|「[^「」\n]+」")
#: 党的二十大和二十届历次全会精神: whatever the number, nobody says it otherwise.
_CONGRESS = re.compile(
    r"(?:全面|认真|深入)*(?:学习|宣传|贯彻|落实)*(?:党的)?(?:[一二三四五六七八九十]+大|[一二三四五六七八九十]+届)"
    r"(?:和?[一二三四五六七八九十]+届)?(?:历次|[一二三四五六七八九十]+中)?(?:全会)?精神"
)
#: What every paper begins with: 现将2024年度工作情况报告如下, 2024年1月9日在第十届代表大会第二次会议上.
_FORMULA = re.compile(r"现将.{0,40}?(?:如下|汇报)|[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日在.{4,40}?(?:会议|大会|全会)上")
_LISTS = read_lists(__file__)
_FROM_ABOVE = (*_LISTS["from above"], *_LISTS["formulas"])


@dataclass(frozen=True)
class Judgement:
    """Whether a passage counts as copied (是否计入).

    Attributes:
        own: How many of its characters are the office's own.
        why_not: Why it does not count, in Chinese; None where it does.
        is_common: Whether nothing but set words is left of it: who writes them copies nobody.
    """

    own: int
    why_not: str | None = None
    is_common: bool = False


class Quoting:
    """Tells what is quoted (引用与抄用).

    Args:
        yearbook: Titles, concepts, set phrases and provisions of the site.
    """

    def __init__(self, yearbook: Yearbook) -> None:
        self._common = set_words((*yearbook.set_words, *_FROM_ABOVE))
        self._yearbook = yearbook
        self._stands: dict[str, bool] = {}

    def count_own(self, text: str) -> int:
        """How many characters of a text are an office's own words."""
        return sum(self._common_words(text))

    def judge(self, text: str) -> Judgement:
        """Say whether a passage counts, by what is left of it once what is quoted is taken away.

        Args:
            text: The words of the passage.
        """
        own = self._common_words(text)
        if sum(own) < FEWEST_OWN:
            return Judgement(sum(own), "除题名、概念和固定提法外，自己的文字不足", is_common=True)
        steps: Sequence[tuple[Callable[[str], Iterator[tuple[int, int]]], str]] = (
            (_find_quoted, "引号里的是引文"),
            (self._find_provisions, "是法规条文的文字"),
        )
        left = bytearray(own)
        for find, why in steps:
            for start, end in find(text):
                left[start:end] = bytes(end - start)
            if sum(left) < FEWEST_OWN:
                return Judgement(sum(own), why)
        return Judgement(sum(own))

    def _common_words(self, text: str) -> bytearray:
        own = self._common.find_own(text)
        folded = fold_places(text)[0]
        for match in chain(_CONGRESS.finditer(folded), _FORMULA.finditer(folded)):
            own[match.start() : match.end()] = bytes(match.end() - match.start())
        return own

    def _find_provisions(self, text: str) -> Iterator[tuple[int, int]]:
        """Clauses that stand in a provision, by their place among the folded words."""
        places = fold_places(text)[1]
        for match in _CLAUSE.finditer(text):
            start, end = folded_span(places, match.span())
            if end - start >= _SHORTEST_OF_PROVISION and self._stands_in_provision(fold_places(match[0])[0]):
                yield start, end

    def _stands_in_provision(self, clause: str) -> bool:
        # Many papers have the same clauses, and the provisions are long.
        if clause not in self._stands:
            self._stands[clause] = clause in self._provisions
        return self._stands[clause]

    @property
    def _provisions(self) -> str:
        return self._yearbook.keep("words of provisions", lambda: _words_of_provisions(self._yearbook))


def _find_quoted(text: str) -> Iterator[tuple[int, int]]:
    places = fold_places(text)[1]
    return (folded_span(places, match.span()) for match in _QUOTED.finditer(text))


def _words_of_provisions(yearbook: Yearbook) -> str:
    articles = (article for edition in yearbook.editions.values() for article in edition.articles)
    # The border is no word, so that no clause goes across it.
    return "|".join(fold_places(article.words)[0] for article in articles if article.words)
