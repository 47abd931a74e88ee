"""What was left in a paper from the one that it was made of: others' names, other years' figures, meetings, posts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from macros.compare.passages import split_sentences
from macros.domain.reports import Item


class LeftoverKind(Enum):
    """What is not this unit's, or not of this year (遗留): the word for readers, and what to do."""

    NAME = ("别处的名称", "核对写的是不是本单位的；不是的改过来")
    FIGURES = ("往年的数字或日期", "按本年实际核对，是往年的改过来")
    MEETING = ("与年度不符的会议", "核对本年学习贯彻的是哪次会议")
    POST = ("本单位没有的职务", "核对本单位有没有这个职务；没有的改过来")

    @property
    def word(self) -> str:
        """What it is called."""
        return self.value[0]

    @property
    def remedy(self) -> str:
        """What to do about it, without a full stop."""
        return self.value[1]


@dataclass(frozen=True)
class Leftover:
    """Words that may have been left in (遗留文字).

    Attributes:
        kind: What they are.
        item: Where they stand.
        words: The words.
        why: Why they do not fit, in Chinese, without a full stop.
        sentence: The sentence in which they stand.
    """

    kind: LeftoverKind
    item: Item
    words: str
    why: str
    sentence: str


def written_sentences(item: Item) -> Iterator[str]:
    """Yield what an item says, its heading first: names and meetings are left in headings too."""
    if item.title and not item.is_lead:
        yield item.title
    yield from split_sentences(item.text)
