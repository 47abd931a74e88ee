"""Reads the visible sheets of a workbook as grids, from its parts, so that what is written goes to the same places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from lxml import etree
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils import column_index_from_string
from openpyxl.utils.cell import coordinate_from_string, range_boundaries
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

from scripts.forms.faults import FormError
from scripts.forms.grid import FormCell, FormGrid
from scripts.forms.package import Package

S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
_MOST_ROWS, _MOST_COLUMNS, _MOST_MERGED = 5_000, 256, 200_000
#: Words and single signs of a format of numbers, which show themselves.
_QUOTED = re.compile(r'"[^"]*"|\\.')
_CODE = re.compile(r"_x([0-9A-Fa-f]{4})_")
#: The sheet in which an earlier filling has told its sources.
TRACE_SHEET = "填报来源"


def tag(name: str) -> str:
    """A name of the main namespace, as lxml writes it."""
    return f"{{{S}}}{name}"


@dataclass(frozen=True)
class Sheet:
    """A sheet and its part (工作表)."""

    name: str
    part: str
    visible: bool


def list_sheets(package: Package) -> list[Sheet]:
    """All sheets of cells, in their order, hidden ones too.

    Raises:
        FormError: The file is of a kind that cannot be read.
    """
    book = package.main_part
    if _STRICT in package.content(book)[:4000]:
        raise FormError(f"{package.name} 是“严格”格式的工作簿。改法：另存为普通的“Excel 工作簿（*.xlsx）”，再填。")
    parts = dict(package.related(book, "worksheet"))
    rows = package.tree(book).iter(tag("sheet"))
    return [
        Sheet(row.get("name", ""), parts[name], row.get("state", "visible") == "visible")
        for row in rows
        if (name := row.get(f"{{{R}}}id", "")) in parts
    ]


def read_sheets(package: Package) -> list[tuple[Sheet, FormGrid]]:
    """The visible sheets as grids, without what their cells take; the one that tells sources is none of the form's.

    Raises:
        FormError: A sheet cannot be read.
    """
    looks = Looks(package)
    return [
        (sheet, _grid(sheet, package, looks))
        for sheet in list_sheets(package)
        if sheet.visible and sheet.name != TRACE_SHEET
    ]


class Looks:
    """What cells need of the workbook: shared texts, lines, formats of numbers."""

    def __init__(self, package: Package) -> None:
        book = package.main_part
        shared = [part for _, part in package.related(book, "sharedStrings")]
        self.texts = [string_text(item) for item in package.tree(shared[0])] if shared else []
        settings = package.tree(book).find(tag("workbookPr"))
        is_mac = settings is not None and settings.get("date1904") in {"1", "true"}
        self.epoch = CALENDAR_MAC_1904 if is_mac else CALENDAR_WINDOWS_1900
        styles = [part for _, part in package.related(book, "styles")]
        self.framed: list[bool] = []
        self.dated: list[bool] = []
        self.percent: list[bool] = []
        if styles:
            self._read(package.tree(styles[0]))

    def _read(self, root: etree._Element) -> None:
        lines = [any(side.get("style") not in {None, "none"} for side in border) for border in root.iterfind(
            f"{tag('borders')}/{tag('border')}")]  # fmt: skip
        formats = {int(row.get("numFmtId", 0)): row.get("formatCode", "") for row in root.iter(tag("numFmt"))}
        for style in root.iterfind(f"{tag('cellXfs')}/{tag('xf')}"):
            border, number = int(style.get("borderId", 0)), int(style.get("numFmtId", 0))
            self.framed.append(border < len(lines) and lines[border])
            # Those of East Asia between 27 and 58 are days but for the times of 32 to 35 and 55, 56 of some.
            code = formats.get(number) or BUILTIN_FORMATS.get(number, "yyyy年m月d日" if 27 <= number <= 58 else "")
            self.dated.append(bool(is_date_format(code)))
            self.percent.append("%" in _QUOTED.sub("", code or ""))


def string_text(item: etree._Element) -> str:
    """The text of a shared or inline string, without how it is pronounced."""
    texts = (node.text or "" for node in item.iter(tag("t")) if node.getparent().tag != tag("rPh"))
    return _CODE.sub(lambda code: chr(int(code[1], 16)), "".join(texts)).replace("\r\n", "\n")


def _grid(sheet: Sheet, package: Package, looks: Looks) -> FormGrid:
    root = package.tree(sheet.part)
    spans = {(top, left): (bottom - top + 1, right - left + 1) for left, top, right, bottom in merged_ranges(root)}
    if sum(rows * columns for rows, columns in spans.values()) > _MOST_MERGED:
        raise FormError(f"工作表“{sheet.name}”合并的单元格太多。改法：取消整行、整列的合并，再填。")
    cells = {}
    for row, column, element in iterate_cells(root):
        if row <= _MOST_ROWS and column <= _MOST_COLUMNS:
            rows, columns = spans.get((row, column), (1, 1))
            style = int(element.get("s", 0))
            is_date = style < len(looks.dated) and looks.dated[style]
            cells[row, column] = FormCell(
                row,
                column,
                rows,
                columns,
                cell_text(element, looks.texts, looks.epoch, is_date=is_date),
                framed=style < len(looks.framed) and looks.framed[style],
                computed=element.find(tag("f")) is not None,
                is_date=is_date,
                is_percent=style < len(looks.percent) and looks.percent[style],
            )
    owners = {
        (row, column): corner
        for corner, (rows, columns) in spans.items()
        for row in range(corner[0], min(corner[0] + rows, _MOST_ROWS))
        for column in range(corner[1], min(corner[1] + columns, _MOST_COLUMNS))
    }
    used = [cell for cell in cells.values() if cell.text or cell.framed or cell.computed]
    # A merged cell that shows something reaches as far as it spans.
    height = max((cell.row + cell.rows - 1 for cell in used), default=0)
    width = max((cell.column + cell.columns - 1 for cell in used), default=0)
    return FormGrid(sheet.name, height, width, cells, owners)


def iterate_cells(root: etree._Element) -> Iterator[tuple[int, int, etree._Element]]:
    """Yield row, column and element of each cell of a sheet; places may be left out in the file."""
    number = 0
    for row in root.iterfind(f"{tag('sheetData')}/{tag('row')}"):
        number = int(row.get("r", number + 1))
        column = 0
        for cell in row.iterfind(tag("c")):
            place = cell.get("r")
            column = column_index_from_string(coordinate_from_string(place)[0]) if place else column + 1
            yield number, column, cell


def merged_ranges(root: etree._Element) -> list[tuple[int, int, int, int]]:
    """The merged ranges of a sheet: first column, first row, last column, last row."""
    return [corners(row.get("ref", "A1")) for row in root.iter(tag("mergeCell"))]


def corners(ref: str) -> tuple[int, int, int, int]:
    """The corners of a range of cells, as `merged_ranges` gives them."""
    left, top, right, bottom = range_boundaries(ref)
    return left or 1, top or 1, right or 1, bottom or 1


def cell_text(cell: etree._Element, shared: list[str], epoch: datetime, *, is_date: bool) -> str:
    """What a cell shows, about; what a formula gave counts."""
    value, kind = cell.findtext(tag("v")), cell.get("t", "n")
    if kind == "inlineStr":
        inline = cell.find(tag("is"))
        return string_text(inline) if inline is not None else ""
    if value is None:
        return ""
    if kind == "s":
        return shared[int(value)] if value.isdecimal() and int(value) < len(shared) else ""
    if kind == "n" and is_date:
        try:
            return str(from_excel(float(value), epoch))[:10]
        except (ValueError, OverflowError, TypeError):
            return str(value)
    return str(value).removesuffix(".0")
