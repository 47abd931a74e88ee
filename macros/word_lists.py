"""Lists of words that stand beside the code that uses them: names, kinds, units, in a text file of the module's name.

    # What the list is for.
    [name of the list]
    one word
    another

Together with the corpus this is all that reads the disk in the core: what it
reads is part of the program and not of an office's pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path


@cache
def read_lists(module: str) -> Mapping[str, tuple[str, ...]]:
    """The lists beside a module, by name, each in the order of its file.

    Args:
        module: Its `__file__`; of `figures.py` the lists stand in `figures.txt`.

    Raises:
        OSError: There is no such file, or it cannot be read.
    """
    return parse_lists(Path(module).with_suffix(".txt").read_text(encoding="utf-8"))


def parse_lists(text: str) -> dict[str, tuple[str, ...]]:
    """Lists as a file holds them; blank lines and comments are passed over."""
    lists: dict[str, list[str]] = {}
    words: list[str] = []
    for line in map(str.strip, text.splitlines()):
        if line.startswith("[") and line.endswith("]") and len(line) > 2:
            words = lists.setdefault(line[1:-1], [])
        elif line and not line.startswith("#"):
            words.append(line)
    return {name: tuple(words) for name, words in lists.items()}


def alternatives(words: Iterable[str]) -> str:
    """The words as the ways of a pattern, in their order."""
    return "|".join(map(re.escape, words))
