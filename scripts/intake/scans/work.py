"""What the worker calls that reads scans; what it runs with is loaded there alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from scripts.intake.manuscript import Manuscript


class PagesRead(NamedTuple):
    """How far a scan is read (读到第几页)."""

    done: int
    of: int

    def __str__(self) -> str:
        """The same in Chinese."""
        return f"已读 {self.done}/{self.of} 页"


def read_scan(path: Path, tell: Callable[[PagesRead], object] = lambda _: None) -> Manuscript:
    """Read a scan.

    Args:
        path: A PDF of pictures, or a picture.
        tell: Told before the first page and after each.

    Raises:
        IntakeError: It cannot be read.
    """
    from scripts.intake.scans.reading import read_scan as read

    return read(path, lambda done, of: tell(PagesRead(done, of)))
