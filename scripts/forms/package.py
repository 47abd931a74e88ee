"""The zip package of a form: single parts are changed, and all others stay byte for byte (ECMA-376 Part 2).

Libraries that load a workbook and save it again lose what they do not know:
pictures, shapes, text boxes, buttons, rules of newer programs. Here nothing is
saved that was not changed on purpose.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from pathlib import Path

from lxml import etree

from scripts.changes.office_files import LARGEST_BYTES, Reading
from scripts.forms.faults import FormError

_MOMENT = (1980, 1, 1, 0, 0, 0)
_TYPES = "[Content_Types].xml"
_SIGNATURES = "_xmlsignatures/"
_CONTENT = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_AS_NEW = "改法：用 Excel、Word 或 WPS 打开，另存为 .xlsx 或 .docx，不设密码，再填"
_READING = Reading(
    FormError, "旧版 .xls、.doc、.et、.wps，或者设了密码，填不了", ".xlsx 或 .docx", _AS_NEW, "压小图片，再填"
)


class Package:
    """The parts of a form by name, and what was changed of them."""

    def __init__(self, content: bytes, name: str) -> None:
        self.name = name
        self._trees: dict[str, etree._Element] = {}
        self._changed: dict[str, bytes | None] = {}
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                if sum(part.file_size for part in archive.infolist()) > LARGEST_BYTES:
                    raise FormError(f"{name} 解压后太大，读不了。改法：删去图片和多余的空行，再填。")
                self._entries = {entry.filename: entry for entry in archive.infolist()}
                self._parts = {part: archive.read(part) for part in self._entries}
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, ValueError) as error:
            raise FormError(f"{name} 已损坏，读不了。{_AS_NEW}。") from error

    @classmethod
    def read(cls, file: Path) -> Package:
        """Read a file.

        Raises:
            FormError: It is no sound .xlsx or .docx, or is signed.
        """
        content = _READING.read(file)
        package = cls(content, file.name)
        if any(part.startswith(_SIGNATURES) for part in package.names):
            raise FormError(f"{file.name} 带数字签名，一改就失效，没有填。改法：请发表的单位给一份没有签名的。")
        return package

    @property
    def names(self) -> list[str]:
        """The parts that there are."""
        kept = [name for name in self._parts if self._changed.get(name, b"") is not None]
        return [*kept, *(name for name, new in self._changed.items() if new is not None and name not in self._parts)]

    def content(self, name: str) -> bytes:
        """The bytes of a part as it stands; the part must be there."""
        if name in self._trees and self._changed.get(name) is not None:
            return _written(self._trees[name])
        return self._changed.get(name) or self._parts[name]

    def tree(self, name: str) -> etree._Element:
        """The root of a part; whoever changes it says so by `touch`.

        Raises:
            FormError: The part is not there, or is no sound XML.
        """
        if name not in self._trees:
            parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
            try:
                self._trees[name] = etree.fromstring(self._changed.get(name) or self._parts[name], parser)
            except (etree.XMLSyntaxError, KeyError) as error:
                raise FormError(f"{self.name} 已损坏，读不了。{_AS_NEW}。") from error
        return self._trees[name]

    def touch(self, name: str) -> etree._Element:
        """The root of a part that is going to be changed."""
        root = self.tree(name)
        self._changed[name] = b" "
        return root

    def put(self, name: str, content: bytes, kind: str = "") -> None:
        """Add a part; `kind` is its media type where its ending does not tell it."""
        self._changed[name] = content
        self._trees.pop(name, None)
        if kind:
            row = etree.SubElement(self.touch(_TYPES), f"{{{_CONTENT}}}Override")
            row.set("PartName", f"/{name}")
            row.set("ContentType", kind)

    def know_ending(self, ending: str, kind: str) -> None:
        """Have parts of an ending be of a media type."""
        if not any(row.get("Extension") == ending for row in self.tree(_TYPES)):
            row = etree.Element(f"{{{_CONTENT}}}Default", Extension=ending, ContentType=kind)
            self.touch(_TYPES).insert(0, row)

    def drop(self, name: str) -> None:
        """Take a part out, with what says that it is there."""
        self._changed[name] = None
        for row in list(self.tree(_TYPES)):
            if row.get("PartName") == f"/{name}":
                self.touch(_TYPES).remove(row)
        for part in [part for part in self.names if part.endswith(".rels")]:
            for row in list(self.tree(part)):
                if row.get("TargetMode") != "External" and _target(_source_of(part), row.get("Target", "")) == name:
                    self.touch(part).remove(row)

    @property
    def main_part(self) -> str:
        """The part that all others serve: the list of sheets, or the text."""
        return self.related("", "officeDocument")[0][1]

    def related(self, source: str, kind: str) -> list[tuple[str, str]]:
        """Id and name of the parts to which a part leads in a way, such as `worksheet`; the package is empty."""
        rels = _rels_of(source)
        rows = self.tree(rels) if rels in self.names else ()
        # Other makers, and newer parts, have the same last word behind another beginning.
        found = [
            (row.get("Id", ""), _target(source, row.get("Target", "")))
            for row in rows
            if row.get("Type", "").rpartition("/")[2] == kind and row.get("TargetMode") != "External"
        ]
        return [(name, part) for name, part in found if part in self.names]

    def relate(self, source: str, kind: str, target: str) -> str:
        """Lead from a part to another, and give the id of the way."""
        rels = _rels_of(source)
        if rels not in self.names:
            self.put(rels, _written(etree.Element(f"{{{_RELATIONS}}}Relationships", nsmap={None: _RELATIONS})))
        root = self.touch(rels)
        used = {row.get("Id") for row in root}
        name = next(name for number in range(1, 100_000) if (name := f"rId{number}") not in used)
        row = etree.SubElement(root, f"{{{_RELATIONS}}}Relationship", Id=name)
        row.set("Type", f"{_KINDS}/{kind}")
        row.set("Target", posixpath.relpath(target, posixpath.dirname(source) or "."))
        return name

    def free_name(self, form: str, first: str = "") -> str:
        """A name that no part has: the first choice, else `xl/comments{}.xml` with a number."""
        if first and first not in self.names:
            return first
        return next(name for number in range(1, 100_000) if (name := form.format(number)) not in self.names)

    def write(self) -> bytes:
        """The bytes of the file; parts that were not changed are as they were."""
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in self.names:
                old = self._entries.get(name)
                entry = zipfile.ZipInfo(name, old.date_time if old else _MOMENT)
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, self.content(name))
        return buffer.getvalue()


def _written(root: etree._Element) -> bytes:
    return bytes(etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True))


def _rels_of(source: str) -> str:
    folder, name = posixpath.split(source)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _source_of(rels: str) -> str:
    folder, name = posixpath.split(rels)
    return posixpath.join(posixpath.dirname(folder), name.removesuffix(".rels"))


def _target(source: str, target: str) -> str:
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(source), target))
