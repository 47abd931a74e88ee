"""What takes long to read is read by a job, and the page that asked for it opens by itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing, suppress

from flask import Response, redirect, url_for

from scripts.changes.writing import WriteError
from scripts.desk.desk import Desk
from scripts.desk.readings import Readings, TakesLongError
from scripts.desk.uploads import Upload
from scripts.intake.kept_readings import KeptReadings
from scripts.intake.manuscript import IntakeError
from scripts.setup.console import Console
from scripts.setup.project import Project


def read_beside(desk: Desk, error: TakesLongError, opens: str, then: str) -> Response:
    """Have a file read, and lead to where it is seen how far that is.

    Args:
        desk: The desk.
        error: What could not be read at once.
        opens: The page that opens once it is read.
        then: The page that is led to where that was stopped.

    Raises:
        JobRunningError: Another job runs.
    """
    job = desk.jobs.running
    if job is None or job.opens != opens:
        title, asked = f"读“{error.upload.name}”", (error.upload, error.rejected)
        job = desk.jobs.start(title, read_and_keep, desk.project, *asked, then=then, opens=opens)
    return redirect(url_for("job.show", number=job.number), 303)  # type: ignore[return-value]


class Turns:
    """Tells of files that are read one after another which one it is at, and how far that is read.

    Args:
        console: Where it is told.
        keys: Find each of them.
    """

    def __init__(self, console: Console, keys: Sequence[str]) -> None:
        self._console, self._keys, self._number = console, keys, 0

    def __iter__(self) -> Iterator[str]:
        """Yield each file's key as its turn comes."""
        for key in self._keys:
            self._number += 1
            self._console.show_progress(self._turn)
            yield key

    def tell(self, line: str) -> None:
        """Tell how far the file is read that has its turn."""
        self._console.show_progress(f"{self._turn}：{line}")

    @property
    def _turn(self) -> str:
        return f"第 {self._number} 份，共 {len(self._keys)} 份"


def read_and_keep(project: Project, upload: Upload, rejected: frozenset[int], console: Console) -> None:
    """Read a file, as the work of a job; the page that opens finds what came of it, or tells why it cannot be read.

    Args:
        project: Where what was read is kept.
        upload: The file.
        rejected: As for `Readings.read`.
        console: Where it is told how far it is.

    Raises:
        WriteError: What was read cannot be kept.
    """
    console.show_progress("打开文件")
    with closing(Readings(KeptReadings(project), console.show_progress)) as readings:
        with suppress(IntakeError):
            readings.read(upload, rejected)
        is_there = readings.has(upload, rejected)
    if not is_there:
        raise WriteError(f"“{upload.name}”读完了，结果写不进磁盘。改法：看看磁盘还有没有空间，再读一次。")
