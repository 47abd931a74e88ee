"""Where a cited provision stood at the report's date, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from macros.domain.concepts import Concept
from macros.domain.regulations import AmendedFrom, AmendmentKind, Article, Edition, Regulation
from macros.domain.reports import Citation, Item, PartKind, Report
from macros.domain.yearbook import Yearbook


class EditionStanding(StrEnum):
    """Whether an edition applies on a day (效力)."""

    CURRENT = "现行"
    COMING = "尚未施行"
    UNPROVEN = "施行未证实"
    OVER = "已被取代"


@dataclass(frozen=True)
class Successor:
    """What took the place of a cited edition or article (后继版本、后继条文).

    Attributes:
        edition: The edition that applies now.
        article: The article that the cited one became, if the mappings say so; where it was parted, the main one.
        change: The strongest change on that way; None where a step has no mapping, or nobody judged it.
        certain: Whether every mapping on the way was reviewed.
        others: Further articles that parts of it went into.
        struck_by: The edition that struck the article out.
        notes: What the mappings say of the change, with the edition that made it, in order of time.
        is_mapped: Whether every step on the way has a mapping; where one has none, no article is known to be left out.
    """

    edition: Edition
    article: Article | None
    change: AmendmentKind | None
    certain: bool
    others: tuple[Article, ...] = ()
    struck_by: Edition | None = None
    notes: tuple[tuple[Edition, str], ...] = ()
    is_mapped: bool = True


@dataclass(frozen=True)
class _Way:
    """One way of an article through the mappings, as far as it was followed."""

    anchor: str
    changes: tuple[AmendmentKind | None, ...] = ()
    notes: tuple[tuple[Edition, str], ...] = ()

    @property
    def change(self) -> AmendmentKind | None:
        judged = [change for change in self.changes if change]
        return max(judged, key=lambda change: change.strength) if judged and None not in self.changes else None


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
        standing: Whether the edition applies today; None where the link names the work.
        doubts: Why that is 待核实, where it does.
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
    standing: EditionStanding | None = None
    doubts: tuple[str, ...] = ()

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
    standing, doubts = find_standing(work, edition, today)
    return Provision(
        work,
        edition,
        article,
        reservations=then.reservations if then and known else (),
        upcoming=then.upcoming if then and known else (),
        target=_target(work, edition, report) if kind is PartKind.MEASURE else None,
        successor=find_successor(work, edition, article, today),
        applied=then.edition if then and not known else None,
        standing=standing,
        doubts=doubts,
    )


def _target(work: Regulation, edition: Edition, report: Report) -> Edition | None:
    # A summary's measures are meant for the year after it.
    applied = work.in_force_on(date(report.as_of.year + 1, 12, 31))
    return applied.edition if applied and applied.edition is not edition else None


def find_standing(work: Regulation, edition: Edition, today: date) -> tuple[EditionStanding, tuple[str, ...]]:
    """Whether an edition applies on a day, and why that is 待核实 where it does."""
    if edition.starts is None:
        return EditionStanding.UNPROVEN, ()
    if edition.starts.first > today:
        return EditionStanding.COMING, ()
    now = work.in_force_on(today)
    if now and now.edition is edition:
        return EditionStanding.CURRENT, now.reservations
    return EditionStanding.OVER, ()


def find_successor(work: Regulation, edition: Edition, article: Article | None, today: date) -> Successor | None:
    """Follow an edition, and an article of it, to what applies today.

    Returns:
        None where the edition itself still applies, or was not yet replaced.
    """
    now = work.in_force_on(today)
    if now is None or now.edition is edition or not work.follows(now.edition, edition):
        return None
    ways, certain, is_mapped = [_Way(article.anchor)] if article else [], True, True
    struck_by: Edition | None = None
    notes: tuple[tuple[Edition, str], ...] = ()
    step = edition
    while step is not now.edition:
        following = work.by_id.get(step.successor or "")
        if following is None or not work.follows(following, step):
            return Successor(now.edition, None, None, certain=False, is_mapped=False)
        mapping = find_mapping(following, step)
        is_mapped = is_mapped and mapping is not None
        certain = certain and mapping is not None and mapping.reviewed
        if mapping and ways and all(way.anchor in mapping.struck for way in ways):
            struck_by, notes = following, _notes_of(ways[0], mapping, following)
        ways = list(_go_on(ways, mapping, following))
        step = following
    ends = {way.anchor: now.edition.by_anchor.get(way.anchor) for way in ways}
    others = tuple(place for place in list(ends.values())[1:] if place)
    place = ends[ways[0].anchor] if ways else None
    change, notes = (ways[0].change, ways[0].notes) if ways else (None, notes)
    return Successor(now.edition, place, change, certain, others, struck_by, notes, is_mapped)


def _go_on(ways: Iterable[_Way], mapping: AmendedFrom | None, edition: Edition) -> Iterator[_Way]:
    for way in ways:
        for row in mapping.by_old.get(way.anchor, ()) if mapping else ():
            noted = ((edition, row.note),) if row.note else ()
            yield _Way(row.new, (*way.changes, row.change), (*way.notes, *noted))


def _notes_of(way: _Way, mapping: AmendedFrom, edition: Edition) -> tuple[tuple[Edition, str], ...]:
    """What is said of an article that was struck out, after all that was said of it before."""
    struck = mapping.struck[way.anchor].note
    return (*way.notes, *([(edition, struck)] if struck else []))


def find_mapping(edition: Edition, before: Edition) -> AmendedFrom | None:
    """What an edition made of the articles of the edition before it, where that is told."""
    mapping = edition.amended_from
    return mapping if mapping is not None and mapping.edition == before.id else None
