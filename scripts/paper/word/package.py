"""The zip package of a Word file: the same bytes for the same parts (ECMA-376 Part 2)."""

from __future__ import annotations

import io
import posixpath
import zipfile
from dataclasses import dataclass, field

import lxml.etree as etree

from scripts.paper.word.xml import write

_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
#: The earliest that a zip can hold; no file says when it was made but by its own properties.
_MOMENT = (1980, 1, 1, 0, 0, 0)
_READABLE_FILE = 0o644 << 16


@dataclass
class WordPackage:
    """The parts of a file and what leads to what."""

    _parts: dict[str, bytes] = field(default_factory=dict)
    _types: dict[str, str] = field(default_factory=dict)
    _relations: dict[str, list[tuple[str, str, bool]]] = field(default_factory=dict)

    def add(self, name: str, content: bytes | etree._Element, kind: str = "") -> None:
        """Add a part; `kind` is its media type where its ending does not tell it."""
        self._parts[name] = content if isinstance(content, bytes) else write(content)
        if kind:
            self._types[name] = kind

    def relate(self, source: str, kind: str, target: str, *, external: bool = False) -> str:
        """Lead from a part (or, empty, the package) to another, or to an address; the same way twice is one.

        Args:
            source: Name of the part.
            kind: Last word of the relationship's type, such as `image`.
            target: Name of the other part, or an address.
            external: Whether it is an address.

        Returns:
            The relationship's id.
        """
        rows = self._relations.setdefault(source, [])
        row = (kind, target, external)
        if row not in rows:
            rows.append(row)
        return f"rId{rows.index(row) + 1}"

    def write(self) -> bytes:
        """The bytes of the file."""
        parts = dict(self._parts)
        for source in self._relations:
            folder, name = posixpath.split(source)
            parts[posixpath.join(folder, "_rels", f"{name}.rels")] = write(self._relationships(source))
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            # What the parts are stands first, as readers of streams expect it.
            for name, content in [("[Content_Types].xml", write(self._content_types())), *sorted(parts.items())]:
                entry = zipfile.ZipInfo(name, _MOMENT)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.external_attr = _READABLE_FILE
                archive.writestr(entry, content)
        return buffer.getvalue()

    def _relationships(self, source: str) -> etree._Element:
        root = etree.Element(f"{{{_RELATIONS}}}Relationships", nsmap={None: _RELATIONS})
        for number, (kind, target, external) in enumerate(self._relations[source], 1):
            row = etree.SubElement(root, f"{{{_RELATIONS}}}Relationship", Id=f"rId{number}")
            row.set("Type", _CORE if kind == "core-properties" else _KINDS + kind)
            row.set("Target", target if external else posixpath.relpath(target, posixpath.dirname(source) or "."))
            if external:
                row.set("TargetMode", "External")
        return root

    def _content_types(self) -> etree._Element:
        root = etree.Element(f"{{{_TYPES}}}Types", nsmap={None: _TYPES})
        defaults = {
            "rels": "application/vnd.openxmlformats-package.relationships+xml",
            "xml": "application/xml",
            "png": "image/png",
            "jpeg": "image/jpeg",
        }
        for ending, kind in sorted(defaults.items()):
            etree.SubElement(root, f"{{{_TYPES}}}Default", Extension=ending, ContentType=kind)
        for name, kind in sorted(self._types.items()):
            etree.SubElement(root, f"{{{_TYPES}}}Override", PartName=f"/{name}", ContentType=kind)
        return root
