"""Set phrases over the years, as tables."""

from __future__ import annotations

from macros.compare.phrase_use import PhraseTable
from macros.render.environment import render
from macros.render.links import Links
from macros.render.samples import sample_notice
from macros.render.unit_shown import THIS_SITE


def phrase_table(table: PhraseTable, links: Links, whose: str = THIS_SITE) -> str:
    """How often each phrase stands in each year, and what came and went."""
    notice = sample_notice(paper for _, paper in table.papers) if table.listed else ""
    return render("phrase_table", whose=whose, table=table, notice=notice, links=links)
