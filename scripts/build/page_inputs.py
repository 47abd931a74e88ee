"""What pages are made of, as digests: a page of which all is as it was is the page that it was."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from macros.corpus import Source
from macros.corpus.pages import PageKind, page_kind
from macros.domain.circles import circle_of, papers_around
from macros.domain.ledgers import Ledger
from macros.domain.reports import Report
from macros.domain.yearbook import Yearbook
from macros.page_text.splitting import split_text
from macros.page_text.title_ids import find_title_id

_RUNS_MACROS = re.compile(r"\s*render_macros\b")
#: What macros make; where none run it is words in braces, which are seldom.
_COMPUTED = re.compile(r"\{[{%]")


class PageInputs:
    """What the pages of a docs folder are made of.

    Args:
        docs: The folder.
        yearbook: What its pages say.
        nav: The navigation as the settings have it, which must have one.
        shared: The digest of what all pages are made of: program, theme, settings, day, readers.
    """

    def __init__(self, docs: Path, yearbook: Yearbook, nav: Any, shared: bytes) -> None:
        self._texts = {path: (docs / path).read_bytes() for path in Source(docs).list().files if path.endswith(".md")}
        self._digests = {path: hashlib.sha256(text).digest() for path, text in self._texts.items()}
        self._yearbook, self._shared = yearbook, shared
        self._titles = [_says_title(self._texts[path]) for path in _untitled(nav) if path in self._texts]
        papers: list[Report | Ledger] = [*yearbook.reports.values(), *yearbook.ledgers.values()]
        self._folders = {paper.path: paper.folder for paper in papers}
        self._circles: dict[frozenset[str], bytes] = {}
        self._register = self._digest(path for path in self._digests if path.startswith("regulations/"))

    def digests(self) -> Iterator[tuple[str, str]]:
        """Yield each page of which it can be told beforehand what it is made of, with the digest of all that."""
        # Any page may name any title of the navigation.
        if any(map(_COMPUTED.search, self._titles)):
            return
        # Nor may one lead to a page of the handbook that has gone.
        shared = self._shared + "\n".join((*self._titles, *sorted(self._yearbook.handbook))).encode()
        for path, text in self._texts.items():
            if (made_of := self._made_of(path, text)) is not None:
                parts = (shared, f"\n{path}\n".encode(), self._digests[path], made_of)
                yield path, hashlib.sha256(b"".join(parts)).hexdigest()

    def _made_of(self, path: str, text: bytes) -> bytes | None:
        """The digest of what a page is made of beside its own text; None where it may be anything."""
        kind = page_kind(path)
        if kind in {PageKind.REPORT, PageKind.LEDGER} and path in self._folders:
            return self._circle_digest(self._folders[path])
        if kind is PageKind.FREE and not _asks(text):
            return b""
        return None

    def _circle_digest(self, folder: str) -> bytes:
        circle = circle_of(self._yearbook, folder)
        if circle not in self._circles:
            around = papers_around(self._yearbook, folder)
            papers: list[Report | Ledger] = [*around.reports.values(), *around.ledgers.values()]
            beside = [(row.path, row.old.key, row.new.key) for row in around.comparisons]
            editions = [(row.path, row.old.key, row.new.key) for row in around.editions_pages]
            digest = hashlib.sha256(self._register + self._digest(paper.path for paper in papers))
            digest.update(repr((beside, editions)).encode())
            self._circles[circle] = digest.digest()
        return self._circles[circle]

    def _digest(self, paths: Iterable[str]) -> bytes:
        digest = hashlib.sha256()
        for path in paths:
            digest.update(f"{path}\n".encode() + self._digests[path])
        return digest.digest()


def _asks(text: bytes) -> bool:
    """Whether a page asks for anything that is computed: by a macro, or by the id of its title."""
    split = split_text(text.decode("utf-8", "replace"))
    first = next((line for line in split.body if line.strip()), "")
    return bool(find_title_id(first)) or any(map(_RUNS_MACROS.match, split.front))


def _says_title(text: bytes) -> str:
    """The lines of a page that its title comes from."""
    split = split_text(text.decode("utf-8", "replace"))
    first = next((line for line in split.body if line.strip()), "")
    return "\n".join((*split.front, first))


def _untitled(nav: Any) -> Iterator[str]:
    """Yield the pages of a navigation whose titles the settings do not give."""
    for row in nav if isinstance(nav, list) else []:
        if isinstance(row, str):
            yield row
        elif isinstance(row, Mapping):
            for pages in row.values():
                yield from _untitled(pages)
