"""Which items of one year became which of the next, as rows that hold every item of both papers once.

What people confirmed comes first and is never contradicted. Then the likeliest
pairs are taken, in like parts before unlike ones, then pieces of what was
parted or joined. Of what is left it is said outright that it is new or gone
only where no other item is likely; else it may be, and the likeliest stand by.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from macros.compare.confirmed import NOTHING_CONFIRMED, Confirmed, find_confirmed
from macros.compare.item_rows import Candidate, ItemRow, ItemStanding
from macros.compare.matching import Group, Matching
from macros.compare.row_order import in_reading_order
from macros.compare.wording import bare_title
from macros.domain.joins import Join
from macros.domain.reports import Item, Report
from macros.domain.yearbook import Yearbook

#: From which chance on (0 to 1) it is sure that items belong together, and up to which chance of the likeliest other
#: item one is said outright to be new or gone.
SURE, NO_OTHER = 0.8, 0.1
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
        again = confirmed.told_again.get(row.old[0].id) if row.old and not row.new else None
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
    return in_reading_order(old, new, _Rows(Matching(old, new, confirmed), confirmed).find())


class _Rows:
    """What is told of two papers whose items were put together."""

    def __init__(self, matching: Matching, confirmed: Confirmed) -> None:
        self._matching, self._confirmed = matching, confirmed
        self._alike, self._likeness = matching.alike, matching.likeness

    def find(self) -> Iterator[ItemRow]:
        """Yield what belongs together, then what stands in one paper alone."""
        yield from (self._row(group) for group in self._matching.groups)
        for new in (False, True):
            yield from (self._alone(item, new=new) for item in self._matching.free(new=new))

    def _row(self, group: Group) -> ItemRow:
        old, new = tuple(group.old), tuple(group.new)
        joins = [self._confirmed.joined.get((a.id, b.id)) for a in old for b in new]
        confirmed = tuple(join for join in joins if join)
        is_single = len(old) == len(new) == 1
        retitled = is_single and bare_title(old[0].title) != bare_title(new[0].title)
        # Of what is a heading alone another heading is all that there is.
        same = is_single and self._likeness.has_same_text(old[0], new[0]) and not (retitled and not old[0].text)
        standing = self._standing(group, confirmed, same=same)
        return ItemRow(
            old,
            new,
            standing,
            round(1.0 if confirmed or same else group.score, 2),
            sure=len(confirmed) == len(joins) or same or group.score >= SURE,
            moved=not self._alike(old[0], new[0]) and not standing.is_of_answers,
            retitled=retitled,
            confirmed=confirmed,
            shares=self._shares(old, new),
            old_candidates=self._candidates(new, old, new=True),
            new_candidates=self._candidates(old, new, new=False),
        )

    @staticmethod
    def _standing(group: Group, confirmed: tuple[Join, ...], *, same: bool) -> ItemStanding:
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
            likeliest = max((candidate.score for candidate in candidates), default=0.0)
            is_sure = likeliest < NO_OTHER and not item.is_lead and self._matching.is_divided(new=not new)
            certain, doubtful = (
                (ItemStanding.NEW, ItemStanding.MAYBE_NEW) if new else (ItemStanding.GONE, ItemStanding.MAYBE_GONE)
            )
            standing = certain if is_sure else doubtful
        if new:
            return ItemRow((), (item,), standing, sure=is_sure, confirmed=answers, old_candidates=candidates)
        return ItemRow((item,), (), standing, sure=is_sure, confirmed=answers, new_candidates=candidates)

    def _candidates(self, items: tuple[Item, ...], besides: tuple[Item, ...], *, new: bool) -> tuple[Candidate, ...]:
        """Who else some items of one paper may be, likeliest first."""
        names, left_out = {item.id for item in items}, {item.id for item in besides}
        found: dict[str, Candidate] = {}
        for chance, a, b in self._matching.pairs:
            own, other = (b, a) if new else (a, b)
            if chance < _LEAST_CHANCE or len(found) == MOST_CANDIDATES:
                break
            if own.id in names and other.id not in left_out:
                found.setdefault(other.id, Candidate(other, round(chance, 2)))
        return tuple(found.values())
