"""A sheet that is put behind those of a workbook: the list of sources, for who wants it in the form itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lxml import etree
from openpyxl.utils import get_column_letter

from scripts.forms.excel_reading import TRACE_SHEET, R, S, list_sheets, tag
from scripts.forms.faults import FormError
from scripts.forms.package import Package

_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_WIDTHS = (16, 14, 24, 50, 8, 36, 36)


def add_trace_sheet(package: Package, rows: Iterable[Sequence[str]]) -> None:
    """Put a sheet of words behind the others.

    Args:
        package: The workbook.
        rows: The words of its cells, the head first.

    Raises:
        FormError: There is such a sheet already.
    """
    if any(sheet.name == TRACE_SHEET for sheet in list_sheets(package)):
        raise FormError(f"{package.name} 里已经有“{TRACE_SHEET}”这张工作表。改法：用上级发来的空表，或者删去它。")
    name = package.free_name("xl/worksheets/sheet{}.xml")
    package.put(name, _sheet(rows), _KIND)
    book = package.main_part
    root = package.touch(book)
    sheets = root.find(tag("sheets"))
    number = max(int(one.get("sheetId", 0)) for one in sheets) + 1
    row = etree.SubElement(sheets, tag("sheet"), name=TRACE_SHEET, sheetId=str(number))
    row.set(f"{{{R}}}id", package.relate(book, "worksheet", name))


def _sheet(rows: Iterable[Sequence[str]]) -> bytes:
    root = etree.Element(tag("worksheet"), nsmap={None: S})
    columns = etree.SubElement(root, tag("cols"))
    for number, width in enumerate(_WIDTHS, 1):
        etree.SubElement(columns, tag("col"), min=str(number), max=str(number), width=str(width), customWidth="1")
    data = etree.SubElement(root, tag("sheetData"))
    for number, texts in enumerate(rows, 1):
        row = etree.SubElement(data, tag("row"), r=str(number))
        for column, text in enumerate(texts, 1):
            cell = etree.SubElement(row, tag("c"), r=f"{get_column_letter(column)}{number}", t="inlineStr")
            node = etree.SubElement(etree.SubElement(cell, tag("is")), tag("t"))
            node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            node.text = text
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
