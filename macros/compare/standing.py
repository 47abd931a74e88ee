"""Where a cited provision stood at the report's date, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from macros.domain.concepts import Concept
from macros.domain.regulations import Amendment, AmendmentKind, Article, Edition, Regulation
from macros.domain.reports import Citation, Item, PartKind, Report
from macros.domain.yearbook import Yearbook


@dataclass(frozen=True)
class Successor:
    """What took the place of a cited edition or article (后继版本、后继条文).

    Attributes:
        edition: The edition that applies now.
        article: The article that the cited one became, if the mappings say so.
        change: The strongest change on that way; None where a step has no mapping, or nobody judged it.
        certain: Whether every mapping on the way was reviewed.
    """

    edition: Edition
    article: Article | None
    change: AmendmentKind | None
    certain: bool


@dataclass(frozen=True)
class Provision:
    """A provision cited in an item (所引条款).

    Attributes:
        work: The regulation.
        edition: The edition that the link names; None where it names the work.
        article: The article, if the link names one.
        reservations: Why the choice of edition is 待核实; empty where it is certain.
        upcoming: Editions issued by the report's date and in force only later.
        target: For a measure, the edition that applies at the end of the year
            it is meant for, where that is another one.
        successor: What applies now, where that is another edition.
        applied: What applied at the report's date, where the link names another
            edition: an older work by its own title, say.
        concept: The concept that the item cites it by, if it does.
    """

    work: Regulation
    edition: Edition | None
    article: Article | None
    reservations: tuple[str, ...]
    upcoming: tuple[Edition, ...]
    target: Edition | None
    successor: Successor | None
    applied: Edition | None = None
    concept: Concept | None = None

    @property
    def name(self) -> str:
        """Title, edition and article, as a line of references writes them."""
        return f"《{self.title}》{self._place}"

    @property
    def title(self) -> str:
        """The regulation's title; that of the edition where it was no longer in force, or not yet."""
        return self.edition.own_title if self.edition and self.applied else self.work.title

    @property
    def was_over(self) -> bool:
        """Whether the edition had been replaced by the report's date."""
        return self.edition is not None and self.applied is not None and self.work.follows(self.applied, self.edition)

    @property
    def short_name(self) -> str:
        """The same with the regulation's usual short title, for lines where concepts stand in front."""
        return f"{self.work.aliases[0] if self.work.aliases else self.work.title}{self._place}"

    @property
    def _place(self) -> str:
        return f"{self.edition.name if self.edition else ''}{self.article.label if self.article else ''}"


def find_provisions(report: Report, item: Item, yearbook: Yearbook, today: date) -> Iterator[Provision]:
    """Yield the provisions that an item cites, by name and then by concept, in reading order."""
    seen: set[tuple[str, str | None, str]] = set()
    for citation in item.citations:
        key = (citation.regulation, citation.edition, citation.anchor)
        if key not in seen:
            seen.add(key)
            yield _kept_provision(report, item.kind, key, yearbook, today)
    for _, concept in yearbook.concepts_in(item):
        # The first of its bases stands for all: the page of concepts has the rest.
        for basis in yearbook.bases_of(concept, report.as_of)[:1]:
            key = (basis.work.id, basis.edition.id, basis.article.anchor if basis.article else "")
            yield _kept_provision(report, item.kind, key, yearbook, today, concept)


def _kept_provision(
    report: Report,
    kind: PartKind,
    key: tuple[str, str | None, str],
    yearbook: Yearbook,
    today: date,
    concept: Concept | None = None,
) -> Provision:
    """The same provision is cited over and over by the papers of a year, and then is the same object."""
    name = ("provision", key, report.as_of, kind is PartKind.MEASURE, today, concept and concept.id)

    def find() -> Provision:
        citation = Citation("", *key, fixed=False, line=0)
        return replace(_provision(report, kind, citation, yearbook, today), concept=concept)

    return yearbook.keep(name, find)


def _provision(report: Report, kind: PartKind, citation: Citation, yearbook: Yearbook, today: date) -> Provision:
    work, edition, article = yearbook.cited(citation)
    if edition is None:
        return Provision(work, None, None, (), (), None, None)
    then = work.in_force_on(report.as_of)
    known = then is not None and then.edition is edition
    return Provision(
        work,
        edition,
        article,
        reservations=then.reservations if then and known else (),
        upcoming=then.upcoming if then and known else (),
        target=_target(work, edition, report) if kind is PartKind.MEASURE else None,
        successor=find_successor(work, edition, article, today),
        applied=then.edition if then and not known else None,
    )


def _target(work: Regulation, edition: Edition, report: Report) -> Edition | None:
    # A summary's measures are meant for the year after it.
    applied = work.in_force_on(date(report.as_of.year + 1, 12, 31))
    return applied.edition if applied and applied.edition is not edition else None


def find_successor(work: Regulation, edition: Edition, article: Article | None, today: date) -> Successor | None:
    """Follow an edition, and an article of it, to what applies today.

    Returns:
        None where the edition itself still applies, or was not yet replaced.
    """
    now = work.in_force_on(today)
    if now is None or now.edition is edition or not work.follows(now.edition, edition):
        return None
    anchor, certain = article.anchor if article else None, True
    changes: list[AmendmentKind | None] = []
    step = edition
    while step is not now.edition:
        following = work.by_id.get(step.successor or "")
        if following is None or not work.follows(following, step):
            return Successor(now.edition, None, None, certain=False)
        amendment = find_amendment(following, step, anchor)
        certain = certain and following.amended_from is not None and following.amended_from.reviewed
        anchor = amendment.new if amendment else None
        changes.append(amendment.change if amendment else None)
        step = following
    judged = [change for change in changes if change]
    change = max(judged, key=lambda change: change.strength) if len(judged) == len(changes) else None
    return Successor(now.edition, now.edition.by_anchor.get(anchor or ""), change, certain)


def find_amendment(edition: Edition, before: Edition, anchor: str | None) -> Amendment | None:
    """What an edition made of one article of the edition before it."""
    mapping = edition.amended_from
    if mapping is None or mapping.edition != before.id:
        return None
    return next((row for row in mapping.amendments if row.old == anchor), None)
