"""The site generator: a process of its own, which works beside whatever else a build has to do."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from macros.errors import SiteError

#: The generator is a command, so that another one can take its place.
COMMAND: tuple[str, ...] = (sys.executable, "-m", "scripts.build.mkdocs_private", "build", "--strict")
#: Names a file that grows by a byte with each page that is made, where the generator is one that does so.
MADE_PAGES = "YEARBOOK_MADE_PAGES"
_ENVIRONMENT = {"NO_MKDOCS_2_WARNING": "1"}
#: What libraries say to their developers is not for a clerk; whoever wants it has asked in the environment.
UNASKED = {"PYTHONWARNINGS": "ignore"}


class BuildError(SiteError):
    """The generator did not finish; the text holds what it complained of."""

    meaning = "生成站点失败，或者不能替换原来的站点；原来的站点没有改动"
    remedy = "照列出的提示改正；不能替换的，关闭正在使用 `site` 文件夹的程序"


class Generator:
    """A run of the generator."""

    def __init__(self, process: subprocess.Popen[bytes], log: IO[bytes]) -> None:
        self._process = process
        self._log = log

    def works_on(self, seconds: float) -> bool:
        """Wait for so long, and no longer than it works; tell whether it still does."""
        try:
            self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            return True
        return False

    def finish(self) -> None:
        """Wait for the site.

        Raises:
            BuildError: The generator failed or warned.
        """
        failed = self._process.wait() != 0
        self._log.seek(0)
        output = self._log.read().decode("utf-8", "replace")
        # Of two at work on the pages both may come upon the same.
        complaints = list(dict.fromkeys(_complaints(output)))
        if failed or complaints:
            told = complaints or output.splitlines()[-3:]
            raise BuildError("\n".join(["生成站点失败，原来的站点没有改动。生成器的提示：", *told]))


@contextmanager
def generating(folder: Path, site: Path, variables: Mapping[str, str]) -> Iterator[Generator]:
    """Start the generator; it is stopped where the block ends before it.

    Args:
        folder: Holds mkdocs.yml and what it names.
        site: The folder to write.
        variables: What it finds in its environment besides.

    Yields:
        The run, to be waited for.
    """
    command = [*COMMAND, "--config-file", str(folder / "mkdocs.yml"), "--site-dir", str(site)]
    environment = {**UNASKED, **os.environ, **_ENVIRONMENT, **variables}
    # A file and not a pipe, which nobody empties while the rest of the build goes on.
    with (
        tempfile.TemporaryFile() as log,
        subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log) as process,
    ):
        try:
            yield Generator(process, log)
        finally:
            if process.poll() is None:
                process.kill()


def _complaints(output: str) -> Iterator[str]:
    """Yield the generator's warnings and errors, each with the lines that belong to it."""
    telling = False
    for line in output.splitlines():
        if re.match(r"[A-Z]+ +-  ", line):
            telling = line.startswith(("WARNING", "ERROR"))
        if telling and line.strip():
            yield line
