"""What every page is called, for the notes under a printed page, where a link cannot be followed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from macros.corpus import Corpus
from macros.domain.concepts import Concept
from macros.domain.regulations import Edition, Regulation
from macros.domain.yearbook import Yearbook
from scripts.build.search_data.scripts_for_browsers import SearchScript, assign

_CONCEPTS = "regulations/concepts"
_USUAL_UNIT = "条"


def make_page_names(corpus: Corpus, today: date) -> SearchScript:
    """The names of all pages, by their address without its ending.

    A name is a list: how a note calls the page, what a reader must know
    beside it, and what its provisions are called where that is not 条. A
    concept has a name of its own, for it shares its page with all others.

    Args:
        corpus: The pages and what they say.
        today: The day as of which an edition is superseded, and a concept rests on what it rests on.
    """
    titles = {
        path.removesuffix(".md"): (heading.text,)
        for path, page in sorted(corpus.pages.items())
        for heading in page.headings[:1]
    }
    return SearchScript("names.js", assign("ybPageNames", titles | dict(_papers(corpus.yearbook, today))))


def _papers(yearbook: Yearbook, today: date) -> Iterator[tuple[str, tuple[str, ...]]]:
    for report in yearbook.reports.values():
        yield _address(report.path), (f"《{report.title}》", *(["示例"] if report.sample else []))
    for rule in yearbook.local_rules.values():
        yield _address(rule.path), (f"《{rule.title}》",)
    for work in yearbook.regulations.values():
        yield _address(work.path), (f"《{work.title}》",)
        for edition in work.editions:
            yield _address(edition.path), _edition(work, edition, today)
    for concept in yearbook.concepts.values():
        yield f"{_CONCEPTS}#{concept.id}", (f"概念“{concept.names[0]}”", *_rests_on(concept, yearbook, today))


def _edition(work: Regulation, edition: Edition, today: date) -> tuple[str, ...]:
    following = work.by_id.get(edition.successor or "")
    ended = following and edition.ends and edition.ends.last <= today
    remark = f"自{edition.ends.chinese}起由{following.name}取代" if ended and following and edition.ends else ""
    unit = edition.unit if edition.unit != _USUAL_UNIT else ""
    name = (f"《{work.title}》{edition.name}", remark, unit)
    return name if unit else name[: 2 if remark else 1]


def _rests_on(concept: Concept, yearbook: Yearbook, today: date) -> Iterator[str]:
    if bases := yearbook.bases_of(concept, today):
        yield "现行依据" + "、".join(basis.name + ("" if basis.verified else "，待核实") for basis in bases)


def _address(path: str) -> str:
    return path.removesuffix(".md")
