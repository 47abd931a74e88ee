"""The things that a search finds: papers and their items, ledger entries, articles, concepts, other pages.

A result is a place and not a page, so each of these is a record with its own
address. Everything that a page says is in one of them. The text is handed over
as it is written; the browser folds it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from macros.corpus import Corpus
from macros.domain.ledgers import Ledger
from macros.domain.reports import Report
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

__all__ = ["SearchRecord", "make_records"]


def make_records(corpus: Corpus, today: date) -> Iterator[SearchRecord]:
    """Yield everything that a search finds, newest year first, then the register and the other pages.

    Args:
        corpus: The pages and what they say.
        today: The day as of which statuses are given.
    """
    yearbook, pages = corpus.yearbook, corpus.pages
    own: list[Report | Ledger] = [*yearbook.reports.values(), *yearbook.ledgers.values()]
    for paper in sorted(own, key=lambda paper: (-paper.year, paper.path.startswith("ledger/"), paper.key)):
        if isinstance(paper, Report):
            yield from records_of_paper(paper, yearbook, today)
        else:
            yield from records_of_ledger(paper, today)
    for work in sorted(yearbook.regulations.values(), key=lambda work: work.id):
        yield from records_of_regulation(work, corpus)
    yield from (record_of_local_rule(rule, pages[rule.path]) for rule in yearbook.local_rules.values())
    yield from (record_of_concept(concept, yearbook, today) for concept in yearbook.concepts.values())
    for number, duty in enumerate(yearbook.duties, 1):
        yield record_of_duty(duty, number, yearbook, today)
    yield from records_of_pages(corpus)
