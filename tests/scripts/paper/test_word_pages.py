"""A Word file's pages as LibreOffice sets them: those of GB/T 9704-2012, and nothing stands on one by itself."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

import pypdfium2
import pytest
from pypdfium2 import raw

from scripts.paper.blocks import Block, Headline, ItemList, NewPage, PaperTable, Para, Role, TableCell, TextRun
from tests.helpers.page_ends import assert_none_alone, by_place, every_place, rows_by_page
from tests.helpers.print_shop import plain
from tests.helpers.word_pages import HAN, cell, convert_all, needs_office, say, signs, write

pytestmark = needs_office
Pages = Callable[[str], pypdfium2.PdfDocument]


def rows(count: int, words: int = 4) -> tuple[tuple[TableCell, ...], ...]:
    return tuple((cell(f"第{n}行"), cell((HAN * 9)[:words])) for n in range(count))


LINKED = Para((TextRun("条例", target="a.html"),))
NOTE = Para((TextRun("注文始" + HAN * 4 + "注文终"),), Role.HOW)
HEAD = tuple(cell(text, header=True) for text in ("序号", "内容", "备注"))
TABLES = {
    f"{count} rows of {words}, {named}": (PaperTable(head, rows(count, words)), count)
    for count, words in ((3, 4), (14, 4), (9, 90))
    for named, head in (("with a head", ((cell("甲"), cell("乙")),)), ("without", ()))
}
BEFORE_NOTE: dict[str, Block] = {
    "table": PaperTable((), rows(14)),
    "list": ItemList(tuple((say(f"第{n}行"),) for n in range(7))),
}


def papers() -> dict[str, bytes]:
    """All that is set, by name."""
    return {
        "text": write(NewPage(), say((HAN * 300)[:2500])),
        "two pages": write(say(HAN * 60)),
        "levels": write(
            *(Headline(level, (TextRun(f"第{level}级"),), f"h{level}") for level in (2, 3, 4)), say("正文")
        ),
        "link": write(LINKED, note=lambda _: "示例条例第二条"),
        "long table": write(PaperTable((HEAD,), tuple((cell(str(n)), cell(HAN), cell("丁")) for n in range(80)))),
        "wide table": write(say("前"), PaperTable((), (tuple(cell(str(n)) for n in range(9)),)), say("后")),
        # Every part gives its notes anew.
        "notes": write(
            *(
                Headline(1, (TextRun("题"),)) if isinstance(part, NewPage) else part
                for part in every_place(LINKED, say("后文"))
            ),
            note=lambda _: HAN * 5,
        ),
        **{f"table of {name}": write(*every_place(made)) for name, (made, _) in TABLES.items()},
        **{f"note on a {name}": write(*every_place(made, NOTE)) for name, made in BEFORE_NOTE.items()},
    }


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Pages:
    """The pages of a paper by its name; LibreOffice takes longer to start than to set all of them."""
    made = convert_all(papers(), "pdf", tmp_path_factory.mktemp("office"))
    return lambda name: pypdfium2.PdfDocument(made[name])


def test_a_page_holds_22_lines_of_28_signs_in_the_type_area(pages: Pages) -> None:
    pdf = pages("text")
    assert (round(pdf[1].get_width()), round(pdf[1].get_height())) == (595, 842)
    for number, sides in ((1, (26, 28)), (2, (28, 26))):
        # Pages are bound at their inner side, and printed on both.
        body = [sign for sign in signs(pdf[number]) if sign[2] < 297 - 35]
        lines = sorted({round(sign[2], 1) for sign in body})
        assert len(lines) == 22
        assert {len([sign for sign in body if round(sign[2], 1) == line]) for line in lines[1:]} == {28}
        assert min(sign[1] for sign in body) == pytest.approx(sides[0], abs=0.5)
        assert max(sign[3] for sign in body) == pytest.approx(210 - sides[1], abs=0.7)
        assert lines[0] == pytest.approx(37 + 225 / 22 / 4, abs=3)
        assert (lines[-1] - lines[0]) / 21 == pytest.approx(225 / 22, abs=0.05)


def test_page_numbers_stand_outside_between_dashes(pages: Pages) -> None:
    pdf = pages("two pages")
    for number in (0, 1):
        foot = [sign for sign in signs(pdf[number]) if sign[2] > 297 - 35]
        assert "".join(sign[0] for sign in foot) == f"—{number + 1}—"
        middle = (foot[0][2] + foot[0][4]) / 2
        assert middle == pytest.approx(297 - 35 + 7, abs=1.5)
        if number == 0:
            assert foot[-1][3] == pytest.approx(210 - 26 - 14 * 25.4 / 72, abs=1)
        else:
            assert foot[0][1] == pytest.approx(26 + 14 * 25.4 / 72, abs=1)


def test_headings_have_the_faces_of_their_levels(pages: Pages) -> None:
    text = pages("levels")[0].get_textpage()
    found: dict[str, str] = {}
    for place in range(text.count_chars()):
        found.setdefault(text.get_text_range(place, 1), _face(text, place))
    assert "Serif" in found["题"]
    assert [found[sign].partition("-")[0] for sign in "234正"] == [
        "FandolHei",
        "FandolKai",
        "FandolFang",
        "FandolFang",
    ]


def _face(text: Any, place: int) -> str:
    buffer = ctypes.create_string_buffer(256)
    raw.FPDFText_GetFontInfo(text, place, buffer, 256, None)
    return buffer.value.decode()


def test_footnotes_stand_at_the_foot_of_their_page(pages: Pages) -> None:
    note = [sign for sign in signs(pages("link")[0]) if sign[2] > 240 and sign[2] < 262]
    assert "示例条例第二条" in "".join(sign[0] for sign in note)


def test_a_long_table_shows_its_head_on_every_page(pages: Pages) -> None:
    pdf = pages("long table")
    assert len(pdf) > 2
    assert all("序号" in page.get_textpage().get_text_range() for page in pdf)


def test_a_wide_table_turns_its_page(pages: Pages) -> None:
    pdf = pages("wide table")
    assert [page.get_width() > page.get_height() for page in pdf] == [False, True, False]
    table = signs(pdf[1])
    assert min(sign[1] for sign in table) >= 35
    assert max(sign[3] for sign in table) <= 297 - 37


def wherever_it_begins(pdf: pypdfium2.PdfDocument) -> list[list[str]]:
    """The pages of some blocks, by the place of a page on which they begin."""
    return by_place([plain(page.get_textpage().get_text_range()) for page in pdf][1:])


@pytest.mark.parametrize("table", TABLES)
def test_no_row_of_a_table_stands_alone(table: str, pages: Pages) -> None:
    assert_none_alone(wherever_it_begins(pages(f"table of {table}")), TABLES[table][1])


@pytest.mark.parametrize("before", BEFORE_NOTE)
def test_a_note_stands_whole_on_the_page_on_which_what_it_is_on_ends(before: str, pages: Pages) -> None:
    for found in wherever_it_begins(pages(f"note on a {before}")):
        (page,) = [page for page in found if "注文始" in page]
        assert "注文终" in page
        assert rows_by_page([page])


def test_a_note_at_the_foot_has_two_lines_on_either_side(pages: Pages) -> None:
    for page in pages("notes"):
        small = {round(sign[2]) for sign in signs(page) if sign[0] in HAN and sign[4] - sign[2] < 4.5}
        assert len(small) != 1
