"""Where pages come from: the docs folder as it is on disk, or as it will be once some of its files are changed."""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

#: The new content of files by path under docs, with forward slashes; None where a file is gone.
Overlay = Mapping[str, bytes | None]
#: Some file systems count time in steps of this, and within one a file can change twice.
_LONGEST_STEP_NS = 2_000_000_000


class FileStamp(NamedTuple):
    """What tells that a file has not changed.

    Attributes:
        written_ns: When it was written, in nanoseconds since 1970.
        changed_ns: When anything about it changed, its times included; on Windows when it was made.
        size: In bytes.
        inode: Its place on the disk; 0 where the system does not tell.
    """

    written_ns: int
    changed_ns: int
    size: int
    inode: int


@dataclass(frozen=True)
class Listing:
    """What a docs folder holds, by path under it.

    Attributes:
        files: All files but links and hidden ones, in order of path; None where an overlay has the content.
        symlinks: All symbolic links, to files as to folders.
        looked_at_ns: When it was looked, in nanoseconds since 1970.
    """

    files: dict[str, FileStamp | None]
    symlinks: list[str]
    looked_at_ns: int

    def settled(self, path: str) -> FileStamp | None:
        """The stamp of a file, by which every later change of it will be noticed; None where it has none such."""
        stamp = self.files[path]
        if stamp is None or max(stamp.written_ns, stamp.changed_ns) + _LONGEST_STEP_NS > self.looked_at_ns:
            return None
        return stamp


@dataclass(frozen=True)
class Source:
    """A docs folder, seen through what is to be changed in it (页面的来处).

    Attributes:
        docs: The folder.
        overlay: What takes the place of its files; a path that is not on disk is a new file.
    """

    docs: Path
    overlay: Overlay = field(default_factory=dict)

    @classmethod
    def of(cls, docs: Path | Source) -> Source:
        """The folder itself where nothing is to be changed in it."""
        return docs if isinstance(docs, Source) else cls(docs)

    def list(self) -> Listing:
        """Look which files there are."""
        looked_at_ns = time.time_ns()
        overlaid = (path for path, content in self.overlay.items() if content is not None and not _is_hidden(path))
        files: dict[str, FileStamp | None] = dict.fromkeys(overlaid)
        symlinks = []
        for path, entry in _walk(self.docs, ""):
            if path in self.overlay:
                continue
            if entry.is_symlink():
                symlinks.append(path)
            elif entry.is_file() and not entry.name.startswith(".") and (stamp := _stamp(entry.path)):
                files[path] = stamp
        return Listing(dict(sorted(files.items())), symlinks, looked_at_ns)

    def read(self, path: str) -> bytes:
        """The content of a file.

        Raises:
            OSError: It is not there, or cannot be read.
        """
        if path not in self.overlay:
            return (self.docs / path).read_bytes()
        content = self.overlay[path]
        if content is None:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), path)
        return content


def _walk(folder: str | Path, prefix: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Yield what is in a folder and below it; not what hidden folders hold, nor those that cannot be read."""
    try:
        with os.scandir(folder) as found:
            entries = list(found)
    except OSError:
        return
    for entry in entries:
        path = prefix + entry.name
        yield path, entry
        if entry.is_dir(follow_symlinks=False) and not entry.name.startswith("."):
            yield from _walk(entry.path, f"{path}/")


def _stamp(file: str) -> FileStamp | None:
    """The stamp of a file; None where it is gone meanwhile."""
    try:
        # Not the entry's own answer: on Windows that lags behind the file.
        found = Path(file).stat()
    except OSError:
        return None
    return FileStamp(found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino)


def _is_hidden(path: str) -> bool:
    return any(name.startswith(".") for name in path.split("/"))
