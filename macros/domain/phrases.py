"""Set phrases (提法): words that papers take over from above, year by year."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Phrase:
    """A set phrase with its spellings (提法).

    Attributes:
        text: The form that stands for it in tables.
        also: Other spellings that count as the same.
        note: What a reader must know beside it; may be empty.
    """

    text: str
    also: tuple[str, ...] = ()
    note: str = ""

    @property
    def forms(self) -> tuple[str, ...]:
        """All its spellings."""
        return (self.text, *self.also)
