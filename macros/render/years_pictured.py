"""Two years as pictures: what became of their items as a bar, and which title became which as a slope map."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from macros.compare.item_rows import ItemRow, ItemStanding
from macros.domain.reports import Item, Report
from macros.render.item_names import name_within
from macros.render.slope_map import SlopeGroup, SlopeTitle, slope_map
from macros.render.stacked_bars import BarPart, StackedBar, stacked_bars

#: What each standing looks like; what is new or gone is hollow.
_TONES = {
    ItemStanding.UNCHANGED: "muted",
    **dict.fromkeys((ItemStanding.REWORDED, ItemStanding.PARTED, ItemStanding.JOINED), "plain"),
    **dict.fromkeys((ItemStanding.ANSWERED, ItemStanding.ANSWER), "good"),
    ItemStanding.BACK: "problem",
    **dict.fromkeys((ItemStanding.MAYBE_NEW, ItemStanding.MAYBE_GONE), "warn"),
}


def row_values(row: ItemRow) -> str:
    """By what a row is chosen, in the order of the columns that the table is narrowed by; see filter.js."""
    return f"{row.standing}|{row.kind.word}"


def row_anchor(row: ItemRow, name: str) -> str:
    """Where the pair of a row stands on the page of a comparison."""
    return f"{name}-{row.new[0].id}" if row.new else f"{name}-old-{row.old[0].id}"


def title_within(report: Report, item: Item) -> str:
    """What an item is called beside those of another year: its title, or what it begins."""
    return name_within(report, item) if item.is_lead else item.title


def standing_bar(counts: Counter[ItemStanding], name: str) -> str:
    """What became of the items, as a bar whose parts leave theirs in the table, the map and the pairs."""
    parts = tuple(
        BarPart(str(standing), counts[standing], _TONES.get(standing, "hollow"), f"#{name}-pairs", f"{standing}|")
        for standing in ItemStanding
    )
    return stacked_bars([StackedBar("条目", parts)], "各条的变化")


def title_map(old: Report, new: Report, rows: Sequence[tuple[ItemRow, bool]], name: str) -> str:
    """The titles of two papers, each a link to its pair.

    Args:
        old: The earlier paper.
        new: The later one.
        rows: The rows of their comparison, each with whether nothing of it changed.
        name: What the anchors of the comparison begin with.
    """
    homes = {
        (side, item.id): f"#{row_anchor(row, name)}"
        for row, _ in rows
        for side, items in ((0, row.old), (1, row.new))
        for item in items
    }

    def titles(report: Report, side: int) -> list[SlopeTitle]:
        found: Iterable[Item] = (item for item in report.passages.values() if (side, item.id) in homes)
        return [SlopeTitle(item.id, title_within(report, item), item.kind.word, homes[side, item.id]) for item in found]

    groups = [
        SlopeGroup(
            str(row.standing),
            _TONES.get(row.standing, "hollow"),
            tuple(item.id for item in row.old),
            tuple(item.id for item in row.new),
            weight=1.0 if row.confirmed else row.score,
            weights=row.shares,
            values=row_values(row),
            same=same,
        )
        for row, same in rows
    ]
    return slope_map((old.name, new.name), titles(old, 0), titles(new, 1), groups, f"{old.name}与{new.name}的条目")
