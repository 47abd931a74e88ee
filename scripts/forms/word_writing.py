"""Fills a Word file by its plan: rows like the pattern row, words with the looks that the cell had.

Written on `lxml`, as the site's own Word files are: what is not filled stays as it is to the byte. `docxtpl` fills
placeholders, of which a superior's form has none, and `python-docx` knows neither cells in content controls nor rows
that are copied.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import deepcopy

from lxml import etree

from scripts.forms.faults import FormError
from scripts.forms.measures import Missing
from scripts.forms.package import Package
from scripts.forms.planning import Filling, FillPlan, TableRows
from scripts.forms.rich_text import replace_span
from scripts.forms.word_comments import Remarks
from scripts.forms.word_reading import WordPlace, children, paragraph_text, pieces, tag

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
#: What names a place once in a file, and so may not come twice.
_ONCE = {tag("bookmarkStart"), tag("bookmarkEnd"), tag("commentRangeStart"), tag("commentRangeEnd")}
_PARAGRAPH_IDS = ("paraId", "textId")
_ILLEGAL = {*map(chr, range(32)), "\ufffe", "\uffff"} - {"\t", "\n"}


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
    package.touch(package.main_part)
    cells: dict[tuple[int, int, int], etree._Element] = {}
    for number, place in enumerate(places):
        cells |= {(number, plan.moved(number, row), column): cell for (row, column), cell in place.cells.items()}
    for arranged in plan.tables:
        number = arranged.table.grid
        cells |= {(number, *where): cell for where, cell in _make_room(places[number], plan, arranged).items()}
    remarks = Remarks(package)
    written = [one for one in plan.fillings if one.text]
    for one in sorted(written, key=lambda one: (one.grid, one.row, one.column, _from_behind(one))):
        cell = cells[one.grid, one.row, one.column]
        target = _put_inline(cell, one) if one.inline else _put(cell, one)
        if one.explains and isinstance(one.answer, Missing) and target is not None:
            remarks.add(target, f"{one.label}：{one.answer.why}。")
    return []


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
        if element.tag in _ONCE and element.getparent() is not None:
            element.getparent().remove(element)
    for cell in children(row, "tc"):
        _empty(cell)
    return row


def _empty(cell: etree._Element) -> etree._Element:
    """Leave a cell one paragraph with the looks of its first one and of its first words; give that paragraph."""
    paragraphs = list(children(cell, "p"))
    first = paragraphs[0] if paragraphs else etree.SubElement(cell, tag("p"))
    looks = _looks(first)
    for other in paragraphs[1:]:
        other.getparent().remove(other)
    for child in list(first):
        if child.tag != tag("pPr") and child.tag not in _ONCE:
            first.remove(child)
    if looks is not None:
        etree.SubElement(first, tag("r")).append(looks)
    return first


def _looks(paragraph: etree._Element) -> etree._Element | None:
    """How the first words of a paragraph look, else how its end does."""
    run = next((one for one in paragraph.iter(tag("r")) if one.find(tag("rPr")) is not None), None)
    found = run.find(tag("rPr")) if run is not None else paragraph.find(f"{tag('pPr')}/{tag('rPr')}")
    if found is None:
        return None
    looks = deepcopy(found)
    for child in list(looks):
        # Grey words that only tell what to type look so by this style.
        if child.tag == tag("rStyle") and "laceholder" in child.get(tag("val"), ""):
            looks.remove(child)
    return looks


def _put(cell: etree._Element, one: Filling) -> etree._Element | None:
    if cell.tag == tag("p"):
        return None
    paragraph = _empty(cell)
    run = paragraph.find(tag("r"))
    for number, line in enumerate(_safe(one).split("\n")):
        if number:
            following = deepcopy(paragraph)
            paragraph.addnext(following)
            paragraph = following
            run = paragraph.find(tag("r"))
        run = etree.SubElement(paragraph, tag("r")) if run is None else run
        for old in run.findall(tag("t")):
            run.remove(old)
        node = etree.SubElement(run, tag("t"))
        node.set(_SPACE, "preserve")
        node.text = line
    return next(children(cell, "p"))


def _put_inline(cell: etree._Element, one: Filling) -> etree._Element | None:
    """Put words into a place of a paragraph, of a cell's the one that holds the place."""
    assert one.inline  # noqa: S101 - whoever calls has looked
    paragraphs = [cell] if cell.tag == tag("p") else list(children(cell, "p"))
    at = 0
    for paragraph in paragraphs:
        text = paragraph_text(paragraph)
        if at <= one.inline.start <= at + len(text):
            whole = "\n".join(map(paragraph_text, paragraphs))
            start, end = one.inline.span(whole)
            _replace(paragraph, start - at, min(end - at, len(text)), _safe(one))
            return paragraph
        at += len(text) + 1
    return None


def _replace(paragraph: etree._Element, start: int, end: int, words: str) -> None:
    if replace_span(pieces(paragraph), start, end, words):
        return
    # There is only a tab to write on, or nothing: the words get a run of their own.
    run = etree.SubElement(paragraph, tag("r"))
    if (looks := _looks(paragraph)) is not None:
        run.append(looks)
    node = etree.SubElement(run, tag("t"))
    node.set(_SPACE, "preserve")
    node.text = words


def _safe(one: Filling) -> str:
    if _ILLEGAL & set(one.text):
        raise FormError(f"{one.place}“{one.label}”：有文件不收的字符，写不进去。改法：在页面上改掉这个字符。")
    return one.text


def write_trace_table(package: Package, rows: Iterable[Sequence[str]]) -> None:
    """Put a table of sources at the end of a file, on a page of its own.

    Args:
        package: The file.
        rows: The words of its cells, the head first.
    """
    body = package.touch(package.main_part).find(tag("body"))
    end = body.find(tag("sectPr"))
    at = list(body).index(end) if end is not None else len(body)
    table = _trace_table([*rows])
    body.insert(at, table)
    body.insert(at, _line("填报来源", breaks=True))
    body.insert(at + 2, etree.Element(tag("p")))


def _trace_table(rows: Sequence[Sequence[str]]) -> etree._Element:
    from scripts.forms.word_reading import TRACE_MARK

    table = etree.Element(tag("tbl"))
    looks = etree.SubElement(table, tag("tblPr"))
    _sub(looks, "tblW", w="5000", type="pct")
    borders = etree.SubElement(looks, tag("tblBorders"))
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        _sub(borders, side, val="single", sz="4", space="0", color="808080")
    _sub(looks, "tblCaption", val=TRACE_MARK)
    grid = etree.SubElement(table, tag("tblGrid"))
    for _ in rows[0]:
        etree.SubElement(grid, tag("gridCol"))
    for row in rows:
        line = etree.SubElement(table, tag("tr"))
        for text in row:
            cell = etree.SubElement(line, tag("tc"))
            for part in text.split("\n"):
                cell.append(_line(part))
    return table


def _sub(parent: etree._Element, name: str, **attributes: str) -> None:
    child = etree.SubElement(parent, tag(name))
    for key, value in attributes.items():
        child.set(tag(key), value)


def _line(text: str, *, breaks: bool = False) -> etree._Element:
    paragraph = etree.Element(tag("p"))
    looks = etree.SubElement(paragraph, tag("pPr"))
    if breaks:
        etree.SubElement(looks, tag("pageBreakBefore"))
    run = etree.SubElement(paragraph, tag("r"))
    _sub(etree.SubElement(run, tag("rPr")), "sz", val="18")
    node = etree.SubElement(run, tag("t"))
    node.set(_SPACE, "preserve")
    node.text = text
    return paragraph
