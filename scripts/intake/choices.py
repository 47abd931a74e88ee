"""What a person decides of a paper before it becomes a page: kinds of parts, where items begin, what is kept."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from macros.domain.reports import PartKind
from scripts.intake.three_way import Side

_PLACE = re.compile(r"([0-9]{1,6})-([0-9]{1,6})")


@dataclass(frozen=True, order=True)
class Place:
    """Where something begins in a file, however it is divided (位置).

    Attributes:
        line: Index of the first line of its paragraph in the galley.
        offset: How many characters that stay stand before it in the paragraph.
    """

    line: int
    offset: int

    @classmethod
    def parse(cls, text: str) -> Place | None:
        """Read `12-34`; None where it is none."""
        match = _PLACE.fullmatch(text)
        return cls(int(match[1]), int(match[2])) if match else None

    def __str__(self) -> str:
        return f"{self.line}-{self.offset}"


@dataclass(frozen=True)
class Choices:
    """What a person decides of a paper (取舍); what is empty is left to the reading.

    Attributes:
        kinds: The kinds of parts, by where each begins.
        joined: Where parts and items begin that are to go on with what stands before them.
        begun: Where items begin that the reading does not find.
        parts: Where parts begin that the reading takes for items, or does not find.
        figures: Names, folded, of the figures that are kept; None where all or none are, as the order says.
        pins: Where citations lead that are fixed by hand, by where their part or item begins and by their words: an
            address from the folder of the pages. None stands for what is above the first part.
        words: Citations that are left as words.
        sides: What is taken where a newer text and a person have changed the same, by the keys of these places.
    """

    kinds: Mapping[Place, PartKind] = field(default_factory=dict)
    joined: frozenset[Place] = frozenset()
    begun: frozenset[Place] = frozenset()
    parts: frozenset[Place] = frozenset()
    figures: frozenset[str] | None = None
    pins: Mapping[tuple[Place | None, str], str] = field(default_factory=dict)
    words: frozenset[str] = frozenset()
    sides: Mapping[str, Side] = field(default_factory=dict)

    @property
    def begins(self) -> frozenset[Place]:
        """Wherever something begins that the reading does not find."""
        return self.begun | self.parts
