"""Texts of a page that somebody lets stand, each with who has decided it, on which day, and why (留着)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date

from macros.corpus.findings import Findings
from macros.corpus.front_matter import parse_front_matter
from macros.page_text.fields import with_field
from macros.page_text.splitting import split_text
from macros.page_text.yaml_values import list_field
from scripts.build.content_checks import kept_rows

_FIELD = "kept"
_BEFORE_IT = ("allowed", "letterhead", "retired")


@dataclass(frozen=True)
class Kept:
    """A text that stays as it is.

    Attributes:
        text: As it stands on the page.
        by_post: The post of whoever has decided it.
        why: The reason.
        on: The day on which it was decided.
    """

    text: str
    by_post: str
    why: str
    on: date | str


def read_kept(text: str) -> list[Kept]:
    """The texts that a page lets stand for a reason, in their order."""
    front = split_text(text).front
    found = parse_front_matter(["", *front, ""], len(front) + 2, "", Findings()) if front else None
    rows = kept_rows(found.fields) if found else []
    return [
        Kept(str(row["text"]), str(row.get("by_post", "")), str(row.get("why", "")), row.get("on", "")) for row in rows
    ]


def with_kept(text: str, kept: Iterable[Kept]) -> str:
    """A page's text that lets more stand; what is said anew of a text takes the place of what was said.

    Raises:
        FrontMatterError: It cannot be told where the front matter of the page ends.
    """
    rows = {one.text: one for one in (*read_kept(text), *kept)}
    return _written(text, rows.values())


def without_kept(text: str, words: str) -> str:
    """A page's text that does not let a text stand any more.

    Raises:
        FrontMatterError: It cannot be told where the front matter of the page ends.
    """
    return _written(text, (one for one in read_kept(text) if one.text != words))


def _written(text: str, rows: Iterable[Kept]) -> str:
    split = split_text(text)
    lines = list_field(_FIELD, map(asdict, rows))
    return split.changed(front=with_field(split.front, _FIELD, lines, after=_BEFORE_IT))
