"""Who may read which page, and that no page is wider than what it shows by name."""

from __future__ import annotations

import posixpath
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
from macros.domain.reports import Audience
from macros.domain.yearbook import Yearbook
from macros.errors import ErrorKind

_FIELD = "audience"
#: Folders of pages that set papers side by side: for those who may see all, unless a page says otherwise.
_FOR_LEADERS = ("compare/", "study/")
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


def find_addresses(page: SourcePage) -> Iterator[tuple[int, str, str]]:
    """Yield line, path under docs and anchor of whatever on the site a page leads to, by Markdown or by HTML."""
    found = [(link.line, link.target) for link in page.links]
    for number, line in () if page.is_data else page.numbered_lines():
        found += [(number, address) for address in HTML_ADDRESS.findall(line)]
    for number, address in found:
        if ":" not in address.partition("/")[0]:
            yield (number, *resolve_address(page.path, address))


def resolve_address(path: str, address: str) -> tuple[str, str]:
    """Path under docs and anchor of where an address leads to from a page."""
    place, _, anchor = address.partition("#")
    place = posixpath.join(posixpath.dirname(path), unquote(place.partition("?")[0])) if place else path
    return re.sub(r"\.html$", ".md", posixpath.normpath(place)), unquote(anchor)


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
    ledgers = {ledger.path: ledger for ledger in yearbook.ledgers.values()}
    for page in pages.values():
        if page.kind in {PageKind.FREE, PageKind.REGISTER}:
            _check_field(page, findings)
        own = page_audience(page, yearbook)
        named = list(find_addresses(page))
        for call in () if page.is_data else find_calls(page):
            named += [(call.line, paper.path, "") for paper in find_named(call, macros.get(call.name), yearbook)]
        for line, path, anchor in dict.fromkeys(named):
            target = pages.get(path)
            if target is None:
                continue
            wanted = ledger_audience(ledgers[path], anchor) if path in ledgers else page_audience(target, yearbook)
            if not own.may_read(wanted):
                found, expected = f"“{own}”", f"“{wanted}”，与 docs/{path} 一样"
                findings.add(ErrorKind.AUDIENCE, page.path, line, field=_FIELD, found=found, expected=expected)


def _check_field(page: SourcePage, findings: Findings) -> None:
    """A slip in this field of a page that no schema reads would show it to everybody."""
    fields, known = page.front_matter.fields, "、".join(Audience)
    for name in map(str, fields):
        line = page.front_matter.line_of((name,))
        if name == _FIELD and fields[name] not in tuple(Audience):
            found = f"“{fields[name]}”"
            findings.add(ErrorKind.FIELD_VALUE, page.path, line, field=name, found=found, expected=known)
        elif name != _FIELD and (name == "阅读范围" or get_close_matches(name.lower(), [_FIELD], cutoff=0.75)):
            findings.add(ErrorKind.FIELD_UNKNOWN, page.path, line, field=name, expected=_FIELD)
