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


def _name(error: Exception) -> str:
    if not isinstance(error, OSError):
        return type(error).__name__
    return f"{error.filename}：{cause_of(error)}" if error.filename else cause_of(error)
