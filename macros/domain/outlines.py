"""Papers without their words: what the pages of the register show of those that cite it."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from macros.domain.reports import Citation, ConceptLink, Item, Part, Report
from macros.domain.yearbook import Yearbook

_Link = TypeVar("_Link", Citation, ConceptLink)
#: Stands for whatever is said.
_SAID = "…"


def outlines_alone(yearbook: Yearbook) -> Yearbook:
    """The yearbook as if its papers had headings and links alone, and nobody had made anything of them.

    Pages of the register are made of this: whatever a paper says changes nothing
    on them, as long as it cites what it cited under the headings that it had.
    """
    return yearbook.keep("outlines", lambda: _only(yearbook))


def _only(yearbook: Yearbook) -> Yearbook:
    only = replace(
        yearbook,
        reports={key: outline_of(report) for key, report in yearbook.reports.items()},
        ledgers={},
        comparisons=(),
        other_pages=(),
        packs={},
    )
    # The register is the same, and what is computed of it.
    vars(only).update({name: getattr(yearbook, name) for name in ("register", "editions", "set_words")})
    return only


def outline_of(report: Report) -> Report:
    """A paper with its headings and links, and without its words and the lines in which they stand."""
    opening = _without_words(report.opening) if report.opening else None
    return replace(report, opening=opening, parts=tuple(map(_outline_of_part, report.parts)))


def _outline_of_part(part: Part) -> Part:
    lead = _without_words(part.lead) if part.lead else None
    return Part(part.id, part.kind, part.title, tuple(map(_without_words, part.items)), 0, lead)


def _without_words(item: Item) -> Item:
    text = _SAID if item.text else ""
    citations, concepts = tuple(map(_anywhere, item.citations)), tuple(map(_anywhere, item.concepts))
    return Item(item.id, item.kind, item.title, text, citations, concepts, 0)


def _anywhere(link: _Link) -> _Link:
    """A link without the line that it stands in."""
    return replace(link, line=0)
