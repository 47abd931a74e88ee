"""The things that a search finds: items, articles, concepts, ledger entries, sections of the handbook.

A result is a place and not a page, so each of these is a record with its own
address. The text is handed over as it is written; the browser folds it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from macros.compare.standing import find_provisions
from macros.corpus import Corpus
from macros.corpus.pages import PageKind, SourcePage
from macros.domain.concepts import Concept
from macros.domain.ledgers import Entry, Ledger
from macros.domain.regulations import Edition, Regulation
from macros.domain.reports import Item, Report
from macros.domain.yearbook import Yearbook
from macros.page_text.words import plain_text

#: The kinds beside those of items, as a reader chooses among them.
REGULATION, CONCEPT, LEDGER, HANDBOOK = "法规", "概念", "台账", "手册"
_TAG = re.compile(r"<[^<>]*>|\{%.*?%\}|\{\{.*?\}\}|^\s*[|:\-\s]+$", re.MULTILINE)


@dataclass(frozen=True)
class SearchRecord:
    """One thing that a search finds (检索的一条).

    Attributes:
        id: Names it: `2023#m2`, `jilv-chufen-tiaoli/2018#art-122`, `ledger/2023#2023-01`.
        kind: 现状, 问题, 原因, 措施, 其他, 法规, 概念, 台账 or 手册.
        year: The year it belongs to; 0 where it belongs to none.
        unit: Who wrote it; empty where that says nothing.
        place: What it stands in, such as 2023年 or the title of an edition.
        heading: Its heading.
        text: Its words, a paragraph a line.
        address: Where it is, from the top of the site.
        works: Ids of the regulations it cites or belongs to.
        topics: Ids of the concepts it cites.
        statuses: Where it stands in the ledger on the day asked about.
        sample: Whether it comes from a sample.
    """

    id: str
    kind: str
    year: int
    unit: str
    place: str
    heading: str
    text: str
    address: str
    works: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    sample: bool = False


def make_records(corpus: Corpus, today: date) -> Iterator[SearchRecord]:
    """Yield everything that a search finds, newest year first, then the register and the handbook.

    Args:
        corpus: The pages and what they say.
        today: The day as of which statuses are given.
    """
    yearbook = corpus.yearbook
    for report in sorted(yearbook.reports.values(), key=lambda report: (-report.year, report.key)):
        yield from _of_report(report, yearbook, today)
    for ledger in sorted(yearbook.ledgers.values(), key=lambda ledger: (-ledger.year, ledger.key)):
        yield from (_of_entry(entry, ledger, today) for entry in ledger.entries)
    for work in sorted(yearbook.regulations.values(), key=lambda work: work.id):
        yield from _of_regulation(work, corpus)
    yield from (_of_concept(concept) for concept in yearbook.concepts.values())
    for path, page in sorted(corpus.pages.items()):
        if page.kind is PageKind.FREE and path.startswith("handbook/"):
            yield from _of_handbook(page)


def _of_report(report: Report, yearbook: Yearbook, today: date) -> Iterator[SearchRecord]:
    for item in report.items.values():
        provisions = list(find_provisions(report, item, yearbook, today))
        yield SearchRecord(
            id=str(report.ref(item)),
            kind=item.kind.word,
            year=report.year,
            unit=report.unit,
            place=report.name,
            heading=item.title,
            text=item.text,
            address=_address(report.path, item.id),
            works=tuple(dict.fromkeys(cited.work.id for cited in provisions)),
            topics=tuple(dict.fromkeys(link.concept for link in item.concepts)),
            statuses=_statuses_of(report, item, yearbook, today),
            sample=report.sample,
        )


def _statuses_of(report: Report, item: Item, yearbook: Yearbook, today: date) -> tuple[str, ...]:
    ref = report.ref(item)
    lines = yearbook.lines_of(ref)
    # A measure stands where it stands itself; a problem, where its measures stand.
    measures = [m for line in lines for m in line.entry.measures if m.item == ref] or [
        m for line in lines for m in line.entry.measures
    ]
    return tuple(dict.fromkeys(str(measure.status_on(today)) for measure in measures))


def _of_entry(entry: Entry, ledger: Ledger, today: date) -> SearchRecord:
    words = [entry.text, *(text for m in entry.measures for text in (m.text, m.goal, *(e.note for e in m.history)))]
    return SearchRecord(
        id=f"ledger/{ledger.key}#{entry.id}",
        kind=LEDGER,
        year=ledger.year,
        unit=ledger.unit,
        place=f"{ledger.year}年整改台账",
        heading=entry.id,
        text="\n".join(filter(None, words)),
        address=_address(ledger.path, entry.anchor),
        statuses=tuple(dict.fromkeys(str(measure.status_on(today)) for measure in entry.measures)),
        sample=ledger.sample,
    )


def _of_regulation(work: Regulation, corpus: Corpus) -> Iterator[SearchRecord]:
    yield SearchRecord(
        id=work.id,
        kind=REGULATION,
        year=0,
        unit="",
        place="法规",
        heading=work.title,
        text="、".join(work.aliases),
        address=_address(work.path, ""),
        works=(work.id,),
    )
    for edition in reversed(work.editions):
        yield from _of_edition(edition, work, corpus.pages[edition.path])


def _of_edition(edition: Edition, work: Regulation, page: SourcePage) -> Iterator[SearchRecord]:
    texts = _sections(page)
    for article in edition.articles:
        yield SearchRecord(
            id=f"{edition.key}#{article.anchor}",
            kind=REGULATION,
            year=edition.starts.year if edition.starts else 0,
            unit="",
            place=f"《{work.title}》{edition.name}",
            heading=f"{article.label} {article.topic}".strip(),
            text=texts.get(article.anchor, ""),
            address=_address(edition.path, article.anchor),
            works=(work.id,),
        )


def _of_concept(concept: Concept) -> SearchRecord:
    return SearchRecord(
        id=f"concepts#{concept.id}",
        kind=CONCEPT,
        year=0,
        unit="",
        place="概念",
        heading=concept.names[0],
        text="\n".join(filter(None, ["、".join(concept.names[1:]), concept.note])),
        address=_address("regulations/concepts.md", concept.id),
        works=tuple(dict.fromkeys(basis.regulation for basis in concept.basis)),
        topics=(concept.id,),
    )


def _of_handbook(page: SourcePage) -> Iterator[SearchRecord]:
    title = next((heading.text for heading in page.headings if heading.level == 1), "手册")
    texts = _sections(page)
    for heading in page.headings:
        if heading.id and heading.level > 1:
            yield SearchRecord(
                id=f"{page.path.removesuffix('.md')}#{heading.id}",
                kind=HANDBOOK,
                year=0,
                unit="",
                place=title,
                heading=heading.text,
                text=texts.get(heading.id, ""),
                address=_address(page.path, heading.id),
            )


def _sections(page: SourcePage) -> dict[str, str]:
    """The words under each heading of a page, by the heading's id, markup taken off."""
    by_line = {heading.line: heading.id for heading in page.headings}
    found: dict[str, list[str]] = {}
    current = ""
    for number, line in page.numbered_lines():
        if number in by_line:
            current = by_line[number] or current
        elif current and (words := _TAG.sub("", plain_text(line)).strip("| ")):
            found.setdefault(current, []).append(words)
    return {name: "\n".join(lines) for name, lines in found.items()}


def _address(path: str, anchor: str) -> str:
    page = path.removesuffix(".md") + ".html"
    return f"{page}#{anchor}" if anchor else page
