"""Papers made by hand, and what is found on the pages that they are set on."""

from __future__ import annotations

import ctypes
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw

from scripts.paper.blocks import Block, Headline, Paper, PaperTable, Para, TableCell, TextRun
from scripts.paper.faces import Faces, load_faces
from scripts.paper.letter import Letter
from scripts.paper.pdf import Pdf, Press
from scripts.setup.needs import SONG
from tests.helpers.needs import require

DAY = date(2024, 7, 15)
_MM = 25.4 / 72


@dataclass(frozen=True)
class Sign:
    """A character on a page, its box in millimetres from the upper left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    base: float


@cache
def faces() -> Faces:
    return load_faces()


def paper(*blocks: Block, title: str = "标题", notice: str = "", page: str = "reports/2023.html") -> Paper:
    return Paper(title, "某乡党委", page, (heading(title), *blocks), notice=notice)


def heading(text: str, level: int = 1, anchor: str = "") -> Headline:
    return Headline(level, (TextRun(text),), anchor)


def paragraph(*runs: str | TextRun, **fields: Any) -> Para:
    return Para(tuple(TextRun(run) if isinstance(run, str) else run for run in runs), **fields)


def cell(text: str, **fields: Any) -> TableCell:
    return TableCell((paragraph(text),) if text else (), **fields)


def table(head: Iterable[str], *rows: Iterable[str], **fields: Any) -> PaperTable:
    return PaperTable(
        (tuple(cell(text, header=True) for text in head),), tuple(tuple(map(cell, row)) for row in rows), **fields
    )


def press(site: Path, found: Faces | None = None) -> Press:
    require(SONG)
    return Press(site, found or faces(), DAY)


def set_paper(
    made: Paper,
    site: Path = Path("/"),
    notes: dict[str, str] | None = None,
    letter: Letter | None = None,
    **options: bool,
) -> Pdf:
    return press(site).set(made, lambda target: (notes or {}).get(target, ""), letter, **options)


def texts(pdf: Pdf) -> list[str]:
    """The text of each page, as a reader of PDF copies it."""
    document: Any = pypdfium2.PdfDocument(pdf.content)
    found = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return found


def sizes(pdf: Pdf) -> list[tuple[int, int]]:
    """Width and height of each page in whole millimetres."""
    document: Any = pypdfium2.PdfDocument(pdf.content)
    found = [(round(page.get_width() * _MM), round(page.get_height() * _MM)) for page in document]
    document.close()
    return found


def signs(pdf: Pdf) -> list[list[Sign]]:
    """The characters of each page that leave ink."""
    document: Any = pypdfium2.PdfDocument(pdf.content)
    found = [list(_signs(page)) for page in document]
    document.close()
    return found


def lines(found: Iterable[Sign]) -> list[list[Sign]]:
    """Characters by the line that they stand on, from the top."""
    rows: dict[float, list[Sign]] = defaultdict(list)
    for sign in found:
        rows[round(sign.base, 1)].append(sign)
    return [sorted(rows[place], key=lambda sign: sign.left) for place in sorted(rows)]


def _signs(page: Any) -> Iterable[Sign]:
    text = page.get_textpage()
    height = page.get_height()
    for place in range(text.count_chars()):
        sign = text.get_text_range(place, 1)
        if not sign.strip():
            continue
        left, bottom, right, top = text.get_charbox(place)
        size = pypdfium2.raw.FPDFText_GetFontSize(text, place)
        x, y = ctypes.c_double(), ctypes.c_double()
        pypdfium2.raw.FPDFText_GetCharOrigin(text, place, x, y)
        base = (height - y.value) * _MM
        yield Sign(sign, left * _MM, (height - top) * _MM, right * _MM, (height - bottom) * _MM, size, base)


WORDS = "廉政建设责任制工作总结整改落实监督检查问题原因措施会议学习教育谈话作风纪律"


def shapes_of(value: object, around: str = "") -> Iterator[tuple[object, ...]]:
    """Everything that a paper is made of, by what it is, what it stands in and how it is marked, but for the words."""
    if isinstance(value, tuple):
        for part in value:
            yield from shapes_of(part, around)
    elif is_dataclass(value):
        name = type(value).__name__
        parts = [getattr(value, field.name) for field in fields(value)]
        yield around, name, *map(_mark_of, parts)
        for part in parts:
            yield from shapes_of(part, name)


def _mark_of(part: object) -> object:
    if isinstance(part, Enum | bool):
        return part
    return min(part, 3) if isinstance(part, int) else bool(part)


def body(count: int) -> str:
    return (WORDS * (count // len(WORDS) + 1))[:count]


def plain(text: str) -> str:
    return re.sub(r"\s|\u200b|\ufffe", "", text)
