"""What the files of a built site must be together: no link leads nowhere, and no page stands apart."""

from __future__ import annotations

import hashlib
import os
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from macros.corpus.pages import PageKind, page_kind
from macros.findings import Finding
from macros.page_text.splitting import split_text
from scripts.build.after_build.faults import FaultKind, SiteFaults
from scripts.build.after_build.page import BuiltPage, locate, parse_html, read_page
from scripts.build.after_build.page_checks import check_page, find_holders, is_elsewhere
from scripts.build.kept import read_kept, write_kept

_HOME = "index.html"
#: Shown in place of a page that is not there, and so linked by none.
_ERROR_PAGE = "404.html"
_FETCHED_BY_STYLE = re.compile(rb"(?:url\(|@import)\s*['\"]?\s*((?:https?:)?//[^'\")\s]*)", re.IGNORECASE)
_RUNS_MACROS = re.compile(r"render_macros:\s*true\s*")


def check_site(site: Path, docs: Path, *, is_part: bool = False) -> None:
    """Look at every file of a built site once.

    Args:
        site: The folder that was built.
        docs: The pages it was built from.
        is_part: Whether pages were left out, among them perhaps the only ones that lead to some other.

    Raises:
        SiteFaults: Anything is wrong; every fault is told.
    """
    SiteCheck(site, docs).finish(is_part=is_part)


#: Path within the site, and anchor there.
_Place = tuple[str, str]


class _Stamp(NamedTuple):
    """What tells that a file has not changed: a page that was taken from the last build is the same file."""

    written_ns: int
    size: int
    inode: int


@dataclass(frozen=True)
class _Seen:
    """What was seen of a page.

    Attributes:
        stamp: Tells whether its file has changed since.
        made_of: The digest of its file, and of whether its macros ran.
        ids: Every id that it has.
        leads: Every place on the site that it leads to or fetches.
        links: Paths of what it leads to.
        faults: What is wrong with it alone.
    """

    stamp: _Stamp
    made_of: bytes
    ids: frozenset[str]
    leads: frozenset[_Place]
    links: frozenset[str]
    faults: tuple[Finding, ...]


class SiteCheck:
    """A look at a site, which may begin while its pages are still being written.

    Args:
        site: The folder that is built.
        docs: The pages that it is built from.
        kept: Where it is kept what was seen; None where nothing is.
    """

    def __init__(self, site: Path, docs: Path, kept: Path | None = None) -> None:
        self._site, self._docs, self._kept = site, docs, kept
        self._seen: dict[str, _Seen] = {}

    @cached_property
    def _before(self) -> dict[str, _Seen]:
        return (read_kept(self._kept) if self._kept else None) or {}

    def look(self) -> None:
        """Look at every page that is new, or has changed since it was looked at."""
        for path, stamp in sorted(_walk(str(self._site))):
            if path.endswith(".html") and (path not in self._seen or self._seen[path].stamp != stamp):
                self._seen[path] = self._look_at(path, stamp)

    def _look_at(self, path: str, stamp: _Stamp) -> _Seen:
        runs_macros, before = _runs_macros(self._docs, path), self._before.get(path)
        mark = bytes([runs_macros])
        if before and before.stamp == stamp and before.made_of[:1] == mark:
            return before
        html = (self._site / path).read_bytes()
        made_of = mark + hashlib.sha256(html).digest()
        if before and before.made_of == made_of:
            return replace(before, stamp=stamp)
        root = parse_html(html)
        page = read_page(path, root)
        faults = tuple(check_page(page, root, runs_macros=runs_macros))
        links, fetched = (frozenset(_places(page, addresses)) for addresses in (page.links, page.resources))
        return _Seen(stamp, made_of, frozenset(page.ids), links | fetched, frozenset(path for path, _ in links), faults)

    def finish(self, *, is_part: bool = False) -> None:
        """Look at what is left, and at how it all hangs together.

        Args:
            is_part: As for `check_site`.

        Raises:
            SiteFaults: Anything is wrong; every fault is told.
        """
        self.look()
        files = {path for path, _ in _walk(str(self._site))}
        pages = {path: self._seen[path] for path in sorted(files & self._seen.keys())}
        faults = [fault for seen in pages.values() for fault in seen.faults]
        for path in sorted(path for path in files if path.endswith(".css")):
            faults += _check_style(path, (self._site / path).read_bytes())
        astray = {
            place
            for place in set[_Place]().union(*(seen.leads for seen in pages.values()))
            if _is_astray(place, files, pages)
        }
        for path, seen in pages.items():
            if not astray.isdisjoint(seen.leads):
                faults += _tell_astray(path, (self._site / path).read_bytes(), astray, files)
        if not is_part:
            faults += (Finding(FaultKind.UNREACHED, path) for path in sorted(_find_unreached(pages)))
        if faults:
            raise SiteFaults(replace(fault, source=_source(self._docs, fault.file)) for fault in faults)
        if self._kept:
            write_kept(self._kept, pages)


def _walk(folder: str, prefix: str = "") -> Iterator[tuple[str, _Stamp]]:
    """Yield every file by its path within the site."""
    try:
        with os.scandir(folder) as found:
            entries = list(found)
    except OSError:
        # The site may not have been begun, or a folder is gone meanwhile.
        return
    for entry in entries:
        path = prefix + entry.name
        if entry.is_dir():
            yield from _walk(entry.path, f"{path}/")
        elif entry.is_file():
            # Not the entry's own answer: on Windows that lags behind the file.
            status = os.stat(entry.path)  # noqa: PTH116 - it is asked of every file, again and again
            yield path, _Stamp(status.st_mtime_ns, status.st_size, status.st_ino)


def _runs_macros(docs: Path, path: str) -> bool:
    """Whether a page may show the marks of a macro as text: data pages never run any, the others say so."""
    source = Path(path).with_suffix(".md")
    if page_kind(source.as_posix()) not in {PageKind.FREE, PageKind.REGISTER}:
        return True
    file = docs / source
    front = split_text(file.read_text(encoding="utf-8")).front if file.is_file() else ()
    return any(_RUNS_MACROS.fullmatch(line) for line in front)


def _source(docs: Path, path: str) -> str:
    source = Path(path).with_suffix(".md")
    return f"docs/{source.as_posix()}" if (docs / source).is_file() else ""


def _check_style(path: str, text: bytes) -> Iterator[Finding]:
    for match in _FETCHED_BY_STYLE.finditer(text):
        line = text.count(b"\n", 0, match.start()) + 1
        yield Finding(FaultKind.OTHER_HOST, path, line, found=match[1].decode("utf-8", "replace"))


def _places(page: BuiltPage, addresses: Iterable[str]) -> Iterator[_Place]:
    """Yield where addresses of a page lead, as far as that is on the site."""
    folder = posixpath.dirname(page.path)
    for address in addresses:
        if not is_elsewhere(address):
            path, anchor = locate(folder, address)
            yield path or page.path, anchor


def _is_astray(place: _Place, files: set[str], pages: Mapping[str, _Seen]) -> bool:
    path, anchor = place
    return path not in files or bool(anchor and path in pages and anchor not in pages[path].ids)


def _tell_astray(path: str, html: bytes, astray: set[_Place], files: set[str]) -> Iterator[Finding]:
    """Yield a fault for each element of a page that leads nowhere."""
    root = parse_html(html)
    page = read_page(path, root)
    for addresses, missing in ((page.links, FaultKind.LINK_FILE), (page.resources, FaultKind.FILE_MISSING)):
        for address in sorted(addresses):
            for place in astray.intersection(_places(page, [address])):
                kind = missing if place[0] not in files else FaultKind.LINK_ANCHOR
                yield from find_holders(kind, path, root, address)


def _find_unreached(pages: Mapping[str, _Seen]) -> set[str]:
    waiting, left = [_HOME], set(pages) - {_HOME, _ERROR_PAGE}
    while waiting:
        seen = pages.get(waiting.pop())
        reached = left & seen.links if seen else set()
        left -= reached
        waiting += reached
    return left
