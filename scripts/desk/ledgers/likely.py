"""What wording suggests of a ledger's year: results of earlier measures, old problems again; each beside the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from macros.compare.suggestions import ComparedText, SuggestionKind, suggest_answers, suggest_repeats
from macros.domain.ledgers import Ledger
from macros.domain.reports import ItemRef, Report, Series
from macros.domain.yearbook import Yearbook
from macros.render.item_names import item_name
from scripts.changes.confirming import Verdict
from scripts.changes.next_report import told_of, undertakings
from scripts.ledger_sheet.entries import papers_of

#: What is asked of each kind of pair, what yes means, and what it is called.
_WORDS = {
    SuggestionKind.ANSWER: ("这条措施的结果，是不是写在这几条里", Verdict.ANSWER, "是它的结果"),
    SuggestionKind.REPEAT: ("这个问题，是不是往年的这几条又出现", Verdict.SURE, "是同一个问题"),
}


@dataclass(frozen=True)
class Passage:
    """One of two passages (条目).

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
class Question:
    """A passage, and what may belong to it (待确认的一条).

    Attributes:
        text: What is to be said of each.
        yes: What the button says that says so.
        verdict: What that writes.
        asked: The passage.
        candidates: The passages, the likeliest first.
    """

    text: str
    yes: str
    verdict: Verdict
    asked: Passage
    candidates: tuple[Passage, ...]


@dataclass(frozen=True)
class OpenPromise:
    """A measure of which no item of the year's paper is said to tell what came (还没有回应的措施).

    Attributes:
        ref: How the form names it.
        name: What it is called.
        title: Its heading.
        told: How it stands in the ledgers.
        items: The paper's items, of which one may tell it: how the form names it, and what it is called.
    """

    ref: ItemRef
    name: str
    title: str
    told: tuple[str, ...]
    items: tuple[tuple[ItemRef, str], ...]


def find_promises(ledger: Ledger, yearbook: Yearbook, today: date) -> list[OpenPromise]:
    """The measures of earlier years that wait for an answer in the papers of a ledger's unit and year."""
    return list(_promises(ledger, yearbook, today))


def _promises(ledger: Ledger, yearbook: Yearbook, today: date) -> Iterator[OpenPromise]:
    for paper in papers_of(ledger, yearbook):
        row = [one for one in yearbook.reports.values() if _is_before(one, paper)]
        previous = max(row, key=lambda one: (one.year, one.key), default=None)
        items = tuple((paper.ref(item), f"{item_name(paper, item)}　{item.title}") for item in paper.items.values())
        if paper.series is Series.PLAN or previous is None or not items:
            continue
        for ref, report, item in undertakings(yearbook, previous, paper.year, today):
            if not paper.answers.get(ref):
                told = tuple(said for _, said in told_of(yearbook, ref, paper.year, today))
                yield OpenPromise(ref, item_name(report, item), item.title, told, items)


def _is_before(one: Report, paper: Report) -> bool:
    same = (one.folder, one.series, one.person) == (paper.folder, paper.series, paper.person)
    return same and one.year < paper.year


def find_questions(ledger: Ledger, yearbook: Yearbook) -> list[Question]:
    """What is suggested of the papers of a ledger's unit and year, in their order."""
    return list(_questions(ledger, yearbook))


def _questions(ledger: Ledger, yearbook: Yearbook) -> Iterator[Question]:
    for paper in papers_of(ledger, yearbook):
        for suggestion in (*suggest_answers(paper, yearbook), *suggest_repeats(paper, yearbook)):
            text, verdict, yes = _WORDS[suggestion.kind]
            candidates = tuple(_passage(found.told, found.sentence) for found in suggestion.candidates)
            yield Question(text, yes, verdict, _passage(suggestion.asked, suggestion.sentence), candidates)


def _passage(text: ComparedText, sentence: str) -> Passage:
    return Passage(text.ref, item_name(text.place.report, text.place.item), text.place.item.title, sentence)
