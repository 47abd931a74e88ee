"""What the files of a built site must be together: no link leads nowhere, and no page stands apart."""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

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


@dataclass(frozen=True)
class _Seen:
    """A page that was looked at: time and size of its file, its digest, what was read, what is wrong with it alone."""

    stamp: tuple[int, int]
    made_of: bytes
    page: BuiltPage
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
        self._before: dict[str, _Seen] = (read_kept(kept) if kept else None) or {}

    def look(self) -> None:
        """Look at every page that is new, or has changed since it was looked at."""
        for file in sorted(self._site.rglob("*.html")):
            path, status = file.relative_to(self._site).as_posix(), file.stat()
            stamp = status.st_mtime_ns, status.st_size
            if path not in self._seen or self._seen[path].stamp != stamp:
                self._seen[path] = self._look_at(path, stamp, file.read_bytes())

    def _look_at(self, path: str, stamp: tuple[int, int], html: bytes) -> _Seen:
        runs_macros = _runs_macros(self._docs, path)
        made_of = hashlib.sha256(bytes([runs_macros]) + html).digest()
        before = self._before.get(path)
        if before and before.made_of == made_of:
            return replace(before, stamp=stamp)
        root = parse_html(html)
        page = read_page(path, root)
        return _Seen(stamp, made_of, page, tuple(check_page(page, root, runs_macros=runs_macros)))

    def finish(self, *, is_part: bool = False) -> None:
        """Look at what is left, and at how it all hangs together.

        Args:
            is_part: As for `check_site`.

        Raises:
            SiteFaults: Anything is wrong; every fault is told.
        """
        self.look()
        site = self._site
        files = {file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file()}
        pages = {path: self._seen[path].page for path in sorted(files & self._seen.keys())}
        faults = [fault for path in pages for fault in self._seen[path].faults]
        for path in sorted(path for path in files if path.endswith(".css")):
            faults += _check_style(path, (site / path).read_bytes())
        for page in pages.values():
            for kind, address in _find_astray(page, files, pages):
                faults += find_holders(kind, page.path, parse_html((site / page.path).read_bytes()), address)
        if not is_part:
            faults += (Finding(FaultKind.UNREACHED, path) for path in sorted(_find_unreached(pages)))
        if faults:
            raise SiteFaults(replace(fault, source=_source(self._docs, fault.file)) for fault in faults)
        if self._kept:
            write_kept(self._kept, {path: self._seen[path] for path in pages})


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


def _find_astray(page: BuiltPage, files: set[str], pages: Mapping[str, BuiltPage]) -> Iterator[tuple[FaultKind, str]]:
    """Yield the addresses within the site that lead nowhere."""
    folder = posixpath.dirname(page.path)
    for addresses, missing in ((page.links, FaultKind.LINK_FILE), (page.resources, FaultKind.FILE_MISSING)):
        for address in sorted(addresses):
            if is_elsewhere(address):
                continue
            path, anchor = locate(folder, address)
            target = path or page.path
            if target not in files:
                yield missing, address
            elif anchor and target in pages and anchor not in pages[target].ids:
                yield FaultKind.LINK_ANCHOR, address


def _find_unreached(pages: Mapping[str, BuiltPage]) -> set[str]:
    waiting, left = [_HOME], set(pages) - {_HOME, _ERROR_PAGE}
    while waiting:
        path = waiting.pop()
        folder = posixpath.dirname(path)
        for address in pages[path].links if path in pages else ():
            target = "" if is_elsewhere(address) else locate(folder, address)[0]
            if target in left:
                left.remove(target)
                waiting.append(target)
    return left
