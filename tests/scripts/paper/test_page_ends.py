"""Where a page ends: nothing stands on a page by itself that belongs to what comes before, however long a paper is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import pytest

from scripts.paper.blocks import Block, ItemList, PaperTable, Role, TextRun
from scripts.paper.letter import Letter
from scripts.paper.pdf import Pdf
from scripts.setup.needs import SONG
from tests.helpers.page_ends import LENGTHS, assert_none_alone, by_place, every_place, rows_by_page
from tests.helpers.print_shop import body, cell, heading, paper, paragraph, plain, set_paper, sizes, table, texts

pytestmark = pytest.mark.needs(SONG)

LETTER = Letter("某乡党委", "某发〔2024〕1号", "某某", "某市委", "某乡委员会", "2024年1月5日", (), "某市纪委", "某办")
ENCLOSURES = tuple(f"附上的第{n}件材料" for n in range(1, 4))


def at_every_place(*blocks: Block, notes: dict[str, str] | None = None) -> list[list[str]]:
    """The pages that some blocks take, set as PDF, wherever on a page they begin."""
    return by_place([plain(page) for page in texts(set_paper(paper(*every_place(*blocks)), notes=notes))])


def rows(count: int, words: int = 4) -> list[tuple[str, str]]:
    return [(f"第{n}行", body(words)) for n in range(count)]


@pytest.mark.parametrize("count", [3, 14])
@pytest.mark.parametrize("words", [4, 90])
@pytest.mark.parametrize("head", [("甲", "乙"), ()])
def test_no_row_of_a_table_stands_alone(count: int, words: int, head: tuple[str, ...]) -> None:
    made = table(head, *rows(count, words))
    assert_none_alone(at_every_place(made if head else replace(made, head=())), count)


@pytest.mark.parametrize("count", range(8, 12))
def test_no_row_of_a_table_on_its_side_stands_alone(count: int) -> None:
    made = table([f"第{n}栏" for n in range(12)], *[(f"第{n}行", *[body(30)] * 11) for n in range(count)])
    assert_none_alone([[plain(page) for page in texts(set_paper(paper(made)))]], count)


def test_rows_that_one_cell_reaches_over_at_the_end_stand_together() -> None:
    last = ((cell("第11行"), cell("跨", rowspan=2)), (cell("第12行"),))
    assert_none_alone(at_every_place(PaperTable((), (*(tuple(map(cell, row)) for row in rows(11)), *last))), 13)


def test_rows_too_high_for_two_on_a_page_stand_one_a_page() -> None:
    pages = texts(set_paper(paper(table(["甲", "乙"], *rows(4, 900)))))
    assert rows_by_page(pages) == [1, 1, 1, 1]


BEFORE_NOTE: dict[str, Block] = {
    "short table": table(["甲", "乙"], *rows(5)),
    "table": table(["甲", "乙"], *rows(14)),
    "long table": table(["甲", "乙"], *rows(26)),
    "list": ItemList(tuple((paragraph(f"第{n}行"),) for n in range(7))),
    "numbers": ItemList(tuple((paragraph(f"第{n}行" * 20),) for n in range(3)), ordered=True),
    "paragraph": paragraph("第0行" + body(100) + "第1行"),
    "line": paragraph("第0行"),
}


@pytest.mark.parametrize("before", BEFORE_NOTE)
def test_note_stands_on_the_page_on_which_what_it_is_on_ends(before: str) -> None:
    note = paragraph("注文始" + body(50), "注文终", role=Role.HOW)
    for pages in at_every_place(BEFORE_NOTE[before], note):
        (page,) = [page for page in pages if "注文始" in page]
        assert "注文终" in page
        assert re.search(r"第\d+行", page)


@pytest.mark.parametrize("count", range(3, 8))
def test_note_under_a_table_on_its_side_stands_on_its_last_page(count: int) -> None:
    made = table([f"第{n}栏" for n in range(12)], *[(f"第{n}行", *[body(30)] * 11) for n in range(count)])
    notes = [paragraph(f"注文{n}" + body(80), role=Role.HOW) for n in range(2)]
    *_, last = [plain(page) for page in texts(set_paper(paper(made, *notes)))]
    assert f"第{count - 1}行" in last
    assert "注文0" in last
    assert "注文1" in last


@pytest.mark.parametrize("role", [Role.HOW, Role.NOTICE, Role.LINE])
def test_short_note_is_not_parted(role: Role) -> None:
    for pages in at_every_place(paragraph("注文始" + body(120) + "注文终", role=role)):
        assert ["注文始" in page for page in pages] == ["注文终" in page for page in pages]


@pytest.mark.parametrize("role", [Role.HOW, Role.NOTICE, Role.LINE])
def test_long_note_has_two_lines_on_either_side(role: Role) -> None:
    note = "\n".join(f"第{n}行" for n in range(60))
    assert_none_alone(at_every_place(paragraph(note, role=role)), 60)


def test_note_at_the_foot_has_two_lines_on_either_side() -> None:
    note = "\n".join(f"第{n}行" for n in range(5))
    linked = paragraph(TextRun("某条例", target="r.html"))
    found = at_every_place(heading("（一）条目", 3), linked, paragraph("后文"), notes={"r.html": note})
    assert_none_alone(found, 5)


def foot_pages(made: Pdf, enclosures: Sequence[str] = ()) -> list[str]:
    """What stands on each page that holds the signature or the imprint, without these."""
    taken = [LETTER.signature, LETTER.date, "印发", *enclosures]
    pages = [plain(page) for page in texts(made)]
    assert sum(page.count(LETTER.signature) for page in pages) == 1
    return [page for page in pages if any(word in page for word in taken)]


ENDS: dict[str, list[Block]] = {
    "paragraph": [paragraph("正文" + body(20))],
    "long paragraph": [paragraph("正文" * 100)],
    "two lines": [paragraph("正文" * 20)],
    "list": [ItemList(tuple((paragraph("正文" + body(10)),) for _ in range(5)))],
    "table": [table(["甲", "乙"], *[("正文", "乙")] * 4)],
    "long table": [table(["甲", "乙"], *[("正文", "乙")] * 30)],
    "heading": [paragraph("正文" + body(20)), heading("一、部分", 2), paragraph("正文。")],
}


@pytest.mark.parametrize(
    ("end", "enclosures"), [*((end, ()) for end in ENDS), ("paragraph", ENCLOSURES), ("list", ENCLOSURES)]
)
def test_signature_and_imprint_never_stand_on_a_page_without_text(end: str, enclosures: tuple[str, ...]) -> None:
    letter = replace(LETTER, attachments=enclosures)
    for length in LENGTHS:
        before = [paragraph("正文" + body(20)) for _ in range(length)]
        made = set_paper(paper(*before, *ENDS[end], title="关于某项工作情况的报告"), letter=letter)
        for page in foot_pages(made, enclosures):
            assert "正文" in page, (length, page)


def letter_with_table(count: int, enclosures: tuple[str, ...] = ()) -> Pdf:
    """A letter that ends in a table that needs the page turned on its side."""
    made = table([f"第{n}栏" for n in range(12)], *[(f"第{n}行", *[body(15)] * 11) for n in range(count)])
    return set_paper(paper(paragraph("正文" + body(20)), made), letter=replace(LETTER, attachments=enclosures))


@pytest.mark.parametrize("count", range(2, 13))
def test_signature_and_imprint_stand_under_a_table_on_its_side_that_ends_a_letter(count: int) -> None:
    made = letter_with_table(count)
    first, *_ = pages = [plain(page) for page in texts(made)]
    assert "正文" in first
    assert_none_alone([pages], count)
    (last,) = foot_pages(made)
    assert rows_by_page([last])
    assert sizes(made)[-1] == (297, 210)


@pytest.mark.parametrize("count", [3, 11])
def test_signature_under_a_table_on_its_side_goes_with_the_last_enclosure_at_least(count: int) -> None:
    for page in foot_pages(letter_with_table(count, ENCLOSURES), ENCLOSURES):
        assert rows_by_page([page]) or ENCLOSURES[-1] in page
