"""Pages that no threshold was ever set by: made-up texts in other words, faces, sizes and layouts, by a number."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

from macros.word_lists import read_lists

_DOTS_PER_INCH = 300
_LISTS = read_lists(__file__)
_SENTENCES = _LISTS["sentences"]
_TABLE_HEAD = ("单位", "发现问题", "涉及金额", "责任人", "整改时限")
_PAGE = """\
#set page(
  width: 210mm, height: 297mm, margin: (top: 33mm, bottom: 30mm, left: 27mm, right: 25mm),
  footer: align(center)[{foot}],
)
#set text(font: ({faces},), size: {size}pt, lang: "zh")
#set par(leading: {leading}pt, spacing: {leading}pt, justify: true, first-line-indent: (amount: 2em, all: true))
#align(center)[#text(font: "{title_face}", size: {title_size}pt)[{title}]]
{text}

#set par(justify: false, first-line-indent: 0em)
{table}
"""
_SLOT = re.compile(r"\{(\w+)\}")
#: What in a text a person has to look at however surely it was read.
_LOOKED_AT = re.compile(r"‹([^›]*)›")
_NUMERALS = "一二三四五六七八九"


@dataclass(frozen=True)
class Layout:
    """How a page is set (版式): faces as offices have them, sizes in points.

    Attributes:
        name: What it is called in the table of results.
        face: Of the text.
        title_face: Of its title and headings.
        size: Of the text.
        leading: Between the lines.
        items: How many items fill a page.
        figures: The face of Latin letters and figures, where it is another one.
        columns: How many columns it has.
        table: How many rows its table has; 0 where it has none.
    """

    name: str
    face: str
    title_face: str
    size: float
    leading: float
    items: int
    figures: str = ""
    columns: int = 1
    table: int = 0


LAYOUTS = (
    Layout("仿宋 16 磅", "FandolFang R", "FandolSong", 16, 13, 7, "Liberation Serif"),
    Layout("楷体 14 磅", "FandolKai", "FandolHei", 14, 10, 10),
    Layout("黑体 12 磅", "FandolHei", "FandolHei", 12, 9, 15, "Liberation Sans"),
    Layout("宋体 12 磅", "FandolSong", "FandolHei", 12, 8, 16),
    Layout("两栏 10.5 磅", "FandolSong", "FandolKai", 10.5, 7, 24, "Liberation Serif", columns=2),
    Layout("表", "FandolFang R", "FandolHei", 12, 7, 4, table=7),
)


@dataclass(frozen=True)
class PrintedPage:
    """A page that was printed (印出来的页).

    Attributes:
        picture: The page at 300 dpi.
        text: Its signs in reading order, without blanks and without the number of the page.
        kind: Of which kind of page it is.
        facts: Where names, figures and dates stand in the text, from the first sign to the one after the last.
        cells: The rows of its table.
    """

    picture: Any
    text: str
    kind: str = ""
    facts: tuple[tuple[int, int], ...] = ()
    cells: tuple[tuple[str, ...], ...] = ()


def print_pages(seed: int, pages: int) -> Iterator[PrintedPage]:
    """Yield pages, the layouts in turn.

    Args:
        seed: The same number makes the same pages.
        pages: How many.
    """
    dice = Random(seed)  # noqa: S311 - made-up papers are no secret
    for number in range(pages):
        yield _print(LAYOUTS[number % len(LAYOUTS)], number + 1, dice)


def _print(layout: Layout, number: int, dice: Random) -> PrintedPage:
    import typst
    from PIL import Image

    sentences = dice.sample(_SENTENCES, layout.items * 2)
    title = f"{_name_of_office(dice)}{dice.randint(2008, 2024)}年{dice.choice(_LISTS['papers'])}"
    items = [_item(place, sentences[2 * place : 2 * place + 2], dice) for place in range(layout.items)]
    table = [_TABLE_HEAD, *(_row(dice) for _ in range(layout.table))] if layout.table else []
    foot = f"- {number} -"
    source = _source(layout, title, items, table, foot)
    picture = Image.open(io.BytesIO(typst.compile(source.encode(), format="png", ppi=_DOTS_PER_INCH))).convert("RGB")
    marked = "".join([title, *items, *(cell for row in table for cell in row)])
    text, facts = _part("".join(marked.split()))
    cells = tuple(tuple(_part(cell)[0] for cell in row) for row in table)
    return PrintedPage(picture, text, layout.name, facts, cells)


def _name_of_office(dice: Random) -> str:
    return f"XX{dice.choice('县镇区')}{dice.choice(_LISTS['offices'])}"


def _item(place: int, sentences: list[str], dice: Random) -> str:
    head = f"（{_NUMERALS[place % 9]}）" if place % 2 else f"{place + 1}."
    return head + "。".join(_filled(sentence, dice) for sentence in sentences) + "。"


def _filled(sentence: str, dice: Random) -> str:
    return _SLOT.sub(lambda match: f"‹{_fact(match[1], dice)}›", sentence)


def _fact(slot: str, dice: Random) -> str:
    if slot == "name":
        return dice.choice(_LISTS["surnames"]) + "".join(dice.sample(_LISTS["given"], dice.choice((1, 2, 2))))
    if slot == "money":
        return dice.choice((f"{dice.randint(2, 98000)}元", f"{dice.uniform(1, 900):.2f}万元"))
    if slot == "date":
        return f"{dice.randint(2008, 2024)}年{dice.randint(1, 12)}月{dice.randint(1, 28)}日"
    facts = {
        "n": str(dice.randint(1, dice.choice((9, 90, 2000)))),
        "pct": f"{dice.uniform(0.1, 99):.1f}%",
        "month": f"{dice.randint(1, 12)}月",
        "year": str(dice.randint(2008, 2024)),
    }
    return facts[slot]


def _row(dice: Random) -> tuple[str, ...]:
    office, sentence = dice.choice(_LISTS["offices"]), dice.choice([one for one in _SENTENCES if len(one) < 30])
    facts = [f"‹{_fact(slot, dice)}›" for slot in ("money", "name", "date")]
    return (office, _filled(sentence, dice), *facts)


def _part(marked: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """A text without the marks around its facts, and where these stand."""
    text, facts, end = "", [], 0
    for match in _LOOKED_AT.finditer(marked):
        text += marked[end : match.start()]
        facts.append((len(text), len(text) + len(match[1])))
        text, end = text + match[1], match.end()
    return text + marked[end:], tuple(facts)


def _source(layout: Layout, title: str, items: list[str], table: list[tuple[str, ...]], foot: str) -> str:
    faces = ", ".join(f'"{one}"' for one in (layout.figures, layout.face) if one)
    cells = "".join(f"[{_plain(cell)}]," for row in table for cell in row)
    ruled = f"#table(columns: (1fr, 2.4fr, 1fr, 0.8fr, 1.2fr), stroke: 0.6pt, inset: 5pt, {cells})" if table else ""
    text = "\n\n".join(map(_plain, items))
    flowing = f"#columns({layout.columns}, gutter: 9mm)[\n{text}\n]" if layout.columns > 1 else text
    return _PAGE.format(
        foot=_plain(foot),
        faces=faces,
        size=layout.size,
        leading=layout.leading,
        title_face=layout.title_face,
        title_size=layout.size * 1.4,
        title=title,
        text=flowing,
        table=ruled,
    )


def _plain(words: str) -> str:
    """Words as Typst prints them."""
    return re.sub(r"([#$*_`<>@\[\]~=/\"'+-])", r"\\\1", _part(words)[0])
