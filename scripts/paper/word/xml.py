"""Makes elements of WordprocessingML (ECMA-376 Part 1) without a word of markup in a string."""

from __future__ import annotations

import lxml.etree as etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_SPACES = {"w": W, "r": R, "wp": WP, "a": A, "pic": PIC}
_XML = "http://www.w3.org/XML/1998/namespace"


def w(name: str, /, *children: etree._Element, **attributes: object) -> etree._Element:
    """An element of the main namespace; its attributes are of that namespace too."""
    element = etree.Element(f"{{{W}}}{name}", nsmap=_SPACES if name in _ROOTS else None)
    for key, value in attributes.items():
        element.set(f"{{{W}}}{key}", str(value))
    element.extend(children)
    return element


def plain(space: str, name: str, /, *children: etree._Element, **attributes: object) -> etree._Element:
    """An element of drawings, whose attributes have no namespace."""
    element = etree.Element(f"{{{_SPACES[space]}}}{name}", nsmap={space: _SPACES[space]})
    for key, value in attributes.items():
        element.set(key, str(value))
    element.extend(children)
    return element


def related(element: etree._Element, name: str, relation: str) -> etree._Element:
    """Set an attribute that names a relationship, such as `id` or `embed`."""
    element.set(f"{{{R}}}{name}", relation)
    return element


def text(words: str, name: str = "t") -> etree._Element:
    """Words of a run, blanks at their ends kept."""
    element = w(name)
    element.set(f"{{{_XML}}}space", "preserve")
    element.text = words
    return element


def write(element: etree._Element) -> bytes:
    """The bytes of a part."""
    return bytes(etree.tostring(element, xml_declaration=True, encoding="UTF-8", standalone=True))


_ROOTS = {"document", "styles", "settings", "footnotes", "fonts", "ftr", "hdr"}
