"""Hands a loaded yearbook to another process of the same build, which then need not read the pages again.

The generator is a command of its own, so that any of three can be it; the
check before it has read every page already. What is found of all papers, and
needed by few pages, follows in a file of its own.
"""

from __future__ import annotations

import gc
import os
import pickle
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from macros.corpus.collecting import without_collector
from macros.corpus.sources import FileStamp

#: The variable of the environment that names the file.
VARIABLE = "YEARBOOK_HANDED_OVER"
_PAUSE_SECONDS = 0.02
#: After so long whoever promised has surely come to grief.
_LONGEST_WAIT_SECONDS = 120
#: All files of a docs folder.
Stamp = tuple[tuple[str, FileStamp | None], ...]


def later(file: Path) -> Path:
    """Where what follows a yearbook is handed over; `file` is where that is."""
    return file.with_name(f"{file.name}-later")


def promise(file: Path) -> None:
    """Say that a yearbook is going to be handed over, and more later, so that whoever needs either waits for it."""
    for promised in (file, later(file)):
        promised.write_bytes(b"")


def hand_over(value: object, docs: Path, stamp: Stamp, file: Path) -> None:
    """Write a yearbook, or what follows it, for whoever reads the same pages.

    Args:
        value: What the pages say, or what was found in them.
        docs: Their folder.
        stamp: What they were when they were read.
        file: Where to write it.
    """
    part = file.with_name(f"{file.name}.part")
    with without_collector():
        part.write_bytes(pickle.dumps((docs.resolve(), stamp, value), pickle.HIGHEST_PROTOCOL))
    part.replace(file)


def take_over(docs: Path, stamp: Stamp, find: Callable[[Path], Path] = Path) -> Any:
    """What was handed over for these pages; None where it cannot be had, or a page has changed since.

    Args:
        docs: Their folder.
        stamp: What they are now.
        find: `later` for what follows the yearbook.
    """
    name = os.environ.get(VARIABLE)
    if not name or not _is_there(file := find(Path(name))):
        return None
    try:
        with without_collector():
            # The same command has written it, beside its own code.
            of, at, value = pickle.loads(file.read_bytes())  # noqa: S301
    except Exception:
        # What is not as it was written may fail in any way; the pages are there to be read.
        return None
    gc.freeze()
    return value if (of, at) == (docs, stamp) else None


def _is_there(file: Path) -> bool:
    """Wait for what is promised; tell whether it has come."""
    end = time.monotonic() + _LONGEST_WAIT_SECONDS
    while file.is_file() and time.monotonic() < end:
        if file.stat().st_size:
            return True
        time.sleep(_PAUSE_SECONDS)
    return False
