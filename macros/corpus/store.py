"""Keeps what pages were read as, so that of a folder that is read again only what has changed is read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import chain
from pathlib import Path

from macros.corpus.parsing import ParsedPage, parse, unreadable
from macros.corpus.sources import FileStamp, Listing, Source

#: What none of so many readings before has met is forgotten.
_READINGS = 8
#: A page by its path and the digest of its content.
PageKey = tuple[str, bytes]


@dataclass
class _Reading:
    """A folder as it was read once: its pages, and which of them stands in a file of a certain stamp."""

    docs: Path
    keys: dict[str, tuple[FileStamp, PageKey]] = field(default_factory=dict)
    pages: dict[PageKey, ParsedPage] = field(default_factory=dict)


class PageStore:
    """Pages that were read before.

    Whether a file is read again is told by its stamp; whether its page is
    parsed again, by its content, wherever it stands: the same page in a copy
    of the folder, or handed in before it is written, is the same page.
    """

    def __init__(self) -> None:
        self._readings: tuple[_Reading, ...] = ()

    def read(self, source: Source) -> tuple[Listing, list[ParsedPage]]:
        """The files of a folder, and its pages in order of path, each read unless it was before."""
        reader = _Reader(source, self._readings)
        pages = [reader.read(path) for path in reader.listing.files if path.endswith(".md")]
        # Put in its place whole, so that whoever reads at the same time sees one or the other.
        self._readings = (*self._readings, reader.reading)[-_READINGS:]
        return reader.listing, pages

    @property
    def pages(self) -> dict[PageKey, ParsedPage]:
        """The pages of the last reading, each by its path and the digest of its content."""
        return self._readings[-1].pages if self._readings else {}

    def know(self, pages: dict[PageKey, ParsedPage]) -> None:
        """Take up what pages were read as by another program of the same kind, as `pages` gave it there."""
        self._readings = (_Reading(Path(), pages=pages), *self._readings)[-_READINGS:]


class _Reader:
    """Reads a folder with what is known of earlier readings."""

    def __init__(self, source: Source, past: Sequence[_Reading]) -> None:
        self._source = source
        self.listing = source.list()
        self.reading = _Reading(source.docs.resolve())
        self._before = next((one.keys for one in reversed(past) if one.docs == self.reading.docs), {})
        self._known = dict(chain.from_iterable(one.pages.items() for one in past))

    def read(self, path: str) -> ParsedPage:
        stamp, key = self._before.get(path, (None, None))
        if key is None or stamp != self.listing.files[path]:
            return self._read_anew(path)
        return self._keep(path, stamp, key, self._known[key])

    def _read_anew(self, path: str) -> ParsedPage:
        try:
            raw = self._source.read(path)
        except OSError as error:
            return unreadable(path, error)
        key = path, sha256(raw).digest()
        return self._keep(path, self.listing.settled(path), key, self._known.get(key) or parse(raw, path))

    def _keep(self, path: str, stamp: FileStamp | None, key: PageKey, page: ParsedPage) -> ParsedPage:
        if stamp:
            self.reading.keys[path] = stamp, key
        self.reading.pages[key] = page
        return page
