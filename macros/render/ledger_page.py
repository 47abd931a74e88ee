"""What is added to a ledger's page: its entries, as of a day."""

from __future__ import annotations

from datetime import date

from macros.domain.ledgers import Entry, Ledger, LedgerMeasure
from macros.domain.yearbook import Yearbook
from macros.render.environment import render
from macros.render.ledger_tables import ledger_table
from macros.render.links import Links
from macros.render.report_page import render_path, render_sample_banner


def ledger_path(ledger: Ledger, links: Links) -> str:
    """Breadcrumbs of a ledger."""
    steps = [("首页", links.to("index.md")), ("整改台账", links.to("ledger/index.md"))]
    return render_path(steps, f"{ledger.unit} {ledger.year}年" if ledger.folder else f"{ledger.year}年")


def ledger_body(ledger: Ledger, yearbook: Yearbook, links: Links, today: date) -> str:
    """All entries with their measures, people, dates and status, and once more as the inspector's table."""
    rows = [_row(entry, ledger, yearbook, today) for entry in ledger.entries]
    banner = render_sample_banner() if ledger.sample else ""
    before, after = _neighbours(ledger, yearbook)
    body = render(
        "ledger_body",
        ledger=ledger,
        rows=rows,
        table=ledger_table(ledger, yearbook, links, today) if rows else "",
        before=before,
        after=after,
        links=links,
        today=today,
    )
    return banner + body


def _neighbours(ledger: Ledger, yearbook: Yearbook) -> tuple[Ledger | None, Ledger | None]:
    """The unit's ledgers before and after, whatever years lie between."""
    row = yearbook.ledgers_of(ledger.folder)
    place = row.index(ledger)
    return row[place - 1] if place else None, row[place + 1] if place + 1 < len(row) else None


def _row(entry: Entry, ledger: Ledger, yearbook: Yearbook, today: date) -> dict[str, object]:
    return {
        "entry": entry,
        "problem_path": yearbook.reports[entry.problem.report].path if entry.problem else "",
        "causes": [(ref, yearbook.reports[ref.report].path) for ref in entry.causes],
        "repeats": yearbook.entry(ledger, entry.repeats or ""),
        "measures": [_measure(measure, ledger, yearbook, today) for measure in entry.measures],
    }


def _measure(measure: LedgerMeasure, ledger: Ledger, yearbook: Yearbook, today: date) -> dict[str, object]:
    return {
        "measure": measure,
        "path": yearbook.reports[measure.item.report].path if measure.item else "",
        "status": measure.status_on(today),
        "history": measure.history_until(today),
        "marks": measure.marks_on(today, ledger.year),
    }
