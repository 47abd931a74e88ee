"""How long it takes from saving a page to seeing it in the preview."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import NoReturn

from macros.errors import SiteError
from scripts.bench.builds.loading import Loaded, measure_loading
from scripts.bench.made_up_sites import add_commands, build_whole, make_site

#: The environment is there already: the copy of the project is not to make one of its own.
_SERVE = """\
import sys
from scripts.setup import environment
from scripts.commands.verbs import SITE
from scripts.setup.project import HERE
environment.enter = lambda *_: None
sys.exit(SITE.run(sys.argv[1:], HERE))
"""
_PAGE = "reports/2025"
_LINE = "现将一年来的情况报告如下。"
#: What is told once all pages were checked behind.
_LOOKED_AFTER = "检查完毕"
_PAUSE_SECONDS = 0.02
_LONGEST_SECONDS = 300
_ENDING_SECONDS = 30


class NotServedError(SiteError):
    """The preview did not start, or did not follow an edit."""

    meaning = "预览没有起来，或者没有跟着改动更新，没有量出来"
    remedy = "先单独运行 `python3 scripts/site.py`，看它说什么"


@dataclass(frozen=True)
class Followed:
    """How the preview of a site followed edits of one report.

    Attributes:
        reports: How many reports the site has.
        seconds: From saving to the first answer that holds the edit; the median.
        first_start: From starting to the first page, where nothing is kept of any page.
        start: The same where it was looked at before.
        cpu_seconds: What its processes computed together for such an edit, the check behind included; the median.
        first_start_cpu: The same for the first start.
        start_cpu: And for one where it was looked at before; all three 0 where nobody tells.
        peak_mb: The most memory that its processes held together; 0 where nobody tells.
        build: How long the whole site takes to build.
        loaded: How long reading and checking its pages takes, which is a part of that.
    """

    reports: int
    seconds: float
    first_start: float
    start: float
    cpu_seconds: float
    first_start_cpu: float
    start_cpu: float
    peak_mb: float
    build: float
    loaded: Loaded


def measure_preview(reports: int, edits: int, ledger_years: int, tell: Callable[[str], None]) -> Followed:
    """Serve a made-up site and edit a report again and again; then read its pages as often.

    Args:
        reports: How many reports the site has.
        edits: How many edits.
        ledger_years: How many of a unit's newest years have a ledger.
        tell: Is told how far it is.

    Raises:
        NotServedError: The preview did not start or did not follow.
        BuildError: The site could not be built.
        NotLoadedError: The pages are at fault.
    """
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder, "site")
        make_site(site, reports, ledger_years)
        add_commands(site)
        build = build_whole(site).seconds
        tell(f"{reports} 份：整个生成，{build:.1f} 秒")
        shutil.rmtree(site / ".build")
        starts, start_cpu, seconds, edit_cpu, peak_mb = list[float](), list[float](), list[float](), list[float](), 0.0
        for _ in range(2):
            with _served(site) as (address, started, process):
                starts.append(started)
                start_cpu.append(_cpu_seconds(process.pid))
                # What is checked behind belongs to no edit.
                _wait_for_check(site)
                for _ in range(edits):
                    before = _cpu_seconds(process.pid)
                    seconds.append(_edit(site, address, len(seconds) + 1))
                    edit_cpu.append(_cpu_seconds(process.pid) - before)
                _wait_for_check(site)
                peak_mb = max(peak_mb, _peak_mb(process.pid))
        loaded = measure_loading(site, edits)
    for number, taken in enumerate(seconds, 1):
        tell(f"{reports} 份：第 {number} 次改动，{taken:.1f} 秒后可见")
    return Followed(
        reports=reports,
        seconds=median(seconds),
        first_start=starts[0],
        start=starts[1],
        cpu_seconds=median(edit_cpu),
        first_start_cpu=start_cpu[0],
        start_cpu=start_cpu[1],
        peak_mb=peak_mb,
        build=build,
        loaded=loaded,
    )


@contextmanager
def _served(site: Path) -> Iterator[tuple[str, float, subprocess.Popen[bytes]]]:
    """The preview with the address of the page, the seconds until it was there, and its process."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-P", "-c", _SERVE, "serve", "--no-desk", "--port", str(port)]
    environment = {**os.environ, "PYTHONPATH": str(site), "PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1"}
    begun = time.monotonic()
    with (
        (site / "log").open("w+", encoding="utf-8") as log,
        subprocess.Popen(command, cwd=site, env=environment, stdout=log, stderr=log) as process,
    ):
        address = f"http://127.0.0.1:{port}/{_PAGE}.html"
        try:
            _wait(lambda: _LINE in _fetch(address) if process.poll() is None else _fail(site), site)
            yield address, time.monotonic() - begun, process
        finally:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(_ENDING_SECONDS)
            except subprocess.TimeoutExpired:
                # What was begun in the background ignores interrupts.
                process.kill()


def _wait_for_check(site: Path) -> None:
    _wait(lambda: _LOOKED_AFTER in (site / "log").read_text(encoding="utf-8"), site)


def _peak_mb(pid: int) -> float:
    """The most memory that a process and those that it has started held; 0 where nobody tells."""
    told = (line for process in _family(pid) for line in _read(f"{process}/status").splitlines())
    return sum(int(line.split()[1]) for line in told if line.startswith("VmHWM")) / 1024


def _cpu_seconds(pid: int) -> float:
    """What a process and those that it has started have computed; 0 where nobody tells."""
    told = (_read(f"{process}/stat").rpartition(")")[2].split() for process in _family(pid))
    # After the name: user and system time of the process, in ticks.
    return sum(int(row[11]) + int(row[12]) for row in told if row) / os.sysconf("SC_CLK_TCK")


def _family(pid: int) -> Iterator[int]:
    yield pid
    # Any of its threads may have started others.
    tasks = Path(f"/proc/{pid}/task")
    for task in tasks.iterdir() if tasks.is_dir() else ():
        for child in _read(f"{pid}/task/{task.name}/children").split():
            yield from _family(int(child))


def _read(name: str) -> str:
    try:
        return Path("/proc", name).read_text(encoding="utf-8")
    except OSError:
        return ""


def _edit(site: Path, address: str, number: int) -> float:
    """Edit the page and wait for it to be seen; give the seconds."""
    page, words = site / f"docs/{_PAGE}.md", f"第{number}次改动。"
    text = page.read_text(encoding="utf-8")
    started = time.monotonic()
    page.write_text(text.replace(_LINE, f"{_LINE}{words}"), encoding="utf-8")
    _wait(lambda: words in _fetch(address), site)
    return time.monotonic() - started


def _wait(is_so: Callable[[], bool], site: Path) -> None:
    end = time.monotonic() + _LONGEST_SECONDS
    while not is_so():
        if time.monotonic() > end:
            _fail(site)
        time.sleep(_PAUSE_SECONDS)


def _fetch(address: str) -> str:
    """The page; an empty text where nobody answers yet."""
    try:
        with urllib.request.urlopen(address, timeout=_LONGEST_SECONDS) as answer:  # noqa: S310 - our own address
            return str(answer.read().decode("utf-8"))
    except OSError:
        return ""


def _fail(site: Path) -> NoReturn:
    said = (site / "log").read_text(encoding="utf-8")
    raise NotServedError(f"预览没有起来，或者没有跟着改动更新，没有量出来。它的提示：\n{said[-2000:]}")
