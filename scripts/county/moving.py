"""Papers of an office as they stand beside those of its neighbours: in a folder of their own, and else as they were.

Ids of items, parts and entries stay, and so does every word. What changes is
what says where a page stands: its address, the id of its title, relative
links, and references to items of other papers (`2023#p2` becomes
`dongzhen/2023#p2`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from macros.corpus.findings import Findings
from macros.corpus.front_matter import Value
from macros.corpus.pages import PageKind, SourcePage, page_kind, parse_page
from macros.domain.paths import relative, resolve
from macros.domain.reports import ItemRef
from macros.page_text.links import move_links
from macros.page_text.splitting import split_text
from macros.page_text.title_ids import title_id
from scripts.county.manifest import key_of

_TOPS = ("reports", "ledger")
_LOCAL = "regulations/local/"


@dataclass(frozen=True)
class Move:
    """Where the papers of a unit go (搬入).

    Attributes:
        folder: The folder in which they stood; empty for the top one.
        to: The unit's folder here.
        rules: Paths of the local rules that are the unit's own, and go along.
    """

    folder: str
    to: str
    rules: frozenset[str] = frozenset()

    def path(self, path: str) -> str:
        """Where a file goes, by path under docs."""
        if path in self.rules:
            return f"{_LOCAL}{self.to}/{path.rpartition('/')[2]}"
        if not path.endswith(".md"):
            return self._attached(path)
        top, _, key = path.removesuffix(".md").partition("/")
        return f"{top}/{self.key(key)}.md" if top in _TOPS else path

    def key(self, key: str) -> str:
        """What a report or ledger is called here; one of another folder stays."""
        name = key_of(key, self.folder)
        return f"{self.to}/{name}" if name else key

    def _attached(self, path: str) -> str:
        for top in _TOPS:
            own = f"{top}/{self.folder}/" if self.folder else f"{top}/"
            if path.startswith(own):
                return f"{top}/{self.to}/{path.removeprefix(own)}"
        return f"reports/{self.to}/{path}"


def move_page(path: str, text: str, move: Move) -> str:
    """The text of a page where it goes; one that cannot be read stays as it is, for the check to tell.

    Args:
        path: Its path under docs, as it was.
        text: The whole page.
        move: Where it and its neighbours go.
    """
    page = parse_page(text, path, Findings())
    if page is None:
        return text
    split = split_text(text)
    lines = list(split.lines)
    for line, old, new in sorted(_references(page, move), reverse=True):
        lines[line - 1] = old_to_new(lines[line - 1], old, new)
    _rename_title(page, lines, move)
    at = split.body_at
    body = move_links("\n".join(lines[at:]), _Addresses(path, move).moved)
    return split.rewritten([*lines[:at], *body.split("\n")])


def old_to_new(line: str, old: tuple[int, str], new: str) -> str:
    """A line in which the words that begin at a place give way to others."""
    start, words = old
    return f"{line[:start]}{new}{line[start + len(words) :]}"


def _references(page: SourcePage, move: Move) -> Iterator[tuple[int, tuple[int, str], str]]:
    """Yield line, place with words, and what is due of each reference to an item of the unit's papers."""
    for value in page.front_matter.values:
        if value.column and _names_item(page.kind, value):
            key, mark, item = value.text.partition("#")
            if move.key(key) != key:
                yield value.line, (value.column - 1, value.text), f"{move.key(key)}{mark}{item}"


def _names_item(kind: PageKind, value: Value) -> bool:
    try:
        ItemRef.parse(value.text)
    except ValueError:
        return False
    place = tuple(step for step in value.location if isinstance(step, str))
    if kind is PageKind.LEDGER:
        return place in {("entries", "problem"), ("entries", "causes"), ("entries", "measures", "item")}
    return kind is PageKind.REPORT and (place == ("answers",) or (place[:1] == ("continues",) and len(place) == 2))


def _rename_title(page: SourcePage, lines: list[str], move: Move) -> None:
    new = title_of(move.path(page.path))
    for heading in page.headings[:1]:
        if heading.id == page.title_id and new != heading.id:
            before, _, after = lines[heading.line - 1].rpartition(f"#{heading.id}")
            lines[heading.line - 1] = f"{before}#{new}{after}"


def title_of(path: str) -> str:
    """The id of the title of a data page at a path; empty for what is none that moves."""
    kind, key = page_kind(path), path.removesuffix(".md").partition("/")[2]
    if kind is PageKind.LOCAL:
        return title_id(kind.value, key.removeprefix("local/"))
    return title_id(kind.value, key) if kind in {PageKind.REPORT, PageKind.LEDGER} else ""


@dataclass(frozen=True)
class _Addresses:
    """The links of a page, which are counted from where it stands."""

    path: str
    move: Move

    def moved(self, address: str) -> str:
        place, mark, anchor = address.partition("#")
        if ":" in place.partition("/")[0] or place.startswith("/"):
            return address
        target = resolve(place, self.path) if place else self.path
        if target.startswith(".."):
            return address
        there = self.move.path(target)
        name = title_of(there) if anchor and anchor == title_of(target) else anchor
        written = relative(there, self.move.path(self.path)) if place else ""
        return f"{written}{mark}{name}"
