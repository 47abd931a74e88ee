"""Writes the links of citations into report pages."""

from __future__ import annotations

from collections.abc import Iterable

from macros.corpus import load_yearbook
from macros.errors import ContentErrors
from scripts.build.citation_links import PageLinks, find_wrong_links, link_pages
from scripts.changes import journal
from scripts.changes.change_set import ChangeSet
from scripts.setup.console import Console
from scripts.setup.project import Project


def write_links(project: Project, pages: list[str], console: Console, *, only_check: bool) -> None:
    """Link report pages, and tell what has no link and why.

    Args:
        project: Whose pages they are.
        pages: Paths of report pages as a user names them; empty for all.
        console: Where to tell it.
        only_check: Whether nothing is written, and a missing or wrong link is an error.

    Raises:
        ContentErrors: The pages are at fault; or links are, and nothing is written.
        NotAReportError: A path leads to no report.
        WriteError: A page cannot be written; none is.
    """
    linked = list(link_pages(project.docs, load_yearbook(project.docs), pages))
    errors = [error for page in linked for error in find_wrong_links(page)]
    changes = ChangeSet.plan(project.docs, "写入引用链接", {} if only_check else links_due(linked))
    if changes:
        load_yearbook(changes.site)
        journal.write(project, changes, console)
    unresolved = [(page.report.path, found) for page in linked for found in page.linked.unresolved]
    for path, found in unresolved:
        console.say(f"没有着落：docs/{path}:{found.line}：{found.text}（{found.reason}）")
    if only_check and errors:
        raise ContentErrors(errors)
    done = f"检查 {len(linked)}" if only_check else f"改写 {len(changes.after)}"
    console.say(f"查看 {len(linked)} 份报告，{done} 份，没有着落的引用 {len(unresolved)} 处。")


def links_due(pages: Iterable[PageLinks]) -> dict[str, str]:
    """The text of each page whose links are not as they are due, by path under docs."""
    return {page.report.path: page.linked.text for page in pages if page.linked.text != page.before}
