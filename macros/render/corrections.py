"""更正: what was put right in papers, at its place and on one page together with what was in the register."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from macros.domain.corrected import count_places, find_corrected
from macros.domain.corrections import PaperCorrection
from macros.domain.dates import PartialDate, chinese_date
from macros.domain.reports import Item, Report
from macros.domain.yearbook import Yearbook
from macros.render.environment import render
from macros.render.links import Links
from macros.render.reliance import find_rows

_REPORT, _REGULATION = "报告", "法规"
#: Where corrections stand on the page of a paper, and on that of a regulation.
ANCHOR, _OF_REGULATION = "corrections", "yb-corrections"


@dataclass(frozen=True)
class ListedCorrection:
    """A row of the list (更正一览的一行).

    Attributes:
        on: The day.
        kind: 报告 or 法规.
        name: What the page is called.
        path: The page, under docs.
        anchor: The place of the page where its corrections stand.
        what: What of it.
        before: What stood there.
        after: What stands there now.
        why: Why, or by what.
        by: The post that answers for it; empty for the register.
        new_text: Whether a newer text took the place of all of it.
        sample: Whether its page is a sample.
        place: The edition or article that it concerns; empty for none.
        place_path: The page of that, under docs.
        place_anchor: Its place there; may be empty.
    """

    on: date | PartialDate
    kind: str
    name: str
    path: str
    anchor: str
    what: str
    before: str
    after: str
    why: str
    by: str = ""
    new_text: bool = False
    sample: bool = False
    place: str = ""
    place_path: str = ""
    place_anchor: str = ""

    @property
    def day(self) -> date:
        """The day, or the first that it can be."""
        return self.on.first if isinstance(self.on, PartialDate) else self.on


def corrected_banner(report: Report) -> str:
    """The banner of a paper that was corrected; empty of any other."""
    if not report.corrections:
        return ""
    last = max(correction.on for correction in report.corrections)
    text = f"这份材料发布以后更正过 {count_places(report.corrections)} 处，最近一次在{chinese_date(last)}。"
    return render("banner", title="更正", text=text, ways=[("看更正了什么", f"#{ANCHOR}")], tone="note")


def corrected_at(report: Report, item: Item) -> list[PaperCorrection]:
    """What was corrected in a passage, the newest first; what cannot be told to stand there alone is left out."""
    own = [one for one in report.corrections if not one.new_text and find_corrected(report, one) == item]
    return sorted(own, key=lambda one: one.on, reverse=True)


def paper_corrections(report: Report, links: Links) -> str:
    """All that was corrected of a paper, the newest first; empty where nothing was."""
    if not report.corrections:
        return ""
    rows = [(one, find_corrected(report, one)) for one in report.corrections]
    rows.sort(key=lambda row: row[0].on, reverse=True)
    return render("paper_corrections", report=report, rows=rows, anchor=ANCHOR, links=links)


def list_corrections(yearbook: Yearbook, links: Links) -> str:
    """What was corrected in papers and in the register, the newest first."""
    rows = [*_of_papers(yearbook), *_of_register(yearbook)]
    rows.sort(key=lambda row: (row.day, row.name), reverse=True)
    papers = sum(count_places(report.corrections) for report in yearbook.reports.values())
    register = sum(row.kind == _REGULATION for row in rows)
    return render("correction_list", rows=rows, count=papers + register, links=links)


def _of_papers(yearbook: Yearbook) -> list[ListedCorrection]:
    return [
        ListedCorrection(
            one.on, _REPORT, f"{report.unit} {report.name}", report.path, ANCHOR, one.what, one.before, one.after,
            one.why, one.by, new_text=one.new_text, sample=report.sample,
        )
        for report in yearbook.reports.values()
        for one in report.corrections
    ]  # fmt: skip


def _of_register(yearbook: Yearbook) -> list[ListedCorrection]:
    return [
        ListedCorrection(
            row.correction.on, _REGULATION, row.work.title, row.work.path, _OF_REGULATION,
            row.correction.what, row.correction.before, row.correction.after, row.correction.by,
            place=row.place, place_path=row.path, place_anchor=row.anchor,
        )
        for row in find_rows(yearbook.regulations.values())
    ]  # fmt: skip
