"""Hands a loaded yearbook to another process of the same build, which then need not read the pages again.

The generator is a command of its own, so that any of three can be it; the
check before it has read every page already.
"""

from __future__ import annotations

import gc
import os
import pickle
import time
from pathlib import Path

from macros.corpus.collecting import without_collector
from macros.corpus.sources import FileStamp
from macros.domain.yearbook import Yearbook

#: The variable of the environment that names the file.
VARIABLE = "YEARBOOK_HANDED_OVER"
_PAUSE_SECONDS = 0.02
#: After so long whoever promised has surely come to grief.
_LONGEST_WAIT_SECONDS = 120
#: All files of a docs folder.
Stamp = tuple[tuple[str, FileStamp | None], ...]


def promise(file: Path) -> None:
    """Say that a yearbook is going to be handed over, so that whoever needs it waits instead of reading the pages."""
    file.write_bytes(b"")


def hand_over(yearbook: Yearbook, docs: Path, stamp: Stamp, file: Path) -> None:
    """Write a yearbook for whoever reads the same pages.

    Args:
        yearbook: What the pages say.
        docs: Their folder.
        stamp: What they were when they were read.
        file: Where to write it.
    """
    part = file.with_name(f"{file.name}.part")
    with without_collector():
        part.write_bytes(pickle.dumps((docs.resolve(), stamp, yearbook), pickle.HIGHEST_PROTOCOL))
    part.replace(file)


def take_over(docs: Path, stamp: Stamp) -> Yearbook | None:
    """The yearbook handed over for these pages; None where none can be had, or a page has changed since."""
    name = os.environ.get(VARIABLE)
    if not name or not _is_there(Path(name)):
        return None
    try:
        with without_collector():
            # The same command has written it, beside its own code.
            of, at, yearbook = pickle.loads(Path(name).read_bytes())  # noqa: S301
    except Exception:
        # What is not as it was written may fail in any way; the pages are there to be read.
        return None
    gc.freeze()
    return yearbook if (of, at) == (docs, stamp) else None


def _is_there(file: Path) -> bool:
    """Wait for a yearbook that is promised; tell whether there is one."""
    end = time.monotonic() + _LONGEST_WAIT_SECONDS
    while file.is_file() and time.monotonic() < end:
        if file.stat().st_size:
            return True
        time.sleep(_PAUSE_SECONDS)
    return False
