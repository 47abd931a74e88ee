"""Templates that were compiled once, for every process of this and of later test runs.

To compile those of the theme and our own is most of what making a small site costs.
"""

from __future__ import annotations

import hashlib
import marshal
import os
from importlib.util import MAGIC_NUMBER
from pathlib import Path
from types import CodeType
from typing import Any

from jinja2 import Environment, FileSystemLoader

from scripts.setup.project import HERE

#: What code is made of a template depends on beside its text, with the names of filters and tests that are known.
_SETTINGS = (
    "block_start_string", "block_end_string", "variable_start_string", "variable_end_string", "comment_start_string",
    "comment_end_string", "line_statement_prefix", "line_comment_prefix", "trim_blocks", "lstrip_blocks",
    "newline_sequence", "keep_trailing_newline", "optimized", "autoescape", "finalize", "is_async", "sandboxed",
)  # fmt: skip
_FOLDER = HERE.work / "test-templates"
_PLAIN = Environment.compile


def _compile_once(
    self: Environment,
    source: Any,
    name: str | None = None,
    filename: str | None = None,
    raw: bool = False,
    defer_init: bool = False,
) -> Any:
    """Whichever store an environment has, which begins empty in each new project."""
    if raw or not isinstance(source, str):
        return _PLAIN(self, source, name, filename, raw, defer_init)  # type: ignore[call-overload]
    # Wherever a copy of a project lies, its templates are the same.
    made_by = [_name_of(getattr(self, setting)) for setting in _SETTINGS]
    known = [*sorted(self.extensions), *sorted(self.filters), *sorted(self.tests)]
    digest = hashlib.sha256(repr((MAGIC_NUMBER, made_by, known, name, defer_init, source)).encode("utf-8", "replace"))
    file = _FOLDER / digest.hexdigest()
    if file.is_file():
        return marshal.loads(file.read_bytes())
    code: CodeType = _PLAIN(self, source, name, filename, raw, defer_init)  # type: ignore[call-overload]
    written = file.with_suffix(f".{os.getpid()}")
    written.write_bytes(marshal.dumps(code))
    written.replace(file)
    return code


def _name_of(value: object) -> str:
    return getattr(value, "__qualname__", repr(value))


def _list_shown(self: FileSystemLoader) -> list[str]:
    found = set[str]()
    for searched in self.searchpath:
        for folder, below, files in os.walk(searched):
            below[:] = [name for name in below if not name.startswith(".")]
            found.update(Path(folder, name).relative_to(searched).as_posix() for name in files)
    return sorted(found)


def keep_templates() -> None:
    """From now on a template is compiled where no process has met its text before."""
    _FOLDER.mkdir(parents=True, exist_ok=True)
    Environment.compile = _compile_once  # type: ignore[method-assign]
    # Of the theme's files the generator leaves hidden ones out, one by one: ten thousand icons.
    FileSystemLoader.list_templates = _list_shown  # type: ignore[method-assign]
