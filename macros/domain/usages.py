"""Set phrases: how an office is to write them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Usage:
    """A wrong or stale form of a set phrase, and the right one (规范用语).

    Attributes:
        wrong: The words that are looked for, without markup.
        right: What should stand there.
        note: What a reader must know beside it.
        source: What it rests on; may be empty.
        verified: Whether the source was read.
        since: The first day from which the right form holds; None where it always did.
    """

    wrong: str
    right: str
    note: str
    source: str
    verified: bool
    since: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether a paper of that day was to write the right form already."""
        return self.since is None or self.since <= day
