"""Puts a file or a folder in its place, also where somebody holds what stands there for a moment."""

from __future__ import annotations

import os
import time
from pathlib import Path

#: On Windows a file that is being read, by the preview or by what looks for viruses, cannot be replaced.
_PAUSES_SECONDS: tuple[float, ...] = (0.05, 0.1, 0.2, 0.4, 0.8) if os.name == "nt" else ()


def put_in_place(source: Path, target: Path) -> None:
    """Rename a file over another one, or a folder to where none is.

    Raises:
        OSError: It cannot be done, or who holds it does not let go.
    """
    for pause in _PAUSES_SECONDS:
        try:
            source.replace(target)
        except PermissionError:
            time.sleep(pause)
        else:
            return
    source.replace(target)
