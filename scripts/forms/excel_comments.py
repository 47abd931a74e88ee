"""Remarks in a workbook (批注): why a cell waits for a person; those that are there stay."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree
from openpyxl.utils import column_index_from_string
from openpyxl.utils.cell import coordinate_from_string

from scripts.forms.excel_reading import R, S, Sheet, tag
from scripts.forms.faults import FormError
from scripts.forms.package import Package

AUTHOR = "廉政年鉴"
_COMMENTS = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_VML = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_V = "urn:schemas-microsoft-com:vml"
_O = "urn:schemas-microsoft-com:office:office"
_X = "urn:schemas-microsoft-com:office:excel"
_FRAME = f"""<xml xmlns:v="{_V}" xmlns:o="{_O}" xmlns:x="{_X}"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit"\
 data="{{data}}"/></o:shapelayout><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202"\
 path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/>\
</v:shapetype></xml>"""
_SHAPE = f"""<v:shape xmlns:v="{_V}" xmlns:o="{_O}" xmlns:x="{_X}" id="_x0000_s{{id}}" type="#_x0000_t202"\
 style="position:absolute;margin-left:80pt;margin-top:5pt;width:150pt;height:60pt;z-index:1;visibility:hidden"\
 fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow color="black" obscured="t"/>\
<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div>\
</v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>\
<x:Anchor>{{left}}, 15, {{top}}, 2, {{right}}, 15, {{bottom}}, 4</x:Anchor><x:AutoFill>False</x:AutoFill>\
<x:Row>{{row}}</x:Row><x:Column>{{column}}</x:Column></x:ClientData></v:shape>"""
#: What stands behind the remarks in a sheet's part, in the order that the format asks for.
_BEHIND = (
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
)


def add_comments(package: Package, sheet: Sheet, remarks: Mapping[str, str]) -> list[str]:
    """Put remarks at cells; a cell that has one keeps it.

    Args:
        package: The workbook.
        sheet: The sheet.
        remarks: Text by cell, such as F12.

    Returns:
        What a person should know: that remarks could not be put in.
    """
    if not remarks:
        return []
    try:
        comments, shapes = _comments_part(package, sheet), _shapes_part(package, sheet)
        root, drawing = package.touch(comments), package.touch(shapes)
    except FormError:
        return [f"{sheet.name}：表里原有的批注读不了，没有另加批注；待填的原因见来源清单。"]
    authors, rows = root.find(tag("authors")), root.find(tag("commentList"))
    author = len(authors)
    etree.SubElement(authors, tag("author")).text = AUTHOR
    kinds = etree.fromstring(_FRAME.format(data=1)).find(f"{{{_V}}}shapetype")
    if not any(kind.get("id") == kinds.get("id") for kind in drawing.iter(f"{{{_V}}}shapetype")):
        drawing.append(kinds)
    there = {row.get("ref") for row in rows}
    used = {shape.get("id", "") for shape in drawing.iter(f"{{{_V}}}shape")}
    for number, (place, text) in enumerate(remarks.items()):
        if place in there:
            continue
        row = etree.SubElement(rows, tag("comment"), ref=place, authorId=str(author))
        node = etree.SubElement(etree.SubElement(row, tag("text")), tag("t"))
        node.text = text
        drawing.append(_shape(place, used, number))
    # The format asks for the order of cells.
    rows[:] = sorted(rows, key=lambda row: _corner(row.get("ref")))
    return []


def _corner(place: str) -> tuple[int, int]:
    letters, row = coordinate_from_string(place)
    return row, column_index_from_string(letters)


def _shape(place: str, used: set[str], number: int) -> etree._Element:
    row, column = _corner(place)
    name = next(at for at in range(1025 + number, 100_000) if f"_x0000_s{at}" not in used)
    used.add(f"_x0000_s{name}")
    values = {"id": name, "row": row - 1, "column": column - 1, "left": column, "right": column + 2}
    return etree.fromstring(_SHAPE.format(**values, top=max(row - 2, 0), bottom=row + 2))


def _comments_part(package: Package, sheet: Sheet) -> str:
    there = package.related(sheet.part, "comments")
    if there:
        return there[0][1]
    name = package.free_name("xl/comments{}.xml")
    root = etree.Element(tag("comments"), nsmap={None: S})
    etree.SubElement(root, tag("authors"))
    etree.SubElement(root, tag("commentList"))
    package.put(name, etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True), _COMMENTS)
    package.relate(sheet.part, "comments", name)
    return name


def _shapes_part(package: Package, sheet: Sheet) -> str:
    root = package.tree(sheet.part)
    own = root.find(tag("legacyDrawing"))
    parts = dict(package.related(sheet.part, "vmlDrawing"))
    if own is not None and (name := parts.get(own.get(f"{{{R}}}id", ""))):
        return name
    name = package.free_name("xl/drawings/vmlDrawing{}.vml")
    number = "".join(filter(str.isdecimal, name)) or "1"
    package.know_ending("vml", _VML)
    package.put(name, _FRAME.format(data=number).encode())
    row = etree.Element(tag("legacyDrawing"))
    row.set(f"{{{R}}}id", package.relate(sheet.part, "vmlDrawing", name))
    behind = [number for number, child in enumerate(root) if child.tag in {tag(one) for one in _BEHIND}]
    package.touch(sheet.part).insert(min(behind, default=len(root)), row)
    return name
