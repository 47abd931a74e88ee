"""The list that a stranger's zip carries of what is in it: each file with its sha256."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any

from scripts.changes.foreign_zip import shown_name

#: What the file of the list is called.
MANIFEST = "manifest.json"
_SHA256 = re.compile(r"[0-9a-f]{64}")


def load_list(raw: bytes) -> Any:
    """What such a file holds.

    Raises:
        ValueError: It is no JSON in UTF-8, or a field stands in it twice.
        RecursionError: It is nested too deep.
    """
    return json.loads(raw.decode(), object_pairs_hook=_without_repeats)


def _without_repeats(pairs: list[tuple[str, object]]) -> dict[str, object]:
    if len(dict(pairs)) < len(pairs):
        raise ValueError("a field stands twice")
    return dict(pairs)


def write_list(values: Mapping[str, object]) -> str:
    """The text of such a file."""
    return json.dumps(values, ensure_ascii=False, indent=1) + "\n"


def are_digests(files: object) -> bool:
    """Whether a value gives a sha256 for each of some files."""
    return isinstance(files, dict) and all(isinstance(one, str) and _SHA256.fullmatch(one) for one in files.values())


def digest_of(content: bytes) -> str:
    """The sha256 of a file, as a list has it."""
    return sha256(content).hexdigest()


def compare_with_list(members: Mapping[str, bytes], listed: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield each file of a zip or of its list, with how it stands to the other, in Chinese; nothing where it agrees.

    Args:
        members: The content of each file, by path.
        listed: The sha256 that the list has of each.
    """
    for path in sorted(listed.keys() | members.keys()):
        if path not in members:
            yield path, f"缺少清单里列着的 {shown_name(path)}"
        elif path not in listed:
            yield path, f"里的 {shown_name(path)} 清单里没有列"
        elif digest_of(members[path]) != listed[path]:
            yield path, f"里的 {shown_name(path)} 与清单的校验值不符"
        else:
            yield path, ""
