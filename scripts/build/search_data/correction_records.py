"""What is found of corrections: each by its old wording as well as by the one that took its place."""

from __future__ import annotations

from collections.abc import Iterator

from macros.domain.concepts import LocalRule
from macros.domain.ledgers import Ledger
from macros.domain.records import GivenPage
from macros.domain.reports import Report
from macros.render.corrections import ANCHOR
from scripts.build.search_data.record import LEDGER, PAGE, PAPER, REGULATION, SearchRecord, address, join_lines

_WORD = "更正"


def records_of_corrections(page: GivenPage) -> Iterator[SearchRecord]:
    """Yield the records of what was corrected on a page, in the order in which it was."""
    for number, correction in enumerate(page.corrections, 1):
        paper = page if isinstance(page, Report | Ledger) else None
        name, kind, place = _place(page)
        yield SearchRecord(
            id=f"{name}#{ANCHOR}-{number}",
            kind=kind,
            year=paper.year if paper else 0,
            unit=paper.unit if paper else "",
            place=place,
            heading=f"{_WORD}：{correction.what}",
            text=join_lines([correction.before, correction.after, correction.why, correction.by]),
            address=address(page.path, ANCHOR),
            terms=(str(page.series), _WORD) if isinstance(page, Report) else (_WORD,),
            sample=paper.sample if paper else False,
        )


def _place(page: GivenPage) -> tuple[str, str, str]:
    """By what a page's records are named, their kind, and in what they stand."""
    if isinstance(page, Report):
        return page.key, PAPER, page.name
    if isinstance(page, Ledger):
        return f"ledger/{page.key}", LEDGER, f"{page.year}年整改台账"
    if isinstance(page, LocalRule):
        return f"local/{page.id}", REGULATION, page.title
    return f"study/{page.key}", PAGE, page.title
