"""From a scan to a manuscript, of which every place that is not sure is known with its picture."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from scripts.intake.detect import load_content
from scripts.intake.manuscript import IntakeError, LeftOut, Line, Manuscript
from scripts.intake.readers.ofd import OfdPage, find_beside, tell_pictures
from scripts.intake.readers.pdf_furniture import find_furniture
from scripts.intake.readers.pdf_paragraphs import make_lines
from scripts.intake.scans.boxes import Doubt, Scan
from scripts.intake.scans.doubts import Mark
from scripts.intake.scans.engine import PageRead, read_page
from scripts.intake.scans.pages import ScannedPage, TextPage
from scripts.intake.scans.pictures import count_pages, find_pages
from scripts.intake.scans.rows import ScanRow, coarse
from scripts.intake.scans.strips import cut_strip, pack, unpack

_AROUND = 10


def read_scan(path: Path, tell: Callable[[int, int], object] = lambda _done, _of: None) -> Manuscript:
    """Read a PDF of pictures, or a picture.

    Args:
        path: The file.
        tell: Told how many pages of how many are read, before the first and after each, and again once the strips of
            each are cut.

    Returns:
        Its text with the places that a person has to look at, form "scan".

    Raises:
        IntakeError: It is broken, too large, or holds no writing.
    """
    content = load_content(path)
    of, pages = count_pages(content), list[ScannedPage | TextPage]()
    tell(0, of)
    for number, page in enumerate(find_pages(content), 1):
        is_text = isinstance(page, OfdPage)
        pages.append(TextPage(number, page) if is_text else ScannedPage(number, pack(read_page(page))))
        tell(number, of)
    rows = [row for page in pages for row in page.rows]
    if not rows:
        raise IntakeError("扫描件上没有认出文字。改法：看选的文件对不对；字太淡、太小的，按 300 dpi 重新扫描。")
    beside = find_beside(content) if content.startswith(b"PK") else ()
    manuscript = _make_manuscript(pages, rows, lambda: tell(of, of))
    return replace(manuscript, notices=(*manuscript.notices, *beside))


def _make_manuscript(
    pages: Sequence[ScannedPage | TextPage], rows: list[ScanRow], tell: Callable[[], object] = lambda: None
) -> Manuscript:
    furniture = find_sheet_rows(rows, len(pages))
    kept = {index + 1: one for index, one in enumerate(rows) if index not in furniture}
    lines = tuple(sorted((*_plain_lines(kept), *_table_lines(kept)), key=lambda line: line.number))
    left_out = [LeftOut(rows[index].row.text, furniture[index], index + 1) for index in sorted(furniture)]
    left_out += [LeftOut(text, reason, 0) for page in pages for text, reason in page.outside]
    characters = sum((page.characters for page in pages), Counter())
    doubts = list[Doubt]()
    for page in pages:
        doubts += _doubts(page, kept) if isinstance(page, ScannedPage) else ()
        tell()
    return Manuscript("scan", lines, tuple(left_out), tuple(_notices(pages)), characters, scan=Scan(tuple(doubts)))


def find_sheet_rows(rows: Sequence[ScanRow], pages: int) -> dict[int, str]:
    """Find the rows that belong to the sheets, not to the text: heads, feet and page numbers.

    Args:
        rows: The rows of all pages, in the order in which they are read.
        pages: How many pages there are.

    Returns:
        Index of the row to the reason why it is left out.
    """
    return find_furniture([coarse(one.row) for one in rows], pages)


def _plain_lines(rows: dict[int, ScanRow]) -> tuple[Line, ...]:
    return make_lines({number: one.row for number, one in rows.items() if not one.table})


def _table_lines(rows: dict[int, ScanRow]) -> Iterator[Line]:
    """Yield the rows of tables; one that goes on over the page, with as many columns, is the same."""
    table, before = 0, None
    for number, one in rows.items():
        if one.table:
            table += not (before and before.table and _goes_on(before, one))
            yield Line(one.row.text, number, paragraph=True, table=table)
        before = one


def _goes_on(before: ScanRow, one: ScanRow) -> bool:
    if before.page == one.page:
        return before.table == one.table
    return before.row.text.count("\t") == one.row.text.count("\t")


def _doubts(page: ScannedPage, kept: dict[int, ScanRow]) -> Iterator[Doubt]:
    """Yield the places of a page that a person has to look at, those outside the text last."""
    numbers, read = {id(one): number for number, one in kept.items()}, unpack(page.read)
    texts = ["", *(one.row.text for one in page.rows), ""]
    for place, (one, marks) in enumerate(zip(page.rows, page.marks(), strict=True), 1):
        if id(one) in numbers:
            beside = texts[place - 1][-_AROUND:], texts[place + 1][:_AROUND]
            yield from (_doubt(read, page.number, numbers[id(one)], one, mark, beside) for mark in marks)
    for box, reason in page.left_out:
        picture = cut_strip(read, box.left, box.top, box.right, box.bottom)
        yield Doubt(0, 0, 0, box.text, "", "", f"没有读进正文：{reason}", page.number, picture)


def _doubt(read: PageRead, page: int, number: int, one: ScanRow, mark: Mark, beside: tuple[str, str]) -> Doubt:
    start, end, why = mark
    text, (above, below) = one.row.text, beside
    signs = [sign for sign in one.signs[start:end] if sign]
    left, right = min(sign.left for sign in signs), max(sign.right for sign in signs)
    boxes = [box for box in one.boxes if any(sign in box.signs for sign in signs)]
    top, bottom = min(box.top for box in boxes), max(box.bottom for box in boxes)
    picture = cut_strip(read, left, top, right, bottom)
    before, after = (above + text[:start])[-_AROUND:], (text[end:] + below)[:_AROUND]
    return Doubt(number, start, end, text[start:end], before, after, why, page, picture)


def _notices(pages: Sequence[ScannedPage | TextPage]) -> Iterator[str]:
    for page in pages:
        if isinstance(page, TextPage):
            continue
        if page.read.empty:
            yield f"扫描件第 {page.number} 页有 {page.read.empty} 处像字又认不出（图案、手写等），没有导入，请对照原件"
        if tables := len({one.table for one in page.rows if one.table}):
            yield f"扫描件第 {page.number} 页有 {tables} 张表，按画的线分了格，请对照原件看各格的字对不对"
        if not page.read.boxes:
            yield f"扫描件第 {page.number} 页没有认出文字；如果有图片，请对照原件补上"
    yield from tell_pictures(page.page for page in pages if isinstance(page, TextPage))


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
