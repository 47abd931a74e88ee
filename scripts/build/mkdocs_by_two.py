"""MkDocs with two at work on the pages; `python -m scripts.build.mkdocs_by_two …` is called as `python -m mkdocs`.

Nine tenths of a build go into making HTML of Markdown, page by page, and no
page waits for another. So the process is split once the pages are known: MkDocs
makes them in their order, as ever, and the other one from the end. Where they
meet MkDocs takes over what is there. The site is the same, byte for byte; where
processes cannot be split, or there is one core, MkDocs does everything.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
import tempfile
from collections.abc import Callable
from itertools import takewhile
from pathlib import Path
from typing import Any, NoReturn

from mkdocs.__main__ import cli
from mkdocs.commands import build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from macros.corpus.collecting import seldom_collecting

#: What making a page leaves on it, beside links to anchors, which name files.
_MADE = ("markdown", "meta", "content", "toc", "_title_from_render", "present_anchor_ids")
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


def share_work(populate: _Populate) -> _Populate:
    """A function that makes pages as the one given does, and has help from the second page on."""
    helpers: list[Helper] = []

    def populate_shared(page: Page, config: MkDocsConfig, files: Files, *rest: Any) -> None:
        if helpers and helpers[0].take(page):
            return
        populate(page, config, files, *rest)
        if not helpers:
            # The first page has loaded what all need.
            helpers.append(Helper(populate, config, files))

    return populate_shared


def can_share() -> bool:
    """Whether the process can be split, and there is a core for the other half."""
    return hasattr(os, "sched_getaffinity") and len(os.sched_getaffinity(0)) > 1


def run_and_leave() -> NoReturn:
    """Run MkDocs and end the process at once: to give back page by page what it held would take a second."""
    code = 0
    try:
        with seldom_collecting():
            cli(prog_name="mkdocs")
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    if can_share():
        build._populate_page = share_work(build._populate_page)
    run_and_leave()
