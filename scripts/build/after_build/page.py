"""A built page as it stands: its addresses, its ids, and which elements and attributes occur in it.

A site has a thousand pages and more, and is looked at after every build; so
what is wanted of every page is asked of the parser, and what is rare (lines,
the elements at fault) is looked for only where there is something to tell.
"""

from __future__ import annotations

import posixpath
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import unquote

from lxml import etree

#: Attributes by which an element makes a browser fetch something, or send something there; `srcset` holds a list.
_FETCHING = ("src", "srcset", "action", "poster", "data", "background", "formaction", "manifest", "ping", "xlink:href")
#: Elements that fetch what their `href` names, and those that only lead there.
_FETCHING_BY_HREF = frozenset({"link", "use", "image", "feimage", "script"})
_LEADING_BY_HREF = frozenset({"a", "area"})
_find_fetched = {
    name: etree.XPath(f"//@{name}" if ":" not in name else f"//@*[name() = '{name}']", smart_strings=False)
    for name in _FETCHING
}


@dataclass(frozen=True)
class BuiltPage:
    """One HTML file of a site.

    Attributes:
        path: Path within the site, with forward slashes.
        ids: How often each id is used.
        links: Addresses that a reader may follow, each once.
        resources: Addresses that a browser fetches by itself, or sends a form to, each once.
        tags: Names of the elements that occur.
        attributes: Names of the attributes that occur.
    """

    path: str
    ids: Counter[str]
    links: frozenset[str]
    resources: frozenset[str]
    tags: frozenset[str]
    attributes: frozenset[str]


def parse_html(raw: bytes) -> Any:
    """The `html` element of a file."""
    # Nothing is looked up by its id, and keeping them takes a third of the time.
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, collect_ids=False)
    return etree.fromstring(raw or b"<html></html>", parser)


def read_page(path: str, root: Any) -> BuiltPage:
    """Collect what is asked of a page.

    Args:
        path: Its path within the site.
        root: Its `html` element.
    """
    tags: set[str] = set()
    attributes: set[str] = set()
    ids: list[str] = []
    links: set[str] = set()
    resources: set[str] = set()
    for element in root.iter(etree.Element):
        tag = element.tag
        tags.add(tag)
        for name, value in element.items():
            attributes.add(name)
            if name == "id":
                ids.append(value)
            elif name == "href" and tag in _LEADING_BY_HREF:
                links.add(value)
            elif name == "href" and tag in _FETCHING_BY_HREF and value:
                resources.add(value)
    for name in attributes.intersection(_FETCHING):
        values = _find_fetched[name](root)
        resources.update(values if name != "srcset" else _split_list(values))
    return BuiltPage(path, Counter(ids), frozenset(links), frozenset(resources), frozenset(tags), frozenset(attributes))


def _split_list(values: list[str]) -> list[str]:
    """Addresses of a list of pictures for screens of several widths."""
    return [part.split()[0] for value in values for part in value.split(",") if part.strip()]


@cache
def locate(folder: str, address: str) -> tuple[str, str]:
    """Path within the site, and anchor, that an address without scheme or host leads to.

    Args:
        folder: The folder of the page that names it, within the site.
        address: As it is written.

    Returns:
        Both decoded; the path is empty where the page itself is meant.
    """
    path, _, anchor = address.partition("#")
    path = unquote(path.partition("?")[0])
    if path:
        # An address from the root, as the page of errors has it, is one within the site.
        path = posixpath.normpath(posixpath.join("/", folder, path)).lstrip("/")
    return path, unquote(anchor)
