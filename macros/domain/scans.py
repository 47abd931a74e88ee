"""Whether the words of a paper that was read from pictures were held against them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_OPEN = re.compile(r"扫描识别，待校对 ([1-9][0-9]{0,5}) 处")
_READ = re.compile(r"扫描识别，已校对 ([0-9]{4}-[0-9]{2}-[0-9]{2})")


@dataclass(frozen=True)
class ScannedText:
    """How far the text of a scan was held against its pictures (扫描识别).

    Attributes:
        left: How many doubtful places nobody has looked at; 0 where all were.
        on: The day on which the last of them was looked at; None while any is open.
    """

    left: int
    on: date | None = None

    @classmethod
    def parse(cls, text: str) -> ScannedText:
        """Read `扫描识别，待校对 12 处` or `扫描识别，已校对 2026-11-30`.

        Raises:
            ValueError: It is neither.
        """
        if match := _OPEN.fullmatch(text):
            return cls(int(match[1]))
        if match := _READ.fullmatch(text):
            return cls(0, date.fromisoformat(match[1]))
        raise ValueError(text)

    def __str__(self) -> str:
        return f"扫描识别，已校对 {self.on}" if self.on else f"扫描识别，待校对 {self.left} 处"
