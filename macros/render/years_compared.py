"""Two years side by side, and the list of the pages that show them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from macros.compare.alignment import NO_OTHER, SURE, align_years
from macros.compare.confirmed import find_comeback
from macros.compare.item_rows import Candidate, ItemRow, ItemStanding
from macros.compare.matching import SAME_ITEM
from macros.compare.passages import PassagePair, compare_texts
from macros.compare.suggestions import likely_answers
from macros.domain.comparison_pages import Comparison
from macros.domain.reports import Item, Part, Report
from macros.domain.yearbook import ReportItem, Yearbook
from macros.render.environment import render
from macros.render.item_names import item_name
from macros.render.links import Links
from macros.render.samples import sample_notice
from macros.render.unit_shown import THIS_SITE
from macros.render.units.unit_list import list_across
from macros.render.unwritten import unwritten
from macros.render.years_pictured import row_anchor, row_values, standing_bar, title_map, title_within

#: From so many characters on a passage that both years have is folded.
_LONG = 40
#: What is said beside each piece of what was parted or joined.
_PIECES = {ItemStanding.PARTED: "占原条用字的", ItemStanding.JOINED: "占新条用字的"}


@dataclass(frozen=True)
class _ShownRow:
    """A row with what the page says of it."""

    row: ItemRow
    words: str
    was: str
    back: str
    elsewhere: tuple[ReportItem, ...]
    answers: tuple[Candidate, ...]
    passages: tuple[PassagePair, ...]

    @property
    def same(self) -> bool:
        """Whether nothing of it changed, so that it can be folded away."""
        return self.row.standing is ItemStanding.UNCHANGED and not self.row.moved and not self.row.retitled

    @property
    def alone(self) -> bool:
        """Whether only one of the years has it."""
        return not (self.row.old and self.row.new)

    @property
    def pieces(self) -> str:
        """What the shares of its pieces are shares of."""
        return _PIECES.get(self.row.standing, "")

    @property
    def confirmed(self) -> list[str]:
        """What people said of it: 2023年台账第2项 记为同一问题."""
        told = [f"{join.by}：{join.relation.value}" for join in self.row.confirmed]
        return list(dict.fromkeys([*told, *([self.row.back.by] if self.row.back else [])]))

    @property
    def last(self) -> str:
        """What tells of it in the year in which it was last told of."""
        back = self.row.back
        if back and isinstance(back.paper, Report):
            return item_name(back.paper, back.paper.passages[back.anchor])
        return f"{back.year}年整改台账" if back else ""


def compare_years(pair: tuple[Report, Report] | None, yearbook: Yearbook, links: Links, whose: str = THIS_SITE) -> str:
    """The items of two papers beside each other: what happened to each in words, then sentence by sentence."""
    if pair is None:
        return render("compare_years_empty", whose=whose)
    old, new = pair
    waiting = unwritten(pair, "两年的对照", links)
    rows = [] if waiting else [_shown(found, old, new, yearbook) for found in align_years(old, new, yearbook)]
    name = pair_name(old, new)
    counts = Counter(shown.row.standing for shown in rows if not shown.row.is_of_leads)
    return render(
        "compare_years",
        notice=sample_notice(pair),
        name=name,
        name_of=title_within,
        values_of=row_values,
        anchor_of=row_anchor,
        bounds={"same": SAME_ITEM, "sure": SURE, "none": NO_OTHER},
        old=old,
        new=new,
        rows=rows,
        counts=[(standing, counts[standing]) for standing in ItemStanding if counts[standing]],
        moved=sum(shown.row.moved for shown in rows),
        waiting=waiting,
        bar=standing_bar(counts, name),
        map=title_map(old, new, [(shown.row, shown.same) for shown in rows], name),
        runs=list(_runs(rows)),
        long=_LONG,
        gap=list(range(old.year + 1, new.year)),
        others=list(_others(new.folder, yearbook, links)),
        links=links,
    )


def _others(folder: str, yearbook: Yearbook, links: Links) -> Iterator[Comparison]:
    """Yield the other comparisons of a unit that have anything to show."""
    for row in yearbook.comparisons:
        if row.new.folder == folder and row.path != links.page and row.old.written and row.new.written:
            yield row


def _runs(rows: Sequence[_ShownRow]) -> Iterator[tuple[list[_ShownRow], ...]]:
    """Yield the rows of each kind one by one, then at once those of the earlier and of the later year alone."""
    for _, found in groupby(rows, key=lambda shown: shown.row.kind):
        run = list(found)
        yield from (([shown],) for shown in run if not shown.alone)
        alone = [shown for shown in run if shown.alone]
        if alone:
            yield [shown for shown in alone if shown.row.old], [shown for shown in alone if shown.row.new]


def pair_name(old: Report, new: Report) -> str:
    """What the anchors of a comparison begin with."""
    return f"yb-{old.key}-{new.key}".replace("/", "-")


def pair_anchor(old: Report, new: Report, item: Item) -> str:
    """Where a comparison has an item of the later paper."""
    return f"{pair_name(old, new)}-{item.id}"


def comparison_list(yearbook: Yearbook, links: Links) -> str:
    """The pages that set many units side by side; those that set two years so, newest first; then the others."""
    rows = sorted(yearbook.comparisons, key=lambda row: (row.new.folder, -row.new.year, -row.old.year, row.path))
    across = list_across(yearbook)
    others = [page for page in yearbook.other_pages if page not in across]
    return render("comparison_list", across=across, rows=rows, others=others, links=links)


def _shown(row: ItemRow, old: Report, new: Report, yearbook: Yearbook) -> _ShownRow:
    is_compared = row.old and row.new and not row.standing.is_of_answers
    texts = ("\n".join(item.text for item in items) for items in (row.old, row.new))
    return _ShownRow(
        row,
        _words(row),
        _was(row, old, new),
        _back(row, new, yearbook),
        tuple(_elsewhere(row, yearbook)),
        tuple(_answers(row, old, new, yearbook)),
        compare_texts(*texts) if is_compared else (),
    )


def _words(row: ItemRow) -> str:
    """What happened, as the line over the row says it: 改写、移动、改题."""
    words = [row.back.words if row.back else str(row.standing)]
    words += ["移动"] if row.moved else []
    words += ["改题"] if row.retitled and not row.standing.is_of_answers else []
    return "、".join(words)


def _back(row: ItemRow, new: Report, yearbook: Yearbook) -> str:
    """When an item that is back was last told of, or one that is gone is told of again: 再次出现（2021年）."""
    if row.again:
        return f"{row.again}年再次出现"
    found = (find_comeback(new, item, yearbook) for item in (() if row.back else row.new))
    return "、".join(dict.fromkeys(back.words for back in found if back))


def _elsewhere(row: ItemRow, yearbook: Yearbook) -> Iterator[ReportItem]:
    """Yield what people joined a lone item to: the answer to a measure, what it answers."""
    for join in row.confirmed if not (row.old and row.new) else ():
        yield yearbook.place_of(join.new if row.old else join.old)


def _answers(row: ItemRow, old: Report, new: Report, yearbook: Yearbook) -> Iterator[Candidate]:
    """Yield where the result of a lone measure may be told, and of which measures a lone item may be the result."""
    alone = {item.id for item in (*row.old, *row.new)} if not (row.old and row.new) else set()
    for (measure, told), score in likely_answers(old, new, yearbook).items():
        if (measure if row.old else told) in alone:
            yield Candidate(new.passages[told] if row.old else old.passages[measure], round(score, 2))


def _was(row: ItemRow, old: Report, new: Report) -> str:
    """Where a moved item stood, in words."""
    if not row.moved or not row.old or not row.new:
        return ""
    before, after = _part(old, row.old[0].id), _part(new, row.new[0].id)
    if before.kind is not after.kind:
        return f"原在“{before.title}”，现在“{after.title}”"
    return "在本部分中的先后次序变了"


def _part(report: Report, item: str) -> Part:
    return next(part for part in report.parts if any(found.id == item for found in part.passages))
