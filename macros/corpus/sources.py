"""Where pages come from: the docs folder as it is on disk, or as it will be once some of its files are changed."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

#: The new content of files by path under docs, with forward slashes; None where a file is gone.
Overlay = Mapping[str, bytes | None]


@dataclass(frozen=True)
class Listing:
    """What a docs folder holds, by path under it.

    Attributes:
        files: All files but links and hidden ones, sorted.
        symlinks: All symbolic links, to files as to folders.
    """

    files: list[str]
    symlinks: list[str]


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
        files = {path for path, content in self.overlay.items() if content is not None and not _is_hidden(path)}
        symlinks = []
        for path, entry in _walk(self.docs, ""):
            if path in self.overlay:
                continue
            if entry.is_symlink():
                symlinks.append(path)
            elif entry.is_file() and not entry.name.startswith("."):
                files.add(path)
        return Listing(sorted(files), symlinks)

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


def _is_hidden(path: str) -> bool:
    return any(name.startswith(".") for name in path.split("/"))
