"""What every built page must hold by itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from lxml import etree

from macros.findings import Finding
from scripts.build.after_build.faults import FaultKind
from scripts.build.after_build.page import BuiltPage
from scripts.build.after_build.policy import META

#: Elements that bring in what others have made, or change what addresses mean.
_FOREIGN = frozenset({"applet", "base", "embed", "frame", "frameset", "iframe", "object", "portal"})
#: Types of a script that a browser does not run.
_DATA_TYPES = {"application/json", "application/ld+json"}
_ELSEWHERE = re.compile(r"\s*(?:[A-Za-z][A-Za-z0-9+.-]*:|[/\\]{2})")
_SHOWN = "[not(ancestor-or-self::code or ancestor-or-self::pre or ancestor-or-self::script)]"
_find_macros = etree.XPath(f"//body//*{_SHOWN}/text()[contains(., '{{{{') or contains(., '{{%')]")
_find_empty_links = etree.XPath(
    "//a[not(normalize-space())][@href][not(normalize-space(@aria-label))][not(.//img[normalize-space(@alt)])]"
)
_find_titles = etree.XPath("/html/head/title[normalize-space()]")
_find_first = etree.XPath("/html/head/*[1][self::meta]")


def check_page(page: BuiltPage, root: Any, *, runs_macros: bool) -> Iterator[Finding]:
    """Yield what is wrong with a page, looking at it alone.

    Args:
        page: What was read of it.
        root: Its `html` element.
        runs_macros: Whether marks of a macro in its text can only be words
            that it quotes; where macros do not run they are a call left over.
    """
    yield from _check_head(page, root)
    yield from _check_elements(page, root)
    yield from _check_attributes(page, root)
    yield from _check_addresses(page, root)
    yield from _tell(FaultKind.LINK_EMPTY, page, _find_empty_links(root), "href")
    for text in [] if runs_macros else _find_macros(root):
        parent = text.getparent()
        yield Finding(FaultKind.UNRENDERED, page.path, parent.sourceline, parent.tag, str(text))


@cache
def is_elsewhere(address: str) -> bool:
    """Whether an address names a scheme or a host, and so leaves the site."""
    return _ELSEWHERE.match(address) is not None


def find_holders(kind: FaultKind, path: str, root: Any, value: str) -> Iterator[Finding]:
    """Yield a fault for each element of a page one of whose attributes holds a value."""
    for element in root.iter(etree.Element):
        if any(value == held or (name == "srcset" and value in held) for name, held in element.items()):
            yield Finding(kind, path, element.sourceline, element.tag, value)


def _check_head(page: BuiltPage, root: Any) -> Iterator[Finding]:
    if not (root.get("lang") or "").startswith("zh"):
        yield Finding(FaultKind.LANGUAGE, page.path, field="html")
    if len(_find_titles(root)) != 1:
        yield Finding(FaultKind.TITLE, page.path, field="title")
    first = _find_first(root)
    if not first or (first[0].get("http-equiv"), first[0].get("content")) != META:
        yield Finding(FaultKind.POLICY, page.path, field="meta")
    refreshing = (meta for meta in root.iter("meta") if meta.get("http-equiv", "").lower() == "refresh")
    yield from _tell(FaultKind.ELEMENT, page, refreshing, "content")


def _check_elements(page: BuiltPage, root: Any) -> Iterator[Finding]:
    for tag in sorted(page.tags & _FOREIGN):
        yield from _tell(FaultKind.ELEMENT, page, root.iter(tag), "src")
    for element in root.iter("style"):
        yield Finding(FaultKind.STYLE, page.path, element.sourceline, "style", element.text or "")
    for script in root.iter("script"):
        if script.get("src") is None and script.get("type") not in _DATA_TYPES:
            yield Finding(FaultKind.SCRIPT, page.path, script.sourceline, "script", script.text or "")
    yield from _tell(FaultKind.IMAGE_TEXT, page, (i for i in root.iter("img") if i.get("alt") is None), "src")


def _check_attributes(page: BuiltPage, root: Any) -> Iterator[Finding]:
    for name in sorted(page.attributes):
        if name == "style" or name.startswith("on"):
            kind = FaultKind.STYLE if name == "style" else FaultKind.HANDLER
            yield from _tell(kind, page, root.xpath("//*[@*[name() = $name]]", name=name), name)
    for value in [value for value, count in page.ids.items() if count > 1]:
        yield from list(find_holders(FaultKind.ID_REPEATED, page.path, root, value))[1:]


def _check_addresses(page: BuiltPage, root: Any) -> Iterator[Finding]:
    for address in sorted(page.links):
        if is_elsewhere(address) and not address.startswith("https://"):
            yield from find_holders(FaultKind.LINK_SCHEME, page.path, root, address)
    for address in sorted(page.resources):
        if is_elsewhere(address) and not address.startswith("data:image/"):
            yield from find_holders(FaultKind.OTHER_HOST, page.path, root, address)


def _tell(kind: FaultKind, page: BuiltPage, elements: Iterable[Any], shown: str) -> Iterator[Finding]:
    """Yield a fault for each element, with what one of its attributes says."""
    for element in elements:
        yield Finding(kind, page.path, element.sourceline, element.tag, element.get(shown) or "")
