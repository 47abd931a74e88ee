"""Puts one page where a clerk wants it: among the site's pages as a change set, elsewhere as a plain file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from macros.corpus.pages import path_within
from scripts.changes import journal
from scripts.changes.change_set import ChangeSet
from scripts.changes.naming import name_page
from scripts.changes.writing import WriteError, place_file
from scripts.setup.console import Console
from scripts.setup.project import Project


def name_of(file: Path, docs: Path) -> str:
    """A file as a clerk knows it: a page by its path in the project, any other as it was named."""
    path = path_within(file, docs)
    return f"docs/{path}" if path else str(file)


def plan_pages(docs: Path, task: str, pages: dict[str, str], *, replace: bool, hint: str) -> ChangeSet:
    """Plan pages of which one that stands there and differs may give way, or not.

    Args:
        docs: The folder of the pages.
        task: What is done, in Chinese.
        pages: Their texts by path under docs.
        replace: Whether a page that differs may give way.
        hint: What the reader is to do where it may not, in Chinese, without a full stop.

    Raises:
        WriteError: A page differs and may not give way, or cannot be read.
    """
    changes = ChangeSet.plan(docs, task, pages)
    for path, before in changes.before.items():
        if before is not None and not replace:
            name = name_page(before.decode("utf-8", "replace"), path)
            raise WriteError(f"{name}已经存在（docs/{path}），内容不同，没有改动。改法：{hint}。")
    return changes


def place_page(
    project: Project,
    file: Path,
    text: str,
    task: str,
    console: Console,
    *,
    replace: bool,
    hint: str,
    dry_run: bool = False,
    beside: Mapping[str, bytes | None] | None = None,
) -> str:
    """Put a page in its place.

    Args:
        project: Whose pages they are.
        file: Where the page goes.
        text: The whole page.
        task: What is done, in Chinese.
        console: Where a program that has to wait says so.
        replace: Whether a page that differs may give way.
        hint: What the reader is to do where it may not.
        dry_run: Whether all is to be done but the writing itself.
        beside: Files that change with it where it is a page of the site, by path under docs; None where one goes.

    Returns:
        How the old page can be had again, as a Chinese sentence; empty where there was none, or it said the same.

    Raises:
        ContentErrors: The site would be at fault with it.
        WriteError: The page differs and may not give way, or cannot be written.
    """
    path = path_within(file, project.docs)
    if not path:
        kept = place_file(file, text, replace=replace, hint=hint, dry_run=dry_run)
        return f"原来的页面留在 {kept}。" if kept else ""
    changes = plan_pages(project.docs, task, {path: text}, replace=replace, hint=hint)
    changes = changes.with_files(beside or {})
    if not changes:
        return ""
    changes.check()
    if dry_run:
        return ""
    journal.write(project, changes, console)
    return "原来的页面可以用 python3 scripts/site.py undo 退回。" if changes.before.get(path) is not None else ""
