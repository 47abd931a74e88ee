"""What wording alone suggests: which item tells the result of a measure, and which problem is an earlier one again.

Nothing here is said to be so. A person confirms it, and then it is fact and
suggested no more; what was refused is never suggested again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from macros.compare.likeness import body_of
from macros.compare.passages import split_sentences
from macros.compare.problem_texts import ProblemText, find_problem_texts, is_promise
from macros.compare.topics import Topics, pieces_of
from macros.compare.wording import bare_title, fold
from macros.domain.joins import earlier_items, is_decided, results_of
from macros.domain.reports import Item, ItemRef, PartKind, Report, Series
from macros.domain.yearbook import ReportItem, Yearbook

#: So many candidates an item gets, and those alone that are so close (0 to 1): below it words agree by chance.
MOST, WORTH_A_LOOK = 3, 0.04
#: Beside a candidate that is so many times as close nobody would look at another.
WORTH_BESIDE = 1 / 5
#: From here on a page shows it unasked: of the problems in the labelled papers none was another one.
LIKELY = 0.12
#: Single characters and pairs; the heading twice, since it says in few words what the text is about.
_PIECES, _HEADING = (1, 2), 2


class SuggestionKind(Enum):
    """What is suggested, by the field that holds it once it is confirmed (推算的是什么)."""

    ANSWER = "answers"
    REPEAT = "repeats"


@dataclass(frozen=True)
class ComparedText:
    """A passage as it is compared (参加比较的文字).

    Attributes:
        place: The passage.
        title: Its heading; empty where that is another's.
        text: What of it is compared.
    """

    place: ReportItem
    title: str
    text: str

    @property
    def ref(self) -> ItemRef:
        """How the site names the passage."""
        return self.place.ref

    @property
    def words(self) -> str:
        """What is compared, folded."""
        return bare_title(self.title) * _HEADING + fold(self.text)

    def sentence_like(self, other: ComparedText) -> str:
        """The one of its sentences that is closest to another text."""
        sentences = split_sentences(self.text) or [self.title]
        topics = Topics([Counter(pieces_of(text, _PIECES)) for text in (other.words, *map(fold, sentences))])
        return max(enumerate(sentences, 1), key=lambda row: topics.closeness(0, row[0]))[1]


@dataclass(frozen=True)
class SuggestedItem:
    """An item that may be meant (待确认的条目); `score` is how close it is to the other text, 0 to 1."""

    told: ComparedText
    asked: ComparedText
    score: float

    @property
    def place(self) -> ReportItem:
        """The item."""
        return self.told.place

    @property
    def sentence(self) -> str:
        """Its sentence that is the closest."""
        return self.told.sentence_like(self.asked)


@dataclass(frozen=True)
class Suggestion:
    """An item, and what it may belong to (推算).

    Attributes:
        kind: In which way.
        asked: A measure of an earlier paper, to which items of a later one may be the answer; or a problem, of which
            items of earlier ones may be the same.
        candidates: The best of them, the closest first; at least one.
    """

    kind: SuggestionKind
    asked: ComparedText
    candidates: tuple[SuggestedItem, ...]

    @property
    def place(self) -> ReportItem:
        """The item."""
        return self.asked.place

    @property
    def sentence(self) -> str:
        """Its sentence that is closest to the first candidate."""
        return self.asked.sentence_like(self.candidates[0].told)


class _Closeness:
    """How close any two of some passages are, 0 to 1."""

    def __init__(self, texts: Sequence[ComparedText]) -> None:
        self._places = {text.ref: number for number, text in enumerate(texts)}
        self._topics = Topics([Counter(pieces_of(text.words, _PIECES)) for text in texts])

    def __call__(self, one: ComparedText, other: ComparedText) -> float:
        return self._topics.closeness(self._places[one.ref], self._places[other.ref])


def suggest_answers(report: Report, yearbook: Yearbook) -> tuple[Suggestion, ...]:
    """Suggest where a paper tells what came of earlier measures that no paper answers yet.

    They are the measures of the paper before in its series, and, of a unit's
    paper on its year, those of the year's own plan and half-year report.

    Args:
        report: The later paper.
        yearbook: All pages.

    Returns:
        One suggestion a measure, in the order of the earlier papers; none where nothing is close enough.
    """
    return yearbook.keep(("answers", report.key), lambda: tuple(_answers(report, yearbook)))


def likely_answers(old: Report, new: Report, yearbook: Yearbook) -> Mapping[tuple[str, str], float]:
    """Where a paper likely tells what came of an earlier one's measures, by the ids of both, with how close they are.

    Args:
        old: The earlier paper.
        new: The later paper; only the next one of the row is asked for results.
        yearbook: All pages.
    """
    return {
        (row.place.item.id, found.place.item.id): found.score
        for row in suggest_answers(new, yearbook)
        for found in row.candidates[:1]
        if row.place.report is old and found.score >= LIKELY
    }


def suggest_repeats(report: Report, yearbook: Yearbook) -> tuple[Suggestion, ...]:
    """Suggest which problems of a paper stand in earlier ones of its series, of whatever year.

    Args:
        report: The later paper.
        yearbook: All pages.

    Returns:
        One suggestion a problem, in reading order; none where nothing is close enough or it is known which it is.
    """
    row = _row_of(report, yearbook)
    return yearbook.keep(("repeats", row[0].key), lambda: _repeats(row, yearbook))[report.key]


def _answers(report: Report, yearbook: Yearbook) -> Iterator[Suggestion]:
    passages = [_text(report, item) for item in report.passages.values()]
    for earlier in _promising(report, yearbook):
        promised = [_text(earlier, item) for item in earlier.passages.values()]
        closeness = _Closeness([*promised, *passages])
        for text in promised:
            if is_promise(text.place.item) and not results_of(text.ref, yearbook):
                telling = _telling(passages, text.place.item)
                open_ones = (other for other in telling if not is_decided(text.ref, other.ref, yearbook))
                yield from _suggest(SuggestionKind.ANSWER, text, open_ones, closeness)


def _promising(report: Report, yearbook: Yearbook) -> Iterator[Report]:
    """Yield the papers of whose measures one may tell the results."""
    if report.series is Series.PLAN or not report.written:
        return
    yield from [paper for paper in _row_of(report, yearbook) if paper.written and paper.as_of < report.as_of][-1:]
    if report.series == yearbook.series_of(report.folder) and not report.person:
        for paper in yearbook.reports_beside(report):
            if not paper.series.of_whole_year and not paper.person and paper.as_of < report.as_of:
                yield paper


def _row_of(report: Report, yearbook: Yearbook) -> list[Report]:
    """The papers of the same unit, series and person, oldest first."""
    row = [report]
    while before := yearbook.neighbours(row[0])[0]:
        row.insert(0, before)
    while after := yearbook.neighbours(row[-1])[1]:
        row.append(after)
    return row


def _telling(passages: Sequence[ComparedText], promise: Item) -> Sequence[ComparedText]:
    """Where a paper may tell what came of a promise: in its work and parts of open kind, else anywhere.

    Of an item of a part of open kind another such item is what it became, and no result, where there is work.
    """
    kinds = [PartKind.WORK, PartKind.OTHER]
    if promise.kind is PartKind.OTHER and any(text.place.item.kind is PartKind.WORK for text in passages):
        kinds.remove(PartKind.OTHER)
    found = [text for text in passages if text.place.item.kind in kinds]
    # What opens a part of open kind, or the paper, tells nothing by itself.
    return [text for text in found if text.title or text.place.item.kind is PartKind.WORK] or passages


def _repeats(row: Sequence[Report], yearbook: Yearbook) -> dict[str, tuple[Suggestion, ...]]:
    papers = {paper.key: [_of_problem(paper, found) for found in find_problem_texts(paper)] for paper in row}
    closeness = _Closeness([text for texts in papers.values() for text in texts])
    return {
        report.key: tuple(
            suggestion
            for text in papers[report.key]
            if not _is_known(text.ref, yearbook)
            for suggestion in _suggest(
                SuggestionKind.REPEAT,
                text,
                (
                    other
                    for paper in row
                    if paper.as_of < report.as_of
                    for other in papers[paper.key]
                    if not is_decided(other.ref, text.ref, yearbook)
                ),
                closeness,
            )
        )
        for report in row
    }


def _suggest(
    kind: SuggestionKind, text: ComparedText, others: Iterable[ComparedText], closeness: _Closeness
) -> Iterator[Suggestion]:
    """Yield one, where any of the others is close enough."""
    scored = [(score, other) for other in others if (score := closeness(text, other)) >= WORTH_A_LOOK]
    # Of two that are as close the later one.
    best = sorted(scored, key=lambda row: (-row[0], -row[1].place.report.year))[:MOST]
    best = [row for row in best if row[0] >= best[0][0] * WORTH_BESIDE]
    if best:
        yield Suggestion(kind, text, tuple(SuggestedItem(other, text, score) for score, other in best))


def _is_known(problem: ItemRef, yearbook: Yearbook) -> bool:
    """Whether a person has said already which earlier problem it is, be it one that no paper names."""
    lines = yearbook.lines_of(problem)
    return bool(earlier_items(yearbook).get(problem)) or any(
        line.entry.repeats and line.entry.problem == problem for line in lines
    )


def _text(report: Report, item: Item) -> ComparedText:
    return ComparedText(ReportItem(report, item), "" if item.is_lead else item.title, body_of(item))


def _of_problem(report: Report, found: ProblemText) -> ComparedText:
    return ComparedText(ReportItem(report, found.item), found.title, found.text)
