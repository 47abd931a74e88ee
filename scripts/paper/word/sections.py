"""A section's page: size, margins, grid, head and foot."""

from __future__ import annotations

from dataclasses import dataclass

import lxml.etree as etree

from scripts.paper.word.contents import page_number
from scripts.paper.word.measures import CHARACTER_SPACE, PITCH, SIZE_4, Sheet
from scripts.paper.word.xml import related, text, w

_ONE_CHARACTER = SIZE_4 * 10


@dataclass(frozen=True)
class Margins:
    """Relationships to what stands above and below the type area, by kind and by page: default (odd), even."""

    references: tuple[tuple[str, str, str], ...]


def section(sheet: Sheet, margins: Margins) -> etree._Element:
    """The properties of a section, which stand at its end."""
    element = w("sectPr")
    for kind, pages, relation in margins.references:
        element.append(related(w(f"{kind}Reference", type=pages), "id", relation))
    # ① ② ③ on every page anew, as printed papers have them.
    element.append(w("footnotePr", w("numFmt", val="decimalEnclosedCircle"), w("numRestart", val="eachPage")))
    element.append(w("pgSz", **sheet.size))
    element.append(w("pgMar", **sheet.margins))
    grid: dict[str, object] = {"type": "linesAndChars", "linePitch": PITCH, "charSpace": CHARACTER_SPACE}
    element.append(w("docGrid", **grid))
    return element


def foot(*, odd: bool) -> etree._Element:
    """The page number: on odd pages right, less one character, on even pages left, less one."""
    side: dict[str, object] = (
        {"rightChars": 100, "right": _ONE_CHARACTER} if odd else {"leftChars": 100, "left": _ONE_CHARACTER}
    )
    look = w("pPr", w("pStyle", val="Footer"), w("ind", **side), w("jc", val="right" if odd else "left"))
    return w("ftr", w("p", look, *page_number()))


def head(notice: str) -> etree._Element:
    """The line that every page carries."""
    return w("hdr", w("p", w("pPr", w("pStyle", val="Header")), w("r", text(notice))))
