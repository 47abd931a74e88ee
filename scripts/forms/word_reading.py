"""Reads the tables of a Word file as grids, nested ones too, and its paragraphs; each place keeps its element."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from scripts.forms.faults import FormError
from scripts.forms.grid import FormCell, FormGrid
from scripts.forms.package import Package

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
#: What tells the table or list that an earlier filling has put at the end.
TRACE_MARK = "填报来源"
#: What stands around rows, cells and paragraphs and is none of them.
_AROUND = {f"{{{W}}}{name}" for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")}
_GONE = {f"{{{W}}}{name}" for name in ("del", "moveFrom")}
#: Drawings, with the words in their boxes, which stand in the file twice for programs old and new.
_DRAWN = {f"{{{W}}}{name}" for name in ("drawing", "pict", "object")}
_DRAWN.add("{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent")
RUNNING = "正文"


def tag(name: str) -> str:
    """A name of the main namespace, as lxml writes it."""
    return f"{{{W}}}{name}"


@dataclass(frozen=True)
class WordPlace:
    """A table or the running text, with the elements of its cells and rows (表格)."""

    grid: FormGrid
    cells: dict[tuple[int, int], etree._Element]
    rows: tuple[etree._Element, ...] = ()


def read_places(package: Package) -> list[WordPlace]:
    """The running text, then the tables in reading order, a nested one behind the one that holds it.

    Raises:
        FormError: The file is of a kind that cannot be read.
    """
    part = package.main_part
    if _STRICT in package.content(part)[:8000]:
        raise FormError(f"{package.name} 是“严格”格式的文件。改法：另存为普通的“Word 文档（*.docx）”，再填。")
    body = package.tree(part).find(tag("body"))
    if body is None:
        raise FormError(f"{package.name} 里没有正文，读不了。改法：用 Word 或 WPS 打开，另存为 .docx，再填。")
    tables = [table for table in body.iter(tag("tbl")) if not _is_trace(table) and not _is_drawn(table)]
    return [_text(body), *(_table(table, f"第{number}张表") for number, table in enumerate(tables, 1))]


def _is_trace(table: etree._Element) -> bool:
    caption = table.find(f"{tag('tblPr')}/{tag('tblCaption')}")
    return caption is not None and caption.get(tag("val")) == TRACE_MARK


def _is_drawn(table: etree._Element) -> bool:
    return any(above.tag in _DRAWN for above in table.iterancestors())


def children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Yield the rows of a table, the cells of a row, the paragraphs of a cell, whatever stands around them."""
    for child in element:
        if child.tag == tag(name):
            yield child
        elif child.tag in _AROUND:
            yield from children(child, name)


def _text(body: etree._Element) -> WordPlace:
    cells = dict(enumerate(children(body, "p"), 1))
    grid = {(row, 1): FormCell(row, 1, text=paragraph_text(one)) for row, one in cells.items()}
    whole = FormGrid(RUNNING, len(cells), 1, grid, is_text=True)
    return WordPlace(whole, {(row, 1): one for row, one in cells.items()})


def _table(table: etree._Element, name: str) -> WordPlace:
    cells: dict[tuple[int, int], FormCell] = {}
    elements: dict[tuple[int, int], etree._Element] = {}
    owners: dict[tuple[int, int], tuple[int, int]] = {}
    rows, width = tuple(children(table, "tr")), 0
    for number, row in enumerate(rows, 1):
        column = 1 + _count(row.find(f"{tag('trPr')}/{tag('gridBefore')}"), 0)
        for element in children(row, "tc"):
            span = _count(element.find(f"{tag('tcPr')}/{tag('gridSpan')}"), 1)
            own = number, column
            above = owners.get((number - 1, column))
            if _goes_on(element) and above is not None:
                own = above
                cells[own] = _taller(cells[own], number)
            else:
                cells[own] = FormCell(number, column, 1, span, cell_words(element), framed=True)
                elements[own] = element
            owners |= dict.fromkeys(((number, place) for place in range(column, column + span)), own)
            column += span
            width = max(width, column - 1)
    return WordPlace(FormGrid(name, len(rows), width, cells, owners), elements, rows)


def _taller(cell: FormCell, row: int) -> FormCell:
    return FormCell(cell.row, cell.column, row - cell.row + 1, cell.columns, cell.text, framed=True)


def _count(element: etree._Element | None, default: int) -> int:
    return int(element.get(tag("val"), default)) if element is not None else default


def _goes_on(cell: etree._Element) -> bool:
    """Whether a cell goes on with the one above."""
    merged = cell.find(f"{tag('tcPr')}/{tag('vMerge')}")
    return merged is not None and merged.get(tag("val"), "continue") == "continue"


def cell_words(cell: etree._Element) -> str:
    """The text of a cell, a line a paragraph, without tables in it."""
    return "\n".join(paragraph_text(paragraph) for paragraph in children(cell, "p")).strip("\n")


def paragraph_text(paragraph: etree._Element) -> str:
    """The text of a paragraph; what only tells to type something there is none."""
    return "".join(text for _, text in pieces(paragraph))


def pieces(paragraph: etree._Element) -> list[tuple[etree._Element, str]]:
    """The elements of a paragraph that show something, each with what it shows, in their order."""
    return list(_pieces(paragraph))


def _pieces(element: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    for child in element:
        if child.tag == tag("t"):
            yield child, child.text or ""
        elif child.tag in {tag("tab"), tag("br")} and element.tag == tag("r"):
            yield child, "\t" if child.tag == tag("tab") else "\n"
        elif child.tag == tag("sdt") and child.find(f"{tag('sdtPr')}/{tag('showingPlcHdr')}") is not None:
            continue
        elif isinstance(child.tag, str) and child.tag not in _GONE | _DRAWN | {tag("pPr"), tag("rPr")}:
            yield from _pieces(child)
