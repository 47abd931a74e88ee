"""How long Typst takes for a pack of many pages, and for the whole site."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace

from macros.corpus import load_yearbook, today
from scripts.build import pipeline
from scripts.paper.blocks import Block, Contents, Headline, NewPage, Paper, TextRun
from scripts.paper.faces import load_faces
from scripts.paper.pdf import Press
from scripts.paper.printing import FONTS, Printer
from scripts.paper.shelf import Shelf
from scripts.setup.console import Console
from scripts.setup.project import Project


def measure(pages: int, project: Project, console: Console) -> Iterator[str]:
    """Yield lines of figures, in Chinese.

    Args:
        pages: How many pages the pack has at least.
        project: Whose papers are bound together.
        console: Where to tell of a build before.
    """
    pipeline.refresh(project, console)
    shelf = Shelf(project.preview, load_yearbook(project.docs))
    pack = _pack(shelf, pages)
    note_of = shelf.note_of("")
    clock = _Clock()
    press = Press(shelf.site, load_faces(FONTS), today())
    yield f"找字体：{clock.lap()}"
    first = press.set(pack, note_of)
    yield f"{first.pages} 页，{len(first.content) / 1024:.0f} KB，头一次：{clock.lap()}"
    # Without its first line, so that no page can be taken as it was.
    press.set(replace(pack, title=pack.title + "之二", blocks=pack.blocks[1:]), note_of)
    yield f"再做一份相近的：{clock.lap()}"
    printer = Printer(shelf)
    counts = [printer.print(page).pages for page in shelf.names.all]
    yield f"站点的 {len(counts)} 个文件，{sum(counts)} 页：{clock.lap()}"


class _Clock:
    """Tells the seconds since it was last asked, and those of the processors, which others do not lengthen."""

    def __init__(self) -> None:
        self._told = (time.perf_counter(), time.process_time())

    def lap(self) -> str:
        """The seconds since, in Chinese."""
        before, self._told = self._told, (time.perf_counter(), time.process_time())
        spent = [now - then for now, then in zip(self._told, before, strict=True)]
        return f"{spent[0]:.2f} 秒（处理器 {spent[1]:.2f} 秒）"


def _pack(shelf: Shelf, pages: int) -> Paper:
    """All reports bound together, over and over."""
    parts = [shelf.read(page) for page in shelf.names.all]
    blocks: list[Block] = [Headline(1, (TextRun("学习资料"),)), Contents(), NewPage()]
    # A page of a report holds about seven blocks at least.
    while len(blocks) < pages * 7:
        for part in parts:
            blocks += [*part.blocks, NewPage()]
    return Paper("学习资料", "", "study/bench.html", tuple(blocks))
