"""What of a paper stands in others, each passage beside its source, and what was left in it."""

from __future__ import annotations

from dataclasses import dataclass

from macros.compare.copying.check import CheckedItem, CopiedRow, CopyCheck, check_copies
from macros.compare.copying.leftover import Leftover
from macros.compare.copying.leftovers import find_leftovers
from macros.compare.copying.matches import CopyKind
from macros.compare.copying.matching import NEARLY
from macros.compare.copying.parts import SHORTEST_ALONE
from macros.compare.copying.quoting import FEWEST_OWN
from macros.compare.passages import WordingMark, WordingPiece, word_changes
from macros.domain.reports import Report
from macros.domain.yearbook import Yearbook
from macros.render.carried_over import percent
from macros.render.environment import render
from macros.render.item_names import name_within
from macros.render.links import Links
from macros.render.samples import sample_notice
from macros.render.unit_shown import THIS_SITE
from macros.render.unwritten import unwritten

#: Where a site has more papers, a page looks at those of its own unit alone: to read all takes a second.
MOST_PAPERS = 200
_STOPS = "，。；：！？"


@dataclass(frozen=True)
class _ShownRow:
    """A passage and its source as the page has them: word by word where they differ."""

    row: CopiedRow
    source: str
    also: int
    here: tuple[WordingPiece, ...]
    there: tuple[WordingPiece, ...]


def copies(report: Report | None, yearbook: Yearbook, links: Links, whose: str = THIS_SITE) -> str:
    """The shares by item and kind, the passages beside their sources, and what was left in."""
    if report is None:
        return render("copies_empty", whose=whose)
    if waiting := unwritten([report], "雷同的情况", links):
        return waiting
    everybody = len(yearbook.reports) <= MOST_PAPERS
    check: CopyCheck = yearbook.keep(
        ("copies", report.key), lambda: check_copies(report, yearbook, everybody=everybody)
    )
    items = [item for item in check.items if item.rows]
    leftovers = find_leftovers(check, yearbook)
    return render(
        "copies",
        notice=sample_notice([report, *(row.source.report for row in check.rows)]),
        report=report,
        whose=whose,
        against=describe_papers(check),
        everybody=everybody,
        shares=[share for item in items if (share := _share(item))],
        total=_total(check),
        uncounted=check.uncounted,
        items=[(item, [_shown(row) for row in item.rows]) for item in items],
        leftovers=leftovers,
        remedies=_remedies(check, leftovers),
        shortest=FEWEST_OWN,
        alone=SHORTEST_ALONE,
        nearly=percent(NEARLY, 1),
        links=links,
    )


def describe_papers(check: CopyCheck) -> str:
    """What a paper was held against: 本单位的材料 4 份、其他单位的材料 2 份; empty where there was nothing."""
    own = [paper for paper in check.against if paper.report and paper.report.folder == check.report.folder]
    others = [paper for paper in check.against if paper.report and paper not in own]
    texts = len(check.against) - len(own) - len(others)
    counts = [(len(own), "本单位的材料"), (len(others), "其他单位的材料"), (texts, "没有公布的材料")]
    return "、".join(f"{what} {count} 份" for count, what in counts if count)


def source_name(row: CopiedRow) -> str:
    """Where a passage stands: the paper and the item of it."""
    name = row.matches[0].there.passage.ref.item
    report = row.source.report
    return f"{row.source.name} {name_within(report, report.passages[name]) if report else name}"


def count_others(row: CopiedRow) -> int:
    """How many other papers have some of a passage in the same way."""
    return len({passage.ref.report for match in row.matches for passage in match.also} - {row.source.key})


def _share(item: CheckedItem) -> tuple[CheckedItem, list[int], int, int] | None:
    """An item with its copied characters by kind, all of them, and their percentage; None where nothing counts."""
    copied = item.copied()
    return (item, [item.copied(kind) for kind in CopyKind], copied, percent(copied, item.own)) if copied else None


def _total(check: CopyCheck) -> tuple[int, list[int], int, int]:
    """The same of the whole paper, after how many characters are its own."""
    copied = check.copied()
    return check.own, [check.copied(kind) for kind in CopyKind], copied, percent(copied, check.own)


def _shown(row: CopiedRow) -> _ShownRow:
    # What is the same need not be read twice; a stop that one of them lacks is no change.
    same = (), (WordingPiece(WordingMark.KEPT, row.text),)
    texts = (row.source_text.rstrip(_STOPS), row.text.rstrip(_STOPS))
    there, here = same if row.kind is CopyKind.EXACT else word_changes(*texts)
    return _ShownRow(row, source_name(row), count_others(row), here, there)


def _remedies(check: CopyCheck, leftovers: tuple[Leftover, ...]) -> list[tuple[str, str]]:
    """What to do about each kind that was found, by its name."""
    copied = [kind for kind in CopyKind if any(row.kind is kind and row.counts for row in check.rows)]
    left = dict.fromkeys(leftover.kind for leftover in leftovers)
    return [(kind.word, kind.remedy) for kind in copied] + [(kind.word, kind.remedy) for kind in left]
