"""Sets a ledger as a workbook that an office prints and fills in, the same bytes for the same ledger and day."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from copy import copy
from datetime import date
from unicodedata import east_asian_width

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from macros.domain.dates import chinese_date
from macros.domain.ledger_columns import Column
from macros.domain.ledgers import TYPED_STATUSES, Entry, Ledger, MeasureKind
from scripts.ledger_sheet.cells import Titles, entry_texts, measure_texts
from scripts.ledger_sheet.columns import BESIDE, OF_ENTRY, PRINTED
from scripts.ledger_sheet.faults import SheetError

HEAD_ROW = 3
_MOST_CHARACTERS = 32_767
#: In characters of one byte; together they stay readable when a page of A4 is filled from edge to edge.
_WIDTHS = {
    Column.ID: 8, Column.PROBLEM: 18, Column.CAUSES: 12, Column.MEASURE: 20, Column.GOAL: 10, Column.DUE: 11,
    Column.NEXT_CHECK: 10, Column.HISTORY: 26, Column.STATUS: 8, Column.EVIDENCE: 10,
    Column.CLOSED_ON: 10, Column.PROBLEM_REF: 12, Column.ITEM: 12,
}  # fmt: skip
_WIDTH = 7
_LINE_POINTS, _MOST_POINTS = 14.5, 400.0
_COLUMNS = (*PRINTED, *BESIDE)
_BLANKS_ROWS = 200
_CODE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_LINE = Side(style="thin", color="808080")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_FONT = "宋体"


def make_workbook(ledger: Ledger, titles: Titles, today: date) -> bytes:
    """Set a ledger as a workbook.

    Args:
        ledger: The ledger.
        titles: Gives the title of an item.
        today: The day for which the marks are told, and which the file bears.

    Raises:
        SheetError: A text is longer than a cell may hold, or has a character that none may.
    """
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)  # noqa: S101 - a new workbook has one
    sheet.title = f"{ledger.year}年整改台账"
    _head(sheet, ledger, today)
    row, looks = HEAD_ROW + 1, _Looks()
    for entry in ledger.entries:
        row = _entry(sheet, row, entry, ledger, titles, today, looks)
    _set_up(sheet, max(row - 1, HEAD_ROW))
    book.properties.creator = ledger.unit
    book.properties.title = ledger.title
    file = io.BytesIO()
    book.save(file)
    return _dated(file.getvalue(), today)


def _head(sheet: Worksheet, ledger: Ledger, today: date) -> None:
    sample = "（示例）" if ledger.sample else ""
    note = (
        f"共 {len(ledger.entries)} 项；标记由站点算出，截至{chinese_date(today)}。"
        "编号和右边不打印的各栏用来导回，不要改动；新的事项编号留空。"
    )
    for row, text in ((1, f"{ledger.unit}{ledger.year}年整改台账{sample}"), (2, note)):
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(PRINTED))
        cell = _put(sheet, row, 1, text)
        cell.font = Font(name=_FONT, size=16 if row == 1 else 9, bold=row == 1)
        cell.alignment = Alignment(horizontal="center" if row == 1 else "left", vertical="center", wrap_text=True)
    sheet.row_dimensions[1].height = 30
    looks = _Looks()
    for number, column in enumerate(_COLUMNS, 1):
        cell = _put(sheet, HEAD_ROW, number, column.value)
        looks.give(cell, _as_printed_head if column in PRINTED else _as_head)
        sheet.column_dimensions[get_column_letter(number)].width = _WIDTHS.get(column, _WIDTH)


def _entry(sheet: Worksheet, row: int, entry: Entry, ledger: Ledger, titles: Titles, today: date, looks: _Looks) -> int:
    """Set an entry; give the row after it."""
    whole = entry_texts(entry, ledger, titles)
    count = max(len(entry.measures), 1)
    heights = []
    for place in range(count):
        texts = dict(whole) if place == 0 else {}
        if entry.measures:
            measure = entry.measures[place]
            marks = "、".join(measure.marks_on(today, ledger.year))
            texts |= measure_texts(measure) | {Column.MARKS: marks, Column.NUMBER: str(place + 1)}
        for number, column in enumerate(_COLUMNS, 1):
            looks.give(_put(sheet, row + place, number, texts.get(column, "")), _as_body)
        heights.append(
            max(_lines(column, text) for column, text in texts.items() if column not in OF_ENTRY or count < 2)
        )
    if count > 1:
        for number in (number for number, column in enumerate(_COLUMNS, 1) if column in OF_ENTRY):
            sheet.merge_cells(start_row=row, end_row=row + count - 1, start_column=number, end_column=number)
        heights[-1] += max(0, max(_lines(column, text) for column, text in whole.items()) - sum(heights))
    for place, height in enumerate(heights):
        # Not every program fits a row to its text when it opens a file.
        sheet.row_dimensions[row + place].height = min(height * _LINE_POINTS, _MOST_POINTS)
    return row + count


def _lines(column: Column, text: str) -> int:
    """How many lines a text takes in its column, about."""
    width = _WIDTHS.get(column, _WIDTH)
    sizes = (sum(2 if east_asian_width(character) in "WFA" else 1 for character in line) for line in text.split("\n"))
    return sum(max(1, -(-size // width)) for size in sizes)


def _put(sheet: Worksheet, row: int, column: int, text: str) -> Cell:
    """Write a text as a text, whatever it begins with."""
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)  # noqa: S101 - ranges are merged only once they are written
    if len(text) > _MOST_CHARACTERS or ILLEGAL_CHARACTERS_RE.search(text):
        raise SheetError(
            f"{text[:20]}…：有 {len(text)} 字，或有 Excel 不收的字符，写不进一格（最多 {_MOST_CHARACTERS} 字）。"
            "改法：在台账页面上改短。"
        )
    if text:
        # Characters that look like a code of Excel's own are told apart by one.
        cell.value = _CODE.sub("_x005F_", text)
        cell.data_type = "s"
        cell.quotePrefix = text[0] in "=+-@'"
    return cell


class _Looks:
    """Looks of a workbook's cells: the library takes long to work one out, and a moment to copy it."""

    def __init__(self) -> None:
        self._first: dict[tuple[Callable[[Cell], None], bool], Cell] = {}

    def give(self, cell: Cell, look: Callable[[Cell], None]) -> None:
        key = look, bool(cell.quotePrefix)
        if key in self._first:
            cell._style = copy(self._first[key]._style)  # type: ignore[attr-defined]
        else:
            look(cell)
            self._first[key] = cell


def _as_body(cell: Cell) -> None:
    cell.font = Font(name=_FONT, size=10)
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    cell.number_format = "@"
    cell.border = _BOX


def _as_head(cell: Cell, colour: str = "E4E4E4") -> None:
    cell.font = Font(name=_FONT, size=10, bold=True)
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    cell.fill = PatternFill("solid", fgColor=colour)
    cell.border = _BOX


def _as_printed_head(cell: Cell) -> None:
    _as_head(cell, "EDE8DC")


def _set_up(sheet: Worksheet, last: int) -> None:
    sheet.freeze_panes = f"B{HEAD_ROW + 1}"
    sheet.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"
    sheet.print_area = f"A1:{get_column_letter(len(PRINTED))}{last}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins.left = sheet.page_margins.right = 0.3
    sheet.page_margins.top = sheet.page_margins.bottom = 0.5
    footer = HeaderFooterItem()
    footer.center.text = "第 &P 页，共 &N 页"
    sheet.HeaderFooter.oddFooter = footer
    _offer(sheet, Column.STATUS, TYPED_STATUSES, last)
    _offer(sheet, Column.KIND, tuple(MeasureKind), last)


def _offer(sheet: Worksheet, column: Column, words: Sequence[str], last: int) -> None:
    """Let the clerk choose from set words; others are warned of, not refused."""
    choice = DataValidation(type="list", formula1=f'"{",".join(words)}"', allow_blank=True, errorStyle="warning")
    letter = get_column_letter(_COLUMNS.index(column) + 1)
    choice.add(f"{letter}{HEAD_ROW + 1}:{letter}{last + _BLANKS_ROWS}")
    sheet.add_data_validation(choice)


def _dated(content: bytes, day: date) -> bytes:
    """The same package with one date in it, so that one ledger gives one file."""
    stamp = f"{day.isoformat()}T00:00:00Z".encode()
    result = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            part = old.read(name)
            if name == "docProps/core.xml":
                part = re.sub(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*", rb"\g<1>" + stamp, part)
            new.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), part, zipfile.ZIP_DEFLATED)
    return result.getvalue()
