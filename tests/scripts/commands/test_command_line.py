"""What a person types: the verb, its options, and one Chinese line where they are wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.bench.verbs import BENCH
from scripts.commands.command_line import Program
from scripts.commands.verbs import SITE
from tests.helpers.commands import one_line, run

PROGRAMS = pytest.mark.parametrize("program", [SITE, BENCH], ids=["site", "bench"])


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--as-of", "去年"], "不是日期"),
        (["--as-of", "2023-02-30"], "不是日期"),
        (["--port", "abc"], "不是端口"),
        (["--port", "70000"], "不是端口"),
        (["publsh"], "没有 publsh 这个命令，是不是 publish。"),
        (["import_report"], "没有 import_report 这个命令"),
        (["--colour"], "不认识的参数"),
        (["check", "--colour"], "不认识的参数"),
    ],
)
def test_wrong_option_is_told_in_one_chinese_line(tmp_path: Path, arguments: list[str], words: str) -> None:
    assert words in one_line(run(tmp_path, *arguments), code=2)


def test_measuring_begins_with_no_verb_of_itself(tmp_path: Path) -> None:
    assert "没有写命令" in one_line(run(tmp_path, program=BENCH), code=2)


@PROGRAMS
def test_help_lists_every_verb_in_one_line_under_what_a_person_wants(tmp_path: Path, program: Program) -> None:
    shown = run(tmp_path, "--help", program=program)
    assert (shown.returncode, shown.stderr) == (0, "")
    lines = shown.stdout.splitlines()
    for verb in program.verbs:
        (line,) = [line for line in lines if line.split()[:1] == [verb.name]]
        assert verb.summary in line
        assert f"{verb.group}：" in lines
