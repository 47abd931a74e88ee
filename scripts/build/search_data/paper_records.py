"""What is found of an office's papers: the paper with its beginning, its parts, its items."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

from macros.compare.standing import find_provisions
from macros.corpus.pages import SourcePage
from macros.domain.ledgers import LedgerMeasure
from macros.domain.reports import Item, ItemRef, Part, Report
from macros.domain.yearbook import Yearbook
from scripts.build.search_data.record import PAPER, SearchRecord, address, join_lines, once
from scripts.build.search_data.sections import text_under


def records_of_paper(report: Report, page: SourcePage, yearbook: Yearbook, today: date) -> Iterator[SearchRecord]:
    """Yield the records of one paper, in reading order.

    Args:
        report: The paper.
        page: Its page.
        yearbook: All pages.
        today: The day as of which statuses are given.
    """
    yield _of_paper(report)
    for part in report.parts:
        # A part without items is its own item.
        if part.id not in report.items:
            yield _of_part(report, part, text_under(page, part.line))
        yield from (_of_item(report, item, yearbook, today) for item in part.items)


def _in(report: Report) -> Callable[..., SearchRecord]:
    """Makes the records of what stands in a report."""
    return partial(SearchRecord, year=report.year, unit=report.unit, place=report.name, sample=report.sample)


def _of_paper(report: Report) -> SearchRecord:
    signed = report.signed_on.chinese if report.signed_on else ""
    return _in(report)(
        id=report.key,
        kind=PAPER,
        heading=report.title,
        text=join_lines([report.opening.text if report.opening else "", *report.letterhead, report.unit, signed]),
        address=address(report.path),
        terms=(str(report.series),),
    )


def _of_part(report: Report, part: Part, text: str) -> SearchRecord:
    return _in(report)(
        id=f"{report.key}#{part.id}",
        kind=part.kind.word,
        heading=part.title,
        text=text,
        address=address(report.path, part.id),
        terms=(str(report.series),),
    )


def _of_item(report: Report, item: Item, yearbook: Yearbook, today: date) -> SearchRecord:
    provisions = find_provisions(report, item, yearbook, today)
    statuses, marks = _standing(report.ref(item), yearbook, today)
    figures = (figure.name for figure in report.indicators if figure.at == item.id)
    return _in(report)(
        id=str(report.ref(item)),
        kind=item.kind.word,
        heading=item.title,
        text=item.text,
        address=address(report.path, item.id),
        works=once(cited.work.id for cited in provisions if not cited.concept),
        topics=once(link.concept for link in item.concepts),
        statuses=statuses,
        marks=marks,
        terms=once([str(report.series), *figures]),
    )


def _standing(ref: ItemRef, yearbook: Yearbook, today: date) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Where an item stands in the ledgers: a measure where it stands itself, a problem where its measures stand."""
    rows = [(line.ledger.year, measure) for line in yearbook.lines_of(ref) for measure in line.entry.measures]
    own: list[tuple[int, LedgerMeasure]] = [row for row in rows if row[1].item == ref] or rows
    statuses = once(str(measure.status_on(today)) for _, measure in own)
    return statuses, once(str(mark) for year, measure in own for mark in measure.marks_on(today, year))
