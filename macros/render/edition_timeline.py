"""The editions of a regulation on a line of time, to scale, with the days at which papers of each year end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from macros.domain.regulations import Edition, Regulation
from macros.domain.reports import Report
from macros.render.chart_text import WIDTH, ems, fixed
from macros.render.environment import render

_SIZE, _ROW, _THICK = 15, 26, 14
_TOP, _FOOT, _SPACE = 4, 26, 10
#: Years between two figures of the scale, and how far apart these must stand.
_STEPS, _APART = (1, 2, 5, 10, 20), 44
#: Half of a year's figures, which must not stand beyond the edge.
_HALF = 18


@dataclass(frozen=True)
class _Bar:
    """One edition as a bar; without a width its day of entry into force is not known."""

    name: str
    x: float
    width: float
    y: float
    now: bool
    unended: bool


def edition_timeline(work: Regulation, reports: Sequence[Report], today: date) -> str:
    """Draw when each edition applied, and where in that the papers stand.

    Args:
        work: The regulation.
        reports: All papers of the site; each year is one line, at the last day of its papers.
        today: The day on which the bar of what applies ends.

    Returns:
        An SVG; empty where no edition is known to have begun.
    """
    starts = [edition.starts.first for edition in work.editions if edition.starts]
    if not starts:
        return ""
    ends: dict[int, date] = {}
    for report in reports:
        ends[report.year] = max(report.as_of, ends.get(report.year, report.as_of))
    first = date(min(day.year for day in (*starts, *ends.values())), 1, 1)
    last = max((*starts, *ends.values(), today)) + timedelta(days=60)
    left = max(ems(edition.name) for edition in work.editions) * _SIZE + _SPACE
    scale = (WIDTH - left - 2) / (last - first).days

    def place(day: date) -> float:
        return left + (day - first).days * scale

    spans = [(edition, *_span(work, edition, today)) for edition in work.editions]
    bars = [
        _Bar(
            name=edition.name,
            x=fixed(place(start)) if start else fixed(left),
            width=fixed(max(place(end) - place(start), 2)) if start and end else 0,
            y=fixed(_TOP + n * _ROW),
            now=(now := work.in_force_on(today)) is not None and now.edition is edition,
            unended=edition.ends is None,
        )
        for n, (edition, start, end) in enumerate(spans)
    ]
    foot = _TOP + len(bars) * _ROW
    step = next((step for step in _STEPS if step * 365 * scale >= _APART), _STEPS[-1])
    starts_at = {year: place(date(year, 1, 1)) for year in range(first.year, last.year + 1) if year % step == 0}
    marks = [year for year, x in starts_at.items() if left <= x <= WIDTH - _HALF]
    return render(
        "charts/edition_timeline",
        width=WIDTH,
        height=fixed(foot + _FOOT),
        thick=_THICK,
        left=fixed(left),
        foot=fixed(foot),
        bars=bars,
        ticks=[{"x": fixed(place(day)), "year": year} for year, day in sorted(ends.items())],
        marks=[{"x": fixed(place(date(year, 1, 1))), "text": str(year)} for year in marks],
        label=_told(spans, sorted(ends)),
    )


def _span(work: Regulation, edition: Edition, today: date) -> tuple[date | None, date | None]:
    """From which day to which an edition is drawn: to its end, or else to the next beginning, or else to today."""
    if edition.starts is None:
        return None, None
    start = edition.starts.first
    later = [other.starts.first for other in work.editions if other.starts and other.starts.first > start]
    end = edition.ends.first if edition.ends else min([*later, max(today, start)])
    return start, max(end, start)


def _told(spans: list[tuple[Edition, date | None, date | None]], years: list[int]) -> str:
    words = []
    for edition, start, _ in spans:
        begins = edition.starts.chinese if start and edition.starts else "施行日期不详"
        words.append(
            f"{edition.name}：{begins}" + (f"至{edition.ends.chinese}" if edition.ends else "起" if start else "")
        )
    told = "各版本施行的时间。" + "；".join(words)
    return told + (f"。竖线是各年度报告的截止日：{'、'.join(map(str, years))}年" if years else "")
