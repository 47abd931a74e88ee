"""What library code tells, kept for a page of the desk."""

from __future__ import annotations

from scripts.setup.console import Console


class ToldConsole(Console):
    """Keeps what is told; nobody answers.

    Attributes:
        said: What was told so far.
    """

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []

    def say(self, text: str) -> None:
        """Keep a line, or several."""
        self.said.append(text)

    aside = give = fail = say

    def ask(self, question: str) -> str:  # noqa: ARG002 - it is not heard
        """Nobody answers."""
        return ""

    @property
    def is_watched(self) -> bool:
        """Nobody sees progress as it goes on."""
        return False
