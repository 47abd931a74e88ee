"""What a report's Word file carries so that it can come back as the page that it was.

The page's front matter, the ids of its headings and the addresses of its
links stand in a part of their own, under the names of bookmarks: Word, WPS
and LibreOffice keep both when they save, and a reader who follows a link
comes to its note, and never to an address that leads nowhere from a file.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import lxml.etree as etree

NAMESPACE = "urn:integrity-yearbook:page"
#: Names of bookmarks begin so; those that begin with an underscore Word hides, and drops from contents.
BOOKMARK = "yb_"
#: Paragraphs in styles whose names begin so are computed by the site; an import leaves them out.
COMPUTED = "本站"
TITLE_NAME, LIST_NAME = "Title", "列表文字"

_STORE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_ITEM_ID = "{7C0B3C0E-6B4B-4F5B-9D54-5C9E0F2A1D37}"


@dataclass(frozen=True)
class Carriage:
    """What goes with the words of a page (随附信息).

    Attributes:
        path: Path of the page under docs.
        front: Its front matter, without the lines that enclose it.
        places: Bookmarks of its headings, each with the heading's id.
        links: Bookmarks that its links lead to, or their addresses on the web, each with address and attribute list
            as the page has them.
        computed: Digests of the paragraphs that the site has set beside the page's own.
    """

    path: str
    front: str
    places: tuple[tuple[str, str], ...] = ()
    links: tuple[tuple[str, str, str], ...] = ()
    computed: frozenset[str] = frozenset()


def write_carriage(carriage: Carriage) -> etree._Element:
    """The part that holds it."""
    root = etree.Element(f"{{{NAMESPACE}}}page", nsmap={None: NAMESPACE}, version="1", path=carriage.path)
    etree.SubElement(root, f"{{{NAMESPACE}}}front").text = carriage.front
    etree.SubElement(root, f"{{{NAMESPACE}}}computed").text = " ".join(sorted(carriage.computed))
    for bookmark, name in carriage.places:
        etree.SubElement(root, f"{{{NAMESPACE}}}place", bookmark=bookmark, id=name)
    for bookmark, address, attributes in carriage.links:
        etree.SubElement(root, f"{{{NAMESPACE}}}link", bookmark=bookmark, address=address, attributes=attributes)
    return root


def write_properties() -> etree._Element:
    """What the part is, for programs that keep only parts that say so."""
    root = etree.Element(f"{{{_STORE}}}datastoreItem", nsmap={"ds": _STORE})
    root.set(f"{{{_STORE}}}itemID", _ITEM_ID)
    schemas = etree.SubElement(root, f"{{{_STORE}}}schemaRefs")
    etree.SubElement(schemas, f"{{{_STORE}}}schemaRef").set(f"{{{_STORE}}}uri", NAMESPACE)
    return root


def read_carriage(root: etree._Element) -> Carriage | None:
    """Read the part; None where it is another's. Nothing in it is checked here."""
    if root.tag != f"{{{NAMESPACE}}}page":
        return None
    places = ((one.get("bookmark", ""), one.get("id", "")) for one in root.iter(f"{{{NAMESPACE}}}place"))
    links = (
        (one.get("bookmark", ""), one.get("address", ""), one.get("attributes", ""))
        for one in root.iter(f"{{{NAMESPACE}}}link")
    )
    front = root.findtext(f"{{{NAMESPACE}}}front") or ""
    computed = (root.findtext(f"{{{NAMESPACE}}}computed") or "").split()
    return Carriage(root.get("path", ""), front, tuple(places), tuple(links), frozenset(computed))


def digest(paragraph: etree._Element) -> str:
    """What a paragraph says, in short: two that differ in blanks alone are one."""
    words = "".join(element.text or "" for element in paragraph.iter("{*}t"))
    return hashlib.sha256("".join(words.split()).encode()).hexdigest()[:16]
