"""Which items of two papers belong together.

What people confirmed comes first, then the likeliest pairs, then pieces of
what was parted or joined.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from macros.compare.confirmed import Confirmed
from macros.compare.like_parts import are_divided_alike, like_parts
from macros.compare.likeness import Likeness
from macros.compare.wording import bare_title, closeness
from macros.domain.reports import Item, Report

#: From which chance on (0 to 1) two items are taken to be one, or one a piece of the other.
SAME_ITEM = 0.6
#: A measure and the work that carries it out read alike and are two items: of a hundred labelled pairs of unlike parts
#: that read like one item four are one.
OF_UNLIKE_PARTS = 0.04
#: Items of unlike parts are one where so much of their text stands in both in the same order; it is looked at only
#: where their wording is so close.
SAME_TEXT, WORTH_A_LOOK = 0.6, 0.3
#: An item is a piece of a part that is not divided from this share of its words on; and where both papers divide such
#: parts, it must stand in it for the most part.
PIECE_OF_WHOLE, MOSTLY = 0.06, 0.5


@dataclass
class Group:
    """Items that belong together, while they are looked for (条目的归并).

    Attributes:
        old: Items of the earlier paper.
        new: Items of the later one.
        score: How likely it is that the first two belong together, 0 to 1.
    """

    old: list[Item]
    new: list[Item]
    score: float

    def takes(self, *, new: bool) -> bool:
        """Whether a further piece fits: several on one side alone."""
        return len(self.old if new else self.new) == 1


class Matching:
    """The items of two papers, put together.

    Args:
        old: The earlier paper.
        new: The later one.
        confirmed: What people said of their items.

    Attributes:
        groups: What belongs together, each item in one group at most.
        likeness: How alike any two are.
        alike: Whether two stand in like parts.
        pairs: Any two that nobody refused with the chance that they are one, 0 to 1, the likeliest first.
    """

    def __init__(self, old: Report, new: Report, confirmed: Confirmed) -> None:
        self._papers = old, new
        self._old, self._new = list(old.passages.values()), list(new.passages.values())
        self._confirmed = confirmed
        self.likeness = Likeness(self._old, self._new)
        self.alike = like_parts(old, new)
        self.groups: list[Group] = []
        self._of_old: dict[str, Group] = {}
        self._of_new: dict[str, Group] = {}
        found = (
            (self._chance(a, b), a, b) for a in self._old for b in self._new if (a.id, b.id) not in confirmed.refused
        )
        self.pairs = sorted(found, key=lambda pair: -pair[0])
        self._join_confirmed()
        self._join_openings()
        self._join_the_same()
        self._join_likeliest()
        self._join_moved()
        self._join_answers()
        self._join_pieces()
        self._join_pieces_of_wholes()

    def is_divided(self, *, new: bool) -> bool:
        """Whether a paper has items: one that says all under its title, or nothing yet, proves nothing."""
        return any(not item.is_lead for item in (self._new if new else self._old))

    def free(self, *, new: bool) -> list[Item]:
        """The items of one paper that belong to nothing in the other."""
        items, taken = (self._new, self._of_new) if new else (self._old, self._of_old)
        return [item for item in items if item.id not in taken]

    def _chance(self, old: Item, new: Item) -> float:
        return self.likeness.chance(old, new) * (1.0 if self.alike(old, new) else OF_UNLIKE_PARTS)

    def _join_confirmed(self) -> None:
        for old, new in self._joined(are_one=True):
            self._put_together(old, new)

    def _joined(self, *, are_one: bool) -> Iterator[tuple[Item, Item]]:
        old, new = self._papers[0].passages, self._papers[1].passages
        for (before, after), join in self._confirmed.joined.items():
            if join.relation.is_one_item is are_one:
                yield old[before], new[after]

    def _put_together(self, old: Item, new: Item) -> None:
        """Whatever is joined by people is one row, however many items it has."""
        before, after = self._of_old.get(old.id), self._of_new.get(new.id)
        if before and after and before is not after:
            before.old += after.old
            before.new += after.new
            self.groups.remove(after)
            self._of_old |= {item.id: before for item in after.old}
            self._of_new |= {item.id: before for item in after.new}
        elif before is None or after is None:
            self._add(old, new, 1.0)

    def _join_openings(self) -> None:
        """What a paper and each of its parts begin with has one place: there is one of a kind."""
        for new in self._new:
            fellows = [old for old in self._old if old.is_lead and old.id == new.id and old.kind is new.kind]
            if not (new.is_lead and fellows) or (fellows[0].id, new.id) in self._confirmed.refused:
                continue
            if self._are_free(fellows[0], new):
                self._start(fellows[0], new, 1.0)
            else:
                # People found an item of the other year in it.
                self._attach(fellows[0], new)

    def _join_the_same(self) -> None:
        """What was left as it was is itself, however little it says; of several alike, the one of the same heading."""
        alike = [(a, b) for _, a, b in self.pairs if self.alike(a, b) and self.likeness.has_same_text(a, b)]
        for old, new in sorted(alike, key=lambda pair: bare_title(pair[0].title) != bare_title(pair[1].title)):
            has_words = bool(old.text) or bare_title(old.title) == bare_title(new.title)
            if has_words and self._are_free(old, new) and are_divided_alike(old, new):
                self._start(old, new, 1.0)

    def _join_likeliest(self) -> None:
        for chance, old, new in self._likely():
            if self._are_free(old, new):
                self._start(old, new, chance)

    def _join_moved(self) -> None:
        for _, old, new in self.pairs:
            if not self._are_free(old, new) or self.alike(old, new) or old.is_lead or new.is_lead:
                continue
            # The order of the wording is only looked at where the wording allows it: that is slower.
            if self.likeness.closeness(old, new) >= WORTH_A_LOOK:
                score = closeness(*self.likeness.texts(old, new))
                if score >= SAME_TEXT:
                    self._start(old, new, score)

    def _join_answers(self) -> None:
        """A measure and what answers it are two items; they share a row where neither is anything else."""
        for old, new in self._joined(are_one=False):
            if self._are_free(old, new):
                self._start(old, new, 1.0)

    def _join_pieces(self) -> None:
        for _, old, new in self._likely():
            self._attach(old, new)

    def _likely(self) -> Iterator[tuple[float, Item, Item]]:
        """Yield the pairs that read like one item and may be one by where they stand, the likeliest first."""
        for chance, old, new in self.pairs:
            if chance < SAME_ITEM:
                break
            if self.alike(old, new) and are_divided_alike(old, new):
                yield chance, old, new

    def _join_pieces_of_wholes(self) -> None:
        """A part that one paper divides and the other does not: the items are its pieces."""
        for old in (item for item in self._old if item.is_part):
            for new in (item for item in self._new if not item.is_part):
                self._attach_to_whole(old, new, of_new=True)
        for new in (item for item in self._new if item.is_part):
            for old in (item for item in self._old if not item.is_part):
                self._attach_to_whole(old, new, of_new=False)

    def _attach_to_whole(self, old: Item, new: Item, *, of_new: bool) -> None:
        whole, group = (old, self._of_old.get(old.id)) if of_new else (new, self._of_new.get(new.id))
        if old.kind is not new.kind or (old.id, new.id) in self._confirmed.refused:
            return
        if group and any(item.is_part for item in (group.new if of_new else group.old)):
            return
        own_paper = self._old if of_new else self._new
        is_divided_too = any(item.kind is whole.kind and not item.is_part and not item.is_lead for item in own_paper)
        if self.likeness.share(old, new, of_new=of_new) >= (MOSTLY if is_divided_too else PIECE_OF_WHOLE):
            self._attach(old, new)

    def _attach(self, old: Item, new: Item) -> None:
        """Put an item that is free into the row of the other, where that takes a further piece."""
        before, after = self._of_old.get(old.id), self._of_new.get(new.id)
        if (before is None or (after is None and before.takes(new=True))) and (after is None or after.takes(new=False)):
            self._add(old, new, self.likeness.chance(old, new))

    def _add(self, old: Item, new: Item, score: float) -> None:
        """Put the one that is free into the row of the other; where both are, they begin one."""
        before, after = self._of_old.get(old.id), self._of_new.get(new.id)
        if before:
            before.new.append(new)
            self._of_new[new.id] = before
        elif after:
            after.old.append(old)
            self._of_old[old.id] = after
        else:
            self._start(old, new, score)

    def _start(self, old: Item, new: Item, score: float) -> None:
        group = Group([old], [new], score)
        self.groups.append(group)
        self._of_old[old.id] = self._of_new[new.id] = group

    def _are_free(self, old: Item, new: Item) -> bool:
        return (
            old.id not in self._of_old
            and new.id not in self._of_new
            and (old.id, new.id) not in self._confirmed.refused
        )
