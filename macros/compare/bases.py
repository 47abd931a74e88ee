"""What a concept or a duty rests on, year by year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from macros.domain.concepts import Concept
from macros.domain.yearbook import AppliedBasis, ReportItem, Yearbook


@dataclass(frozen=True)
class YearOfConcept:
    """What a concept rested on at the end of a year, or today (各年依据)."""

    label: str
    provisions: tuple[AppliedBasis, ...]


def trace_concept(concept: Concept, yearbook: Yearbook, today: date) -> list[YearOfConcept]:
    """What a concept rests on today, and at the end of each year with a report; equal neighbours are one.

    Provisions of `also` stand in where no basis of the concept was in force.
    """
    years = sorted({report.year for report in yearbook.reports.values() if report.written})
    days = [*((f"{year}年", date(year, 12, 31)) for year in years if date(year, 12, 31) < today), ("现在", today)]
    rows: list[YearOfConcept] = []
    for label, day in days:
        found = tuple(yearbook.bases_of(concept, day) or yearbook.applied_bases(concept.also, day))
        if rows and rows[-1].provisions == found:
            first = rows[-1].label.partition(" — ")[0]
            rows[-1] = YearOfConcept(f"{first} — {label}", found)
        else:
            rows.append(YearOfConcept(label, found))
    return rows


def find_occurrences(concept: Concept, yearbook: Yearbook) -> list[ReportItem]:
    """The items in which a concept occurs: those that link to it, or to a regulation it names."""
    found = {(row.report.key, row.item.id): row for row in yearbook.items_with(concept.id)}
    for basis in concept.basis:
        work = yearbook.regulations[basis.regulation]
        if not basis.anchor and set(concept.names) & set(work.aliases):
            for mention in yearbook.mentions_of(work.id):
                found.setdefault((mention.report.key, mention.item.id), ReportItem(mention.report, mention.item))
    return list(found.values())
