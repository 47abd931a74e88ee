"""The parts of a Word file beside its text: settings, and what it says of itself."""

from __future__ import annotations

from datetime import date

import lxml.etree as etree

from scripts.paper.word.xml import w

_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DC = "http://purl.org/dc/elements/1.1/"
_TERMS = "http://purl.org/dc/terms/"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_APP = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
#: Word 2013 and later; without it Word lays out as Word 2007 did, and says so in the title bar.
_MODE = {"name": "compatibilityMode", "uri": "http://schemas.microsoft.com/office/word", "val": 15}


def settings() -> etree._Element:
    """Settings: pages face each other, lines stand on the grid, Chinese is the language."""
    return w(
        "settings",
        w("zoom", percent=100),
        w("mirrorMargins"),
        w("bordersDoNotSurroundHeader"),
        w("bordersDoNotSurroundFooter"),
        w("defaultTabStop", val=420),
        w("evenAndOddHeaders"),
        w("drawingGridVerticalSpacing", val=156),
        w("displayHorizontalDrawingGridEvery", val=0),
        w("displayVerticalDrawingGridEvery", val=2),
        w("characterSpacingControl", val="compressPunctuation"),
        w("footnotePr", w("footnote", id=0), w("footnote", id=1)),
        w("compat", w("compatSetting", **_MODE)),
        w("themeFontLang", val="en-US", eastAsia="zh-CN"),
    )


def about_file(title: str, author: str, day: date) -> etree._Element:
    """What the file says of itself: title, author and the day that it was made as of."""
    root = etree.Element(
        f"{{{_CORE}}}coreProperties",
        nsmap={"cp": _CORE, "dc": _DC, "dcterms": _TERMS, "xsi": _XSI},
    )
    for space, name, value in (
        (_DC, "title", title),
        (_DC, "creator", author),
        (_DC, "language", "zh-CN"),
        (_CORE, "lastModifiedBy", author),
    ):
        if value:
            etree.SubElement(root, f"{{{space}}}{name}").text = value
    for name in ("created", "modified"):
        moment = etree.SubElement(root, f"{{{_TERMS}}}{name}")
        moment.set(f"{{{_XSI}}}type", "dcterms:W3CDTF")
        moment.text = f"{day.isoformat()}T00:00:00Z"
    return root


def about_program(company: str) -> etree._Element:
    """Who the file is from."""
    root = etree.Element(f"{{{_APP}}}Properties", nsmap={None: _APP})
    etree.SubElement(root, f"{{{_APP}}}Application").text = "Integrity Yearbook"
    if company:
        etree.SubElement(root, f"{{{_APP}}}Company").text = company
    return root
