"""What the worker calls that reads scans; what it runs with is loaded there alone."""

from __future__ import annotations

from pathlib import Path

from scripts.intake.manuscript import Manuscript


def read_scan(path: Path) -> Manuscript:
    """Read a scan.

    Args:
        path: A PDF of pictures, or a picture.

    Raises:
        IntakeError: It cannot be read.
    """
    from scripts.intake.scans.reading import read_scan as read

    return read(path)
