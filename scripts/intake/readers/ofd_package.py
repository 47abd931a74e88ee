"""The parts of an OFD file, found by what leads to them."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import isfinite

import lxml.etree as etree

from scripts.intake.manuscript import IntakeError, printable
from scripts.intake.readers.package import Package, open_package

_A4 = (210.0, 297.0)
_BROKEN = "OFD 文件不完整或已损坏，读不出来。改法：在 OFD 阅读器中打开，导出为 PDF 或 Word，再导入。"


def named(element: etree._Element, name: str) -> bool:
    """Whether an element has a name, in whatever namespace: makers of OFD differ in these."""
    return isinstance(element.tag, str) and element.tag.rpartition("}")[2] == name


def child(element: etree._Element | None, *names: str) -> etree._Element | None:
    """The first child of a name, or the child of that; None where it is not there."""
    for name in names:
        element = next((one for one in element if named(one, name)), None) if element is not None else None
    return element


def numbers(text: str | None) -> list[float]:
    """The numbers of a list parted by blanks; nothing where any is none."""
    try:
        found = [float(word) for word in (text or "").split()]
    except ValueError:
        return []
    return found if all(isfinite(one) for one in found) else []


@dataclass
class OfdFile:
    """An OFD file (版式文件).

    Attributes:
        package: Its parts.
        pages: Where the content of each page stands.
        templates: Where those of templates stand, by their ids.
        resources: Where resources are listed.
        size: Width and height of a page that says nothing else, in millimetres.
        attachments: Names of what is attached.
        signatures: How many signatures and seals it has.
    """

    package: Package
    pages: list[str] = field(default_factory=list)
    templates: dict[str, str] = field(default_factory=dict)
    resources: list[str] = field(default_factory=list)
    size: tuple[float, float] = _A4
    attachments: list[str] = field(default_factory=list)
    signatures: int = 0

    def tree(self, name: str) -> etree._Element:
        """A part.

        Raises:
            IntakeError: It is broken or not there.
        """
        try:
            return self.package.tree(name)
        except IntakeError as error:
            raise IntakeError(_BROKEN) from error

    def templates_of(self, page: etree._Element) -> list[etree._Element]:
        """What stands behind the content of a page."""
        ids = [one.get("TemplateID", "") for one in page if named(one, "Template")]
        return [self.tree(self.templates[name]) for name in ids if name in self.templates]

    def size_of(self, page: etree._Element) -> tuple[float, float]:
        """Width and height of a page in millimetres."""
        return _size(child(page, "Area")) or self.size

    def units_of(self, page: etree._Element, location: str) -> dict[str, etree._Element]:
        """The composite objects that a page may draw, by their ids."""
        own = [_resolve(location, one.text) for one in page if named(one, "PageRes")]
        lists = [self.tree(name) for name in (*self.resources, *own) if self.package.has(name)]
        units = (one for found in lists for one in found.iter() if named(one, "CompositeGraphicUnit"))
        return {one.get("ID", ""): one for one in units}

    def picture(self, name: str) -> bytes:
        """The bytes of a picture by the id of its resource; none where it is not there."""
        for listed in filter(self.package.has, self.resources):
            root = self.tree(listed)
            folder = posixpath.join(posixpath.dirname(listed), root.get("BaseLoc") or "")
            for media in root.iter():
                file = child(media, "MediaFile")
                if named(media, "MultiMedia") and media.get("ID") == name and file is not None:
                    return self._bytes(_resolve(f"{folder}/", file.text))
        return b""

    def _bytes(self, name: str) -> bytes:
        try:
            return self.package.read(name)
        except IntakeError:
            return b""


def open_ofd(content: bytes) -> OfdFile:
    """Find the parts of an OFD file.

    Raises:
        IntakeError: It is broken, or has no pages.
    """
    try:
        file = OfdFile(open_package(content))
    except IntakeError as error:
        raise IntakeError(_BROKEN) from error
    for body in (one for one in file.tree("OFD.xml") if named(one, "DocBody")):
        _read_body(file, body)
    if not file.pages:
        raise IntakeError(_BROKEN)
    return file


def _read_body(file: OfdFile, body: etree._Element) -> None:
    where = _resolve("OFD.xml", _text(body, "DocRoot"))
    root = file.tree(where)
    common = child(root, "CommonData")
    file.size = _size(child(common, "PageArea")) or file.size
    for one in () if common is None else common:
        if named(one, "TemplatePage"):
            file.templates[one.get("ID", "")] = _resolve(where, one.get("BaseLoc"))
        elif named(one, "PublicRes") or named(one, "DocumentRes"):
            file.resources.append(_resolve(where, one.text))
    file.pages += [_resolve(where, one.get("BaseLoc")) for one in _all(child(root, "Pages"), "Page")]
    for listed in _listed(file, where, _text(root, "Attachments")):
        file.attachments += [printable(one.get("Name", "")) for one in _all(listed, "Attachment")]
    for listed in _listed(file, "OFD.xml", _text(body, "Signatures")):
        file.signatures += sum(1 for _ in _all(listed, "Signature"))


def _listed(file: OfdFile, where: str, name: str) -> Iterator[etree._Element]:
    location = _resolve(where, name)
    if name and file.package.has(location):
        yield file.tree(location)


def _all(element: etree._Element | None, name: str) -> Iterator[etree._Element]:
    yield from (one for one in (() if element is None else element) if named(one, name))


def _text(element: etree._Element, name: str) -> str:
    found = child(element, name)
    return ((found.text if found is not None else "") or "").strip()


def _size(area: etree._Element | None) -> tuple[float, float] | None:
    box = child(area, "PhysicalBox")
    found = numbers(box.text) if box is not None else []
    return (found[2], found[3]) if len(found) == len("xywh") and min(found[2:]) > 0 else None


def _resolve(where: str, name: str | None) -> str:
    """A part that another names, by its path in the zip."""
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(where), (name or "").strip())).lstrip("/")
