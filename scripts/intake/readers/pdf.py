"""Reads the text layer of a PDF by the places of its characters."""

from __future__ import annotations

import ctypes
import re
import sys
from collections import Counter
from contextlib import closing
from string import punctuation
from typing import Any

import pypdfium2
import pypdfium2.raw

from scripts.intake.manuscript import IntakeError, LeftOut, Manuscript, ScanFoundError
from scripts.intake.readers.pdf_furniture import find_furniture
from scripts.intake.readers.pdf_paragraphs import make_lines
from scripts.intake.readers.pdf_rows import UNREADABLE, Glyph, PdfRow, join_surrogates, make_rows

MOST_PAGES = 500
MOST_CHARACTERS = 2_000_000
#: Beyond this share the text layer is of no use; below, the clerk can mend the places.
_MOST_IMPOSSIBLE_SHARE = 0.05
#: In English text some three of a hundred characters are signs.
_LEAST_HAN_SHARE, _MOST_SIGNS_SHARE, _LONG = 0.05, 0.15, 200
_SCAN = "改法：改用 Word 原稿导入；没有原稿的，运行 python3 scripts/site.py import 文件名，照提示装上识别文字的部件"
# Neither PDFium's classes nor its functions have types.
_open: Any = pypdfium2.PdfDocument
_pdfium: Any = pypdfium2.raw
#: Bullets, small numbers and the like, which GBK does not have.
_SIGNS = re.compile(r"[\u00a0-\u00bf\u2000-\u2bff\u3000-\u303f\u3200-\u33ff\ufe30-\ufe4f\uff00-\uffef]")
_HYPHENS = {0x2, 0xFFFE, 0xFFFF}


def read_pdf(content: bytes) -> Manuscript:
    """Read a PDF's text, row by row.

    A row begins a paragraph where it is indented against the left edge of the
    text, or a wider gap stands above it. Blanks that the file does not hold are
    given only between Latin words, tabs where a column's width is free.

    Args:
        content: All bytes of the file.

    Returns:
        Its lines, form "pdf"; headers, footers, page numbers and slanted text are left out.

    Raises:
        IntakeError: The file is broken, locked, too long, or holds pictures of text alone.
    """
    try:
        with closing(_open(content)) as document:
            return _read(document)
    except pypdfium2.PdfiumError as exc:
        if "password" in str(exc).lower():
            raise IntakeError("PDF 有打开密码。改法：在 PDF 阅读器中打开，去掉密码后另存，或改用 Word 原稿。") from exc
        raise IntakeError("PDF 文件不完整或已损坏，读不出来。改法：重新复制或重新导出，或改用 Word 原稿。") from exc


def _read(document: Any) -> Manuscript:
    pages = len(document)
    if pages > MOST_PAGES:
        raise IntakeError(f"PDF 有 {pages} 页，最多 {MOST_PAGES} 页。改法：只导出总结所在的页，再导入。")
    rows: list[PdfRow] = []
    strays: list[tuple[int, str]] = []
    characters: Counter[str] = Counter()
    empty = []
    for number in range(1, pages + 1):
        page_rows, stray, count = _read_page(document, number)
        rows += page_rows
        strays += [(len(rows), stray)] if stray.strip() else []
        characters += count
        if not count:
            empty.append(number)
        if characters.total() > MOST_CHARACTERS:
            raise IntakeError(f"PDF 的文字超过 {MOST_CHARACTERS} 个字。改法：只导出总结所在的页，再导入。")
    _refuse_scans(pages, empty, characters)
    return _make_manuscript(rows, strays, pages, characters, _notices(empty, characters))


def _read_page(document: Any, number: int) -> tuple[list[PdfRow], str, Counter[str]]:
    with closing(document[number - 1]) as page, closing(page.get_textpage()) as text:
        if text.count_chars() > MOST_CHARACTERS:
            raise IntakeError(f"PDF 第 {number} 页的文字多得不合常理，文件可能有误。改法：改用 Word 原稿。")
        rows, stray = make_rows(_glyphs(text), number, page.get_bbox())
        return rows, stray, _count_crudely(text)


def _count_crudely(text: Any) -> Counter[str]:
    """Count what PDFium itself gives as the page's text, past all places."""
    joined = join_surrogates(text.get_text_range(errors="surrogatepass"))
    return Counter(character for character in map(_mend, joined) if character.strip())


def _glyphs(text: Any) -> list[Glyph]:
    found: list[Glyph] = []
    x, y = ctypes.c_double(), ctypes.c_double()
    box = _pdfium.FS_RECTF()
    for index in range(text.count_chars()):
        code = _pdfium.FPDFText_GetUnicode(text, index)
        character = _mend(chr(code)) if code <= sys.maxunicode else UNREADABLE
        if _pdfium.FPDFText_IsGenerated(text, index):
            if found and character == " ":
                found[-1] = found[-1]._replace(blank_after=True)
            continue
        _pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        _pdfium.FPDFText_GetLooseCharBox(text, index, box)
        place = (box.left, box.bottom, box.right, box.top)
        found.append(
            Glyph(character, x.value, y.value, place, _pdfium.FPDFText_GetCharAngle(text, index), blank_after=False)
        )
    return found


def _mend(character: str) -> str:
    """Give PDFium's own marks the character that they stand for."""
    code = ord(character)
    if code in _HYPHENS:
        return "-"
    if character.isspace():
        return character if character in " \u3000\u00a0\t" else " "
    return UNREADABLE if code < 0x20 or 0x7F <= code < 0xA0 else character


def _refuse_scans(pages: int, empty: list[int], characters: Counter[str]) -> None:
    if len(empty) * 2 > pages or not characters:
        raise ScanFoundError(f"PDF 的 {pages} 页中有 {len(empty)} 页没有文字，是扫描件或图片。{_SCAN}。")
    if _impossible(characters) > _MOST_IMPOSSIBLE_SHARE * characters.total() or _are_codes(characters):
        raise ScanFoundError(f"PDF 的字体没有标明文字，读出来是乱码。{_SCAN}。")


def _unreadable(characters: Counter[str]) -> int:
    return sum(
        count for character, count in characters.items() if character == UNREADABLE or "\ue000" <= character <= "\uf8ff"
    )


def _impossible(characters: Counter[str]) -> int:
    """How many characters no paper has: a font that was cut down gives its glyphs the codes of any others."""
    return sum(count for character, count in characters.items() if not _is_possible(character))


def _are_codes(characters: Counter[str]) -> bool:
    """Whether hardly any is Han, and more are signs than words have: of a font whose glyphs have the first codes."""
    han = sum(count for character, count in characters.items() if "\u4e00" <= character <= "\u9fff")
    signs = sum(characters[character] for character in punctuation)
    is_long, is_han = characters.total() >= _LONG, han >= _LEAST_HAN_SHARE * characters.total()
    return is_long and not is_han and signs > _MOST_SIGNS_SHARE * characters.total()


def _is_possible(character: str) -> bool:
    """Whether it is a Han character of daily use, here or in Taiwan, or a sign that stands beside such."""
    encodings = ("gb2312", "big5") if "\u4e00" <= character <= "\u9fff" else ("gbk",)
    return _SIGNS.match(character) is not None or any(character.encode(one, "ignore") for one in encodings)


def _notices(empty: list[int], characters: Counter[str]) -> tuple[str, ...]:
    found = []
    if empty:
        listed = "、".join(map(str, empty[:10])) + (" 等" if len(empty) > 10 else "")
        found.append(f"PDF 第 {listed} 页没有文字；如果是图片，里面的文字没有导入，请对照原件补上。")
    if count := _unreadable(characters):
        found.append(f"PDF 中有 {count} 个字没有标明是什么字，请对照原件改正。")
    return tuple(found)


def _make_manuscript(
    rows: list[PdfRow], strays: list[tuple[int, str]], pages: int, characters: Counter[str], notices: tuple[str, ...]
) -> Manuscript:
    furniture = find_furniture(rows, pages)
    left_out = [LeftOut(rows[index].text, furniture[index], index + 1) for index in sorted(furniture)]
    left_out += [LeftOut(stray, "斜排或横排的文字（水印等）", max(line, 1)) for line, stray in strays]
    left_out.sort(key=lambda out: out.line)
    kept = {index + 1: row for index, row in enumerate(rows) if index not in furniture}
    return Manuscript("pdf", make_lines(kept), tuple(left_out), notices, characters)
