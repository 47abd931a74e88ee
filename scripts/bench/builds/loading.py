"""How long it takes to read and check all pages, from nothing and again after an edit of one of them.

Run as `python -m scripts.bench.builds.loading`, it measures once in its own
process and prints both figures.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from macros.corpus.collecting import seldom_collecting
from macros.errors import SiteError
from scripts.build.pipeline import check
from scripts.setup.console import Console
from scripts.setup.project import HERE, Project

_PAGE = "reports/2025.md"


class NotLoadedError(SiteError):
    """The pages could not be read, or are at fault."""

    meaning = "示例页面没有装载成功，没有量出来"
    remedy = "先单独运行 `python3 scripts/site.py check`，看它说什么"


@dataclass(frozen=True)
class Loaded:
    """How long the pages of a site took to read and check, in seconds.

    Attributes:
        whole: All of them, with nothing known of any.
        again: After an edit of one report, in the same process.
    """

    whole: float
    again: float

    @property
    def share(self) -> float:
        """What reading again takes of reading the whole, 0 to 1."""
        return self.again / self.whole


def measure_loading(site: Path, runs: int) -> Loaded:
    """Read and check a site's pages, each time in a new process, then edit a report and do so again.

    Args:
        site: What `make_site` and `add_commands` have written.
        runs: How often; medians are given.

    Raises:
        NotLoadedError: The pages are at fault.
    """
    rows = [_measure_apart(site) for _ in range(runs)]
    return Loaded(median(row.whole for row in rows), median(row.again for row in rows))


def _measure_apart(site: Path) -> Loaded:
    environment = {**os.environ, "PYTHONPATH": str(site), "PYTHONUTF8": "1"}
    command = [sys.executable, "-P", "-m", __spec__.name]
    done = subprocess.run(command, cwd=site, env=environment, capture_output=True, text=True, encoding="utf-8")
    if done.returncode:
        raise NotLoadedError(f"示例页面没有装载成功，没有量出来。提示：\n{done.stderr[-2000:]}")
    return Loaded(**json.loads(done.stdout))


def _measure(project: Project) -> Loaded:
    # As a build does it.
    with seldom_collecting():
        whole = _check(project)
        with (project.docs / _PAGE).open("a", encoding="utf-8") as page:
            page.write("\n又改动一次。\n")
        return Loaded(whole, _check(project))


def _check(project: Project) -> float:
    started = time.monotonic()
    check(project, Console(quiet=True))
    return time.monotonic() - started


if __name__ == "__main__":
    measured = _measure(HERE)
    Console().give(json.dumps({"whole": measured.whole, "again": measured.again}))
