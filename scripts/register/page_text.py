"""A page of the register in pieces, so that one can give way while the others stay to the last blank."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from macros.corpus.findings import Findings
from macros.corpus.pages import PageKind, SourcePage, parse_page
from macros.errors import ErrorKind, SiteError
from macros.page_text.fields import field_spans, with_fields
from macros.page_text.headings import heading_words
from macros.page_text.splitting import SplitText, split_text
from macros.page_text.yaml_values import wide_field

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True)
class PageSection:
    """A heading with what stands under it up to the next one.

    Attributes:
        id: Its id.
        heading: Its line.
        body: What stands under it, without blank lines at its ends.
        lines: All of it as it stands; none of a section that is new.
    """

    id: str
    heading: str
    body: str
    lines: tuple[str, ...] = field(default=(), compare=False)

    def written(self) -> tuple[str, ...]:
        """Its lines, as they stand or as they are set."""
        return self.lines or (self.heading, *(["", *self.body.split("\n")] if self.body else []))


@dataclass(frozen=True)
class PageText:
    """A page of the register in pieces.

    Attributes:
        path: Its path under docs.
        kind: What it is.
        fields: The values of its front matter.
        front: The lines of its front matter.
        lead: The lines before its title.
        title: The line of its title, as a section with what stands under it.
        sections: The rest.
        before: The whole text as it was.
    """

    path: str
    kind: PageKind
    fields: dict[str, Any]
    front: tuple[str, ...]
    lead: tuple[str, ...]
    title: PageSection
    sections: tuple[PageSection, ...]
    before: SplitText = field(compare=False)

    @property
    def name(self) -> str:
        """Its title in words."""
        return heading_words(self.title.heading)

    def with_fields(self, fields: dict[str, Any], other: PageText | None = None) -> PageText:
        """The page with other values; a field that changes has the lines of another page where it says the same."""
        gone: dict[str, list[str] | None] = {name: [] for name in self.fields if name not in fields}
        lines = {name: self._lines(name, value, other) for name, value in fields.items()}
        return replace(self, fields=fields, front=tuple(with_fields(self.front, gone | lines)))

    def _lines(self, name: str, value: Any, other: PageText | None) -> list[str] | None:
        if name in self.fields and self.fields[name] == value:
            return None
        if other and name in other.fields and other.fields[name] == value:
            start, stop = field_spans(other.front)[name]
            return list(other.front[start:stop])
        return list(_field(name, value))

    def text(self) -> str:
        """The page as one text, in which all that has not changed stands as it stood."""
        lines, new = list(self.lead), False
        for section in (self.title, *self.sections):
            between = new or not section.lines
            new = not section.lines
            lines += [""] if between and lines and lines[-1].strip() else []
            lines += section.written()
        return self.before.changed(front=self.front, body=[*lines, ""] if new else lines)


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
    page = parse_page(text, path, findings)
    if page is None:
        return None
    before, fields = split_text(text), page.front_matter.fields
    if field_spans(before.front).keys() != fields.keys():
        findings.add(ErrorKind.YAML_SYNTAX, path, 2, expected="每个字段另起一行")
        return None
    title, *sections = _sections(page)
    if not title.id:
        findings.add(ErrorKind.TITLE_MISSING, path)
        return None
    lead = page.written[: page.headings[0].line - page.first_line]
    return PageText(path, page.kind, fields, before.front, lead, title, tuple(sections), before)


def _sections(page: SourcePage) -> Iterator[PageSection]:
    starts = [heading.line - page.first_line for heading in page.headings]
    if not starts:
        yield PageSection("", "", "")
        return
    for heading, start, stop in zip(page.headings, starts, [*starts[1:], len(page.written)], strict=True):
        lines = page.written[start:stop]
        yield PageSection(heading.id, lines[0].rstrip(), "\n".join(lines[1:]).strip("\n"), lines)


def _field(name: str, value: Any) -> Iterator[str]:
    yield from wide_field(name, _with_days(value))


def _with_days(value: Any) -> Any:
    """A value in which a day is one, as it is to every reader of YAML but ours, and stands without quotes."""
    if isinstance(value, dict):
        return {name: _with_days(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_with_days(inner) for inner in value]
    if isinstance(value, str) and _DAY.fullmatch(value):
        with suppress(ValueError):
            return date.fromisoformat(value)
    return value
