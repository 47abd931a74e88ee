"""Other names for the same thing, from the aliases and concepts that the site has already."""

from __future__ import annotations

from collections.abc import Iterator

from macros.domain.yearbook import Yearbook
from scripts.build.search_data.record import once


def find_synonyms(yearbook: Yearbook) -> Iterator[tuple[str, ...]]:
    """Yield groups of names of which each may stand for the others; a group has two at least.

    Args:
        yearbook: All pages.
    """
    groups = [
        *((*concept.names, *concept.search_names) for concept in yearbook.concepts.values()),
        *((work.title, *work.aliases) for work in yearbook.regulations.values()),
        *(phrase.forms for phrase in yearbook.phrases),
    ]
    yield from (names for names in map(once, groups) if len(names) > 1)
