"""更正: what was put right on pages, at its place and on one page together with what was in the register."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from macros.domain.concepts import LocalRule
from macros.domain.corrected import count_places, find_corrected, find_entry, given_pages
from macros.domain.corrections import PaperCorrection
from macros.domain.dates import PartialDate, chinese_date
from macros.domain.ledgers import Ledger
from macros.domain.packs import StudyPack
from macros.domain.records import GivenPage
from macros.domain.reports import Item, Report
from macros.domain.yearbook import Yearbook
from macros.render.environment import render
from macros.render.links import Links
from macros.render.reliance import find_rows

_REGULATION = "法规"
#: What each kind of page is called in the list, and by itself.
_KINDS: dict[type[GivenPage], tuple[str, str]] = {
    Report: ("报告", "这份材料"),
    Ledger: ("台账", "这份台账"),
    LocalRule: ("本地制度", "这项制度"),
    StudyPack: ("学习资料包", "这份资料"),
}
#: Where corrections stand on the page of a paper, and on that of a regulation.
ANCHOR, _OF_REGULATION = "corrections", "yb-corrections"


@dataclass(frozen=True)
class ListedCorrection:
    """A row of the list (更正一览的一行).

    Attributes:
        on: The day.
        kind: 报告, 台账, 本地制度, 学习资料包 or 法规.
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


def corrected_banner(page: GivenPage) -> str:
    """The banner of a page that was corrected; empty of any other."""
    if not page.corrections:
        return ""
    last = max(correction.on for correction in page.corrections)
    what, count = _KINDS[type(page)][1], count_places(page.corrections)
    text = f"{what}发布以后更正过 {count} 处，最近一次在{chinese_date(last)}。"
    return render("banner", title="更正", text=text, ways=[("看更正了什么", f"#{ANCHOR}")], tone="note")


def corrected_at(report: Report, item: Item) -> list[PaperCorrection]:
    """What was corrected in a passage, the newest first; what cannot be told to stand there alone is left out."""
    own = [one for one in report.corrections if not one.new_text and find_corrected(report, one) == item]
    return sorted(own, key=lambda one: one.on, reverse=True)


def page_corrections(page: GivenPage) -> str:
    """All that was corrected of a page, the newest first; empty where nothing was."""
    if not page.corrections:
        return ""
    rows = [(one, _anchor(page, one)) for one in page.corrections]
    rows.sort(key=lambda row: row[0].on, reverse=True)
    return render("page_corrections", page=_KINDS[type(page)][1], rows=rows, anchor=ANCHOR)


def list_corrections(yearbook: Yearbook, links: Links) -> str:
    """What was corrected on pages and in the register, the newest first."""
    given = [*given_pages(yearbook)]
    rows = [*(row for page in given for row in _of_page(page)), *_of_register(yearbook)]
    rows.sort(key=lambda row: (row.day, row.name), reverse=True)
    pages = sum(count_places(page.corrections) for page in given)
    register = sum(row.kind == _REGULATION for row in rows)
    return render("correction_list", rows=rows, count=pages + register, links=links)


def _anchor(page: GivenPage, correction: PaperCorrection) -> str:
    """Where on its page stands what was corrected; empty where that is not one place."""
    if isinstance(page, Report):
        item = find_corrected(page, correction)
        return item.id if item else ""
    entry = find_entry(page, correction) if isinstance(page, Ledger) else None
    return entry.anchor if entry else ""


def _of_page(page: GivenPage) -> Iterator[ListedCorrection]:
    for one in page.corrections:
        yield ListedCorrection(
            one.on, _KINDS[type(page)][0], _name(page), page.path, ANCHOR, one.what, one.before, one.after,
            one.why, one.by, new_text=one.new_text, sample=isinstance(page, Report | Ledger) and page.sample,
        )  # fmt: skip


def _name(page: GivenPage) -> str:
    if isinstance(page, Report):
        return f"{page.unit} {page.name}"
    return f"{page.unit} {page.year}年整改台账" if isinstance(page, Ledger) else page.title


def _of_register(yearbook: Yearbook) -> list[ListedCorrection]:
    return [
        ListedCorrection(
            row.correction.on, _REGULATION, row.work.title, row.work.path, _OF_REGULATION,
            row.correction.what, row.correction.before, row.correction.after, row.correction.by,
            place=row.place, place_path=row.path, place_anchor=row.anchor,
        )
        for row in find_rows(yearbook.regulations.values())
    ]  # fmt: skip
