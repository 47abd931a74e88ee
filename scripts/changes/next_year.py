"""The pages that begin a year, made from the newest earlier paper of the same unit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from macros.domain.reports import Report, Series
from macros.domain.yearbook import Yearbook
from macros.errors import SiteError
from scripts.changes.comparison_pages import ComparisonPage
from scripts.changes.next_ledger import make_ledger_page
from scripts.changes.next_report import make_report_page

YEARS = range(1949, 2200)


class NextYearError(SiteError):
    """The new year's pages cannot be made; its text is one Chinese line."""

    meaning = "下一年的页面、对照页做不出来：年度不对、以前没有总结，或者已经有了；没有写任何页面"
    remedy = "照提示换一个年度，或先导入以前的总结"


@dataclass(frozen=True)
class NextYear:
    """What begins a year (下一年).

    Attributes:
        previous: The paper that it follows.
        year: The new year.
        pages: The text of each page, by path under docs, the report's first.
    """

    previous: Report
    year: int
    pages: dict[str, str]

    @property
    def gap(self) -> list[int]:
        """The years between, of which there is no paper."""
        return list(range(self.previous.year + 1, self.year))


def plan_next_year(yearbook: Yearbook, year: int, folder: str, series: Series, today: date) -> NextYear:
    """Make the pages of a year; nothing is written.

    Args:
        yearbook: All pages.
        year: The new year.
        folder: The unit's folder; empty for the top folder.
        series: Which paper of the year.
        today: The day for which the comments give the ledger's statuses.

    Raises:
        NextYearError: The year is out of range, has its paper under another name, or has none before it.
    """
    if year not in YEARS:
        raise NextYearError(f"年度写的是 {year}，应在 {YEARS[0]} 到 {YEARS[-1]} 之间。改法：写四位的年份，如 2026。")
    previous = _find_previous(yearbook, year, folder, series)
    name = _next_name(previous, year)
    key = f"{folder}/{name}".removeprefix("/")
    there = next((paper for paper in yearbook.reports_of(folder, series) if paper.year == year), None)
    if there and there.key != key:
        raise NextYearError(f"{year} 年的{series}已经有了：docs/{there.path}，没有改动。改法：直接在这一页上写。")
    pages = {f"reports/{key}.md": make_report_page(yearbook, previous, year, key, today)}
    if series is Series.SUMMARY:
        pages[f"ledger/{key}.md"] = make_ledger_page(yearbook, previous, year, key, today)
    page = ComparisonPage(previous, year, name, has_ledger=series is Series.SUMMARY)
    pages[page.path] = page.text(yearbook)
    return NextYear(previous, year, pages)


def _find_previous(yearbook: Yearbook, year: int, folder: str, series: Series) -> Report:
    papers = [report for report in yearbook.reports.values() if report.series is series and not report.person]
    earlier = [report for report in papers if report.folder == folder and report.year < year]
    if earlier:
        return max(earlier, key=lambda report: (report.year, report.key))
    others = sorted({report.folder for report in papers if report.folder and report.year < year} - {folder})
    place = f"docs/reports/{folder}".rstrip("/")
    whose = yearbook.units[folder].name if folder in yearbook.units else f"{place}/ 里"
    remedy = f"先用 python3 scripts/site.py import 把以前的{series}导入 {place}/"
    if others:
        remedy += f"；是其他单位的，加 --unit，可写 {'、'.join(others[:10])}"
    raise NextYearError(f"{whose}没有 {year} 年以前的{series}，无从开始。改法：{remedy}。")


def _next_name(previous: Report, year: int) -> str:
    name = previous.key.rpartition("/")[2]
    moved = re.sub(rf"(?<![0-9]){previous.year}(?![0-9])", str(year), name)
    return moved if moved != name else f"{year}" if previous.series is Series.SUMMARY else f"{year}-{name}"
