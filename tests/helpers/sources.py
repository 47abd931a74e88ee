"""The project's own modules, read and parsed once."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

from scripts.setup.project import ROOT

MACROS = sorted((ROOT / "macros").rglob("*.py"))
SCRIPTS = sorted((ROOT / "scripts").rglob("*.py"))
TESTS = sorted(file for file in (ROOT / "tests").rglob("*.py") if "node_modules" not in file.parts)


@cache
def tree_of(file: Path) -> ast.Module:
    """A module as Python understands it."""
    return ast.parse(file.read_text(encoding="utf-8"))


@cache
def names_of_tests() -> frozenset[str]:
    """The names of all tests."""
    return frozenset(name for file in TESTS for name in re.findall(r"^def (test_\w+)", file.read_text("utf-8"), re.M))
