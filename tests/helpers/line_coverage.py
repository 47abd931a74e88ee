"""Which lines of the program tests run, as a plugin of pytest: `-p tests.helpers.line_coverage`.

Each statement of our own notes by itself that it was reached, from the moment that its module is loaded. An interpreter
that is asked to watch every line takes more than twice as long for everything; this costs a few hundredths.
"""

from __future__ import annotations

import ast
import hashlib
import json
import math
import os
import sys
from collections.abc import Iterator, Sequence
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any

import pytest

_ROOT = Path(__file__).parents[2]
_PACKAGES = ("macros", "scripts")
#: What a module knows the notes of its own lines by.
_NOTES = "__reached__"
#: Under what name compiled modules are kept; another one whenever other code is made of the same lines.
_KEPT_AS = ".reached-2"

#: Which lines of a file are counted, by its digest.
_KEPT = _ROOT / ".build/statements.json"

#: The lines that were reached, by file.
reached: dict[str, dict[int, bool]] = {}


class NotingLoader(SourceFileLoader):
    """Loads a module whose statements note that they were reached."""

    def source_to_code(self, data: Any, path: Any, *, _optimization: int = -1) -> CodeType:
        tree = ast.parse(data, path)
        for node in list(ast.walk(tree)):
            for name in ("body", "orelse", "finalbody"):
                block = getattr(node, name, None)
                if isinstance(block, list):
                    setattr(node, name, list(_with_notes(node, block)))
        return compile(tree, path, "exec", dont_inherit=True, optimize=_optimization)  # type: ignore[no-any-return]

    def get_data(self, path: str) -> bytes:
        return super().get_data(path + _KEPT_AS if path.endswith(".pyc") else path)

    def set_data(self, path: str, data: Any, *, _mode: int = 0o666) -> None:
        super().set_data(path + _KEPT_AS, data, _mode=_mode)

    def exec_module(self, module: ModuleType) -> None:
        setattr(module, _NOTES, reached.setdefault(self.path, {}))
        super().exec_module(module)


class _Finder:
    """Finds our own modules, ahead of whatever else finds modules."""

    @staticmethod
    def find_spec(name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        if name.partition(".")[0] not in _PACKAGES:
            return None
        spec = PathFinder.find_spec(name, path, target)
        if spec and isinstance(spec.loader, SourceFileLoader) and Path(spec.loader.path).is_relative_to(_ROOT):
            spec.loader = NotingLoader(name, spec.loader.path)
        return spec


def _with_notes(owner: ast.AST, block: list[ast.stmt]) -> Iterator[ast.stmt]:
    """A block's statements, each after the note of its line."""
    start = _first_that_runs(owner, block)
    yield from block[:start]
    if start and isinstance(block[start - 1], ast.ImportFrom):
        yield _note(block[start - 1].lineno, block[start - 1])
    if start < len(block) and isinstance(owner, ast.ExceptHandler):
        yield _note(owner.lineno, block[start])
    if start < len(block) and isinstance(owner, ast.match_case):
        yield _note(owner.pattern.lineno, block[start])
    for statement in block[start:]:
        for decorator in getattr(statement, "decorator_list", ()):
            yield _note(decorator.lineno, statement)
        yield _note(statement.lineno, statement)
        yield statement


def _first_that_runs(owner: ast.AST, block: list[ast.stmt]) -> int:
    """How many statements must stay first: a docstring and what is imported from the future."""
    start = 0
    if isinstance(owner, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(owner, clean=False):
        start = 1
    while start < len(block) and isinstance(line := block[start], ast.ImportFrom) and line.module == "__future__":
        start += 1
    return start


def _note(line: int, place: ast.stmt) -> ast.stmt:
    target = ast.Subscript(ast.Name(_NOTES, ast.Load()), ast.Constant(line), ast.Store())
    return ast.fix_missing_locations(ast.copy_location(ast.Assign([target], ast.Constant(True)), place))


def pytest_configure() -> None:
    early = [name for name in sys.modules if name.partition(".")[0] in _PACKAGES and name not in _PACKAGES]
    assert all(hasattr(sys.modules[name], _NOTES) for name in early), "loaded before lines could be noted"


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """A worker hands over what it has noted."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["reached"] = {file: list(lines) for file, lines in reached.items()}


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    for file, lines in getattr(node, "workeroutput", {}).get("reached", {}).items():
        reached.setdefault(file, {}).update(dict.fromkeys(lines, True))


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Name every file with lines that nothing has reached."""
    if config.option.collectonly:
        return
    counted = {file: (len(lines), len(lines - reached.get(file, {}).keys())) for file, lines in _statements().items()}
    rows = [(str(Path(file).relative_to(_ROOT)), *count) for file, count in counted.items() if count[1]]
    whole = len(counted) - len(rows)
    rows.sort(key=lambda row: (row[2], row[0]))
    rows.append(("TOTAL", *map(sum, zip(*counted.values(), strict=True))))
    terminalreporter.section("lines that no test reaches")
    for name, lines, missed in (("Name", "Stmts", "Miss"), *rows):
        share = "Cover" if name == "Name" else f"{100 - math.ceil(100 * missed / lines)}%"
        terminalreporter.write_line(f"{name:<70} {lines:>7} {missed:>6} {share:>6}")
    terminalreporter.write_line(f"{whole} files without any are not listed.")


def _statements() -> dict[str, set[int]]:
    """The lines of each of our files on which a statement begins, as `coverage` finds them; kept, for it takes long."""
    from coverage import Coverage

    kept = json.loads(_KEPT.read_text("ascii")) if _KEPT.is_file() else {}
    finder = Coverage(data_file=None, config_file=str(_ROOT / "pyproject.toml"))
    finder.get_data()
    found, named = {}, {}
    for file in sorted(path for name in _PACKAGES for path in (_ROOT / name).rglob("*.py")):
        digest = hashlib.sha256(file.read_bytes()).hexdigest()
        named[str(file)] = found[digest] = kept.get(digest) or finder.analysis2(str(file))[1]
    written = _KEPT.with_suffix(f".{os.getpid()}")
    written.parent.mkdir(exist_ok=True)
    written.write_text(json.dumps(found), "ascii")
    written.replace(_KEPT)
    return {file: set(lines) for file, lines in named.items()}


sys.meta_path.insert(0, _Finder)  # type: ignore[arg-type]
