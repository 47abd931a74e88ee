"""What stands in a paragraph of a Word document, piece by piece and in reading order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import Enum, auto

import lxml.etree as etree

from scripts.intake.readers.styles import Styles
from scripts.intake.readers.symbols import symbol
from scripts.intake.readers.tracked_marks import DELETED, gone_reason
from scripts.intake.readers.wordxml import alternative, attribute, children, find, is_on, name_of, number, value_at

HIDDEN = "隐藏文字"
FIELD_CODE = "域代码里的文字"
NO_RESULT = "域没有现成的结果"
DRAWINGS = "文中有图表或嵌入对象，其中的文字读不出来，请对照原件"
MATHS = "文中有公式，已写成一行文字，请对照原件"
SYMBOLS = "文中有符号字体的字符没有对应的文字，已略去，请对照原件"
FIELDS = "文中有的域没有现成的结果，已略去，请对照原件"

_LINE_ENDS = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_TEXT = frozenset({"w:t", "m:t", "a:t"})
_CHARACTERS = {"w:tab": "\t", "w:ptab": "\t", "w:noBreakHyphen": "-"}
_PICTURES = frozenset({"pic:pic", "v:imagedata"})
_DRAWINGS = frozenset({"c:chart", "dgm:relIds", "o:OLEObject"})
_BOXES = frozenset({"w:txbxContent", "a:txBody"})
#: Old properties kept by change tracking, and what only describes.
_SKIPPED = frozenset({"w:instrText", "w:delInstrText", "w:comment", "w:altChunk", "w:sectPr", "w:ffData", "w:tblGrid"})
_ENCLOSED = re.compile(r"EQ\s*\\o\s*(?:\\a[clr]\s*)?\(\s*[○◯Оo0]\s*[,，;]\s*(\d{1,2})\s*\)", re.IGNORECASE)
#: Stands in a stack where a link ends.
_LINK_END = etree.Element("link-end")
_SILENT = frozenset({"TC", "XE", "RD", "TA", "PRIVATE", "SET", "ASK", "BOOKMARK", "PAGE", "NUMPAGES", "TOC", ""})


class RunKind(Enum):
    """What a piece is."""

    TEXT = auto()
    LINE_END = auto()
    PAGE_END = auto()
    LEFT_OUT = auto()
    NOTE = auto()
    COMMENT = auto()
    BOX = auto()
    NOTICE = auto()
    PICTURE = auto()
    LINK = auto()
    LINK_END = auto()


_LINKS = {"w:hyperlink": RunKind.LINK, name_of(_LINK_END): RunKind.LINK_END}
#: Show nothing themselves.
_AROUND = frozenset({"w:r", "w:ruby", "mc:AlternateContent", *_LINKS})
_REFERENCES = {
    "w:footnoteReference": RunKind.NOTE,
    "w:endnoteReference": RunKind.NOTE,
    "w:commentReference": RunKind.COMMENT,
}


@dataclass(frozen=True)
class RunPiece:
    """A piece of a paragraph: text, which may stand out, or an id; a reason to leave it out; a box, picture or link."""

    kind: RunKind
    text: str = ""
    reason: str = ""
    element: etree._Element | None = None
    stressed: bool = False


@dataclass
class _Field:
    code: str = ""
    in_code: bool = True
    shown: bool = False


@dataclass
class Fields:
    """The fields open at a place (17.16.2), which may run over paragraphs; those never closed are no fields."""

    closed: list[etree._Element] = field(default_factory=list)
    open: list[_Field] = field(default_factory=list)

    @classmethod
    def of(cls, root: etree._Element) -> Fields:
        """Find the marks of a part's fields that belong together."""
        closed: list[etree._Element] = []
        begun: list[list[etree._Element]] = []
        for mark in root.iter("{*}fldChar"):
            kind = attribute(mark, "fldCharType")
            if kind == "begin":
                begun.append([mark])
            elif begun:
                begun[-1].append(mark)
                if kind == "end":
                    closed += begun.pop()
        return cls(closed)

    @property
    def in_code(self) -> bool:
        """Whether text here belongs to a field's code and is not shown."""
        return any(one.in_code for one in self.open)

    def note_text(self) -> None:
        """Remember that the open fields show something."""
        for one in self.open:
            one.shown = True


def _no_reason(_run: etree._Element) -> str:
    return ""


class Runs:
    """Walks through the paragraphs of one part, without recursion.

    Args:
        styles: The document's styles.
        fields: The fields of the part.
        run_reason: Says why a run is left out; empty where it is not.
    """

    def __init__(
        self, styles: Styles, fields: Fields, run_reason: Callable[[etree._Element], str] = _no_reason
    ) -> None:
        self._styles = styles
        self._run_reason = run_reason
        self._fields = fields
        # The proxies of lxml are told apart by identity, which holds while the list keeps them.
        self._marks = set(map(id, fields.closed))
        self._stressed = False

    def pieces(self, paragraph: etree._Element, reason: str = "") -> Iterator[RunPiece]:
        """Yield what stands in a paragraph.

        Args:
            paragraph: A `w:p` or `a:p`.
            reason: Why all of it is left out; empty where it is not.

        Yields:
            Its pieces in reading order.
        """
        hides = self._styles.hides(paragraph)
        stack = [(child, reason) for child in reversed(paragraph)]
        while stack:
            element, why = stack.pop()
            name = name_of(element)
            if name in _TEXT:
                yield from self._text(element, why)
            elif name in _AROUND:
                yield from [RunPiece(_LINKS[name], element=element)] if name in _LINKS else []
                stack += self._inside(element, name, why, hides=hides)
            elif name in _BOXES:
                yield RunPiece(RunKind.BOX, reason=why, element=element)
            elif gone := gone_reason(element):
                stack += [(child, why or gone) for child in reversed(element)]
            elif name == "w:fldChar":
                yield from self._field_mark(element, why)
            else:
                yield from self._other(element, name, why)
                if not _is_skipped(name):
                    stack += [(child, why) for child in reversed(element)]

    def _inside(self, element: etree._Element, name: str, why: str, *, hides: bool) -> list[tuple[etree._Element, str]]:
        """What stands in an element that shows nothing itself, in the order of a stack."""
        if name == "w:ruby":
            return _ruby(element, why)
        if name == "w:r":
            self._stressed = self._styles.stresses(element)
            hidden = self._styles.hidden(element, inherited=hides)
            why = why or (HIDDEN if hidden else "") or self._run_reason(element)
        inside = alternative(element) if name == "mc:AlternateContent" else list(element)
        end = [_LINK_END] if name == "w:hyperlink" else []
        return [(child, why) for child in [*end, *reversed(inside)]]

    def _text(self, element: etree._Element, why: str) -> Iterator[RunPiece]:
        text = element.text or ""
        if attribute(element, "space") != "preserve":
            text = text.strip(" \t\r\n")
        why = why or (FIELD_CODE if self._fields.in_code else "")
        if text and not why:
            self._fields.note_text()
        for index, line in enumerate(_LINE_ENDS.split(text)):
            if index:
                yield RunPiece(RunKind.LINE_END)
            if line:
                yield RunPiece(RunKind.LEFT_OUT if why else RunKind.TEXT, line, why, stressed=self._stressed)

    def _character(self, text: str, why: str) -> RunPiece:
        why = why or (FIELD_CODE if self._fields.in_code else "")
        return RunPiece(RunKind.LEFT_OUT if why else RunKind.TEXT, text, why)

    def _other(self, element: etree._Element, name: str, why: str) -> Iterator[RunPiece]:
        if name in _CHARACTERS:
            yield self._character(_CHARACTERS[name], why)
        elif name in {"w:br", "w:cr"} and not why:
            page = attribute(element, "type") in {"page", "column"}
            yield RunPiece(RunKind.PAGE_END if page else RunKind.LINE_END)
        elif name == "w:delText":
            yield RunPiece(RunKind.LEFT_OUT, element.text or "", why or DELETED)
        elif name == "w:softHyphen":
            yield RunPiece(RunKind.LEFT_OUT, "\u00ad", "可选连字符")
        elif name == "w:sym":
            yield from self._symbol(element, why)
        elif name == "w:instrText" and self._fields.open:
            self._fields.open[-1].code += element.text or ""
        elif name == "v:textpath" and attribute(element, "string"):
            yield RunPiece(RunKind.LEFT_OUT, " ".join(attribute(element, "string").split()), "艺术字")
        elif name in _REFERENCES:
            yield RunPiece(_REFERENCES[name], attribute(element, "id"), why, element)
        else:
            yield from self._shown_otherwise(element, name, why)

    def _shown_otherwise(self, element: etree._Element, name: str, why: str) -> Iterator[RunPiece]:
        if name.startswith("m:"):
            yield from self._maths(name, why)
        elif name in _PICTURES and not why:
            yield RunPiece(RunKind.PICTURE, element=element)
        elif name in _DRAWINGS:
            yield RunPiece(RunKind.NOTICE, DRAWINGS)

    def _maths(self, name: str, why: str) -> Iterator[RunPiece]:
        # On one line 1/2 must not become 12, nor a power a digit.
        before = {"m:den": "/", "m:sup": "^", "m:sub": "_"}.get(name, "")
        if name == "m:oMath":
            yield RunPiece(RunKind.NOTICE, MATHS)
        if before:
            yield self._character(before, why)

    def _symbol(self, element: etree._Element, why: str) -> Iterator[RunPiece]:
        font, code = attribute(element, "font"), attribute(element, "char")
        shown = symbol(font, int(code, 16)) if re.fullmatch("[0-9A-Fa-f]{1,6}", code) else ""
        if shown:
            self._fields.note_text()
            yield self._character(shown, why)
        else:
            yield RunPiece(RunKind.LEFT_OUT, f"{font} {code}", "符号字体的字符")
            yield RunPiece(RunKind.NOTICE, SYMBOLS)

    def _field_mark(self, element: etree._Element, why: str) -> Iterator[RunPiece]:
        if id(element) not in self._marks:
            return
        kind = attribute(element, "fldCharType")
        if kind == "begin":
            outer = self._fields.in_code
            self._fields.open.append(_Field())
            form = _form_field(element)
            if form and not outer:
                self._fields.note_text()
                yield RunPiece(RunKind.LEFT_OUT if why else RunKind.TEXT, form, why)
        elif self._fields.open and kind == "separate":
            self._fields.open[-1].in_code = False
        elif self._fields.open and kind == "end":
            yield from self._end(self._fields.open.pop(), why)

    def _end(self, ended: _Field, why: str) -> Iterator[RunPiece]:
        code = " ".join(ended.code.split())
        if self._fields.in_code:
            self._fields.open[-1].code += code
        elif not ended.shown and code.partition(" ")[0].upper() not in _SILENT and ended.in_code:
            enclosed = _ENCLOSED.fullmatch(code)
            if enclosed and 1 <= int(enclosed[1]) <= 20:
                yield self._character(chr(0x2460 + int(enclosed[1]) - 1), why)
            else:
                yield RunPiece(RunKind.LEFT_OUT, code, NO_RESULT)
                yield RunPiece(RunKind.NOTICE, FIELDS)


def _is_skipped(name: str) -> bool:
    return name in _SKIPPED or name.endswith(("Pr", "PrChange")) or name in {"w:delText", "w:sym", ""}


def _ruby(element: etree._Element, why: str) -> list[tuple[etree._Element, str]]:
    """The base of a ruby, then its reading in brackets, in the order of a stack."""
    base, reading = find(element, "w:rubyBase"), find(element, "w:rt")
    brackets = [etree.Element("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t") for _ in "（）"]
    for bracket, character in zip(brackets, "（）", strict=True):
        bracket.text = character
    inside = [brackets[0], *reading, brackets[1]] if reading is not None and "".join(reading.itertext()) else []
    return [(child, why) for child in reversed([*([] if base is None else base), *inside])]


def _form_field(element: etree._Element) -> str:
    data = find(element, "w:ffData")
    box = find(data, "w:checkBox")
    if box is not None:
        checked = is_on(box, "w:checked")
        return "☑" if (is_on(box, "w:default") if checked is None else checked) else "☐"
    choice = find(data, "w:ddList")
    entries = [attribute(entry, "val") for entry in children(choice, "w:listEntry")]
    at = number(value_at(choice, "w:result") or value_at(choice, "w:default") or "0")
    return entries[at] if 0 <= at < len(entries) else ""
