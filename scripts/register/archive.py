"""The pack as a file: a zip of pages with their manifest."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from macros.corpus.pages import PageKind, page_kind
from macros.errors import SiteError
from scripts.changes.foreign_list import MANIFEST, compare_with_list
from scripts.changes.foreign_zip import ZipForm, read_foreign_zip, write_zip
from scripts.register.manifest import ManifestError, PackManifest, parse_manifest

#: The kinds of page that a pack may bring.
KINDS = frozenset({PageKind.REGULATION, PageKind.EDITION, PageKind.CONCEPTS, PageKind.DUTIES, PageKind.USAGES})
_PAGE = re.compile(r"regulations/[a-z0-9][a-z0-9-]*(?:/[a-z0-9][a-z0-9-]*)?\.md")


class RegisterPackError(SiteError):
    """A pack cannot be used; nothing was written."""

    meaning = "法规资料包不能用：不完整、有不该有的文件、比本站的旧，或者用上以后内容会有错误；没有写入"
    remedy = "见[更新法规信息](updating.md)；多数情况请制作的一方重做"


def is_page(path: str) -> bool:
    """Whether a pack may bring a page of that path."""
    return bool(_PAGE.fullmatch(path)) and page_kind(path) in KINDS


#: What a pack may be.
FORM = ZipForm("法规资料包", RegisterPackError, lambda path: path == MANIFEST or is_page(path))


@dataclass(frozen=True)
class RegisterPack:
    """What a pack brings: its manifest, and the text of its pages by path under docs."""

    manifest: PackManifest
    pages: dict[str, str]


def read_pack(file: Path) -> RegisterPack:
    """Read a pack into memory; nothing in it decides where anything is written.

    Raises:
        RegisterPackError: It is no pack, or not whole, or holds what no pack may hold.
    """
    return _assemble(read_foreign_zip(file, FORM), file.name)


def write_pack(file: Path, pack: RegisterPack) -> bool:
    """Write a pack; the same pages give the same bytes on any machine.

    Returns:
        Whether anything was written; False where the file says the same already.

    Raises:
        WriteError: Another file stands there, or it cannot be written.
    """
    texts = {MANIFEST: pack.manifest.as_text(), **dict(sorted(pack.pages.items()))}
    return write_zip(file, {name: text.encode() for name, text in texts.items()})


def _assemble(members: dict[str, bytes], name: str) -> RegisterPack:
    if MANIFEST not in members:
        raise RegisterPackError(f"{name} 里没有 {MANIFEST}，不是法规资料包。改法：核对文件。")
    try:
        manifest = parse_manifest(members.pop(MANIFEST))
    except ManifestError as error:
        raise RegisterPackError(f"{name} 的 {MANIFEST} {error}") from error
    for fault in (fault for _, fault in compare_with_list(members, manifest.files) if fault):
        raise RegisterPackError(f"{name} {fault}。改法：重新拷贝一份。")
    try:
        return RegisterPack(manifest, {path: content.decode() for path, content in sorted(members.items())})
    except UnicodeDecodeError as error:
        raise RegisterPackError(f"{name} 里有不是 UTF-8 编码的页面。改法：请制作的一方重做。") from error
