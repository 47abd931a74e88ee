"""Where tests put their files: into memory, where there is room. Making and removing them is much of their work."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

#: Holds files in memory, on any Linux.
_MEMORY = Path("/dev/shm")  # noqa: S108 - the folder in it is our own
_FACTS = Path("/proc/meminfo")
#: Far more than a whole run leaves, and what must stay for the programs that tests start.
_ROOM_BYTES, _SPARE_BYTES = 3 << 30, 6 << 30
_PREFIX = "yearbook-tests-"


@contextmanager
def files_in_memory() -> Iterator[None]:
    """Meanwhile temporary files of all that is started lie in memory, and afterwards they are gone.

    Where there is little room, no such folder or another one is asked for, they lie where they always do.
    """
    if "TMPDIR" in os.environ or not _has_room():
        yield
        return
    _remove_left()
    folder = tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-", dir=_MEMORY)
    # Servers that are started as nobody must get through to what is theirs.
    Path(folder).chmod(0o711)
    os.environ["TMPDIR"] = folder
    try:
        yield
    finally:
        del os.environ["TMPDIR"]
        shutil.rmtree(folder, ignore_errors=True)


def _has_room() -> bool:
    try:
        found = os.statvfs(_MEMORY)
        available = re.search(r"MemAvailable: +(\d+) kB", _FACTS.read_text(encoding="ascii"))
    except (OSError, AttributeError):
        return False
    may_run = os.access(_MEMORY, os.W_OK) and not found.f_flag & os.ST_NOEXEC
    has_memory = available is not None and int(available[1]) << 10 >= _ROOM_BYTES + _SPARE_BYTES
    return may_run and has_memory and found.f_bavail * found.f_frsize >= _ROOM_BYTES


def _remove_left() -> None:
    """Take away what a run has left that was killed."""
    for folder in _MEMORY.glob(f"{_PREFIX}*"):
        owner = folder.name.removeprefix(_PREFIX).partition("-")[0]
        if not Path("/proc", owner).exists():
            shutil.rmtree(folder, ignore_errors=True)
