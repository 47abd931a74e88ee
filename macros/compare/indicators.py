"""Counted figures of one unit, year by year: side by side, and never joined by guess."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz import fuzz

from macros.compare.selection import NotThereError
from macros.domain.reports import Indicator, Report, fold_name
from macros.domain.yearbook import Yearbook

#: From here on two names are near enough to be looked at (percent of characters in common).
_NEAR_PERCENT = 75
_ABOUT = "约"


@dataclass(frozen=True)
class YearFigures:
    """What one year's summary says of an indicator (一年的数).

    Attributes:
        year: The year.
        report: Its summary; None where there is none.
        figures: The figures of that name in it; several where several items give one.
        change: The difference from the year before in words; empty where the two cannot be compared.
        note: Why the figures before cannot be compared with these; empty where they can.
        named: Whether the summary's text has the name, though no figure of it is listed.
    """

    year: int
    report: Report | None
    figures: tuple[Indicator, ...] = ()
    change: str = ""
    note: str = ""
    named: bool = False

    @property
    def text(self) -> str:
        """The figures, or the word that stands for what is missing: that none is listed is no word on the text."""
        if self.report is None:
            return "无报告"
        if self.figures:
            return "、".join(figure.written for figure in self.figures)
        if not self.report.indicators:
            return "未列指标"
        return "正文有，未列为指标" if self.named else "未见记载"


@dataclass(frozen=True)
class IndicatorRow:
    """One indicator over all years (指标的历年数)."""

    name: str
    years: tuple[YearFigures, ...]

    @property
    def notes(self) -> tuple[str, ...]:
        """What must be known before years are compared."""
        return tuple(cell.note for cell in self.years if cell.note)

    @property
    def reported(self) -> int:
        """In how many years there is a figure."""
        return sum(bool(cell.figures) for cell in self.years)


@dataclass(frozen=True)
class IndicatorTable:
    """All indicators of a unit by year (指标一览).

    Attributes:
        papers: Every year from the first summary to the last, with its summary or None.
        rows: The indicators; those of the newest summary first, in its order.
        near: Pairs of names that are alike and were not joined.
    """

    papers: tuple[tuple[int, Report | None], ...]
    rows: tuple[IndicatorRow, ...]
    near: tuple[tuple[str, str], ...]


def tabulate_indicators(yearbook: Yearbook, folder: str) -> IndicatorTable:
    """Set the figures of a unit's yearly summaries side by side.

    Other papers of a year are left out: a plan tells what is to be, a
    half-year report speaks of another period.

    Args:
        yearbook: All pages.
        folder: The unit's folder; empty for the top folder.
    """
    # One that has just begun has no column, unless figures stand in it before its text does.
    reports = tuple(paper for paper in yearbook.reports_of(folder) if paper.written or paper.indicators)
    by_year = {report.year: report for report in reports}
    years = range(reports[0].year, reports[-1].year + 1) if reports else range(0)
    papers = tuple((year, by_year.get(year)) for year in years)
    names = {figure.key: figure.name for report in reports for figure in report.indicators}
    order = dict.fromkeys(figure.key for report in reversed(reports) for figure in report.indicators)
    figures: dict[tuple[str, int], list[Indicator]] = defaultdict(list)
    for report in reports:
        for figure in report.indicators:
            figures[figure.key, report.year].append(figure)
    texts = {report.year: fold_name(report.words) for report in reports if report.indicators}
    rows = tuple(
        IndicatorRow(
            names[key], _compare(key, texts, [(paper, year, figures.get((key, year), [])) for year, paper in papers])
        )
        for key in order
    )
    return IndicatorTable(papers, rows, tuple(_find_near(names, reports)))


def choose_indicator(table: IndicatorTable, name: str) -> IndicatorRow | None:
    """The indicator of a name, or the one reported in most years; None where there are none.

    Raises:
        NotThereError: No indicator has that name.
    """
    if not name:
        return max(table.rows, key=lambda row: row.reported, default=None)
    found = next((row for row in table.rows if fold_name(row.name) == fold_name(name)), None)
    if found is None:
        shown = "、".join(row.name for row in table.rows) or "还没有"
        raise NotThereError(f"没有名为“{name}”的指标（有的指标：{shown}）。改法：改正宏里的名称。")
    return found


def _compare(
    key: str, texts: Mapping[int, str], years: list[tuple[Report | None, int, list[Indicator]]]
) -> tuple[YearFigures, ...]:
    cells: list[YearFigures] = []
    last: list[Indicator] = []
    for number, (report, year, figures) in enumerate(years):
        before = years[number - 1][2] if number else []
        change, note = _tell_change(before, figures), _tell_unit(last, figures, year)
        cells.append(YearFigures(year, report, tuple(figures), change, note, named=key in texts.get(year, "")))
        last = figures or last
    return tuple(cells)


def _tell_change(before: list[Indicator], now: list[Indicator]) -> str:
    """More or less than the year before; nothing where either year has none, several, or a bound."""
    if len(before) != 1 or len(now) != 1 or before[0].unit != now[0].unit:
        return ""
    words = {before[0].qualifier or "", now[0].qualifier or ""}
    if not words <= {"", _ABOUT}:
        return ""
    about = _ABOUT if _ABOUT in words else ""
    difference = now[0].value - before[0].value
    if not difference:
        return f"与上年{'大致' if about else ''}持平"
    return f"比上年{about}{'增加' if difference > 0 else '减少'}{abs(difference):f}{now[0].unit}"


def _tell_unit(last: list[Indicator], now: list[Indicator], year: int) -> str:
    old, new = ("、".join(dict.fromkeys(figure.unit for figure in figures)) for figures in (last, now))
    if not last or not now or old == new:
        return ""
    return f"{year}年起单位由{old}改为{new}，不可直接比较"


def _find_near(names: dict[str, str], reports: Iterable[Report]) -> list[tuple[str, str]]:
    """Names that are alike; those that stand in one report side by side mean two things."""
    together = {
        pair for report in reports for pair in combinations(sorted({figure.key for figure in report.indicators}), 2)
    }
    pairs = [pair for pair in combinations(sorted(names), 2) if pair not in together and _is_near(*pair)]
    return [(names[one], names[two]) for one, two in pairs]


def _is_near(one: str, two: str) -> bool:
    # Sorted, too: 提醒谈话 and 谈话提醒.
    ratios = fuzz.ratio(one, two), fuzz.ratio("".join(sorted(one)), "".join(sorted(two)))
    return max(ratios) >= _NEAR_PERCENT
