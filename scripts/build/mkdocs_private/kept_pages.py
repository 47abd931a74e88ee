"""Takes pages from the last build, where all that they are made of is as it was then.

That leans on how MkDocs makes and writes a page and on what it asks of it
afterwards. Where that is not as it is known here, and where plugins or hooks
that are not ours have a say, all pages are made.
"""

from __future__ import annotations

import hashlib
import inspect
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass
from functools import partial, update_wrapper
from pathlib import Path
from typing import Any

from mkdocs.commands import build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents

from macros.corpus import current_yearbook, today
from macros.corpus.settings import FILES_VARIABLE, builds_plainly
from scripts.build.kept import VARIABLE, digest_of_files, program_digest, read_kept, write_kept
from scripts.build.mkdocs_private.kept_code import keep_templates
from scripts.build.page_inputs import PageInputs

_INDEX, _OUTLINES = "index", "outlines"
#: Plugins of which it is known what they do to a page.
_OURS = {"macros", "search", "material/search"}
#: The functions of MkDocs that make and write a page, and what they take.
_TAKES = {
    "_populate_page": ["page", "config", "files", "dirty"],
    "_build_page": ["page", "config", "doc_files", "nav", "env", "dirty", "excluded"],
}


@dataclass(frozen=True)
class KeptPage:
    """A page as it was made, and what MkDocs asks of it.

    Attributes:
        made_of: The digest of all that it was made of, which names its file.
        html: The digest of the page.
        title: Its title, as other pages may name it.
        anchors: Ids to which links may lead.
        links: Links to ids, by the paths of their pages.
    """

    made_of: str
    html: str
    title: str | None
    anchors: frozenset[str]
    links: dict[str, dict[str, str]]


class Taken(str):
    """Stands on a page in the place of what it holds: it is kept, and this names what it is made of."""

    __slots__ = ()


class KeptPages:
    """The pages of the last build that are still what would be made, and those of this one.

    Args:
        folder: Where they are kept.
        inputs: What each page is made of, where that can be told.
    """

    def __init__(self, folder: Path, inputs: PageInputs) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder, self._inputs = folder, inputs
        self._made_of = dict(inputs.digests())
        self._last: dict[str, KeptPage] = read_kept(folder / _INDEX) or {}
        self._now: dict[str, KeptPage] = {}

    def fill(self, page: Page, files: Files) -> bool:
        """Put on a page what MkDocs asks of it, if it is kept; tell whether it is."""
        kept = self._find(page, self._made_of.get(page.file.src_uri))
        if kept is None:
            return False
        page.markdown, page.meta = "", {}
        self._take(page, kept, files)
        return True

    @contextmanager
    def offered(self, page: Page) -> Iterator[None]:
        """Have MkDocs make no HTML of a page if that is kept which its macros have made."""
        if page.file.src_uri in self._made_of:
            yield
            return
        render = page.render

        def render_or_take(config: MkDocsConfig, files: Files) -> None:
            kept = self._find(page, self._inputs.after_macros(page.file.src_uri, page.markdown or ""))
            if kept:
                self._take(page, kept, files)
            else:
                render(config, files)

        page.render = render_or_take  # type: ignore[method-assign]
        try:
            yield
        finally:
            del page.render

    def write(self, page: Page) -> bool:
        """Write a page, if it is kept; tell whether it is."""
        if not isinstance(page.content, Taken):
            return False
        file = Path(page.file.abs_dest_path)
        file.parent.mkdir(parents=True, exist_ok=True)
        _put(self._folder / page.content, file)
        self._now[page.file.src_uri] = self._last[page.file.src_uri]
        return True

    def keep(self, page: Page) -> None:
        """Keep a page that was made."""
        path = page.file.src_uri
        if made_of := self._made_of.get(path) or self._inputs.after_macros(path, page.markdown or ""):
            file = Path(page.file.abs_dest_path)
            try:
                _put(file, self._folder / made_of)
            except OSError:
                # The next build makes it anew.
                return
            links = {file.src_uri: found for file, found in (page.links_to_anchors or {}).items()}
            anchors = frozenset(page.present_anchor_ids or ())
            self._now[path] = KeptPage(made_of, _digest(file.read_bytes()), page.title, anchors, links)

    def finish(self) -> None:
        """Keep what is on the site now, and nothing else."""
        write_kept(self._folder / _INDEX, self._now)
        write_kept(self._folder / _OUTLINES, self._inputs.outlines)
        names = {_INDEX, _OUTLINES, *(kept.made_of for kept in self._now.values())}
        with suppress(OSError):
            for file in self._folder.iterdir():
                if file.name not in names:
                    file.unlink(missing_ok=True)

    def _find(self, page: Page, made_of: str | None) -> KeptPage | None:
        """The page as it is kept, where it is made of the same and its file is whole."""
        kept = self._last.get(page.file.src_uri)
        if kept is None or kept.made_of != made_of:
            return None
        file = self._folder / kept.made_of
        return kept if file.is_file() and _digest(file.read_bytes()) == kept.html else None

    def _take(self, page: Page, kept: KeptPage, files: Files) -> None:
        page.content, page.toc, page._title_from_render = Taken(kept.made_of), TableOfContents([]), kept.title
        page.present_anchor_ids = set(kept.anchors)
        targets = ((files.get_file_from_path(path), links) for path, links in kept.links.items())
        page.links_to_anchors = {file: links for file, links in targets if file}


class KeepingWork:
    """Has MkDocs make and write pages, but for those that are kept.

    Args:
        folder: Where they are kept.
        populate: Makes a page.
        write: Writes it.
    """

    def __init__(self, folder: Path, populate: Callable[..., None], write: Callable[..., None]) -> None:
        self._folder, self._populate, self._write = folder, populate, write
        keep_templates(folder.parent)
        self._pages: KeptPages | None = None
        self._has_begun = False

    def populate(self, page: Page, config: MkDocsConfig, files: Files, *rest: Any) -> None:
        """Make a page, or take it from the last build."""
        if not self._has_begun:
            self._has_begun = True
            if not _is_foreign(config):
                self._pages = KeptPages(self._folder, _find_inputs(config, read_kept(self._folder / _OUTLINES)))
        if self._pages and self._pages.fill(page, files):
            return
        with self._pages.offered(page) if self._pages else nullcontext():
            self._populate(page, config, files, *rest)

    def write(self, page: Page, config: MkDocsConfig, *rest: Any, **more: Any) -> None:
        """Write a page, or copy it from the last build."""
        if self._pages and self._pages.write(page):
            return
        self._write(page, config, *rest, **more)
        if self._pages:
            self._pages.keep(page)

    def finish(self) -> None:
        """Keep what is on the site now."""
        if self._pages:
            self._pages.finish()


def keep_pages() -> KeepingWork | None:
    """Let MkDocs take pages from the last build, where it makes them as is known here and somebody wants that."""
    functions = {name: getattr(build, name, None) for name in _TAKES}
    known = all(
        callable(found) and list(inspect.signature(found).parameters) == _TAKES[name]
        for name, found in functions.items()
    )
    folder = os.environ.get(VARIABLE)
    if not known or not folder:
        return None
    work = KeepingWork(Path(folder), build._populate_page, build._build_page)
    # They take what they took before, for whoever else makes sure of that.
    build._populate_page = update_wrapper(partial(work.populate), build._populate_page)
    build._build_page = update_wrapper(partial(work.write), build._build_page)
    return work


def _is_foreign(config: MkDocsConfig) -> bool:
    """Whether a page may be made of what nobody here knows, or a build is to be plain."""
    return (
        not config.nav
        or bool(config.hooks)
        or not set(config.plugins) <= _OURS
        # The index of a search is made of every page.
        or any(getattr(plugin.config, "enabled", True) for name, plugin in config.plugins.items() if name != "macros")
        or builds_plainly(Path(config.docs_dir))
    )


def _find_inputs(config: MkDocsConfig, outlines: Mapping[bytes, bytes] | None) -> PageInputs:
    docs = Path(config.docs_dir).resolve()
    settings = Path(config.config_file_path)
    told = (today().isoformat(), os.environ.get("YEARBOOK_AUDIENCE", ""), os.environ.get(FILES_VARIABLE, ""))
    begun = program_digest() + repr((docs, told)).encode()
    shared = digest_of_files([settings, Path(config.theme.custom_dir or settings)], begun)
    return PageInputs(docs, current_yearbook(docs), config.nav, shared, outlines)


def _put(file: Path, at: Path) -> None:
    """Have a file stand in another place too, as the same one where the disk can do that."""
    at.unlink(missing_ok=True)
    try:
        at.hardlink_to(file)
    except (OSError, NotImplementedError):
        shutil.copyfile(file, at)


def _digest(html: bytes) -> str:
    return hashlib.sha256(html).hexdigest()
