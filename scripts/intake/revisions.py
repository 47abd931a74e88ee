"""Tracked changes of a Word file, as a person decides of them: how a sentence stood, and how it was to stand (修订)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class RevisionKind(StrEnum):
    """What was done in a place."""

    INSERTED = "插入"
    DELETED = "删除"
    REPLACED = "改写"
    MOVED = "移动"
    NUMBERED = "改编号或样式"


class Verdict(StrEnum):
    """What becomes of a change."""

    ACCEPT = "accept"
    REJECT = "reject"

    @property
    def word(self) -> str:
        """In Chinese."""
        return "接受" if self is Verdict.ACCEPT else "不接受"


@dataclass(frozen=True)
class Sentence:
    """A sentence, in three: what stands before a change, what is other by it, and what stands behind."""

    left: str
    changed: str
    right: str

    def __str__(self) -> str:
        return self.left + self.changed + self.right


@dataclass(frozen=True)
class Revision:
    """A place that was changed: the sentence without the change, and with it (一处修订)."""

    kind: RevisionKind
    before: Sentence
    after: Sentence


@dataclass(frozen=True)
class Revisions:
    """The tracked changes of a file.

    Attributes:
        changes: In reading order; the number of each is its place, from 1.
        authors: How many people have made them. Nobody is told who.
        rejected: The numbers of those that do not hold in the text that was read.
    """

    changes: tuple[Revision, ...]
    authors: int
    rejected: frozenset[int] = frozenset()

    @property
    def counted(self) -> str:
        """How many there are of each kind, and of how many people, in Chinese."""
        counts = [(kind, sum(one.kind is kind for one in self.changes)) for kind in RevisionKind]
        kinds = "、".join(f"{kind} {count} 处" for kind, count in counts if count)
        return f"{kinds}，{self.authors} 人所改" if self.authors else kinds

    @property
    def settled(self) -> str:
        """What has become of them, in Chinese."""
        accepted = len(self.changes) - len(self.rejected)
        if not self.rejected:
            return "全部接受"
        return f"接受 {accepted} 处，不接受 {len(self.rejected)} 处" if accepted else "全部不接受"

    def all_of(self, verdict: Verdict) -> frozenset[int]:
        """The numbers that are rejected where one thing holds for all."""
        return frozenset(range(1, len(self.changes) + 1)) if verdict is Verdict.REJECT else frozenset()
