"""A ledger's page changed entry by entry: one recorded of, one worded anew, one taken up from a paper, a new ledger."""

from __future__ import annotations

from dataclasses import replace

from macros.corpus.findings import Findings
from macros.corpus.ledger_pages import read_ledger
from macros.corpus.pages import parse_page
from macros.domain.ledgers import Entry, Ledger, LedgerMeasure
from macros.domain.reports import Audience, Item, PartKind, Report
from macros.domain.yearbook import Yearbook
from macros.errors import ContentErrors
from scripts.ledger_sheet.page_text import new_page, replace_entries


def parse_ledger(text: str, path: str) -> Ledger:
    """The ledger of a page's text.

    Raises:
        ContentErrors: The page is at fault.
    """
    findings = Findings()
    page = parse_page(text, path, findings)
    ledger = read_ledger(page, findings) if page else None
    if ledger is None:
        raise ContentErrors(findings.errors)
    return ledger


def with_entry(text: str, ledger: Ledger, entry: Entry) -> str:
    """A ledger's page with an entry in the place of the one of its id, or as the last.

    Args:
        text: The page.
        ledger: What it says.
        entry: The entry.
    """
    known = entry.id in {one.id for one in ledger.entries}
    entries = [entry if one.id == entry.id else one for one in ledger.entries]
    return replace_entries(text, ledger, replace(ledger, entries=(*entries, *(() if known else (entry,)))))


def with_measure(entry: Entry, number: int, measure: LedgerMeasure) -> Entry:
    """An entry with a measure in the place of the one of that number, counted from 1, or as the last."""
    measures = [measure if place == number else one for place, one in enumerate(entry.measures, 1)]
    return replace(entry, measures=(*measures, *(() if number <= len(entry.measures) else (measure,))))


def next_id(ledger: Ledger, yearbook: Yearbook) -> str:
    """The id of the next entry, which no ledger of the unit has."""
    ids = [entry.id for one in (*yearbook.ledgers_of(ledger.folder), ledger) for entry in one.entries]
    used = [int(name.rpartition("-")[2]) for name in ids if name.startswith(f"{ledger.year}-")]
    return f"{ledger.year}-{max(used, default=0) + 1:02}"


def papers_of(ledger: Ledger, yearbook: Yearbook) -> tuple[Report, ...]:
    """The papers of the ledger's unit and year."""
    return yearbook.reports_in(ledger.folder, ledger.year)


def open_problems(ledger: Ledger, yearbook: Yearbook) -> list[tuple[Report, Item]]:
    """The problems of the year's papers that no entry of the ledger is about."""
    taken = {entry.problem for entry in ledger.entries}
    return [
        (report, item)
        for report in papers_of(ledger, yearbook)
        for item in report.items.values()
        if item.kind is PartKind.PROBLEM and report.ref(item) not in taken
    ]


def years_without_ledger(yearbook: Yearbook) -> list[Report]:
    """The papers after which a ledger may be begun, one for each unit and year that has none, newest first."""
    there = {(ledger.folder, ledger.year) for ledger in yearbook.ledgers.values()}
    return [papers[0] for papers in yearbook.years if (papers[0].folder, papers[0].year) not in there]


def begin_ledger(report: Report) -> tuple[str, str]:
    """The path and the text of the ledger of a paper's year, without entries."""
    key = f"{report.folder}/{report.year}".removeprefix("/")
    title = f"{report.year}年整改台账"
    ledger = Ledger(key, title, report.year, report.unit, Audience.LEADERS, sample=False, entries=())
    return ledger.path, new_page(ledger)
