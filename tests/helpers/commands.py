"""Runs the office's commands: in this process, or as a process of their own."""

from __future__ import annotations

import argparse
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


@dataclass(frozen=True)
class Outcome:
    """What a command ended with, and what it told on either stream."""

    returncode: int
    stdout: str
    stderr: str


def run(project: Path, *arguments: object, typed: str = "", program: Program = SITE) -> Outcome:
    """Run a verb in this process on a project's folder, as if `typed` were typed."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
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
    told, wrong = (stream.buffer.getvalue().decode("utf-8") for stream in (out, err))  # type: ignore[attr-defined]
    return Outcome(code, told, wrong)


def parse(*arguments: str) -> argparse.Namespace:
    """The options of a verb as a person types them, without doing anything."""
    verb, rest = SITE.choose(arguments)
    return SITE.make_parser(verb).parse_args(rest)


def one_line(outcome: Outcome, code: int = 1) -> str:
    """What a command that failed as it should told of it."""
    assert outcome.returncode == code
    assert "Traceback" not in outcome.stderr
    assert len(outcome.stderr.splitlines()) == 1, outcome.stderr
    return outcome.stderr


def copy_office(folder: Path) -> Path:
    """The shipped pages with their theme and settings: what a command that runs in this process works on."""
    shutil.copytree(ROOT / "docs", folder / "docs")
    shutil.copytree(ROOT / "overrides", folder / "overrides", ignore=shutil.ignore_patterns("search"))
    copy_settings(folder)
    return folder


def copy_settings(folder: Path, more: str = "") -> None:
    """The shipped settings for a folder that holds pages and theme, and not the program."""
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    # The program is elsewhere, so the pages are not where it would look for them.
    text = text.replace("- macros.annotate", "- macros.annotate: {docs: docs}")
    (folder / "mkdocs.yml").write_text(text + more, encoding="utf-8")


def command(project: Path, *arguments: object) -> list[str]:
    """The command line of a verb that works on a project's folder as a process of its own."""
    return [sys.executable, "-m", "tests.helpers.apart", str(project), *map(str, arguments)]


def run_copy(project: Path, *arguments: object) -> Outcome:
    """Run a verb of a copy of the whole project on that copy itself."""
    variables = os.environ | {"PYTHONPATH": str(project)}
    done = subprocess.run(command(project, *arguments), cwd=project, env=variables, capture_output=True, text=True)
    return Outcome(done.returncode, done.stdout, done.stderr)


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
