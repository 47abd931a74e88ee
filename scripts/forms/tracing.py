"""The list of where everything in a form comes from (填报来源), beside it, and read back."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.utils.cell import coordinate_from_string

from scripts.forms.excel_reading import TRACE_SHEET
from scripts.forms.faults import FormError
from scripts.forms.form import Form
from scripts.forms.grid import FormGrid
from scripts.forms.measures import Known
from scripts.forms.planning import FillPlan

_AS_FILLED = "填好时的文字"
_ENDING = ".来源.xlsx"
HEADS = ("工作表或表格", "格", "栏目", "填入的内容", "情况", "出自哪一页", "哪一条，或没有填的原因")
_WIDTHS = (16, 14, 24, 50, 8, 36, 36)
_LONGEST = 32_000
_LINE_POINTS, _MOST_POINTS = 14.5, 400.0
Snapshot = dict[str, dict[tuple[int, int], str]]


@dataclass(frozen=True)
class TraceRow:
    """A place of a filled form, and where it comes from (来源的一行).

    Attributes:
        grid: The sheet or table that it stands in.
        row: Its row there.
        column: Its column.
        label: What it asks for.
        text: What was written into it.
        state: 已填, 待填 or 留空.
        source: Title of the page; empty where nothing was filled in.
        item: The item there in words, or why nothing was filled in.
        cell: How a person finds it: F12, 第3行第2格.
    """

    grid: str
    row: int
    column: int
    label: str
    text: str
    state: str
    source: str
    item: str
    cell: str


def trace_rows(form: Form, plan: FillPlan) -> list[TraceRow]:
    """A row for each place of a plan, in the order of the form."""
    order = sorted(plan.fillings, key=lambda one: (one.grid, one.row, one.column))
    return [
        TraceRow(
            form.grids[one.grid].name,
            one.row,
            one.column,
            one.label,
            one.text,
            one.state,
            one.answer.source if isinstance(one.answer, Known) else "",
            one.answer.item if isinstance(one.answer, Known) else _why(one.answer.why, one.answer.item),
            cell_name(one.row, one.column, is_word=form.is_word, is_text=form.grids[one.grid].is_text),
        )
        for one in order
    ]


def _why(why: str, item: str) -> str:
    return f"{item}：{why}" if item else why


def cell_name(row: int, column: int, *, is_word: bool, is_text: bool = False) -> str:
    """How a person finds a cell."""
    if is_text:
        return f"第{row}段"
    return f"第{row}行第{column}格" if is_word else f"{get_column_letter(column)}{row}"


def trace_file(out: Path) -> Path:
    """The list that belongs to a filled form; the form itself can go up without it."""
    return out.with_name(f"{out.stem}{_ENDING}")


def make_trace(title: str, year: int, told: str, rows: Iterable[TraceRow], snapshot: Snapshot) -> bytes:
    """Make the list.

    Args:
        title: What stands above it.
        year: The year that the form is of.
        told: What stands beside it: unit, day, mapping.
        rows: Its rows.
        snapshot: What the form said when it was filled, by grid and place; what was changed later is told by it.
    """
    book = Workbook()
    sheet: Any = book.active
    sheet.title = TRACE_SHEET
    sheet["A1"], sheet["A2"], sheet["B2"], sheet["C2"] = title, "年度", str(year), told
    sheet["A1"].font = Font(size=14, bold=True)
    for number, (head, width) in enumerate(zip(HEADS, _WIDTHS, strict=True), 1):
        cell = sheet.cell(4, number, head)
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="EDE8DC")
        sheet.column_dimensions[get_column_letter(number)].width = width
    for number, one in enumerate(rows, 5):
        words = trace_words(one)
        for column, text in enumerate(words, 1):
            _put(sheet.cell(number, column), text)
        # Not every program fits a row to its text when it opens a file.
        lines = max(_lines(text, width) for text, width in zip(words, _WIDTHS, strict=True))
        sheet.row_dimensions[number].height = min(lines * _LINE_POINTS, _MOST_POINTS)
    sheet.freeze_panes = "A5"
    sheet.print_title_rows = "4:4"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    _keep(book, snapshot)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def trace_words(one: TraceRow) -> tuple[str, ...]:
    """The words of a row."""
    return one.grid, one.cell, one.label, one.text, one.state, one.source, one.item


def _put(cell: Any, text: str) -> None:
    cell.value = text[:_LONGEST]
    cell.data_type = "s"
    cell.number_format = "@"
    cell.alignment = Alignment(vertical="top", wrap_text=True)


def _lines(text: str, width: int) -> int:
    return sum(max(1, -(-2 * len(line) // width)) for line in text.split("\n"))


def _keep(book: Workbook, snapshot: Snapshot) -> None:
    sheet: Any = book.create_sheet(_AS_FILLED)
    for column, head in enumerate(("工作表或表格", "行", "列", "文字"), 1):
        sheet.cell(1, column, head)
    number = 1
    for grid, texts in snapshot.items():
        for (row, column), text in sorted(texts.items()):
            number += 1
            for at, value in enumerate((grid, str(row), str(column), text), 1):
                _put(sheet.cell(number, at), value)
    sheet.sheet_state = "hidden"


def take_snapshot(grids: Sequence[FormGrid]) -> Snapshot:
    """What a form says, by grid and place; what formulas give changes by itself and is left out."""
    return {
        grid.name: {
            place: text for place, cell in grid.cells.items() if not cell.computed and (text := plain(cell.text))
        }
        for grid in grids
    }


def plain(text: str) -> str:
    """A cell's words as two programs write them: line ends as one sign, no blanks at the ends."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()[:_LONGEST]


def read_trace(file: Path) -> tuple[int, list[TraceRow], Snapshot]:
    """Read a list back: the year, what was filled in from where, and what the form said then.

    Raises:
        FormError: It is not there, or is none.
    """
    remedy = "改法：把填表时一起写出的来源清单放在表的旁边，或者用 --sources 写明它在哪里"
    if not file.is_file():
        raise FormError(f"找不到 {file.name}，不知道填的时候是什么。{remedy}。")
    try:
        book = openpyxl.load_workbook(file)
        year = int(str(book[TRACE_SHEET]["B2"].value))
        rows = [*_read_rows(book[TRACE_SHEET])]
        snapshot: Snapshot = {}
        for values in book[_AS_FILLED].iter_rows(min_row=2, values_only=True):
            grid, row, column, text = map(_text, values[:4])
            snapshot.setdefault(grid, {})[int(row), int(column)] = text
    except (KeyError, ValueError, OSError, TypeError) as error:
        raise FormError(f"{file.name} 不是填表时写出的来源清单，或者改坏了。{remedy}。") from error
    return year, rows, snapshot


def _read_rows(sheet: Any) -> Iterator[TraceRow]:
    for values in sheet.iter_rows(min_row=5, values_only=True):
        grid, cell, label, text, state, source, item = map(_text, values[: len(HEADS)])
        if cell:
            yield TraceRow(grid, *_place(cell), label, text, state, source, item, cell)


def _place(cell: str) -> tuple[int, int]:
    numbers = [int(part) for part in "".join(one if one.isdecimal() else " " for one in cell).split()]
    if cell.startswith("第"):
        return (numbers[0], numbers[1]) if len(numbers) > 1 else (numbers[0], 1)
    letters, row = coordinate_from_string(cell)
    return row, column_index_from_string(letters)


def _text(value: object) -> str:
    return "" if value is None else str(value)
