"""Addresses from one page to another; all paths are under docs, with forward slashes, and plain."""

from __future__ import annotations

import posixpath
import re
from functools import cache


@cache
def relative(target: str, page: str) -> str:
    """The address of a path as seen from a page: `posixpath.relpath` without the working directory."""
    there, here = target.split("/"), page.split("/")[:-1]
    shared = 0
    while shared < min(len(there) - 1, len(here)) and there[shared] == here[shared]:
        shared += 1
    return "/".join([".."] * (len(here) - shared) + there[shared:])


def resolve(address: str, page: str) -> str:
    """The path that an address on a page leads to; it may lie above docs."""
    return _resolve(address, page.rpartition("/")[0])


@cache
def _resolve(address: str, folder: str) -> str:
    return posixpath.normpath(posixpath.join(folder, address))


_UNIT_FOLDER = re.compile(r"(?:[a-z0-9][a-z0-9-]*)?")


def is_unit_folder(name: object) -> bool:
    """Whether the folder of a unit's papers may be called so; empty is the top one."""
    return isinstance(name, str) and _UNIT_FOLDER.fullmatch(name) is not None
