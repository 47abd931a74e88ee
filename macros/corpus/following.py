"""Pages while somebody edits them: what has changed is read again, and what cannot be read stays as it was."""

from __future__ import annotations

from pathlib import Path

from macros.corpus.assembly import assemble
from macros.corpus.collecting import without_collector
from macros.corpus.load import Corpus, read_pages
from macros.corpus.parsing import ParsedPage
from macros.corpus.sources import Listing, Source
from macros.domain.yearbook import Yearbook
from macros.findings import Finding


class FollowedPages:
    """The pages of a docs folder as they can be shown, whatever is being done to them.

    A page that cannot be read, or whose fields are at fault, is shown as it was
    when it last could; one that never could is not shown.

    Attributes:
        corpus: The pages that are shown, and what they say.
        files: Paths of all files, in order.
        faults: What is wrong with pages by themselves.
        as_they_were: The text of each page that is shown as it was before.
        left_out: Paths of pages that are not shown.
    """

    def __init__(self, docs: Path) -> None:
        self._source = Source(docs)
        self._listing: Listing | None = None
        self._parses: list[ParsedPage] = []
        self._good: dict[str, ParsedPage] = {}
        self.corpus = Corpus({}, Yearbook())
        self.files: tuple[str, ...] = ()
        self.faults: tuple[Finding, ...] = ()
        self.as_they_were: dict[str, str] = {}
        self.left_out: frozenset[str] = frozenset()

    def look(self) -> frozenset[str]:
        """Read what has changed; give the paths of all files that have, and of those that have come or gone."""
        listing = self._source.list()
        if self._listing and listing.files == self._listing.files and all(map(self._listing.settled, listing.files)):
            return frozenset()
        with without_collector():
            listing, parses = read_pages(self._source)
            changed = self._find_changed(listing, parses)
            if changed:
                self._take(listing, parses)
        self._listing, self._parses = listing, parses
        return changed

    def _find_changed(self, listing: Listing, parses: list[ParsedPage]) -> frozenset[str]:
        before = self._listing.files if self._listing else {}
        known = {parsed.path: parsed for parsed in self._parses}
        pages = {parsed.path for parsed in parses if known.get(parsed.path) is not parsed}
        others = {path for path, stamp in listing.files.items() if before.get(path) != stamp and path not in known}
        return frozenset(pages | others | (before.keys() - listing.files.keys()))

    def _take(self, listing: Listing, parses: list[ParsedPage]) -> None:
        before, self._good, self.as_they_were = self._good, {}, {}
        self.faults = tuple(error for parsed in parses for error in parsed.errors)
        for parsed in parses:
            good = before.get(parsed.path) if parsed.errors else parsed
            if good is None or good.page is None:
                continue
            self._good[parsed.path] = good
            if parsed.errors:
                self.as_they_were[parsed.path] = good.page.text
        self.files = tuple(listing.files)
        self.left_out = frozenset(parsed.path for parsed in parses) - self._good.keys()
        pages = {path: good.page for path, good in self._good.items() if good.page}
        self.corpus = Corpus(pages, assemble(self._good.values()))
