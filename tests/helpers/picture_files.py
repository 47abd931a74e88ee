"""Small pictures as cameras and programs write them, with all that must not go on a page."""

from __future__ import annotations

import struct
import zlib

SECRET = b"31.2304N 121.4737E"
_PNG = b"\x89PNG\r\n\x1a\n"


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png(width: int = 3, height: int = 2, *, shade: int = 128) -> bytes:
    """A grey picture with the place where it was taken, and the name of its maker."""
    rows = b"".join(b"\0" + bytes([shade]) * width for _ in range(height)) if width * height < 10_000 else b""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    told = chunk(b"tEXt", b"Author\0" + SECRET) + chunk(b"eXIf", b"MM\0*" + SECRET)
    return _PNG + head + told + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"") + SECRET


def segment(marker: int, content: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(content) + 2) + content


def jpeg(orientation: int = 6) -> bytes:
    """A picture of one point with what a camera says of it, a comment, and another picture behind its end."""
    entry = struct.pack("<HHIHH", 0x0112, 3, 1, orientation, 0)
    exif = b"Exif\0\0II*\0" + struct.pack("<IH", 8, 1) + entry + bytes(4) + SECRET
    told = segment(0xE1, exif) + segment(0xFE, SECRET) + segment(0xED, SECRET)
    frame = segment(0xC0, struct.pack(">BHHBBBB", 8, 1, 1, 1, 1, 0x11, 0))
    tables = segment(0xDB, b"\0" + bytes([1] * 64)) + segment(0xC4, b"\0" + bytes([1] + [0] * 15) + b"\0")
    scan = segment(0xDA, bytes([1, 1, 0, 0, 63, 0])) + b"\x3f\xff\x00\xff\xd0\x7f"
    return (
        b"\xff\xd8" + segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0") + told + tables + frame + scan + b"\xff\xd9" + SECRET
    )
