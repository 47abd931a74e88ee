"""Names of WordprocessingML, the same for both of its namespaces (ECMA-376 Transitional, ISO Strict)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import lxml.etree as etree

_OOXML = "http://schemas.openxmlformats.org/"
_STRICT = "http://purl.oclc.org/ooxml/"
_PREFIXES = {
    _OOXML + "wordprocessingml/2006/main": "w",
    _STRICT + "wordprocessingml/main": "w",
    _OOXML + "officeDocument/2006/math": "m",
    _STRICT + "officeDocument/math": "m",
    _OOXML + "officeDocument/2006/relationships": "r",
    _STRICT + "officeDocument/relationships": "r",
    _OOXML + "drawingml/2006/main": "a",
    _STRICT + "drawingml/main": "a",
    _OOXML + "drawingml/2006/picture": "pic",
    _STRICT + "drawingml/picture": "pic",
    _OOXML + "drawingml/2006/chart": "c",
    _STRICT + "drawingml/chart": "c",
    _OOXML + "drawingml/2006/diagram": "dgm",
    _STRICT + "drawingml/diagram": "dgm",
    _OOXML + "markup-compatibility/2006": "mc",
    "urn:schemas-microsoft-com:vml": "v",
    "urn:schemas-microsoft-com:office:office": "o",
}
_NO = frozenset({"0", "false", "off"})


@lru_cache(maxsize=4096)
def short_name(tag: str) -> str:
    """Write `{namespace}p` as `w:p`; a name of an unknown namespace gets the prefix `?`."""
    space, _, local = tag.removeprefix("{").rpartition("}")
    return f"{_PREFIXES.get(space, '?')}:{local}"


def name_of(element: etree._Element) -> str:
    """The short name of an element; empty for what is no element, such as an unexpanded entity."""
    return short_name(element.tag) if isinstance(element.tag, str) else ""


def attribute(element: etree._Element | None, name: str, default: str = "") -> str:
    """Read an attribute by its local name, in whatever namespace it was written."""
    if element is None:
        return default
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return default


def number(text: str, default: int = 0) -> int:
    """Read a whole number of at most nine digits; anything else gives the default."""
    text = text.strip()
    digits = text.removeprefix("-")
    return int(text) if digits.isascii() and digits.isdigit() and len(digits) < 10 else default


def children(element: etree._Element | None, *names: str) -> Iterator[etree._Element]:
    """Yield the children of the given short names, in order."""
    if element is not None:
        yield from (child for child in element if name_of(child) in names)


def find(element: etree._Element | None, *path: str) -> etree._Element | None:
    """Follow short names from child to child; None where one is missing."""
    for name in path:
        element = next(children(element, name), None)
    return element


def value_at(element: etree._Element | None, *path: str) -> str | None:
    """The `val` of the element at a path; None where there is no such element."""
    found = find(element, *path)
    return None if found is None else attribute(found, "val")


def is_on(element: etree._Element | None, *path: str) -> bool | None:
    """Whether a switch such as `w:vanish` is on; None where it is not there."""
    found = find(element, *path)
    return None if found is None else attribute(found, "val", "1").lower() not in _NO


def is_other_choice(element: etree._Element) -> bool:
    """Whether this is the stand-in of what a newer program shows, or a second choice of it."""
    name = name_of(element)
    if name not in {"mc:Fallback", "mc:Choice"}:
        return False
    return any(name_of(one) == "mc:Choice" for one in element.itersiblings(preceding=True))


def alternative(element: etree._Element) -> list[etree._Element]:
    """What the form of one thing holds that Word takes first; the fallback's where there is no other."""
    chosen = find(element, "mc:Choice")
    chosen = find(element, "mc:Fallback") if chosen is None else chosen
    return [] if chosen is None else list(chosen)
