"""What jobs of tests do; it stands apart, since the process of a job loads what its function stands with."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from macros.errors import ContentErrors, SiteError
from macros.findings import Finding
from scripts.desk.uploads import Upload
from scripts.intake.scans.work import PagesRead
from scripts.setup.console import Console
from scripts.setup.project import Project


def tell(count: int, console: Console) -> str:
    """Work through some papers."""
    for number in range(1, count + 1):
        console.show_progress(f"{number}/{count} 第{number}份")
        console.say(f"做完第{number}份")
    console.show_progress("")
    return f"共{count}份"


def refuse(console: Console) -> None:
    """Say what stands in the way."""
    raise SiteError("端口已被占用。改法：换一个。")


def fail(console: Console) -> None:
    """Meet what nobody foresaw."""
    raise ValueError("没有想到的")


def vanish(console: Console) -> None:
    """Go without a word."""
    os._exit(3)


def work_on(folder: Path, console: Console) -> None:
    """Start another program, say so, and work for ever."""
    child = subprocess.Popen([sys.executable, "-S", "-c", "import time; time.sleep(3600)"])
    (folder / "child").write_text(str(child.pid), encoding="utf-8")
    console.show_progress("40%")
    while True:
        time.sleep(60)


def read_for_ever(_project: Project, _upload: Upload, _rejected: frozenset[int], console: Console) -> None:
    """Read a page of a scan, and never come to the next."""
    console.show_progress(str(PagesRead(1, 4)))
    while True:
        time.sleep(60)


def tell_findings(found: Sequence[Finding], console: Console) -> None:
    """Tell of each, the last as what stands in the way."""
    *some, last = found
    for one in some:
        console.tell(one)
    console.say(f"{console.way_to('proofread')}查看全部。")
    raise ContentErrors([last])
