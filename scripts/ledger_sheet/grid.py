"""Reads a workbook's sheet as a grid of texts, merged cells filled in."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
import zlib
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from xml.etree.ElementTree import ParseError

import openpyxl
from lxml import etree
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.cell.cell import MergedCell
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.workbook import Workbook
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.worksheet import Worksheet

from scripts.changes.office_files import LARGEST_BYTES, Reading
from scripts.ledger_sheet.faults import CellFaultKind, Log, SheetError

_MOST_CELLS = 1_000_000
_FAILURES = (
    AttributeError, EOFError, IndexError, InvalidFileException, KeyError, NotImplementedError, OSError, ParseError,
    RuntimeError, TypeError, ValueError, etree.XMLSyntaxError, zipfile.BadZipFile, zlib.error,
)  # fmt: skip
_AS_XLSX = "改法：用 Excel 或 WPS 打开，另存为“Excel 工作簿（*.xlsx）”，不设密码，再导入"
_READING = Reading(
    SheetError, "旧版 .xls、.et，或设了密码的表格，读不了", ".xlsx 表格", _AS_XLSX, "删去图片和附件，再导入"
)
_MERGED = re.compile(rb"""<(?:\w+:)?mergeCell\s[^>]*?ref=["']([A-Z]+[0-9]+:[A-Z]+[0-9]+)["']""")
_NOT_OF_FORMAT = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
#: What Excel writes for a character that it may not hold, and for the one that begins such a code; others stay.
_CODE = re.compile(r"_x(000[9AaDd]|005[Ff])_")


@dataclass(frozen=True)
class GridCell:
    """A cell's text (单元格).

    Attributes:
        text: What it shows, dates as 2024-03-01, line ends as one character each.
        place: Its sheet and address, such as 台账!F12.
        origin: Address of the merged range that it lies in; of itself where it lies in none.
        width: How many columns that range has; 1 where there is none.
    """

    text: str
    place: str
    origin: str
    width: int


@dataclass(frozen=True)
class Grid:
    """A sheet's name and rows, the first row first; `hidden` are the numbers of rows that do not show."""

    name: str
    rows: tuple[tuple[GridCell, ...], ...]
    hidden: frozenset[int] = frozenset()


def read_grids(file: Path, log: Log, sheet: str = "") -> list[Grid]:
    """Read the visible sheets of a workbook.

    Args:
        file: The .xlsx file.
        log: Where cells without a value are told.
        sheet: The only sheet to read, hidden or not; empty for all that are visible.

    Raises:
        SheetError: The file is no sound .xlsx, or has no such sheet.
    """
    content = _READING.read(file)
    book = _load(content, file, data_only=False)
    visible = [ws for ws in book.worksheets if ws.sheet_state == "visible"]
    chosen = [ws for ws in book.worksheets if ws.title == sheet] if sheet else visible
    if not chosen:
        names = "、".join(ws.title for ws in book.worksheets)
        asked = f"没有名为“{sheet}”的工作表" if sheet else "没有可见的工作表"
        raise SheetError(f"{file.name}：{asked}（有的是：{names or '无'}）。改法：用 --sheet 写明要导入的工作表。")
    for ws in chosen:
        _refuse_wide(ws)
    # What formulas gave is asked for only where there are any: reading a workbook is most of the work.
    has_formulas = any(cell.data_type == "f" for ws in chosen for row in ws.iter_rows() for cell in row)
    values = _load(content, file, data_only=True) if has_formulas else book
    return [_grid(values[ws.title], ws, log) for ws in chosen]


def _load(content: bytes, file: Path, *, data_only: bool) -> Workbook:
    try:
        _refuse_large(content, file)
        with warnings.catch_warnings():
            # It warns of forms and styles that it leaves out; only texts are wanted here.
            warnings.simplefilter("ignore")
            return openpyxl.load_workbook(io.BytesIO(content), data_only=data_only)
    except _FAILURES as error:
        raise SheetError(f"{file.name} 已损坏，或不是 .xlsx 表格，读不了。{_AS_XLSX}。") from error


def _refuse_large(content: bytes, file: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if sum(part.file_size for part in archive.infolist()) > LARGEST_BYTES:
            raise SheetError(f"{file.name} 解压后太大，读不了。改法：把台账复制到新的工作簿，再导入。")
        # Every merged cell is made when the file is loaded, and a few characters can merge a whole sheet.
        for name in archive.namelist():
            ranges = _MERGED.findall(archive.read(name)) if name.endswith(".xml") else []
            sizes = (CellRange(found.decode()).size for found in ranges)
            if sum(size["rows"] * size["columns"] for size in sizes) > _MOST_CELLS:
                raise SheetError(f"{file.name} 里合并的单元格太多，读不了。改法：取消整行、整列的合并，再导入。")


def _refuse_wide(sheet: Worksheet) -> None:
    height, width = sheet.max_row, sheet.max_column
    if height * width > _MOST_CELLS:
        raise SheetError(f"工作表“{sheet.title}”有 {height} 行、{width} 列，太大。改法：删去多余的空行和空列。")


def _grid(values: Worksheet, formulas: Worksheet, log: Log) -> Grid:
    # Each is counted anew, from all cells, whenever it is asked for.
    height, width = values.max_row, values.max_column
    ranges = [(*area.bounds, area.coord) for area in values.merged_cells.ranges]
    spans = {
        (row, column): (bounds[1], bounds[0], bounds[2] - bounds[0] + 1)
        for bounds in ranges
        for row in range(bounds[1], bounds[3] + 1)
        for column in range(bounds[0], bounds[2] + 1)
    }
    texts = {
        (cell.row, cell.column): _text(cell, formulas.cell(cell.row, cell.column), values.title, log)
        for row in values.iter_rows()
        for cell in row
        if isinstance(cell, SheetCell)
    }
    return Grid(
        values.title,
        tuple(
            tuple(_cell(row, column, texts, spans, values.title) for column in range(1, width + 1))
            for row in range(1, height + 1)
        ),
        frozenset(row for row, dimension in values.row_dimensions.items() if dimension.hidden),
    )


def _cell(
    row: int,
    column: int,
    texts: dict[tuple[int, int], str],
    spans: dict[tuple[int, int], tuple[int, int, int]],
    name: str,
) -> GridCell:
    top, left, width = spans.get((row, column), (row, column, 1))
    place = f"{name}!{get_column_letter(column)}{row}"
    return GridCell(texts.get((top, left), ""), place, f"{get_column_letter(left)}{top}", width)


def _text(cell: SheetCell, formula: SheetCell | MergedCell, name: str, log: Log) -> str:
    place, value = f"{name}!{cell.coordinate}", cell.value
    if cell.data_type == "e":
        log.fault(CellFaultKind.FORMULA, place, f"公式出错，显示为 {value}", "文字或日期")
        return ""
    if value is None and isinstance(formula, SheetCell) and formula.data_type == "f":
        log.notice(f"{place}：公式没有算出的值，按空格处理。改法：在 Excel 里打开并保存一次，再导入。")
    if isinstance(value, datetime | date):
        return _date_text(value, cell.number_format)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if value is None or isinstance(value, time):
        return "" if value is None else str(value)
    text = _CODE.sub(lambda match: chr(int(match[1], 16)), str(value))
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _date_text(value: date, number_format: str) -> str:
    """A date as far as the cell shows it: a month where its format has no day."""
    shown = _NOT_OF_FORMAT.sub("", number_format).lower()
    has_day = "d" in shown or "y" not in shown
    return f"{value.year:04}-{value.month:02}" + (f"-{value.day:02}" if has_day else "")
