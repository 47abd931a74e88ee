"""Figures of a unit over the years, as a table and as a chart."""

from __future__ import annotations

from macros.compare.indicators import IndicatorRow, IndicatorTable
from macros.render.charts import Point, line_chart
from macros.render.environment import render
from macros.render.links import Links
from macros.render.samples import sample_notice
from macros.render.small_multiple import small_multiple
from macros.render.unit_shown import THIS_SITE


def indicator_table(table: IndicatorTable, links: Links, whose: str = THIS_SITE) -> str:
    """All indicators by year, each with its course as a small picture, and the names that are alike."""
    notice = sample_notice(paper for _, paper in table.papers)
    rows = [(row, small_multiple(_points(row), f"{row.name}历年变化")) for row in table.rows]
    return render("indicator_table", whose=whose, table=table, rows=rows, notice=notice, links=links)


def indicator_trend(table: IndicatorTable, row: IndicatorRow | None, links: Links, whose: str = THIS_SITE) -> str:
    """One indicator as a chart, with its table beside it."""
    notice = sample_notice(cell.report for cell in row.years if cell.figures) if row else ""
    near = [next(name for name in pair if name != row.name) for pair in table.near if row.name in pair] if row else []
    chart = line_chart(_points(row), f"{row.name}历年变化") if row else ""
    return render(
        "indicator_trend",
        whose=whose, row=row, chart=chart, near=near, notice=notice, links=links
    )  # fmt: skip


def _points(row: IndicatorRow) -> list[Point]:
    points = []
    for cell in row.years:
        sample = cell.report is not None and cell.report.sample
        for number, figure in enumerate(cell.figures):
            note = "" if number else cell.note
            points.append(Point(f"{cell.year}年", figure.value, figure.written, note, sample))
        if not cell.figures:
            points.append(Point(f"{cell.year}年", None, cell.text))
    return points
