"""Runs the office's commands: in this process, or as a person starts them."""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

import pytest

from scripts.commands.command_line import Program
from scripts.commands.verbs import SITE
from scripts.setup import environment
from scripts.setup.project import ROOT, Project

_ENTRIES = {"python3 scripts/site.py": "SITE", "python3 scripts/bench.py": "BENCH"}


@dataclass(frozen=True)
class Outcome:
    """What a command ended with, and what it told on either stream."""

    returncode: int
    stdout: str
    stderr: str


def run(project: Path, *arguments: object, typed: str = "", program: Program = SITE) -> Outcome:
    """Run a verb in this process on a project's folder, as if `typed` were typed."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    with (
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
        mock.patch.object(sys, "stdin", io.StringIO(typed)),
        mock.patch.object(environment, "enter", lambda *_: None),
        mock.patch.dict(os.environ),
    ):
        try:
            code = program.run([str(argument) for argument in arguments], Project(project))
        except SystemExit as ended:
            code = int(ended.code or 0)
    return Outcome(code, *(stream.buffer.getvalue().decode() for stream in (out, err)))


def command(project: Path, *arguments: str, program: str = "site") -> list[str]:
    """The command line that runs a copy of the whole project with this environment's packages."""
    module, name = ("scripts.commands.verbs", "SITE") if program == "site" else ("scripts.bench.verbs", "BENCH")
    code = (
        f"import sys; sys.path.insert(0, {str(project)!r})\n"
        f"from scripts.setup import environment\nenvironment.enter = lambda *_: None\n"
        f"from {module} import {name}\nfrom scripts.setup.project import HERE\nsys.exit({name}.run(sys.argv[1:], HERE))"
    )
    return [sys.executable, "-c", code, *arguments]


def run_apart(
    project: Path, *arguments: str, cwd: str | Path = "/", typed: str = ""
) -> subprocess.CompletedProcess[str]:
    """Run a verb of a copy of the whole project as a process of its own."""
    return subprocess.run(
        command(project, *arguments),
        cwd=cwd,
        env=clean_environment(project),
        capture_output=True,
        text=True,
        input=typed,
    )


def clean_environment(project: Path) -> dict[str, str]:
    """The variables of a process that works on a copy of the project, without the tests' own day."""
    clean = {key: value for key, value in os.environ.items() if key != "SOURCE_DATE_EPOCH"}
    return clean | {"PYTHONPATH": str(project), "PYTHONUNBUFFERED": "1"}


def clone(folder: Path) -> Path:
    """What a fresh clone holds, without what this machine has made beside it."""
    listed = subprocess.run(
        ["git", "-C", str(ROOT), "ls-files", "--cached", "--others", "--exclude-standard"],
        capture_output=True,
        text=True,
    )
    if listed.returncode:
        pytest.skip("not a git checkout")
    for name in listed.stdout.splitlines():
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    return folder
