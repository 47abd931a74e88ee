"""Looks into a compound file, the container of Word 97–2003 and Kingsoft .wps ([MS-CFB])."""

from __future__ import annotations

import struct

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENTRY_BYTES = 128
_NAME_LENGTH_AT, _TYPE_AT, _START_AT = 64, 66, 116
_KINDS = {1, 2, 5}
_MOST_ENTRIES = 1_000
#: wIdent of Word 97 and later, of Word 6/95, and of its Chinese edition ([MS-DOC] 2.5.2).
_WORD_SIGNATURES = {0xA5EC, 0xA5DC, 0xA697, 0xA698, 0xA699}
_FLAGS_AT = 10
_ENCRYPTED = 0x0100


def has_stream(content: bytes, name: str) -> bool:
    """Whether a compound file has a stream or storage of this name.

    Its directory entries are looked for by their form, not along the chain of
    sectors, so that a broken or looping chain does no harm.

    Args:
        content: All bytes of the file.
        name: The name, of at most 31 characters.

    Returns:
        Whether an entry of that name stands where one can stand.
    """
    return _find_entry(content, name) is not None


def is_locked_word(content: bytes) -> bool:
    """Whether a Word 97–2003 file needs a password to be opened ([MS-DOC] 2.5.2, fEncrypted).

    Args:
        content: All bytes of the file.

    Returns:
        False also where the file is too broken to tell.
    """
    entry = _find_entry(content, "WordDocument")
    if entry is None:
        return False
    sector_bytes = 1 << min(_number(content, 30, "<H"), 16)
    start = (_number(content, entry + _START_AT, "<I") + 1) * sector_bytes
    flags = _number(content, start + _FLAGS_AT, "<H")
    return _number(content, start, "<H") in _WORD_SIGNATURES and bool(flags & _ENCRYPTED)


def _find_entry(content: bytes, name: str) -> int | None:
    wanted = (name + "\0").encode("utf-16-le")
    place = content.find(wanted, len(SIGNATURE))
    for _ in range(_MOST_ENTRIES):
        if place < 0:
            return None
        length = _number(content, place + _NAME_LENGTH_AT, "<H")
        kind = _number(content, place + _TYPE_AT, "<B")
        if place % _ENTRY_BYTES == 0 and length == len(wanted) and kind in _KINDS:
            return place
        place = content.find(wanted, place + 2)
    return None


def _number(content: bytes, place: int, form: str) -> int:
    """A number of the file; 0 past its end."""
    if place + struct.calcsize(form) > len(content):
        return 0
    return int(struct.unpack_from(form, content, place)[0])
