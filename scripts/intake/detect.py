"""Says what a file is by its content, never by its name, and has it read."""

from __future__ import annotations

import dataclasses
import io
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

from scripts.intake import compound
from scripts.intake.manuscript import IntakeError, Manuscript, ScanFoundError
from scripts.intake.readers.archived_page import find_page
from scripts.intake.readers.legacy import convert
from scripts.intake.readers.ofd import read_ofd
from scripts.intake.readers.pdf import read_pdf
from scripts.intake.readers.plain import decode, looks_like_markdown, read_markdown, read_plain
from scripts.intake.signatures import find_signature, is_archived_page, is_hypertext, is_scan, is_word_xml, is_xml

MOST_BYTES = 32 * 1024**2
#: Twenty pages in colour are more than any text is.
MOST_SCAN_BYTES = 128 * 1024**2
MOST_CHARACTERS = 500_000
_WORD = "用 WPS 或 Word 打开，另存为 .docx，再导入"
_TABLE = (
    "表格文件不是总结。改法：整改台账的表，用 python3 scripts/site.py ledger-in 导入；"
    "不是台账的，把要用的内容复制到 Word 文档，存为 .docx，再导入。"
)
_SLIDES = "演示文稿不是总结。改法：把文字复制到 Word 文档，存为 .docx，再导入。"
#: Beginning of a name in a zip container, to the error it means; Word files are not here.
_PACKAGES = (
    ("xl/", _TABLE),
    ("ppt/", _SLIDES),
    ("mimetype", f"这是 OpenDocument（.odt 等）文件。改法：{_WORD}。"),
)
#: Streams of a compound file that holds no Word text.
_STREAMS = (
    ("EncryptedPackage", "文件有打开密码。改法：用 WPS 或 Word 打开，去掉密码后另存为 .docx，再导入。"),
    ("Workbook", _TABLE),
    ("Book", _TABLE),
    ("ET_WorkBook", _TABLE),
    ("PowerPoint Document", _SLIDES),
)


def read_file(path: Path, rejected: frozenset[int] = frozenset()) -> Manuscript:
    """Read a file of any form that an office hands in.

    Args:
        path: The file; its name is only a hint between plain text and Markdown.
        rejected: The numbers of the tracked changes that do not hold, where it has such.

    Returns:
        Its text.

    Raises:
        IntakeError: It is no file, too large, empty, of a form that cannot be read, or broken.
    """
    content = load_content(path)
    read = _reader_of(content, path)
    manuscript = read(content, rejected) if rejected and read in _OF_WORD else read(content)
    size = sum(len(line.text) for line in manuscript.lines)
    if size > MOST_CHARACTERS:
        raise IntakeError(f"文件有 {size} 个字，最多 {MOST_CHARACTERS} 个字。改法：只留总结的正文，另存后再导入。")
    if not any(line.text.strip() and not line.picture for line in manuscript.lines):
        raise IntakeError("文件里没有文字。改法：看选的文件对不对；文字若在图片里，先做文字识别（OCR）。")
    return manuscript


def load_content(path: Path) -> bytes:
    """Load a file's bytes, within bounds.

    Args:
        path: The file.

    Returns:
        At most 32 MB; of a PDF or a picture, which may be a scan, 128.

    Raises:
        IntakeError: It is missing, a folder, unreadable, empty or too large.
    """
    try:
        if path.is_dir():
            raise IntakeError(f"{path.name} 是文件夹。改法：写出里面要导入的那个文件。")
        if path.exists() and not path.is_file():
            raise IntakeError(f"{path.name} 不是普通文件。改法：写出要导入的文件。")
        with path.open("rb") as file:
            head = file.read(1024)
            may_be_scan = b"%PDF-" in head or is_scan(head)
            most = MOST_SCAN_BYTES if may_be_scan else MOST_BYTES
            size = path.stat().st_size
            if size <= most:
                content = head + file.read(most + 1 - len(head))
                size = len(content)
    except FileNotFoundError as exc:
        raise IntakeError(f"没有文件 {path}。改法：检查路径；路径里有空格的，两边加引号。") from exc
    except (OSError, ValueError) as exc:
        raise IntakeError(f"文件 {path.name} 读不出来。改法：检查文件权限，或关闭正在使用它的程序。") from exc
    if size > most:
        remedy = "是扫描件的，用灰度、300 dpi 重新扫描，或者分成几份" if may_be_scan else "删去图片，另存后再导入"
        raise IntakeError(f"文件有 {size / 1024**2:.0f} MB，最多 {most // 1024**2} MB。改法：{remedy}。")
    if not content.strip(b"\0 \t\r\n"):
        raise IntakeError("文件是空的。改法：看选的文件对不对；从网盘来的，等下载完成再导入。")
    return content


def is_workbook(path: Path) -> bool:
    """Whether a file is a table, by its content; False where it cannot be read."""
    try:
        _reader_of(load_content(path), path)
    except IntakeError as error:
        return str(error) == _TABLE
    return False


def may_need_office(path: Path) -> bool:
    """Whether a file is of an old format that takes LibreOffice, by its first bytes; False where it cannot be read."""
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            head = file.read(len(compound.SIGNATURE))
    except (OSError, ValueError):
        return False
    return head == compound.SIGNATURE or head.startswith(b"{\\rtf")


def _reader_of(content: bytes, path: Path) -> Callable[..., Manuscript]:
    if path.name.startswith("~$"):
        raise IntakeError(f"{path.name} 是 Word、WPS 打开文件时的临时文件。改法：导入去掉“~$”的那个文件。")
    if content.startswith(compound.SIGNATURE):
        return _reader_of_compound(content)
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _reader_of_package(content)
    if content.startswith(b"{\\rtf"):
        return _read_rtf
    # Some programs put a few bytes before a PDF, which every viewer passes over.
    if b"%PDF-" in content[:1024]:
        return read_pdf
    if found := find_signature(content):
        raise ScanFoundError(found) if is_scan(content) else IntakeError(found)
    return _reader_of_text(content, path)


def _reader_of_compound(content: bytes) -> Callable[[bytes], Manuscript]:
    for name, error in _STREAMS:
        # A Word file may hold a table as an object, under the same name.
        if compound.has_stream(content, name) and not compound.has_stream(content, "WordDocument"):
            raise IntakeError(error)
    if not compound.has_stream(content, "WordDocument"):
        raise IntakeError(f"文件不是 Word 文档，或已损坏。改法：{_WORD}。")
    return _read_doc


def _reader_of_package(content: bytes) -> Callable[[bytes], Manuscript]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            names = package.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError, zlib.error, OverflowError) as exc:
        raise IntakeError(f"文件不完整或已损坏。改法：重新复制原件，或{_WORD}。") from exc
    if "[Content_Types].xml" in names and any(name.lower().startswith("word/") for name in names):
        return _read_word
    if any(name.lower() == "ofd.xml" for name in names):
        return read_ofd
    for prefix, error in _PACKAGES:
        if any(name.startswith(prefix) for name in names):
            raise IntakeError(error)
    raise IntakeError("这是压缩包。改法：先解压，再导入里面的文件。")


def _reader_of_text(content: bytes, path: Path) -> Callable[[bytes], Manuscript]:
    if is_archived_page(content):
        return _read_archived_page
    if is_word_xml(content):
        raise IntakeError(f"这是 Word 的 XML 文件。改法：{_WORD}。")
    if is_hypertext(content):
        return _read_hypertext
    if is_xml(content):
        raise IntakeError(f"这是 XML 数据文件，不是总结。改法：{_WORD}。")
    named_so = path.suffix.lower() in {".md", ".markdown"}
    return read_markdown if looks_like_markdown(decode(content)[0], named_so=named_so) else read_plain


def _read_word(content: bytes, rejected: frozenset[int] = frozenset()) -> Manuscript:
    from scripts.intake.readers.word import read_word

    return read_word(content, rejected)


def _read_hypertext(content: bytes) -> Manuscript:
    from scripts.intake.readers.hypertext import read_hypertext

    return read_hypertext(content)


def _read_archived_page(content: bytes) -> Manuscript:
    page, charset = find_page(content)
    from scripts.intake.readers.hypertext import read_hypertext

    return read_hypertext(page, charset)


def _read_doc(content: bytes, rejected: frozenset[int] = frozenset()) -> Manuscript:
    return dataclasses.replace(_read_word(convert(content, kind="doc"), rejected), form="doc")


def _read_rtf(content: bytes, rejected: frozenset[int] = frozenset()) -> Manuscript:
    return dataclasses.replace(_read_word(convert(content, kind="rtf"), rejected), form="rtf")


#: The forms in which somebody can have tracked changes.
_OF_WORD = frozenset({_read_word, _read_doc, _read_rtf})
