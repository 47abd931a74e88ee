"""Figures and citations that do not agree: the fragment of one macro."""

from __future__ import annotations

from macros.compare.disagreement import Compared
from macros.render.environment import render
from macros.render.links import Links
from macros.render.samples import sample_notice
from macros.render.unit_shown import THIS_SITE


def disagreements(found: Compared | None, links: Links, whose: str = THIS_SITE) -> str:
    """What does not agree in the papers of a year; None where there is no summary yet."""
    notice = sample_notice([*found.papers, found.ledger]) if found else ""
    return render("disagreements", whose=whose, found=found, notice=notice, links=links)
