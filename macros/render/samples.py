"""The mark of everything that is computed from samples."""

from __future__ import annotations

from collections.abc import Iterable

from macros.domain.ledgers import Ledger
from macros.domain.reports import Report
from macros.render.environment import render


def sample_notice(papers: Iterable[Report | Ledger | None]) -> str:
    """The line that stands over a fragment made of samples; empty where none of its papers is one."""
    samples = {paper.path: paper for paper in papers if paper is not None and paper.sample}
    named = sorted(samples.values(), key=lambda paper: (paper.year, paper.path))
    return render("sample_notice", names=[_name(paper) for paper in named]) if named else ""


def _name(paper: Report | Ledger) -> str:
    return paper.name if isinstance(paper, Report) else f"{paper.year}年整改台账"
