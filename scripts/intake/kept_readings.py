"""What files were read as, kept in the project's folder of what is half done.

Named by the bytes of the file and by the program that read them: the same
file is read once, by the command and at the desk, whatever it is called.
"""

from __future__ import annotations

import hashlib
import os
import time
from contextlib import suppress
from functools import cache
from pathlib import Path

import scripts.intake
from scripts.build.kept import digest_of_files, digest_of_libraries, read_kept, write_kept
from scripts.intake.detect import MOST_SCAN_BYTES
from scripts.intake.manuscript import Manuscript
from scripts.setup.project import Project

#: What is kept altogether at most, some five hundred pages of scans; what was asked for longest ago goes first.
_MOST_BYTES = 512 * 1024**2
#: So long it is kept when nobody asks for it: to look at all places of a scan may take weeks.
_UNUSED_SECONDS = 30 * 24 * 3600
#: What reads pictures: another version reads otherwise.
_LIBRARIES = ("numpy", "onnxruntime", "opencv-python-headless", "pillow", "pypdfium2", "rapidocr")


class KeptReadings:
    """The texts of files (读过的来稿).

    Args:
        project: Whose folder of what is half done holds them.
    """

    def __init__(self, project: Project) -> None:
        self._folder = project.work / "read"

    def name_of(self, path: Path, rejected: frozenset[int] = frozenset()) -> str:
        """By what the text of a file is found; empty for what is no file that is read.

        Args:
            path: The file.
            rejected: The tracked changes in it that do not hold.
        """
        try:
            if not path.is_file() or path.stat().st_size > MOST_SCAN_BYTES:
                return ""
            with path.open("rb") as opened:
                content = hashlib.file_digest(opened, "sha256").hexdigest()
        except (OSError, ValueError):
            return ""
        # The ending of a name tells Markdown from plain text, and nothing else does.
        made_of = f"{_reader_digest().hex()} {content} {sorted(rejected)} {path.suffix.lower()}"
        return hashlib.sha256(made_of.encode("utf-8", "surrogateescape")).hexdigest()

    def find(self, name: str) -> Manuscript | None:
        """The text that is kept under a name; None where there is none that can be believed."""
        kept = read_kept(self._folder / name) if name else None
        if not isinstance(kept, Manuscript):
            return None
        with suppress(OSError):
            os.utime(self._folder / name)
        return kept

    def keep(self, name: str, read: Manuscript) -> None:
        """Keep a text, and what is kept altogether within its bound."""
        if name:
            write_kept(self._folder / name, read)
            self._forget()

    def _forget(self) -> None:
        """Put away what nobody has asked for in a long time, and then the oldest of what is too much."""
        with suppress(OSError):
            found = sorted(((file, file.stat()) for file in self._folder.iterdir()), key=lambda one: -one[1].st_mtime)
            total = 0
            for file, stat in found:
                total += stat.st_size
                if total > _MOST_BYTES or stat.st_mtime < time.time() - _UNUSED_SECONDS:
                    file.unlink(missing_ok=True)


@cache
def _reader_digest() -> bytes:
    """The program that reads: what another one has read is read again."""
    return digest_of_files([Path(scripts.intake.__file__).parent], digest_of_libraries(_LIBRARIES))
