"""The pages that set two years, or two editions, side by side: which they are, and whether they can."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from macros.corpus.findings import Findings
from macros.corpus.macro_calls import MacroCall, find_calls
from macros.corpus.pages import SourcePage
from macros.domain.comparison_pages import Comparison, EditionsPage, OtherPage
from macros.domain.yearbook import Yearbook
from macros.errors import ErrorKind

_COMPARISON = "compare_years"
_EDITIONS = "compare_editions"


def find_comparisons(pages: Mapping[str, SourcePage], yearbook: Yearbook) -> Iterator[Comparison]:
    """Yield the pages that set two years side by side, in order of path, by the call that does so."""
    for path, page in sorted(pages.items()):
        for call in find_calls(page) if path.startswith("compare/") else ():
            given = _given(call, "old", "new", "unit", "series")
            if call.name == _COMPARISON and {"old", "new"} <= given.keys():
                folder, series = yearbook.folder_of(str(given.get("unit", ""))), given.get("series", "")
                papers = {paper.year: paper for paper in yearbook.reports_of(folder, str(series))}
                named = [papers.get(_year(given[side])) for side in ("old", "new")]
                # The order of a call says nothing; the macro goes by that of time.
                pair = sorted({paper.year: paper for paper in named if paper}.values(), key=lambda paper: paper.year)
                if len(pair) > 1:
                    yield Comparison(path, pair[0], pair[1])


def find_editions_pages(pages: Mapping[str, SourcePage], yearbook: Yearbook) -> Iterator[EditionsPage]:
    """Yield the pages that set two editions side by side and name both, in order of path."""
    for path, page in sorted(pages.items()):
        for call in find_calls(page) if path.startswith("compare/") else ():
            given = _given(call, "regulation", "old", "new")
            work = yearbook.regulations.get(str(given.get("regulation"))) if call.name == _EDITIONS else None
            if work is not None:
                old, new = (work.by_id.get(str(given.get(side))) for side in ("old", "new"))
                if old and new:
                    yield EditionsPage(path, old, new)


def find_other_pages(pages: Mapping[str, SourcePage], yearbook: Yearbook) -> Iterator[OtherPage]:
    """Yield the other pages of the folder that have a title, in order of path."""
    told = {row.path for row in yearbook.comparisons} | {row.path for row in yearbook.editions_pages}
    for path, page in sorted(pages.items()):
        if path.startswith("compare/") and not path.endswith("/index.md") and path not in told and page.headings:
            yield OtherPage(path, page.headings[0].text)


def check_comparisons(pages: Mapping[str, SourcePage], yearbook: Yearbook, findings: Findings) -> None:
    """No year is compared with itself, and no two years twice on one page, where anchors would repeat.

    Args:
        pages: The pages that could be read, by path.
        yearbook: What the pages say, for the years that a call leaves open.
        findings: Where faults go.
    """
    for page in pages.values():
        seen: set[tuple[object, ...]] = set()
        for call in find_calls(page):
            pair = _pair(call, yearbook) if call.name == _COMPARISON else None
            if pair is None:
                continue
            years = pair[2:]
            same = years[0] == years[1]
            if same or pair in seen:
                expected = "两个不同的年度" if same else "本页还没有对照过的两个年度"
                found = f"“{years[0]}、{years[1]}”"
                findings.add(
                    ErrorKind.MACRO_VALUE, page.path, call.line, field=call.text, found=found, expected=expected
                )
            seen.add(pair)


def _pair(call: MacroCall, yearbook: Yearbook) -> tuple[str, str, int, int] | None:
    """The unit, series and years that a call compares; None where there are not two."""
    given = _given(call, "old", "new", "unit", "series")
    folder, series = yearbook.folder_of(str(given.get("unit", ""))), str(given.get("series", ""))
    known = [paper.year for paper in yearbook.reports_of(folder, series)]
    new = _year(given.get("new")) or max(known, default=0)
    old = _year(given.get("old")) or max((year for year in known if year < new), default=0)
    return (folder, series or yearbook.series_of(folder), min(old, new), max(old, new)) if old and new else None


def _given(call: MacroCall, *names: str) -> dict[str, object]:
    return dict(zip(names, call.values, strict=False)) | call.named


def _year(value: object) -> int:
    return value if isinstance(value, int) else 0
