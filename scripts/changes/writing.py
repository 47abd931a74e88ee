"""Puts a file on disk whole or not at all, and never over one that says something else."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from macros.errors import SiteError, cause_of
from scripts.setup.moving import put_in_place


class WriteError(SiteError):
    """A file cannot be written, or another one stands in its place."""

    meaning = "文件读不出或写不进：没有权限、磁盘已满、被别的程序打开，或者同名文件的内容不同；已经写的都放回原样"
    remedy = "关闭正在使用文件的程序，检查权限和磁盘空间；同名的按提示换名，再运行一次"


def write_whole(file: Path, content: bytes) -> None:
    """Write a file so that a reader, or a power cut, sees the old one or the new one.

    Raises:
        WriteError: The folder is not there or may not be written to.
    """
    fresh = file.with_name(f".{file.name}.new-{os.getpid()}")
    try:
        with fresh.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        put_in_place(fresh, file)
    except OSError as error:
        raise WriteError(
            f"{file} 写不进去：{cause_of(error)}。"
            "改法：检查文件夹是否存在、能否写入，磁盘有没有空间，文件是否被别的程序打开。"
        ) from error
    finally:
        with contextlib.suppress(OSError):
            fresh.unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """Have the names in a folder on the disk, where the system can do that."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:  # pragma: no cover - Windows opens no folders
        return
    try:
        os.fsync(handle)
    except OSError:  # pragma: no cover - some shares know no such thing
        pass
    finally:
        os.close(handle)


def read_file(file: Path) -> bytes | None:
    """What a file holds; None where there is none.

    Raises:
        WriteError: Something that is no file stands there, or it cannot be read.
    """
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return None
    except IsADirectoryError as error:
        raise WriteError(f"{file} 不是文件，没有写任何页面。改法：把它移走，再运行一次。") from error
    except OSError as error:
        raise WriteError(f"{file} 读不出来：{cause_of(error)}。改法：检查文件权限和名称。") from error


def write_all(contents: Mapping[Path, bytes]) -> None:
    """Write several files, all of them or none; folders that are missing are made.

    Raises:
        WriteError: A file cannot be read or written; everything is as it was before.
    """
    before: dict[Path, bytes | None] = {}
    made: list[Path] = []
    try:
        for file, content in contents.items():
            before[file] = file.read_bytes() if file.exists() else None
            made += [folder for folder in (file.parent, *file.parent.parents) if not folder.exists()]
            file.parent.mkdir(parents=True, exist_ok=True)
            write_whole(file, content)
    except (OSError, WriteError) as error:
        _put_back(before, made)
        reason = str(error)
        if isinstance(error, OSError):
            reason = f"{file}：{cause_of(error)}。改法：检查文件夹能否建立、能否写入。"
        raise WriteError(f"写不完整，已经写的都放回原样：{reason}") from error


def _put_back(before: Mapping[Path, bytes | None], made: Iterable[Path]) -> None:
    for file, content in before.items():
        with contextlib.suppress(OSError, WriteError):
            if content is None:
                file.unlink(missing_ok=True)
            else:
                write_whole(file, content)
    for folder in sorted(made, reverse=True):
        with contextlib.suppress(OSError):
            folder.rmdir()


def place_file(file: Path, text: str, *, replace: bool = False, hint: str = "", dry_run: bool = False) -> Path | None:
    """Put a file outside the site in its place; one that stands there and differs is kept beside it, or stays.

    Args:
        file: Where the page goes.
        text: The whole page.
        replace: Whether a page that differs may give way; it is then kept under a hidden name,
            which generators leave out.
        hint: What the reader is to do where it may not, in Chinese, without a full stop.
        dry_run: Whether all is to be looked at, and nothing written.

    Returns:
        Where the old page was kept; None where there was none, or it said the same.

    Raises:
        WriteError: The page differs and may not give way, or the file cannot be written.
    """
    content = text.encode()
    try:
        there = file.exists()
    except OSError as error:
        raise WriteError(f"{file.name[:20]}… 不能用作文件名：{cause_of(error)}。改法：换一个短的文件名。") from error
    if not there:
        if dry_run:
            _require_folder(file)
        else:
            write_whole(file, content)
        return None
    if not file.is_file():
        raise WriteError(f"{file} 不是文件。改法：在 --out 后面写文件名，不写文件夹。")
    try:
        old = file.read_bytes()
    except OSError as error:
        raise WriteError(f"{file} 读不出来：{cause_of(error)}。改法：检查文件权限。") from error
    if old == content:
        return None
    if not replace:
        raise WriteError(f"{file} 已经存在，内容不同，没有改动。改法：{hint or '换一个文件名'}。")
    if dry_run:
        return None
    kept = _free_name(file)
    write_whole(kept, old)
    write_whole(file, content)
    return kept


def _require_folder(file: Path) -> None:
    if not (file.parent.is_dir() and os.access(file.parent, os.W_OK)):
        raise WriteError(f"{file} 写不进去：文件夹不存在，或者不能写入。改法：检查文件夹是否存在、能否写入。")


def _free_name(file: Path) -> Path:
    number = 1
    while (kept := file.with_name(f".{file.name}.{number}.bak")).exists():
        number += 1
    return kept
