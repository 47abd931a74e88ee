"""Templates compiled before: to compile those of the theme and our own takes half a second."""

from __future__ import annotations

from pathlib import Path

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from scripts.build.kept import read_kept, write_kept


class KeptTemplates(BytecodeCache):
    """What templates were compiled to, by where they stand and by their text, whichever process has met them.

    Args:
        folder: Where it is kept, a file each.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give what was compiled; jinja2 asks whether it was of the same text."""
        if code := read_kept(self._folder / bucket.key):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        write_kept(self._folder / bucket.key, bucket.bytecode_to_string())
