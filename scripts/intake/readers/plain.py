"""Reads plain text in the encodings that Chinese offices use, and modest Markdown."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterator

from macros.page_text.splitting import FrontMatterError, body_start
from scripts.intake.manuscript import IntakeError, LeftOut, Line, Manuscript
from scripts.intake.readers.encodings import LEAST_SHARE, guess_encoding, share_of_common

#: Marks at the very beginning, the longer before those that they begin with.
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
#: What ends a line; not the separators U+001C to U+001E, which `str.splitlines` would take for line ends too.
_LINE_END = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_MOST_CONTROL_SHARE = 0.01
_INDENT = re.compile("\u3000\u3000|[ \u00a0\t\u3000]{2}|\t")
_ATX = re.compile(r"(?P<marks> {0,3}(?P<level>#{1,6})[ \t]+)(?P<words>\S.*?)(?P<end>(?:[ \t]+#+)?[ \t]*)")
_ATTRIBUTES = re.compile(r"[ \t]*\{:?[ ]*[#.][^{}]*\}[ \t]*$")
_MARK = re.compile(r"\\(?=[!-/:-@\[-`{-~])(?P<character>.)|\*\*")
_FRONT_MATTER = "页首信息"
_MARKDOWN = "Markdown 标记"
_REPAIR = "从原件重新复制这个文件，或在记事本、WPS 中打开原件，另存为 UTF-8 编码的文本"


def decode(content: bytes) -> tuple[str, str]:
    """Turn the bytes of a text into its characters, without a byte order mark.

    A mark decides; without one, what `guess_encoding` says.

    Args:
        content: All bytes of the file.

    Returns:
        The text with its own line ends, and the name of Python's codec.

    Raises:
        IntakeError: The text is in Big5 or in no known encoding, a place in it is broken, or it is no text.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return _decode_strictly(content[len(mark) :], encoding, len(mark)), encoding
    encoding = guess_encoding(content)
    if share_of_common(content.decode(encoding, "replace")) < LEAST_SHARE and encoding != "utf-8":
        raise IntakeError("认不出这个文件的文字编码，或者它不是文字。改法：用能正常打开它的程序另存为 .docx 再导入。")
    if encoding == "cp950":
        raise IntakeError("文字是 Big5（繁体）编码。改法：用 WPS 或 Word 打开，看到文字正常后另存为 .docx 再导入。")
    return _decode_strictly(content, encoding, 0), encoding


def read_plain(content: bytes) -> Manuscript:
    """Read plain text: one line each, with all its characters.

    A line begins a paragraph where it stands first, after a blank line, or indented by two blanks.

    Args:
        content: All bytes of the file.

    Returns:
        Its lines, form "txt"; empty lines included.

    Raises:
        IntakeError: As `decode`.
    """
    text, _ = decode(content)
    return Manuscript("txt", tuple(_lines(split_lines(text))), characters=count_characters(text))


def read_markdown(content: bytes) -> Manuscript:
    """Read a Markdown text as far as an office writes it: headings, bold and escapes.

    Front matter and the marks themselves are left out, headings carry their
    level; every other character stays as it is.

    Args:
        content: All bytes of the file.

    Returns:
        Its lines, form "md".

    Raises:
        IntakeError: As `decode`.
    """
    text, _ = decode(content)
    rows = split_lines(text)
    skipped = _front_matter(rows)
    left_out = [LeftOut(row, _FRONT_MATTER, number) for number, row in enumerate(rows[:skipped], 1) if row.strip()]
    lines = []
    for line in _lines(rows[skipped:], skipped):
        lines.append(_without_marks(line, left_out))
    return Manuscript("md", tuple(lines), tuple(left_out), characters=count_characters(text))


def looks_like_markdown(text: str, *, named_so: bool) -> bool:
    """Whether a text has Markdown headings: one where its name says Markdown, two where it does not."""
    headings = sum(1 for row in split_lines(text) if _ATX.fullmatch(row))
    return headings >= (1 if named_so else 2)


def split_lines(text: str) -> list[str]:
    """The lines of a text without their ends; what follows the last end is a line only where there is something."""
    rows = _LINE_END.split(text)
    return rows if rows[-1] else rows[:-1]


def count_characters(text: str) -> Counter[str]:
    """Count the characters of a text that are no blanks."""
    return Counter("".join(text.split()))


def _decode_strictly(content: bytes, encoding: str, offset: int) -> str:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as exc:
        line = len(_LINE_END.split(content[: exc.start].decode(encoding, "replace")))
        found = content[exc.start : exc.start + 1].hex().upper()
        place = f"第 {line} 行（文件第 {offset + exc.start + 1} 个字节 0x{found}）"
        raise IntakeError(f"{place}不是完整的 {encoding.upper()} 文字，文件可能不完整。改法：{_REPAIR}。") from exc
    if "\0" in text or len(_CONTROL.findall(text)) > _MOST_CONTROL_SHARE * len(text):
        raise IntakeError("文件里有文字中不会有的字节，它不是文字。改法：用原来的程序打开，另存为 .docx 再导入。")
    return text


def _lines(rows: list[str], skipped: int = 0) -> Iterator[Line]:
    fresh = True
    for number, row in enumerate(rows, skipped + 1):
        blank = not row.strip()
        yield Line(row, number, paragraph=not blank and (fresh or _INDENT.match(row) is not None))
        fresh = blank


def _front_matter(rows: list[str]) -> int:
    """How many lines the front matter takes; 0 where there is none, since a paper may also begin with a rule."""
    try:
        return body_start(rows)
    except FrontMatterError:
        return 0


def _without_marks(line: Line, left_out: list[LeftOut]) -> Line:
    heading = _ATX.fullmatch(line.text)
    if heading is None:
        return Line(_plain(line.text, line.number, left_out), line.number, paragraph=line.paragraph)
    attributes = _ATTRIBUTES.search(heading["words"])
    words = heading["words"][: attributes.start()] if attributes else heading["words"]
    for mark in (heading["marks"], attributes[0] if attributes else "", heading["end"]):
        if mark.strip():
            left_out.append(LeftOut(mark.strip(), _MARKDOWN, line.number))
    text = _plain(words, line.number, left_out)
    return Line(text, line.number, paragraph=True, outline=len(heading["level"]))


def _plain(text: str, number: int, left_out: list[LeftOut]) -> str:
    def take(mark: re.Match[str]) -> str:
        left_out.append(LeftOut("\\" if mark["character"] else mark[0], _MARKDOWN, number))
        return mark["character"] or ""

    # A mark of bold without its partner is text.
    paired = len(re.findall(r"(?<!\\)(?:\\\\)*\*\*", text)) % 2 == 0
    return _MARK.sub(lambda mark: take(mark) if mark["character"] or paired else mark[0], text)
