"""What is told of a fault that nobody foresaw: one line, and a file with the details."""

from __future__ import annotations

import time
import traceback
from pathlib import Path

from macros.errors import cause_of


def describe_unforeseen(error: Exception, work: str, folder: Path) -> str:
    """Keep the details, and give the line for the screen.

    Args:
        error: What came up.
        work: What was being done, as a part of the file's name.
        folder: Where the file goes.
    """
    what = f"程序出错（{_name(error)}），没有做完"
    file = folder / f"fault-{work}-{time.strftime('%Y%m%d-%H%M%S')}.log"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file.write_text("".join(traceback.format_exception(error)), encoding="utf-8", errors="replace")
    except OSError as refused:
        return f"{what}；出错的经过写不进 {folder}：{cause_of(refused)}。改法：检查磁盘空间和权限，再运行一次。"
    return f"{what}。改法：再运行一次；仍然不行的，把 {file} 交给维护人，里面是出错的经过。"


class FaultTeller:
    """Describes faults of something that is tried again and again: the same one once.

    Args:
        work: What is being done, as for `describe_unforeseen`.
        folder: Where the files go.
    """

    def __init__(self, work: str, folder: Path) -> None:
        self._work, self._folder = work, folder
        self._last = self._told = ""

    def describe(self, error: Exception) -> str:
        """The line for the screen; as it was where the last fault was the same."""
        if repr(error) != self._last:
            self._last, self._told = repr(error), describe_unforeseen(error, self._work, self._folder)
        return self._told


def _name(error: Exception) -> str:
    if not isinstance(error, OSError):
        return type(error).__name__
    return f"{error.filename}：{cause_of(error)}" if error.filename else cause_of(error)
