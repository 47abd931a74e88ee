"""The table of sources at the end of a Word file that was filled, where that is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lxml import etree

from scripts.forms.package import Package
from scripts.forms.word_controls import tag
from scripts.forms.word_reading import TRACE_MARK

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


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
