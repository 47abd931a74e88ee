"""Puts the new year's pages on disk: all of them or none, and only where none stands that differs."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from pathlib import Path

from macros.corpus import load_yearbook, today
from macros.domain.reports import Series
from macros.domain.yearbook import Yearbook
from macros.errors import ContentErrors
from scripts.bootstrap import say
from scripts.content_checks import check_content
from scripts.next_year import INDEX, NextYear, NextYearError, plan_next_year
from scripts.writing import WriteError, place_page, write_whole


def begin_year(docs: Path, year: int, folder: str, series: str, *, dry_run: bool) -> None:
    """Make a year's pages and say what was made and what to do next.

    Args:
        docs: The folder of the pages.
        year: The new year.
        folder: The unit's folder under docs/reports; empty for the top folder.
        series: Which paper of the year, as front matter names it.
        dry_run: Whether only to say what would be made.

    Raises:
        ContentErrors: The pages there are, or the new ones beside them, are at fault.
        NextYearError: The pages cannot be made.
        WriteError: A page stands there and differs, or cannot be written.
    """
    plan = plan_next_year(_load(docs), year, folder, Series(series), today())
    missing = find_missing(docs, plan)
    _tell_origin(plan)
    if missing:
        # A ledger that was kept during the year is the ledger of the year.
        for path in (path for path in plan.pages if path not in missing):
            say(f"docs/{path} 已经有了，没有动。")
    if not missing:
        say(f"{year} 年的页面都在，没有变化：{'、'.join(f'docs/{path}' for path in plan.pages)}。")
        return
    if dry_run:
        for path in missing:
            say(f"将新建 docs/{path}")
        say("以上只是列出，没有写文件。")
        return
    _try_out(docs, plan, missing)
    listed = write_pages(docs, plan, missing)
    for path in missing:
        say(f"新建 docs/{path}")
    if listed:
        say(f"docs/{INDEX} 加了一行，链接到对照页。")
    report = next(iter(plan.pages))
    say(f"下一步：在 docs/{report} 里写正文，填 answers 和指标，再运行 python3 scripts/site.py check。")


def find_missing(docs: Path, plan: NextYear) -> list[str]:
    """Paths of the pages that are not there yet; one that is there stays as it is.

    Raises:
        NextYearError: Something that is no file stands in the place of a page.
    """
    for path in plan.pages:
        if (docs / path).exists() and not (docs / path).is_file():
            raise NextYearError(f"docs/{path} 不是文件，没有写任何页面。改法：把它移走，再运行一次。")
    return [path for path in plan.pages if not (docs / path).exists()]


def write_pages(docs: Path, plan: NextYear, missing: list[str]) -> bool:
    """Write the missing pages, and list the comparison where it is new; on a fault, take all of it back.

    Returns:
        Whether a line was added to the overview of comparisons.

    Raises:
        WriteError: A file cannot be written.
    """
    written: list[Path] = []
    try:
        for path in missing:
            file = docs / path
            _make_folder(file.parent)
            place_page(file, plan.pages[path])
            written.append(file)
        return plan.comparison in missing and _list_comparison(docs, plan)
    except WriteError:
        for file in written:
            with contextlib.suppress(OSError):
                file.unlink()
        raise


def _load(docs: Path) -> Yearbook:
    """Read the pages; a comparison of which a page was taken away, to be made anew, does not stand in the way."""
    try:
        return load_yearbook(docs)
    except ContentErrors:
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder, "docs")
            shutil.copytree(docs, copy, symlinks=True)
            for page in (copy / INDEX).parent.rglob("*.md"):
                page.write_bytes(b"")
            with contextlib.suppress(ContentErrors):
                return load_yearbook(copy)
        raise


def _tell_origin(plan: NextYear) -> None:
    sample = "，那一页是示例" if plan.previous.sample else ""
    say(f"按 docs/{plan.previous.path} 做 {plan.year} 年的页面{sample}。")
    if plan.gap:
        between = "、".join(map(str, plan.gap))
        say(f"注意：没有 {between} 年的{plan.previous.series}，对照和待回应的措施以 {plan.previous.year} 年为准。")


def _try_out(docs: Path, plan: NextYear, missing: list[str]) -> None:
    """Check the pages in a copy, so that a fault is told before anything stands in the real place."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, "docs")
        shutil.copytree(docs, copy, symlinks=True)
        write_pages(copy, plan, missing)
        check_content(copy)


def _list_comparison(docs: Path, plan: NextYear) -> bool:
    file = docs / INDEX
    if not file.is_file():
        place_page(file, f"# 各年对照 {{ #compare }}\n\n{plan.listing}\n")
        return True
    before = _read(file)
    if f"]({plan.comparison.removeprefix('compare/')})".encode() in before:
        return False
    newline = b"\r\n" if b"\r\n" in before else b"\n"
    text = before.rstrip()
    last = text.rpartition(b"\n")[2]
    gap = newline if last.startswith(b"- ") else newline * 2
    write_whole(file, text + gap + plan.listing.encode() + newline)
    return True


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WriteError(f"{folder} 建不了：{error.strerror}。改法：检查上级文件夹能否写入。") from error


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise WriteError(f"{file} 读不出来：{error.strerror}。改法：检查文件权限。") from error
