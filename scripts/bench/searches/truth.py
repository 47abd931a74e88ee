"""Which items hold a phrase, looked up in the pages themselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from macros.domain.reports import Report
from scripts.bench.searches.folding import fold


class Library:
    """Folded texts by name, such as `2023#m2`, in reading order."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.texts = {name: fold(text) for name, text in texts.items()}

    def find(self, phrase: str) -> frozenset[str]:
        """Names of the texts that hold a phrase.

        Args:
            phrase: As a user writes it.

        Returns:
            The names; none for a phrase of which nothing is left when folded.
        """
        wanted = fold(phrase)
        return frozenset(name for name, text in self.texts.items() if wanted in text) if wanted else frozenset()

    @cached_property
    def by_page(self) -> dict[str, tuple[str, ...]]:
        """Names by the page that they stand on, such as `2023`."""
        pages: dict[str, list[str]] = {}
        for name in self.texts:
            pages.setdefault(name.partition("#")[0], []).append(name)
        return {page: tuple(names) for page, names in pages.items()}


def read_items(reports: Iterable[Report]) -> dict[str, str]:
    """Each item's heading and text, by name.

    Args:
        reports: The reports of a site.

    Returns:
        Raw texts, heading and paragraphs parted by line ends.
    """
    return {str(report.ref(item)): f"{item.title}\n{item.text}" for report in reports for item in report.items.values()}
