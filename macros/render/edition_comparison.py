"""Two editions of a regulation, side by side: the fragments of one macro."""

from __future__ import annotations

from macros.compare.articles import list_side_by_side
from macros.compare.edition_pairs import EditionPair
from macros.compare.editions import EditionComparison, compare_editions
from macros.domain.regulations import Regulation
from macros.domain.yearbook import Yearbook
from macros.render.environment import render
from macros.render.links import Links
from macros.render.samples import sample_notice


def edition_comparison(work: Regulation, pair: EditionPair | None, yearbook: Yearbook, links: Links) -> str:
    """Two editions article by article, or their tables of contents where no mapping leads from one to the other."""
    if pair is None:
        return render("no_edition_pair", work=work, links=links)
    if not pair.steps:
        rows = list_side_by_side(pair.old, pair.new)
        return render("editions_unmapped", work=work, pair=pair, rows=rows, links=links)
    return _mapped(work, compare_editions(pair, yearbook), links)


def _mapped(work: Regulation, found: EditionComparison, links: Links) -> str:
    return render(
        "editions_compared", work=work, found=found, pair=found.pair, notice=sample_notice(found.papers), links=links
    )
