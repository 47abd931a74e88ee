"""Lines that were reached are those that the interpreter itself passes, and noting them changes nothing else."""

from __future__ import annotations

import sys
from pathlib import Path
from types import FrameType, ModuleType
from typing import Any

import pytest

from tests.helpers import line_coverage

MODULE = '''\
"""What a module may hold."""

from __future__ import annotations

import functools
from dataclasses import dataclass


@dataclass(frozen=True)
class One:
    """A class with fields."""

    #: A field.
    name: str
    count: int = 2

    @property
    def twice(self) -> int:
        """What is computed."""
        return self.count * 2


@functools.cache
def choose(what: object) -> str:
    match what:
        case int() if what > 3:
            return "many"
        case int():
            found = "few"
        case _:
            return "other"
    if what == 1:
        return "one"
    elif what == 2:
        found += "!"
    else:
        return "none"
    return found


def fail(what: str) -> int:
    try:
        return int(what)
    except ValueError:
        for sign in what:
            if sign == "b":
                break
            continue
        else:
            return 0
    finally:
        with open(__file__):
            pass
    return -1


def never() -> None:
    """Is not called."""
    raise AssertionError


SAID = [One("a").twice, choose(2), choose(7), choose(2), fail("1"), fail("ab")]
'''


def run_noted(file: Path) -> tuple[ModuleType, set[int]]:
    """A module run so that it notes its own lines."""
    module = ModuleType("made")
    module.__file__ = str(file)
    loader = line_coverage.NotingLoader("made", str(file))
    loader.exec_module(module)
    return module, set(line_coverage.reached.pop(str(file)))


def run_watched(file: Path) -> tuple[ModuleType, set[int]]:
    """The same module run under the eyes of the interpreter."""
    module, lines = ModuleType("made"), set()

    def watch(frame: FrameType, event: str, _: Any) -> Any:
        if frame.f_code.co_filename != str(file):
            return None
        if event == "line":
            lines.add(frame.f_lineno)
        return watch

    code = compile(file.read_text(encoding="utf-8"), str(file), "exec", dont_inherit=True)
    module.__file__ = str(file)
    before = sys.gettrace()
    sys.settrace(watch)
    try:
        exec(code, vars(module))
    finally:
        sys.settrace(before)
    return module, lines


def test_lines_are_those_that_the_interpreter_passes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "made.py"
    file.write_text(MODULE, encoding="utf-8")
    # Where a dataclass looks for the names of its fields' types.
    monkeypatch.setitem(sys.modules, "made", ModuleType("made"))
    noted, reached = run_noted(file)
    watched, passed = run_watched(file)
    assert noted.SAID == watched.SAID == [4, "few!", "many", "few!", 1, -1]
    assert noted.__doc__ == watched.__doc__ == "What a module may hold."
    assert noted.choose.__wrapped__.__code__.co_firstlineno == watched.choose.__wrapped__.__code__.co_firstlineno
    told = {number for number, line in enumerate(MODULE.splitlines(), 1) if line.strip().startswith('"""')}
    assert sorted(reached) == sorted(passed - told)


def test_lines_are_counted_anew_where_a_file_is_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept, file = tmp_path / ".build/statements.json", tmp_path / "macros/made.py"
    file.parent.mkdir()
    (tmp_path / "pyproject.toml").write_text('[tool.coverage.report]\nexclude_also = ["if TYPE"]\n', encoding="utf-8")
    monkeypatch.setattr(line_coverage, "_ROOT", tmp_path)
    monkeypatch.setattr(line_coverage, "_KEPT", kept)
    file.write_text('"""Said."""\nTYPE = 1\n\nif TYPE:\n    pass\nprint(\n    TYPE\n)\n', encoding="utf-8")
    assert line_coverage._statements() == {str(file): {2, 6}}
    first = kept.read_bytes()
    assert line_coverage._statements() == {str(file): {2, 6}}
    assert kept.read_bytes() == first
    file.write_text("TYPE = 1\n", encoding="utf-8")
    assert line_coverage._statements() == {str(file): {1}}
    assert [entry.name for entry in kept.parent.iterdir()] == ["statements.json"]
