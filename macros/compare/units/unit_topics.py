"""What the units told of in a year, by topic: the regulations that they cite and the concepts that they name."""

from __future__ import annotations

from dataclasses import dataclass

from macros.compare.matrix import Topic, topic_named, topics_of
from macros.compare.units.unit_years import papers_of_year
from macros.domain.reports import Item, Report
from macros.domain.yearbook import Yearbook


@dataclass(frozen=True)
class UnitTopics:
    """Units by topics of a year (单位与专题).

    Attributes:
        year: The year.
        topics: The topics that most units told of.
        total: How many there are in all.
        rows: Each unit's paper with its items on each of the topics.
    """

    year: int
    topics: tuple[Topic, ...]
    total: int
    rows: tuple[tuple[Report, tuple[tuple[Item, ...], ...]], ...]


def tabulate_topics(yearbook: Yearbook, year: int, most: int, among: str = "") -> UnitTopics:
    """Set the topics of a year beside the units.

    Args:
        yearbook: All pages.
        year: The year.
        most: So many topics, those of most units.
        among: Only units of a group; empty for all.
    """
    papers = papers_of_year(yearbook, year, among)
    found: dict[str, dict[str, list[Item]]] = {}
    for paper in papers:
        for item in paper.passages.values():
            for name in topics_of(item, yearbook):
                found.setdefault(name, {}).setdefault(paper.key, []).append(item)
    topics = {name: topic for name in found if (topic := topic_named(name, yearbook))}
    order = sorted(topics, key=lambda name: (-len(found[name]), -sum(map(len, found[name].values())), name))[:most]
    rows = tuple((paper, tuple(tuple(found[name].get(paper.key, ())) for name in order)) for paper in papers)
    return UnitTopics(year, tuple(topics[name] for name in order), len(topics), rows)
