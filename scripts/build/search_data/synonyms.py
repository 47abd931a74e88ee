"""Other names for the same thing, from the aliases and concepts that the site has already."""

from __future__ import annotations

from collections.abc import Iterator

from macros.domain.yearbook import Yearbook


def find_synonyms(yearbook: Yearbook) -> Iterator[tuple[str, ...]]:
    """Yield groups of names of which each may stand for the others; a group has two at least.

    Args:
        yearbook: All pages.
    """
    for concept in yearbook.concepts.values():
        names = tuple(dict.fromkeys((*concept.names, *concept.search_names)))
        if len(names) > 1:
            yield names
    for work in yearbook.regulations.values():
        names = tuple(dict.fromkeys((work.title, *work.aliases)))
        if len(names) > 1:
            yield names
    for phrase in yearbook.phrases:
        if len(phrase.forms) > 1:
            yield phrase.forms
