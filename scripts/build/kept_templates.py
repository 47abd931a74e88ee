"""Templates compiled before: to compile those of the theme and our own takes half a second."""

from __future__ import annotations

from pathlib import Path

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from scripts.build.kept import read_kept, write_kept


class KeptTemplates(BytecodeCache):
    """What templates were compiled to, by where they stand and by their text.

    Args:
        file: Where it is kept.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._code: dict[str, bytes] = read_kept(file) or {}
        self._is_new = False

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give what was compiled; jinja2 asks whether it was of the same text."""
        if code := self._code.get(bucket.key):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Take what was compiled."""
        self._code[bucket.key], self._is_new = bucket.bytecode_to_string(), True

    def keep(self) -> None:
        """Keep what was compiled, if any of it is new."""
        if self._is_new:
            write_kept(self._file, self._code)
            self._is_new = False
