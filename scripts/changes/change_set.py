"""What one task writes: planned, tried as the whole site would be with it, and shown before anything is touched."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from macros.corpus.sources import Source
from macros.domain.yearbook import Yearbook
from macros.errors import ContentErrors
from macros.findings import Finding
from macros.page_text.splitting import plain_lines, split_text
from scripts.build.content_checks import survey_pages
from scripts.changes.writing import read_file

#: The lines that name the two texts, in the form of differences that programs know.
_HEAD_OF_DIFFERENCES = 2


#: The site's settings, by their path from the folder of the pages.
SETTINGS = "../mkdocs.yml"


def shown_path(path: str) -> str:
    """A file of a change set as a clerk knows it, by its path in the project."""
    return "mkdocs.yml" if path == SETTINGS else f"docs/{path}"


def is_text(path: str) -> bool:
    """Whether a file of a change set has lines that can be told; a picture has none."""
    return path.endswith((".md", ".yml"))


@dataclass(frozen=True)
class ChangeSet:
    """Pages that change together, all of them or none (改动).

    Attributes:
        docs: The folder of the pages.
        task: What was done, in Chinese, as `undo` lists it.
        before: What each page held when this was planned, by path under docs; None where there was none.
        after: What it is to hold; None where it goes.
    """

    docs: Path
    task: str
    before: Mapping[str, bytes | None]
    after: Mapping[str, bytes | None]

    @classmethod
    def plan(cls, docs: Path, task: str, pages: Mapping[str, str | bytes | None]) -> ChangeSet:
        """Plan what pages are to say; those that say it already are left out.

        Args:
            docs: The folder of the pages.
            task: What is done, in Chinese.
            pages: The whole text of each page by path under docs, which takes over how the page on disk begins and
                how its lines end; or its bytes, which are taken as they are; or None where it goes.

        Raises:
            WriteError: A page cannot be read.
        """
        before = {path: read_file(docs / path) for path in pages}
        after = {path: _as_bytes(page, before[path]) for path, page in pages.items()}
        changed = [path for path in sorted(pages) if before[path] != after[path]]
        return cls(docs, task, {path: before[path] for path in changed}, {path: after[path] for path in changed})

    def with_files(self, files: Mapping[str, bytes | None]) -> ChangeSet:
        """The same with files that change with the pages, such as pictures; None where one goes."""
        more = ChangeSet.plan(self.docs, self.task, files)
        return replace(self, before={**self.before, **more.before}, after={**self.after, **more.after})

    def __bool__(self) -> bool:
        return bool(self.after)

    @property
    def site(self) -> Source:
        """The pages as they would be."""
        return Source(self.docs, self.after)

    def check(self) -> Yearbook:
        """Check the whole site as it would be, and give what it would say.

        What is wrong with it already is for others to mend, and stops nobody's work.

        Raises:
            ContentErrors: It would have faults that it has not now.
        """
        corpus, faults = survey_pages(self.site)
        if faults and (fresh := _fresh(faults, survey_pages(self.docs)[1])):
            raise ContentErrors(fresh)
        return corpus.yearbook

    def describe(self) -> Iterator[str]:
        """Yield a line for each page: whether it is new, goes, or how many of its lines change."""
        for path, after in self.after.items():
            before = self.before[path]
            if before is None:
                yield f"新建 {shown_path(path)}"
            elif after is None:
                yield f"删去 {shown_path(path)}"
            elif not is_text(path):
                yield f"替换 {shown_path(path)}"
            else:
                lines = list(_changed_lines(before, after))
                gone, new = (sum(line[0] == mark for line in lines) for mark in "-+")
                yield f"改写 {shown_path(path)}：去掉 {gone} 行，写入 {new} 行"

    def differences(self, path: str) -> Iterator[str]:
        """Yield the lines of a page that go, marked `-`, and those that come, marked `+`, in reading order."""
        if is_text(path):
            yield from _changed_lines(self.before[path] or b"", self.after[path] or b"")


def _fresh(faults: Iterable[Finding], before: Iterable[Finding]) -> list[Finding]:
    """The faults that were not there before, wherever in its page each stands and whatever could mend it now."""
    known = Counter(map(_anywhere, before))
    fresh = []
    for fault in faults:
        name = _anywhere(fault)
        known[name] -= 1
        if known[name] < 0:
            fresh.append(fault)
    return fresh


def _anywhere(fault: Finding) -> Finding:
    # What is expected may be a list of what there is, which a change makes shorter.
    return replace(fault, line=0, column=0, expected="")


def _as_bytes(page: str | bytes | None, before: bytes | None) -> bytes | None:
    if not isinstance(page, str):
        return page
    there = split_text((before or b"").decode("utf-8", "replace"))
    return there.rewritten(plain_lines(page)).encode()


def _changed_lines(before: bytes, after: bytes) -> Iterator[str]:
    old, new = (text.decode("utf-8", "replace").splitlines() for text in (before, after))
    for line in islice(difflib.unified_diff(old, new, lineterm="", n=0), _HEAD_OF_DIFFERENCES, None):
        if not line.startswith("@@"):
            yield line
