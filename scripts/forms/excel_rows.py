"""Rows that come into a sheet like a pattern row, with everything below, and whatever names it, moved down."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace

from lxml import etree
from openpyxl.formula.translate import Translator
from openpyxl.utils import get_column_letter

from scripts.forms.excel_reading import Sheet, corners, iterate_cells, list_sheets, tag
from scripts.forms.excel_references import RowShift, single_references
from scripts.forms.faults import FormError
from scripts.forms.package import Package

_XDR = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
_VML_X = "urn:schemas-microsoft-com:office:excel"
_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_XM = "http://schemas.microsoft.com/office/excel/2006/main"
#: Of elements of a sheet, the attributes that name ranges of it.
_RANGES = ("sqref", "ref", "topLeftCell", "activeCell")


def insert_rows(package: Package, sheet: Sheet, shift: RowShift, pattern: int) -> list[str]:
    """Put rows into a sheet.

    Args:
        package: The workbook.
        sheet: The sheet.
        shift: Where they come in, and how many.
        pattern: The row that they are like; 0 where there is none.

    Returns:
        What a person should look at.
    """
    root = package.touch(sheet.part)
    _part_shared_formulas(root)
    notices = _list_missed(root, sheet, shift)
    _shift_rows(root, shift, pattern)
    _shift_ranges(root, shift)
    _merge_like(root, shift, pattern)
    _shift_formulas(package, shift)
    return [*notices, *_shift_parts(package, sheet, shift)]


def _list_missed(root: etree._Element, sheet: Sheet, shift: RowShift) -> list[str]:
    if not shift.grows:
        return []
    found = [
        f"{get_column_letter(column)}{shift.row(row)}"
        for row, column, cell in iterate_cells(root)
        if row > shift.after and single_references(f"={cell.findtext(tag('f')) or ''}", sheet.name, shift)
    ]
    places = "、".join(found)
    return [f"{sheet.name}：{places} 的公式按单格计算，没有算进新插入的 {shift.count} 行，请改公式。"] if found else []


def _part_shared_formulas(root: etree._Element) -> None:
    """Give each cell of a shared formula its own, since its cells may come apart."""
    masters: dict[str, Translator] = {}
    for row, column, cell in iterate_cells(root):
        formula = cell.find(tag("f"))
        if formula is None or formula.get("t") != "shared":
            continue
        place, number = f"{get_column_letter(column)}{row}", formula.get("si", "")
        if formula.text:
            masters[number] = Translator(f"={formula.text}", origin=place)
        elif number in masters:
            formula.text = masters[number].translate_formula(place)[1:]
        for name in ("t", "si", "ref"):
            formula.attrib.pop(name, None)


def _shift_rows(root: etree._Element, shift: RowShift, pattern: int) -> None:
    data = root.find(tag("sheetData"))
    model, at, number = None, 0, 0
    for place, row in enumerate(data.iterfind(tag("row")), 1):
        number = int(row.get("r", number + 1))
        model = row if number == pattern else model
        at = place if number <= shift.after else at
        _renumber(row, shift.row(number))
        for formula in row.iter(tag("f")):
            if "ref" in formula.attrib:
                formula.set("ref", shift.range(formula.get("ref")))
    for new in range(shift.count):
        data.insert(at + new, _copied(model, shift, shift.after + 1 + new))


def _renumber(row: etree._Element, number: int) -> None:
    row.set("r", str(number))
    for cell in row.iterfind(tag("c")):
        if place := cell.get("r"):
            cell.set("r", f"{place.rstrip('0123456789')}{number}")


def _copied(model: etree._Element | None, shift: RowShift, number: int) -> etree._Element:
    """A row like another one: its looks, height and formulas, and none of its words."""
    if model is None:
        return etree.Element(tag("row"), r=str(number))
    row = deepcopy(model)
    row.tail = None
    _renumber(row, number)
    for cell, old in zip(row.iterfind(tag("c")), model.iterfind(tag("c")), strict=True):
        for name in ("v", "is"):
            for content in cell.findall(tag(name)):
                cell.remove(content)
        cell.attrib.pop("t", None)
        formula = cell.find(tag("f"))
        if formula is not None and formula.text and old.get("r"):
            text = shift.formula(f"={formula.text}", shift.sheet)
            formula.text = Translator(text, origin=old.get("r")).translate_formula(cell.get("r"))[1:]
            if "ref" in formula.attrib:
                formula.set("ref", cell.get("r"))
    return row


def _shift_ranges(root: etree._Element, shift: RowShift) -> None:
    for element in root.iter():
        if not isinstance(element.tag, str) or element.tag in {tag("c"), tag("row"), tag("f")}:
            continue
        # A cell that goes over several columns of the only row is one row high; a label beside the table grows with it.
        is_flat = element.tag == tag("mergeCell") and _is_flat(element.get("ref", ""))
        for name in _RANGES:
            if name in element.attrib:
                element.set(name, (replace(shift, grows=False) if is_flat else shift).range(element.get(name)))
        if element.tag == f"{{{_XDR}}}row":
            element.text = str(shift.row(int(element.text or 0) + 1) - 1)
        if element.tag == tag("brk") and element.getparent().tag == tag("rowBreaks"):
            element.set("id", str(shift.row(int(element.get("id", 0)))))
        if element.tag in {tag("formula"), tag("formula1"), tag("formula2"), f"{{{_XM}}}f"} and element.text:
            element.text = shift.formula(f"={element.text}", shift.sheet)[1:]
        if element.tag == f"{{{_XM}}}sqref" and element.text:
            element.text = shift.range(element.text)


def _is_flat(ref: str) -> bool:
    _, top, _, bottom = corners(ref)
    return top == bottom


def _merge_like(root: etree._Element, shift: RowShift, pattern: int) -> None:
    """Merge the cells of new rows side by side as those of the pattern row are."""
    merged = root.find(tag("mergeCells"))
    if merged is None:
        return
    for one in list(merged):
        left, top, right, bottom = corners(one.get("ref"))
        if top == bottom == pattern and right > left:
            for row in range(shift.after + 1, shift.after + shift.count + 1):
                ref = f"{get_column_letter(left)}{row}:{get_column_letter(right)}{row}"
                etree.SubElement(merged, tag("mergeCell"), ref=ref)
    merged.set("count", str(len(merged)))


def _shift_formulas(package: Package, shift: RowShift) -> None:
    """Move whatever names a place of the sheet: formulas of all sheets, names, charts."""
    for sheet in list_sheets(package):
        new_rows = range(shift.after + 1, shift.after + shift.count + 1) if sheet.name == shift.sheet else range(0)
        for row, _, cell in iterate_cells(package.tree(sheet.part)):
            formula = cell.find(tag("f"))
            if formula is None or not formula.text or row in new_rows:
                continue
            text = shift.formula(f"={formula.text}", sheet.name)[1:]
            if text != formula.text:
                package.touch(sheet.part)
                formula.text = text
    book = package.main_part
    for name in package.tree(book).iter(tag("definedName")):
        text = shift.formula(f"={name.text or ''}", "")[1:]
        if text != name.text and name.text:
            package.touch(book)
            name.text = text
    for part in [part for part in package.names if re.fullmatch(r"xl/charts/chart[^/]*\.xml", part)]:
        for formula in package.tree(part).iter(f"{{{_CHART}}}f"):
            text = shift.formula(f"={formula.text or ''}", "")[1:]
            if text != formula.text:
                package.touch(part)
                formula.text = text


def _shift_parts(package: Package, sheet: Sheet, shift: RowShift) -> list[str]:
    """Move what hangs on places of the sheet and stands in parts of its own: pictures, remarks, tables.

    Returns:
        What could not be moved.
    """
    for _, part in package.related(sheet.part, "drawing"):
        for row in list(package.tree(part).iter(f"{{{_XDR}}}row")):
            _count_on(package, part, row, shift)
    for kind in ("comments", "threadedComment", "table", "pivotTable"):
        for _, part in package.related(sheet.part, kind):
            for element in package.touch(part).iter():
                if isinstance(element.tag, str) and "ref" in element.attrib:
                    element.set("ref", shift.range(element.get("ref")))
    for _, part in package.related(sheet.part, "vmlDrawing"):
        try:
            _shift_shapes(package, part, shift)
        except FormError:
            # It is an old form that need not be sound XML, and stays as it is.
            return [f"{sheet.name}：插入了 {shift.count} 行，表里的批注框、按钮没有跟着往下移，看一看位置。"]
    return []


def _count_on(package: Package, part: str, row: etree._Element, shift: RowShift) -> None:
    # Rows of drawings count from 0.
    old = int(row.text or 0)
    if (new := shift.row(old + 1) - 1) != old:
        package.touch(part)
        row.text = str(new)


def _shift_shapes(package: Package, part: str, shift: RowShift) -> None:
    for data in package.touch(part).iter(f"{{{_VML_X}}}ClientData"):
        for row in data.iterfind(f"{{{_VML_X}}}Row"):
            row.text = str(shift.row(int(row.text or 0) + 1) - 1)
        for anchor in data.iterfind(f"{{{_VML_X}}}Anchor"):
            anchor.text = ", ".join(_shifted_anchor((anchor.text or "").split(","), shift))


def _shifted_anchor(numbers: list[str], shift: RowShift) -> Iterator[str]:
    """Yield column, offset, row, offset of two corners, with the rows where they stand now."""
    for place, number in enumerate(part.strip() for part in numbers):
        yield str(shift.row(int(number) + 1) - 1) if place in {2, 6} else number
