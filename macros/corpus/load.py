"""From a docs folder to the yearbook, once a build and never stale."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from inspect import Signature
from pathlib import Path
from typing import Any

from macros.corpus.assembly import assemble
from macros.corpus.audiences import check_audiences
from macros.corpus.collecting import without_collector
from macros.corpus.comparison_pages import check_comparisons
from macros.corpus.continuation_checks import check_continuations
from macros.corpus.cross_checks import check_bases, check_editions, check_ledgers, check_reports, check_units
from macros.corpus.findings import Findings
from macros.corpus.handover import Stamp, later, take_over
from macros.corpus.link_checks import check_links
from macros.corpus.macro_calls import check_macros
from macros.corpus.markup import find_broken_links
from macros.corpus.pack_checks import check_packs
from macros.corpus.pages import PageKind, SourcePage, check_files, page_kind, parse_page
from macros.corpus.parsing import ParsedPage, read_content
from macros.corpus.report_pages import read_report
from macros.corpus.settings import read_withheld_ledgers
from macros.corpus.sources import Listing, Source
from macros.corpus.store import PageKey, PageStore
from macros.domain.ledgers import Ledger
from macros.domain.records import GivenPage
from macros.domain.reports import Report
from macros.domain.yearbook import Yearbook
from macros.errors import ErrorKind, SiteError

_STORE = PageStore()
_cache: dict[Path, tuple[Stamp, Yearbook]] = {}
_lock = threading.Lock()


@dataclass(frozen=True)
class Corpus:
    """The pages of a docs folder by path, as they stand, and what they say."""

    pages: dict[str, SourcePage]
    yearbook: Yearbook


def load_yearbook(docs: Path | Source, macros: Mapping[str, Signature] | None = None) -> Yearbook:
    """Read all pages of a docs folder, as `load_corpus` does, and give what they say."""
    return load_corpus(docs, macros).yearbook


def load_corpus(
    docs: Path | Source,
    macros: Mapping[str, Signature] | None = None,
    when_read: Callable[[Yearbook], None] | None = None,
) -> Corpus:
    """Read all pages of a docs folder.

    Args:
        docs: The folder that holds reports/, regulations/ and ledger/, as it is or as it will be.
        macros: The macros that pages may call, by name, each with what it
            takes; None leaves the calls unchecked.
        when_read: Is given what the pages say as soon as each could be read,
            while it is still looked at whether they agree.

    Raises:
        ContentErrors: Some page is at fault; every fault of every page is told.
    """
    corpus, findings = survey_corpus(docs, macros, when_read)
    findings.raise_if_any()
    return corpus


@without_collector()
def survey_corpus(
    docs: Path | Source,
    macros: Mapping[str, Signature] | None = None,
    when_read: Callable[[Yearbook], None] | None = None,
) -> tuple[Corpus, Findings]:
    """Read all pages as `load_corpus` does, and give what is wrong with them beside what they say."""
    findings = Findings()
    listing, parses = read_pages(docs)
    check_files(listing, findings)
    for parsed in parses:
        findings.replay(parsed.errors)
    pages = {parsed.path: parsed.page for parsed in parses if parsed.page}
    paths = [parsed.path for parsed in parses]
    yearbook = assemble(parses, read_withheld_ledgers(Source.of(docs).docs))
    check_bases(parses, yearbook, findings)
    if when_read and not findings.errors:
        when_read(yearbook)
    _check_folders(paths, findings)
    _check_titles(pages, findings)
    check_links(pages, listing.files, _computed_anchors(yearbook), findings)
    if macros is not None:
        check_macros(pages, macros, yearbook, findings)
        check_comparisons(pages, yearbook, findings)
        check_audiences(pages, macros, yearbook, findings)
    check_packs(pages, macros, yearbook, frozenset(paths), findings)
    check_units(yearbook, pages, findings)
    check_reports(yearbook, pages, frozenset(paths), findings)
    check_continuations(yearbook, pages, frozenset(paths), findings)
    check_ledgers(yearbook, pages, frozenset(paths), findings)
    check_editions(yearbook, pages, frozenset(paths), findings)
    return Corpus(pages, yearbook), findings


def read_pages(docs: Path | Source) -> tuple[Listing, list[ParsedPage]]:
    """The files of a docs folder, and its pages, each by itself; none is read that was read before."""
    return _STORE.read(Source.of(docs))


def know_pages(pages: dict[PageKey, ParsedPage]) -> None:
    """Read no page that `known_pages` gave to whoever has kept it."""
    _STORE.know(pages)


def known_pages() -> dict[PageKey, ParsedPage]:
    """What the pages that were read last were read as, with what was computed of each alone."""
    return {key: parsed.bare() for key, parsed in _STORE.pages.items()}


def read_digests() -> dict[str, bytes]:
    """The digest of what each page held that was read last, by its path."""
    return {key[0]: key[1] for key in _STORE.pages}


def parse_report(text: str, path: str) -> Report:
    """Read a report's page that may not be on disk yet; see `parse_report_page`."""
    return parse_report_page(text, path)[1]


def parse_paper(text: str, path: str) -> Report | Ledger:
    """Read the page of a report or a ledger that may not be on disk yet; see `parse_given`."""
    paper = parse_given(text, path)
    if isinstance(paper, Report | Ledger):
        return paper
    raise SiteError(f"docs/{path} 不是报告，也不是台账。改法：写报告或台账的文件。")


def parse_given(text: str, path: str) -> GivenPage:
    """Read the page of a report, a ledger, a local rule or a pack that may not be on disk yet; see `parse_report_page`.

    Raises:
        ContentErrors: The page is at fault.
        SiteError: It is none of those.
    """
    if path.startswith("reports/"):
        return parse_report(text, path)
    findings = Findings()
    page = parse_page(text, path, findings)
    given = read_content(page, findings) if page else None
    findings.raise_if_any()
    if isinstance(given, GivenPage):
        return given
    raise SiteError(f"docs/{path} 不是报告、台账、本地制度或学习资料包。改法：写其中一种的文件。")


def parse_report_page(text: str, path: str) -> tuple[SourcePage, Report]:
    """Read a report's page that may not be on disk yet, both as a page and as a report.

    Args:
        text: The whole page.
        path: Its path under docs, such as reports/2023.md.

    Raises:
        ContentErrors: The page is at fault; references to other pages are not looked at.
    """
    findings = Findings()
    page = parse_page(text, path, findings)
    report = read_report(page, findings) if page else None
    for number, line in find_broken_links(page.numbered_lines() if page else ()):
        findings.add(ErrorKind.LINK_FORM, path, number, found=f"“{line.strip()[:40]}”")
    findings.raise_if_any()
    if page is None or report is None:  # pragma: no cover - what cannot be read has raised
        raise SiteError(f"docs/{path} 读不出来。")
    return page, report


def current_yearbook(docs: Path) -> Yearbook:
    """The yearbook of this build: handed over, or loaded at the first call, then kept.

    Raises:
        ContentErrors: Some page is at fault.
    """
    with _lock:
        if docs not in _cache:
            stamp = stamp_pages(docs)
            _cache[docs] = (stamp, take_over(docs, stamp) or load_yearbook(docs))
        return _cache[docs][1]


def found_later(docs: Path, yearbook: Yearbook) -> Any:
    """What was handed over after the yearbook of this build, once it is there; None where nothing was."""
    with _lock:
        stamp, current = _cache.get(docs, ((), None))
    return take_over(docs, stamp, later) if current is yearbook else None


def refresh_yearbook(docs: Path) -> None:
    """Forget the kept yearbook when a page has changed since it was loaded.

    Called where a build begins: a live-reloading generator builds again and
    again in one process.
    """
    with _lock:
        if docs in _cache and _cache[docs][0] != stamp_pages(docs):
            del _cache[docs]


def use_yearbook(docs: Path, yearbook: Yearbook) -> None:
    """Let whatever asks for the yearbook of a docs folder be given this one, until it is given another."""
    with _lock:
        _cache[docs] = (), yearbook


def has_page(docs: Path, path: str) -> bool:
    """Whether a page is there: of what a publish holds, only what its readers may see.

    Args:
        docs: The folder of the pages.
        path: Path under it.
    """
    return (docs / path).is_file()


def stamp_pages(docs: Path) -> Stamp:
    """What tells that no file of a docs folder has changed: the stamp of each."""
    return tuple(Source.of(docs).list().files.items())


def _computed_anchors(yearbook: Yearbook) -> dict[str, set[str]]:
    """Anchors that pages get from their front matter, and those of leads, which no heading bears."""
    entries = {ledger.path: {entry.anchor for entry in ledger.entries} for ledger in yearbook.ledgers.values()}
    passages = {report.path: set(report.passages) for report in yearbook.reports.values()}
    return {"regulations/concepts.md": set(yearbook.concepts), **passages, **entries}


def _check_titles(pages: dict[str, SourcePage], findings: Findings) -> None:
    """No two pages may have the same id of their titles, by which the Markdown seam knows them."""
    seen: dict[str, str] = {}
    for page in pages.values():
        first = seen.setdefault(page.title_id, page.path) if page.is_data else page.path
        if first != page.path:
            findings.add(ErrorKind.DUPLICATE_ID, page.path, found=f"#{page.title_id}", detail=f"与 docs/{first} 相同")


def _check_folders(paths: list[str], findings: Findings) -> None:
    """An edition without its regulation's page would be lost silently."""
    known = set(paths)
    for path in paths:
        index = f"{path.rpartition('/')[0]}/index.md"
        if page_kind(path) is PageKind.EDITION and index not in known:
            findings.add(ErrorKind.MISPLACED_PAGE, path, expected=f"先有 docs/{index}")
