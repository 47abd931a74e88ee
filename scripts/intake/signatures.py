"""What the first bytes of a file tell of its form."""

from __future__ import annotations

import codecs
import re

_HEAD_BYTES = 64 * 1024
_PAGES = (
    "这是图片。改法：改用 Word 原稿导入；没有原稿的，"
    "运行 python3 scripts/site.py import 文件名，照提示装上识别文字的部件。"
)
_PICTURE = "这种图片读不了。改法：用看图程序打开，另存为 JPEG 或 PNG，再导入；有 Word 原稿的，用原稿。"
_PHOTO = (
    "这是手机拍的 HEIC 照片，后缀写成 .jpg 的也是。"
    "改法：在手机上或者用看图程序转成 JPEG，只改后缀没有用，再导入；有 Word 原稿的，用原稿。"
)
_ARCHIVE = "这是压缩包。改法：先解压，再导入里面的文件。"
_PROGRAM = "这是程序文件，不是总结。改法：不要运行它；写出要导入的文件。"
_SOUND = "这是音频或视频文件。改法：导入文字稿。"
#: Pictures in which pages are scanned.
_SCAN = re.compile(rb"\x89PNG\r\n\x1a\n|\xff\xd8\xff|II\*\0|MM\0\*")
_SIGNATURES = (
    (_SCAN.pattern, _PAGES),
    (rb"GIF8[79]a|RIFF.{4}WEBP", _PICTURE),
    (rb".{4}ftyp(?:heic|heix|mif1|msf1|avif)", _PHOTO),
    (rb"Rar!\x1a\x07|7z\xbc\xaf\x27\x1c|\x1f\x8b\x08|BZh[1-9]|\xfd7zXZ\0", _ARCHIVE),
    (rb"MZ.{0,200}?\0|\x7fELF|\xcf\xfa\xed\xfe|\xca\xfe\xba\xbe", _PROGRAM),
    (rb"ID3[\x02-\x04]|OggS\0|fLaC|\xff[\xfb\xf3\xf2]|RIFF.{4}(?:WAVE|AVI )|.{4}ftyp", _SOUND),
    (rb"\x1aE\xdf\xa3|\x30\x26\xb2\x75\x8e\x66\xcf\x11|\0\0\x01[\xba\xb3]", _SOUND),
    (rb"SQLite format 3\0|!BDN", "这是数据库或邮箱文件，不是总结。改法：写出要导入的文件。"),
    (rb"%!PS-Adobe", "这是 PostScript 文件。改法：转换为 PDF，再导入。"),
)
_BITMAP_HEADER_BYTES = 14
_START = r"\s*(?:(?:<\?xml[^>]*>|<!--.*?-->)\s*)*"
_HYPERTEXT = re.compile(rf"{_START}<(?:!doctype\s+html|html|head|body|meta|title)\b", re.I | re.S)
_END_TAG = re.compile(r"</(?:p|div|span|table|tr|td|font|b|a|h[1-6]|ul|ol|li|section)\s*>|<br\s*/?>", re.I)
_MANY_TAGS = 6
_WORD_XML = re.compile(r'<\?mso-application\s+progid="Word\.Document"|<w:wordDocument\b|<pkg:package\b')
_XML = re.compile(r"\s*<\?xml\s")
_ARCHIVED = re.compile(rb"MIME-Version\s*:", re.I)
_MULTIPART = re.compile(rb"^Content-Type\s*:\s*(?:multipart/|text/html)", re.I | re.M)


def find_signature(content: bytes) -> str:
    """The error for a form that holds no text to read; empty where the first bytes are of none such.

    Args:
        content: All bytes of the file.

    Returns:
        One Chinese line: what the file is, and what to do.
    """
    for pattern, error in _SIGNATURES:
        if re.match(pattern, content, re.S):
            return error
    # "BM" alone may begin a text; a bitmap has its length, or four zeros, behind it.
    header = content[:_BITMAP_HEADER_BYTES]
    return _PICTURE if header[:2] == b"BM" and header[6:10] == bytes(4) else ""


def is_scan(content: bytes) -> bool:
    """Whether it is a picture in which pages are scanned: PNG, JPEG or TIFF."""
    return _SCAN.match(content) is not None


def is_archived_page(content: bytes) -> bool:
    """Whether it is a web page in one file (.mht): a MIME message that holds HTML."""
    head = content[:4096].removeprefix(codecs.BOM_UTF8).lstrip()
    headers = re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0]
    named = re.match(rb"[A-Za-z-]+[ \t]*:", headers) is not None
    return named and _ARCHIVED.search(headers) is not None and _MULTIPART.search(headers) is not None


def is_hypertext(content: bytes) -> bool:
    """Whether it is HTML: it begins so, or has many of its tags."""
    head = _head(content)
    return _HYPERTEXT.match(head) is not None or len(_END_TAG.findall(head)) >= _MANY_TAGS


def is_word_xml(content: bytes) -> bool:
    """Whether it is Word's own XML of one file (2003, or flat OPC)."""
    return _XML.match(_head(content)) is not None and _WORD_XML.search(_head(content)) is not None


def is_xml(content: bytes) -> bool:
    """Whether it is XML of any kind."""
    return _XML.match(_head(content)) is not None


def _head(content: bytes) -> str:
    """The beginning in Latin letters, whatever the encoding: the zeros of UTF-16 fall away."""
    head = content[:_HEAD_BYTES]
    for mark in (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        head = head.removeprefix(mark)
    return head.replace(b"\0", b"").decode("latin-1")
