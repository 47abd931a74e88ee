"""One writer at a time: a lock that the system takes away with the program that holds it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import lock_descriptor

from macros.errors import SiteError, cause_of
from scripts.setup.console import Console

#: A person who waits does not notice, and a machine that waits has little to do.
_LOOKS_EVERY_SECONDS = 0.2


class LockError(SiteError):
    """Another program is writing there, or there can be no lock there."""

    meaning = "另一个命令正在写同一个文件夹，或者那里不能加锁；什么都没有改动"
    remedy = "等那个命令结束，再运行一次；不能加锁的，先写到本机磁盘上的文件夹，再整个拷过去"


@contextmanager
def hold(file: Path, what: str, *, wait: Console | None = None, until: str = "写完") -> Iterator[None]:
    """Hold the lock on a file, which stays; killed or not, the program leaves no lock behind.

    Args:
        file: Made where it is not there; its folder is not.
        what: What goes on where it is taken, such as `另一次发布正在使用这个项目`.
        wait: Who is told that it is taken and then waits; None refuses at once.
        until: What is waited for, in a word.

    Raises:
        LockError: Another program holds it, or there can be no lock there.
    """
    try:
        # A file of our own and not the library's lock, which would stand in for a missing one by a file that stays.
        handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise LockError(f"{file} 写不进去：{cause_of(error)}。改法：检查文件夹是否存在、能否写入。") from error
    try:
        _lock(handle, file, what, wait, until)
        yield
    finally:
        os.close(handle)


def _lock(handle: int, file: Path, what: str, wait: Console | None, until: str) -> None:
    try:
        if lock_descriptor(handle, blocking=False):
            return
        if wait is None:
            raise LockError(f"{what}。改法：等它结束，再运行一次。")
        wait.say(f"{what}，等它{until}……")
        lock_descriptor(handle, poll_interval=_LOOKS_EVERY_SECONDS)
    except OSError as error:
        raise LockError(
            f"{file} 不能加锁：{cause_of(error)}。改法：先写到本机磁盘上的文件夹，再整个拷到那里。"
        ) from error
