"""The things that a search finds: papers and their items, ledger entries, articles, concepts, other pages.

A result is a place and not a page, so each of these is a record with its own
address. Everything that a page says is in one of them. The text is handed over
as it is written; the browser folds it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from macros.corpus import Corpus
from macros.domain.ledgers import Ledger
from macros.domain.records import GivenPage
from macros.domain.regulations import Regulation
from macros.domain.reports import Report
from scripts.build.kept_results import KeptResults
from scripts.build.search_data.correction_records import records_of_corrections
from scripts.build.search_data.ledger_records import records_of_ledger
from scripts.build.search_data.page_records import records_of_pages
from scripts.build.search_data.paper_records import records_of_paper
from scripts.build.search_data.record import SearchRecord
from scripts.build.search_data.register_records import (
    record_of_concept,
    record_of_duty,
    record_of_local_rule,
    records_of_regulation,
)

__all__ = ["SearchRecord", "group_records", "make_records"]


@dataclass(frozen=True)
class RecordGroup:
    """Records that are made together.

    Attributes:
        make: Makes them, in their order.
        made_of: All that they are made of; empty where that is not told.
    """

    make: Callable[[], Iterator[SearchRecord]]
    made_of: Iterable[str | bytes] = ()


def make_records(corpus: Corpus, today: date) -> Iterator[SearchRecord]:
    """Yield everything that a search finds, as `group_records` has it."""
    for group in group_records(corpus, today, KeptResults(corpus.yearbook)):
        yield from group.make()


def group_records(corpus: Corpus, today: date, kept: KeptResults) -> Iterator[RecordGroup]:
    """Yield everything that a search finds, newest year first, then the register and the other pages.

    Args:
        corpus: The pages and what they say.
        today: The day as of which statuses are given.
        kept: Knows the digests of what they are made of.
    """
    yearbook = corpus.yearbook
    own: list[Report | Ledger] = [*yearbook.reports.values(), *yearbook.ledgers.values()]
    for paper in sorted(own, key=lambda paper: (-paper.year, paper.path.startswith("ledger/"), paper.key)):
        if isinstance(paper, Report):
            make = partial(records_of_paper, paper, yearbook, today)
        else:
            make = partial(records_of_ledger, paper, today)
        yield RecordGroup(make, _paper_is_made_of(paper, today, kept))
    for work in sorted(yearbook.regulations.values(), key=lambda work: work.id):
        yield RecordGroup(partial(records_of_regulation, work, corpus), _work_is_made_of(work, kept))
    yield RecordGroup(partial(_others, corpus, today))


def _paper_is_made_of(paper: Report | Ledger, today: date, kept: KeptResults) -> Iterator[str | bytes]:
    yield from ("found", paper.path, str(today), kept.digests.circle(paper.folder))


def _work_is_made_of(work: Regulation, kept: KeptResults) -> Iterator[str | bytes]:
    yield from ("found", work.path, kept.digests.register)


def _others(corpus: Corpus, today: date) -> Iterator[SearchRecord]:
    yearbook, pages = corpus.yearbook, corpus.pages
    yield from (record_of_local_rule(rule, pages[rule.path]) for rule in yearbook.local_rules.values())
    yield from (record_of_concept(concept, yearbook, today) for concept in yearbook.concepts.values())
    for number, duty in enumerate(yearbook.duties, 1):
        yield record_of_duty(duty, number, yearbook, today)
    yield from records_of_pages(corpus)
    others: list[GivenPage] = [*yearbook.local_rules.values(), *yearbook.packs.values()]
    for given in others:
        yield from records_of_corrections(given)
