"""The zip package of an office document (ECMA-376 Part 2): its parts, and which part leads to which."""

from __future__ import annotations

import io
import lzma
import posixpath
import struct
import zipfile
import zlib
from dataclasses import dataclass, field

import lxml.etree as etree

from scripts.intake.manuscript import IntakeError, printable

MOST_ENTRIES = 4096
LARGEST_PART_BYTES = 32 * 2**20
MOST_BYTES = 64 * 2**20
#: Deflate can pack a thousand to one; the XML of real documents stays below a hundred.
LARGEST_RATIO = 300
_RATIO_FROM_BYTES = 2**20
_OLE = b"\xd0\xcf\x11\xe0"
_REPAIR = "改法：用 Word 或 WPS 打开，另存为 .docx 后再导入。"
_BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error)
_FAILURES = (*_BROKEN, EOFError, OSError, RuntimeError, NotImplementedError, ValueError, OverflowError, KeyError)
#: What other kinds of zip hold, by the name of a part in small letters.
_OTHERS = {
    "ofd.xml": "OFD 版式文件",
    "xl/workbook.xml": "Excel 表格",
    "xl/workbook.bin": "Excel 表格",
    "ppt/presentation.xml": "PowerPoint 演示文稿",
    "content.xml": "OpenDocument（.odt 等）文档",
}


@dataclass(frozen=True)
class Relation:
    """A relationship of a part (关系): last word of its type, target as a part's name or an address outside."""

    kind: str
    target: str
    external: bool


@dataclass
class Budget:
    """How many bytes may still be read, over a document and those embedded in it."""

    left: int = MOST_BYTES

    def spend(self, count: int) -> None:
        """Take bytes off.

        Args:
            count: Number of bytes about to be read.

        Raises:
            IntakeError: There are not so many left.
        """
        self.left -= count
        if self.left < 0:
            raise IntakeError("文件解压后太大。改法：用 Word 打开，把正文复制到新文档，另存为 .docx 后再导入。")


@dataclass
class Package:
    """An open package.

    Attributes:
        archive: The zip file.
        names: Each part's name as stored, by its name in small letters with forward slashes.
        budget: Bytes that may still be read.
    """

    archive: zipfile.ZipFile
    names: dict[str, zipfile.ZipInfo]
    budget: Budget
    _trees: dict[str, etree._Element] = field(default_factory=dict)

    def has(self, name: str) -> bool:
        """Whether there is a part of this name."""
        return _key(name) in self.names

    def read(self, name: str) -> bytes:
        """Read one part, whose declared size is checked beforehand.

        Args:
            name: Name of the part; case does not matter.

        Returns:
            Its bytes.

        Raises:
            IntakeError: It is missing, broken, encrypted or too large.
        """
        info = self.names.get(_key(name))
        if info is None:
            raise IntakeError(f"Word 文件不完整，缺少 {printable(name)}。{_REPAIR}")
        _check_entry(info)
        self.budget.spend(info.file_size)
        try:
            with self.archive.open(info) as part:
                return part.read(LARGEST_PART_BYTES)
        except _FAILURES as exc:
            raise IntakeError(f"Word 文件已损坏，{printable(name)} 读不出来。{_REPAIR}") from exc

    def tree(self, name: str) -> etree._Element:
        """Parse one part as XML; the same element each time.

        Args:
            name: Name of the part.

        Returns:
            Its root element.

        Raises:
            IntakeError: It is missing, broken or too large, or has a document type declaration.
        """
        key = _key(name)
        if key not in self._trees:
            self._trees[key] = parse_part(self.read(name), name)
        return self._trees[key]

    def relations(self, name: str) -> dict[str, Relation]:
        """What a part leads to, by relationship id.

        Args:
            name: Name of the part; empty for the package itself.

        Returns:
            Its relationships; none where the part has no list of them.

        Raises:
            IntakeError: The list is broken.
        """
        folder, base = posixpath.split(name)
        listed = posixpath.join(folder, "_rels", f"{base}.rels")
        if not self.has(listed):
            return {}
        entries = (entry for entry in self.tree(listed) if str(entry.tag).endswith("}Relationship"))
        return {entry.get("Id", ""): _relation(entry, folder) for entry in entries}

    def main_part(self) -> str:
        """Name the part that holds the document.

        Returns:
            The part's name.

        Raises:
            IntakeError: The zip holds a document of another kind, or none.
        """
        for relation in self.relations("").values():
            if relation.kind == "officeDocument" and not relation.external and self.has(relation.target):
                if _key(relation.target) in _OTHERS:
                    break
                return relation.target
        raise IntakeError(self._what_it_is())

    def _what_it_is(self) -> str:
        for name, kind in _OTHERS.items():
            if name in self.names:
                return f"这是{kind}，不是 Word 文档。改法：另存为 .docx 后再导入。"
        if "[content_types].xml" in self.names or any(name.startswith("word/") for name in self.names):
            return f"Word 文件不完整，找不到正文。{_REPAIR}"
        return "这是压缩包，不是 Word 文档。改法：先解压，再导入里面的文件。"


def open_package(content: bytes, budget: Budget | None = None) -> Package:
    """Open a zip package without reading any part of it.

    Args:
        content: All bytes of the file.
        budget: Bytes that may be read; a fresh one where none is given.

    Returns:
        The package.

    Raises:
        IntakeError: It is no zip, or has too many entries.
    """
    if content.startswith(_OLE):
        raise IntakeError("这是旧版 .doc 文件，或加了密码的 Word 文件。改法：用 Word 打开，去掉密码，另存为 .docx。")
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except _FAILURES as exc:
        raise IntakeError(f"Word 文件已损坏或不完整，打不开。{_REPAIR}") from exc
    entries = archive.infolist()
    if len(entries) > MOST_ENTRIES:
        raise IntakeError(f"压缩包里有 {len(entries)} 个文件，不像 Word 文档。{_REPAIR}")
    return Package(archive, {_key(entry.filename): entry for entry in entries}, budget or Budget())


def parse_part(content: bytes, name: str) -> etree._Element:
    """Parse the XML of a part, fetching and expanding nothing.

    Args:
        content: Bytes of the part.
        name: Its name, for the error.

    Returns:
        The root element.

    Raises:
        IntakeError: The XML is broken or nested too deeply, or has a document type declaration.
    """
    # In UTF-16 every other byte is NUL.
    if b"<!DOCTYPE" in content.replace(b"\0", b""):
        raise IntakeError(f"Word 文件的 {printable(name)} 里有不允许的声明（DOCTYPE）。{_REPAIR}")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.LxmlError, ValueError, LookupError) as exc:
        raise IntakeError(f"Word 文件已损坏，{printable(name)} 不是正确的 XML。{_REPAIR}") from exc
    if root is None or root.getroottree().docinfo.doctype:
        raise IntakeError(f"Word 文件的 {printable(name)} 里有不允许的声明（DOCTYPE）。{_REPAIR}")
    return root


def _check_entry(info: zipfile.ZipInfo) -> None:
    if info.flag_bits & 1:
        raise IntakeError("压缩包加了密码，读不出来。改法：去掉密码后再导入。")
    bomb = info.file_size > _RATIO_FROM_BYTES and info.file_size > LARGEST_RATIO * max(info.compress_size, 1)
    if info.file_size > LARGEST_PART_BYTES or bomb:
        raise IntakeError("文件解压后太大。改法：用 Word 打开，把正文复制到新文档，另存为 .docx 后再导入。")


def _relation(entry: etree._Element, folder: str) -> Relation:
    kind = entry.get("Type", "").rpartition("/")[2]
    target = entry.get("Target", "")
    if entry.get("TargetMode", "") == "External":
        return Relation(kind, target, external=True)
    # A name that climbs out of the package is harmless: it is only ever looked up among the zip's own entries.
    return Relation(kind, posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/"), external=False)


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()
