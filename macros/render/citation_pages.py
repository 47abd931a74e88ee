"""Who cites which regulation: the fragments of two macros."""

from __future__ import annotations

from datetime import date
from itertools import groupby

from macros.compare.citation_counts import SHADES, CitationTable
from macros.compare.cited import CitingPlaces
from macros.domain.regulations import Regulation
from macros.render.environment import render
from macros.render.links import Links
from macros.render.samples import sample_notice
from macros.render.unit_shown import THIS_SITE


def citations_by_year(table: CitationTable, links: Links, today: date, whose: str = THIS_SITE) -> str:
    """Regulations by years: how many items cite each."""
    notice = sample_notice(paper for column in table.years for paper in column.papers) if table.rows else ""
    return render("citations_by_year", whose=whose, table=table, shades=SHADES, notice=notice, links=links, today=today)


def citing_items(work: Regulation, rows: list[CitingPlaces], links: Links, today: date, whose: str = THIS_SITE) -> str:
    """The items that cite one regulation, by paper."""
    groups = [(report, list(items)) for report, items in groupby(rows, key=lambda row: row.report)]
    notice = sample_notice(row.report for row in rows)
    return render(
        "citing_items", whose=whose, work=work, groups=groups, total=len(rows), notice=notice, links=links, today=today
    )
