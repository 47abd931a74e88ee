"""Readers that misbehave, for the worker process to import."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from scripts.intake.guard import Reader
from scripts.intake.manuscript import IntakeError, Line, Manuscript, ScanFoundError
from scripts.intake.scans.work import PagesRead
from tests.helpers.scans import read_paper


def read_strangely(path: Path) -> Manuscript:
    """Do what the file's name says; write the process id beside it."""
    path.with_suffix(".pid").write_text(str(os.getpid()), encoding="utf-8")
    match path.stem:
        case "sleep":
            time.sleep(600)
        case "sleep-with-child":
            with subprocess.Popen(
                [sys.executable, "-c", "import time; time.sleep(600)"], start_new_session=True
            ) as child:
                path.with_suffix(".child").write_text(str(child.pid), encoding="utf-8")
                try:
                    child.wait()
                finally:
                    child.kill()
        case "eat":
            return Manuscript(str(len(bytes(2 * 1024**3))), ())
        case "exit":
            os._exit(3)
        case "abort":
            os.abort()
        case "refuse":
            raise IntakeError("不行。改法：换一个。")
        case "overlook":
            raise KeyError("overlooked")
        case "print":
            os.write(2, b"noise of a library\n")
    return Manuscript("txt", (Line(path.stem, 1),))


class StrangeReader(Reader):
    """The worker with such a reader in it."""

    _work = staticmethod(read_strangely)


def read_by_pages(path: Path, tell: Callable[[PagesRead], object]) -> Manuscript:
    """Read two pages."""
    for done in range(3):
        tell(PagesRead(done, 2))
    return Manuscript("scan", (Line(path.stem, 1),))


class PageReader(Reader):
    """The worker that tells of each page."""

    _work = staticmethod(read_by_pages)
    _tells = True


class QuickScans(Reader):
    """Takes every file for a scan of two pages and has read it at once; one that is called so is refused."""

    def _read(self, path: Path, rejected: frozenset[int] = frozenset()) -> Manuscript:
        del rejected
        if not self._reads_scans:
            raise ScanFoundError("是扫描件。改法：用原稿。")
        self._tell(PagesRead(1, 2))
        if path.stem == "白纸":
            raise IntakeError("扫描件上没有认出文字。改法：重新扫描。")
        return read_paper()
