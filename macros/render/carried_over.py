"""How much of a report stands word for word in the year before, with both passages."""

from __future__ import annotations

from macros.compare.carryover import MOSTLY, SHORTEST_RUN, CarriedItem, find_carried
from macros.compare.selection import written_before
from macros.domain.reports import Report
from macros.domain.yearbook import Yearbook
from macros.render.environment import render
from macros.render.links import Links
from macros.render.samples import sample_notice
from macros.render.unit_shown import THIS_SITE
from macros.render.unwritten import unwritten


def carried_over(report: Report | None, yearbook: Yearbook, links: Links, whose: str = THIS_SITE) -> str:
    """The items with what they have from the year before, and the rule that decides."""
    before = written_before(report, yearbook) if report else None
    if report is None or before is None:
        return render("carried_over_empty", whose=whose, report=report)
    if waiting := unwritten([report], "逐字沿用的情况", links):
        return waiting
    items = find_carried(before, report, yearbook.set_words)
    own, carried = sum(item.own for item in items), sum(item.carried for item in items)
    return render(
        "carried_over",
        notice=sample_notice([before, report]),
        report=report,
        before=before,
        items=[(item, label(item)) for item in items if item.passages],
        total=len(items),
        percent=percent(carried, own),
        shortest=SHORTEST_RUN,
        mostly=percent(MOSTLY, 1),
        links=links,
    )


def label(item: CarriedItem) -> str:
    """How much is carried over, in words: 大部分沿用（72%）; empty where nothing is."""
    if not item.passages:
        return ""
    word = "全部沿用" if item.share >= 1 else "大部分沿用" if item.share >= MOSTLY else "部分沿用"
    return f"{word}（{percent(item.carried, item.own)}%）"


def percent(part: float, whole: float) -> int:
    """A share as whole percent, rounded half up; never 0 where there is something, nor 100 where some is missing."""
    if not whole or not part:
        return 0
    return min(100 if part >= whole else 99, max(1, int(100 * part / whole + 0.5)))
