"""A page of the register in pieces, so that one can give way while the others stay to the last blank."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from macros.corpus.findings import Findings
from macros.corpus.pages import PageKind, SourcePage, parse_page
from macros.errors import ErrorKind, SiteError
from scripts.intake.setting import scalar

#: So many characters of a list or mapping stand in one line.
_WIDEST = 110
#: A date or a name of ours, which needs no quotes.
_PLAIN = re.compile(r"[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?|[a-z][a-z0-9]*(?:[/-][a-z0-9]+)+")


@dataclass(frozen=True)
class Section:
    """A heading with what stands under it up to the next one; `body` is without blank lines at its ends."""

    id: str
    heading: str
    body: str


@dataclass(frozen=True)
class PageText:
    """A page of the register in pieces.

    Attributes:
        path: Its path under docs.
        kind: What it is.
        fields: The values of its front matter.
        raw: The lines of each field as they stand, by name, with the comments that follow it.
        preamble: The lines before the first field.
        title: The line of its title, as a section with what stands under it.
        sections: The rest.
    """

    path: str
    kind: PageKind
    fields: dict[str, Any]
    raw: dict[str, str]
    preamble: str
    title: Section
    sections: tuple[Section, ...]

    @property
    def name(self) -> str:
        """Its title in words."""
        return re.sub(r"\s*\{[^{}]*\}$", "", self.title.heading.lstrip("#").strip())

    def with_fields(self, fields: dict[str, Any], other: PageText | None = None) -> PageText:
        """The page with other values; a field that changes has the lines of another page where it says the same."""
        raw = {}
        for name, value in fields.items():
            if name in self.fields and self.fields[name] == value:
                raw[name] = self.raw[name]
            elif other and name in other.fields and other.fields[name] == value:
                raw[name] = other.raw[name]
            else:
                raw[name] = "\n".join(_field(name, value))
        return replace(self, fields=fields, raw=raw)

    def text(self) -> str:
        """The page as one text."""
        front = "\n".join(filter(None, [self.preamble, *self.raw.values()]))
        pieces = [piece for part in (self.title, *self.sections) for piece in (part.heading, part.body) if piece]
        return f"---\n{front}\n---\n\n" + "\n\n".join(pieces) + "\n"


def read_split(docs: Path, path: str) -> PageText:
    """Take apart a page on disk.

    Raises:
        ContentErrors: It cannot be read.
    """
    findings = Findings()
    page = split_page((docs / path).read_bytes().decode(), path, findings)
    findings.raise_if_any()
    if page is None:  # pragma: no cover - what cannot be read has raised
        raise SiteError(f"docs/{path} 读不出来。")
    return page


def split_page(text: str, path: str, findings: Findings) -> PageText | None:
    """Take a page apart; None where it cannot be read, which is told."""
    page = parse_page(text.removeprefix("\ufeff"), path, findings)
    if page is None:
        return None
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    fields = page.front_matter.fields
    starts = [page.front_matter.line_of((name,)) - 1 for name in fields]
    if len(set(starts)) < len(starts):
        findings.add(ErrorKind.YAML_SYNTAX, path, 2, expected="每个字段另起一行")
        return None
    end = page.first_line - 2
    raw = {
        name: "\n".join(lines[start:stop]).rstrip("\n")
        for name, start, stop in zip(fields, starts, [*starts[1:], end], strict=True)
    }
    preamble = "\n".join(lines[1 : min(starts, default=end)])
    title, *sections = _sections(page)
    if not title.id:
        findings.add(ErrorKind.TITLE_MISSING, path)
        return None
    return PageText(path, page.kind, fields, raw, preamble, title, tuple(sections))


def _sections(page: SourcePage) -> Iterator[Section]:
    starts = [heading.line - page.first_line for heading in page.headings]
    if not starts:
        yield Section("", "", "")
    for heading, start, stop in zip(page.headings, starts, [*starts[1:], len(page.body)], strict=True):
        yield Section(heading.id, page.body[start].rstrip(), "\n".join(page.body[start + 1 : stop]).strip("\n"))


def _field(name: str, value: Any) -> Iterator[str]:
    flow = f"{name}: {_flow(value)}"
    nested = isinstance(value, list) and any(isinstance(row, dict) for row in value)
    if not nested and (len(flow) <= _WIDEST or not isinstance(value, list | dict)):
        yield flow
        return
    yield f"{name}:"
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from (f"  {line}" for line in _field(key, inner))
        return
    for row in value:
        yield from (f"  {line}" for line in _row(row))


def _row(row: Any) -> Iterator[str]:
    flow = f"- {_flow(row)}"
    if not isinstance(row, dict) or (len(flow) <= _WIDEST and not any(isinstance(v, list) for v in row.values())):
        yield flow
        return
    lines = [line for key, inner in row.items() for line in _field(key, inner)]
    yield from (f"{'  ' if number else '- '}{line}" for number, line in enumerate(lines))


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {_flow(inner)}' for key, inner in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(_flow(inner) for inner in value)}]"
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return value if _PLAIN.fullmatch(value) else scalar(value)
    return str(value)
