"""What a person is told when a command goes wrong in a way that nobody foresaw, or is stopped."""

from __future__ import annotations

import argparse
import errno
import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from macros.errors import SiteError
from scripts.commands.command_line import Program, Verb
from scripts.setup import environment
from scripts.setup.console import Console, write_line
from scripts.setup.parser import Parser
from scripts.setup.project import ROOT, Project
from tests.helpers.commands import Outcome, command, run

PROGRAM = Program("site", "试验", (Verb("try", "试验", "试一试", "tried_command"),))


def fail(error: BaseException) -> Callable[..., None]:
    """A function that ends with an error."""

    def ending(*_: object) -> None:
        raise error

    return ending


def run_with(project: Path, work: Callable[..., Any], **more: object) -> Outcome:
    """Run a verb that does some work."""
    module = ModuleType("tried_command")
    vars(module).update(DESCRIPTION="试一试", add_options=lambda _: None, run=work, **more)
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "tried_command", module)
        return run(project, "try", program=PROGRAM)


def test_fault_that_nobody_foresaw_is_one_line_with_the_file_of_its_details(tmp_path: Path) -> None:
    told = run_with(tmp_path, fail(ZeroDivisionError("甲乙丙")))
    (file,) = (tmp_path / ".build").iterdir()
    assert (told.returncode, told.stdout) == (1, "")
    (line,) = told.stderr.splitlines()
    assert line.startswith("程序出错（ZeroDivisionError），没有做完。改法：")
    assert str(file) in line
    details = file.read_text(encoding="utf-8")
    assert "Traceback" in details
    assert "ZeroDivisionError: 甲乙丙" in details
    assert "甲乙丙" not in line


def test_what_the_system_refuses_is_told_with_its_cause(tmp_path: Path) -> None:
    told = run_with(tmp_path, fail(OSError(errno.ENOSPC, "No space left on device", "/甲/乙")))
    assert told.stderr.startswith("程序出错（/甲/乙：磁盘已满），没有做完。改法：")
    assert run_with(tmp_path, fail(OSError(errno.EIO, "Error"))).stderr.startswith("程序出错（磁盘读写出错）")


def test_details_that_cannot_be_kept_end_in_one_line_as_well(tmp_path: Path) -> None:
    (tmp_path / ".build").write_text("", encoding="utf-8")
    told = run_with(tmp_path, fail(ZeroDivisionError()))
    assert told.returncode == 1
    (line,) = told.stderr.splitlines()
    assert line.startswith("程序出错（ZeroDivisionError），没有做完；")
    assert "改法：" in line


def test_verb_that_does_not_load_is_told_the_same_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "broken_command.py").write_text("1 / 0\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    told = run(tmp_path, "try", program=Program("site", "试验", (Verb("try", "试验", "试一试", "broken_command"),)))
    assert (told.returncode, told.stdout) == (1, "")
    assert told.stderr.startswith("程序出错（ZeroDivisionError），没有做完。")


def test_foreseen_fault_is_told_in_its_own_words_and_leaves_no_file(tmp_path: Path) -> None:
    assert run_with(tmp_path, fail(SiteError("没有找到。改法：再找。"))) == Outcome(1, "", "没有找到。改法：再找。\n")
    assert not (tmp_path / ".build").exists()


@pytest.mark.parametrize(
    ("more", "said"),
    [({}, "已停止，没有做完的都没有写入。"), ({"STOPPED": "已停止，页面没有改动。"}, "已停止，页面没有改动。")],
)
def test_ctrl_c_is_told_in_one_line(tmp_path: Path, more: dict[str, str], said: str) -> None:
    assert run_with(tmp_path, fail(KeyboardInterrupt()), **more) == Outcome(1, "", f"{said}\n")


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (KeyboardInterrupt(), "已停止"),
        (FileNotFoundError(2, "", "requirements.lock"), "程序出错（requirements.lock：没有"),
    ],
)
def test_set_up_that_ends_early_is_told_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], error: BaseException, said: str
) -> None:
    module = ModuleType("tried_command")
    vars(module).update(DESCRIPTION="试一试", add_options=lambda _: None, run=fail(AssertionError()))
    monkeypatch.setitem(sys.modules, "tried_command", module)
    monkeypatch.setattr(environment, "enter", fail(error))
    assert PROGRAM.run(["try"], Project(tmp_path)) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(said)


def test_work_goes_on_where_whoever_read_has_left(tmp_path: Path) -> None:
    def work(_options: argparse.Namespace, project: Project, console: Console) -> None:
        console.say("甲")
        console.say("乙")
        (project.folder / "done").touch()

    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "w", encoding="utf-8") as stream, pytest.MonkeyPatch.context() as patch:
        patch.setattr(Console, "say", lambda _, text: write_line(stream, text))
        told = run_with(tmp_path, work)
    assert told == Outcome(0, "", "")
    assert (tmp_path / "done").exists()


def test_stream_that_is_at_fault_is_told(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No space left"), open("/dev/full", "w", encoding="utf-8") as stream:  # noqa: PTH123
        try:
            write_line(stream, "甲")
        finally:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


@pytest.mark.slow
@pytest.mark.parametrize("arguments", [["proofread"], ["check", "--json"], ["check", "--help"], ["--help"]])
def test_command_whose_reader_has_left_ends_without_a_word(arguments: list[str]) -> None:
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "w") as nobody:
        done = subprocess.run(command(ROOT, *arguments), stdout=nobody, stderr=subprocess.PIPE, text=True)
    assert done.returncode == 0
    assert "Error" not in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("arguments", [["--help"], ["--other"]])
def test_options_are_explained_on_a_console_that_knows_no_chinese(
    monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    streams = {name: io.TextIOWrapper(io.BytesIO(), encoding="cp1252") for name in ("stdout", "stderr")}
    for name, stream in streams.items():
        monkeypatch.setattr(sys, name, stream)
    with pytest.raises(SystemExit):
        Parser(prog="site.py", description="试验").parse_args(arguments)
    said = b"".join(stream.buffer.getvalue() for stream in streams.values()).decode("utf-8")  # type: ignore[attr-defined]
    assert "用法" in said
    assert said.endswith("\n")
    assert not said.endswith("\n\n")
