"""Two processes at work on the pages.

Nine tenths of a build go into making HTML of Markdown, page by page, and no
page waits for another. So the process is split once the pages are known: MkDocs
makes them in their order, as ever, and the other one from the end. Where they
meet MkDocs takes over what is there. The site is the same, byte for byte.

That leans on how MkDocs makes a page: by which function, and what is left on
the page afterwards. Where either is not as it is known here, where processes
cannot be split, or where there is one core, MkDocs does everything.
"""

from __future__ import annotations

import inspect
import os
import pickle
import signal
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from itertools import takewhile
from pathlib import Path
from typing import Any

from mkdocs.commands import build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from macros.corpus.settings import builds_plainly

#: The function of MkDocs that makes a page, and what it takes.
_POPULATE, _TAKES = "_populate_page", ["page", "config", "files", "dirty"]
#: What making a page leaves on it, beside links to anchors, which name files.
_MADE = ("markdown", "meta", "content", "toc", "_title_from_render", "present_anchor_ids")
_LINKS = "links_to_anchors"
_SIZE_BYTES = 8
_Populate = Callable[..., None]


class Helper:
    """The process that makes pages from the end of the list, as MkDocs sees it.

    Args:
        populate: Makes a page.
        config: The site's settings.
        files: Its files, the pages among them.
    """

    def __init__(self, populate: _Populate, config: MkDocsConfig, files: Files) -> None:
        self._files = files
        self._made: dict[str, dict[str, Any]] = {}
        # Written by one and read by the other while it grows, so that neither waits for the other.
        self._records, name = tempfile.mkstemp()
        Path(name).unlink()
        self._place = 0
        parent = os.getpid()
        self._pid = os.fork()
        if self._pid == 0:
            _work(self._records, populate, config, files, parent)

    def take(self, page: Page) -> bool:
        """Complete a page that was made already; tell whether it was."""
        self._read()
        made = self._made.pop(page.file.src_uri, None)
        if made is None:
            return False
        # From here on to the end all are made.
        self._stop()
        links: dict[str, dict[str, str]] | None = made.pop("links")
        vars(page).update(made)
        to_files = (links or {}).items()
        page.links_to_anchors = None if links is None else {self._files.src_uris[uri]: row for uri, row in to_files}
        return True

    def _read(self) -> None:
        """Take over what there is by now of whole records."""
        while len(head := os.pread(self._records, _SIZE_BYTES, self._place)) == _SIZE_BYTES:
            size = int.from_bytes(head)
            record = os.pread(self._records, size, self._place + _SIZE_BYTES)
            if len(record) < size:
                return
            self._place += _SIZE_BYTES + size
            # Our own other half has written it.
            name, made = pickle.loads(record)  # noqa: S301
            self._made[name] = made

    def _stop(self) -> None:
        if self._pid:
            os.kill(self._pid, signal.SIGKILL)
            os.waitpid(self._pid, 0)
            self._pid = 0


def _work(records: int, populate: _Populate, config: MkDocsConfig, files: Files, parent: int) -> None:
    """Make pages from the end of the list on; a fault ends the work, and MkDocs comes upon it in its turn."""
    try:
        for file in takewhile(lambda _: os.getppid() == parent, reversed(files.documentation_pages())):
            page = file.page or Page(None, file, config)
            populate(page, config, files)
            links = page.links_to_anchors
            named = None if links is None else {target.src_uri: found for target, found in links.items()}
            made = {name: vars(page).get(name) for name in _MADE} | {"links": named}
            record = pickle.dumps((file.src_uri, made), pickle.HIGHEST_PROTOCOL)
            os.write(records, len(record).to_bytes(_SIZE_BYTES) + record)
    finally:
        # Nothing of what the other process is to clean up is this one's.
        os._exit(0)


class SharedWork:
    """Makes pages as MkDocs does, and has help from the second page on.

    Args:
        populate: Makes a page.
    """

    def __init__(self, populate: _Populate) -> None:
        self._populate = populate
        self._helper: Helper | None = None
        self._has_begun = False

    def __call__(self, page: Page, config: MkDocsConfig, files: Files, *rest: Any) -> None:
        """Make a page, or take it from the one who helps."""
        if self._helper and self._helper.take(page):
            return
        before = dict(vars(page))
        self._populate(page, config, files, *rest)
        if not self._has_begun:
            # The first page has loaded what all need, and shows what is left on a page.
            self._has_begun = True
            if is_known(before, vars(page)) and not builds_plainly(Path(config.docs_dir)):
                # A machine that can start no more processes or hold no more files still makes the site.
                with suppress(OSError):
                    self._helper = Helper(self._populate, config, files)


def is_known(before: Mapping[str, object], after: Mapping[str, object]) -> bool:
    """Whether nothing was left on a page but what is known, so that all of it can be taken over."""
    left = {name for name in after if name not in before or after[name] is not before[name]}
    return left <= {*_MADE, _LINKS}


def share_pages() -> None:
    """Let MkDocs have help with the pages, where it makes them as is known here and there is somebody to help."""
    populate = getattr(build, _POPULATE, None)
    if callable(populate) and list(inspect.signature(populate).parameters) == _TAKES and can_share():
        setattr(build, _POPULATE, SharedWork(populate))


def can_share() -> bool:
    """Whether the process can be split, and there is a core for the other half."""
    return hasattr(os, "sched_getaffinity") and len(os.sched_getaffinity(0)) > 1
