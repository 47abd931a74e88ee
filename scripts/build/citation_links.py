"""Which links the citations of report pages are due, and which are missing or wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from macros.citations.lexicon import Lexicon, make_lexicon
from macros.citations.linking import Linked, link_page
from macros.corpus import Source
from macros.corpus.pages import path_named
from macros.domain.reports import Report
from macros.domain.yearbook import Yearbook
from macros.errors import ErrorKind, SiteError
from macros.findings import Finding
from macros.page_text.link_grammar import LINK
from macros.page_text.splitting import normal_text


class NotAReportError(SiteError):
    """A page was named that is no report, or is not there."""

    meaning = "写链接时指名的页面不是报告"
    remedy = "写 `docs/reports/` 下的文件，如 `docs/reports/2023.md`"


@dataclass(frozen=True)
class PageLinks:
    """A report's page as it stands and as it is due."""

    report: Report
    before: str
    linked: Linked


def link_pages(docs: Path | Source, yearbook: Yearbook, pages: list[str]) -> Iterator[PageLinks]:
    """Link report pages, in the order of their keys.

    Args:
        docs: The folder of the pages, as it is or as it will be.
        yearbook: All pages, which must be sound.
        pages: Paths of report pages as a user names them; empty for all.

    Yields:
        Each page as it stands and with its links; nothing is written.

    Raises:
        NotAReportError: A path leads to no report.
    """
    lexicon, source = make_lexicon(yearbook), Source.of(docs)
    wanted = [find_report(page, source.docs, yearbook) for page in pages]
    for report in wanted or [report for _, report in sorted(yearbook.reports.items())]:
        text = normal_text(source.read(report.path).decode())
        yield link_text(text, report, lexicon)


def find_wrong_links(page: PageLinks) -> Iterator[Finding]:
    """Yield one error for each line whose links are not as they are due."""
    lines = zip(page.before.split("\n"), page.linked.text.split("\n"), strict=True)
    for number, (old, new) in enumerate(lines, 1):
        if old == new:
            continue
        have, due = (Counter(link[0] for link in LINK.finditer(line)) for line in (old, new))
        missing, surplus = list((due - have).elements()), list((have - due).elements())
        yield Finding(
            ErrorKind.CITATION,
            f"docs/{page.report.path}",
            number,
            found="、".join(surplus[:3]),
            expected="、".join(missing[:3]) or "没有链接",
        )


def link_text(text: str, report: Report, lexicon: Lexicon) -> PageLinks:
    """Link the text of a report's page, each of its lines ended by a line feed; see `link_page`."""
    return PageLinks(report, text, link_page(text, report.path, report.as_of, lexicon, report.allowed))


def find_report(page: str, docs: Path, yearbook: Yearbook) -> Report:
    """The report that a user names: as the shell completes it, as the site names it, or by its key alone.

    Raises:
        NotAReportError: The page is no report, or is not there.
    """
    key = path_named(page, docs).removeprefix("reports/").removesuffix(".md")
    if key not in yearbook.reports:
        raise NotAReportError(f"{page} 不是年度总结的页面。改法：写 docs/reports/ 下的文件，如 docs/reports/2023.md。")
    return yearbook.reports[key]
