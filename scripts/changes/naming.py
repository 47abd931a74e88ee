"""What an office calls a page: 「2023年度总结（XX乡党委）」, never by a path."""

from __future__ import annotations

import re
from pathlib import Path

from macros.corpus.findings import Findings
from macros.corpus.pages import PageKind, SourcePage, parse_page
from macros.domain.ledgers import Ledger
from macros.domain.records import GivenPage
from macros.domain.reports import Report, Series
from macros.errors import SiteError
from scripts.changes.writing import read_file

#: What a ledger is called beside its year.
LEDGER = "整改台账"
_PLACE = re.compile(r"docs/([^\s:：，。（）]+\.md)(?::([0-9]+))?(?::[0-9]+)?(?:(?=：)| (?=[\u4e00-\u9fff]))")


def name_paper(year: object, series: str, unit: str, person: str = "") -> str:
    """A paper by its year, what it is, and whose: 2023年度总结（XX乡党委）, 2023年述责述廉（XX乡党委　张三）."""
    whose = "　".join(filter(None, (unit, person)))
    return f"{year}{'' if series.startswith('年') else '年'}{series}" + (f"（{whose}）" if whose else "")


def name_report(report: Report) -> str:
    """The same of a paper that was read, in the marks by which a message sets it off."""
    return f"「{name_paper(report.year, report.series, report.unit, report.person)}」"


def name_given(page: GivenPage) -> str:
    """The same of any page that can be put right: a ledger by its year and unit, others by their title."""
    if isinstance(page, Report):
        return name_report(page)
    return f"「{name_paper(page.year, LEDGER, page.unit) if isinstance(page, Ledger) else page.title}」"


def name_page(text: str, path: str) -> str:
    """A page by what it says of itself: a paper or a ledger by its year and unit, any other by its title.

    Args:
        text: The whole page.
        path: Its path under docs, which stands for it where it has no name.
    """
    page = parse_page(text, path, Findings())
    return name_source(page) if page else f"docs/{path}"


def name_source(page: SourcePage) -> str:
    """The same of a page that is read already."""
    fields = page.front_matter.fields
    year, unit = fields.get("year"), str(fields.get("unit", ""))
    if page.kind is PageKind.REPORT and year:
        series, person = str(fields.get("series", Series.SUMMARY)), str(fields.get("person", ""))
        return f"「{name_paper(year, series, unit, person)}」"
    if page.kind is PageKind.LEDGER and year:
        return f"「{name_paper(year, LEDGER, unit)}」"
    return f"「{page.headings[0].text}」" if page.headings else f"docs/{page.path}"


def name_of_page(docs: Path, path: str) -> str:
    """A page that is there by what it says of itself; by its path where it cannot be read."""
    try:
        text = read_file(docs / path)
    except SiteError:
        text = None
    return name_page(text.decode("utf-8", "replace"), path) if text is not None else f"docs/{path}"


def name_places(docs: Path, text: str, *, by_heading: bool = False) -> str:
    """What is told of pages, with each place that it names by path and line in the words of an office.

    Args:
        docs: The folder of the pages.
        text: What is told.
        by_heading: Whether a line is told by the heading that it stands under, for who sees no file.
    """

    def named(place: re.Match[str]) -> str:
        line = (_heading_at(docs, place[1], int(place[2])) if by_heading else f"第 {place[2]} 行") if place[2] else ""
        return name_of_page(docs, place[1]) + line

    return _PLACE.sub(named, text)


def _heading_at(docs: Path, path: str, line: int) -> str:
    """The heading of an item or part that a line stands under; empty under the title, or where it cannot be read."""
    content = read_file(docs / path)
    page = parse_page(content.decode("utf-8", "replace"), path, Findings()) if content is not None else None
    if page is None:
        return ""
    above = [heading for heading in page.headings if heading.line <= line]
    if not above:
        return "的页首信息"
    return f"“{above[-1].text}”" if above[-1].level > 1 else ""
