"""Pictures: drawings of the site as bitmaps, and files as they are, each with its text alternative."""

from __future__ import annotations

import json
import re
from pathlib import Path

import lxml.etree as etree
import typst

from scripts.paper.word.measures import EMU_A_TWIP, PITCH, TYPE_HEIGHT
from scripts.paper.word.xml import PIC, plain, related, w

#: Pixels to the inch, as printers of offices show them.
_DENSITY = 220
_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8"
#: The head of a JPEG's frame (ITU-T T.81, B.2.2): length, precision, height, width.
_FRAME = re.compile(rb"\xff[\xc0-\xc3\xc5-\xc7\xc9-\xcb\xcd-\xcf]\0.[\x08\x0c](?P<high>..)(?P<wide>..)", re.DOTALL)
#: Which way up a camera was held (Exif 2.3, 4.6.4, tag 0x0112), in either order of bytes.
_HELD = re.compile(
    rb"Exif\0\0(?:MM.{0,4096}?\x01\x12\0\x03\0\0\0\x01\0|II.{0,4096}?\x12\x01\x03\0\x01\0\0\0)(?P<held>[\x02-\x08])",
    re.DOTALL,
)
_LONGEST_HEAD = 128 * 1024
#: By that number: quarters to turn it to the right, and whether it is mirrored before.
_TURNS = {2: (0, True), 3: (2, False), 4: (2, True), 5: (3, True), 6: (1, False), 7: (1, True), 8: (3, False)}
_QUARTER = 5_400_000
#: Pictures of screens are shown at this density, so that their words are about as large as the text.
_SCREEN_DENSITY = 130
_TWIPS_AN_INCH = 1440
#: A line for what stands above it.
_HIGHEST = TYPE_HEIGHT - 2 * PITCH


class DrawingError(ValueError):
    """A drawing cannot be turned into a picture; its words stand in for it."""


def draw(svg: str, width: int) -> tuple[bytes, int, int]:
    """Turn a drawing into a bitmap.

    Args:
        svg: The drawing.
        width: Twips that it may be wide.

    Returns:
        PNG, width and height in twips.

    Raises:
        DrawingError: It is no drawing that can be shown.
    """
    source = (
        "#set page(width: auto, height: auto, margin: 0pt)\n"
        f'#image(bytes({json.dumps(svg, ensure_ascii=False)}), format: "svg")'
    )
    try:
        bitmap = typst.compile(source.encode(), format="png", ppi=_DENSITY)
    except (typst.TypstError, RuntimeError) as error:
        raise DrawingError(str(error)) from error
    if not isinstance(bitmap, bytes):  # pragma: no cover - a page of its own height is one page
        raise DrawingError("several pages")
    return bitmap, *_fitted(bitmap, width, _DENSITY)


def load_picture(site: Path, file: str, width: int) -> tuple[bytes, int, int]:
    """Load a picture of the site, as `draw`; PNG and JPEG are known.

    Raises:
        DrawingError: It is not there, or of another format.
    """
    try:
        content = (site / file).read_bytes()
    except OSError as error:
        raise DrawingError(str(error)) from error
    return content, *_fitted(content, width, _SCREEN_DENSITY)


def turn_of(content: bytes) -> tuple[int, bool]:
    """How a photograph comes to stand upright: Word shows it as it lies, whatever the camera has said of it.

    Args:
        content: A picture.

    Returns:
        Quarters to turn it to the right, and whether it is mirrored before.
    """
    match = _HELD.search(content, 0, _LONGEST_HEAD) if content.startswith(_JPEG) else None
    return _TURNS[match["held"][0]] if match else (0, False)


def is_png(content: bytes) -> bool:
    """Whether a picture that was loaded or drawn is a PNG."""
    return content.startswith(_PNG)


def picture(
    relation: str, number: int, alt: str, size: tuple[int, int], turn: tuple[int, bool] = (0, False)
) -> etree._Element:
    """The run that shows a picture in the line.

    Args:
        relation: Relationship to the bitmap.
        number: Its number in the file.
        alt: Its text alternative.
        size: Width and height in twips, before it is turned.
        turn: Quarters to turn it to the right, and whether it is mirrored before.
    """
    wide, high = (side * EMU_A_TWIP for side in size)
    quarters, mirrored = turn
    turned: dict[str, int] = {"rot": quarters * _QUARTER} if quarters else {}
    turned |= {"flipH": 1} if mirrored else {}
    # Turned by a quarter, it stands out above and below, or on either side, of the place that it has in the line.
    above, beside = (max(0, sides // 2) if quarters % 2 else 0 for sides in (wide - high, high - wide))
    name = f"图 {number}"
    fill = plain(
        "pic", "blipFill", related(plain("a", "blip"), "embed", relation), plain("a", "stretch", plain("a", "fillRect"))
    )
    place = plain("a", "xfrm", plain("a", "off", x=0, y=0), plain("a", "ext", cx=wide, cy=high), **turned)
    shape = plain("pic", "spPr", place, plain("a", "prstGeom", plain("a", "avLst"), prst="rect"))
    about = plain("pic", "nvPicPr", plain("pic", "cNvPr", id=number, name=name), plain("pic", "cNvPicPr"))
    data = plain("a", "graphicData", plain("pic", "pic", about, fill, shape), uri=PIC)
    inline = plain(
        "wp",
        "inline",
        plain("wp", "extent", cx=wide, cy=high),
        *([plain("wp", "effectExtent", l=beside, t=above, r=beside, b=above)] if above or beside else []),
        plain("wp", "docPr", id=number, name=name, descr=alt),
        plain("a", "graphic", data),
        distT=0,
        distB=0,
        distL=0,
        distR=0,
    )
    return w("r", w("drawing", inline))


def _fitted(content: bytes, width: int, density: int) -> tuple[int, int]:
    """Size in twips at a density of pixels, made smaller where it would be wider or higher than the page allows."""
    wide, high = (side * _TWIPS_AN_INCH / density for side in _size(content))
    share = min(1, width / max(wide, 1), _HIGHEST / max(high, 1))
    if turn_of(content)[0] % 2:
        # LibreOffice gives a turned picture the room that it takes, and what Word needs for it beside that.
        share = min(share, width / max(high, 1), _HIGHEST / max(2 * wide - high, 1))
    return round(wide * share), round(high * share)


def _size(content: bytes) -> tuple[int, int]:
    """Width and height in pixels, as the picture is shown."""
    if is_png(content):
        return int.from_bytes(content[16:20], "big"), int.from_bytes(content[20:24], "big")
    frame = _FRAME.search(content) if content.startswith(_JPEG) else None
    if frame is None:
        raise DrawingError("neither PNG nor JPEG")
    high, wide = (int.from_bytes(frame[name], "big") for name in ("high", "wide"))
    return wide, high
