"""Files that were handed in: kept under a key while their screen asks and shows, then put away."""

from __future__ import annotations

import os
import re
import secrets
import shutil
import time
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from werkzeug.datastructures import FileStorage

#: So long a file waits for its screen to be done with it.
_KEPT_SECONDS = 7 * 24 * 3600
_KEY = re.compile(r"[A-Za-z0-9_-]{22}")
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]')
#: Names of devices under Windows, with any ending.
_DEVICE = re.compile(r"(?i)(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?")
_LONGEST_NAME = 80


@dataclass(frozen=True)
class Upload:
    """A file that was handed in (来稿).

    Attributes:
        key: Finds it again; stands in forms.
        file: Where it lies, under its own name.
    """

    key: str
    file: Path

    @property
    def name(self) -> str:
        """What the clerk calls it."""
        return self.file.name


class Uploads:
    """The files of a desk, each in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, handed: FileStorage) -> Upload:
        """Put a file that came with a form on the disk, under a name that any system takes."""
        self._forget_old()
        key = secrets.token_urlsafe(16)
        file = self._folder / key / safe_name(handed.filename or "")
        file.parent.mkdir(parents=True)
        handed.save(file)
        return Upload(key, file)

    def find(self, key: str) -> Upload | None:
        """The file of a key; None where it is not there any more, or the key is none."""
        folder = self._folder / key
        files = list(filter(Path.is_file, folder.iterdir())) if _KEY.fullmatch(key) and folder.is_dir() else []
        if not files:
            return None
        # Whatever is still asked for is not forgotten.
        os.utime(folder)
        return Upload(key, files[0])

    def drop(self, key: str) -> None:
        """Put a file away."""
        if _KEY.fullmatch(key):
            shutil.rmtree(self._folder / key, ignore_errors=True)

    def _forget_old(self) -> None:
        for folder in self._folder.iterdir() if self._folder.is_dir() else ():
            if folder.stat().st_mtime < time.time() - _KEPT_SECONDS:
                shutil.rmtree(folder, ignore_errors=True)


def safe_name(name: str) -> str:
    """A file's own name as any system takes it: no folders, no signs of paths, no device, not too long."""
    name = _NOT_IN_NAMES.sub("_", PurePosixPath(name.replace("\\", "/")).name).strip(". ")
    stem, dot, ending = name.rpartition(".")
    short = (stem or ending)[:_LONGEST_NAME] + (dot + ending[:10] if stem else "")
    return f"_{short}" if _DEVICE.fullmatch(short) else short or "来稿"
