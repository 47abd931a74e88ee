"""All measures by year as one page, for the browser's own find."""

from __future__ import annotations

from collections.abc import Iterable

from macros.domain.reports import PartKind, Report
from macros.render.environment import render
from macros.render.links import Links
from macros.render.samples import sample_notice
from macros.render.unit_shown import THIS_SITE


def measure_index(reports: Iterable[Report], links: Links, whose: str = THIS_SITE) -> str:
    """The measures of some papers with their words, newest paper first."""
    rows = [(report, [item for item in report.items.values() if item.kind is PartKind.MEASURE]) for report in reports]
    kept = sorted(((r, items) for r, items in rows if items), key=lambda row: (-row[0].year, row[0].key))
    return render(
        "measure_index", whose=whose, notice=sample_notice(report for report, _ in kept), rows=kept, links=links
    )
