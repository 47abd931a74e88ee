"""The mark of everything that is computed from samples."""

from __future__ import annotations

from collections.abc import Iterable

from macros.domain.ledgers import Ledger
from macros.domain.reports import Report, Series
from macros.render.environment import render


def sample_notice(papers: Iterable[Report | Ledger | None]) -> str:
    """The line that stands over a fragment made of samples; empty where none of its papers is one."""
    samples = {paper.path: paper for paper in papers if paper is not None and paper.sample}
    years: dict[str, dict[int, None]] = {}
    for paper in sorted(samples.values(), key=lambda paper: (paper.year, paper.path)):
        years.setdefault(_kind(paper), {})[paper.year] = None
    names = [f"{'、'.join(map(str, found))}年的{kind}" for kind, found in years.items()]
    return render("sample_notice", names=names) if names else ""


def _kind(paper: Report | Ledger) -> str:
    if isinstance(paper, Ledger):
        return "整改台账"
    return "总结" if paper.series is Series.SUMMARY else str(paper.series)
