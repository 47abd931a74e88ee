"""What stands in the place of what is computed of a paper, while nothing of it is written."""

from __future__ import annotations

from collections.abc import Iterable

from macros.domain.reports import Report
from macros.render.environment import render
from macros.render.links import Links


def unwritten(papers: Iterable[Report], what: str, links: Links) -> str:
    """Say which of some papers have no text yet; empty where each has one.

    Args:
        papers: What something is computed of.
        what: What will stand here, in Chinese, such as 两年的对照.
        links: Addresses as seen from the page.
    """
    waiting = [paper for paper in papers if not paper.written]
    return render("unwritten", papers=waiting, what=what, links=links) if waiting else ""
