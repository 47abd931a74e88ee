"""The pack as a file: a zip read with every suspicion, and written so that the same pages give the same bytes."""

from __future__ import annotations

import hashlib
import io
import re
import stat
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from macros.corpus.pages import PageKind, page_kind
from macros.errors import SiteError, cause_of
from scripts.changes.writing import WriteError, write_whole
from scripts.register.manifest import MANIFEST, ManifestError, PackManifest, parse_manifest

#: The kinds of page that a pack may bring.
KINDS = frozenset({PageKind.REGULATION, PageKind.EDITION, PageKind.CONCEPTS, PageKind.DUTIES, PageKind.USAGES})
_PAGE = re.compile(r"regulations/[a-z0-9][a-z0-9-]*(?:/[a-z0-9][a-z0-9-]*)?\.md")
_MIB = 1 << 20
LARGEST_PACK, LARGEST_FILE, LARGEST_WHOLE, MOST_FILES = 32 * _MIB, _MIB, 64 * _MIB, 5_000
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
#: What a broken or hostile zip makes the library raise, besides its own error.
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OverflowError)


class RegisterPackError(SiteError):
    """A pack cannot be used; nothing was written."""

    meaning = "法规资料包不能用：不完整、有不该有的文件、比本站的旧，或者用上以后内容会有错误；没有写入"
    remedy = "见[更新法规信息](updating.md)；多数情况请制作的一方重做"


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
    try:
        if file.stat().st_size > LARGEST_PACK:
            raise RegisterPackError(f"{file.name} 超过 {LARGEST_PACK // _MIB} MB，不是法规资料包。改法：核对文件。")
        raw = file.read_bytes()
    except OSError as error:
        raise RegisterPackError(f"{file} 读不出来：{cause_of(error)}。改法：核对路径和文件权限。") from error
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            members = _read_members(archive, file.name)
    except _BROKEN as error:
        raise RegisterPackError(f"{file.name} 不是完整的 zip 文件。改法：重新拷贝一份，或请制作的一方重做。") from error
    return _assemble(members, file.name)


def write_pack(file: Path, pack: RegisterPack) -> bool:
    """Write a pack; the same pages give the same bytes on any machine.

    Returns:
        Whether anything was written; False where the file says the same already.

    Raises:
        WriteError: Another file stands there, or it cannot be written.
    """
    buffer = io.BytesIO()
    # Stored and not compressed: compression differs from one library to the next.
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, text in [(MANIFEST, pack.manifest.as_text()), *sorted(pack.pages.items())]:
            member = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            member.create_system, member.external_attr = 3, (stat.S_IFREG | 0o644) << 16
            archive.writestr(member, text.encode())
    if file.exists():
        if file.is_file() and file.read_bytes() == buffer.getvalue():
            return False
        raise WriteError(f"{file} 已经存在，内容不同，没有改动。改法：换一个文件名。")
    write_whole(file, buffer.getvalue())
    return True


def hash_of(text: str) -> str:
    """The sha256 of a page, as a manifest lists it."""
    return hashlib.sha256(text.encode()).hexdigest()


def _read_members(archive: zipfile.ZipFile, name: str) -> dict[str, bytes]:
    members = archive.infolist()
    if len(members) > MOST_FILES:
        raise RegisterPackError(f"{name} 里的文件超过 {MOST_FILES} 个，不是法规资料包。改法：核对文件。")
    for fault in _faults(members):
        raise RegisterPackError(f"{name} {fault}，没有写入。改法：只用这个程序做出的资料包。")
    read: dict[str, bytes] = {}
    whole = 0
    for member in members:
        # The sizes that a zip tells of itself are not relied on.
        with archive.open(member) as stream:
            content = stream.read(LARGEST_FILE + 1)
        whole += len(content)
        if len(content) > LARGEST_FILE or whole > LARGEST_WHOLE:
            raise RegisterPackError(
                f"{name} 展开后过大（{_shown(member.filename)}），没有写入。改法：核对文件来历，不要使用。"
            )
        read[member.filename] = content
    return read


def _faults(members: list[zipfile.ZipInfo]) -> Iterator[str]:
    for path, count in Counter(member.filename for member in members).items():
        if count > 1:
            yield f"里 {_shown(path)} 有 {count} 份"
    for member in members:
        shown = _shown(member.filename)
        if member.filename != MANIFEST and not _is_page(member.filename):
            yield f"里有不该有的文件 {shown}"
        # The upper half is the file's mode, whichever system says that it wrote it.
        kind = stat.S_IFMT(member.external_attr >> 16)
        if kind not in {0, stat.S_IFREG}:
            yield f"里的 {shown} 不是普通文件（符号链接等）"
        if member.flag_bits & 0x1 or member.compress_type not in _METHODS:
            yield f"里的 {shown} 加了密，或用了不认识的压缩方式"


def _is_page(path: str) -> bool:
    return bool(_PAGE.fullmatch(path)) and page_kind(path) in KINDS


def _assemble(members: dict[str, bytes], name: str) -> RegisterPack:
    if MANIFEST not in members:
        raise RegisterPackError(f"{name} 里没有 {MANIFEST}，不是法规资料包。改法：核对文件。")
    try:
        manifest = parse_manifest(members.pop(MANIFEST))
    except ManifestError as error:
        raise RegisterPackError(f"{name} 的 {MANIFEST} {error}") from error
    for path in sorted(manifest.files.keys() | members.keys()):
        if path not in members:
            raise RegisterPackError(f"{name} 缺少清单里列着的 {_shown(path)}。改法：重新拷贝一份。")
        if path not in manifest.files:
            raise RegisterPackError(f"{name} 里的 {_shown(path)} 清单里没有列。改法：重新拷贝一份。")
        if hashlib.sha256(members[path]).hexdigest() != manifest.files[path]:
            raise RegisterPackError(f"{name} 里的 {_shown(path)} 与清单的校验值不符。改法：重新拷贝一份。")
    try:
        return RegisterPack(manifest, {path: content.decode() for path, content in sorted(members.items())})
    except UnicodeDecodeError as error:
        raise RegisterPackError(f"{name} 里有不是 UTF-8 编码的页面。改法：请制作的一方重做。") from error


def _shown(path: str) -> str:
    words = "".join(character if character.isprintable() else "?" for character in path)
    return f"“{words if len(words) <= 60 else words[:60] + '…'}”"
