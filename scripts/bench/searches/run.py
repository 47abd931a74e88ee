"""Sizes and searches, one after the other."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from playwright.sync_api import Browser

from macros.corpus import load_yearbook
from macros.domain.yearbook import Yearbook
from scripts.bench.searches import browser as browsers
from scripts.bench.searches.engines import ENGINES
from scripts.bench.searches.measure import Exam, SearchOutcome, Tell, measure_engine
from scripts.bench.searches.server import serve
from scripts.bench.searches.shown import read_shown
from scripts.bench.searches.sites import SearchMissingError, write_pages
from scripts.bench.searches.truth import Library, read_items
from scripts.bench.searches.word_list import Word, draw_words


@dataclass
class SizeResult:
    """The figures of one size.

    Attributes:
        reports: How many reports.
        items: How many items they hold.
        words: The word list.
        outcomes: What was measured, in the order of the searches.
        missing: Why a search was not measured.
    """

    reports: int
    items: int
    words: tuple[Word, ...]
    outcomes: list[SearchOutcome] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)


def measure_searches(sizes: Sequence[int], count: int, keys: Sequence[str], tell: Tell) -> Iterator[SizeResult]:
    """Measure searches over made-up sites.

    Args:
        sizes: How many reports each site has.
        count: How many words to search for.
        keys: Which searches, as the command line names them.
        tell: Is told how far it is.

    Yields:
        The figures of one size.

    Raises:
        SiteError: A site could not be built, or there is no browser.
    """
    with browsers.launch() as browser:
        for size in sizes:
            with tempfile.TemporaryDirectory() as folder:
                yield _measure_size(Path(folder), size, count, keys, browser, tell)


def _measure_size(folder: Path, size: int, count: int, keys: Sequence[str], browser: Browser, tell: Tell) -> SizeResult:
    pages = write_pages(folder, size)
    yearbook = load_yearbook(pages / "docs")
    texts = read_items(yearbook.reports.values())
    words = draw_words(texts.values(), _names(yearbook), count)
    items, result = Library(texts), SizeResult(size, len(texts), words)
    wanted = [engine for engine in ENGINES if engine.key in keys]
    for key, engines in groupby(wanted, key=lambda engine: engine.key):
        tell(f"{size} 份：正在生成 {key} 的站点……")
        group = list(engines)
        try:
            site = group[0].build(pages)
        except SearchMissingError as error:
            result.missing.append(str(error))
            continue
        exam = Exam(words, items, Library(read_shown(site, list(texts))))
        with serve(site, folder / f"{key}.log") as served:
            result.outcomes += [measure_engine(engine, served, browser, exam, tell) for engine in group]
    return result


def _names(yearbook: Yearbook) -> list[str]:
    """Names that a user may look for: of concepts, regulations and editions, and set phrases."""
    names = [name for concept in yearbook.concepts.values() for name in concept.names]
    names += [name for work in yearbook.regulations.values() for name in (work.title, *work.aliases)]
    names += [edition.official_title for edition in yearbook.editions.values()]
    return names + [form for phrase in yearbook.phrases for form in phrase.forms]
