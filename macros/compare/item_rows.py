"""What a comparison of two years says of their items, row by row."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from macros.compare.confirmed import Comeback
from macros.domain.joins import Join
from macros.domain.reports import Item, PartKind


class ItemStanding(StrEnum):
    """What became of items (条目变化)."""

    UNCHANGED = "沿用"
    REWORDED = "改写"
    PARTED = "拆分"
    JOINED = "合并"
    ANSWERED = "已有回应"
    ANSWER = "回应"
    BACK = "再次出现"
    NEW = "新增"
    MAYBE_NEW = "可能新增"
    GONE = "未再出现"
    MAYBE_GONE = "可能未再出现"

    @property
    def is_of_answers(self) -> bool:
        """Whether it tells of a measure and its answer, which are two items."""
        return self in {ItemStanding.ANSWERED, ItemStanding.ANSWER}

    @property
    def is_doubtful(self) -> bool:
        """Whether it is shown with candidates instead of being said outright."""
        return self in {ItemStanding.MAYBE_NEW, ItemStanding.MAYBE_GONE}


@dataclass(frozen=True)
class Candidate:
    """An item of the other paper that one may be, with the chance of it, 0 to 1 (可能的对应)."""

    item: Item
    score: float


@dataclass(frozen=True)
class ItemRow:
    """Items of one year beside what they were or became (条目对照).

    Attributes:
        old: Items of the earlier year; several where they were joined, none where there was none.
        new: Items of the later year; several where one was parted, none where there is none.
        standing: What became of them.
        score: How likely it is that they belong together, 0 to 1; of what stands alone 0.
        sure: Whether that may be said outright.
        moved: Whether it stands under another kind of part, or in another order among its fellows.
        retitled: Whether its heading has other words.
        confirmed: What people said of it; empty where all is computed.
        shares: Of several pieces, by id: how much of what was parted, or came of the joining, each one holds, 0 to 1.
        back: Of an item that stands alone and is not new: when it was last told of before.
        again: Of one that stands alone and is gone: the later year in which it is told of again.
        old_candidates: Other items of the earlier year that the later ones may be, likeliest first.
        new_candidates: Other items of the later year that the earlier ones may be, likeliest first.
    """

    old: tuple[Item, ...]
    new: tuple[Item, ...]
    standing: ItemStanding
    score: float = 0.0
    sure: bool = True
    moved: bool = False
    retitled: bool = False
    confirmed: tuple[Join, ...] = ()
    shares: dict[str, float] = field(default_factory=dict, hash=False)
    back: Comeback | None = None
    again: int | None = None
    old_candidates: tuple[Candidate, ...] = ()
    new_candidates: tuple[Candidate, ...] = ()

    @property
    def kind(self) -> PartKind:
        """The kind of part that it stands in, in the later year where it is there."""
        return (*self.new, *self.old)[0].kind

    @property
    def is_of_leads(self) -> bool:
        """Whether it is no item, but what stands before the first one: its place tells what it belongs to."""
        return all(item.is_lead for item in (*self.old, *self.new))

    @property
    def confirmed_by(self) -> tuple[str, ...]:
        """By whose word it is as it is, each once; empty where all is computed."""
        said = [*(join.by for join in self.confirmed), *([self.back.by] if self.back else [])]
        return tuple(dict.fromkeys(said))

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        """Which items of the other year it may be: of what stands in both years, those of the earlier one."""
        return self.new_candidates if not self.new else self.old_candidates
