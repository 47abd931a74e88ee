"""Cuts from a page the strip on which a doubtful place stands, with the place framed."""

from __future__ import annotations

import io
import math
from dataclasses import replace

from scripts.intake.scans.engine import PageRead

_HEIGHT = 64
_WIDEST = 900
#: In heights of the line: what is shown above and below, and beside.
_ABOVE, _BESIDE = 0.35, 7.0
_FRAME = (176, 0, 32)
#: Of a picture that is laid aside; a strip has 32 colours.
_QUALITY = 92


def pack(read: PageRead) -> PageRead:
    """A page with its picture as JPEG: sixty pages as pixels are gigabytes, and strips are cut once all are read."""
    import cv2

    if read.picture is None:
        return read
    return replace(read, picture=cv2.imencode(".jpg", read.picture, (cv2.IMWRITE_JPEG_QUALITY, _QUALITY))[1].tobytes())


def unpack(read: PageRead) -> PageRead:
    """The page with its picture in pixels again."""
    import cv2
    import numpy

    if not isinstance(read.picture, bytes):
        return read
    return replace(read, picture=cv2.imdecode(numpy.frombuffer(read.picture, "uint8"), cv2.IMREAD_COLOR))


def cut_strip(read: PageRead, left: float, top: float, right: float, bottom: float) -> bytes:
    """Cut a strip of a page.

    Args:
        read: The page.
        left: Left edge of the place, in pixels of the level page.
        top: Upper edge.
        right: Right edge.
        bottom: Lower edge.

    Returns:
        A PNG of at most 900 by 64 pixels in 32 colours.
    """
    from PIL import Image, ImageDraw

    line = max(4.0, bottom - top)
    x, y = left - _BESIDE * line, top - _ABOVE * line
    wide, high = right - left + 2 * _BESIDE * line, line * (1 + 2 * _ABOVE)
    scale = min(_HEIGHT / high, _WIDEST / wide)
    size = (max(8, round(wide * scale)), max(8, round(high * scale)))
    cos, sin = math.cos(read.slope) / scale, math.sin(read.slope) / scale
    start = (
        x * math.cos(read.slope) - y * math.sin(read.slope),
        y * math.cos(read.slope) + x * math.sin(read.slope),
    )
    onto = (cos, -sin, start[0], sin, cos, start[1])
    strip = read.image.transform(size, Image.Transform.AFFINE, onto, Image.Resampling.BILINEAR, fillcolor="white")
    frame = ((left - x) * scale - 2, (top - y) * scale - 2, (right - x) * scale + 2, (bottom - y) * scale + 2)
    ImageDraw.Draw(strip).rectangle(frame, outline=_FRAME, width=2)
    out = io.BytesIO()
    strip.quantize(32).save(out, "PNG", optimize=True)
    return out.getvalue()
