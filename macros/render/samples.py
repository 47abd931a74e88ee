"""The mark of everything that is computed from samples: a notice over each fragment, which a page says once."""

from __future__ import annotations

import re
from collections.abc import Iterable

from macros.domain.ledgers import Ledger
from macros.domain.reports import Report, Series
from macros.render.environment import render

#: A notice as its template writes it.
_NOTICE = re.compile(r'<p class="yb-samples".*?</p>\n?', re.DOTALL)
#: What stands beside a sample, and the banner of a page that has said already that it holds some.
_MARK, _BANNER = '<abbr title="示例">', "yb-banner--sample"


def sample_notice(papers: Iterable[Report | Ledger | None]) -> str:
    """The line that stands over a fragment made of samples; empty where none of its papers is one."""
    samples = {paper.path: paper for paper in papers if paper is not None and paper.sample}
    names = _names(sorted(samples.values(), key=lambda paper: (paper.year, paper.path)))
    return render("sample_notice", names=names) if names else ""


def gather_notices(page: str) -> str:
    """Say once, under the title of a page, what the marks in it mean, in place of the notices over its fragments.

    Args:
        page: The HTML of its article; one without samples, or that is one itself, stays as it is.
    """
    if not _NOTICE.search(page) and (_MARK not in page or _BANNER in page):
        return page
    text = "标有 ◇ 的材料是示例，不是任何单位的真实材料。"
    banner = render("banner", title="示例", text=text, ways=[], tone="sample")
    title, end, rest = _NOTICE.sub("", page).partition("</h1>")
    return f"{title}{end}\n{banner}{rest}" if end else banner + title


def _names(papers: Iterable[Report | Ledger]) -> list[str]:
    """Papers by kind with their years, each once."""
    years: dict[str, dict[int, None]] = {}
    for paper in papers:
        years.setdefault(_kind(paper), {})[paper.year] = None
    return [f"{'、'.join(map(str, found))}年的{kind}" for kind, found in years.items()]


def _kind(paper: Report | Ledger) -> str:
    if isinstance(paper, Ledger):
        return "整改台账"
    return "总结" if paper.series is Series.SUMMARY else str(paper.series)
