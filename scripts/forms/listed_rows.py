"""Rows that a form lists itself, to be answered beside: figures with their unit, offices, problems."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from macros.domain.forms import FormWord
from scripts.forms.asked import JOINT, LONGEST_LABEL, NUMBER, FormBlank, Found, is_total, skip, use_total
from scripts.forms.grid import FormGrid
from scripts.forms.heads import HeadColumn, find_head

#: Headings of columns that give the unit of a figure.
_UNITS = {"单位", "计量单位", "数量单位"}
#: What a form may give itself, to be answered in the row.
_GIVEN = (FormWord.PROBLEM, FormWord.OFFICE)


def find_listed(grid: FormGrid, number: int, found: Found, word_of: Callable[[HeadColumn], FormWord | None]) -> None:
    """Rows that a form lists itself, with columns that wait: under 指标, 单位, 本年, 上年 a row 谈心谈话, 人次."""
    for row in range(1, grid.rows):
        for columns, top in find_head(grid, row):
            at = skip(grid, row + 1, range(columns[0].column, columns[-1].column + 1))
            waiting = [one for one in columns if at <= grid.rows and grid.at(at, one.column).waits]
            named = [one for one in columns if one not in waiting]
            if not waiting or not named or any((row, one.column) in found.used for one in columns):
                continue
            begun = at
            framed = any(grid.at(row, one.column).framed for one in columns)
            while at <= grid.rows and not is_total(grid, at):
                if framed and not any(grid.at(at, one.column).framed for one in columns):
                    break
                about = _given(grid, at, row, named, word_of)
                label = _row_label(grid, at, row, named) or (about[1][: 2 * LONGEST_LABEL] if about else "")
                places = [one for one in waiting if grid.at(at, one.column).waits and grid.at(at, one.column).row == at]
                if not label or not places:
                    break
                found.blanks += [
                    FormBlank(grid.name, f"{label}{JOINT}{one.heading}", number, at, one.column, about=about)
                    for one in places
                ]
                at += 1
            if at > begun:
                found.use(range(top, at), range(columns[0].column, columns[-1].column + 1))
                use_total(grid, at, found)


def _given(
    grid: FormGrid,
    row: int,
    head: int,
    named: Sequence[HeadColumn],
    word_of: Callable[[HeadColumn], FormWord | None],
) -> tuple[FormWord, str] | None:
    """The office, or the problem, that a listed row is about."""
    for one in named:
        cell, word = grid.at(row, one.column), word_of(one)
        if word in _GIVEN and cell.row > head and cell.says:
            return word, cell.text
    return None


def _row_label(grid: FormGrid, row: int, head: int, named: Sequence[HeadColumn]) -> str:
    """What a listed row is about, with its unit: 谈心谈话（人次）."""
    name = unit = ""
    for one in named:
        cell = grid.at(row, one.column)
        if cell.row <= head or not cell.says or len(cell.says) > 2 * LONGEST_LABEL:
            continue
        if one.heading in _UNITS:
            unit = cell.says
        elif not NUMBER.fullmatch(cell.says):
            name = cell.says
    return f"{name}（{unit}）" if name and unit and unit not in name else name
