"""Which items of one year became which of the next, as rows that hold every item of both papers once.

What people confirmed comes first and is never contradicted. Then the likeliest
pairs are taken, in like parts before unlike ones, then pieces of what was
parted or joined. Of what is left it is said outright that it is new or gone
only where no other item is likely; else it may be, and the likeliest stand by.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from macros.compare.confirmed import NOTHING_CONFIRMED, Confirmed, find_confirmed
from macros.compare.item_rows import Candidate, ItemRow, ItemStanding
from macros.compare.likeness import Likeness
from macros.compare.row_order import in_reading_order
from macros.compare.wording import bare_title, closeness
from macros.domain.joins import Join
from macros.domain.reports import Item, PartKind, Report
from macros.domain.yearbook import Yearbook

#: From which chance on (0 to 1) two items are taken to be one, or one a piece of the other, and from which it is sure;
#: and up to which chance of the likeliest other item one is said outright to be new or gone.
SAME_ITEM, SURE, NO_OTHER = 0.6, 0.8, 0.1
#: Items of unlike parts are one where so much of their text stands in both in the same order; it is looked at only
#: where their wording is so close.
SAME_TEXT, WORTH_A_LOOK = 0.6, 0.3
#: An item is a piece of a part that is not divided from this share of its words on.
PIECE_OF_WHOLE = 0.06
#: Where a part and its pieces stand in papers that both divide it, the piece must stand in it for the most part.
MOSTLY = 0.5
MOST_CANDIDATES = 3
#: Below it nobody would take one for the other.
_LEAST_CHANCE = 0.01


def align_years(old: Report, new: Report, yearbook: Yearbook) -> tuple[ItemRow, ...]:
    """Set two papers of a unit side by side, by what people confirmed and then by wording; asked twice, found once.

    What people joined to a paper before the earlier one is back, and not new.
    """
    return yearbook.keep(("aligned", old.key, new.key), lambda: tuple(_align_years(old, new, yearbook)))


def _align_years(old: Report, new: Report, yearbook: Yearbook) -> Iterator[ItemRow]:
    confirmed = find_confirmed(old, new, yearbook)
    for row in align_reports(old, new, confirmed):
        back = confirmed.comebacks.get(row.new[0].id) if row.new and not row.old else None
        again = confirmed.returns.get(row.old[0].id) if row.old and not row.new else None
        if back and not row.standing.is_of_answers:
            yield replace(row, standing=ItemStanding.BACK, sure=True, back=back, old_candidates=())
        else:
            yield replace(row, again=again) if again else row


def align_reports(old: Report, new: Report, confirmed: Confirmed = NOTHING_CONFIRMED) -> tuple[ItemRow, ...]:
    """Set two papers side by side.

    Args:
        old: The earlier paper.
        new: A later paper of the same unit and series.
        confirmed: What people said of their items.

    Returns:
        Rows that hold every passage of either paper once, leads too, in the order
        of the later paper; an item that is gone stands after the one that it once followed.
    """
    matching = _Matching(old, new, confirmed)
    return in_reading_order(old, new, matching.find_rows())


@dataclass
class _Group:
    """A row in the making."""

    old: list[Item]
    new: list[Item]
    score: float

    def takes(self, *, new: bool) -> bool:
        """Whether a further piece fits: several on one side alone."""
        return len(self.old if new else self.new) == 1


class _Matching:
    """The items of two papers while they are put together."""

    def __init__(self, old: Report, new: Report, confirmed: Confirmed) -> None:
        self._old, self._new = list(old.passages.values()), list(new.passages.values())
        self._confirmed = confirmed
        self._likeness = Likeness(self._old, self._new)
        self._alike = like_parts(old, new)
        self._groups: list[_Group] = []
        self._of_old: dict[str, _Group] = {}
        self._of_new: dict[str, _Group] = {}
        self._pairs = sorted(
            (
                (self._likeness.chance(a, b), a, b)
                for a in self._old
                for b in self._new
                if (a.id, b.id) not in confirmed.refused
            ),
            key=lambda pair: -pair[0],
        )

    def find_rows(self) -> list[ItemRow]:
        """Put together what belongs together, and tell of what is left."""
        self._join_confirmed()
        self._join_openings()
        self._join_the_same()
        self._join_likeliest()
        self._join_moved()
        self._join_answers()
        self._join_pieces()
        self._join_pieces_of_wholes()
        alone_old = [self._alone(item, new=False) for item in self._old if item.id not in self._of_old]
        alone_new = [self._alone(item, new=True) for item in self._new if item.id not in self._of_new]
        return [*(self._row(group) for group in self._groups), *alone_old, *alone_new]

    def _join_confirmed(self) -> None:
        by_old, by_new = {item.id: item for item in self._old}, {item.id: item for item in self._new}
        for (old, new), join in self._confirmed.joined.items():
            if join.relation.is_one_item:
                self._put_together(by_old[old], by_new[new])

    def _put_together(self, old: Item, new: Item) -> None:
        """Whatever is joined by people is one row, however many items it has."""
        before, after = self._of_old.get(old.id), self._of_new.get(new.id)
        if before and after and before is not after:
            before.old += after.old
            before.new += after.new
            self._groups.remove(after)
            self._of_old |= {item.id: before for item in after.old}
            self._of_new |= {item.id: before for item in after.new}
        elif before and after is None:
            before.new.append(new)
            self._of_new[new.id] = before
        elif after and before is None:
            after.old.append(old)
            self._of_old[old.id] = after
        elif before is None:
            self._start(old, new, 1.0)

    def _join_openings(self) -> None:
        """What a paper and each of its parts begin with has one place: there is one of a kind."""
        for new in self._new:
            fellows = [old for old in self._old if old.is_lead and old.id == new.id and old.kind is new.kind]
            if new.is_lead and fellows and self._are_free(fellows[0], new):
                self._start(fellows[0], new, 1.0)

    def _join_the_same(self) -> None:
        """What was left as it was is itself, however little it says; of several alike, the one of the same heading."""
        alike = [(a, b) for _, a, b in self._pairs if self._alike(a, b) and self._likeness.has_same_text(a, b)]
        for old, new in sorted(alike, key=lambda pair: bare_title(pair[0].title) != bare_title(pair[1].title)):
            has_words = bool(old.text) or bare_title(old.title) == bare_title(new.title)
            if has_words and self._are_free(old, new) and are_divided_alike(old, new):
                self._start(old, new, 1.0)

    def _join_likeliest(self) -> None:
        for chance, old, new in self._pairs:
            if chance < SAME_ITEM:
                break
            if self._are_free(old, new) and self._alike(old, new) and are_divided_alike(old, new):
                self._start(old, new, chance)

    def _join_moved(self) -> None:
        for _, old, new in self._pairs:
            if not self._are_free(old, new) or self._alike(old, new) or old.is_lead or new.is_lead:
                continue
            # The order of the wording is only looked at where the wording allows it: that is slower.
            if self._likeness.closeness(old, new) >= WORTH_A_LOOK:
                score = closeness(*self._likeness.texts(old, new))
                if score >= SAME_TEXT:
                    self._start(old, new, score)

    def _join_answers(self) -> None:
        """A measure and what answers it are two items; they share a row where neither is anything else."""
        by_old, by_new = {item.id: item for item in self._old}, {item.id: item for item in self._new}
        for (old, new), join in self._confirmed.joined.items():
            if not join.relation.is_one_item and self._are_free(by_old[old], by_new[new]):
                self._start(by_old[old], by_new[new], 1.0)

    def _join_pieces(self) -> None:
        for chance, old, new in self._pairs:
            if chance < SAME_ITEM:
                break
            if self._alike(old, new) and are_divided_alike(old, new):
                self._attach(old, new)

    def _join_pieces_of_wholes(self) -> None:
        """A part that one paper divides and the other does not: the items are its pieces."""
        for old in (item for item in self._old if is_whole(item)):
            for new in (item for item in self._new if not is_whole(item)):
                self._attach_to_whole(old, new, of_new=True)
        for new in (item for item in self._new if is_whole(item)):
            for old in (item for item in self._old if not is_whole(item)):
                self._attach_to_whole(old, new, of_new=False)

    def _attach_to_whole(self, old: Item, new: Item, *, of_new: bool) -> None:
        whole, group = (old, self._of_old.get(old.id)) if of_new else (new, self._of_new.get(new.id))
        if old.kind is not new.kind or (old.id, new.id) in self._confirmed.refused:
            return
        if group and any(is_whole(item) for item in (group.new if of_new else group.old)):
            return
        own_paper = self._old if of_new else self._new
        is_divided_too = any(item.kind is whole.kind and not is_whole(item) and not item.is_lead for item in own_paper)
        if self._likeness.share(old, new, of_new=of_new) >= (MOSTLY if is_divided_too else PIECE_OF_WHOLE):
            self._attach(old, new)

    def _attach(self, old: Item, new: Item) -> None:
        """Put an item that is free into the row of the other."""
        before, after = self._of_old.get(old.id), self._of_new.get(new.id)
        if before is None and after is None:
            self._start(old, new, self._likeness.chance(old, new))
        elif before and after is None and before.takes(new=True):
            before.new.append(new)
            self._of_new[new.id] = before
        elif after and before is None and after.takes(new=False):
            after.old.append(old)
            self._of_old[old.id] = after

    def _start(self, old: Item, new: Item, score: float) -> None:
        group = _Group([old], [new], score)
        self._groups.append(group)
        self._of_old[old.id] = self._of_new[new.id] = group

    def _are_free(self, old: Item, new: Item) -> bool:
        return (
            old.id not in self._of_old
            and new.id not in self._of_new
            and (old.id, new.id) not in self._confirmed.refused
        )

    def _row(self, group: _Group) -> ItemRow:
        old, new = tuple(group.old), tuple(group.new)
        joins = [self._confirmed.joined.get((a.id, b.id)) for a in old for b in new]
        confirmed = tuple(join for join in joins if join)
        is_single = len(old) == len(new) == 1
        same = is_single and self._likeness.has_same_text(old[0], new[0])
        standing = self._standing(group, confirmed, same=same)
        return ItemRow(
            old,
            new,
            standing,
            round(1.0 if confirmed or same else group.score, 2),
            sure=len(confirmed) == len(joins) or same or group.score >= SURE,
            moved=not self._alike(old[0], new[0]) and not standing.is_of_answers,
            retitled=is_single and bare_title(old[0].title) != bare_title(new[0].title),
            confirmed=confirmed,
            shares=self._shares(old, new),
            old_candidates=self._candidates(new, old, new=True),
            new_candidates=self._candidates(old, new, new=False),
        )

    @staticmethod
    def _standing(group: _Group, confirmed: tuple[Join, ...], *, same: bool) -> ItemStanding:
        if confirmed and not any(join.relation.is_one_item for join in confirmed):
            return ItemStanding.ANSWERED
        if len(group.new) > len(group.old):
            return ItemStanding.PARTED
        if len(group.old) > 1:
            return ItemStanding.JOINED
        return ItemStanding.UNCHANGED if same else ItemStanding.REWORDED

    def _shares(self, old: tuple[Item, ...], new: tuple[Item, ...]) -> dict[str, float]:
        if len(old) == 1 < len(new):
            return {item.id: round(self._likeness.share(old[0], item, of_new=False), 2) for item in new}
        if len(new) == 1 < len(old):
            return {item.id: round(self._likeness.share(item, new[0], of_new=True), 2) for item in old}
        return {}

    def _alone(self, item: Item, *, new: bool) -> ItemRow:
        answers = tuple(
            join for join in self._confirmed.partners(item.id, new=new).values() if not join.relation.is_one_item
        )
        candidates = self._candidates((item,), (), new=new)
        if answers:
            standing, is_sure = ItemStanding.ANSWER if new else ItemStanding.ANSWERED, True
        else:
            likeliest = max((chance for chance in self._likely(item, new=new)), default=0.0)
            is_sure = likeliest < NO_OTHER and not item.is_lead
            certain, doubtful = (
                (ItemStanding.NEW, ItemStanding.MAYBE_NEW) if new else (ItemStanding.GONE, ItemStanding.MAYBE_GONE)
            )
            standing = certain if is_sure else doubtful
        if new:
            return ItemRow((), (item,), standing, sure=is_sure, confirmed=answers, old_candidates=candidates)
        return ItemRow((item,), (), standing, sure=is_sure, confirmed=answers, new_candidates=candidates)

    def _likely(self, item: Item, *, new: bool) -> Iterator[float]:
        for chance, a, b in self._pairs:
            if (b if new else a) is item and self._alike(a, b):
                yield chance

    def _candidates(self, items: tuple[Item, ...], besides: tuple[Item, ...], *, new: bool) -> tuple[Candidate, ...]:
        """Who else some items of one paper may be, likeliest first; those of unlike parts behind."""
        names, left_out = {item.id for item in items}, {item.id for item in besides}
        found: dict[str, tuple[bool, float, Item]] = {}
        for chance, a, b in self._pairs:
            own, other = (b, a) if new else (a, b)
            if chance < _LEAST_CHANCE:
                break
            if own.id in names and other.id not in left_out and other.id not in found:
                found[other.id] = (not self._alike(a, b), -chance, other)
        best = sorted(found.values(), key=lambda row: row[:2])[:MOST_CANDIDATES]
        return tuple(Candidate(other, round(-chance, 2)) for _, chance, other in best)


def is_whole(item: Item) -> bool:
    """Whether it is a part that is not divided into items."""
    return item.id.startswith(item.kind.class_name) and not item.is_lead


def are_divided_alike(old: Item, new: Item) -> bool:
    """Whether both are items, or neither is; what stands before the first item may be all that another year had."""
    return (is_whole(old) or old.is_lead) == (is_whole(new) or new.is_lead)


def like_parts(old: Report, new: Report) -> Callable[[Item, Item], bool]:
    """Whether two items stand in like parts.

    A part of which the kind is open may be of any kind that its own paper does
    not have: where a paper has measures, its open parts are none.
    """
    kinds_old, kinds_new = ({part.kind for part in report.parts} for report in (old, new))

    def alike(a: Item, b: Item) -> bool:
        if a.kind is b.kind:
            return True
        if a.kind is PartKind.OTHER:
            return b.kind not in kinds_old
        return b.kind is PartKind.OTHER and a.kind not in kinds_new

    return alike
