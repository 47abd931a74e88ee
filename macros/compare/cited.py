"""Who cites a regulation, and what a report cites, put together for reading."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from macros.compare.standing import (
    EditionStanding,
    Provision,
    Successor,
    find_provisions,
    find_standing,
    find_successor,
)
from macros.domain.concepts import Concept
from macros.domain.regulations import Article, Edition, InForce, Regulation, TextKind
from macros.domain.reports import Item, Report
from macros.domain.sentences import find_beginning
from macros.domain.yearbook import Mention, Yearbook

#: So many characters of an official text stand on the page of a report that cites it.
_EXCERPT = 120


@dataclass(frozen=True)
class CitingItem:
    """An item with the short names of the editions that it cites (引用它的条目).

    `concepts` are the names by which it is spoken of where it is not named itself (提到).
    """

    item: Item
    editions: tuple[str, ...]
    concepts: tuple[str, ...] = ()


@dataclass(frozen=True)
class CitingReport:
    """A report with its citing items, in reading order."""

    report: Report
    items: tuple[CitingItem, ...]


def group_mentions(mentions: Iterable[Mention], work: Regulation, *, name_editions: bool) -> list[CitingReport]:
    """Put mentions together by report and item, keeping their order.

    Args:
        mentions: Mentions of one regulation.
        work: That regulation.
        name_editions: Whether the reader needs to be told which edition is meant.
    """
    return [
        CitingReport(
            report,
            tuple(
                CitingItem(item, _edition_names(row, work) if name_editions else (), _concepts(row))
                for item, row in items
            ),
        )
        for report, items in _by_item(mentions)
    ]


def split_mentions(mentions: Iterable[Mention]) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    """Part the items that cite by name (引用) from those that only speak of a concept (提到).

    Args:
        mentions: Mentions of one regulation, or of one text of it.

    Returns:
        Either, each item once, in their order.
    """
    items: dict[tuple[str, str], list[Mention]] = {}
    for mention in mentions:
        items.setdefault((mention.report.key, mention.item.id), []).append(mention)
    cited = tuple(row[0] for row in items.values() if not _concepts(row))
    return cited, tuple(row[0] for row in items.values() if _concepts(row))


def _concepts(mentions: Sequence[Mention]) -> tuple[str, ...]:
    """The concepts by which an item speaks of a regulation; none where it names it as well."""
    names = [mention.concept.names[0] if mention.concept else "" for mention in mentions]
    return () if "" in names else tuple(dict.fromkeys(names))


@dataclass(frozen=True)
class CitedPlace:
    """One provision that an item cites, and what became of it (所引之处).

    Attributes:
        edition: The edition; None where the regulation itself is meant.
        article: The article, if one is named.
        concept: The concept by which it is cited; None where it is cited by name.
        successor: What applies now, where that is another edition.
        standing: Whether the edition applies today; None where the regulation itself is meant.
        doubts: Why that is 待核实, where it does.
    """

    edition: Edition | None
    article: Article | None
    concept: Concept | None
    successor: Successor | None
    standing: EditionStanding | None
    doubts: tuple[str, ...]


@dataclass(frozen=True)
class CitingPlaces:
    """An item with every provision of one regulation that it cites, in reading order."""

    report: Report
    item: Item
    places: tuple[CitedPlace, ...]


def list_citing_items(yearbook: Yearbook, work: Regulation, folder: str, today: date) -> list[CitingPlaces]:
    """The items of one unit that cite a regulation, newest year first, with what they cite and what became of it.

    Args:
        yearbook: All pages.
        work: The regulation.
        folder: The unit's folder; empty for the top folder.
        today: The day at which it is decided what applies.
    """
    mentions = [mention for mention in yearbook.mentions_of(work.id) if mention.report.folder == folder]
    return [
        CitingPlaces(report, item, tuple(dict.fromkeys(_place(mention, yearbook, today) for mention in row)))
        for report, items in _by_item(mentions)
        for item, row in items
    ]


def _place(mention: Mention, yearbook: Yearbook, today: date) -> CitedPlace:
    work, edition, article = yearbook.cited(mention.citation)
    if edition is None:
        return CitedPlace(None, None, mention.concept, None, None, ())
    successor = find_successor(work, edition, article, today)
    return CitedPlace(edition, article, mention.concept, successor, *find_standing(work, edition, today))


def _by_item(mentions: Iterable[Mention]) -> list[tuple[Report, list[tuple[Item, list[Mention]]]]]:
    """Mentions put together by report and item, in the order in which they come."""
    reports: dict[str, Report] = {}
    found: dict[str, dict[str, list[Mention]]] = {}
    for mention in mentions:
        reports[mention.report.key] = mention.report
        found.setdefault(mention.report.key, {}).setdefault(mention.item.id, []).append(mention)
    return [(reports[key], [(row[0].item, row) for row in items.values()]) for key, items in found.items()]


def _edition_names(mentions: list[Mention], work: Regulation) -> tuple[str, ...]:
    editions = [work.by_id.get(mention.citation.edition or "") for mention in mentions]
    return tuple(dict.fromkeys(edition.name for edition in editions if edition))


@dataclass(frozen=True)
class CitedArticle:
    """An article that a report cites, and what became of it (所引条文).

    Attributes:
        article: The article.
        successor: What applies now, where that is another edition.
        words: Its digest, or the beginning of its official text; may be empty.
        official: Whether the words are those of the official text.
    """

    article: Article
    successor: Successor | None
    words: str
    official: bool


@dataclass(frozen=True)
class CitedRule:
    """A regulation in the edition that a report cites, with the citing items (所引法规).

    Attributes:
        work: The regulation.
        title: Its title, or that of the edition where that was not in force.
        edition: The edition; None where the regulation itself is cited.
        reservations: Why the choice of edition is 待核实.
        upcoming: Editions issued by the report's date and in force only later.
        successor: What applies now, where that is another edition.
        standing: Whether the edition applies today; None where the regulation itself is cited.
        doubts: Why that is 待核实, where it does, and was not so at the report's date already.
        applied: What applies now; None where nothing is known to.
        items: The citing items.
        articles: The articles of it that are cited, in order of first mention.
    """

    work: Regulation
    title: str
    edition: Edition | None
    reservations: tuple[str, ...]
    upcoming: tuple[Edition, ...]
    successor: Successor | None
    standing: EditionStanding | None
    doubts: tuple[str, ...]
    applied: InForce | None
    items: tuple[Item, ...]
    articles: tuple[CitedArticle, ...] = ()

    @property
    def is_held(self) -> bool:
        """Whether the site has words of the edition, be it digests or the official text."""
        return self.edition is None or any(article.words for article in self.edition.articles)

    @property
    def topics(self) -> tuple[Article, ...]:
        """All points of a text that has no articles; none where one is missing, lest a part pass for the whole."""
        if self.edition is None or self.edition.unit != "点" or self.edition.count.value != len(self.edition.articles):
            return ()
        return self.edition.articles if all(row.topic for row in self.edition.articles) else ()


def list_cited_rules(report: Report, yearbook: Yearbook, today: date) -> list[CitedRule]:
    """What a report cites by name, each edition once, in order of first mention."""
    found: dict[tuple[str, str | None], list[tuple[Item, Provision]]] = {}
    for item in report.passages.values():
        for cited in find_provisions(report, item, yearbook, today):
            if cited.concept is None:
                key = (cited.work.id, cited.edition.id if cited.edition else None)
                found.setdefault(key, []).append((item, cited))
    return [_cited_rule(row, today) for row in found.values()]


def list_concepts(report: Report, yearbook: Yearbook, today: date) -> list[tuple[Concept, Provision | None]]:
    """The concepts that a report speaks of, in order of first mention, with what each rested on then, if anything."""
    found: dict[str, tuple[Concept, Provision | None]] = {}
    for item in report.passages.values():
        bases = {cited.concept.id: cited for cited in find_provisions(report, item, yearbook, today) if cited.concept}
        for _, concept in yearbook.concepts_in(item):
            found.setdefault(concept.id, (concept, bases.get(concept.id)))
    return list(found.values())


def _cited_article(edition: Edition | None, article: Article, successor: Successor | None) -> CitedArticle:
    official = edition is not None and edition.text is TextKind.OFFICIAL
    words = find_beginning(article.words, _EXCERPT) if official else article.words
    return CitedArticle(article, successor, words, official)


def _cited_rule(row: list[tuple[Item, Provision]], today: date) -> CitedRule:
    first = row[0][1]
    articles = {p.article.anchor: _cited_article(first.edition, p.article, p.successor) for _, p in row if p.article}
    return CitedRule(
        first.work,
        first.title,
        first.edition,
        first.reservations,
        first.upcoming,
        find_successor(first.work, first.edition, None, today) if first.edition else None,
        first.standing,
        tuple(reason for reason in first.doubts if reason not in first.reservations),
        first.work.in_force_on(today),
        tuple({item.id: item for item, _ in row}.values()),
        tuple(articles.values()),
    )
