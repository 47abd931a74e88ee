"""What wording suggests of a ledger's year: results of earlier measures, old problems again; each beside the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from macros.compare.suggestions import ComparedText, SuggestionKind, suggest_answers, suggest_repeats
from macros.domain.ledgers import Ledger
from macros.domain.reports import ItemRef
from macros.domain.yearbook import Yearbook
from macros.render.item_names import item_name
from scripts.changes.confirming import Verdict
from scripts.ledger_sheet.entries import papers_of

#: What is asked of each kind of pair, what yes means, and what it is called.
_WORDS = {
    SuggestionKind.ANSWER: ("后面这一条写的是不是前面这条措施的结果", Verdict.ANSWER, "是它的结果"),
    SuggestionKind.REPEAT: ("两条是不是同一个问题", Verdict.SURE, "是同一个问题"),
}


@dataclass(frozen=True)
class Passage:
    """One of two passages (一条).

    Attributes:
        ref: How the form names it.
        name: What it is called.
        title: Its heading.
        sentence: What of it is most like the other.
    """

    ref: ItemRef
    name: str
    title: str
    sentence: str


@dataclass(frozen=True)
class Pair:
    """Two passages that may belong together (待确认的两条).

    Attributes:
        question: What is to be said of them.
        yes: What the button says that says so.
        verdict: What that writes.
        earlier: The passage of the earlier paper.
        later: That of the later one.
    """

    question: str
    yes: str
    verdict: Verdict
    earlier: Passage
    later: Passage


def find_pairs(ledger: Ledger, yearbook: Yearbook) -> list[Pair]:
    """What is suggested of the papers of a ledger's unit and year, in their order."""
    return list(_pairs(ledger, yearbook))


def _pairs(ledger: Ledger, yearbook: Yearbook) -> Iterator[Pair]:
    for paper in papers_of(ledger, yearbook):
        for suggestion in (*suggest_answers(paper, yearbook), *suggest_repeats(paper, yearbook)):
            question, verdict, yes = _WORDS[suggestion.kind]
            asked = _passage(suggestion.asked, suggestion.sentence)
            for found in suggestion.candidates:
                told = _passage(found.told, found.sentence)
                is_asked_first = suggestion.kind is SuggestionKind.ANSWER
                earlier, later = (asked, told) if is_asked_first else (told, asked)
                yield Pair(question, yes, verdict, earlier, later)


def _passage(text: ComparedText, sentence: str) -> Passage:
    return Passage(text.ref, item_name(text.place.report, text.place.item), text.place.item.title, sentence)
