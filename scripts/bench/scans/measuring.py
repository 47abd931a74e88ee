"""Prints papers, makes their pages worse, reads them, and holds what was read against what was printed."""

from __future__ import annotations

import io
import time
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from itertools import islice
from typing import Any

from rapidfuzz.distance import Levenshtein

from macros.corpus import load_yearbook, today
from scripts.bench.scans.damage import DAMAGES
from scripts.build import pipeline
from scripts.intake.readers.pdf import read_pdf
from scripts.intake.scans.engine import read_page
from scripts.intake.scans.reading import ScannedPage
from scripts.paper.blocks import TextRun
from scripts.paper.faces import load_faces
from scripts.paper.pdf import Press
from scripts.paper.printing import FONTS
from scripts.paper.shelf import Shelf
from scripts.setup.console import Console
from scripts.setup.project import Project

_INCHES = 300 / 72


@dataclass
class _Score:
    """What came of the pages of one kind.

    Attributes:
        printed: How many signs were printed.
        errors: How many of them were read otherwise, left out, or added.
        unmarked: How many of these stand nowhere that a person looks at.
        marked: How many signs a person looks at.
        places: At how many places.
        pages: How many pages were read.
        seconds: How long that took.
        processor: How long the processors were busy with it.
    """

    printed: int = 0
    errors: int = 0
    unmarked: int = 0
    marked: int = 0
    places: int = 0
    pages: int = 0
    seconds: float = 0.0
    processor: float = 0.0

    def row(self, name: str) -> str:
        """A row of the table."""
        inside = self.errors - self.unmarked
        found = f"{inside}/{self.errors}，{inside / self.errors:.1%}" if self.errors else "没有读错"
        return (
            f"{name}\t{self.errors / self.printed:.2%}\t{self.unmarked / self.printed:.2%}\t{found}\t"
            f"{self.marked / self.printed:.0%}，每页 {self.places / self.pages:.0f} 处\t"
            f"{self.seconds / self.pages:.1f} 秒（处理器 {self.processor / self.pages:.1f} 秒）"
        )


def measure(pages: int, project: Project, console: Console) -> Iterator[str]:
    """Yield a table, a row for each kind of damage.

    Args:
        pages: How many pages are read of each kind.
        project: Whose papers are printed.
        console: Where to tell of a build before.
    """
    pipeline.refresh(project, console)
    printed = list(islice(_print(project), pages))
    # What is loaded once is not counted among the pages.
    read_page(printed[0][0])
    yield "\t".join(("", "读错", "看过以后还错", "错处在要看的里面", "要看的", "一页"))
    for name, damage in DAMAGES.items():
        score = _Score()
        for number, (picture, text) in enumerate(printed, 1):
            console.show_progress(f"{name} {number}/{len(printed)}")
            _read(damage(picture), text, score)
        console.show_progress("")
        yield score.row(name)
    yield _memory()


def _print(project: Project) -> Iterator[tuple[Any, str]]:
    """Yield pages of papers as pictures at 300 dpi, each with its text; notes are not printed on old papers."""
    import pypdfium2

    opened: Any = pypdfium2.PdfDocument
    shelf = Shelf(project.preview, load_yearbook(project.docs))
    press = Press(shelf.site, load_faces(FONTS), today())
    for page in shelf.names.all:
        content = press.set(_without_notes(shelf.read(page)), shelf.note_of(page)).content
        document = opened(content)
        for number in range(len(document)):
            one = opened.new()
            one.import_pages(document, [number])
            alone = io.BytesIO()
            one.save(alone)
            text = read_pdf(alone.getvalue())
            lines = sorted(
                [*((line.number, line.text) for line in text.lines), *((out.line, out.text) for out in text.left_out)]
            )
            picture = document[number].render(scale=_INCHES).to_pil().convert("RGB")
            yield picture, _bare("".join(words for _, words in lines))


def _without_notes(thing: Any) -> Any:
    """Blocks whose words lead nowhere."""
    if isinstance(thing, TextRun):
        return replace(thing, target="")
    if isinstance(thing, tuple):
        return tuple(map(_without_notes, thing))
    if is_dataclass(thing) and not isinstance(thing, type):
        return replace(thing, **{field.name: _without_notes(getattr(thing, field.name)) for field in fields(thing)})
    return thing


def _bare(text: str) -> str:
    return "".join(text.split())


def _read(picture: Any, printed: str, score: _Score) -> None:
    began, busy = time.perf_counter(), time.process_time()
    page = ScannedPage(1, read_page(picture))
    marks = page.marks()
    score.seconds += time.perf_counter() - began
    score.processor += time.process_time() - busy
    signs = [
        (sign, any(start <= place < end for start, end, _ in places))
        for row, places in zip(page.rows, marks, strict=True)
        for place, sign in enumerate(row.row.text)
        if sign.strip()
    ]
    read, marked = "".join(sign for sign, _ in signs), [is_marked for _, is_marked in signs]
    # What is missing was seen if a place beside it is looked at.
    seen = [False, *marked, False]
    for step in Levenshtein.editops(read, printed):
        score.errors += 1
        place = step.src_pos + 1
        score.unmarked += not (seen[place] or (step.tag == "insert" and seen[place - 1]))
    score.printed += len(printed)
    score.marked += sum(marked)
    score.places += sum(map(len, marks))
    score.pages += 1


def _memory() -> str:
    try:
        import resource
    except ImportError:  # pragma: no cover - not on Windows
        return "内存：这个系统上不量"
    return f"内存最多 {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB"
