"""Sets the blocks of a paper as the body of a Word file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from pathlib import Path
from unicodedata import east_asian_width

import lxml.etree as etree

from scripts.paper.blocks import (
    Anchor,
    Block,
    Code,
    Contents,
    Drawing,
    Headline,
    ItemList,
    NewPage,
    PaperTable,
    Para,
    Picture,
    Role,
    Terms,
    TextRun,
    WritingLines,
)
from scripts.paper.widths import count_columns
from scripts.paper.within import text_of
from scripts.paper.word import styles
from scripts.paper.word.contents import ContentsLine, set_contents
from scripts.paper.word.figures import DrawingError, draw, is_png, load_picture, picture, turn_of
from scripts.paper.word.keeping import add_after_style, keep_with_next, properties
from scripts.paper.word.measures import CHARACTERS, PITCH, TYPE_WIDTH, Sheet
from scripts.paper.word.package import WordPackage
from scripts.paper.word.references import References, bookmark_of
from scripts.paper.word.sections import Margins, section
from scripts.paper.word.tables import MOST_UPRIGHT, set_table
from scripts.paper.word.text import DOCUMENT, TextSetter, mark
from scripts.paper.word.xml import w

_ROLES = {
    Role.BODY: styles.BODY,
    Role.LINE: styles.LINE,
    Role.LABEL: styles.LINE,
    Role.NOTICE: styles.NOTICE,
    Role.HOW: styles.NOTICE,
    Role.CENTRE: styles.CENTRE,
    Role.FIELD: styles.FIELD,
    Role.LETTERHEAD: styles.LETTERHEAD,
    Role.ADDRESSEE: styles.ADDRESSEE,
    Role.SIGNED: styles.SIGNED,
}
_NEVER_ALONE = frozenset({Role.HOW, Role.SIGNED})
#: Between the name and date of whoever signs and the right edge, in characters.
_SIGNED_APART = 4
#: What programs add between figures and Han characters, in characters.
_SPARE = 4
_BULLET = "·　"
_P, _TABLE = w("p").tag, w("tbl").tag


@dataclass(frozen=True)
class OwnedBlock:
    """A block with whose it is: the page's own words, the site's, or (a pack) nobody's in particular."""

    block: Block
    own: bool = False
    computed: bool = False


@dataclass
class Body:
    """Sets one paper.

    Attributes:
        text: Sets its words.
        references: Its bookmarks.
        package: Where its pictures go.
        site: Folder of the built site, for pictures.
        shift: As `styles.write_styles` has it.
        margins: Head and foot of the pages, for every section.
        across: Whether every page lies on its side.
        missing: Alternatives of what could not be shown as a picture.
    """

    text: TextSetter
    references: References
    package: WordPackage
    site: Path
    shift: int
    margins: Margins
    across: bool = False
    missing: list[str] = field(default_factory=list)
    _element: etree._Element = field(default_factory=lambda: w("body"))
    _sheet: Sheet = field(default_factory=Sheet)
    _places: list[etree._Element] = field(default_factory=list)
    _entries: list[tuple[int, str, str]] = field(default_factory=list)
    _new_page: bool = False
    _titled: bool = False
    _pictures: int = 0

    def set(self, pieces: Iterable[OwnedBlock]) -> etree._Element:
        """Set everything; the body ends with its last section."""
        pieces = list(pieces)
        self._entries = _headings(pieces)
        for piece, after in zip_longest(pieces, pieces[1:]):
            wide = isinstance(piece.block, PaperTable) and count_columns(piece.block) > MOST_UPRIGHT
            self._turn(Sheet(self.across or wide))
            for element in self._block(piece):
                self._add(element)
            if isinstance(piece.block, Para) and piece.block.names_next and len(self._element):
                keep_with_next(self._element[-1])
            if after and isinstance(after.block, Para) and after.block.role in _NEVER_ALONE and len(self._element):
                # A note, or who signs, goes with what it is on: no page holds it alone.
                keep_with_next(self._element[-1])
        if len(self._element) and self._element[-1].tag == _TABLE:
            self._element.append(_slight())
        self._element.append(section(self._sheet, self.margins))
        return self._element

    def _turn(self, sheet: Sheet) -> None:
        """End the section where the next block needs its page the other way."""
        if sheet == self._sheet:
            return
        if len(self._element):
            if self._element[-1].tag != _P:
                self._element.append(_slight())
            properties(self._element[-1]).append(section(self._sheet, self.margins))
        self._sheet = sheet

    def _add(self, element: etree._Element) -> None:
        if element.tag == _TABLE and (self._new_page or self._places or self._follows_table()):
            # Two tables would grow together, and a table takes neither a new page nor a bookmark.
            self._add(_slight())
        if element.tag == _P:
            properties(element)
            if self._new_page:
                add_after_style(element, "pageBreakBefore")
            for place in reversed(self._places):
                element.insert(1, place)
            self._places, self._new_page = [], False
        self._element.append(element)

    def _follows_table(self) -> bool:
        return len(self._element) > 0 and self._element[-1].tag == _TABLE

    def _block(self, piece: OwnedBlock, style: str = "", align: str = "") -> Iterator[etree._Element]:
        block = piece.block
        if isinstance(block, Headline):
            yield from self._heading(block, piece, style)
        elif isinstance(block, Para):
            yield self._paragraph(block, piece, style, align)
        elif isinstance(block, ItemList):
            yield from self._bullets(block, piece, style)
        elif isinstance(block, Terms):
            yield from self._terms(block, piece, style)
        elif isinstance(block, PaperTable):
            yield from self._table(block, piece)
        elif isinstance(block, Drawing | Picture):
            yield self._figure(block, styles.LIST if piece.computed else style)
        else:
            yield from self._other(block)

    def _other(self, block: Block) -> Iterator[etree._Element]:
        if isinstance(block, Code):
            yield _p(styles.CODE, *self.text.runs((TextRun(block.text),)))
        elif isinstance(block, WritingLines):
            yield from (_writing_line() for _ in range(block.count))
        elif isinstance(block, Contents):
            entries = [ContentsLine(level - self.shift, words, name) for level, words, name in self._entries]
            depth = max(1, block.depth - self.shift)
            yield from set_contents([one for one in entries if 1 <= one.level <= depth], depth)
        elif isinstance(block, NewPage):
            self._new_page = len(self._element) > 0
        elif isinstance(block, Anchor):
            self._places += self.references.place(block.id)

    def _heading(self, block: Headline, piece: OwnedBlock, style: str) -> Iterator[etree._Element]:
        title = block.level == 1 and not self._titled
        if not style:
            self._titled = self._titled or title
            style = styles.TITLE_ID if title else f"Heading{max(1, block.level - self.shift)}"
            style = styles.SITE_HEADING if piece.computed else style
        if block.level == 1:
            self.references.begin_part()
        yield _p(style, *self.references.place(block.id), *self.text.runs(block.runs, own=piece.own))

    def _paragraph(self, block: Para, piece: OwnedBlock, style: str, align: str) -> etree._Element:
        if not style:
            style = styles.LIST if piece.computed and block.role is Role.BODY else _ROLES[block.role]
        words = [*self.references.place(block.id), *self.text.runs(block.runs, own=piece.own)]
        if block.role is Role.FIELD:
            words.append(w("r", w("tab")))
        element = _p(style, *words, align=align)
        if block.role is Role.SIGNED:
            properties(element).extend(_at_the_right("".join(run.text for run in block.runs)))
        return element

    def _bullets(self, block: ItemList, piece: OwnedBlock, style: str) -> Iterator[etree._Element]:
        inside = style or (styles.LIST if piece.computed else styles.OWN_LIST)
        for number, item in enumerate(block.items, block.start):
            first = True
            for one in item:
                for element in self._block(replace(piece, block=one), inside):
                    if first and element.tag == _P:
                        properties(element)
                        element.insert(1, mark(f"{number}．" if block.ordered else _BULLET))
                        first = False
                    yield element

    def _terms(self, block: Terms, piece: OwnedBlock, style: str) -> Iterator[etree._Element]:
        inside = style or (styles.LIST if piece.computed else styles.OWN_LIST)
        for name, said in block.rows:
            label = (*(replace(run, bold=True) for run in name), TextRun("：", bold=True))
            first, *rest = said or (Para(()),)
            if isinstance(first, Para):
                yield self._paragraph(replace(first, runs=(*label, *first.runs)), piece, inside, "")
            else:
                yield _p(inside, *self.text.runs(label))
                rest = [first, *rest]
            for one in rest:
                yield from self._block(replace(piece, block=one), inside)

    def _table(self, block: PaperTable, piece: OwnedBlock) -> Iterator[etree._Element]:
        if block.id:
            self._places += self.references.place(block.id)
        if block.caption:
            yield _p(styles.CAPTION, *self.text.runs(block.caption, own=piece.own))

        def inside(blocks: tuple[Block, ...], style: str, align: str) -> Iterator[etree._Element]:
            # By its style alone an import knows what is the site's, also in a cell.
            style = styles.LIST if piece.computed else style
            for one in blocks:
                yield from self._block(replace(piece, block=one), style, align)

        if block.columns:
            yield set_table(block, self._sheet.width, inside)

    def _figure(self, block: Drawing | Picture, style: str) -> etree._Element:
        width = self._sheet.width if not style else TYPE_WIDTH // 3
        try:
            if isinstance(block, Drawing):
                bitmap, *size = draw(block.svg, width)
            else:
                bitmap, *size = load_picture(self.site, block.file, width)
        except DrawingError:
            self.missing.append(block.alt)
            return _p(style or styles.CAPTION, *self.text.runs((TextRun(f"（图：{block.alt}）"),)))
        self._pictures += 1
        name = f"word/media/image{self._pictures}.{'png' if is_png(bitmap) else 'jpeg'}"
        self.package.add(name, bitmap)
        relation = self.package.relate(DOCUMENT, "image", name)
        # A line of fixed height would cut the picture off.
        look = [w("pStyle", val=style)] if style == styles.LIST else []
        look += [w("snapToGrid", val=0), w("spacing", line=240, lineRule="auto"), w("jc", val="center")]
        return w(
            "p", w("pPr", *look), picture(relation, self._pictures, block.alt, (size[0], size[1]), turn_of(bitmap))
        )


def _headings(pieces: list[OwnedBlock]) -> list[tuple[int, str, str]]:
    """Level, words and bookmark of all headings but the title."""
    blocks = [piece.block for piece in pieces if isinstance(piece.block, Headline)]
    title = next((block for block in blocks if block.level == 1), None)
    return [
        (block.level, text_of(block.runs), bookmark_of(block.id)) for block in blocks if block is not title and block.id
    ]


def _p(style: str, *children: etree._Element, align: str = "") -> etree._Element:
    look = w("pPr", w("pStyle", val=style))
    if align:
        look.append(w("jc", val=align))
    return w("p", look, *children)


def _at_the_right(words: str) -> tuple[etree._Element, ...]:
    """A line above, and the indents between which lines have room, some characters from the right."""
    widths = (sum(1.0 if east_asian_width(one) in "WF" else 0.5 for one in line) for line in words.split("\n"))
    character = TYPE_WIDTH // CHARACTERS
    right = (_SIGNED_APART - _SPARE // 2) * character
    left = max(0, int(TYPE_WIDTH - right - (max(widths) + _SPARE) * character))
    return w("spacing", before=PITCH), w("ind", left=left, right=right)


def _slight() -> etree._Element:
    """A paragraph that takes no room to speak of."""
    look = w("rPr", w("sz", val=2))
    return w("p", w("pPr", w("snapToGrid", val=0), w("spacing", line=20, lineRule="exact"), look))


def _writing_line() -> etree._Element:
    line = {"val": "single", "sz": 4, "space": 1, "color": "auto"}
    return w("p", w("pPr", w("pBdr", w("bottom", **line), w("between", **line))))
