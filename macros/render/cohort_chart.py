"""A chart of shares: a row a cohort, a column so many years after, in each cell a bar for how much had come about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from macros.render.chart_text import WIDTH, ems, fixed, wrap
from macros.render.environment import render

_SIZE, _LEAD, _THICK = 15, 18, 10
_LABEL_EMS = 6
_SPACE = 10


@dataclass(frozen=True)
class ShareCell:
    """A cell; `ratio` None is one without a bar, shown by its text alone, an empty one by nothing."""

    ratio: float | None
    text: str


@dataclass(frozen=True)
class ShareRow:
    """A row of cells under one label."""

    label: str
    cells: tuple[ShareCell, ...]
    sample: bool = False


def cohort_chart(columns: Sequence[str], rows: Sequence[ShareRow], label: str, tone: str) -> str:
    """Draw shares as bars in a grid.

    Args:
        columns: What stands over the cells of each column.
        rows: The rows, each with a cell a column.
        label: What the chart shows, for those who do not see it; the figures are added.
        tone: `good` or `problem`.

    Returns:
        An SVG; empty where there are no rows.
    """
    if not rows:
        return ""
    heads = [wrap(row.label, _LABEL_EMS) + (["〔示例〕"] if row.sample else []) for row in rows]
    left = max(ems(line) for lines in heads for line in lines) * _SIZE + _SPACE
    step = (WIDTH - left) / len(columns)
    places = [left + step * number for number in range(len(columns))]
    top, drawn = _LEAD + _SPACE, []
    for row, lines in zip(rows, heads, strict=True):
        drawn.append(_row(row, lines, top, left, places, step - _SPACE))
        top += max(len(lines) * _LEAD, _LEAD + _THICK) + _SPACE
    return render(
        "charts/cohort_chart",
        width=WIDTH,
        height=fixed(top),
        heads=[{"text": text, "x": fixed(x)} for text, x in zip(columns, places, strict=True)],
        rule=_LEAD + 2,
        rows=drawn,
        tone=tone,
        colour={"good": "#2f6b4f", "problem": "#a6322b"}[tone],
        label=f"{label}。{_told(columns, rows)}。",
    )


def _row(
    row: ShareRow, lines: list[str], top: float, left: float, places: list[float], room: float
) -> dict[str, object]:
    cells = [
        {
            "x": fixed(x),
            "y": fixed(top + _LEAD),
            "room": fixed(room),
            "width": None if cell.ratio is None else fixed(room * cell.ratio),
            "text": cell.text,
            "text_y": fixed(top + 13),
        }
        for cell, x in zip(row.cells, places, strict=True)
        if cell.text
    ]
    return {
        "lines": [{"text": line, "y": fixed(top + number * _LEAD + 13)} for number, line in enumerate(lines)],
        "label_x": fixed(left - _SPACE),
        "cells": cells,
    }


def _told(columns: Sequence[str], rows: Sequence[ShareRow]) -> str:
    return "；".join(
        f"{row.label}{'（示例）' if row.sample else ''}："
        + "，".join(f"{name} {cell.text}" for name, cell in zip(columns, row.cells, strict=True) if cell.text)
        for row in rows
    )
