"""Templates that were compiled once, for every process of this and of later test runs.

To compile those of the theme and our own is most of what making a small site costs.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader
from jinja2.bccache import Bucket

from scripts.setup.project import HERE

#: What code is made of a template depends on beside its text, with the names of filters and tests that are known.
_SETTINGS = (
    "block_start_string", "block_end_string", "variable_start_string", "variable_end_string", "comment_start_string",
    "comment_end_string", "line_statement_prefix", "line_comment_prefix", "trim_blocks", "lstrip_blocks",
    "newline_sequence", "keep_trailing_newline", "optimized", "autoescape", "finalize", "is_async", "sandboxed",
)  # fmt: skip
_FOLDER = HERE.work / "test-templates"


class _Kept(FileSystemBytecodeCache):
    """Keeps code by what it was made of, since two environments may make other code of one text."""

    def get_bucket(self, environment: Environment, name: str, filename: str | None, source: str) -> Bucket:
        made_by = [_name_of(getattr(environment, setting)) for setting in _SETTINGS]
        known = [*sorted(environment.extensions), *sorted(environment.filters), *sorted(environment.tests)]
        # Wherever a copy of a project lies, its templates are the same.
        return super().get_bucket(environment, name, f"{made_by}{known}", source)


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
    """From now on whatever environment has no store of its own takes compiled templates from the common one."""
    _FOLDER.mkdir(parents=True, exist_ok=True)
    kept, plain = _Kept(str(_FOLDER)), Environment.__init__

    def begin(self: Environment, *arguments: Any, **more: Any) -> None:
        plain(self, *arguments, **more)
        self.bytecode_cache = self.bytecode_cache or kept

    Environment.__init__ = begin  # type: ignore[method-assign]
    # Of the theme's files the generator leaves hidden ones out, one by one: ten thousand icons.
    FileSystemLoader.list_templates = _list_shown  # type: ignore[method-assign]
