"""The project's own modules: what they import, call and say, each parsed once."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from scripts.setup.project import ROOT

MACROS = sorted((ROOT / "macros").rglob("*.py"))
SCRIPTS = sorted((ROOT / "scripts").rglob("*.py"))
TESTS = sorted(file for file in (ROOT / "tests").rglob("*.py") if "node_modules" not in file.parts)


@dataclass
class Facts:
    """What a module consists of; its tree, which takes a hundred times the room, is not kept.

    Attributes:
        imports: Full names of the modules that it imports.
        names: Every name and attribute that it uses, alone.
        dotted: Names, and attributes of names with the name before them, such as sys.stdout.
        texts: Its texts, those of docstrings left out.
    """

    imports: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    dotted: set[str] = field(default_factory=set)
    texts: set[str] = field(default_factory=set)


@cache
def facts_of(file: Path) -> Facts:
    """A module as Python understands it."""
    found, docstrings = Facts(), set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        match node:
            case ast.Module(body=body) | ast.ClassDef(body=body) | ast.FunctionDef(body=body):
                # They come before what they hold.
                docstrings |= {id(first.value) for first in body[:1] if isinstance(first, ast.Expr)}
            case ast.Import(names=aliases):
                found.imports |= {alias.name for alias in aliases}
            case ast.ImportFrom(module=module, names=aliases, level=level):
                assert level == 0, f"{file}: relative import"
                found.imports.add(f"{module}.{aliases[0].name}" if module == "macros" else str(module))
            case ast.Name(id=name):
                found.names.add(name)
                found.dotted.add(name)
            case ast.Attribute(value=value, attr=name):
                found.names.add(name)
                found.dotted |= {f"{value.id}.{name}"} if isinstance(value, ast.Name) else set()
            case ast.Constant(value=str(text)) if id(node) not in docstrings:
                found.texts.add(text)
    return found


@cache
def names_of_tests() -> frozenset[str]:
    """The names of all tests."""
    return frozenset(name for file in TESTS for name in re.findall(r"^def (test_\w+)", file.read_text("utf-8"), re.M))
