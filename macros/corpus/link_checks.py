"""Every link leads somewhere."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from macros.corpus.findings import Findings
from macros.corpus.markup import find_broken_links
from macros.corpus.pages import SourcePage, page_kind
from macros.corpus.titles import COMPUTED_ANCHORS, check_impostor
from macros.domain.paths import resolve
from macros.errors import ErrorKind
from macros.findings import Finding
from macros.page_text.attributes import allowed_attributes
from macros.page_text.links import Link

#: Path under docs, and an anchor there.
_Place = tuple[str, str]


@dataclass(frozen=True)
class _Targets:
    """Where on the site the links of a page lead, and what is wrong with them wherever that is.

    Attributes:
        paths: Every path that they name.
        places: Every place on a data page that they name and that the page itself must have.
        errors: What is wrong.
    """

    paths: frozenset[str]
    places: frozenset[_Place]
    errors: tuple[Finding, ...]


def check_links(
    pages: Mapping[str, SourcePage],
    files: Collection[str],
    more_anchors: Mapping[str, set[str]],
    findings: Findings,
) -> None:
    """Every link is allowed, and leads to a page, a place or a file that is there.

    Args:
        pages: The pages that could be read, by path.
        files: Paths of all files under docs.
        more_anchors: Anchors that a page gets from its front matter.
        findings: Where faults go.
    """
    known = frozenset(files)
    places = {(path, anchor) for path, anchors in more_anchors.items() for anchor in anchors}
    for page in pages.values():
        if page.is_data:
            places |= _own_places(page)
    for page in pages.values():
        found = _targets(page)
        findings.replay(found.errors)
        if not (found.paths <= known and found.places <= places):
            _tell_lost(page, pages, known, places, findings)


def _own_places(page: SourcePage) -> frozenset[_Place]:
    return page.keep("own places", lambda: frozenset((page.path, name) for name, _ in page.anchors()))


def _targets(page: SourcePage) -> _Targets:
    return page.keep("link targets", lambda: _find_targets(page))


def _find_targets(page: SourcePage) -> _Targets:
    findings = Findings()
    found = [place for link in page.links if (place := _follow(link, page, findings))]
    if not page.is_data:
        check_impostor(page, findings)
    else:
        for number, line in find_broken_links(page.numbered_lines()):
            findings.add(ErrorKind.LINK_FORM, page.path, number, found=f"“{line.strip()[:40]}”")
    return _Targets(
        paths=frozenset(path for path, _ in found),
        places=frozenset(place for place in set(found) if _is_own(place)),
        errors=tuple(findings.errors),
    )


def _is_own(place: _Place) -> bool:
    """Whether a place is one that the text of a data page must have; what is computed is on every page."""
    path, anchor = place
    computed = anchor in COMPUTED_ANCHORS or anchor.startswith("cited-by-")
    return bool(anchor) and not computed and page_kind(path).is_data


def _tell_lost(
    page: SourcePage,
    pages: Mapping[str, SourcePage],
    known: frozenset[str],
    places: set[_Place],
    findings: Findings,
) -> None:
    for link in page.links:
        place = _follow(link, page, Findings())
        kind = None
        if place and place[0] not in known:
            kind = ErrorKind.LINK_TARGET if place[0].endswith(".md") else ErrorKind.LINK_FILE
        elif place and place not in places and place[0] in pages and _is_own(place):
            kind = ErrorKind.LINK_ANCHOR
        if kind:
            findings.add(kind, page.path, link.line, field=link.text, found=f"“{link.target}”")


def _follow(link: Link, page: SourcePage, findings: Findings) -> _Place | None:
    """Where a link leads; None where that is off the site, or it may not lead there."""

    def fault(kind: ErrorKind, found: str) -> None:
        findings.add(kind, page.path, link.line, field=link.text, found=f"“{found}”")

    if page.is_data and not allowed_attributes(link.attributes, of_link=True):
        fault(ErrorKind.ATTRIBUTE_LIST, link.attributes)
    plain = not page.is_data or link.target.startswith("https://") or not set(link.target) & set("%?")
    if not plain or not is_allowed_address(link.target, image=link.image):
        fault(ErrorKind.LINK_SCHEME, link.target)
        return None
    if link.target.startswith("https://"):
        return None
    address, _, anchor = link.target.partition("#")
    address, anchor = unquote(address.partition("?")[0]), unquote(anchor)
    return resolve(address, page.path) if address else page.path, anchor


def is_allowed_address(address: str, *, image: bool = False) -> bool:
    """Whether a link may lead there: a relative path, or https for what is not a picture."""
    if address.startswith("https://"):
        return not image
    # A colon before any slash names a scheme; browsers skip control characters inside it.
    head = address.split("/")[0].split("#")[0].split("?")[0]
    return not address.startswith(("/", "\\")) and ":" not in head and "&" not in head and address.isprintable()
