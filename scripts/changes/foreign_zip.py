"""Zips that strangers hand in: read with every suspicion, and written so that the same files give the same bytes."""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from macros.corpus.sources import Source
from macros.errors import SiteError, cause_of
from scripts.changes.writing import WriteError, write_whole

MIB = 1 << 20
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
#: What a broken or hostile zip makes the library raise, besides its own error.
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OverflowError)


@dataclass(frozen=True)
class ZipForm:
    """What a zip of a kind may be.

    Attributes:
        name: What it is called, in Chinese, such as 法规资料包.
        error: What is raised where it is none.
        may_hold: Whether a file of that path may be in it.
        largest_pack: How many bytes it has at most; a file in it, and all of them unpacked.
        most_files: How many files it holds at most.
    """

    name: str
    error: type[SiteError]
    may_hold: Callable[[str], bool]
    largest_pack: int = 32 * MIB
    largest_file: int = MIB
    largest_whole: int = 64 * MIB
    most_files: int = 5_000


def read_foreign_zip(file: Path, form: ZipForm) -> dict[str, bytes]:
    """Read a zip into memory; nothing in it decides where anything is written.

    Args:
        file: The zip.
        form: What it may be.

    Returns:
        The content of each file by its path in the zip.

    Raises:
        SiteError: The form's own error: it is none, or not whole, or holds what none may hold.
    """
    try:
        if file.stat().st_size > form.largest_pack:
            raise form.error(f"{file.name} 超过 {form.largest_pack // MIB} MB，不是{form.name}。改法：核对文件。")
        raw = file.read_bytes()
    except OSError as error:
        raise form.error(f"{file} 读不出来：{cause_of(error)}。改法：核对路径和文件权限。") from error
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            return _read_members(archive, file.name, form)
    except _BROKEN as error:
        raise form.error(f"{file.name} 不是完整的 zip 文件。改法：重新拷贝一份，或请制作的一方重做。") from error


def read_foreign_folder(folder: Path, form: ZipForm) -> dict[str, bytes]:
    """Read what such a zip was unpacked to, with the same suspicion.

    Args:
        folder: The folder.
        form: What the zip may be.

    Returns:
        The content of each file by its path in the folder.

    Raises:
        SiteError: The form's own error.
    """
    listing = Source(folder).list()
    if listing.symlinks:
        raise form.error(f"{folder.name} 里的 {shown_name(listing.symlinks[0])} 不是普通文件（符号链接等），没有写入。")
    if len(listing.files) > form.most_files:
        raise form.error(f"{folder.name} 里的文件超过 {form.most_files} 个，不是{form.name}。改法：核对文件夹。")
    sizes = {path: stamp.size for path, stamp in listing.files.items() if stamp}
    if max(sizes.values(), default=0) > form.largest_file or sum(sizes.values()) > form.largest_whole:
        raise form.error(f"{folder.name} 里的文件过大，不是{form.name}。改法：核对文件夹。")
    for path in listing.files:
        if not form.may_hold(path):
            raise form.error(f"{folder.name} 里有不该有的文件 {shown_name(path)}，没有写入。改法：核对文件夹。")
    try:
        return {path: (folder / path).read_bytes() for path in listing.files}
    except OSError as error:
        raise form.error(f"{folder} 读不出来：{cause_of(error)}。改法：核对路径和文件权限。") from error


def write_zip(file: Path, members: Mapping[str, bytes]) -> bool:
    """Write a zip; the same files in the same order give the same bytes on any machine.

    Returns:
        Whether anything was written; False where the file says the same already.

    Raises:
        WriteError: Another file stands there, or it cannot be written.
    """
    return write_whole_zip(file, zip_bytes(members))


def write_whole_zip(file: Path, content: bytes) -> bool:
    """Write the bytes of a zip; see `write_zip`."""
    if file.exists():
        if file.is_file() and file.read_bytes() == content:
            return False
        raise WriteError(f"{file} 已经存在，内容不同，没有改动。改法：换一个文件名。")
    write_whole(file, content)
    return True


def zip_bytes(members: Mapping[str, bytes]) -> bytes:
    """The zip of some files, in their order."""
    buffer = io.BytesIO()
    # Stored and not compressed: compression differs from one library to the next.
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, content in members.items():
            member = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            member.create_system, member.external_attr = 3, (stat.S_IFREG | 0o644) << 16
            archive.writestr(member, content)
    return buffer.getvalue()


def shown_name(path: str) -> str:
    """The name of a file in a zip, as it can be told: short, and without what is not to be printed."""
    words = "".join(character if character.isprintable() else "?" for character in path)
    return f"“{words if len(words) <= 60 else words[:60] + '…'}”"


def _read_members(archive: zipfile.ZipFile, name: str, form: ZipForm) -> dict[str, bytes]:
    members = archive.infolist()
    if len(members) > form.most_files:
        raise form.error(f"{name} 里的文件超过 {form.most_files} 个，不是{form.name}。改法：核对文件。")
    for fault in _faults(members, form):
        raise form.error(f"{name} {fault}，没有写入。改法：只用这个程序做出的{form.name}。")
    read: dict[str, bytes] = {}
    whole = 0
    for member in members:
        # The sizes that a zip tells of itself are not relied on.
        with archive.open(member) as stream:
            content = stream.read(form.largest_file + 1)
        whole += len(content)
        if len(content) > form.largest_file or whole > form.largest_whole:
            raise form.error(
                f"{name} 展开后过大（{shown_name(member.filename)}），没有写入。改法：核对文件来历，不要使用。"
            )
        read[member.filename] = content
    return read


def _faults(members: list[zipfile.ZipInfo], form: ZipForm) -> Iterator[str]:
    # Some systems know no capitals: there one file would take the place of another.
    for path, count in Counter(member.filename.casefold() for member in members).items():
        if count > 1:
            yield f"里 {shown_name(path)} 有 {count} 份"
    for member in members:
        shown = shown_name(member.filename)
        if not form.may_hold(member.filename):
            yield f"里有不该有的文件 {shown}"
        # The upper half is the file's mode, whichever system says that it wrote it.
        kind = stat.S_IFMT(member.external_attr >> 16)
        if kind not in {0, stat.S_IFREG}:
            yield f"里的 {shown} 不是普通文件（符号链接等）"
        if member.flag_bits & 0x1 or member.compress_type not in _METHODS:
            yield f"里的 {shown} 加了密，或用了不认识的压缩方式"
