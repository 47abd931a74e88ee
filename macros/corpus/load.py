"""From a docs folder to the yearbook, once a build and never stale."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from inspect import Signature
from pathlib import Path

from macros.corpus.audiences import check_audiences
from macros.corpus.collecting import without_collector
from macros.corpus.comparison_pages import check_comparisons, find_comparisons, find_editions_pages, find_other_pages
from macros.corpus.cross_checks import check_editions, check_ledgers, check_reports, check_units
from macros.corpus.findings import Findings
from macros.corpus.handover import Stamp, take_over
from macros.corpus.ledger_pages import read_ledger
from macros.corpus.link_checks import check_links
from macros.corpus.macro_calls import check_macros
from macros.corpus.markup import find_broken_links
from macros.corpus.pack_checks import check_packs
from macros.corpus.pack_pages import find_pack_pages, read_pack
from macros.corpus.pages import PageKind, SourcePage, find_files, page_kind, parse_page, read_page
from macros.corpus.practice_pages import (
    Register,
    read_checked_as_of,
    read_concepts,
    read_duties,
    read_local_rule,
    read_phrases,
    read_usages,
)
from macros.corpus.regulation_pages import read_edition, read_regulation
from macros.corpus.report_pages import read_report
from macros.corpus.sources import Source
from macros.domain.regulations import Edition
from macros.domain.reports import Report
from macros.domain.yearbook import Yearbook
from macros.errors import ErrorKind, SiteError

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
    with without_collector():
        return _load_corpus(docs, macros, when_read)


def _load_corpus(
    docs: Path | Source, macros: Mapping[str, Signature] | None, when_read: Callable[[Yearbook], None] | None
) -> Corpus:
    findings = Findings()
    files = find_files(docs, findings)
    paths = [path for path in files if path.endswith(".md")]
    read = (read_page(docs, path, findings) for path in paths)
    pages = {page.path: page for page in read if page is not None}
    yearbook = _assemble(pages, paths, findings)
    if when_read and not findings.errors:
        when_read(yearbook)
    _check_folders(paths, findings)
    _check_titles(pages, findings)
    check_links(pages, files, _computed_anchors(yearbook), findings)
    if macros is not None:
        check_macros(pages, macros, yearbook, findings)
        check_comparisons(pages, yearbook, findings)
        check_audiences(pages, macros, yearbook, findings)
    check_packs(pages, macros, yearbook, frozenset(paths), findings)
    check_units(yearbook, pages, findings)
    check_reports(yearbook, pages, frozenset(paths), findings)
    check_ledgers(yearbook, pages, frozenset(paths), findings)
    check_editions(yearbook, pages, frozenset(paths), findings)
    findings.raise_if_any()
    return Corpus(pages, yearbook)


def parse_report(text: str, path: str) -> Report:
    """Read a report's page that may not be on disk yet; see `parse_report_page`."""
    return parse_report_page(text, path)[1]


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


def refresh_yearbook(docs: Path) -> None:
    """Forget the kept yearbook when a page has changed since it was loaded.

    Called where a build begins: a live-reloading generator builds again and
    again in one process.
    """
    with _lock:
        if docs in _cache and _cache[docs][0] != stamp_pages(docs):
            del _cache[docs]


def stamp_pages(docs: Path) -> Stamp:
    """What tells that no file of a docs folder has changed: the time and size of each."""
    stamps = []
    for path in find_files(docs):
        stat = (docs / path).stat()
        stamps.append((path, stat.st_mtime_ns, stat.st_size))
    return tuple(stamps)


def _assemble(pages: dict[str, SourcePage], paths: list[str], findings: Findings) -> Yearbook:
    by_kind: dict[PageKind, list[SourcePage]] = defaultdict(list)
    for page in pages.values():
        by_kind[page.kind].append(page)
    reports = [read_report(page, findings) for page in by_kind[PageKind.REPORT]]
    ledgers = [read_ledger(page, findings) for page in by_kind[PageKind.LEDGER]]
    editions: dict[str, list[Edition]] = defaultdict(list)
    for page in by_kind[PageKind.EDITION]:
        if edition := read_edition(page, findings):
            editions[edition.regulation].append(edition)
    read = [read_regulation(page, editions[page.key], findings) for page in by_kind[PageKind.REGULATION]]
    works = {work.id: work for work in read if work}
    there = {edition.path for work in works.values() for edition in work.editions} | {w.path for w in works.values()}
    kept = [path for path in paths if page_kind(path) in {PageKind.REGULATION, PageKind.EDITION}]
    register = Register(works, frozenset(path.split("/")[1] for path in kept if path not in there))
    packs = [read_pack(page, findings) for page in find_pack_pages(pages)]
    rules = [read_local_rule(page, findings) for page in by_kind[PageKind.LOCAL]]
    concepts, duties, usages, phrases, overview = (
        next(iter(by_kind[kind]), None)
        for kind in (PageKind.CONCEPTS, PageKind.DUTIES, PageKind.USAGES, PageKind.PHRASES, PageKind.REGISTER)
    )
    yearbook = Yearbook(
        reports={report.key: report for report in reports if report},
        ledgers={ledger.key: ledger for ledger in ledgers if ledger},
        regulations=works,
        concepts=read_concepts(concepts, register, findings) if concepts else {},
        duties=read_duties(duties, register, findings) if duties else (),
        usages=read_usages(usages, findings) if usages else (),
        phrases=read_phrases(phrases, findings) if phrases else (),
        local_rules={rule.id: rule for rule in rules if rule},
        packs={pack.key: pack for pack in packs if pack},
        checked_as_of=read_checked_as_of(overview, findings) if overview else None,
    )
    yearbook = replace(
        yearbook,
        comparisons=tuple(find_comparisons(pages, yearbook)),
        editions_pages=tuple(find_editions_pages(pages, yearbook)),
    )
    return replace(yearbook, other_pages=tuple(find_other_pages(pages, yearbook)))


def _computed_anchors(yearbook: Yearbook) -> dict[str, set[str]]:
    """Anchors that pages get from their front matter."""
    entries = {ledger.path: {entry.anchor for entry in ledger.entries} for ledger in yearbook.ledgers.values()}
    return {"regulations/concepts.md": set(yearbook.concepts), **entries}


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
