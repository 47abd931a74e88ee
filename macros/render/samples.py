"""The mark of everything that is computed from samples: a notice over each fragment, which a page says once."""

from __future__ import annotations

import re
from collections.abc import Iterable

from macros.domain.ledgers import Ledger
from macros.domain.reports import Report, Series
from macros.render.environment import render

#: A notice as its template writes it, and in it the years with what they are of.
_NOTICE = re.compile(r'<p class="yb-samples".*?</p>\n?', re.DOTALL)
_NAMED = re.compile(r"((?:\d{4}、)*\d{4})年的(\D+?)(?=、\d|是示例)")


def sample_notice(papers: Iterable[Report | Ledger | None]) -> str:
    """The line that stands over a fragment made of samples; empty where none of its papers is one."""
    samples = {paper.path: paper for paper in papers if paper is not None and paper.sample}
    names = _names(
        (_kind(paper), paper.year) for paper in sorted(samples.values(), key=lambda one: (one.year, one.path))
    )
    return render("sample_notice", names=names) if names else ""


def gather_notices(page: str) -> str:
    """Say once, under the title of a page, what the notices over its fragments say.

    Args:
        page: The HTML of its article; one without notices stays as it is.
    """
    notices = _NOTICE.findall(page)
    if not notices:
        return page
    found = [named.groups() for notice in notices for named in _NAMED.finditer(notice)]
    names = _names(
        sorted(((kind, int(year)) for years, kind in found for year in years.split("、")), key=lambda one: one[1])
    )
    text = f"用到的{'、'.join(names)}是示例，标有 ◇，不是任何单位的真实材料。"
    banner = render("banner", title="示例", text=text, ways=[], tone="sample")
    title, end, rest = _NOTICE.sub("", page).partition("</h1>")
    return f"{title}{end}\n{banner}{rest}" if end else banner + title


def _names(papers: Iterable[tuple[str, int]]) -> list[str]:
    """Papers by kind with their years, each once."""
    years: dict[str, dict[int, None]] = {}
    for kind, year in papers:
        years.setdefault(kind, {})[year] = None
    return [f"{'、'.join(map(str, found))}年的{kind}" for kind, found in years.items()]


def _kind(paper: Report | Ledger) -> str:
    if isinstance(paper, Ledger):
        return "整改台账"
    return "总结" if paper.series is Series.SUMMARY else str(paper.series)
