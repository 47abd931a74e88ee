"""Which items of two papers may be one by where they stand, whatever they say."""

from __future__ import annotations

from collections.abc import Callable

from macros.domain.reports import Item, PartKind, Report


def are_divided_alike(old: Item, new: Item) -> bool:
    """Whether both are items, or neither is; what stands before the first item may be all that another year had."""
    return (old.is_part or old.is_lead) == (new.is_part or new.is_lead)


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
