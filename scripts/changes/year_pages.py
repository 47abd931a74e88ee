"""Puts the new year's pages on disk: all of them or none, and only where none stands that differs."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from pathlib import Path

from macros.corpus import load_yearbook, today
from macros.domain.reports import Series
from macros.domain.yearbook import Yearbook
from macros.errors import ContentErrors, cause_of
from scripts.build.content_checks import check_content
from scripts.changes.comparison_pages import ComparisonPage
from scripts.changes.next_year import NextYear, NextYearError, plan_next_year
from scripts.changes.writing import WriteError, place_page
from scripts.setup.console import Console


def begin_year(docs: Path, year: int, folder: str, series: str, console: Console, *, dry_run: bool) -> None:
    """Make a year's pages and say what was made and what to do next.

    Args:
        docs: The folder of the pages.
        year: The new year.
        folder: The unit's folder under docs/reports; empty for the top folder.
        series: Which paper of the year, as front matter names it.
        console: Where to tell it.
        dry_run: Whether only to say what would be made.

    Raises:
        ContentErrors: The pages there are, or the new ones beside them, are at fault.
        NextYearError: The pages cannot be made.
        WriteError: A page stands there and differs, or cannot be written.
    """
    plan = plan_next_year(_load(docs), year, folder, Series(series), today())
    missing = find_missing(docs, plan)
    _tell_origin(plan, console)
    if missing:
        # A ledger that was kept during the year is the ledger of the year.
        for path in (path for path in plan.pages if path not in missing):
            console.say(f"docs/{path} 已经有了，没有动。")
    if not missing:
        console.say(f"{year} 年的页面都在，没有变化：{'、'.join(f'docs/{path}' for path in plan.pages)}。")
        return
    if dry_run:
        for path in missing:
            console.say(f"将新建 docs/{path}")
        console.say("以上只是列出，没有写文件。")
        return
    try_out(docs, plan.pages, missing)
    write_pages(docs, plan.pages, missing)
    for path in missing:
        console.say(f"新建 docs/{path}")
    report = next(iter(plan.pages))
    console.say(f"下一步：在 docs/{report} 里写正文，填 answers 和指标，再运行 python3 scripts/site.py check。")


def begin_comparison(
    docs: Path, old: int, new: int, folder: str, series: str, console: Console, *, dry_run: bool
) -> None:
    """Make the page that sets two years side by side, unless one stands there.

    Args:
        docs: The folder of the pages.
        old: The earlier year.
        new: The later year.
        folder: The unit's folder under docs/reports; empty for the top folder.
        series: Which paper of the year, as front matter names it.
        console: Where to tell it.
        dry_run: Whether only to say what would be made.

    Raises:
        ContentErrors: The pages there are, or the new one beside them, are at fault.
        NextYearError: One of the years has no paper.
        WriteError: The page cannot be written.
    """
    yearbook = check_content(docs)
    papers = {paper.year: paper for paper in yearbook.papers_of(folder, series)}
    for year in (old, new):
        if year not in papers:
            known = "、".join(map(str, papers)) or "还没有"
            where = f"docs/reports/{folder}".rstrip("/")
            raise NextYearError(f"{where}/ 里没有 {year} 年的{series}（有的年度：{known}）。改法：换一个年度。")
    there = yearbook.comparison_of(papers[old], papers[new])
    if there:
        console.say(f"{old} 年和 {new} 年的对照页已经有了：docs/{there.path}，没有改动。")
        return
    later = papers[new]
    name = later.key.rpartition("/")[2]
    page = ComparisonPage(papers[old], new, name, has_ledger=later.key in yearbook.ledgers)
    if dry_run:
        console.say(f"将新建 docs/{page.path}\n以上只是列出，没有写文件。")
        return
    pages = {page.path: page.text(yearbook)}
    try_out(docs, pages, list(pages))
    write_pages(docs, pages, list(pages))
    console.say(f"新建 docs/{page.path}，列在各年对照里。")


def find_missing(docs: Path, plan: NextYear) -> list[str]:
    """Paths of the pages that are not there yet; one that is there stays as it is.

    Raises:
        NextYearError: Something that is no file stands in the place of a page.
    """
    for path in plan.pages:
        if (docs / path).exists() and not (docs / path).is_file():
            raise NextYearError(f"docs/{path} 不是文件，没有写任何页面。改法：把它移走，再运行一次。")
    return [path for path in plan.pages if not (docs / path).exists()]


def write_pages(docs: Path, pages: dict[str, str], missing: list[str]) -> None:
    """Write the missing pages; on a fault, take all of it back.

    Raises:
        WriteError: A file cannot be written.
    """
    written: list[Path] = []
    try:
        for path in missing:
            file = docs / path
            _make_folder(file.parent)
            place_page(file, pages[path])
            written.append(file)
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
            for page in (copy / "compare").rglob("*.md"):
                page.write_bytes(b"")
            with contextlib.suppress(ContentErrors):
                return load_yearbook(copy)
        raise


def _tell_origin(plan: NextYear, console: Console) -> None:
    sample = "，那一页是示例" if plan.previous.sample else ""
    console.say(f"按 docs/{plan.previous.path} 做 {plan.year} 年的页面{sample}。")
    if plan.gap:
        between = "、".join(map(str, plan.gap))
        console.say(
            f"注意：没有 {between} 年的{plan.previous.series}，对照和待回应的措施以 {plan.previous.year} 年为准。"
        )


def try_out(docs: Path, pages: dict[str, str], missing: list[str]) -> None:
    """Check new pages in a copy, so that a fault is told before anything stands in the real place.

    Raises:
        ContentErrors: The pages are at fault beside the others.
    """
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, "docs")
        shutil.copytree(docs, copy, symlinks=True)
        write_pages(copy, pages, missing)
        check_content(copy)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WriteError(f"{folder} 建不了：{cause_of(error)}。改法：检查上级文件夹能否写入。") from error
