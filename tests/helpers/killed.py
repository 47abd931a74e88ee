"""Programs that cannot end their work: killed as they are about to change something on the disk, or short of room."""

from __future__ import annotations

import os
import resource
import signal
import sys
from collections.abc import Callable
from typing import Any

#: What changes what stands on the disk, as the interpreter tells it.
_CHANGES = {"open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.symlink", "os.truncate", "fsync"}


def die_at(step: int, work: Callable[..., object], *arguments: Any) -> None:
    """Do some work in this process, which does not live longer than so many changes."""
    left = step

    def count(event: str, told: tuple[Any, ...]) -> None:
        nonlocal left
        if event not in _CHANGES or (event == "open" and told[1] in {"r", "rb"}):
            return
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)

    # No power fails here: that it was to be on the disk by now is all that counts.
    os.fsync = lambda handle: count("fsync", ())
    sys.addaudithook(count)
    work(*arguments)


def write_little(size_bytes: int, work: Callable[[], object]) -> None:
    """Do some work in this process, which may write no larger file."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size_bytes, size_bytes))
    work()
