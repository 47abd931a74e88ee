"""What is found of the register: works, editions, articles, concepts, local rules."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from macros.corpus import Corpus
from macros.corpus.pages import SourcePage
from macros.domain.concepts import Concept, Duty, LocalRule
from macros.domain.regulations import Edition, Fact, Regulation
from macros.domain.yearbook import Yearbook
from scripts.build.search_data.record import CONCEPT, DUTY, REGULATION, SearchRecord, address, join_lines, once
from scripts.build.search_data.sections import headings_of, sections_of

_CONCEPTS = "regulations/concepts.md"
_DUTIES = "regulations/duties.md"


def records_of_regulation(work: Regulation, corpus: Corpus) -> Iterator[SearchRecord]:
    """Yield the work with what its page says, then its editions, the newest first."""
    page = corpus.pages[work.path]
    texts = sections_of(page)
    known = [work.kind, "、".join(work.aliases), "、".join(work.concepts), work.binding_note]
    yield _record(work, work.id, "法规", work.title, join_lines([*known, texts.get(page.title_id, "")]), work.path)
    for anchor, heading in headings_of(page):
        yield _record(work, f"{work.id}#{anchor}", f"《{work.title}》", heading, texts[anchor], work.path, anchor)
    for edition in reversed(work.editions):
        yield from _of_edition(edition, work, corpus.pages[edition.path])


def _of_edition(edition: Edition, work: Regulation, page: SourcePage) -> Iterator[SearchRecord]:
    texts, year = sections_of(page), edition.starts.year if edition.starts else 0
    text = join_lines([*_facts(edition), texts.get(page.title_id, "")])
    yield _record(work, edition.key, f"《{work.title}》", edition.title, text, edition.path, year=year)
    for anchor, heading in headings_of(page):
        article = edition.by_anchor.get(anchor)
        words = f"{article.label} {article.topic}".strip() if article else heading
        place = f"《{work.title}》{edition.name}"
        yield _record(work, f"{edition.key}#{anchor}", place, words, texts[anchor], edition.path, anchor, year=year)


def _facts(edition: Edition) -> Iterator[str]:
    yield from (edition.official_title, "、".join(edition.aliases), edition.issuer, edition.form, edition.adopted_by)
    facts = (edition.number, edition.adopted, edition.issued, edition.published, edition.in_force, edition.superseded)
    for fact in (*facts, edition.count, edition.repeals):
        yield from _fact(fact) if fact else ()
    yield "、".join(edition.areas)


def _fact(fact: Fact) -> Iterator[str]:
    yield fact.day.chinese if fact.day else fact.value if isinstance(fact.value, str) else ""
    yield fact.note


def _record(
    work: Regulation, name: str, place: str, heading: str, text: str, path: str, anchor: str = "", *, year: int = 0
) -> SearchRecord:
    return SearchRecord(
        id=name,
        kind=REGULATION,
        year=year,
        place=place,
        heading=heading,
        text=text,
        address=address(path, anchor),
        works=(work.id,),
    )


def record_of_concept(concept: Concept, yearbook: Yearbook, today: date) -> SearchRecord:
    """A concept with its other names, what it asks and what it rests on."""
    bases = (basis.name for basis in yearbook.bases_of(concept, today))
    return SearchRecord(
        id=f"concepts#{concept.id}",
        kind=CONCEPT,
        place="概念",
        heading=concept.names[0],
        text=join_lines(["、".join(concept.names[1:]), concept.says, concept.note, "、".join(bases)]),
        address=address(_CONCEPTS, concept.id),
        works=once(basis.regulation for basis in concept.basis),
        topics=(concept.id,),
        terms=concept.search_names,
    )


def record_of_duty(duty: Duty, number: int, yearbook: Yearbook, today: date) -> SearchRecord:
    """What is asked of an office every year, at its place among all duties, with what it rests on."""
    bases = (basis.name for basis in yearbook.applied_bases((duty.basis,), today))
    return SearchRecord(
        id=f"duties#{number}",
        kind=DUTY,
        place="每年的规定动作",
        heading=duty.name,
        text=join_lines([duty.says, duty.note, "、".join(bases)]),
        address=address(_DUTIES, f"duty-{number}"),
        works=(duty.basis.regulation,),
        terms=(DUTY,),
    )


def record_of_local_rule(rule: LocalRule, page: SourcePage) -> SearchRecord:
    """A rule of the county or of the office, with its text where the site has it."""
    known = [f"{rule.level}制度", rule.issuer, rule.known, "、".join(rule.aliases), rule.note]
    return SearchRecord(
        id=f"local/{rule.id}",
        kind=REGULATION,
        place="本地制度",
        heading=rule.title,
        text=join_lines([*known, *sections_of(page).values()]),
        address=address(rule.path),
    )
