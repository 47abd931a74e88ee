"""Reads web pages (HTML): the lines that a browser shows, whatever the nesting."""

from __future__ import annotations

import codecs
import html
import re
from collections import Counter
from dataclasses import dataclass, field

import lxml.etree as etree

from scripts.intake.manuscript import IntakeError, LeftOut, Line, Manuscript
from scripts.intake.readers.hypertext_tables import HtmlCell, HtmlRow, Table
from scripts.intake.readers.main_text import part_main_text, unroll_layout
from scripts.intake.readers.number_formats import write_number

LARGEST_BYTES = 32 * 2**20
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_:-]+)", re.IGNORECASE)
_META_BYTES = 4096
#: Encodings that may be named, by Python's codec; a name unknown here is passed over.
_CODECS = {"utf-8": "utf-8", "utf8": "utf-8", "unicode": "utf-16", "utf-16": "utf-16", "big5": "big5hkscs"}
_CODECS |= dict.fromkeys(["gb2312", "gbk", "gb18030", "gb_2312-80", "x-gbk", "cp936"], "gb18030")
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
#: Not the head: where a page leaves the tags of head and body out, its text may come to stand there.
_SILENT = frozenset({"script", "style", "template", "title", "noembed", "noframes"})
_BLOCKS = frozenset(
    [
        *("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl"),
        *("dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header"),
        *("hr", "html", "legend", "li", "main", "nav", "ol", "optgroup", "option", "p", "pre", "section", "select"),
        *("summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "textarea"),
    ]
)
_BLANKS = re.compile(r"[ \t\n\r\f]+")
_LINE_ENDS = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")
_LIST_FORMATS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\ud800-\udfff]")
_TAG_REST = re.compile(r"""(?:[^>"']|"[^"]*"|'[^']*')*+>""")
_TITLE = "网页标题"
_PICTURES = "文中有图片，其中的文字读不出来，请对照原件"


def read_hypertext(content: bytes, charset: str | None = None) -> Manuscript:
    """Read a web page.

    Args:
        content: All bytes.
        charset: Encoding that came with it, such as that of a mail header.

    Returns:
        The manuscript, of the form html.

    Raises:
        IntakeError: The page is too large, in no known encoding, empty, or nested past any reading.
    """
    text = decode_hypertext(content, charset)
    root = _parse(text)
    unroll_layout(root)
    lines, notices = hypertext_lines(root)
    title = " ".join("".join(next(iter(root.xpath("//title[1]")), etree.Element("title")).itertext()).split())
    known = {" ".join(line.text.split()) for line in lines}
    left = (LeftOut(title, _TITLE, 0),) if title and title not in known else ()
    lines, around = part_main_text(text, root, lines)
    return Manuscript("html", tuple(lines), (*left, *around), notices, _characters(text))


def decode_hypertext(content: bytes, charset: str | None = None) -> str:
    """Turn the bytes of a page into text: by its mark, the charset given, that in it, UTF-8, or GB18030.

    Args:
        content: All bytes.
        charset: Encoding named outside the page; None where there is none.

    Returns:
        The text, without control characters.

    Raises:
        IntakeError: It is too large, or in none of these encodings.
    """
    if len(content) > LARGEST_BYTES:
        raise IntakeError("网页太大。改法：只留正文，另存后再导入。")
    for mark, codec in _MARKS:
        if content.startswith(mark):
            content, named = content[len(mark) :], [codec]
            break
    else:
        inside = _CHARSET.search(content[:_META_BYTES])
        named = [
            _CODECS.get((charset or "").lower(), ""),
            _CODECS.get(inside[1].decode().lower() if inside else "", ""),
        ]
    for codec in (*filter(None, named), "utf-8", "gb18030"):
        try:
            return _CONTROL.sub("", content.decode(codec))
        except UnicodeDecodeError:
            continue
    raise IntakeError("网页的文字编码认不出来。改法：在浏览器里打开，把正文复制到 Word，另存为 .docx 后再导入。")


def hypertext_lines(root: etree._Element) -> tuple[list[Line], tuple[str, ...]]:
    """Read the lines of a parsed page.

    Args:
        root: Its root element.

    Returns:
        The lines in reading order, and what the clerk should know.

    Raises:
        IntakeError: A table is too large.
    """
    page = _Page()
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        name = element.tag.lower() if isinstance(element.tag, str) else ""
        if event == "end":
            page.end(name)
            page.text(element.tail or "")
        elif name and name not in _SILENT:
            page.start(name, element)
            page.text(element.text or "")
        else:
            walk.skip_subtree()
    page.end_block()
    return page.lines, tuple(page.notices)


@dataclass
class _Listing:
    """An open list: the number of its next item; no format where the items have no number."""

    form: str
    next: int
    step: int


@dataclass
class _Page:
    """The lines gathered so far, and what is open at the place reached."""

    lines: list[Line] = field(default_factory=list)
    notices: dict[str, None] = field(default_factory=dict)
    _text: list[str] = field(default_factory=list)
    _begins: bool = True
    _number: int = 0
    _outline: int = 0
    _pre: int = 0
    _mark: str = ""
    _lists: list[_Listing] = field(default_factory=list)
    _tables: list[Table] = field(default_factory=list)
    _table_count: int = 0

    def start(self, name: str, element: etree._Element) -> None:
        if name == "br":
            self._end_line()
        elif name in {"img", "svg", "object", "canvas"}:
            self.notices[_PICTURES] = None
        if name in _BLOCKS:
            self.end_block()
        if name[:1] == "h" and name[1:] in {"1", "2", "3", "4", "5", "6"}:
            self._outline = int(name[1:])
        elif name in {"pre", "textarea"}:
            self._pre += 1
        elif name in {"ol", "ul"}:
            self._lists.append(_listing(element, ordered=name == "ol"))
        elif name == "li":
            self._item(element)
        elif name in {"table", "tr", "td", "th"}:
            self._start_table(name, element)

    def end(self, name: str) -> None:
        if name in _BLOCKS:
            self.end_block()
        if name == "li" and self._mark:
            self._emit("")
        if name[:1] == "h" and name[1:] in {"1", "2", "3", "4", "5", "6"}:
            self._outline = 0
        elif name in {"pre", "textarea"}:
            self._pre -= 1
        elif name in {"ol", "ul"}:
            self._lists.pop()
        elif name == "table":
            self._end_table()
        elif name in {"td", "th"} and self._tables:
            self._tables[-1].end_cell()

    def text(self, text: str) -> None:
        if not self._pre:
            self._text.append(_BLANKS.sub(" ", text))
            return
        for index, line in enumerate(_LINE_ENDS.split(text)):
            if index:
                self._end_line()
            self._text.append(line)

    def end_block(self) -> None:
        self._end_line()
        self._begins = True

    def _end_line(self) -> None:
        joined = "".join(self._text)
        self._text = []
        text = joined if self._pre else re.sub(" +", " ", joined).strip(" ")
        # Separators of lines are no line ends in a browser, but none may stand in a line.
        text = _LINE_ENDS.sub(" ", text)
        if text:
            self._emit(text)
            self._begins = False
        else:
            # Two breaks leave a blank line between paragraphs.
            self._begins = True

    def _emit(self, text: str) -> None:
        text, self._mark = self._mark + text, ""
        if self._begins:
            self._number += 1
        cell = self._tables[-1].cell if self._tables else None
        if cell is not None:
            cell.lines.append(Line(text, self._number, self._begins, self._outline))
        elif text.strip() or self._outline:
            self.lines.append(Line(text, self._number, self._begins, self._outline))

    def _item(self, element: etree._Element) -> None:
        if not self._lists or not self._lists[-1].form:
            return
        listing = self._lists[-1]
        listing.next = _integer(element.get("value"), listing.next)
        self._mark = f"{write_number(listing.next, listing.form)}. "
        listing.next += listing.step

    def _start_table(self, name: str, element: etree._Element) -> None:
        if name == "table":
            self._table_count += 1
            self._tables.append(Table(self._table_count))
        elif self._tables and name == "tr":
            self._tables[-1].rows.append(HtmlRow())
        elif self._tables:
            spans = _integer(element.get("colspan"), 1), _integer(element.get("rowspan"), 1)
            self._tables[-1].start_cell(HtmlCell(*spans))

    def _end_table(self) -> None:
        table = self._tables.pop()
        frame = table.is_frame
        if frame and table.number == self._table_count:
            self._table_count -= 1
        lines = table.content() if frame else table.lines(self._number)
        outer = self._tables[-1].cell if self._tables else None
        (self.lines if outer is None else outer.lines).extend(lines)


def _listing(element: etree._Element, *, ordered: bool) -> _Listing:
    style = (element.get("style") or "").replace(" ", "").lower()
    plain = not ordered or re.search(r"list-style(?:-type)?:[^;]*none", style) is not None
    form = "" if plain else _LIST_FORMATS.get(element.get("type") or "", "decimal")
    backwards = ordered and element.get("reversed") is not None
    items = sum(1 for child in element if child.tag == "li") if backwards else 1
    return _Listing(form, _integer(element.get("start"), items), -1 if backwards else 1)


def _parse(text: str) -> etree._Element:
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(_DECLARATION.sub("", text).encode(), parser)
    except (etree.LxmlError, ValueError) as exc:
        raise IntakeError("网页里没有内容，或已损坏。改法：在浏览器里打开，把正文复制到 Word 后再导入。") from exc
    if root is None:
        raise IntakeError("网页里没有内容。改法：在浏览器里打开，把正文复制到 Word 后再导入。")
    # The parser cuts off what lies deeper than it goes, and goes on as if nothing had been there.
    if any("depth" in entry.message for entry in parser.error_log):
        raise IntakeError("网页的标签嵌套太深，读不全。改法：在浏览器里打开，把正文复制到 Word 后再导入。")
    return root


def _characters(text: str) -> Counter[str]:
    """Count the visible characters by cutting at each tag, without a parser."""
    characters: Counter[str] = Counter()
    until = ""
    for index, chunk in enumerate(_DECLARATION.sub("", text).split("<")):
        name = re.match(r"/?[A-Za-z][A-Za-z0-9]*", chunk)
        tag = name[0].lower() if name and index else ""
        if until:
            rest = _after(until, tag, chunk)
            until = "" if rest is not None else until
        elif chunk.startswith("!--") and index:
            rest = _after("-->", "", chunk[3:])
            until = "-->" if rest is None else ""
        elif index and (tag or chunk[:1] in {"/", "!", "?"}):
            until = f"/{tag}" if tag in _SILENT - {"head"} else ""
            rest = None if until else _after_tag(chunk)
        else:
            rest = ("<" if index else "") + chunk
        characters.update(character for character in _unescape(rest or "") if not character.isspace())
    return characters


def _after(until: str, tag: str, chunk: str) -> str | None:
    """What follows the end that is waited for; None where it has not come."""
    if until == "-->":
        _, found, rest = chunk.partition("-->")
        return rest if found else None
    return _after_tag(chunk) if tag == until else None


def _after_tag(chunk: str) -> str:
    match = _TAG_REST.match(chunk)
    return chunk[match.end() :] if match else chunk.partition(">")[2]


def _unescape(text: str) -> str:
    return _CONTROL.sub("", html.unescape(text))


def _integer(text: str | None, default: int) -> int:
    match = re.fullmatch(r"\s*(-?[0-9]{1,6})\s*", text or "")
    return int(match[1]) if match else default
