"""A page as a form and back: every section of it a title and a text, and only what was changed is written anew."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from macros.corpus.pages import PageKind, page_kind
from macros.domain.reports import PartKind
from macros.page_text.marked_links import Marked, links_by_words, mark_links, write_lines
from macros.page_text.sections import Section, split_sections
from macros.page_text.splitting import normal_text, split_text
from scripts.desk.page_form.head import INDICATOR, read_front, show_head, show_indicators

KINDS = {kind.class_name: kind for kind in PartKind}
TITLE, PART, ITEM = 1, 2, 3
_ROW = re.compile(rf"ind-(\d{{1,3}})-({'|'.join(INDICATOR)})")
_KEY = re.compile(r"s\d{1,4}")
_ID = r"[a-z][a-z0-9-]*"
#: What is said of a correction: that it is one, why, by whom.
IS_CORRECTION, WHY, BY = "c-is", "c-why", "c-by"


@dataclass(frozen=True)
class FormSection:
    """One section as it is typed.

    Attributes:
        key: Its name in the form, which stays while it is edited.
        level: As `Section.level`.
        was: As it stood on the page; without lines where it is new.
        title: The words of its heading, with marks in place of links.
        kind: Of a part, the name of its kind; empty for any other.
        text: The lines under it likewise, without blank ones at its ends.
    """

    key: str
    level: int
    was: Section
    title: str
    kind: str
    text: str

    @classmethod
    def of(cls, key: str, was: Section) -> FormSection:
        """A section as it stands, ready to be edited."""
        kinds = [name for name in was.classes if name in KINDS]
        kind = (kinds or [""])[0] if was.level == PART else ""
        return cls(key, was.level, was, " ".join(mark_links(was.words).split()), kind, shown_text(was.text))

    @property
    def paragraphs(self) -> list[str]:
        """The lines of its text that say something."""
        return [line for line in self.text.split("\n") if line.strip()]

    @property
    def is_changed(self) -> bool:
        """Whether anything was typed that is not on the page."""
        return not self.was.heading or self != FormSection.of(self.key, self.was)


@dataclass(frozen=True)
class PageForm:
    """A page as it is typed (一页的表单).

    Attributes:
        path: Its path under docs.
        front: The lines of its front matter as they stood.
        head: What is typed in the fields of the head, by their names in the form.
        indicators: The rows of the table of indicators as typed.
        sections: Its sections in their order.
        ids: What became of ids that are no longer borne: what bears them now, or nothing.
        correction: Whether what is typed puts right what was published, why, and by whom, by the names in the form.
    """

    path: str
    front: tuple[str, ...]
    head: Mapping[str, str]
    indicators: tuple[Mapping[str, str], ...]
    sections: tuple[FormSection, ...]
    ids: Mapping[str, str] = field(default_factory=dict)
    correction: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of_text(cls, path: str, text: str, ids: Mapping[str, str] | None = None) -> PageForm:
        """Take a page's text apart.

        Raises:
            FrontMatterError: It cannot be told where its front matter ends.
        """
        split = split_text(normal_text(text))
        written = read_front(split.front) or {}
        sections = [FormSection.of(f"s{n}", one) for n, one in enumerate(split_sections(split.body))]
        head, rows = show_head(page_kind(path), written), show_indicators(written)
        return cls(path, split.front, head, tuple(rows or ()), tuple(sections), dict(ids or {}))

    @classmethod
    def of_fields(cls, path: str, fields: Mapping[str, str]) -> PageForm:
        """The form from what its fields hold; what they do not hold is as it stood."""
        fields = {name: normal_text(value) for name, value in fields.items()}
        rows: dict[int, dict[str, str]] = {}
        for name, value in fields.items():
            if found := _ROW.fullmatch(name):
                rows.setdefault(int(found[1]), {})[found[2]] = value.strip()
        return cls(
            path,
            tuple(fields.get("front", "").split("\n")) if fields.get("front") else (),
            {name: value for name, value in fields.items() if name.startswith("h-")},
            tuple(row for _, row in sorted(rows.items()) if any(row.values())),
            tuple(_section(key, fields) for key in fields.get("order", "").split() if _KEY.fullmatch(key)),
            dict(re.findall(rf"({_ID})>({_ID}|)(?:\s|$)", fields.get("ids", ""))),
            {name: fields[name].strip() for name in (IS_CORRECTION, WHY, BY) if fields.get(name)},
        )

    def fields(self) -> dict[str, str]:
        """All that the form holds, by the name of each field."""
        rows = {f"ind-{n}-{name}": row.get(name, "") for n, row in enumerate(self.indicators) for name in INDICATOR}
        sections = {name: value for one in self.sections for name, value in _fields_of(one)}
        return {
            "front": "\n".join(self.front),
            "order": " ".join(one.key for one in self.sections),
            "ids": " ".join(f"{old}>{new}" for old, new in self.ids.items()),
            **self.head,
            **self.correction,
            **rows,
            **sections,
        }

    @property
    def kind(self) -> PageKind:
        """What the page is."""
        return page_kind(self.path)

    @cached_property
    def written(self) -> dict[str, Any] | None:
        """What its front matter says as it stood; None where that cannot be read."""
        return read_front(self.front) if self.front else {}

    @property
    def is_correction(self) -> bool:
        """Whether what is typed puts right openly what was published."""
        return bool(self.correction.get(IS_CORRECTION))

    def find(self, key: str) -> FormSection | None:
        """The section of a key."""
        return next((one for one in self.sections if one.key == key), None)

    def part_of(self, key: str) -> FormSection | None:
        """The part that an item stands in."""
        part = None
        for one in self.sections:
            if one.level == PART:
                part = one
            if one.key == key:
                return part
        return None

    def with_sections(self, sections: Sequence[FormSection], ids: Mapping[str, str] | None = None) -> PageForm:
        """The same with other sections, and what became of ids beside what is known of them."""
        return replace(self, sections=tuple(sections), ids={**self.ids, **(ids or {})})

    def write_text(self, one: FormSection) -> tuple[str, ...]:
        """The lines under a section's heading as they are typed."""
        lines = one.was.text
        before, own, after = _parted(lines)
        if one.text != shown_text(lines):
            typed = one.text.split("\n") if one.text.strip() else []
            own = write_lines(typed, own, self.links)
            before = before if one.was.heading and own else [""]
            after = (after or [""]) if own else []
        elif one.level and not one.was.heading:
            before, own, after = [""], [], []
        return (*before, *own, *after)

    @cached_property
    def links(self) -> Mapping[str, Marked]:
        """The links of the page by their words."""
        return links_by_words(line for one in self.sections for line in one.was.lines)


def shown_text(lines: Sequence[str]) -> str:
    """Lines of a page as they are edited."""
    return "\n".join(map(mark_links, _parted(lines)[1]))


def _parted(lines: Sequence[str]) -> tuple[list[str], list[str], list[str]]:
    """Lines in three: blank ones, those that say something with what is between them, blank ones."""
    said = [number for number, line in enumerate(lines) if line.strip()]
    if not said:
        return [*lines], [], []
    return [*lines[: said[0]]], [*lines[said[0] : said[-1] + 1]], [*lines[said[-1] + 1 :]]


def _section(key: str, fields: Mapping[str, str]) -> FormSection:
    lines = fields.get(f"{key}-was", "").split("\n")
    level = fields.get(f"{key}-level", "")
    was = Section(lines[0], tuple(lines[1:]))
    there = FormSection.of(key, was)
    return FormSection(
        key,
        int(level) if level in {"0", "1", "2", "3"} else was.level,
        was,
        " ".join(fields.get(f"{key}-title", there.title).split()),
        fields.get(f"{key}-kind", there.kind),
        # What Word puts between lines is a line end too.
        re.sub("[\v\f\x85\u2028\u2029]", "\n", fields.get(f"{key}-text", there.text)).strip("\n"),
    )


def _fields_of(one: FormSection) -> Iterator[tuple[str, str]]:
    yield f"{one.key}-was", "\n".join((one.was.heading, *one.was.text))
    yield f"{one.key}-level", str(one.level)
    yield f"{one.key}-title", one.title
    yield f"{one.key}-kind", one.kind
    yield f"{one.key}-text", one.text
