"""What can be damaged and read again."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from random import Random
from typing import Protocol

from scripts.setup.console import Console

#: Damaged files by name; None where one is gone.
Inputs = Mapping[str, bytes | None]


class ThrownError(Exception):
    """A reader threw in a process of its own; the text is its traceback."""


class FuzzTarget(Protocol):
    """A kind of thing that an office hands in.

    Attributes:
        name: What it is called on the command line.
        title: What it is, in Chinese.
    """

    name: str
    title: str

    def damage(self, chance: Random) -> Inputs:
        """Some of it, damaged; the same for the same chance."""

    def read(self, inputs: Inputs, folder: Path) -> None:
        """Read it as the commands do, and check what comes of it.

        Args:
            inputs: What `damage` has made.
            folder: Empty, for files.

        Raises:
            SiteError: It is refused, which is what should become of damage.
        """

    def close(self) -> None:
        """Nothing more comes."""


class SilentConsole(Console):
    """Says nothing: thousands of damaged files would say it."""

    def say(self, text: str) -> None:
        """Tell nobody."""

    def aside(self, text: str) -> None:
        """Tell nobody."""
