"""The yearly duties of a year: the fragment of one macro."""

from __future__ import annotations

from datetime import date

from macros.compare.duties import DutiesOfYear
from macros.render.environment import render
from macros.render.links import Links
from macros.render.samples import sample_notice
from macros.render.unit_shown import THIS_SITE


def required_actions(found: DutiesOfYear | None, links: Links, today: date, whose: str = THIS_SITE) -> str:
    """The duties of a year with what its papers record; None where there is no summary yet."""
    notice = sample_notice(found.papers) if found else ""
    ended = found is not None and date(found.year, 12, 31) < today
    return render("required_actions", whose=whose, found=found, ended=ended, notice=notice, links=links, today=today)
