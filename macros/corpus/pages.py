"""Reads the files under docs: which pages there are, and what kind each is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from pathlib import Path

from macros.corpus.findings import Findings
from macros.corpus.front_matter import FrontMatter, parse_front_matter
from macros.corpus.keeping import Keeping
from macros.corpus.markup import LONGEST_LINE, LONGEST_PARAGRAPH, without_code
from macros.corpus.sources import Listing, Source
from macros.errors import ErrorKind
from macros.page_text.attributes import block_id
from macros.page_text.headings import Heading, parse_heading
from macros.page_text.links import Link, find_links
from macros.page_text.splitting import FrontMatterError, body_start, normal_text
from macros.page_text.title_ids import title_id

#: Everything that generators take as Markdown.
_PAGE_ENDINGS = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
#: With the characters that are none in Unicode, which no XML may hold.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")
_SEGMENT = re.compile(r"[a-z0-9][a-z0-9-]*")


class PageKind(Enum):
    """Kinds of page; all but REGISTER and FREE are data pages, which never run macros."""

    REPORT = "report"
    LEDGER = "ledger"
    REGULATION = "regulation"
    EDITION = "edition"
    CONCEPTS = "concepts"
    DUTIES = "duties"
    USAGES = "usages"
    PHRASES = "phrases"
    LOCAL = "local"
    FORMS = "forms"
    REGISTER = "regulations"
    FREE = "free"

    @property
    def is_data(self) -> bool:
        """Whether pages of this kind are data pages."""
        return self is not PageKind.FREE and self is not PageKind.REGISTER


#: Each named by its path below the folder of its kind.
_KINDS_WITH_KEYS = frozenset({PageKind.REPORT, PageKind.LEDGER, PageKind.REGULATION, PageKind.EDITION})


@dataclass(frozen=True)
class SourcePage(Keeping):
    """A data page as it stands on disk.

    Attributes:
        path: Path under docs, with forward slashes.
        text: The whole of it, each line ended by a line feed.
        kind: What its front matter and headings are read as.
        front_matter: Its fields and their lines.
        first_line: 1-based line of the first after the front matter.
        headings: All headings, in order.
    """

    path: str
    text: str
    kind: PageKind
    front_matter: FrontMatter
    first_line: int
    headings: tuple[Heading, ...]

    @property
    def is_data(self) -> bool:
        """Whether it holds data, and therefore neither macros nor markup of its own."""
        return self.kind.is_data

    @property
    def key(self) -> str:
        """The path without its top folder and ending: `2023`, `jilv-chufen-tiaoli/2018`."""
        key = self.path.partition("/")[2].removesuffix(".md")
        return key.removesuffix("index").removesuffix("/")

    @property
    def title_id(self) -> str:
        """The id that its title must carry, by its path."""
        kind = self.kind.value
        # The pages of which there is one, and local rules, have their kind in the key already.
        key = self.key if self.kind in _KINDS_WITH_KEYS else self.key.removeprefix(kind).removeprefix("/")
        return title_id(kind, key)

    @cached_property
    def written(self) -> tuple[str, ...]:
        """The lines after the front matter as they stand, code and all: macros run in code too."""
        return tuple(self.text.split("\n")[self.first_line - 1 :])

    @cached_property
    def body(self) -> tuple[str, ...]:
        """The same lines; on a free page without its code."""
        return _body(self.written, self.kind)

    def numbered_lines(self) -> Iterator[tuple[int, str]]:
        """Yield the lines of the body with their 1-based number in the file."""
        yield from enumerate(self.body, self.first_line)

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Every link and picture of the body, in order."""
        return tuple(find_links(self.numbered_lines()))

    def anchors(self) -> Iterator[tuple[str, int]]:
        """Yield every id that the page defines, with its line."""
        for heading in self.headings:
            if heading.id:
                yield heading.id, heading.line
        for number, line in self.numbered_lines():
            if "{" in line and (name := block_id(line)):
                yield name, number


def find_files(docs: Path | Source) -> list[str]:
    """Paths of all files under a folder, sorted, with forward slashes; hidden ones and symbolic links are left out."""
    return list(Source.of(docs).list().files)


def path_within(file: Path, docs: Path) -> str:
    """A file's path under docs; empty where it lies outside."""
    inside = file.resolve().is_relative_to(docs.resolve())
    return file.resolve().relative_to(docs.resolve()).as_posix() if inside else ""


def path_named(name: str, docs: Path) -> str:
    """The path under docs that a user means: as the shell completes it, or as the site names it."""
    file = Path(name)
    return (path_within(file, docs) if file.exists() else "") or name.removeprefix("docs/")


def check_files(listing: Listing, findings: Findings) -> None:
    """Tell symbolic links, which generators follow, and pages under another ending, which they build: none is read."""
    for path in listing.symlinks:
        findings.add(ErrorKind.SYMLINK, path)
    for path in listing.files:
        if not path.endswith(".md") and path.lower().endswith(_PAGE_ENDINGS):
            findings.add(ErrorKind.PAGE_ENDING, path)


def page_kind(path: str) -> PageKind:
    """What a page is, by its path under docs."""
    top, *rest = path.split("/")
    if path == "forms.md":
        return PageKind.FORMS
    if top in {"reports", "ledger"} and rest and rest[-1] != "index.md":
        return PageKind.REPORT if top == "reports" else PageKind.LEDGER
    return _register_kind(rest) if top == "regulations" else PageKind.FREE


def _register_kind(rest: list[str]) -> PageKind:
    single = {
        "index.md": PageKind.REGISTER,
        "concepts.md": PageKind.CONCEPTS,
        "duties.md": PageKind.DUTIES,
        "usages.md": PageKind.USAGES,
        "phrases.md": PageKind.PHRASES,
    }
    if len(rest) == 1:
        return single.get(rest[0], PageKind.FREE)
    if rest[0] == "local":
        return PageKind.FREE if rest[-1] == "index.md" else PageKind.LOCAL
    return PageKind.REGULATION if rest[-1] == "index.md" else PageKind.EDITION


def decode_page(raw: bytes, path: str, findings: Findings) -> str | None:
    """The text of a file; None where it is not UTF-8."""
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        findings.add(ErrorKind.NOT_UTF8, path, line, found=f"字节 0x{raw[error.start]:02X}")
        return None


def parse_page(text: str, path: str, findings: Findings) -> SourcePage | None:
    """Read the text of a page that may not be on disk yet; None where it cannot be read."""
    kind = page_kind(path)
    if not _is_well_placed(path, kind):
        findings.add(ErrorKind.MISPLACED_PAGE, path, found=f"“{path}”", expected=_PLACES[kind])
        return None
    text = normal_text(text)
    lines = text.split("\n")
    start = _find_body(lines, kind, path, findings)
    if not _check_characters(lines, start or 0, path, findings) or start is None:
        return None
    front_matter = parse_front_matter(lines, start, path, findings) if start else FrontMatter({}, "", None)
    if front_matter is None:
        return None
    numbered = enumerate(_body(lines[start:], kind), start + 1)
    headings = [h for n, line in numbered if line.startswith("#") and (h := parse_heading(line, n))]
    return SourcePage(path, text, kind, front_matter, start + 1, tuple(headings))


def _body(lines: Sequence[str], kind: PageKind) -> tuple[str, ...]:
    return tuple(lines if kind.is_data else without_code(lines))


def _find_body(lines: list[str], kind: PageKind, path: str, findings: Findings) -> int | None:
    """The index of the first line after the front matter, which a free page may do without; None on a fault."""
    try:
        start = body_start(lines)
    except FrontMatterError as error:
        findings.add(ErrorKind.FRONT_MATTER_MISSING, path, found=error.found)
        return None
    if not start and kind is not PageKind.FREE:
        findings.add(ErrorKind.FRONT_MATTER_MISSING, path)
        return None
    return start


def _check_characters(lines: list[str], start: int, path: str, findings: Findings) -> bool:
    """Tell control characters and endless lines, which no page has and some readers stumble over."""
    sound, size = True, 0
    for number, line in enumerate(lines, 1):
        # No reader of Markdown sees the front matter.
        # Nor is a table one paragraph to them: each of its cells is read alone.
        size = size + len(line) + 1 if line.strip() and number > start and not line.startswith("|") else 0
        if size > LONGEST_PARAGRAPH >= size - len(line) - 1:
            expected = f"一段不超过 {LONGEST_PARAGRAPH} 字"
            findings.add(ErrorKind.LINE_TOO_LONG, path, number, expected=expected)
            sound = False
        if _CONTROL.search(line):
            findings.add(ErrorKind.CONTROL_CHARACTER, path, number)
            sound = False
        if len(line) > LONGEST_LINE:
            findings.add(
                ErrorKind.LINE_TOO_LONG, path, number, found=f"{len(line)} 字", expected=f"不超过 {LONGEST_LINE} 字"
            )
            sound = False
    return sound


_PLACES = {
    PageKind.REPORT: "reports/2023.md 或 reports/单位/2023.md，只用小写字母、数字和连字符",
    PageKind.LEDGER: "ledger/2023.md 或 ledger/单位/2023.md，只用小写字母、数字和连字符",
    PageKind.REGULATION: "regulations/法规标识/index.md，只用小写字母、数字和连字符",
    PageKind.LOCAL: "regulations/local/标识.md 或 regulations/local/单位/标识.md，只用小写字母、数字和连字符",
    PageKind.EDITION: "regulations/法规标识/年份.md，只用小写字母、数字和连字符",
}


def _is_well_placed(path: str, kind: PageKind) -> bool:
    segments = path.removesuffix(".md").split("/")
    if kind not in _PLACES:
        return True
    depth = {PageKind.REPORT: {2, 3}, PageKind.LEDGER: {2, 3}, PageKind.LOCAL: {3, 4}}.get(kind, {3})
    return len(segments) in depth and all(_SEGMENT.fullmatch(segment) for segment in segments)
