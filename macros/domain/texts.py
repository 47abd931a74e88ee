"""The words of a page as blocks, for where they are shown again: paragraphs with their links, lists, tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class Run:
    """Words set in one way (文字段).

    Attributes:
        text: The words.
        strong: Whether they are emphasised.
        path: Page under docs that they lead to, or an empty text.
        anchor: Place on that page.
        address: Address outside the site that they lead to, or an empty text.
    """

    text: str
    strong: bool = False
    path: str = ""
    anchor: str = ""
    address: str = ""


Runs = tuple[Run, ...]


@dataclass(frozen=True)
class Paragraph:
    """A paragraph (段); `anchor` is its own id, if it has one."""

    kind: ClassVar[str] = "paragraph"
    runs: Runs
    anchor: str = ""


@dataclass(frozen=True)
class Bullets:
    """A list with dashes (列表), one after another whatever their depth."""

    kind: ClassVar[str] = "bullets"
    items: tuple[Runs, ...]


@dataclass(frozen=True)
class Rows:
    """A table (表)."""

    kind: ClassVar[str] = "rows"
    head: tuple[Runs, ...]
    rows: tuple[tuple[Runs, ...], ...]


@dataclass(frozen=True)
class Subheading:
    """A heading within an item or an article (小标题)."""

    kind: ClassVar[str] = "subheading"
    runs: Runs
    anchor: str = ""


Block = Paragraph | Bullets | Rows | Subheading
Blocks = tuple[Block, ...]
