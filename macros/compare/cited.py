"""Who cites a regulation, and what a report cites, put together for reading."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from macros.compare.standing import Provision, Successor, find_provisions, find_successor
from macros.domain.regulations import Edition, Regulation
from macros.domain.reports import Item, Report
from macros.domain.yearbook import Mention, Yearbook


@dataclass(frozen=True)
class CitingItem:
    """An item with the short names of the editions that it cites (引用它的条目)."""

    item: Item
    editions: tuple[str, ...]


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
    reports: dict[str, Report] = {}
    found: dict[str, dict[str, tuple[Item, list[str]]]] = {}
    for mention in mentions:
        key = mention.report.key
        reports[key] = mention.report
        _, names = found.setdefault(key, {}).setdefault(mention.item.id, (mention.item, []))
        edition = work.by_id.get(mention.citation.edition or "")
        if name_editions and edition and edition.name not in names:
            names.append(edition.name)
    return [
        CitingReport(reports[key], tuple(CitingItem(item, tuple(names)) for item, names in items.values()))
        for key, items in found.items()
    ]


@dataclass(frozen=True)
class CitedRule:
    """A regulation in the edition that a report cites, with the citing items (所引法规)."""

    work: Regulation
    edition: Edition | None
    reservations: tuple[str, ...]
    successor: Successor | None
    items: tuple[str, ...]


def list_cited_rules(report: Report, yearbook: Yearbook, today: date) -> list[CitedRule]:
    """What a report cites by name, each edition once, in order of first mention."""
    first: dict[tuple[str, str | None], Provision] = {}
    items: dict[tuple[str, str | None], list[str]] = {}
    for item in report.items.values():
        for cited in find_provisions(report, item, yearbook, today):
            if cited.concept:
                continue
            key = (cited.work.id, cited.edition.id if cited.edition else None)
            first.setdefault(key, cited)
            if item.id not in items.setdefault(key, []):
                items[key].append(item.id)
    return [_cited_rule(cited, tuple(items[key]), today) for key, cited in first.items()]


def _cited_rule(cited: Provision, items: tuple[str, ...], today: date) -> CitedRule:
    successor = find_successor(cited.work, cited.edition, None, today) if cited.edition else None
    return CitedRule(cited.work, cited.edition, cited.reservations, successor, items)
