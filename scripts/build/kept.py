"""What a build keeps for the next one, in the folder of what is half done: safe to delete, never believed when damaged.

Everything that is kept is named by what it was made of; what is asked for
under another name is made. A file of another version of the program, or one
that is not as it was written, is as if it were not there.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import sys
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import macros
from macros.corpus.collecting import without_collector
from scripts.build.search_data import SEARCH_DATA
from scripts.setup.project import Project

#: The variable of the environment that names the folder of pages to a generator.
VARIABLE = "YEARBOOK_KEPT"
#: Libraries that have a part in what is made of a page.
_LIBRARIES = ("icalendar", "jinja2", "lxml", "markdown", "mkdocs", "mkdocs-macros-plugin", "mkdocs-material",
              "pydantic", "PyYAML", "pymdown-extensions")  # fmt: skip
_DIGEST_BYTES = 32
#: What a build writes into the theme.
_WRITTEN = tuple(SEARCH_DATA.split("/"))


def kept_folder(project: Project) -> Path:
    """Where builds of a project keep what they keep."""
    return project.work / "kept"


def read_kept(file: Path) -> Any:
    """What was kept in a file; None where nothing was, or it is not to be believed."""
    try:
        # The folder is ours alone, and what stands in it is checked against its digest.
        raw = file.read_bytes()
        if raw[:_DIGEST_BYTES] != _sign(raw[_DIGEST_BYTES:]):
            return None
        with without_collector():
            return pickle.loads(raw[_DIGEST_BYTES:])  # noqa: S301
    except Exception:
        # What was written by another program may fail in any way.
        return None


def write_kept(file: Path, value: object) -> None:
    """Keep a value; where that cannot be, the next build makes it anew."""
    part = file.with_name(f"{file.name}.{os.getpid()}.part")
    try:
        with without_collector():
            raw = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
        file.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(_sign(raw) + raw)
        part.replace(file)
    except (OSError, pickle.PicklingError, TypeError, AttributeError, RecursionError):
        with suppress(OSError):
            part.unlink(missing_ok=True)


@cache
def program_digest() -> bytes:
    """The program that is at work, with the libraries that it works with."""
    libraries = digest_of_libraries(_LIBRARIES)
    return digest_of_files([Path(macros.__file__).parent, Path(__file__).parent], libraries)


def digest_of_libraries(names: Iterable[str]) -> bytes:
    """The versions of libraries, of those that are installed, and of Python."""
    digest = hashlib.sha256(sys.version.encode())
    for name in names:
        try:
            digest.update(f"{name} {version(name)}\n".encode())
        except PackageNotFoundError:
            digest.update(f"{name}\n".encode())
    return digest.digest()


def digest_of_files(tops: Iterable[Path], begun: bytes = b"") -> bytes:
    """Names and content of files, and of all that is in folders but what a build writes there."""
    digest = hashlib.sha256(begun)
    for top in tops:
        files = [top] if top.is_file() else sorted(file for file in top.rglob("*") if file.is_file())
        for file in files:
            inside = file.relative_to(top)
            if "__pycache__" not in inside.parts and inside.parts[:2] != _WRITTEN:
                digest.update(f"\n{inside.as_posix()}\n".encode())
                digest.update(file.read_bytes())
    return digest.digest()


def _sign(raw: bytes) -> bytes:
    return hashlib.blake2b(raw, digest_size=_DIGEST_BYTES, key=program_digest()).digest()
