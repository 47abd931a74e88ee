"""Topics and years as tables, one a kind of part."""

from __future__ import annotations

from collections.abc import Sequence

from macros.compare.matrix import Topic, year_matrix
from macros.domain.concepts import Concept
from macros.domain.reports import Report
from macros.domain.yearbook import Yearbook
from macros.render.environment import render
from macros.render.links import Links
from macros.render.samples import sample_notice
from macros.render.unit_shown import THIS_SITE


def render_year_matrix(reports: Sequence[Report], yearbook: Yearbook, links: Links, whose: str = THIS_SITE) -> str:
    """What each year had on each topic, with the way to every item."""
    tables = year_matrix(reports, yearbook)
    samples = {report.year for report in reports if report.sample}
    return render(
        "year_matrix",
        whose=whose,
        notice=sample_notice(reports),
        tables=[(table, [(row, _address(row.topic, links)) for row in table.rows]) for table in tables],
        samples=samples,
        links=links,
    )


def _address(topic: Topic | None, links: Links) -> str:
    if topic is None:
        return ""
    return links.to("regulations/concepts.md", topic.id) if isinstance(topic, Concept) else links.to(topic.path)
