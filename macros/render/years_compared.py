"""Two years side by side, and the list of the pages that show them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from macros.compare.alignment import ItemPair, ItemStanding, align_reports
from macros.compare.passages import PassagePair, compare_texts
from macros.domain.reports import Item, Part, Report
from macros.domain.yearbook import Yearbook
from macros.render.environment import render
from macros.render.links import Links
from macros.render.samples import sample_notice
from macros.render.unit_shown import THIS_SITE


@dataclass(frozen=True)
class _ShownPair:
    """A pair with what the page says of it."""

    pair: ItemPair
    words: str
    was: str
    passages: tuple[PassagePair, ...]

    @property
    def same(self) -> bool:
        """Whether nothing of it changed, so that it can be folded away."""
        return self.pair.standing is ItemStanding.UNCHANGED and not self.pair.moved and not self.pair.retitled


def compare_years(pair: tuple[Report, Report] | None, yearbook: Yearbook, links: Links, whose: str = THIS_SITE) -> str:
    """The items of two papers beside each other: what happened to each in words, then sentence by sentence."""
    if pair is None:
        return render("compare_years_empty", whose=whose)
    old, new = pair
    rows = [_shown(found, old, new) for found in align_reports(old, new)]
    counts = Counter(row.pair.standing for row in rows)
    return render(
        "compare_years",
        notice=sample_notice(pair),
        name=pair_name(old, new),
        old=old,
        new=new,
        rows=rows,
        counts=[(standing, counts[standing]) for standing in ItemStanding],
        moved=sum(row.pair.moved for row in rows),
        unwritten=not new.written,
        gap=list(range(old.year + 1, new.year)),
        others=[row for row in yearbook.comparisons if row.new.folder == new.folder and row.path != links.page],
        links=links,
    )


def pair_name(old: Report, new: Report) -> str:
    """What the anchors of a comparison begin with."""
    return f"yb-{old.key}-{new.key}".replace("/", "-")


def pair_anchor(old: Report, new: Report, item: Item) -> str:
    """Where a comparison has an item of the later paper."""
    return f"{pair_name(old, new)}-{item.id}"


def comparison_list(yearbook: Yearbook, links: Links) -> str:
    """The pages that set two years side by side, newest first; then the other pages of the folder."""
    rows = sorted(yearbook.comparisons, key=lambda row: (row.new.folder, -row.new.year, -row.old.year, row.path))
    return render("comparison_list", rows=rows, others=yearbook.other_pages, links=links)


def _shown(pair: ItemPair, old: Report, new: Report) -> _ShownPair:
    passages = compare_texts(pair.old.text, pair.new.text) if pair.old and pair.new else ()
    return _ShownPair(pair, _words(pair), _was(pair, old, new), passages)


def _words(pair: ItemPair) -> str:
    """What happened, as the line over the pair says it: 改写、移动、改题."""
    words = [str(pair.standing)]
    words += ["移动"] if pair.moved else []
    words += ["改题"] if pair.retitled else []
    return "、".join(words)


def _was(pair: ItemPair, old: Report, new: Report) -> str:
    """Where a moved item stood, in words."""
    if not pair.moved or pair.old is None or pair.new is None:
        return ""
    before, after = _part(old, pair.old.id), _part(new, pair.new.id)
    if before.kind is not after.kind:
        return f"原在“{before.title}”，现在“{after.title}”"
    return "在本部分中的先后次序变了"


def _part(report: Report, item: str) -> Part:
    return next(part for part in report.parts if any(found.id == item for found in part.items))
