"""Makes small compound files: a header and the entries of a directory, enough to be told apart."""

from __future__ import annotations

import struct

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def make_compound(*streams: str, locked: bool = False) -> bytes:
    """A compound file of 512-byte sectors: the directory in the first, Word's text in the second."""
    header = bytearray(512)
    header[:8] = SIGNATURE
    struct.pack_into("<HHHH", header, 24, 0x3E, 3, 0xFFFE, 9)
    entries = b"".join(_entry(name, 5 if name == "Root Entry" else 2) for name in ("Root Entry", *streams))
    word = struct.pack("<HHHHHH", 0xA5EC, 0xC1, 0, 0, 0, 0x0100 if locked else 0)
    return bytes(header) + entries.ljust(512, b"\0")[:512] + word.ljust(512, b"\0")


def _entry(name: str, kind: int) -> bytes:
    entry = bytearray(128)
    label = (name + "\0").encode("utf-16-le")
    entry[: len(label)] = label
    struct.pack_into("<HB", entry, 64, len(label), kind)
    struct.pack_into("<II", entry, 116, 1, 4096)
    return bytes(entry)
