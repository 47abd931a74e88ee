"""What is found of an office's papers: the paper, its parts, and every passage of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

from macros.compare.standing import find_provisions
from macros.domain.ledgers import LedgerMeasure
from macros.domain.reports import OPENING, Item, ItemRef, Part, Report
from macros.domain.yearbook import Yearbook
from macros.render.item_names import name_within
from scripts.build.search_data.correction_records import records_of_corrections
from scripts.build.search_data.record import PAPER, SearchRecord, address, join_lines, once


def records_of_paper(report: Report, yearbook: Yearbook, today: date) -> Iterator[SearchRecord]:
    """Yield the records of one paper, in reading order.

    Args:
        report: The paper.
        yearbook: All pages.
        today: The day as of which statuses are given.
    """
    yield _of_paper(report)
    if report.opening:
        yield _of_passage(report, report.opening, yearbook, today)
    for part in report.parts:
        # A part without items is its own item.
        if part.id not in report.items:
            yield _of_part(report, part)
        yield from (_of_passage(report, passage, yearbook, today) for passage in part.passages)
    yield from records_of_corrections(report)


def _in(report: Report) -> Callable[..., SearchRecord]:
    """Makes the records of what stands in a report."""
    return partial(SearchRecord, year=report.year, unit=report.unit, place=report.name, sample=report.sample)


def _of_paper(report: Report) -> SearchRecord:
    signed = report.signed_on.chinese if report.signed_on else ""
    return _in(report)(
        id=report.key,
        kind=PAPER,
        heading=report.title,
        text=join_lines([*report.letterhead, report.unit, signed]),
        address=address(report.path),
        terms=(str(report.series),),
    )


def _of_part(report: Report, part: Part) -> SearchRecord:
    return _in(report)(
        id=f"{report.key}#{part.id}",
        kind=part.kind.word,
        heading=part.title,
        text="",
        address=address(report.path, part.id),
        terms=(str(report.series),),
    )


def _of_passage(report: Report, item: Item, yearbook: Yearbook, today: date) -> SearchRecord:
    provisions = find_provisions(report, item, yearbook, today)
    statuses, marks = _standing(report.ref(item), yearbook, today)
    figures = (figure.name for figure in report.indicators if figure.at == item.id)
    return _in(report)(
        id=str(report.ref(item)),
        kind=PAPER if item.id == OPENING else item.kind.word,
        # A lead goes without the title of its part, which is found by itself.
        heading=name_within(report, item) if item.is_lead else item.title,
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
