"""Pictures of a paper: PNG and JPEG alone, of a bounded size, without what says where and by whom they were made.

What is kept of a file is what is needed to show it; places, times, devices,
comments and thumbnails are parts of their own in both formats, and go.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

#: Stands for a picture in the text of a paper, and is counted there as one character.
SIGN = "\ufffc"
#: Why pictures are left out that belong to no text.
LEFT_OUT = "图片"
#: What the files of pictures are called that an import has put beside a page.
PICTURE_NAME = re.compile(r"tu-[0-9a-f]{16}\.(?:png|jpg)")
MOST_BYTES = 8 * 1024**2
MOST_PICTURES = 60
_LONGEST_SIDE, _MOST_PIXELS = 12_000, 50_000_000
_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8"
#: What shows, and how large and in which colours.
_CHUNKS = frozenset({b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"pHYs", b"sBIT"})
_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
#: JFIF, ICC profile, Adobe's word on colours; tables and frames.
_SEGMENTS = frozenset({0xE0, 0xE2, 0xEE, 0xC4, 0xCC, 0xDB, 0xDD, 0xDA, *_FRAMES})
_SCAN, _END, _EXIF, _PROFILE = 0xDA, 0xD9, 0xE1, b"ICC_PROFILE\0"
_ORIENTATION = 0x0112
#: By quarters to the right, and whether it is mirrored before: how a camera says it (Exif 2.3, 4.6.4).
_HELD = {
    (0, False): 1, (0, True): 2, (2, False): 3, (2, True): 4, (3, True): 5, (1, False): 6, (1, True): 7, (3, False): 8,
}  # fmt: skip
_WITHOUT_LENGTH = frozenset({0x01, *range(0xD0, 0xD8)})


class PictureError(ValueError):
    """A picture cannot be taken; its text says why, in Chinese."""


@dataclass(frozen=True)
class Picture:
    """A picture of a paper (图).

    Attributes:
        content: The file, clean.
        suffix: png or jpg.
        alt: What is on it, in words; empty where nobody has said so.
    """

    content: bytes
    suffix: str
    alt: str = ""

    @property
    def name(self) -> str:
        """Its file beside the page, named by its digest."""
        return f"tu-{sha256(self.content).hexdigest()[:16]}.{self.suffix}"

    @property
    def mime(self) -> str:
        """What it is, for browsers."""
        return "image/png" if self.suffix == "png" else "image/jpeg"


def clean_picture(content: bytes) -> tuple[bytes, str]:
    """A picture without what does not show, and the ending of its name.

    Args:
        content: The file.

    Raises:
        PictureError: It is of another format, broken or too large.
    """
    if len(content) > MOST_BYTES:
        raise PictureError(f"超过 {MOST_BYTES // 1024**2} MB")
    try:
        if content.startswith(_PNG):
            return b"".join([_PNG, *_chunks(content)]), "png"
        if content.startswith(_JPEG):
            return b"".join([_JPEG, *_segments(content)]), "jpg"
    except PictureError:
        raise
    except (struct.error, IndexError, ValueError) as error:
        raise PictureError("文件损坏") from error
    raise PictureError("不是 PNG、JPEG")


def turn_picture(content: bytes, quarters: int, *, mirrored: bool) -> bytes:
    """A clean JPEG that says which way up it is shown, whatever it said before.

    Args:
        content: The picture.
        quarters: How many quarters to the right it is turned.
        mirrored: Whether it is mirrored before.
    """
    held = _HELD[quarters, mirrored]
    said = _say_held(held) if held > 1 else b""
    segments = [*_segments(content)]
    known = [one for one in segments if one.startswith(b"\xff\xe1")]
    if known == [said][: bool(said)]:
        return content
    rest = [one for one in segments if one not in known]
    # What the file is stands first.
    first = int(rest[0].startswith(b"\xff\xe0"))
    return b"".join([_JPEG, *rest[:first], said, *rest[first:]])


def _chunks(content: bytes) -> Iterator[bytes]:
    """Yield the chunks of a PNG that stay (ISO/IEC 15948, 11.2 and 11.3)."""
    at, kinds = len(_PNG), list[bytes]()
    while not kinds or kinds[-1] != b"IEND":
        length, kind = struct.unpack_from(">I4s", content, at)
        whole = content[at : at + 12 + length]
        if len(whole) < 12 + length or zlib.crc32(whole[4:-4]) != struct.unpack(">I", whole[-4:])[0]:
            raise PictureError("文件损坏")
        if kind == b"IHDR":
            _require_size(*struct.unpack_from(">II", whole, 8))
        kinds.append(kind)
        at += len(whole)
        if kind in _CHUNKS:
            yield whole
    if kinds[0] != b"IHDR" or b"IDAT" not in kinds:
        raise PictureError("文件损坏")


def _segments(content: bytes) -> Iterator[bytes]:
    """Yield the segments of a JPEG that stay (ITU-T T.81, annex B); what stands behind its end goes."""
    at, marker, framed = len(_JPEG), 0, False
    while marker != _END:
        if content[at] != 0xFF:
            raise PictureError("文件损坏")
        marker = content[at + 1]
        if marker == 0xFF or marker in _WITHOUT_LENGTH:
            at += 1 if marker == 0xFF else 2
            continue
        end = at + 2 if marker == _END else at + 2 + struct.unpack_from(">H", content, at + 2)[0]
        segment = content[at:end]
        if marker in _FRAMES:
            _require_size(*struct.unpack_from(">HH", segment, 5)[::-1])
            framed = True
        if marker == _EXIF:
            yield _turned(segment)
        elif marker == _END or _stays(marker, segment):
            yield segment
        at = end
        if marker == _SCAN:
            end = _end_of_scan(content, at)
            yield content[at:end]
            at = end
    if not framed:
        raise PictureError("文件损坏")


def _stays(marker: int, segment: bytes) -> bool:
    return marker in _SEGMENTS and (marker != 0xE2 or segment.startswith(_PROFILE, 4))


def _end_of_scan(content: bytes, at: int) -> int:
    """Where coded data end: at the first marker that is neither a stuffed byte nor a restart."""
    while True:
        at = content.index(b"\xff", at)
        following = content[at + 1]
        if following and not 0xD0 <= following <= 0xD7:
            return at
        at += 2


def _turned(segment: bytes) -> bytes:
    """Of what a camera says, only which way up the picture is; nothing where it is upright, or that is not said."""
    body = segment[10:]
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(body[:4])
    if not segment.startswith(b"Exif\0\0", 4) or order is None:
        return b""
    first = struct.unpack_from(order + "I", body, 4)[0]
    for row in range(struct.unpack_from(order + "H", body, first)[0]):
        tag, _, _, value = struct.unpack_from(order + "HHIH", body, first + 2 + 12 * row)
        if tag == _ORIENTATION and 2 <= value <= 8:
            return _say_held(value)
    return b""


def _say_held(value: int) -> bytes:
    entry = struct.pack(">HHIHH", _ORIENTATION, 3, 1, value, 0)
    said = b"Exif\0\0MM\0*" + struct.pack(">IH", 8, 1) + entry + bytes(4)
    return b"\xff\xe1" + struct.pack(">H", len(said) + 2) + said


def _require_size(width: int, height: int) -> None:
    if not 0 < width <= _LONGEST_SIDE or not 0 < height <= _LONGEST_SIDE or width * height > _MOST_PIXELS:
        raise PictureError(f"有 {width}×{height} 点，太大")
