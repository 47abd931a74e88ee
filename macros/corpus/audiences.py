"""Who may read which page, and that no page is wider than what it shows by name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from inspect import Signature
from urllib.parse import unquote

from macros.corpus.findings import Findings
from macros.corpus.macro_calls import find_calls, find_named
from macros.corpus.pages import PageKind, SourcePage
from macros.domain.ledgers import Ledger
from macros.domain.pack_sources import narrowest_of
from macros.domain.paths import resolve
from macros.domain.reports import Audience
from macros.domain.yearbook import Yearbook
from macros.errors import ErrorKind

_FIELD = "audience"
#: Folders of pages that set papers side by side, and how forms are filled: for those who may see all, unless a page
#: says otherwise.
_FOR_LEADERS = ("compare/", "study/", "forms.md")
HTML_ADDRESS = re.compile(r"""\b(?:href|src|action)\s*=\s*["']?([^"'\s>]+)""")


def page_audience(page: SourcePage, yearbook: Yearbook | None = None) -> Audience:
    """Who may read a page: what its front matter says, else 班子 for comparisons and packs, 全体党员 for the rest.

    With the yearbook at hand, a study pack that does not say it is for the narrowest circle of what it holds.
    """
    given = page.front_matter.fields.get(_FIELD)
    pack = yearbook.packs.get(page.key) if yearbook else None
    if yearbook and pack and pack.path == page.path and given is None:
        return narrowest_of(pack, yearbook)
    if given in tuple(Audience):
        return Audience(str(given))
    return Audience.LEADERS if page.path.startswith(_FOR_LEADERS) or given is not None else Audience.MEMBERS


def ledger_audience(ledger: Ledger, anchor: str = "") -> Audience:
    """Who may see something of a ledger: its widest readers, or those of the entry at an anchor."""
    entries = {entry.anchor: entry.audience for entry in ledger.entries}
    if anchor in entries:
        return entries[anchor]
    return next(a for a in Audience if a in {ledger.audience, *entries.values()})


def find_addresses(page: SourcePage) -> tuple[tuple[int, str, str], ...]:
    """Line, path under docs and anchor of whatever on the site a page leads to, by Markdown or by HTML."""
    return page.keep("addresses", lambda: tuple(dict.fromkeys(_find_addresses(page))))


def _find_addresses(page: SourcePage) -> Iterator[tuple[int, str, str]]:
    found = [(link.line, link.target) for link in page.links]
    for number, line in () if page.is_data else page.numbered_lines():
        found += [(number, address) for address in HTML_ADDRESS.findall(line)]
    for number, address in found:
        if ":" not in address.partition("/")[0]:
            yield (number, *resolve_address(page.path, address))


def resolve_address(path: str, address: str) -> tuple[str, str]:
    """Path under docs and anchor of where an address leads to from a page."""
    place, _, anchor = address.partition("#")
    place = resolve(unquote(place.partition("?")[0]), path) if place else path
    return re.sub(r"\.html$", ".md", place), unquote(anchor)


def check_audiences(
    pages: Mapping[str, SourcePage], macros: Mapping[str, Signature], yearbook: Yearbook, findings: Findings
) -> None:
    """No page is for more people than a page it links to, or a paper that it hands to a macro by name.

    What is computed needs no such rule: it is computed from the pages that are
    there, and a publish is made of those that its readers may see.

    Args:
        pages: The pages that could be read, by path.
        macros: The macros by name, each with what it takes.
        yearbook: What the pages say.
        findings: Where faults go.
    """
    audiences = {path: page_audience(page, yearbook) for path, page in pages.items()}
    ledgers = {ledger.path: ledger for ledger in yearbook.ledgers.values()}
    closed = {reader: frozenset(_closed_to(reader, audiences, ledgers)) for reader in Audience}
    for page in pages.values():
        if page.kind in {PageKind.FREE, PageKind.REGISTER}:
            _check_field(page, findings)
        own = audiences[page.path]
        named = [] if closed[own].isdisjoint(_paths(page)) else list(find_addresses(page))
        for call in () if page.is_data else find_calls(page):
            named += [(call.line, paper.path, "") for paper in find_named(call, macros.get(call.name), yearbook)]
        for line, path, anchor in dict.fromkeys(named):
            if path not in pages:
                continue
            wanted = ledger_audience(ledgers[path], anchor) if path in ledgers else audiences[path]
            if not own.may_read(wanted):
                found, expected = f"“{own}”", f"“{wanted}”，与 docs/{path} 一样"
                findings.add(ErrorKind.AUDIENCE, page.path, line, field=_FIELD, found=found, expected=expected)


def _paths(page: SourcePage) -> frozenset[str]:
    """The paths under docs that a page leads to."""
    return page.keep("addressed paths", lambda: frozenset(path for _, path, _ in find_addresses(page)))


def _closed_to(reader: Audience, audiences: Mapping[str, Audience], ledgers: Mapping[str, Ledger]) -> Iterator[str]:
    """Yield the pages that some readers may not see all of."""
    for path, wanted in audiences.items():
        ledger = ledgers.get(path)
        parts = {ledger.audience, *(entry.audience for entry in ledger.entries)} if ledger else {wanted}
        if not all(map(reader.may_read, parts)):
            yield path


def _check_field(page: SourcePage, findings: Findings) -> None:
    """A slip in this field of a page that no schema reads would show it to everybody."""
    fields, known = page.front_matter.fields, "、".join(Audience)
    for name in map(str, fields):
        if name == _FIELD and fields[name] not in tuple(Audience):
            line, found = page.front_matter.line_of((name,)), f"“{fields[name]}”"
            findings.add(ErrorKind.FIELD_VALUE, page.path, line, field=name, found=found, expected=known)
        elif name != _FIELD and (name == "阅读范围" or get_close_matches(name.lower(), [_FIELD], cutoff=0.75)):
            line = page.front_matter.line_of((name,))
            findings.add(ErrorKind.FIELD_UNKNOWN, page.path, line, field=name, expected=_FIELD)
