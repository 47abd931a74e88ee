"""Prints papers, makes their pages worse, reads them, and holds what was read against what was printed."""

from __future__ import annotations

import io
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from itertools import islice
from random import Random
from typing import Any

from rapidfuzz.distance import Levenshtein

from macros.corpus import load_yearbook, today
from scripts.bench.scans.damage import DAMAGES, damages, have_accident
from scripts.bench.scans.other_papers import PrintedPage, print_pages
from scripts.build import pipeline
from scripts.intake.readers.pdf import read_pdf
from scripts.intake.scans.doubts import Mark
from scripts.intake.scans.engine import read_page
from scripts.intake.scans.pages import ScannedPage
from scripts.intake.scans.reading import find_sheet_rows
from scripts.paper.blocks import TextRun
from scripts.paper.faces import load_faces
from scripts.paper.pdf import Press
from scripts.paper.printing import FONTS
from scripts.paper.shelf import Shelf
from scripts.setup.console import Console
from scripts.setup.project import Project

_INCHES = 300 / 72
#: A cell of which so much was read as it was printed is the same one.
_LIKE = 0.6


@dataclass
class _Score:
    """What came of the pages of one kind.

    Attributes:
        printed: How many signs of the text were printed; the number of the page is none.
        errors: How many of them were read otherwise, left out, or added.
        unmarked: How many of these stand nowhere that a person looks at.
        marked: How many signs a person looks at.
        places: At how many places.
        facts: How many names, figures and dates were printed, where that is known.
        seen: How many of them a person looks at.
        cells: How many cells of tables were printed, where that is known.
        placed: How many of them were found in their row and column.
        pages: How many pages were read.
        seconds: How long that took.
        processor: How long the processors were busy with it.
    """

    printed: int = 0
    errors: int = 0
    unmarked: int = 0
    marked: int = 0
    places: int = 0
    facts: int = 0
    seen: int = 0
    cells: int = 0
    placed: int = 0
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
            f"{_share(self.seen, self.facts)}\t{_share(self.placed, self.cells)}\t"
            f"{self.seconds / self.pages:.1f} 秒（处理器 {self.processor / self.pages:.1f} 秒）"
        )

    def __add__(self, other: _Score) -> _Score:
        """What came of the pages of both."""
        return _Score(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(self)))


def _share(part: int, whole: int) -> str:
    return f"{part}/{whole}" if whole else "—"


@dataclass(frozen=True)
class Measure:
    """What is measured (量什么).

    Attributes:
        pages: How many pages are read of each kind of damage.
        seed: By what number other papers are made and made worse; None where the papers of the site are printed.
        show_errors: Whether what was read wrongly where nobody looks is listed.
    """

    pages: int
    seed: int | None = None
    show_errors: bool = False


def measure(order: Measure, project: Project, console: Console) -> Iterator[str]:
    """Yield a table, a row for each kind of damage, and of other papers one for each layout.

    Args:
        order: What is measured.
        project: Whose papers are printed where no others are.
        console: Where to tell how far it is.
    """
    pages = _own_pages(order, project, console) if order.seed is None else _other_pages(order, order.seed)
    # What is loaded once is not counted among the pages.
    read_page(next(print_pages(0, 1)).picture)
    yield "\t".join(
        ("", "读错", "看过以后还错", "错处在要看的里面", "要看的", "数字、日期、人名要看的", "表格放对的格", "一页")
    )
    by_damage, by_kind, errors = defaultdict[str, _Score](_Score), defaultdict[str, _Score](_Score), list[str]()
    for number, (name, page, damage) in enumerate(pages, 1):
        console.show_progress(f"{name} {number}/{order.pages * len(DAMAGES)}")
        score, told = _read(damage(page.picture), page)
        by_damage[name] += score
        by_kind[page.kind] += score
        errors += [f"{name}\t{page.kind}\t{one}" for one in told]
    console.show_progress("")
    yield from (score.row(name) for name, score in by_damage.items())
    if len(by_kind) > 1:
        yield from (score.row(name) for name, score in by_kind.items())
        yield sum(by_damage.values(), _Score()).row("合计")
    if order.show_errors:
        yield from errors
    yield _memory()


_Damaged = tuple[str, PrintedPage, Callable[[Any], Any]]


def _own_pages(order: Measure, project: Project, console: Console) -> Iterator[_Damaged]:
    """Yield the first pages of the site's papers, all of them under each damage."""
    pipeline.refresh(project, console)
    printed = list(islice(_print(project), order.pages))
    yield from ((name, page, damage) for name, damage in DAMAGES.items() for page in printed)


def _other_pages(order: Measure, seed: int) -> Iterator[_Damaged]:
    """Yield made-up pages, each under another accident and no text twice."""
    dice, names = Random(seed), [*DAMAGES]  # noqa: S311 - any accident will do
    for number, page in enumerate(print_pages(seed, order.pages * len(names))):
        name = names[number // order.pages]
        yield name, page, damages(have_accident(dice))[name]


def _print(project: Project) -> Iterator[PrintedPage]:
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
            lines = read_pdf(alone.getvalue()).lines
            picture = document[number].render(scale=_INCHES).to_pil().convert("RGB")
            yield PrintedPage(picture, _bare("".join(line.text for line in lines)))


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


def _read(picture: Any, printed: PrintedPage) -> tuple[_Score, list[str]]:
    """Read a page, and hold it against what was printed, which takes no time of the page's."""
    began, busy = time.perf_counter(), time.process_time()
    page = ScannedPage(1, read_page(picture))
    marks = page.marks()
    seconds, processor = time.perf_counter() - began, time.process_time() - busy
    score, told = hold_against(page, marks, printed)
    return replace(score, pages=1, seconds=seconds, processor=processor), told


def hold_against(page: ScannedPage, marks: list[list[Mark]], printed: PrintedPage) -> tuple[_Score, list[str]]:
    """Hold what import makes the text of a page against what was printed: what it wrongly leaves out is missing.

    Args:
        page: The page as it was read.
        marks: The places of each of its rows that a person looks at.
        printed: The page as it was printed.

    Returns:
        What came of it, and what was read wrongly where nobody looks, each with what was printed.
    """
    score = _Score()
    furniture = find_sheet_rows(page.rows, 1)
    text = [both for index, both in enumerate(zip(page.rows, marks, strict=True)) if index not in furniture]
    signs = [
        (sign, any(start <= place < end for start, end, _ in places))
        for row, places in text
        for place, sign in enumerate(row.row.text)
        if sign.strip()
    ]
    read, marked = "".join(sign for sign, _ in signs), [is_marked for _, is_marked in signs]
    # What is missing was seen if a place beside it is looked at.
    seen, told = [False, *marked, False], []
    for step in Levenshtein.editops(read, printed.text):
        score.errors += 1
        place = step.src_pos + 1
        if not (seen[place] or (step.tag == "insert" and seen[place - 1])):
            score.unmarked += 1
            told.append(f"{_around(read, step.src_pos)}\t{_around(printed.text, step.dest_pos)}")
    score.printed, score.marked, score.places = len(printed.text), sum(marked), sum(len(places) for _, places in text)
    score.facts, score.seen = len(printed.facts), sum(_facts_seen(read, marked, printed))
    score.cells, score.placed = sum(map(len, printed.cells)), _placed(page, printed)
    return score, told


def _around(text: str, place: int) -> str:
    return text[max(0, place - 6) : place + 7]


def _facts_seen(read: str, marked: list[bool], printed: PrintedPage) -> Iterator[bool]:
    """Yield for each fact whether all that was read of it is looked at, or what stands beside it where none was."""
    at = [0] * (len(printed.text) + 1)
    for step in Levenshtein.opcodes(read, printed.text):
        for place in range(step.dest_start, step.dest_end + 1):
            at[place] = min(step.src_start + place - step.dest_start, step.src_end)
    for first, last in printed.facts:
        start, end = at[first], at[last]
        yield all(marked[start:end]) if start < end else any(marked[max(0, start - 1) : end + 1])


def _placed(page: ScannedPage, printed: PrintedPage) -> int:
    """How many cells were found in their row and column, whatever of their signs was read rightly."""
    read = [row.row.text.split("\t") for row in page.rows if row.table]
    return sum(
        row < len(read) and column < len(read[row]) and _is_like(read[row][column], cell)
        for row, cells in enumerate(printed.cells)
        for column, cell in enumerate(cells)
    )


def _is_like(read: str, printed: str) -> bool:
    return Levenshtein.normalized_similarity(_bare(read), _bare(printed)) >= _LIKE


def _memory() -> str:
    try:
        import resource
    except ImportError:  # pragma: no cover - not on Windows
        return "内存：这个系统上不量"
    return f"内存最多 {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB"
