"""The printed page of GB/T 9704-2012 in Word's own units."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

LINES, CHARACTERS = 22, 28
#: Sizes of type (字号) in half points.
SIZE_2, SIZE_3, SIZE_4, SIZE_S4, SIZE_5, SIZE_S5 = 44, 32, 28, 24, 21, 18


def twips(millimetres: float | Decimal) -> int:
    """Twentieths of a point, of which there are 1,440 to the inch."""
    return round(Decimal(millimetres) * 1440 / Decimal("25.4"))


TALL, WIDE = twips(297), twips(210)
TOP, BOTTOM, INSIDE, OUTSIDE = twips(37), twips(35), twips(28), twips(26)
TYPE_WIDTH, TYPE_HEIGHT = WIDE - INSIDE - OUTSIDE, TALL - TOP - BOTTOM
#: Rounded down, since 22 lines that are a hair too tall make 21.
PITCH = TYPE_HEIGHT // LINES
#: What is added to each character, in 4096ths of a point; negative, since 三号 is wider than a 28th of the line.
CHARACTER_SPACE = int(Decimal(TYPE_WIDTH) / 20 / CHARACTERS * 4096) - SIZE_3 // 2 * 4096 - 1
#: The same as spacing of the text itself, in whole twips: LibreOffice gives a character two places of a grid that is
#: narrower than it, so lines and characters keep their pitch by themselves, and the grid is what a page is said to
#: have.
#: One twip less than would do, which is what programs lose by rounding.
CHARACTER_SPACING = TYPE_WIDTH // CHARACTERS - SIZE_3 * 10 - 1
#: Two characters of 三号, for programs that do not count in characters.
INDENT = 2 * TYPE_WIDTH // CHARACTERS
FOOTER_LINE = 400
#: The dash stands 7 mm under the type area, in the middle of its line.
FOOTER = BOTTOM - twips(7) - FOOTER_LINE // 2
HEADER = twips(25)
#: English Metric Units, in which pictures are measured.
EMU_A_TWIP = 635


@dataclass(frozen=True)
class Sheet:
    """A page's size and margins, upright or on its side; a page on its side is bound at its head."""

    landscape: bool = False

    @property
    def size(self) -> dict[str, object]:
        """Attributes of w:pgSz."""
        return {"w": TALL, "h": WIDE, "orient": "landscape"} if self.landscape else {"w": WIDE, "h": TALL}

    @property
    def margins(self) -> dict[str, object]:
        """Attributes of w:pgMar."""
        sides = (INSIDE, BOTTOM, OUTSIDE, TOP) if self.landscape else (TOP, OUTSIDE, BOTTOM, INSIDE)
        top, right, bottom, left = sides
        footer = bottom - twips(7) - FOOTER_LINE // 2
        return {
            "top": top, "right": right, "bottom": bottom, "left": left, "header": min(HEADER, top - twips(10)),
            "footer": footer, "gutter": 0,
        }  # fmt: skip

    @property
    def width(self) -> int:
        """Width of the type area in twips."""
        return TYPE_HEIGHT if self.landscape else TYPE_WIDTH
