"""The pages as they stand, followed from request to request, and the change sets by which the desk alters them."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from macros.corpus import Corpus, Office, Source, read_office
from macros.domain.yearbook import Yearbook
from macros.errors import ContentErrors, SiteError
from macros.findings import Finding
from macros.page_text.splitting import normal_text
from scripts.build.content_checks import survey_project
from scripts.build.kept_parses import KeptParses
from scripts.changes import journal
from scripts.changes.change_set import SETTINGS, ChangeSet, is_text
from scripts.changes.merging import merge_texts
from scripts.changes.naming import name_page, name_source
from scripts.changes.said.pages import say_page
from scripts.changes.said.telling import Said
from scripts.changes.writing import read_file, write_whole
from scripts.desk.told_console import ToldConsole
from scripts.setup.project import Project

_DIGEST = re.compile(r"[0-9a-f]{64}")
#: Nobody goes on with a page that he has opened in a browser so long ago and typed nothing into.
_KEPT_DAYS = 30


class NoSuchPageError(SiteError):
    """A page was asked for that is none of the site's."""

    meaning = "工作台要打开的页面不在站点里，多半是刚才改了名或删掉了"
    remedy = "回到工作台，从列出的页面里选"


@dataclass(frozen=True)
class Survey:
    """All pages as they were last read.

    Attributes:
        corpus: The pages by path, and what they say.
        faults: What is wrong with them.
    """

    corpus: Corpus
    faults: tuple[Finding, ...]

    def name(self, path: str) -> str:
        """What an office calls a page, without the marks that set it off; by its file where it cannot be read."""
        page = self.corpus.pages.get(path)
        return name_source(page).strip("「」") if page else path.rpartition("/")[2].removesuffix(".md")


@dataclass(frozen=True)
class OpenPage:
    """A page as somebody begins to work on it.

    Attributes:
        path: Its path under docs.
        name: What an office calls it.
        text: All of it, whatever its lines end with as `splitlines` knows them, joined by line feeds.
        begun: Its digest, by which what it held is found again.
    """

    path: str
    name: str
    text: str
    begun: str


@dataclass(frozen=True)
class ShownChange:
    """What becomes of one page, for a person (一页的改动).

    Attributes:
        name: What an office calls the page.
        what: Whether it is new, goes, or is changed.
        changes: The change set that it is of.
        path: Its path under docs.
    """

    name: str
    what: str
    changes: ChangeSet
    path: str

    @cached_property
    def said(self) -> tuple[Said, ...]:
        """What it says anew, in words; nothing where only its writing differs."""
        return say_page(self.changes, self.path) if self.is_page else ()

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The lines of its file that go and come, each with its mark."""
        return tuple(self.changes.differences(self.path))

    @property
    def is_page(self) -> bool:
        """Whether it has words; a picture has none."""
        return is_text(self.path)

    @property
    def is_whole(self) -> bool:
        """Whether all of it comes or goes."""
        return None in (self.changes.before[self.path], self.changes.after[self.path])


@dataclass(frozen=True)
class Written:
    """What was written (写入的改动).

    Attributes:
        number: By which it can be taken back; 0 where there was nothing to write.
        told: What there is to be told of it.
    """

    number: int
    told: tuple[str, ...]


class Work:
    """The pages of a project, for as long as the desk is open."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._begun = project.work / "desk" / "begun"
        self._lock = threading.Lock()
        self._seen: tuple[object, Survey] | None = None
        self._parses: KeptParses | None = None

    def survey(self) -> Survey:
        """All pages; read again where a file has changed, and only what has changed."""
        with self._lock:
            listing = Source(self._project.docs).list()
            if self._seen and self._seen[0] == listing.files:
                return self._seen[1]
            # What was read before, by a build or by the preview, need not be read again.
            self._parses = self._parses or KeptParses(self._project)
            corpus, faults = survey_project(self._project)
            survey = Survey(corpus, tuple(faults))
            # What was written just now could be written again without its stamp telling.
            self._seen = (listing.files, survey) if all(map(listing.settled, listing.files)) else None
            return survey

    @property
    def docs(self) -> Path:
        """The folder of the pages."""
        return self._project.docs

    @property
    def yearbook(self) -> Yearbook:
        """What the pages say that can be read."""
        return self.survey().corpus.yearbook

    @property
    def office(self) -> Office | None:
        """Whose yearbook it is; settings that cannot be read are told where the office is named."""
        try:
            return read_office(self._project.docs)
        except SiteError:
            return None

    def open(self, path: str) -> OpenPage:
        """A page to be worked on; what it holds now is kept, so that it can be told later what was changed meanwhile.

        Raises:
            NoSuchPageError: It is none of the pages that are there.
        """
        is_page = path.endswith(".md") and path in Source(self._project.docs).list().files
        content = read_file(self._project.docs / path) if is_page else None
        if content is None:
            raise NoSuchPageError("站点里没有这一页，可能刚才改了名或删掉了。改法：回到工作台，从列出的页面里选。")
        digest = sha256(content).hexdigest()
        self._begun.mkdir(parents=True, exist_ok=True)
        if (self._begun / digest).exists():
            (self._begun / digest).touch()
        else:
            write_whole(self._begun / digest, content)
        return _opened(path, content, digest)

    def forget_begun(self, named: Collection[str]) -> None:
        """Forget what pages held when somebody began to work on them long ago.

        Args:
            named: Digests that drafts begin from: what they name stays.
        """
        oldest = time.time() - _KEPT_DAYS * 24 * 60 * 60
        for file in self._begun.iterdir() if self._begun.is_dir() else ():
            # Another window of the desk may be at it too.
            with suppress(OSError):
                if file.name not in named and file.stat().st_mtime < oldest:
                    file.unlink()

    def reopen(self, path: str, begun: str) -> OpenPage:
        """A page as it was when somebody began to work on it; as it is now where that is not kept any more."""
        now = self.open(path)
        content = self._held(begun)
        return _opened(path, content, begun) if content is not None else now

    def plan(
        self, task: str, pages: Mapping[str, str | bytes | None], begun: Mapping[str, str] | None = None
    ) -> ChangeSet:
        """Plan what pages are to say; nothing is written.

        Args:
            task: What is done, in Chinese.
            pages: As for `ChangeSet.plan`.
            begun: Of pages that somebody has worked on, the digest with which they were opened.

        Returns:
            The change set, which begins from what was opened, whatever the page says by now.
        """
        changes = ChangeSet.plan(self._project.docs, task, pages)
        opened = {path: self._held(digest) for path, digest in (begun or {}).items() if path in changes.before}
        known = {path: content for path, content in opened.items() if content is not None}
        return replace(changes, before={**changes.before, **known})

    def text_as_begun(self, digest: str) -> str | None:
        """What a page held when somebody began to work on it; None where that is not kept."""
        held = self._held(digest)
        return None if held is None else normal_text(held.decode("utf-8", "replace"))

    def find_faults(self, changes: ChangeSet) -> list[Finding]:
        """What would be wrong with the site that is not wrong now."""
        try:
            changes.check()
        except ContentErrors as errors:
            return errors.errors
        return []

    def find_moved(self, changes: ChangeSet) -> list[str]:
        """The pages of a change set that say something else by now than it begins from."""
        return [path for path, before in changes.before.items() if read_file(self._project.docs / path) != before]

    def merge(self, changes: ChangeSet) -> ChangeSet | None:
        """The same planned from the pages as they are now, with what was changed meanwhile kept beside it.

        Returns:
            None where both have changed the same lines of a page.
        """
        pages: dict[str, bytes | None] = dict(changes.after)
        for path in self.find_moved(changes):
            begun, ours, theirs = changes.before[path], changes.after[path], read_file(self._project.docs / path)
            if begun is None or ours is None or theirs is None:
                return None
            both = merge_texts(begun, theirs, ours)
            if both is None:
                return None
            pages[path] = both
        return ChangeSet.plan(self._project.docs, changes.task, pages)

    def write(self, changes: ChangeSet) -> Written:
        """Write a change set that was shown and checked.

        Raises:
            WriteError: A page was changed in the meantime, or cannot be written; all is as it was.
        """
        told = ToldConsole()
        number = journal.write(self._project, changes, told)
        return Written(number, tuple(told.said))

    def _held(self, digest: str) -> bytes | None:
        # It comes from a form: whatever is no digest is no name of a file.
        return read_file(self._begun / digest) if _DIGEST.fullmatch(digest) else None


def _opened(path: str, content: bytes, digest: str) -> OpenPage:
    text = "\n".join(content.decode("utf-8", "replace").splitlines()) + "\n"
    return OpenPage(path, name_page(text, path), text, digest)


def show_changes(changes: ChangeSet) -> list[ShownChange]:
    """What becomes of each page, in the words of an office."""
    return [_shown(changes, path) for path in changes.after]


def tell_written(changes: ChangeSet) -> str:
    """How many pages were written and how many went, in Chinese: 已写入 3 页（新建 2 页、改写 1 页）."""
    pages = [path for path in changes.after if path.endswith(".md")]
    gone = sum(changes.after[path] is None for path in pages)
    new = sum(changes.before[path] is None for path in pages)
    changed = len(pages) - gone - new
    apart = f"（新建 {new} 页、改写 {changed} 页）" if new and changed else ""
    told = [f"已写入 {new + changed} 页{apart}" if new + changed or not changes else "已写入"]
    told += [f"删去 {gone} 页"] if gone else []
    return "，".join([*told, *(["改写站点的设置"] if SETTINGS in changes.after else [])])


def _shown(changes: ChangeSet, path: str) -> ShownChange:
    before, after = changes.before[path], changes.after[path]
    what = "新建" if before is None else "删去" if after is None else "修改"
    return ShownChange(_name(path, after if after is not None else before or b""), what, changes, path)


def _name(path: str, content: bytes) -> str:
    if path.endswith((".png", ".jpg")):
        return "图片"
    return "站点的设置" if path == SETTINGS else name_page(content.decode("utf-8", "replace"), path)
