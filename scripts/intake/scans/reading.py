"""From a scan to a manuscript, of which every place that is not sure is known with its picture."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from scripts.intake.detect import load_content
from scripts.intake.manuscript import IntakeError, LeftOut, Line, Manuscript
from scripts.intake.readers.ofd import find_beside
from scripts.intake.readers.pdf_furniture import find_furniture
from scripts.intake.readers.pdf_paragraphs import make_lines
from scripts.intake.scans.boxes import Box, Doubt, Scan
from scripts.intake.scans.doubts import Mark, find_gaps, find_marks
from scripts.intake.scans.engine import PageRead, read_page
from scripts.intake.scans.pictures import count_pages, find_pages
from scripts.intake.scans.rows import ScanRow, coarse, make_rows
from scripts.intake.scans.strips import cut_strip

#: Stretches that are less sure than this are no print: handwriting, drawings, parts of a seal.
_PRINT = 0.6
#: A line in red that is surer than this is one of the paper, as the head of a 红头文件 is.
_RED_PRINT = 0.9
SEAL, NO_PRINT, MARGIN = "红色印章上的字", "辨认不清的字迹（手写、印章或图案）", "页边的字迹（像是手写的）"
#: Beside the text, and less sure than print, is what somebody has written there.
_MARGIN_PRINT = 0.9
#: Lines from this share of the widest on tell where the text stands.
_LONG, _LEAST_LONG = 0.6, 4
_AROUND = 10


def read_scan(path: Path, tell: Callable[[int, int], object] = lambda _done, _of: None) -> Manuscript:
    """Read a PDF of pictures, or a picture.

    Args:
        path: The file.
        tell: Told how many pages of how many are read, before the first and after each.

    Returns:
        Its text with the places that a person has to look at, form "scan".

    Raises:
        IntakeError: It is broken, too large, or holds no writing.
    """
    content = load_content(path)
    of, pages = count_pages(content), list[ScannedPage]()
    tell(0, of)
    for number, page in enumerate(find_pages(content), 1):
        pages.append(ScannedPage(number, read_page(page)))
        tell(number, of)
    rows = [row for page in pages for row in page.rows]
    if not rows:
        raise IntakeError("扫描件上没有认出文字。改法：看选的文件对不对；字太淡、太小的，按 300 dpi 重新扫描。")
    beside = find_beside(content) if content.startswith(b"PK") else ()
    manuscript = _make_manuscript(pages, rows)
    return replace(manuscript, notices=(*manuscript.notices, *beside))


class ScannedPage:
    """A page with its rows, and what on it is no text of the paper."""

    def __init__(self, number: int, read: PageRead) -> None:
        self.number, self.read = number, read
        left, right = _edges(read.boxes)
        self.reasons = {
            id(box): reason
            for box in read.boxes
            if (reason := _why_out(box, is_beside=box.right <= left or box.left >= right))
        }
        kept = [box for box in read.boxes if id(box) not in self.reasons]
        self.rows = make_rows(kept, number, read.width, read.height, read.grids)

    def marks(self) -> list[list[Mark]]:
        """The places of each row that a person has to look at."""
        texts = ["", *(one.row.text for one in self.rows), ""]
        return [
            find_marks(
                one.row.text,
                _sure(one),
                texts[place - 1][-_AROUND:],
                texts[place + 1][:_AROUND],
                find_gaps(one.signs),
            )
            for place, one in enumerate(self.rows, 1)
        ]

    @property
    def left_out(self) -> Iterator[tuple[Box, str]]:
        """What is no text of the paper, each with why."""
        for box in self.read.boxes:
            if id(box) in self.reasons:
                yield box, self.reasons[id(box)]


def _edges(boxes: Sequence[Box]) -> tuple[float, float]:
    """Where the text of a page begins and ends, by its long lines; nowhere where there are few."""
    widest = max((box.right - box.left for box in boxes), default=0.0)
    long = [box for box in boxes if box.right - box.left >= _LONG * widest]
    if len(long) < _LEAST_LONG:
        return float("-inf"), float("inf")
    return min(box.left for box in long), max(box.right for box in long)


def _why_out(box: Box, *, is_beside: bool) -> str:
    if is_beside and box.confidence < _MARGIN_PRINT:
        return MARGIN
    if box.is_stamp and box.confidence < _RED_PRINT:
        return SEAL
    return NO_PRINT if box.confidence < _PRINT else ""


def _make_manuscript(pages: list[ScannedPage], rows: list[ScanRow]) -> Manuscript:
    furniture = find_furniture([coarse(one.row) for one in rows], len(pages))
    kept = {index + 1: one for index, one in enumerate(rows) if index not in furniture}
    lines = tuple(sorted((*_plain_lines(kept), *_table_lines(kept)), key=lambda line: line.number))
    left_out = [LeftOut(rows[index].row.text, furniture[index], index + 1) for index in sorted(furniture)]
    left_out += [LeftOut(box.text, reason, 0) for page in pages for box, reason in page.left_out]
    everything = "".join(box.text for page in pages for box in page.read.boxes)
    characters = Counter(character for character in everything if character.strip())
    doubts = tuple(doubt for page in pages for doubt in _doubts(page, kept))
    return Manuscript("scan", lines, tuple(left_out), tuple(_notices(pages)), characters, scan=Scan(doubts))


def _plain_lines(rows: dict[int, ScanRow]) -> tuple[Line, ...]:
    return make_lines({number: one.row for number, one in rows.items() if not one.table})


def _table_lines(rows: dict[int, ScanRow]) -> Iterator[Line]:
    """Yield the rows of tables; a table that goes on over the page is another one."""
    tables = dict.fromkeys((one.page, one.table) for one in rows.values() if one.table)
    numbers = {table: number for number, table in enumerate(tables, 1)}
    for number, one in rows.items():
        if one.table:
            yield Line(one.row.text, number, paragraph=True, table=numbers[one.page, one.table])


def _sure(one: ScanRow) -> list[float]:
    return [sign.confidence if sign else 1.0 for sign in one.signs]


def _doubts(page: ScannedPage, kept: dict[int, ScanRow]) -> Iterator[Doubt]:
    """Yield the places of a page that a person has to look at, those outside the text last."""
    numbers = {id(one): number for number, one in kept.items()}
    texts = ["", *(one.row.text for one in page.rows), ""]
    for place, (one, marks) in enumerate(zip(page.rows, page.marks(), strict=True), 1):
        if id(one) in numbers:
            beside = texts[place - 1][-_AROUND:], texts[place + 1][:_AROUND]
            yield from (_doubt(page, numbers[id(one)], one, mark, beside) for mark in marks)
    for box, reason in page.left_out:
        picture = cut_strip(page.read, box.left, box.top, box.right, box.bottom)
        yield Doubt(0, 0, 0, box.text, "", "", f"没有读进正文：{reason}", page.number, picture)


def _doubt(page: ScannedPage, number: int, one: ScanRow, mark: Mark, beside: tuple[str, str]) -> Doubt:
    start, end, why = mark
    text, (above, below) = one.row.text, beside
    signs = [sign for sign in one.signs[start:end] if sign]
    left, right = min(sign.left for sign in signs), max(sign.right for sign in signs)
    boxes = [box for box in one.boxes if any(sign in box.signs for sign in signs)]
    top, bottom = min(box.top for box in boxes), max(box.bottom for box in boxes)
    picture = cut_strip(page.read, left, top, right, bottom)
    before, after = (above + text[:start])[-_AROUND:], (text[end:] + below)[:_AROUND]
    return Doubt(number, start, end, text[start:end], before, after, why, page.number, picture)


def _notices(pages: list[ScannedPage]) -> Iterator[str]:
    for page in pages:
        if page.read.empty:
            yield f"扫描件第 {page.number} 页有 {page.read.empty} 处像字又认不出（图案、手写等），没有导入，请对照原件"
        if tables := len({one.table for one in page.rows if one.table}):
            yield f"扫描件第 {page.number} 页有 {tables} 张表，按画的线分了格，请对照原件看各格的字对不对"
        if not page.read.boxes:
            yield f"扫描件第 {page.number} 页没有认出文字；如果有图片，请对照原件补上"


def settle(manuscript: Manuscript, said: dict[int, str]) -> Manuscript:
    """Put what a person has said of doubtful places into a manuscript.

    Args:
        manuscript: As it was read.
        said: The words that stand at a place, by the number of the place from 1; the words that were read where they
            are right, nothing where there is none. What stands outside the text stays there, whatever is said of it.

    Returns:
        The manuscript with these words, its count of characters changed with them.
    """
    if manuscript.scan is None:
        return manuscript
    lines = {line.number: line for line in manuscript.lines}
    characters = Counter(manuscript.characters)
    # From the last on, so that the places of those before stay.
    for number, doubt in reversed(list(enumerate(manuscript.scan.doubts, 1))):
        if number not in said or doubt.line not in lines or said[number] == doubt.words:
            continue
        line, words = lines[doubt.line], " ".join(said[number].split())
        lines[doubt.line] = replace(line, text=line.text[: doubt.start] + words + line.text[doubt.end :])
        characters = characters - Counter("".join(doubt.words.split())) + Counter("".join(words.split()))
    known = frozenset(number for number in said if 1 <= number <= len(manuscript.scan.doubts))
    scan = replace(manuscript.scan, settled=known)
    return replace(manuscript, lines=tuple(lines.values()), characters=characters, scan=scan)
