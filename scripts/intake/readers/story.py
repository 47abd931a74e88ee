"""Paragraphs and tables of one part of a Word document, read into lines."""

from __future__ import annotations

import copy
import functools
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

import lxml.etree as etree

from scripts.intake.manuscript import IntakeError, LeftOut, Line, Manuscript, Own, Span, Stretch
from scripts.intake.pictures import SIGN
from scripts.intake.readers.numbering import Numbering
from scripts.intake.readers.own_file import OwnFile
from scripts.intake.readers.runs import Fields, RunKind, RunPiece, Runs
from scripts.intake.readers.styles import Styles
from scripts.intake.readers.tracked_marks import GONE, gone_reason
from scripts.intake.readers.wordxml import alternative, attribute, children, find, is_on, name_of, number, value_at

DEEPEST = 20
#: Word allows no more columns.
_MOST_COLUMNS = 63
_PARAGRAPHS = frozenset({"w:p", "a:p"})
#: What belongs into a paragraph but may stand alone (formulas), or does so in files of careless programs.
_LOOSE = frozenset({"w:r", "w:t", "w:hyperlink", "m:oMathPara", "m:oMath", "w:fldSimple"})
_PARAGRAPH_TAG = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p"
MERGED_AWAY = "合并单元格里不显示的文字"


@dataclass
class ParagraphDraft:
    """What has been gathered of a document so far.

    Attributes:
        paragraphs: How many paragraphs have been read.
        tables: How many tables have been read.
        left_out: What was left out.
        notices: What the clerk should know, each once, in order.
        characters: Characters of embedded files, counted by their own second way.
    """

    paragraphs: int = 0
    tables: int = 0
    left_out: list[LeftOut] = field(default_factory=list)
    notices: dict[str, None] = field(default_factory=dict)
    characters: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True)
class StorySource:
    """What the text of a part refers to.

    Attributes:
        styles: The document's styles.
        numbering: Its automatic numbers, counted on as paragraphs are read.
        note: Finds the text of a footnote or endnote by its reference mark.
        comment: Finds a comment by its id, as what is left out at a line.
        chunk: Reads an embedded file by its relationship id.
        picture: Takes a picture by its mark, and gives its number; 0 where it is left out.
        own: What this site has put into the file; None where another program has written it.
    """

    styles: Styles
    numbering: Numbering
    note: Callable[[etree._Element], tuple[str, ParagraphDraft]]
    comment: Callable[[str, int], LeftOut]
    chunk: Callable[[str], Manuscript]
    picture: Callable[[etree._Element], int]
    own: OwnFile | None = None


@dataclass
class _Segment:
    """One line of a paragraph: text, whether a paragraph begins there, its links, and what stands out in it."""

    text: str = ""
    begins: bool = False
    spans: list[Span] = field(default_factory=list)
    stresses: list[Stretch] = field(default_factory=list)

    def after(self, before: _Segment) -> _Segment:
        """This line as the rest of another."""
        shift = len(before.text)
        shifted = [Span(span.start + shift, span.end + shift, span.name) for span in self.spans]
        stresses = [(start + shift, end + shift) for start, end in self.stresses]
        return _Segment(before.text + self.text, before.begins, before.spans + shifted, before.stresses + stresses)


@dataclass
class _Segments:
    """The lines of a paragraph as they are gathered."""

    lines: list[_Segment] = field(default_factory=lambda: [_Segment(begins=True)])
    _link: str = ""
    _start: int = 0

    def add(self, text: str, *, stressed: bool = False) -> None:
        line = self.lines[-1]
        start, line.text = len(line.text), line.text + text
        if stressed and line.stresses and line.stresses[-1][1] == start:
            start = line.stresses.pop()[0]
        line.stresses += [(start, len(line.text))] if stressed else []

    def end_line(self, *, begins: bool = False) -> None:
        link = self._link
        self.end_link()
        self.lines.append(_Segment(begins=begins))
        self.begin_link(link)

    def end_page(self) -> None:
        # A page break between words parts paragraphs: 落款 above, 附件 below. Alone it is nothing.
        if self.lines[-1].text.strip():
            self.end_line(begins=True)

    def begin_link(self, name: str) -> None:
        self._link, self._start = name, len(self.lines[-1].text)

    def end_link(self) -> None:
        end = len(self.lines[-1].text)
        if self._link and end > self._start:
            self.lines[-1].spans.append(Span(self._start, end, self._link))
        self._link = ""

    def finished(self) -> list[_Segment]:
        last = self.lines[-1]
        ends_with_page = len(self.lines) > 1 and last.begins and not last.text
        return self.lines[:-1] if ends_with_page else self.lines


class Story:
    """Reads the blocks of one part; the order of calls is the order of the text."""

    def __init__(self, root: etree._Element, source: StorySource, draft: ParagraphDraft) -> None:
        self._source = source
        self._draft = draft
        self._fields = Fields.of(root)
        reasons = (source.own.run_reason,) if source.own else ()
        self._runs = Runs(source.styles, self._fields, *reasons)
        self._lines: list[Line] = []
        self._carried: _Segments | None = None
        self._depth = 0

    def collect(self, container: etree._Element, why: str = "") -> list[Line]:
        """Read the blocks of a body, cell, box or note.

        Args:
            container: The element around the paragraphs and tables.
            why: Why all of it is left out; empty where it is not.

        Returns:
            Its lines.

        Raises:
            IntakeError: Tables or boxes are nested too deeply, or a number cannot be written.
        """
        self._depth += 1
        if self._depth > DEEPEST:
            raise IntakeError(f"表格或文本框嵌套超过 {DEEPEST} 层。改法：在 Word 里拆开嵌套的表格，再导入。")
        outer, carried = self._lines, self._carried
        self._lines, self._carried = [], None
        for element, reason in _blocks(container, why):
            self._block(element, reason)
        self._flush_carried()
        found, self._lines, self._carried = self._lines, outer, carried
        self._depth -= 1
        return found

    def _block(self, element: etree._Element, why: str) -> None:
        name = name_of(element)
        if name in _PARAGRAPHS:
            why = why or (self._source.own.reason(element) if self._source.own else "")
            self._paragraph(element, why)
        elif name == "w:tbl":
            self._table(element, why)
        elif name == "w:altChunk" and not why:
            self._lines += self._chunk(attribute(element, "id"))
        elif name in _LOOSE:
            around = etree.Element(_PARAGRAPH_TAG)
            around.append(copy.deepcopy(element))
            self._paragraph(around, why)

    def _paragraph(self, element: etree._Element, why: str) -> None:
        self._draft.paragraphs += 1
        place = self._draft.paragraphs
        segments, boxes, pictures = _Segments(), [], list[int]()
        for piece in self._runs.pieces(element, why):
            if piece.kind is RunKind.BOX:
                boxes.append(piece)
            elif piece.kind is RunKind.PICTURE and piece.element is not None:
                pictures.append(self._source.picture(piece.element))
            else:
                self._put(piece, segments, place)
        mark = find(element, "w:pPr", "w:rPr")
        merged = next(children(mark, *GONE), None) is not None
        if not why:
            self._finish(element, segments, place, merged=merged, hidden=bool(is_on(mark, "w:vanish")))
        # A picture stands by itself behind the paragraph that it is in.
        own = Own() if self._source.own else None
        self._lines += [Line(SIGN, place, paragraph=True, own=own, picture=one) for one in pictures if one]
        for piece in boxes:
            self._box(piece, why)

    def _finish(self, element: etree._Element, segments: _Segments, place: int, *, merged: bool, hidden: bool) -> None:
        """Make lines of a paragraph, or keep its text for the next where its end is deleted or hidden."""
        if self._carried is not None:
            segments.lines[0] = segments.lines[0].after(self._carried.lines[-1])
            segments.lines[:0] = self._carried.lines[:-1]
            self._carried = None
        blank = not any(line.text.strip() for line in segments.lines)
        if not merged and not (hidden and blank):
            first = segments.lines[0]
            number = self._source.numbering.count(element, place, first.text)
            segments.lines[0] = first.after(_Segment(number, first.begins))
        if merged or hidden:
            self._carried = segments
            return
        own = self._source.own.of(element) if self._source.own else None
        self._emit(segments, place, own.level if own else self._source.styles.outline(element), own)

    def _emit(self, segments: _Segments, place: int, outline: int = 0, own: Own | None = None) -> None:
        lines = segments.finished()
        if own and own.level:
            # A heading is one line, wherever it is broken to look well.
            lines = [functools.reduce(lambda first, second: second.after(first), lines)]
        for line in lines:
            mine = own and replace(own, spans=tuple(line.spans))
            level = outline if line.text.strip() else 0
            self._lines.append(Line(line.text, place, line.begins, level, own=mine, stresses=tuple(line.stresses)))

    def _flush_carried(self) -> None:
        if self._carried is not None and any(line.text for line in self._carried.lines):
            self._emit(self._carried, self._draft.paragraphs)
        self._carried = None

    def _put(self, piece: RunPiece, segments: _Segments, place: int) -> None:
        if piece.kind is RunKind.TEXT:
            segments.add(piece.text, stressed=piece.stressed)
        elif piece.kind is RunKind.LINE_END:
            segments.end_line()
        elif piece.kind is RunKind.PAGE_END:
            segments.end_page()
        elif piece.kind is RunKind.LEFT_OUT:
            self._leave_out(piece.text, piece.reason, place)
        elif piece.kind is RunKind.COMMENT:
            comment = self._source.comment(piece.text, place)
            self._draft.left_out += [comment] if comment.text.strip() else []
        elif piece.kind is RunKind.NOTE and piece.element is not None:
            self._note(piece.element, piece.reason, segments, place)
        elif piece.kind is RunKind.NOTICE:
            self._notice(piece.text)
        elif piece.kind is RunKind.LINK and self._source.own:
            segments.begin_link(self._source.own.link(piece.element))
        elif piece.kind is RunKind.LINK_END:
            segments.end_link()

    def _note(self, reference: etree._Element, why: str, segments: _Segments, place: int) -> None:
        text, inner = self._source.note(reference)
        self._draft.left_out += [replace(one, line=place) for one in inner.left_out]
        self._draft.notices |= inner.notices
        if why:
            self._leave_out(text, why, place)
        elif text.strip():
            segments.add(f"〔注：{text.strip()}〕")

    def _box(self, piece: RunPiece, why: str) -> None:
        if piece.element is not None:
            around, self._fields.open = self._fields.open, []
            self._lines += self.collect(piece.element, why or piece.reason)
            self._fields.open = around

    def _table(self, element: etree._Element, why: str) -> None:
        rows = [(row, list(_inside(row, "w:tc", reason)), reason) for row, reason in _inside(element, "w:tr", why)]
        if len(rows) == 1 and len(rows[0][1]) == 1:
            cell, reason = rows[0][1][0]
            self._lines += self.collect(cell, _row_reason(rows[0][0], reason))
            return
        self._draft.tables += 1
        at, before = self._draft.tables, len(self._lines)
        pictures: list[Line] = []
        for row, cells, reason in rows:
            pictures += self._row(row, cells, _row_reason(row, reason), at)
        if self._source.own and self._source.own.is_table(element):
            # Its words were left out one by one, what somebody has typed among them told; no empty rows are left.
            del self._lines[before:]
        # Between its rows they would part the table.
        self._lines += pictures

    def _row(self, row: etree._Element, cells: list[tuple[etree._Element, str]], why: str, table: int) -> list[Line]:
        """Read a row; give the pictures in its cells."""
        place = self._draft.paragraphs + 1
        texts = [_Segment()] * _columns(value_at(row, "w:trPr", "w:gridBefore"))
        nested: list[Line] = []
        pictures: list[Line] = []
        for cell, reason in cells:
            lines = self.collect(cell, why or reason)
            pictures += [line for line in lines if line.picture]
            lines = [line for line in lines if not line.picture]
            nested += [line for line in lines if line.table]
            words = _joined([_segment(line) for line in lines if not line.table and line.text.strip()], " ")
            texts += [self._unless_merged(cell, words, place)] + [_Segment()] * (_span(cell) - 1)
        if not why:
            whole = _joined(texts, "\t")
            own = Own(spans=tuple(whole.spans)) if self._source.own else None
            stresses = tuple(whole.stresses)
            self._lines.append(Line(whole.text, place, paragraph=True, table=table, own=own, stresses=stresses))
        self._lines += nested
        return pictures

    def _unless_merged(self, cell: etree._Element, words: _Segment, place: int) -> _Segment:
        if value_at(cell, "w:tcPr", "w:vMerge") in {None, "restart"}:
            return words
        self._leave_out(words.text, MERGED_AWAY, place)
        return _Segment()

    def _chunk(self, relation: str) -> Iterator[Line]:
        inner = self._source.chunk(relation)
        paragraphs, tables = self._draft.paragraphs, self._draft.tables
        for line in inner.lines:
            yield replace(line, number=line.number + paragraphs, table=line.table + tables if line.table else 0)
        self._draft.left_out += [replace(one, line=one.line + paragraphs) for one in inner.left_out]
        self._draft.notices |= dict.fromkeys(inner.notices)
        self._draft.characters += inner.characters
        self._draft.paragraphs += max((line.number for line in inner.lines), default=0)
        self._draft.tables += max((line.table for line in inner.lines), default=0)

    def _leave_out(self, text: str, reason: str, place: int) -> None:
        last = self._draft.left_out[-1] if self._draft.left_out else None
        if self._source.own and last and (last.reason, last.line) == (reason, place):
            # A line of the site is told as one.
            self._draft.left_out[-1] = replace(last, text=last.text + text)
            return
        if text.strip() or text == "\u00ad":
            self._draft.left_out.append(LeftOut(text, reason, place))

    def _notice(self, text: str) -> None:
        if text:
            self._draft.notices[text] = None


def _segment(line: Line) -> _Segment:
    spans = list(line.own.spans) if line.own else []
    return _Segment(line.text.replace("\t", " "), spans=spans, stresses=list(line.stresses))


def _joined(segments: list[_Segment], between: str) -> _Segment:
    whole = segments[0] if segments else _Segment()
    for segment in segments[1:]:
        whole = segment.after(replace(whole, text=whole.text + between))
    return whole


def _blocks(container: etree._Element, why: str) -> Iterator[tuple[etree._Element, str]]:
    """Yield paragraphs, tables and embedded files, through whatever wraps them."""
    stack = [(child, why) for child in reversed(container)]
    while stack:
        element, reason = stack.pop()
        name = name_of(element)
        if name in _PARAGRAPHS | _LOOSE | {"w:tbl", "w:altChunk"}:
            yield element, reason
        elif name == "mc:AlternateContent":
            stack += [(child, reason) for child in reversed(alternative(element))]
        elif name and not name.endswith("Pr"):
            reason = reason or gone_reason(element)
            stack += [(child, reason) for child in reversed(element)]


def _inside(element: etree._Element, wanted: str, why: str) -> Iterator[tuple[etree._Element, str]]:
    """Yield the rows of a table or the cells of a row, through content controls and tracked changes."""
    stack = [(child, why) for child in reversed(element)]
    while stack:
        child, reason = stack.pop()
        name = name_of(child)
        if name == wanted:
            yield child, reason
        elif name and name not in {"w:tbl", "w:p"} and not name.endswith("Pr"):
            reason = reason or gone_reason(child)
            stack += [(one, reason) for one in reversed(child)]


def _row_reason(row: etree._Element, why: str) -> str:
    return why or gone_reason(find(row, "w:trPr", "w:del"))


def _span(cell: etree._Element) -> int:
    return max(_columns(value_at(cell, "w:tcPr", "w:gridSpan")), 1)


def _columns(text: str | None) -> int:
    return min(max(number(text or "0"), 0), _MOST_COLUMNS)
