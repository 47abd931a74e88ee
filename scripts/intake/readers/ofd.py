"""Reads OFD (GB/T 33190-2016): the text of its pages by the places of its characters, as that of a PDF.

Seals and signatures are named and not verified; pictures and attachments are
told. What draws a seal over the text (annotations) is not part of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import lxml.etree as etree

from scripts.intake.manuscript import IntakeError, LeftOut, Manuscript, ScanFoundError
from scripts.intake.readers.ofd_package import OfdFile, child, named, open_ofd
from scripts.intake.readers.ofd_text import IDENTITY, Matrix, find_glyphs, object_matrix
from scripts.intake.readers.pdf_furniture import find_furniture
from scripts.intake.readers.pdf_paragraphs import make_lines
from scripts.intake.readers.pdf_rows import Glyph, PdfRow, make_rows

MOST_PAGES = 500
_DEEPEST = 16
_POINTS = 72 / 25.4
#: What can be read as a picture of a page.
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*")
_OVERPRINT = "叠印的字（加粗）"
_SLANTED = "斜排的字（水印等）"


def read_ofd(content: bytes) -> Manuscript:
    """Read the text of an OFD, row by row.

    Args:
        content: All bytes of the file.

    Returns:
        Its lines, form "ofd"; headers, footers, page numbers and slanted text are left out.

    Raises:
        ScanFoundError: Some of its pages are pictures alone.
        IntakeError: It is broken, too large, has too many pages, or its signs are drawn.
    """
    file = open_ofd(content)
    if len(file.pages) > MOST_PAGES:
        raise IntakeError(f"OFD 有 {len(file.pages)} 页，最多 {MOST_PAGES} 页。改法：只导出总结所在的页，再导入。")
    pages = [_read_page(file, location, number) for number, location in enumerate(file.pages, 1)]
    empty = [number for number, page in enumerate(pages, 1) if not page.rows]
    pictured = [number for number in empty if pages[number - 1].pictures]
    if len(empty) * 2 > len(pages) and (drawn := sorted({*empty} - {*pictured})):
        raise IntakeError(
            f"OFD 第 {drawn[0]} 页没有文字，也没有图片，字是用线条画出来的。改法：在 OFD 阅读器中导出为 PDF，再导入。"
        )
    if pictured:
        found = ScanFoundError(
            f"OFD 的 {len(pages)} 页中有 {len(pictured)} 页没有文字，是图片。改法：改用 Word 原稿导入；没有原稿的，"
            "运行 python3 scripts/site.py import 文件名，照提示装上识别文字的部件。"
        )
        found.without = None if len(empty) * 2 > len(pages) else _make_manuscript(file, pages)
        raise found
    return _make_manuscript(file, pages)


@dataclass
class OfdPage:
    """A page that holds text (文字页).

    Attributes:
        rows: Its rows.
        left_out: What of it is left out, each with why.
        characters: Its signs, counted past all places.
        pictures: How many pictures it holds.
    """

    rows: list[PdfRow]
    left_out: list[tuple[str, str]] = field(default_factory=list)
    characters: Counter[str] = field(default_factory=Counter)
    pictures: int = 0


def count_ofd_pages(content: bytes) -> tuple[int, int]:
    """How many pages an OFD has, and how many of them hold no text."""
    file = open_ofd(content)
    pages = [_read_page(file, location, number) for number, location in enumerate(file.pages, 1)]
    return len(pages), sum(not page.rows for page in pages)


def find_ofd_pages(content: bytes) -> Iterator[OfdPage | bytes]:
    """Yield the pages of an OFD of which some are pictures: text as it is read, else the largest picture.

    Raises:
        IntakeError: A page has neither.
    """
    file = open_ofd(content)
    for number, location in enumerate(file.pages, 1):
        page = _read_page(file, location, number)
        if page.rows:
            yield page
            continue
        names = [one.get("ResourceID", "") for one in file.tree(location).iter() if named(one, "ImageObject")]
        found = [picture for name in names if (picture := file.picture(name)).startswith(_PICTURES)]
        if not found:
            raise IntakeError(
                f"OFD 第 {number} 页的图片不在文件里，或者是不能识别的格式。改法：在 OFD 阅读器中打开，"
                "看得到这一页的，导出为 PDF 再导入；看不到的，请发来的单位重新导出。"
            )
        yield max(found, key=len)


def _read_page(file: OfdFile, location: str, number: int) -> OfdPage:
    root = file.tree(location)
    roots = [*file.templates_of(root), root]
    width, height = file.size_of(root)
    units = file.units_of(root, location)
    glyphs = [glyph for one in roots for glyph in _glyphs(child(one, "Content"), units, height)]
    kept, doubled = _once(glyphs)
    rows, slanted = make_rows(kept, number, (0.0, 0.0, width * _POINTS, height * _POINTS))
    page = OfdPage(rows)
    page.left_out = [(text, why) for text, why in ((doubled, _OVERPRINT), (slanted, _SLANTED)) if text.strip()]
    page.characters = Counter(sign for one in roots for sign in _count_crudely(one))
    page.pictures = sum(named(one, "ImageObject") for one in root.iter())
    return page


def _count_crudely(root: etree._Element) -> str:
    text = "".join(one.text or "" for one in root.iter() if named(one, "TextCode"))
    return "".join(sign for sign in text if sign.strip() and sign.isprintable())


def _glyphs(
    content: etree._Element | None,
    units: dict[str, etree._Element],
    height: float,
    within: Matrix = IDENTITY,
    depth: int = 0,
) -> Iterator[Glyph]:
    """Yield the characters of a content, in its order."""
    for element in () if content is None or depth > _DEEPEST else content:
        if named(element, "TextObject"):
            yield from find_glyphs(element, within, height)
        elif named(element, "Layer") or named(element, "PageBlock"):
            yield from _glyphs(element, units, height, within, depth + 1)
        elif named(element, "CompositeObject"):
            unit = units.get(element.get("ResourceID", ""))
            own = within.after(object_matrix(element))
            yield from _glyphs(child(unit, "Content"), units, height, own, depth + 1)


def _once(glyphs: list[Glyph]) -> tuple[list[Glyph], str]:
    """Characters that are drawn twice at one place, to look bold, once; and the others."""
    seen, kept, doubled = set(), list[Glyph](), ""
    for glyph in glyphs:
        place = (glyph.character, round(glyph.x), round(glyph.y))
        if place in seen:
            doubled += glyph.character
        else:
            kept.append(glyph)
        seen.add(place)
    return kept, doubled


def _make_manuscript(file: OfdFile, pages: list[OfdPage]) -> Manuscript:
    rows = [row for page in pages for row in page.rows]
    furniture = find_furniture(rows, len(pages))
    kept = {index + 1: row for index, row in enumerate(rows) if index not in furniture}
    left_out = [LeftOut(rows[index].text, furniture[index], index + 1) for index in sorted(furniture)]
    left_out += [LeftOut(text, why, 0) for page in pages for text, why in page.left_out]
    characters = sum((page.characters for page in pages), Counter())
    return Manuscript("ofd", make_lines(kept), tuple(left_out), tuple(_notices(file, pages)), characters)


def _notices(file: OfdFile, pages: list[OfdPage]) -> Iterator[str]:
    empty = [str(number) for number, page in enumerate(pages, 1) if not page.rows]
    if empty:
        yield f"OFD 第 {'、'.join(empty)} 页没有文字；如果是图片，里面的文字没有导入，请对照原件补上。"
    yield from tell_pictures(pages)
    yield from _beside(file)


def tell_pictures(pages: Iterable[OfdPage]) -> Iterator[str]:
    """Yield a line to a person on the pictures that pages of text hold; none where there are none."""
    if pictures := sum(page.pictures for page in pages):
        yield f"OFD 里有 {pictures} 个图片，没有导入。"


def find_beside(content: bytes) -> tuple[str, ...]:
    """What an OFD holds beside its pages, attachments and signatures, each as a line to a person."""
    return tuple(_beside(open_ofd(content)))


def _beside(file: OfdFile) -> Iterator[str]:
    if file.attachments:
        yield f"OFD 里有附件（{'、'.join(file.attachments)}），没有导入。"
    if file.signatures:
        yield f"OFD 有 {file.signatures} 个电子签章，只记下有，没有验证；要验证的，用 OFD 阅读器打开看。"
