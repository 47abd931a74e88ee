"""What is added to a ledger's page: its entries, as of a day."""

from __future__ import annotations

from datetime import date

from macros.compare.ledger_view import list_measures
from macros.domain.ledgers import Ledger
from macros.domain.yearbook import Yearbook
from macros.render.corrections import corrected_banner, page_corrections
from macros.render.environment import render
from macros.render.ledger_tables import rows_of
from macros.render.links import Links
from macros.render.report_page import paper_path, render_sample_banner
from macros.render.signing import outdated_banner, signed_steps


def ledger_path(ledger: Ledger, yearbook: Yearbook, links: Links) -> str:
    """Breadcrumbs of a ledger."""
    return paper_path(("整改台账", "ledger/index.md"), ledger, f"{ledger.year}年", yearbook, links)


def ledger_body(ledger: Ledger, yearbook: Yearbook, links: Links, today: date, signed_text: str | None = None) -> str:
    """What is counted of the year, then its measures, a row each, and what stands under them.

    That is what was corrected, who signed it, and the ways to the years beside it.
    Of `signed_text` see `signed_steps`.
    """
    found = rows_of(ledger, list_measures(ledger, today), yearbook, links, today)
    table = render("ledger_table", own=True, notice="", withheld="", **found)
    before, after = _neighbours(ledger, yearbook)
    banner = outdated_banner(ledger) + (render_sample_banner() if ledger.sample else "") + corrected_banner(ledger)
    signed = signed_steps(ledger, signed_text) if ledger.signed else ""
    beside = {"before": before, "after": after, "signed": signed, "corrected": page_corrections(ledger)}
    return banner + render("ledger_body", table=table, **beside, **found)


def _neighbours(ledger: Ledger, yearbook: Yearbook) -> tuple[Ledger | None, Ledger | None]:
    """The unit's ledgers before and after, whatever years lie between."""
    row = yearbook.ledgers_of(ledger.folder)
    place = row.index(ledger)
    return row[place - 1] if place else None, row[place + 1] if place + 1 < len(row) else None
