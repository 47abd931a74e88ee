"""Fills a Word file by its plan: rows like the pattern row, words with the looks that the cell had.

Written on `lxml`, as the site's own Word files are: what is not filled stays as it is to the byte. `docxtpl` fills
placeholders, of which a superior's form has none, and `python-docx` knows neither cells in content controls nor rows
that are copied.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy

from lxml import etree

from scripts.forms.grid import find_boxes
from scripts.forms.measures import Missing
from scripts.forms.package import Package
from scripts.forms.planning import FillPlan, TableRows
from scripts.forms.word_comments import Remarks
from scripts.forms.word_controls import is_prompting, tag, whole_control
from scripts.forms.word_fields import find_odd, whole_field
from scripts.forms.word_reading import ONCE, WordPlace, cell_words, children, older_box
from scripts.forms.word_words import empty, put, put_inline
from scripts.forms.wording import Filling

_PARAGRAPH_IDS = ("paraId", "textId")


def fill_document(package: Package, places: Sequence[WordPlace], plan: FillPlan) -> list[str]:
    """Fill a Word file.

    Args:
        package: The file.
        places: Its running text and tables, the grids of the plan.
        plan: What becomes of it.

    Returns:
        What a person should look at.

    Raises:
        FormError: A text holds a character that no file may.
    """
    cells: dict[tuple[int, int, int], etree._Element] = {}
    for number, place in enumerate(places):
        cells |= {(number, plan.moved(number, row), column): cell for (row, column), cell in place.cells.items()}
    for arranged in plan.tables:
        number = arranged.table.grid
        cells |= {(number, *where): cell for where, cell in _make_room(places[number], plan, arranged).items()}
    remarks = Remarks(package)
    written = [one for one in plan.fillings if one.text or one.explains]
    for one in sorted(written, key=lambda one: (one.grid, one.row, one.column, _from_behind(one))):
        cell, place = cells[one.grid, one.row, one.column], places[one.grid]
        package.touch(place.part)
        target = put_inline(cell, one) if one.inline else put(cell, one)
        if one.explains and isinstance(one.answer, Missing) and target is not None and not place.is_aside:
            remarks.add(target, f"{one.label}：{one.answer.why}。")
        _repeat_in_older(cell)
    parts = dict.fromkeys(place.part for place in places)
    return [line for part in parts for line in find_odd(package.tree(part))]


def _repeat_in_older(cell: etree._Element) -> None:
    """Have the box for older programs say what the one for newer ones does in which a cell was filled."""
    box = next(cell.iterancestors(tag("txbxContent")), None)
    older = older_box(box) if box is not None else None
    if box is not None and older is not None:
        older[:] = map(deepcopy, box)


def _from_behind(one: Filling) -> int:
    return -one.inline.start if one.inline else 0


def _make_room(place: WordPlace, plan: FillPlan, arranged: TableRows) -> dict[tuple[int, int], etree._Element]:
    """Put in the rows that a table lacks; the cells of its rows by where they stand then."""
    table, first = arranged.table, arranged.table.first
    rows = list(place.rows[first - 1 : table.last])
    if arranged.extra:
        model = place.rows[(arranged.pattern or arranged.after) - 1]
        here = place.rows[arranged.after - 1]
        new = [_copied(model) for _ in range(arranged.extra)]
        for row in reversed(new):
            here.addnext(row)
        at = arranged.after - first + 1
        rows[at:at] = new
    begun = plan.begun(arranged)
    cells = {}
    joined = {(column, at): at == start for column, start, end in arranged.spans for at in range(start, end + 1)}
    for at, row in enumerate(rows[: len(arranged.rows)]):
        column = 1 + _before(row)
        for cell in children(row, "tc"):
            if column in table.merged:
                _merge(cell, begins=joined.get((column, at)))
            cells[begun + at, column] = cell
            column += _span(cell)
    return cells


def _before(row: etree._Element) -> int:
    skipped = row.find(f"{tag('trPr')}/{tag('gridBefore')}")
    return int(skipped.get(tag("val"), 0)) if skipped is not None else 0


def _span(cell: etree._Element) -> int:
    span = cell.find(f"{tag('tcPr')}/{tag('gridSpan')}")
    return int(span.get(tag("val"), 1)) if span is not None else 1


def _merge(cell: etree._Element, *, begins: bool | None) -> None:
    """Have a cell begin one that goes on below, go on with the one above, or, None, stand alone."""
    looks = cell.find(tag("tcPr"))
    if looks is None:
        looks = etree.Element(tag("tcPr"))
        cell.insert(0, looks)
    merged = looks.find(tag("vMerge"))
    if begins is None:
        if merged is not None:
            looks.remove(merged)
        return
    if merged is None:
        merged = etree.Element(tag("vMerge"))
        # Behind the width and what it spans to the right, as the format asks for.
        at = sum(child.tag in {tag(n) for n in ("cnfStyle", "tcW", "gridSpan", "hMerge")} for child in looks)
        looks.insert(at, merged)
    merged.set(tag("val"), "restart" if begins else "continue")


def _copied(model: etree._Element) -> etree._Element:
    """A row like another one, without its words and what may stand only once in a file."""
    row = deepcopy(model)
    row.tail = None
    for element in list(row.iter()):
        for name in list(element.attrib):
            if etree.QName(name).localname in _PARAGRAPH_IDS:
                del element.attrib[name]
        is_once = element.tag in ONCE or (element.tag == tag("id") and element.getparent().tag == tag("sdtPr"))
        if is_once and element.getparent() is not None:
            element.getparent().remove(element)
    for cell in children(row, "tc"):
        control, field = whole_control(cell), whole_field(cell)
        waits = (control is not None and is_prompting(control)) or (field is not None and field.is_prompting)
        if not (find_boxes(cell_words(cell)) or waits):
            empty(cell)
    return row
