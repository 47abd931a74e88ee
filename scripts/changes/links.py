"""Writes the links of citations into report pages."""

from __future__ import annotations

from pathlib import Path

from macros.corpus import load_yearbook
from macros.errors import ContentErrors
from scripts.build.citation_links import PageLinks, find_wrong_links, link_pages
from scripts.changes.writing import manner_of, write_whole
from scripts.setup.console import Console


def write_links(docs: Path, pages: list[str], console: Console, *, only_check: bool) -> None:
    """Link report pages, and tell what has no link and why.

    Args:
        docs: The folder of the pages.
        pages: Paths of report pages as a user names them; empty for all.
        console: Where to tell it.
        only_check: Whether nothing is written, and a missing or wrong link is an error.

    Raises:
        ContentErrors: The pages are at fault; or links are, and nothing is written.
        NotAReportError: A path leads to no report.
        WriteError: A page cannot be written.
    """
    linked = list(link_pages(docs, load_yearbook(docs), pages))
    errors = [error for page in linked for error in find_wrong_links(page)]
    changed = 0 if only_check else sum(write_page(docs, page) for page in linked)
    unresolved = [(page.report.path, found) for page in linked for found in page.linked.unresolved]
    for path, found in unresolved:
        console.say(f"没有着落：docs/{path}:{found.line}：{found.text}（{found.reason}）")
    if only_check and errors:
        raise ContentErrors(errors)
    done = f"检查 {len(linked)}" if only_check else f"改写 {changed}"
    console.say(f"查看 {len(linked)} 份报告，{done} 份，没有着落的引用 {len(unresolved)} 处。")


def write_page(docs: Path, page: PageLinks) -> bool:
    """Put a page's links on disk, whole or not at all; tell whether anything changed."""
    if page.linked.text == page.before:
        return False
    file = docs / page.report.path
    mark, newline = manner_of(file)
    write_whole(file, mark + page.linked.text.replace("\n", newline).encode())
    return True
