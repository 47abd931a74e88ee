"""Reports as domain objects, from the ids, headings and texts of their items."""

from __future__ import annotations

from dataclasses import replace

from macros.domain.reports import OPENING, Item, PartKind, Report, lead_id
from scripts.bench.gold.labelled import make_report

__all__ = ["make_report", "with_leads"]


def with_leads(report: Report, *, opening: str = "", **leads: str) -> Report:
    """The same paper with something before its first part, and before the first item of parts, by the part's id."""
    first = Item(OPENING, PartKind.OTHER, "", opening, (), (), 1) if opening else None
    parts = tuple(
        replace(part, lead=Item(lead_id(part.id), part.kind, part.title, leads[part.id], (), (), part.line))
        if part.id in leads
        else part
        for part in report.parts
    )
    return replace(report, opening=first, parts=parts)
