"""What of the newest papers stands in others, and what was left in them, as remarks."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import partial
from pathlib import Path

from macros.compare.copying.check import FEW, CopiedRow, CopyCheck, check_copies, find_papers, know_all
from macros.compare.copying.leftover import LeftoverKind
from macros.compare.copying.leftovers import find_leftovers
from macros.compare.copying.matches import CopyKind
from macros.corpus import Corpus
from macros.corpus.pages import path_named
from macros.domain.reports import Report
from macros.domain.yearbook import Yearbook
from macros.errors import SiteError
from macros.findings import Finding, Kind
from macros.proofing import RemarkKind
from macros.render.carried_over import percent
from scripts.build.copy_telling import describe_source
from scripts.build.kept_results import KeptResults

#: So many characters of a passage are shown.
_SHOWN = 60
_KINDS = {CopyKind.FIGURES: RemarkKind.COPIED_BUT_FIGURES, CopyKind.NEAR: RemarkKind.COPIED_NEARLY}
_LEFT = {
    LeftoverKind.NAME: RemarkKind.OTHERS_NAME,
    LeftoverKind.FIGURES: RemarkKind.OTHER_YEAR,
    LeftoverKind.MEETING: RemarkKind.OTHER_MEETING,
    LeftoverKind.POST: RemarkKind.OTHERS_POST,
}


class NotAReportError(SiteError):
    """A page was named that is no report."""

    meaning = "雷同检查时指名的页面不是报告"
    remedy = "写 `docs/reports/` 里的文件，如 `docs/reports/2023.md`"


def choose_papers(names: Sequence[str], docs: Path, yearbook: Yearbook) -> list[Report]:
    """The papers that a user names by page or key; the newest of each unit and series where he names none.

    Raises:
        NotAReportError: A page is no report.
    """
    papers = yearbook.reports.values()
    if not names:
        return sorted((paper for paper in papers if _is_newest(paper, yearbook)), key=lambda paper: paper.path)
    named = {paper.path: paper for paper in papers} | yearbook.reports
    paths = {name: path_named(name, docs) for name in names}
    if wrong := [name for name, path in paths.items() if path not in named]:
        raise NotAReportError(f"{wrong[0]} 不是报告的页面。改法：写 docs/reports 里的文件，如 docs/reports/2023.md。")
    return [named[paths[name]] for name in names]


def _is_newest(report: Report, yearbook: Yearbook) -> bool:
    """Whether it is the last of its row that says anything: what only has begun is copied from nobody."""
    after = yearbook.neighbours(report)[1]
    while after and not after.written:
        after = yearbook.neighbours(after)[1]
    return after is None and report.written


def find_copied(
    corpus: Corpus, paths: Collection[str] = (), *, everybody: bool = True, kept: KeptResults | None = None
) -> Iterator[Finding]:
    """Yield what a paper has from others, and what was left in it.

    Whoever may see it on the pages, the clerk is told before the paper is handed in.

    Args:
        corpus: All pages.
        paths: Paths under docs of the papers; empty for the newest of each unit and series.
        everybody: Whether papers of other units are looked at too.
        kept: What was found before among a unit's own papers.

    Yields:
        A remark for each passage, at the line of its item's heading.
    """
    yearbook = corpus.yearbook
    papers = sorted(yearbook.reports.values(), key=lambda report: report.path)
    wanted = [report for report in papers if (report.path in paths if paths else _is_newest(report, yearbook))]
    kept = kept if kept and not everybody else KeptResults(corpus.yearbook)
    for report in wanted:
        look = partial(_of_paper, corpus, report, everybody=everybody, are_many=everybody and len(wanted) > FEW)
        yield from kept.get(_own_are_made_of(report, yearbook, kept), look)


def _own_are_made_of(report: Report, yearbook: Yearbook, kept: KeptResults) -> Iterator[str | bytes]:
    """All that is looked at in order to find what a paper has from those of its unit."""
    papers = [paper.path for paper in yearbook.reports.values() if paper.folder == report.folder]
    ledgers = [ledger.path for ledger in yearbook.ledgers_of(report.folder)]
    digests = kept.digests
    yield from ("copied", report.path, digests.of([*papers, *ledgers]), digests.register, repr(yearbook.units))


def _of_paper(corpus: Corpus, report: Report, *, everybody: bool, are_many: bool) -> tuple[Finding, ...]:
    yearbook = corpus.yearbook
    sources = tuple(paper.report for paper in find_papers(report, yearbook, everybody=everybody))
    beside = tuple(other for other in yearbook.reports.values() if other.folder == report.folder)
    ledgers, editions = yearbook.ledgers_of(report.folder), tuple(yearbook.editions.values())
    rests_on = (sources, beside, ledgers, editions, yearbook.set_words, tuple(yearbook.units.values()))

    def find() -> tuple[Finding, ...]:
        known = yearbook.keep("sentences", lambda: know_all(yearbook)) if are_many else None
        check = check_copies(report, yearbook, everybody=everybody, known=known)
        return (*_copied(check, yearbook), *_left_over(check, yearbook))

    return corpus.pages[report.path].keep(f"copied {everybody}", find, rests_on)


def _copied(check: CopyCheck, yearbook: Yearbook) -> Iterator[Finding]:
    before, _ = yearbook.neighbours(check.report)
    for checked in check.items:
        share = f"这一条雷同 {percent(checked.copied(), checked.own)}%"
        for row in checked.rows:
            if row.counts:
                kind = _KINDS.get(row.kind) or _exact_kind(row, before)
                yield _finding(kind, check, checked.item.line, row.text, f"在{describe_source(row)}，{share}")


def _exact_kind(row: CopiedRow, before: Report | None) -> RemarkKind:
    return RemarkKind.CARRIED_OVER if before and row.source.key == before.key else RemarkKind.COPIED


def _left_over(check: CopyCheck, yearbook: Yearbook) -> Iterator[Finding]:
    for leftover in find_leftovers(check, yearbook):
        yield _finding(_LEFT[leftover.kind], check, leftover.item.line, leftover.words, leftover.why)


def _finding(kind: Kind, check: CopyCheck, line: int, words: str, detail: str) -> Finding:
    text = " ".join(words.split())
    shown = text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
    return Finding(kind, f"docs/{check.report.path}", line, found=shown, detail=detail, whole=words)
