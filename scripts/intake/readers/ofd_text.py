"""The characters of a text object of an OFD, each at its place."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

import lxml.etree as etree

from scripts.intake.readers.ofd_package import named, numbers
from scripts.intake.readers.pdf_rows import Glyph

_POINTS = 72 / 25.4
_ABOVE, _BELOW = 0.85, 0.2
_REPEATED = re.compile(r"g\s+(\d{1,6})\s+(\S+)")


class Matrix(NamedTuple):
    """A transformation of the plane, as OFD writes it: x' = ax + cy + e, y' = bx + dy + f, in millimetres."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def after(self, inner: Matrix) -> Matrix:
        """The transformation that does the inner one first."""
        return Matrix(
            self.a * inner.a + self.c * inner.b,
            self.b * inner.a + self.d * inner.b,
            self.a * inner.c + self.c * inner.d,
            self.b * inner.c + self.d * inner.d,
            self.a * inner.e + self.c * inner.f + self.e,
            self.b * inner.e + self.d * inner.f + self.f,
        )

    def __call__(self, x: float, y: float) -> tuple[float, float]:
        """Where a point comes to lie."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f


IDENTITY = Matrix(1, 0, 0, 1, 0, 0)


def object_matrix(element: etree._Element) -> Matrix:
    """From the space of an object to what it stands in: its own transformation, then to the corner of its boundary."""
    ctm = numbers(element.get("CTM"))
    own = Matrix(*ctm[:6]) if len(ctm) >= len(IDENTITY) else IDENTITY
    corner = numbers(element.get("Boundary"))[:2]
    left, top = corner if len(corner) == 2 else (0.0, 0.0)
    return Matrix(1, 0, 0, 1, left, top).after(own)


def find_glyphs(element: etree._Element, within: Matrix, height: float) -> Iterator[Glyph]:
    """Yield the characters of a text object.

    Text that runs from above downwards is given as if it stood in a row at its first character, in its order.

    Args:
        element: The object.
        within: From what it stands in to the page.
        height: Height of the page in millimetres.
    """
    matrix = within.after(object_matrix(element))
    size = next(iter(numbers(element.get("Size"))), 0.0) or 1.0
    scale = math.sqrt(abs(matrix.a * matrix.d - matrix.b * matrix.c)) or 1.0
    angle, high = math.atan2(matrix.b, matrix.a), size * scale * _POINTS
    x = y = 0.0
    for code in element:
        if not named(code, "TextCode"):
            continue
        x = next(iter(numbers(code.get("X"))), x)
        y = next(iter(numbers(code.get("Y"))), y)
        steps, falls = _deltas(code.get("DeltaX")), _deltas(code.get("DeltaY"))
        upright = bool(falls) and not any(steps)
        at = x
        for place, character in enumerate(code.text or ""):
            natural = size if unicodedata.east_asian_width(character) in "WF" else size / 2
            step = steps[place] if place < len(steps) and not upright else natural
            down = 0.0 if upright else sum(falls[:place])
            left, base = matrix(at, y + down)
            at += step
            if character.isprintable() or character.isspace():
                origin = (left * _POINTS, (height - base) * _POINTS)
                wide = min(step, natural) * scale * _POINTS
                box = (origin[0], origin[1] - _BELOW * high, origin[0] + wide, origin[1] + _ABOVE * high)
                yield Glyph(character, *origin, box, angle, blank_after=False)


def _deltas(text: str | None) -> list[float]:
    """The steps between characters; `g 3 5.1` stands for three of them."""
    spread = _REPEATED.sub(lambda match: f"{match[2]} " * min(int(match[1]), 10_000), text or "")
    return numbers(spread)
