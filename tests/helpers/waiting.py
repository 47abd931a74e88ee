"""Waits for what is to become true, however slow the machine is."""

from __future__ import annotations

import os
import random
import socket
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

#: Longer than anything takes on a machine that is busy with other things; only a fault is waited for so long.
PATIENCE_SECONDS = 300
_Found = TypeVar("_Found")


def wait_for(look: Callable[[], _Found], what: str) -> _Found:
    """Look again and again until there is something to be seen; give it."""
    end = time.monotonic() + PATIENCE_SECONDS
    while not (found := look()):
        assert time.monotonic() < end, f"waited in vain for {what}"
        time.sleep(0.02)
    return found


def wait_for_words(file: Path) -> str:
    """What another process has written into a file, once it has."""
    return wait_for(lambda: file.exists() and file.read_text(encoding="utf-8").strip(), f"words in {file}")


def wait_for_end(pid: int) -> None:
    """Wait until a process has ended; whoever is to bury it may take his time."""
    wait_for(lambda: not is_running(pid), f"the end of process {pid}")


def is_running(pid: int) -> bool:
    """Whether a process is at work."""
    try:
        os.kill(pid, 0)
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except ProcessLookupError:
        return False
    except OSError:
        return not Path("/proc/self").exists()


def free_port() -> int:
    """A port of this machine that nobody listens on, from a range out of which no connection takes one by chance."""
    while True:
        port = random.SystemRandom().randrange(20_000, 30_000)
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) != 0:
                return port
