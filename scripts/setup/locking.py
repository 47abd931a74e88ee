"""One writer at a time: a lock that goes with the program that holds it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from scripts.setup.console import Console


@contextmanager
def hold(file: Path, what: str, console: Console) -> Iterator[None]:
    """Hold the lock on a file, which stays; wait for a program that holds it, and say so.

    Args:
        file: Made where it is not there.
        what: What it stands for, for the message.
        console: Where to say that it is waited.
    """
    lock = FileLock(file)
    try:
        lock.acquire(blocking=False)
    except Timeout:
        console.say(f"另一个命令正在写{what}，等它写完……")
        lock.acquire()
    try:
        yield
    finally:
        lock.release()
