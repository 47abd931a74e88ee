"""One search against one word list: what it weighs, how long it takes, how good it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from playwright.sync_api import Browser

from scripts.bench.searches.engines import Answer, Engine
from scripts.bench.searches.engines.base import WHOLE_PAGE
from scripts.bench.searches.metrics import Score, judge
from scripts.bench.searches.server import SearchRequest, Served
from scripts.bench.searches.truth import Library
from scripts.bench.searches.word_list import Word

#: The first opening is for the server, which compresses each file once.
_OPENINGS = 4
_TOLD_EVERY = 50
_MILLISECONDS = 1000
Tell = Callable[[str], None]


@dataclass(frozen=True)
class Weight:
    """Bytes over the line, as they are and compressed."""

    raw: int
    compressed: int


@dataclass(frozen=True)
class Opening:
    """From opening a page to the first answer.

    Attributes:
        milliseconds: Median of several times, each with nothing kept from before.
        everything: All that was fetched until then.
        search: Of that, what only the search needs.
    """

    milliseconds: float
    everything: Weight
    search: Weight


@dataclass(frozen=True)
class Judged:
    """The answer to one word, judged.

    Attributes:
        word: The word.
        score: Against the truth.
        milliseconds: What it took.
        elsewhere: How many results name no item: other pages, the lines above the first item.
        hidden: How many results the page counts and does not show.
    """

    word: Word
    score: Score
    milliseconds: float
    elsewhere: int
    hidden: int


@dataclass(frozen=True)
class SearchOutcome:
    """All that was measured of one search."""

    engine: Engine
    opening: Opening
    words: tuple[Judged, ...]


@dataclass(frozen=True)
class Exam:
    """What every search is measured with.

    Attributes:
        words: The word list.
        items: Texts of the items, which decide what is true.
        shown: What the pages show under each item, which decides what is neither right nor wrong.
    """

    words: Sequence[Word]
    items: Library
    shown: Library


def measure_engine(engine: Engine, served: Served, browser: Browser, exam: Exam, tell: Tell) -> SearchOutcome:
    """Drive one search through the word list.

    Args:
        engine: The search.
        served: Where its site is.
        browser: The browser.
        exam: Words and truth.
        tell: Is told how far it is.

    Returns:
        The figures.
    """
    opening = _measure_opening(engine, served, browser, exam.words[0].text)
    tell(f"{engine.label}：打开到首个结果 {opening.milliseconds:.0f} 毫秒")
    context = browser.new_context()
    try:
        page = context.new_page()
        engine.driver.open(page, served.address, exam.words[0].text)
        # The first word was asked by opening: another one stands between, so that it is a new query.
        engine.driver.ask(page, exam.words[-1].text)
        judged = tuple(_judge_all(engine, page, exam, tell))
    finally:
        context.close()
    return SearchOutcome(engine, opening, judged)


def _judge_all(engine: Engine, page: Any, exam: Exam, tell: Tell) -> Iterator[Judged]:
    for number, word in enumerate(exam.words, start=1):
        yield judge_answer(word, engine.driver.ask(page, word.text), exam)
        if number % _TOLD_EVERY == 0:
            tell(f"{engine.label}：{number}/{len(exam.words)} 个词")


def judge_answer(word: Word, answer: Answer, exam: Exam) -> Judged:
    """Set one answer against the truth.

    Args:
        word: What was asked.
        answer: What was answered.
        exam: Words and truth.

    Returns:
        Its score and what it took.
    """
    truth = exam.items.find(word.text)
    beside = exam.shown.find(word.text) - truth
    named = list(_expand(answer.names, exam.items))
    items = [name for name in named if name in exam.items.texts]
    score = judge((name for name in items if name not in beside), truth)
    return Judged(word, score, answer.milliseconds, len(named) - len(items), answer.hidden)


def _expand(names: Iterable[str], items: Library) -> Iterator[str]:
    for name in names:
        page, _, anchor = name.partition("#")
        if anchor == WHOLE_PAGE:
            yield from items.by_page.get(page, ())
        else:
            yield name


def _measure_opening(engine: Engine, served: Served, browser: Browser, word: str) -> Opening:
    times = []
    fetched: list[SearchRequest] = []
    for _ in range(_OPENINGS):
        before = len(served.requests())
        context = browser.new_context()
        try:
            page = context.new_page()
            times.append(engine.driver.open(page, served.address, word))
            answered = (float(page.evaluate("performance.timeOrigin")) + times[-1]) / _MILLISECONDS
        finally:
            context.close()
        fetched = [request for request in served.requests()[before:] if request.started <= answered]
    search = [request for request in fetched if request.path.startswith(engine.files)]
    return Opening(median(times[1:]), _weigh(fetched), _weigh(search))


def _weigh(requests: Sequence[SearchRequest]) -> Weight:
    return Weight(sum(request.raw for request in requests), sum(request.compressed for request in requests))
