"""Made-up years in which people have joined items in every way: yearbooks without pages."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from hypothesis import strategies as st

from macros.domain.joins import earlier_items
from macros.domain.ledgers import Entry, EntrySource, Ledger, LedgerMeasure, MeasureKind
from macros.domain.reports import Audience, Continuation, ItemRef, Report
from macros.domain.yearbook import Yearbook
from tests.helpers.reports import make_report, with_leads

YEARS = (2019, 2020, 2021, 2022)
IDS = ("w1", "w2", "p1", "p2", "p3", "m1", "m2")
#: Some of them much alike, so that wording alone would join what people keep apart.
TEXTS = (
    "问责偏轻，多为通报批评，处理方式单一。",
    "问责仍然偏轻，多为通报批评和诫勉谈话。",
    "公务接待审批不严，要件不全，有的先接待后补单。",
    "严格公务接待审批，要件不全的一律不予报销。",
    "教育形式单一，以会议传达为主，内容重复。",
    "丰富教育形式，组织现场教学和案例剖析。",
    "村务公开不及时，群众知晓率不高。",
)
_T = TypeVar("_T")


@st.composite
def joined_years(draw: st.DrawFn) -> Yearbook:
    """Four years of papers and ledgers with `repeats`, `answers` and `continues` that do not contradict each other."""
    papers = [_paper(draw, year) for year in YEARS]
    ledgers: list[Ledger] = []
    for paper in papers:
        ledgers += [_ledger(draw, paper, ledgers)] if draw(st.integers(0, 4)) else []
    reports: dict[str, Report] = {}
    for paper in papers:
        reports[paper.key] = _joined(draw, paper, list(reports.values()))
    book = Yearbook(reports=reports, ledgers={ledger.key: ledger for ledger in ledgers})
    return replace(book, reports={key: _refusing(draw, report, book) for key, report in reports.items()})


def _some(draw: st.DrawFn, things: list[_T], most: int = 2) -> list[_T]:
    return draw(st.lists(st.sampled_from(things), unique=True, max_size=most)) if things else []


def _paper(draw: st.DrawFn, year: int) -> Report:
    ids = sorted(draw(st.sets(st.sampled_from(IDS), min_size=2)), key=IDS.index)
    made = make_report(year, {name: (f"（一）条目{name}", draw(st.sampled_from(TEXTS))) for name in ids})
    return with_leads(made, problem=draw(st.sampled_from(TEXTS))) if draw(st.booleans()) else made


def _refs(paper: Report, letter: str = "") -> list[ItemRef]:
    return [paper.ref(item) for item in paper.passages.values() if item.id.startswith(letter)]


def _ledger(draw: st.DrawFn, paper: Report, earlier: list[Ledger]) -> Ledger:
    entries: list[Entry] = []
    for number in range(draw(st.integers(0, 3))):
        before = [entry.id for ledger in earlier for entry in ledger.entries] + [entry.id for entry in entries]
        measures = [
            LedgerMeasure(ref, "措施", "", MeasureKind.DATED, "", "", "", "组织委员", (), None, (), None)
            for ref in _some(draw, _refs(paper, "m"))
        ]
        entries.append(
            Entry(
                f"{paper.year}-0{number + 1}",
                EntrySource.SELF,
                f"事项{number}",
                draw(st.sampled_from([None, *(ref for ref in _refs(paper, "p") if ref.item in paper.items)])),
                (),
                draw(st.sampled_from([None, *before])),
                Audience.LEADERS,
                tuple(measures),
            )
        )
    return Ledger(paper.key, "台账", paper.year, paper.unit, Audience.LEADERS, False, tuple(entries))


def _joined(draw: st.DrawFn, paper: Report, earlier: list[Report]) -> Report:
    olds = [ref for report in earlier for ref in _refs(report)]
    work = [item.id for item in paper.items.values() if item.id.startswith("w")]
    measures = [ref for ref in olds if ref.item.startswith("m")]
    sure = [
        Continuation(item, ref, sure=True) for item in _some(draw, list(paper.passages)) for ref in _some(draw, olds)
    ]
    answers = {ref: draw(st.sampled_from(work)) for ref in (_some(draw, measures) if work else [])}
    return replace(paper, continues=tuple(sure), answers=answers)


def _refusing(draw: st.DrawFn, report: Report, book: Yearbook) -> Report:
    """What is refused is nowhere said to be so: a page that did would be told, and there would be no site."""
    olds = [ref for other in book.reports.values() if other.year < report.year for ref in _refs(other)]
    told = [
        Continuation(item, ref, sure=False)
        for item in _some(draw, list(report.passages))
        for ref in _some(draw, olds)
        if ref not in earlier_items(book).get(ItemRef(report.key, item), {})
    ]
    return replace(report, continues=(*report.continues, *told))
