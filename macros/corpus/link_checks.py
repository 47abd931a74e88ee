"""Every link leads somewhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import unquote

from macros.corpus.findings import Findings
from macros.corpus.markup import Link, allowed_attributes, find_broken_links
from macros.corpus.pages import SourcePage
from macros.corpus.titles import COMPUTED_ANCHORS, check_impostor
from macros.domain.paths import resolve
from macros.errors import ErrorKind


def check_links(
    pages: Mapping[str, SourcePage],
    files: Iterable[str],
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
    known = set(files)
    anchors = {
        path: {name for name, _ in page.anchors()} | more_anchors.get(path, set())
        for path, page in pages.items()
        if page.is_data
    }
    for page in pages.values():
        for link in page.links:
            _check_link(link, page, known, anchors, findings)
        if not page.is_data:
            check_impostor(page, findings)
        else:
            for number, line in find_broken_links(page.numbered_lines()):
                findings.add(ErrorKind.LINK_FORM, page.path, number, found=f"“{line.strip()[:40]}”")


def _check_link(
    link: Link, page: SourcePage, known: set[str], anchors: dict[str, set[str]], findings: Findings
) -> None:
    def fault(kind: ErrorKind, found: str) -> None:
        findings.add(kind, page.path, link.line, field=link.text, found=f"“{found}”")

    if page.is_data and not allowed_attributes(link.attributes, of_link=True):
        fault(ErrorKind.ATTRIBUTE_LIST, link.attributes)
    plain = not page.is_data or link.target.startswith("https://") or not set(link.target) & set("%?")
    if not plain or not is_allowed_address(link.target, image=link.image):
        fault(ErrorKind.LINK_SCHEME, link.target)
        return
    if link.target.startswith("https://"):
        return
    address, _, anchor = link.target.partition("#")
    address, anchor = unquote(address.partition("?")[0]), unquote(anchor)
    target = resolve(address, page.path) if address else page.path
    if target not in known:
        fault(ErrorKind.LINK_TARGET if target.endswith(".md") else ErrorKind.LINK_FILE, link.target)
    elif (
        anchor
        and target in anchors
        and not anchor.startswith("cited-by-")
        and anchor not in anchors[target] | COMPUTED_ANCHORS
    ):
        fault(ErrorKind.LINK_ANCHOR, link.target)


def is_allowed_address(address: str, *, image: bool = False) -> bool:
    """Whether a link may lead there: a relative path, or https for what is not a picture."""
    if address.startswith("https://"):
        return not image
    # A colon before any slash names a scheme; browsers skip control signs inside it.
    head = address.split("/")[0].split("#")[0].split("?")[0]
    return not address.startswith(("/", "\\")) and ":" not in head and "&" not in head and address.isprintable()
