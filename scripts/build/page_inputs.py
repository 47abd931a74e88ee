"""What pages are made of, as digests: a page of which all is as it was is the page that it was."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from macros.corpus import Source, find_signed_text
from macros.corpus.pages import PageKind, page_kind
from macros.domain.ledgers import Ledger
from macros.domain.outlines import outline_of
from macros.domain.reports import Report
from macros.domain.signing import digest_of
from macros.domain.yearbook import Mention, Yearbook
from macros.page_text.splitting import split_text
from macros.page_text.title_ids import find_title_id
from scripts.build.page_digests import PageDigests

_RUNS_MACROS = re.compile(r"\s*render_macros\b")
#: What macros make; where none run it is words in braces, which are seldom.
_COMPUTED = re.compile(r"\{[{%]")
#: Data pages that show the register alone.
_OF_REGISTER = frozenset({PageKind.LOCAL, PageKind.USAGES, PageKind.PHRASES})


class PageInputs:
    """What the pages of a docs folder are made of.

    Args:
        docs: The folder.
        yearbook: What its pages say.
        nav: The navigation as the settings have it, which must have one.
        shared: The digest of what all pages are made of: program, theme, settings, day, readers.
        outlines: What is known of the outlines of papers by the digests of their pages, as `outlines` gave it before.
    """

    def __init__(
        self, docs: Path, yearbook: Yearbook, nav: Any, shared: bytes, outlines: Mapping[bytes, bytes] | None = None
    ) -> None:
        self._docs = docs
        self._texts = {path: (docs / path).read_bytes() for path in Source(docs).list().files if path.endswith(".md")}
        self._digests = PageDigests.of_texts(self._texts, yearbook)
        self._yearbook = yearbook
        self._titles = [_says_title(self._texts[path]) for path in _untitled(nav) if path in self._texts]
        papers: list[Report | Ledger] = [*yearbook.reports.values(), *yearbook.ledgers.values()]
        self._folders = {paper.path: paper.folder for paper in papers}
        self._works = {work.path: work for work in yearbook.regulations.values()}
        self._works |= {edition.path: work for work in yearbook.regulations.values() for edition in work.editions}
        self._known, self.outlines = outlines or {}, dict[bytes, bytes]()
        self._citing: dict[str, bytes] = {}
        # Any page may name any title of the navigation, and none may lead to a page of the handbook that has gone.
        self._shared = shared + "\n".join((*self._titles, *sorted(yearbook.handbook))).encode()
        self._can_be_told = not any(map(_COMPUTED.search, self._titles))

    def digests(self) -> Iterator[tuple[str, str]]:
        """Yield each page of which it can be told beforehand what it is made of, with the digest of all that."""
        for path, text in self._texts.items() if self._can_be_told else ():
            if (made_of := self._made_of(path, text)) is not None:
                yield path, self._name(path, made_of)

    def after_macros(self, path: str, text: str) -> str | None:
        """The digest of all that a page is made of whose macros have run.

        Args:
            path: A page of which it could not be told beforehand.
            text: What the macros have made of it.

        Returns:
            None where it may be made of anything else.
        """
        is_free = page_kind(path) in {PageKind.FREE, PageKind.REGISTER} and path in self._texts
        # By the id of its title a page is known for one to which more is added; a title may be a macro's.
        if not is_free or not self._can_be_told or _title_id(text) or _COMPUTED.search(_says_title(self._texts[path])):
            return None
        return self._name(path, text.encode("utf-8", "surrogatepass"))

    def _name(self, path: str, made_of: bytes) -> str:
        parts = (self._shared, f"\n{path}\n".encode(), self._digests[path], made_of)
        return hashlib.sha256(b"".join(parts)).hexdigest()

    def _made_of(self, path: str, text: bytes) -> bytes | None:
        """The digest of what a page is made of beside its own text; None where it may be anything."""
        kind = page_kind(path)
        if kind in {PageKind.REPORT, PageKind.LEDGER} and path in self._folders:
            folder = self._folders[path]
            has_page = f"units/{folder}.md" in self._yearbook.unit_pages
            return self._digests.circle(folder) + self._signed(path) + (b"unit" if has_page else b"")
        if kind in {PageKind.REGULATION, PageKind.EDITION} and path in self._works:
            return self._citing_digest(self._works[path].id)
        if kind is PageKind.CONCEPTS:
            return self._outline_digest(self._yearbook.reports.values())
        if kind in _OF_REGISTER:
            return self._digests.register
        if kind is PageKind.FORMS or (kind is PageKind.FREE and not _asks(text)):
            return b""
        return None

    def _signed(self, path: str) -> bytes:
        """What a paper that was changed after it was signed is shown against."""
        report = self._yearbook.reports.get(path.removeprefix("reports/").removesuffix(".md"))
        text = find_signed_text(self._docs, report) if report else None
        return b"" if text is None else digest_of(text).encode()

    @cached_property
    def _beside_citing(self) -> bytes:
        """What the pages of all works show beside the papers that cite them."""
        book = self._yearbook
        ends = sorted({(report.year, report.as_of) for report in book.reports.values()})
        pages = [(row.path, row.old.key, row.new.key) for row in book.editions_pages]
        return self._digests.register + repr((ends, pages)).encode()

    def _citing_digest(self, work: str) -> bytes:
        """The digest of the register, and of the papers that cite a work, without their words."""
        if work not in self._citing:
            mentions = self._yearbook.mentions_of(work)
            papers = {mention.report.key: mention.report for mention in mentions}
            digest = hashlib.sha256(self._beside_citing + self._outline_digest(papers.values()))
            digest.update(repr(list(map(_names, mentions))).encode())
            self._citing[work] = digest.digest()
        return self._citing[work]

    def _outline_digest(self, papers: Iterable[Report]) -> bytes:
        digest = hashlib.sha256(self._digests.register)
        for paper in papers:
            page = self._digests[paper.path]
            if page not in self.outlines:
                self.outlines[page] = self._known.get(page) or _digest_outline(paper)
            digest.update(self.outlines[page])
        return digest.digest()


def _digest_outline(paper: Report) -> bytes:
    return hashlib.sha256(repr(outline_of(paper)).encode("utf-8", "surrogatepass")).digest()


def _asks(text: bytes) -> bool:
    """Whether a page asks for anything that is computed: by a macro, or by the id of its title."""
    split = split_text(text.decode("utf-8", "replace"))
    return bool(_title_id("\n".join(split.body))) or any(map(_RUNS_MACROS.match, split.front))


def _title_id(body: str) -> str:
    """The id by which a page is known as one to which something is added."""
    return find_title_id(next((line for line in body.split("\n") if line.strip()), ""))


def _names(mention: Mention) -> tuple[str, str, str | None, str]:
    """What a mention says beside what stands in its paper."""
    cited = mention.citation
    return mention.report.key, mention.item.id, cited.edition, mention.concept.id if mention.concept else ""


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
