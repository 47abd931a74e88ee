"""One publish at a time: a lock that the system takes away with the program that holds it."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from macros.errors import cause_of
from scripts.publishing.staging import PublishError


@contextmanager
def hold(file: Path, what: str) -> Iterator[None]:
    """Hold the lock on a file, which stays; killed or not, the program leaves no lock behind.

    Args:
        file: Made where it is not there.
        what: What it stands for, for the message.

    Raises:
        PublishError: Another program holds it, or there can be no lock there.
    """
    try:
        handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise PublishError(f"{file} 写不进去：{cause_of(error)}。改法：检查文件夹是否存在、能否写入。") from error
    try:
        _lock(handle)
    except OSError as error:
        os.close(handle)
        if error.errno in {errno.EACCES, errno.EAGAIN, errno.EDEADLK}:
            raise PublishError(f"另一次发布正在使用{what}。改法：等它结束，再运行一次。") from error
        raise PublishError(
            f"{file} 不能加锁：{cause_of(error)}。改法：先发布到本机磁盘上的文件夹，再整个拷到那里。"
        ) from error
    try:
        yield
    finally:
        os.close(handle)


def _lock(handle: int) -> None:
    if sys.platform == "win32":  # pragma: no cover - the tests run elsewhere
        import msvcrt

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
