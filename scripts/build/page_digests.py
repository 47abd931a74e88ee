"""Digests of pages, and of what pages rest on together."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from functools import cached_property

from macros.domain.circles import circle_of, papers_around
from macros.domain.ledgers import Ledger
from macros.domain.reports import Report
from macros.domain.yearbook import Yearbook


class PageDigests:
    """The pages of a docs folder by what they hold.

    Args:
        digests: The digests of the pages, in order of path.
        yearbook: What they say.
    """

    def __init__(self, digests: Mapping[str, bytes], yearbook: Yearbook) -> None:
        self._digests, self._yearbook = digests, yearbook
        self._circles: dict[frozenset[str], bytes] = {}

    @classmethod
    def of_texts(cls, texts: Mapping[str, bytes], yearbook: Yearbook) -> PageDigests:
        """Those of pages by their texts."""
        return cls({path: hashlib.sha256(text).digest() for path, text in texts.items()}, yearbook)

    def __getitem__(self, path: str) -> bytes:
        """The digest of one page."""
        return self._digests[path]

    @cached_property
    def register(self) -> bytes:
        """The digest of all pages of the register."""
        return self.of(path for path in self._digests if path.startswith("regulations/"))

    def circle(self, folder: str) -> bytes:
        """The digest of all that the pages of a unit's papers are made of; see `papers_around`."""
        circle = circle_of(self._yearbook, folder)
        if circle not in self._circles:
            around = papers_around(self._yearbook, folder)
            papers: list[Report | Ledger] = [*around.reports.values(), *around.ledgers.values()]
            beside = [(row.path, row.old.key, row.new.key) for row in around.comparisons]
            editions = [(row.path, row.old.key, row.new.key) for row in around.editions_pages]
            digest = hashlib.sha256(self.register + self.of(paper.path for paper in papers))
            digest.update(repr((beside, editions)).encode())
            self._circles[circle] = digest.digest()
        return self._circles[circle]

    def of(self, paths: Iterable[str]) -> bytes:
        """The digest of several pages."""
        digest = hashlib.sha256()
        for path in paths:
            digest.update(f"{path}\n".encode() + self._digests[path])
        return digest.digest()
