"""The files that reports and packs of a site offer beside their pages."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from macros.corpus import today
from macros.domain.yearbook import Yearbook
from scripts.changes.writing import write_whole
from scripts.paper.printing import Printer
from scripts.paper.shelf import Shelf
from scripts.paper.word.document import Tools, write_docx
from scripts.setup.console import Console
from scripts.setup.project import Project


def write_site_files(site: Path, yearbook: Yearbook, project: Project, console: Console) -> None:
    """Write the files of every report and pack beside its page.

    Args:
        site: Folder of the built site.
        yearbook: All pages of data.
        project: What the site was made from; it says which files are asked for.
        console: Where to tell what was made.

    Raises:
        SiteError: One of them cannot be made.
    """
    shelf = Shelf(site, yearbook)
    of, done = len(project.files) * len(shelf.names.all), 0
    for kind in project.files:
        started = time.monotonic()
        number = 0
        for page, content in _WRITERS[kind](shelf, project, console):
            write_whole((site / page).with_suffix(f".{kind}"), content)
            number, done = number + 1, done + 1
            console.show_progress(f"做随附的文件　{done}/{of} 个")
        console.show_progress("")
        console.say(f"已做出 {number} 个 {kind.upper()} 文件（{time.monotonic() - started:.1f} 秒）。")


def _pdfs(shelf: Shelf, _: Project, console: Console) -> Iterator[tuple[str, bytes]]:
    printer = Printer(shelf)
    for line in printer.faces.stand_ins():
        console.say(f"字体：{line}")
    for page in shelf.names.all:
        pdf = printer.print(page)
        for remark in pdf.remarks:
            console.say(f"{page}：{remark}")
        yield page, pdf.content


def _docxs(shelf: Shelf, project: Project, console: Console) -> Iterator[tuple[str, bytes]]:
    for page in shelf.names.all:
        tools = Tools(shelf.site, shelf.note_of(page), today(), partial(_tell, console, page))
        own = shelf.own_page_of(page, project.docs)
        # These are for readers, who are to see no more of the page's source than the page shows.
        yield page, write_docx(shelf.read(page), tools, own, text_only=not project.computed, carried=False)


def _tell(console: Console, page: str, remark: str) -> None:
    console.say(f"{page}：{remark}")


#: Each yields a page and the file that goes beside it.
_WRITERS: dict[str, Callable[[Shelf, Project, Console], Iterator[tuple[str, bytes]]]] = {"pdf": _pdfs, "docx": _docxs}
