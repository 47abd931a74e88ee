"""What a concept or a duty rests on, year by year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from macros.domain.concepts import Basis, Concept
from macros.domain.regulations import Article, Edition, Regulation
from macros.domain.yearbook import ReportItem, Yearbook


@dataclass(frozen=True)
class Provision:
    """A provision as it stood on a day (当时的依据)."""

    work: Regulation
    edition: Edition
    article: Article | None
    verified: bool

    @property
    def name(self) -> str:
        """Title, edition and article, as a line of references writes them."""
        return f"《{self.work.title}》{self.edition.name}{self.article.label if self.article else ''}"


@dataclass(frozen=True)
class YearOfConcept:
    """What a concept rested on at the end of a year, or today (各年依据)."""

    label: str
    provisions: tuple[Provision, ...]


def find_bases(bases: tuple[Basis, ...], yearbook: Yearbook, day: date) -> Iterator[Provision]:
    """Yield those of some provisions that stood in an edition in force on a day."""
    for basis in bases:
        work = yearbook.regulations[basis.regulation]
        applied = work.in_force_on(day)
        if applied is None or basis.edition not in {None, applied.edition.id}:
            continue
        article = applied.edition.by_anchor.get(basis.anchor)
        verified = basis.verified and not (article and not article.verified) and not applied.reservations
        yield Provision(work, applied.edition, article, verified)


def trace_concept(concept: Concept, yearbook: Yearbook, today: date) -> list[YearOfConcept]:
    """What a concept rests on today, and at the end of each year with a report; equal neighbours are one.

    Provisions of `also` stand in where no basis of the concept was in force.
    """
    years = sorted({report.year for report in yearbook.reports.values()})
    days = [*((f"{year}年", date(year, 12, 31)) for year in years if date(year, 12, 31) < today), ("现在", today)]
    rows: list[YearOfConcept] = []
    for label, day in days:
        found = tuple(find_bases(concept.basis, yearbook, day)) or tuple(find_bases(concept.also, yearbook, day))
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
