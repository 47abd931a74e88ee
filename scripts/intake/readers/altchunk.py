"""Files that a Word document embeds whole (altChunk, ECMA-376 Part 1, 17.17.2): web pages, archives of them, text."""

from __future__ import annotations

import email
import email.errors
import email.policy
import re
from collections import Counter
from email.message import Message

from scripts.intake.manuscript import IntakeError, LeftOut, Line, Manuscript
from scripts.intake.readers.hypertext import decode_hypertext, read_hypertext

_MIME = re.compile(rb"\s*(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?(?:MIME-Version|Content-Type):", re.IGNORECASE)
_TAG = re.compile(r"<(?:!doctype\s+html|html|head|body|p|div|table|span|meta)\b", re.IGNORECASE)
_REPAIR = "改法：在 Word 里打开，把正文复制到新文档，另存为 .docx 后再导入。"
_MOST_PARTS = 200
_HEAD_BYTES = 4096


def is_package(content: bytes) -> bool:
    """Whether an embedded file is a zip, and so a Word document in its turn."""
    return content.startswith(b"PK\x03\x04")


def read_chunk(content: bytes, name: str) -> Manuscript:
    """Read an embedded file that is no Word document.

    Args:
        content: Its bytes.
        name: Name of the part, for the error.

    Returns:
        Its lines, numbered from 1.

    Raises:
        IntakeError: It is of a kind that cannot be read, or broken.
    """
    if content.lstrip()[:5] == b"{\\rtf":
        raise IntakeError(f"文件里嵌有 RTF 格式的内容，读不出来。{_REPAIR}")
    if _MIME.match(content[:_HEAD_BYTES]):
        return read_mime(content)
    lower = name.lower()
    text = decode_hypertext(content)
    if lower.endswith((".html", ".htm", ".xhtml")) or (not lower.endswith(".txt") and _TAG.search(text[:_HEAD_BYTES])):
        return read_hypertext(content)
    return _plain(text)


def read_mime(content: bytes) -> Manuscript:
    """Read a web archive (.mht): the first page in it.

    Args:
        content: All bytes.

    Returns:
        The page's manuscript; further pages are left out and said so.

    Raises:
        IntakeError: There is no page in it.
    """
    try:
        message = email.message_from_bytes(content, policy=email.policy.compat32)
        texts = [part for _, part in zip(range(_MOST_PARTS), message.walk(), strict=False) if _is_text(part)]
        # The archive's root is the first page (RFC 2557, 5).
        texts.sort(key=lambda part: part.get_content_subtype() not in {"html", "xhtml+xml"})
        found = [(part, part.get_payload(decode=True)) for part in texts]
    except (email.errors.MessageError, ValueError, LookupError, RecursionError, AttributeError, TypeError) as exc:
        raise IntakeError(f"文件里嵌的网页（.mht）已损坏。{_REPAIR}") from exc
    if not found or not isinstance(found[0][1], bytes):
        raise IntakeError(f"文件里嵌的网页（.mht）里没有文字。{_REPAIR}")
    part, payload, others = found[0][0], bytes(found[0][1]), found[1:]
    charset = _charset(part)
    read = _plain(decode_hypertext(payload, charset)) if part.get_content_subtype() == "plain" else None
    read = read_hypertext(payload, charset) if read is None else read
    extra = [_text_of(other, body) for other, body in others if isinstance(body, bytes)]
    left = tuple(LeftOut(text, "网页存档里的另一页", 0) for text in extra if text.strip())
    return Manuscript(read.form, read.lines, read.left_out + left, read.notices, read.characters)


def _is_text(part: Message) -> bool:
    return part.get_content_type() in {"text/html", "text/plain", "application/xhtml+xml"}


def _charset(part: Message) -> str | None:
    charset = part.get_param("charset")
    return charset if isinstance(charset, str) else None


def _text_of(part: Message, body: bytes) -> str:
    if part.get_content_subtype() == "plain":
        return " ".join(decode_hypertext(body, _charset(part)).split())
    return " ".join(line.text for line in read_hypertext(body, _charset(part)).lines)


def _plain(text: str) -> Manuscript:
    rows = re.split("\r\n|[\n\r\v\f\x85\u2028\u2029]", text.removesuffix("\n"))
    lines = tuple(Line(row, place, paragraph=True) for place, row in enumerate(rows, 1))
    return Manuscript("txt", lines, characters=Counter(character for character in text if not character.isspace()))
