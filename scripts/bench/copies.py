"""How long the copy check takes: one unit's years, and many papers against each other."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from macros.compare.copying.check import check_against, check_copies, know_all
from macros.compare.copying.fingerprints import Fingerprints
from macros.compare.copying.papers import read_paper, sentences_of
from macros.corpus import load_yearbook
from scripts.bench.synthetic_corpus import write_corpus
from scripts.setup.project import HERE

#: So many years of a unit are looked at.
_YEARS = 30


def measure_copies(reports: int) -> Iterator[str]:
    """Check made-up papers for copies, on one core.

    Args:
        reports: How many are held against each other.

    Yields:
        A Chinese line for the newest paper of a unit, and one for all papers.
    """
    with tempfile.TemporaryDirectory() as folder:
        docs = Path(folder, "docs")
        write_corpus(HERE.docs, docs, max(reports, _YEARS + 1))
        yearbook = load_yearbook(docs)
    newest, *others = sorted(yearbook.reports.values(), key=lambda report: (report.folder, -report.year))
    started = time.perf_counter()
    against = [read_paper(report) for report in others[:_YEARS]]
    check = check_against(read_paper(newest), newest, against, Fingerprints(sentences_of(against)), yearbook)
    yield f"雷同检查，一份与 {_YEARS} 个年度比：{time.perf_counter() - started:.2f} 秒，列出 {len(check.rows)} 处。"
    papers = list(yearbook.reports.values())[:reports]
    started = time.perf_counter()
    known = know_all(yearbook)
    rows = sum(len(check_copies(report, yearbook, known=known).rows) for report in papers)
    yield f"雷同检查，{len(papers)} 份互相比：{time.perf_counter() - started:.1f} 秒，列出 {rows} 处。"
