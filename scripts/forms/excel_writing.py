"""Fills a workbook by its plan: rows first, then cells; looks, and all parts that nothing goes into, stay."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from copy import deepcopy
from datetime import date, datetime
from decimal import Decimal

from lxml import etree
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900

from scripts.forms.excel_comments import add_comments
from scripts.forms.excel_heights import fit_rows
from scripts.forms.excel_reading import Sheet, corners, list_sheets, string_text, tag
from scripts.forms.excel_references import RowShift
from scripts.forms.excel_rows import insert_rows
from scripts.forms.faults import FormError
from scripts.forms.measures import Missing
from scripts.forms.package import Package
from scripts.forms.planning import FillPlan, TableRows
from scripts.forms.rich_text import replace_span
from scripts.forms.wording import Filling

_MOST_CHARACTERS = 32_767
_CODE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
#: What stands in a workbook's part before how it is computed.
_BEFORE_COMPUTING = frozenset(
    map(tag, ("fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets", "functionGroups",
              "externalReferences", "definedNames"))
)  # fmt: skip


def fill_workbook(package: Package, sheets: Sequence[Sheet], plan: FillPlan) -> list[str]:
    """Fill a workbook.

    Args:
        package: The workbook.
        sheets: The sheets of the plan's grids, in their order.
        plan: What becomes of it.

    Returns:
        What a person should look at.

    Raises:
        FormError: A text does not fit a cell.
    """
    notices: list[str] = []
    # From below, so that rows above stay where the plan knows them.
    for arranged in sorted(plan.tables, key=lambda one: -one.after):
        notices += _make_room(package, sheets[arranged.table.grid], arranged)
    for number, sheet in enumerate(sheets):
        own = [one for one in plan.fillings if one.grid == number and one.text]
        # Boxes of which none is ticked are told of too, though nothing is written.
        explained = _remarks(one for one in plan.fillings if one.grid == number)
        if own or explained:
            _write(package, sheet, own)
            notices += add_comments(package, sheet, explained)
            notices += fit_rows(package.tree(sheet.part), sheet.name, own)
            if package.tree(sheet.part).find(tag("sheetProtection")) is not None:
                notices.append(f"{sheet.name}：工作表设了保护，已经照样填入；要再改，先在 Excel 里撤消保护。")
    if any(one.text for one in plan.fillings):
        _have_computed(package, sheets)
    return notices


def _remarks(fillings: Iterable[Filling]) -> dict[str, str]:
    return {
        f"{get_column_letter(one.column)}{one.row}": f"{one.label}：{one.answer.why}。"
        for one in fillings
        if one.explains and isinstance(one.answer, Missing)
    }


def _make_room(package: Package, sheet: Sheet, arranged: TableRows) -> list[str]:
    notices = []
    if arranged.extra:
        grows = arranged.pattern == arranged.table.last
        shift = RowShift(sheet.name, arranged.after, arranged.extra, grows)
        notices = insert_rows(package, sheet, shift, arranged.pattern)
    if arranged.pattern and arranged.table.merged:
        _merge_entries(package, sheet, arranged)
    return notices


def _merge_entries(package: Package, sheet: Sheet, arranged: TableRows) -> None:
    """Part the cells of the rows that are filled, and merge those of each entry."""
    root = package.touch(sheet.part)
    merged = root.find(tag("mergeCells"))
    first, count = arranged.table.first, len(arranged.rows)
    widths: dict[int, int] = {}
    for one in list(merged):
        left, top, right, bottom = corners(one.get("ref"))
        if left in arranged.table.merged and first <= top < first + count:
            # One that is wide as well is so in each entry.
            widths[left] = right
            if bottom != top:
                merged.remove(one)
    _have_looks(root, arranged)
    for column, start, end in arranged.spans:
        corner = f"{get_column_letter(widths.get(column, column))}{first + end}"
        ref = f"{get_column_letter(column)}{first + start}:{corner}"
        etree.SubElement(merged, tag("mergeCell"), ref=ref)
    merged.set("count", str(len(merged)))


def _have_looks(root: etree._Element, arranged: TableRows) -> None:
    """Give cells that were parts of a merged one the looks of its first: what does not show is often left without."""
    first = arranged.table.first
    rows = {int(row.get("r", 0)): row for row in root.iterfind(f"{tag('sheetData')}/{tag('row')}")}
    for column in arranged.table.merged:
        looks = _cell(root, rows, first, column).get("s")
        for number in range(first + 1, first + len(arranged.rows)):
            if looks:
                _cell(root, rows, number, column).set("s", looks)


def _write(package: Package, sheet: Sheet, fillings: Iterable[Filling]) -> None:
    root = package.touch(sheet.part)
    rows = {int(row.get("r", 0)): row for row in root.iterfind(f"{tag('sheetData')}/{tag('row')}")}
    # Places in the same words, the last one first, so that the others stay where they were found.
    order = sorted(fillings, key=lambda one: (one.row, one.column, -(one.inline.start if one.inline else 0)))
    for one in order:
        cell = _cell(root, rows, one.row, one.column)
        if one.inline:
            _put_inline(package, cell, one)
        else:
            _put(package, cell, one)


def _cell(root: etree._Element, rows: dict[int, etree._Element], number: int, column: int) -> etree._Element:
    """The element of a cell, made where there is none."""
    data = root.find(tag("sheetData"))
    if number not in rows:
        at = sum(row < number for row in rows)
        rows[number] = etree.Element(tag("row"), r=str(number))
        data.insert(at, rows[number])
    place, at = f"{get_column_letter(column)}{number}", 0
    for cell in rows[number].iterfind(tag("c")):
        own = column_index_from_string(cell.get("r", "A1").rstrip("0123456789"))
        if own == column:
            return cell
        at += own < column
    # What a row says of its width is a hint for readers, and would be wrong.
    rows[number].attrib.pop("spans", None)
    cell = etree.Element(tag("c"), r=place)
    rows[number].insert(at, cell)
    return cell


def _put(package: Package, cell: etree._Element, one: Filling) -> None:
    for child in list(cell):
        cell.remove(child)
    cell.attrib.pop("t", None)
    if isinstance(one.value, Decimal):
        etree.SubElement(cell, tag("v")).text = one.text
    elif isinstance(one.value, date):
        etree.SubElement(cell, tag("v")).text = str((one.value - _epoch(package).date()).days)
    else:
        cell.set("t", "inlineStr")
        node = etree.SubElement(etree.SubElement(cell, tag("is")), tag("t"))
        node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        node.text = _safe(one.text, one)


def _put_inline(package: Package, cell: etree._Element, one: Filling) -> None:
    """Put words into a place of a cell's own words; runs with looks of their own keep them."""
    assert one.inline  # noqa: S101 - whoever calls has looked
    inline = cell.find(tag("is"))
    if inline is None:
        inline = _own_text(package, cell)
    nodes = [node for node in inline.iter(tag("t")) if node.getparent().tag != tag("rPh")]
    start, end = one.inline.span(string_text(inline))
    replace_span([(node, node.text or "") for node in nodes], start, end, _safe(one.text, one))


def _own_text(package: Package, cell: etree._Element) -> etree._Element:
    """A cell's shared text as its own."""
    shared = package.tree(package.related(package.main_part, "sharedStrings")[0][1])
    inline = etree.Element(tag("is"))
    for child in shared[int(cell.findtext(tag("v")) or 0)]:
        if child.tag not in {tag("rPh"), tag("phoneticPr")}:
            inline.append(deepcopy(child))
    for child in list(cell):
        cell.remove(child)
    cell.set("t", "inlineStr")
    cell.append(inline)
    return inline


def _safe(text: str, one: Filling) -> str:
    if len(text) > _MOST_CHARACTERS or ILLEGAL_CHARACTERS_RE.search(text):
        raise FormError(
            f"{one.place}“{one.label}”：有 {len(text)} 字，或有 Excel 不收的字符，写不进一格"
            f"（最多 {_MOST_CHARACTERS} 字）。改法：在页面上改短，或者把这一处对应成“由人填写”。"
        )
    return _CODE.sub("_x005F_", text)


def _epoch(package: Package) -> datetime:
    settings = package.tree(package.main_part).find(tag("workbookPr"))
    is_mac = settings is not None and settings.get("date1904") in {"1", "true"}
    return CALENDAR_MAC_1904 if is_mac else CALENDAR_WINDOWS_1900


def _have_computed(package: Package, sheets: Sequence[Sheet]) -> None:
    """Have formulas computed anew when the file is opened: what they gave before is not true any more."""
    book = package.main_part
    filled = {sheet.name for sheet in sheets}
    is_any = False
    for sheet in list_sheets(package):
        formulas = list(package.tree(sheet.part).iter(tag("f")))
        named = any(name in (one.text or "") for one in formulas for name in filled)
        for formula in formulas if sheet.name in filled or named else ():
            is_any = True
            cell = formula.getparent()
            for value in cell.findall(tag("v")):
                package.touch(sheet.part)
                cell.remove(value)
                cell.attrib.pop("t", None)
    for _, part in package.related(book, "calcChain"):
        package.drop(part)
    if is_any:
        root = package.touch(book)
        settings = root.find(tag("calcPr"))
        if settings is None:
            settings = etree.Element(tag("calcPr"))
            at = max(number for number, child in enumerate(root) if child.tag in _BEFORE_COMPUTING)
            root.insert(at + 1, settings)
        settings.set("fullCalcOnLoad", "1")
