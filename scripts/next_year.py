"""The pages that begin a year, made from the newest earlier paper of the same unit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from string import Template

from macros.domain.reports import Report, Series
from macros.domain.yearbook import Yearbook
from macros.errors import SiteError
from scripts.next_ledger import make_ledger_page
from scripts.next_report import make_report_page

#: The comparison page; whatever macro is to stand on every new one is added there.
COMPARISON = Path(__file__).with_name("templates") / "compare.md"
INDEX = "compare/index.md"
YEARS = range(1949, 2200)
_LONGEST_NAME = 80


class NextYearError(SiteError):
    """The new year's pages cannot be made; its text is one Chinese line."""


@dataclass(frozen=True)
class NextYear:
    """What begins a year (下一年).

    Attributes:
        previous: The paper that it follows.
        year: The new year.
        pages: The text of each page, by path under docs, the report's first.
        comparison: Path of the comparison page.
    """

    previous: Report
    year: int
    pages: dict[str, str]
    comparison: str

    @property
    def gap(self) -> list[int]:
        """The years between, of which there is no paper."""
        return list(range(self.previous.year + 1, self.year))

    @property
    def listing(self) -> str:
        """The line by which the overview of comparisons leads to the new one."""
        unit = _plain_name(self.previous) + "：" if self.previous.folder else ""
        series = "" if self.previous.series is Series.SUMMARY else str(self.previous.series)
        address = self.comparison.removeprefix("compare/")
        return f"- [{unit}{self.previous.year}年和{self.year}年{series}]({address})"


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
    there = next((r for r in yearbook.reports.values() if (r.folder, r.series, r.year) == (folder, series, year)), None)
    if there and there.key != key:
        raise NextYearError(f"{year} 年的{series}已经有了：docs/{there.path}，没有改动。改法：直接在这一页上写。")
    pages = {f"reports/{key}.md": make_report_page(yearbook, previous, year, key, today)}
    if series is Series.SUMMARY:
        pages[f"ledger/{key}.md"] = make_ledger_page(yearbook, previous, year, key, today)
    comparison = f"compare/{folder}/{previous.year}-{name}.md".replace("//", "/")
    pages[comparison] = _comparison_page(yearbook, previous, year, key)
    return NextYear(previous, year, pages, comparison)


def _find_previous(yearbook: Yearbook, year: int, folder: str, series: Series) -> Report:
    papers = [report for report in yearbook.reports.values() if report.series is series]
    earlier = [report for report in papers if report.folder == folder and report.year < year]
    if earlier:
        return max(earlier, key=lambda report: (report.year, report.key))
    others = sorted({report.folder for report in papers if report.folder and report.year < year} - {folder})
    unit = f"docs/reports/{folder}".rstrip("/")
    remedy = f"先用 python3 scripts/import_report.py 把以前的{series}导入 {unit}/"
    if others:
        remedy += f"；是其他单位的，加 --unit，可写 {'、'.join(others[:10])}"
    raise NextYearError(f"{unit}/ 里没有 {year} 年以前的{series}，无从开始。改法：{remedy}。")


def _next_name(previous: Report, year: int) -> str:
    name = previous.key.rpartition("/")[2]
    moved = re.sub(rf"(?<![0-9]){previous.year}(?![0-9])", str(year), name)
    return moved if moved != name else f"{year}" if previous.series is Series.SUMMARY else f"{year}-{name}"


def _comparison_page(yearbook: Yearbook, previous: Report, year: int, key: str) -> str:
    up = "../../" if previous.folder else "../"
    rows = [f"- {previous.series}：[{previous.year}年]({up}{previous.path})、[{year}年]({up}reports/{key}.md)"]
    if previous.series is Series.SUMMARY:
        old = f"[{previous.year}年]({up}ledger/{previous.key}.md)、" if previous.key in yearbook.ledgers else ""
        rows.append(f"- 整改台账：{old}[{year}年]({up}ledger/{key}.md)")
    template = Template(COMPARISON.read_text(encoding="utf-8"))
    return template.substitute(unit=_plain_name(previous), old=previous.year, new=year, papers="\n".join(rows))


def _plain_name(report: Report) -> str:
    # A page that runs macros gets no sign from a paper that could mean something to them.
    return re.sub(r"[^\w（）、·]|_", "", report.unit)[:_LONGEST_NAME]
