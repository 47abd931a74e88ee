"""One page read by itself: what it says, and what is wrong with it whatever other pages say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from macros.corpus.findings import Findings
from macros.corpus.form_pages import read_forms
from macros.corpus.ledger_pages import read_ledger
from macros.corpus.pack_pages import is_pack_page, read_pack
from macros.corpus.pages import PageKind, SourcePage, decode_page, parse_page
from macros.corpus.practice_pages import (
    read_checked_as_of,
    read_concepts,
    read_duties,
    read_local_rule,
    read_phrases,
    read_usages,
)
from macros.corpus.regulation_pages import read_edition, read_regulation
from macros.corpus.report_pages import read_report
from macros.domain.packs import StudyPack
from macros.errors import ErrorKind, cause_of
from macros.findings import Finding


@dataclass(frozen=True)
class ParsedPage:
    """A page read by itself, which depends on its path and its text alone.

    Attributes:
        path: Its path under docs.
        page: The page as it stands; None where it cannot be read.
        faults: What is wrong with it before its fields and words are looked at.
    """

    path: str
    page: SourcePage | None
    faults: tuple[Finding, ...]

    @property
    def content(self) -> Any:
        """What the reader of its kind has made of it; None where its fields are at fault, or it holds no data."""
        return self._read[0]

    @property
    def errors(self) -> tuple[Finding, ...]:
        """All that is wrong with it."""
        return self.faults + self._read[1]

    def bare(self) -> ParsedPage:
        """The same, with what its fields say and what was computed of the page alone."""
        bare = replace(self, page=self.page and replace(self.page))
        if self.page and bare.page:
            bare.page.take_over(self.page)
        vars(bare)["_read"] = self._read
        return bare

    @cached_property
    def _read(self) -> tuple[Any, tuple[Finding, ...]]:
        # Not before it is asked for: to take all pages apart first, and then to read them, is a tenth faster.
        findings = Findings()
        content = read_content(self.page, findings) if self.page else None
        return content, tuple(findings.errors)


def parse(raw: bytes, path: str) -> ParsedPage:
    """Read a page.

    Args:
        raw: The content of its file.
        path: Its path under docs, such as reports/2023.md.
    """
    findings = Findings()
    text = decode_page(raw, path, findings)
    page = None if text is None else parse_page(text, path, findings)
    return ParsedPage(path, page, tuple(findings.errors))


def unreadable(path: str, error: OSError) -> ParsedPage:
    """What there is of a page whose file cannot be read."""
    findings = Findings()
    findings.add(ErrorKind.UNREADABLE, path, found=f"“{cause_of(error)}”")
    return ParsedPage(path, None, tuple(findings.errors))


def read_content(page: SourcePage, findings: Findings) -> object:
    """Read what a page says as its kind: a report, an edition, a pack …; nothing where it is at fault or free."""
    return _READERS[page.kind](page, findings)


def _read_free(page: SourcePage, findings: Findings) -> StudyPack | None:
    return read_pack(page, findings) if is_pack_page(page) else None


_READERS: dict[PageKind, Callable[[SourcePage, Findings], object]] = {
    PageKind.REPORT: read_report,
    PageKind.LEDGER: read_ledger,
    PageKind.REGULATION: read_regulation,
    PageKind.EDITION: read_edition,
    PageKind.CONCEPTS: read_concepts,
    PageKind.DUTIES: read_duties,
    PageKind.USAGES: read_usages,
    PageKind.PHRASES: read_phrases,
    PageKind.FORMS: read_forms,
    PageKind.LOCAL: read_local_rule,
    PageKind.REGISTER: read_checked_as_of,
    PageKind.FREE: _read_free,
}
