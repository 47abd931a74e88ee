"""What is found of the other pages: the handbook, overviews, comparisons, packs, lists of practice."""

from __future__ import annotations

from collections.abc import Iterator

from macros.corpus import Corpus
from macros.corpus.pages import PageKind, SourcePage
from macros.domain.yearbook import Yearbook
from scripts.build.search_data.record import HANDBOOK, PAGE, SearchRecord, address, join_lines
from scripts.build.search_data.sections import headings_of, sections_of

_OTHERS = frozenset(
    {
        PageKind.FREE,
        PageKind.REGISTER,
        PageKind.CONCEPTS,
        PageKind.DUTIES,
        PageKind.USAGES,
        PageKind.PHRASES,
        PageKind.FORMS,
    }
)


def records_of_pages(corpus: Corpus) -> Iterator[SearchRecord]:
    """Yield what these pages say themselves; what they compute is found where it comes from."""
    for path, page in sorted(corpus.pages.items()):
        if page.kind in _OTHERS and page.headings:
            yield from _of_page(page, HANDBOOK if path.startswith("handbook/") else PAGE, corpus.yearbook)


def _of_page(page: SourcePage, kind: str, yearbook: Yearbook) -> Iterator[SearchRecord]:
    title = next((heading for heading in page.headings if heading.level == 1), page.headings[0])
    texts, name = sections_of(page), page.path.removesuffix(".md")
    text = join_lines([texts.get(title.id, ""), texts.get("", ""), *_rows(page.kind, yearbook)])
    yield SearchRecord(id=name, kind=kind, place=kind, heading=title.text, text=text, address=address(page.path))
    for anchor, heading in headings_of(page):
        yield SearchRecord(
            id=f"{name}#{anchor}",
            kind=kind,
            place=title.text,
            heading=heading,
            text=texts[anchor],
            address=address(page.path, anchor),
        )


def _rows(kind: PageKind, yearbook: Yearbook) -> Iterator[str]:
    """The rows that a page keeps in its front matter."""
    if kind is PageKind.USAGES:
        for usage in yearbook.usages:
            yield from (usage.wrong, usage.right, usage.note, usage.source)
    elif kind is PageKind.PHRASES:
        for phrase in yearbook.phrases:
            yield from (*phrase.forms, phrase.note)
    elif kind is PageKind.FORMS:
        for form in yearbook.forms:
            yield from (form.name, *(f"{one.at} {one.says} {one.takes}" for one in form.fields))
