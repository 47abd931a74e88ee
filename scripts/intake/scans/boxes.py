"""What is read of a picture of a page: its lines, each sign with its place and how sure it is."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import sha256
from typing import NamedTuple

from macros.domain.scans import ScannedText


class Sign(NamedTuple):
    """A character as it was read (识别的字).

    Attributes:
        character: The character.
        confidence: How sure it is, 0.0 to 1.0.
        left: Its left edge, in pixels of the upright page.
        right: Its right edge.
    """

    character: str
    confidence: float
    left: float
    right: float

    @property
    def middle(self) -> float:
        """Half way between its edges, from the left."""
        return (self.left + self.right) / 2


@dataclass(frozen=True)
class Box:
    """A line of writing on a page, or the part of one that stands by itself (文字框).

    Attributes:
        signs: Its characters from left to right.
        left: Left edge, in pixels of the page, which was set upright and level.
        top: Upper edge.
        right: Right edge.
        bottom: Lower edge.
        is_stamp: Whether it is red, as a seal is.
    """

    signs: tuple[Sign, ...]
    left: float
    top: float
    right: float
    bottom: float
    is_stamp: bool = False

    @property
    def text(self) -> str:
        """Its characters."""
        return "".join(sign.character for sign in self.signs)

    @property
    def confidence(self) -> float:
        """How sure its characters are on the average."""
        return sum(sign.confidence for sign in self.signs) / max(1, len(self.signs))

    @property
    def middle(self) -> float:
        """Half way between its edges, from above."""
        return (self.top + self.bottom) / 2

    @property
    def height(self) -> float:
        """From its upper to its lower edge."""
        return max(1.0, self.bottom - self.top)


@dataclass(frozen=True)
class Doubt:
    """A place that a person has to look at before the page may be published (待校对处).

    Attributes:
        line: Number of its line in the file; 0 for writing that is not in the text.
        start: Its first character in the line.
        end: The one after its last.
        words: What was read.
        before: What stands before it in the line.
        after: What stands behind it.
        why: Why it is looked at, in Chinese.
        page: 1-based page of the scan.
        picture: A strip of the page with the place framed, as PNG.
    """

    line: int
    start: int
    end: int
    words: str
    before: str
    after: str
    why: str
    page: int
    picture: bytes


@dataclass(frozen=True)
class Scan:
    """What is known of a manuscript that was read from pictures (扫描识别).

    Attributes:
        doubts: The places that a person has to look at, in reading order.
        settled: The numbers of those of which a person has said what they are, from 1.
    """

    doubts: tuple[Doubt, ...]
    settled: frozenset[int] = frozenset()

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """What each place is known by, also where another program has found others before it: its page and words."""
        met, keys = Counter[str](), list[str]()
        for doubt in self.doubts:
            told = f"{doubt.page}\n{doubt.before}\n{doubt.words}\n{doubt.after}"
            # The same words may stand twice beside the same.
            met[told] += 1
            keys.append(sha256(f"{met[told]}\n{told}".encode()).hexdigest()[:16])
        return tuple(keys)

    @property
    def open(self) -> int:
        """How many places nobody has looked at yet."""
        return len(self.doubts) - len(self.settled)

    def as_text(self, day: date) -> ScannedText:
        """How far it was held against its pictures, as its page says it; `day` is when the last place was looked at."""
        return ScannedText(self.open, None if self.open else day)
