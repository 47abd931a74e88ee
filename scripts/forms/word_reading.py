"""Reads the tables of a Word file as grids, nested ones too, and its paragraphs; each place keeps its element."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from lxml import etree

from scripts.forms.faults import FormError
from scripts.forms.grid import FormCell, FormGrid, PlaceLimit
from scripts.forms.package import Package
from scripts.forms.word_controls import W, is_in_prompt, is_of_days, is_prompting, tag, whole_control, words_taken
from scripts.forms.word_fields import UNKNOWN_SIGN, FieldKind, find_field, sign_shown, text_shown, whole_field

_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
#: What tells the table or list that an earlier filling has put at the end.
TRACE_MARK = "填报来源"
#: What stands around rows, cells and paragraphs and is none of them.
_AROUND = {f"{{{W}}}{name}" for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")}
_GONE = {f"{{{W}}}{name}" for name in ("del", "moveFrom")}
#: Drawings, with the words in their boxes, which stand in the file twice for programs old and new.
_DRAWN = {f"{{{W}}}{name}" for name in ("drawing", "pict", "object")}
_COMPATIBLE = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_EITHER, _OLDER = f"{{{_COMPATIBLE}}}AlternateContent", f"{{{_COMPATIBLE}}}Fallback"
_DRAWN.add(_EITHER)
#: What stands above and below each page, in parts of its own.
_MARGINS = {"header": "页眉", "footer": "页脚"}
RUNNING = "正文"
#: What names a place once in a file, and so may not come twice.
ONCE = {f"{{{W}}}{name}" for name in ("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd")}


@dataclass(frozen=True)
class WordPlace:
    """A table or running text, with the elements of its cells and rows (表格).

    Attributes:
        grid: Its cells.
        cells: Their elements.
        rows: Those of its rows.
        part: The part of the file that it stands in.
        is_aside: Whether it stands in a text box, a header or a footer, where no remark can be.
    """

    grid: FormGrid
    cells: dict[tuple[int, int], etree._Element]
    rows: tuple[etree._Element, ...] = ()
    part: str = ""
    is_aside: bool = False


def is_running(name: str) -> bool:
    """Whether what is called so is running text, in which paragraphs are counted."""
    return not name.startswith("第")


def read_places(package: Package) -> list[WordPlace]:
    """The running text, the tables in reading order, a nested one behind the one that holds it; then what is aside.

    Raises:
        FormError: The file is of a kind that cannot be read.
    """
    part = package.main_part
    if _STRICT in package.content(part)[:8000]:
        raise FormError(f"{package.name} 是“严格”格式的文件。改法：另存为普通的“Word 文档（*.docx）”，再填。")
    body = package.tree(part).find(tag("body"))
    if body is None:
        raise FormError(f"{package.name} 里没有正文，读不了。改法：用 Word 或 WPS 打开，另存为 .docx，再填。")
    return [_text(body, RUNNING, part), *_tables(body, part), *_aside(package, part, body)]


def _tables(root: etree._Element, part: str, where: str = "") -> Iterator[WordPlace]:
    tables = [one for one in root.iter(tag("tbl")) if not _is_trace(one) and not _is_drawn(one, root)]
    for number, table in enumerate(tables, 1):
        yield _table(table, f"第{number}张表（{where}）" if where else f"第{number}张表", part, is_aside=bool(where))


def _aside(package: Package, main: str, body: etree._Element) -> Iterator[WordPlace]:
    """Yield what stands in text boxes, then in headers and footers."""
    roots = [(f"文本框{number}", main, box) for number, box in enumerate(text_boxes(body), 1)]
    for kind, word in _MARGINS.items():
        parts = dict.fromkeys(part for _, part in package.related(main, kind))
        roots += [(f"{word}{number}", part, package.tree(part)) for number, part in enumerate(parts, 1)]
    for name, part, root in roots:
        text = _text(root, name, part)
        if any(cell.says for cell in text.grid.cells.values()):
            yield text
        yield from _tables(root, part, name)


def text_boxes(root: etree._Element) -> Iterator[etree._Element]:
    """Yield what stands in text boxes, of each that the file has twice the one for newer programs."""
    for box in root.iter(tag("txbxContent")):
        if not any(above.tag == _OLDER for above in box.iterancestors()):
            yield box


def older_box(box: etree._Element) -> etree._Element | None:
    """The same box for older programs; None where it stands in the file but once."""
    both = next((above for above in box.iterancestors() if above.tag == _EITHER), None)
    return (
        next(both.find(_OLDER).iter(tag("txbxContent")), None)
        if both is not None and both.find(_OLDER) is not None
        else None
    )


def _is_trace(table: etree._Element) -> bool:
    caption = table.find(f"{tag('tblPr')}/{tag('tblCaption')}")
    return caption is not None and caption.get(tag("val")) == TRACE_MARK


def _is_drawn(table: etree._Element, root: etree._Element) -> bool:
    """Whether a table stands in a box within what is read."""
    for above in table.iterancestors():
        if above is root:
            return False
        if above.tag in _DRAWN:
            return True
    return False


def children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Yield the rows of a table, the cells of a row, the paragraphs of a cell, whatever stands around them."""
    for child in element:
        if child.tag == tag(name):
            yield child
        elif child.tag in _AROUND:
            yield from children(child, name)


def _text(root: etree._Element, name: str, part: str) -> WordPlace:
    cells = dict(enumerate(children(root, "p"), 1))
    grid = {(row, 1): FormCell(row, 1, text=paragraph_text(one), **_taken([one])) for row, one in cells.items()}
    whole = FormGrid(name, len(cells), 1, grid, is_text=True)
    return WordPlace(whole, {(row, 1): one for row, one in cells.items()}, part=part, is_aside=name != RUNNING)


def _table(table: etree._Element, name: str, part: str, *, is_aside: bool) -> WordPlace:
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
                cells[own] = _cell(element, number, column, span)
                elements[own] = element
            owners |= dict.fromkeys(((number, place) for place in range(column, column + span)), own)
            column += span
            width = max(width, column - 1)
    return WordPlace(FormGrid(name, len(rows), width, cells, owners), elements, rows, part, is_aside)


def _cell(element: etree._Element, row: int, column: int, span: int) -> FormCell:
    control, field = whole_control(element), whole_field(element)
    return FormCell(
        row,
        column,
        1,
        span,
        cell_words(element),
        framed=True,
        computed=_is_closed(element),
        is_date=control is not None and is_of_days(control),
        choices=words_taken(control) if control is not None else field.words if field else (),
        **_taken(children(element, "p")),
    )


def _is_closed(cell: etree._Element) -> bool:
    """Whether nobody types into a cell: its fields are locked or cannot be read, or it is a sign that nobody knows."""
    if cell_words(cell).strip() == UNKNOWN_SIGN:
        return True
    marks = [mark for mark in cell.iter(tag("fldChar")) if mark.find(tag("ffData")) is not None]
    fields = [find_field(mark) for mark in marks]
    return bool(fields) and all(field is None or field.is_closed for field in fields)


def _waiting(paragraphs: Iterable[etree._Element]) -> Iterator[tuple[int, etree._Element]]:
    """Yield the controls and fields in some words, each with where it stands."""
    at = 0
    for paragraph in paragraphs:
        for element, text in pieces(paragraph):
            if element.tag in {tag("sdt"), tag("fldChar")}:
                yield at, element
            at += len(text)
        at += 1


def _taken(paragraphs: Iterable[etree._Element]) -> dict[str, Any]:
    """What single places in some words take, as `FormCell` has it."""
    listed, limits, held = [], [], []
    for at, element in _waiting(paragraphs):
        field = find_field(element) if element.tag == tag("fldChar") else None
        if words := field.words if field else words_taken(element):
            listed.append((at, words))
        if field and (field.longest or field.is_of_numbers):
            limits.append(PlaceLimit(at, field.longest, is_number=field.is_of_numbers))
        if field.is_prompting if field else is_prompting(element):
            held.append(at)
    return {"listed": tuple(listed), "limits": tuple(limits), "held": tuple(held)}


def _taller(cell: FormCell, row: int) -> FormCell:
    return replace(cell, rows=row - cell.row + 1)


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
    return "" if is_in_prompt(paragraph) else "".join(text for _, text in pieces(paragraph))


def pieces(paragraph: etree._Element) -> list[tuple[etree._Element, str]]:
    """The elements of a paragraph that show something, each with what it shows, in their order.

    A control or a field that waits for something is one of them, and shows nothing; so is what begins a list or a box.
    """
    return list(_pieces(paragraph, set()))


def _pieces(element: etree._Element, hidden: set[etree._Element]) -> Iterator[tuple[etree._Element, str]]:
    """Yield them; `hidden` are runs that show what a field says by itself."""
    for child in element:
        if child in hidden:
            continue
        if child.tag == tag("t"):
            yield child, text_shown(child)
        elif child.tag == tag("sym"):
            yield child, sign_shown(child)
        elif child.tag == tag("fldChar"):
            field = find_field(child)
            if field and (field.kind is not FieldKind.TEXT or field.is_prompting):
                hidden |= {*field.result}
                yield child, field.shown
        elif child.tag in {tag("tab"), tag("br")} and element.tag == tag("r"):
            yield child, "\t" if child.tag == tag("tab") else "\n"
        elif child.tag == tag("sdt") and is_prompting(child):
            yield child, ""
        elif isinstance(child.tag, str) and child.tag not in _GONE | _DRAWN | {tag("pPr"), tag("rPr")}:
            yield from _pieces(child, hidden)
