"""Papers set through Typst, measured on the finished pages."""

from __future__ import annotations

import ctypes
import re
import subprocess
import unicodedata
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scripts.paper.blocks import (
    Anchor,
    Contents,
    Drawing,
    Edit,
    Headline,
    ItemList,
    NewPage,
    Paper,
    PaperTable,
    Picture,
    Role,
    TableCell,
    Terms,
    TextRun,
    Tone,
    WritingLines,
)
from scripts.paper.pdf import Pdf
from scripts.paper.typst_data import PaperError
from scripts.setup.needs import POPPLER, SONG
from tests.helpers.needs import require
from tests.helpers.print_shop import (
    WORDS,
    Sign,
    body,
    cell,
    heading,
    lines,
    paper,
    paragraph,
    plain,
    set_paper,
    signs,
    sizes,
    table,
    texts,
)

pytestmark = pytest.mark.needs(SONG)

TOP, BOTTOM, INSIDE, OUTSIDE = 37.0, 297 - 35.0, 28.0, 26.0


def columns_of(page: list[Sign]) -> list[Sign]:
    """What stands in the type area's height."""
    return [sign for sign in page if sign.bottom < BOTTOM + 1 and sign.top > TOP - 1]


def assert_inside(made: Pdf) -> None:
    """Nothing but page numbers stands outside the type area of upright pages."""
    for number, page in enumerate(signs(made), start=1):
        left = INSIDE if number % 2 else OUTSIDE
        for sign in (sign for sign in page if sign.top < BOTTOM or sign.text not in f"—{number}"):
            assert left - 0.1 < sign.left < sign.right < left + 156.1, sign
            assert TOP < sign.top < sign.bottom < BOTTOM + 0.1, sign


@pytest.fixture(scope="module")
def full() -> Pdf:
    return set_paper(Paper("正文", "某乡党委", "reports/2023.html", (paragraph(body(28 * 22 * 4)),)))


def test_full_page_holds_22_lines_of_28_characters(full: Pdf) -> None:
    pages = signs(full)
    # The first two characters of the paragraph are left blank.
    assert len(pages) == 5
    for number, page in enumerate(pages[:4]):
        rows = lines(columns_of(page))
        assert len(rows) == 22
        assert [len(row) for row in rows] == [26 if number == 0 else 28, *[28] * 21]


def test_no_text_leaves_the_type_area_and_both_edges_are_flush(full: Pdf) -> None:
    for number, page in enumerate(signs(full), start=1):
        left = INSIDE if number % 2 else OUTSIDE
        inside = columns_of(page)
        assert min(sign.left for sign in inside) > left - 0.05
        assert max(sign.right for sign in inside) < left + 156 + 0.05
        if number < 5:
            # A character has a little room around its ink.
            assert max(sign.right for sign in inside) > left + 156 - 0.7


def test_lines_keep_one_pitch_after_headings_and_quiet_lines() -> None:
    blocks = [
        heading("一、部分", 2),
        heading("（一）条目", 3),
        paragraph("2023#w1", role=Role.LINE),
        paragraph(body(90)),
    ]
    page = signs(set_paper(paper(*blocks, *blocks, title="关于某项工作情况的报告")))[0]
    pitch = 225 / 22
    bases = [row[0].base for row in lines(columns_of(page)) if row[0].text in WORDS and len(row) > 20]
    assert len(bases) == 6
    for one, other in pairwise(bases):
        steps = (other - one) / pitch
        assert steps == pytest.approx(round(steps), abs=0.01)


def test_page_number_stands_under_the_type_area_on_the_outer_side(full: Pdf) -> None:
    for number, page in enumerate(signs(full), start=1):
        foot = [sign for sign in page if sign.top > BOTTOM]
        assert "".join(sign.text for sign in foot) == f"—{number}—"
        assert foot[0].size == pytest.approx(14, abs=0.1)
        dash = foot[0]
        assert (dash.top + dash.bottom) / 2 == pytest.approx(BOTTOM + 7, abs=0.4)
        em = 14 * 25.4 / 72
        if number % 2:
            assert foot[-1].right == pytest.approx(210 - OUTSIDE - em, abs=0.4)
        else:
            assert foot[0].left == pytest.approx(OUTSIDE + em, abs=0.4)


def test_faces_are_embedded_and_subset(full: Pdf, tmp_path: Path) -> None:
    require(POPPLER)
    made = set_paper(paper(heading("一、部分", 2), heading("（一）条目", 3), paragraph("正文一段。")))
    (tmp_path / "a.pdf").write_bytes(made.content)
    listed = subprocess.run(["pdffonts", tmp_path / "a.pdf"], capture_output=True, text=True, check=True).stdout
    rows = [line.split() for line in listed.splitlines()[2:]]
    assert len(rows) == 5
    for row in rows:
        assert re.match(r"[A-Z]{6}\+", row[0])
        assert row[-5:-2] == ["yes", "yes", "yes"]


def test_file_is_tagged_and_says_title_author_and_language() -> None:
    made = set_paper(paper(paragraph("正文。"), title="某项工作的报告"))
    document: Any = pypdfium2.PdfDocument(made.content)
    meta = document.get_metadata_dict()
    document.close()
    assert (meta["Title"], meta["Author"]) == ("某项工作的报告", "某乡党委")
    assert made.standards == ("PDF/UA-1",)
    assert b"/MarkInfo" in made.content
    assert re.search(rb"/Lang ?\(zh", made.content)


def test_same_paper_gives_the_same_bytes() -> None:
    made = paper(paragraph("正文", TextRun("某条例", target="r.html")), table(["甲", "乙"], ["1", "2"]))
    first, second = (set_paper(made, notes={"r.html": "《某条例》"}) for _ in range(2))
    assert first.content == second.content


def test_archived_file_is_pdf_a_with_tags() -> None:
    made = set_paper(paper(paragraph("正文。"), table(["甲"], ["1"])), archive=True)
    assert made.standards == ("PDF/A-2a", "PDF/UA-1")
    assert b"pdfaid:part" in made.content
    assert made.remarks == ()


@pytest.mark.parametrize(("archive", "told"), [(False, "做成了普通 PDF"), (True, "做成了PDF/A-2b")])
def test_file_that_cannot_be_read_aloud_says_so(archive: bool, told: str) -> None:
    made = set_paper(paper(Drawing(SVG, "")), archive=archive)
    assert "PDF/UA-1" not in made.standards
    (remark,) = made.remarks
    assert told in remark


def test_headings_are_bookmarks() -> None:
    made = set_paper(paper(heading("一、部分", 2), paragraph("文。"), heading("（一）条目", 3), paragraph("文。")))
    document: Any = pypdfium2.PdfDocument(made.content)
    found = [(mark.level, mark.get_title()) for mark in document.get_toc()]
    document.close()
    assert found == [(0, "标题"), (1, "一、部分"), (2, "（一）条目")]


def test_level_that_is_passed_over_keeps_the_file_readable() -> None:
    made = set_paper(Paper("题", "", "a.html", (heading("一、部分", 2), heading("1．条目", 4), paragraph("文。"))))
    assert made.standards == ("PDF/UA-1",)


def links_of(pdf: Pdf) -> list[list[int | str]]:
    """For each page the pages, counted from 0, and the addresses that its links lead to."""
    raw: Any = pypdfium2.raw
    document: Any = pypdfium2.PdfDocument(pdf.content)
    found: list[list[int | str]] = []
    for page in document:
        place, link, targets = ctypes.c_int(0), raw.FPDF_LINK(), []
        while raw.FPDFLink_Enumerate(page, place, link):
            target = raw.FPDFLink_GetDest(document, link)
            targets.append(raw.FPDFDest_GetDestPageIndex(document, target) if target else "address")
        found.append(targets)
    document.close()
    return found


def test_link_to_a_place_in_the_document_leads_there_and_gets_no_note() -> None:
    inside = TextRun("见第二页", target="reports/2023.html#w9")
    made = set_paper(
        paper(paragraph(inside), NewPage(), heading("（九）条目", 3, "w9"), paragraph("文。")),
        notes={inside.target: "不应出现"},
    )
    assert links_of(made)[0] == [1]
    assert "不应出现" not in "".join(texts(made))


def test_link_to_a_place_that_is_not_there_is_plain_words() -> None:
    made = set_paper(paper(paragraph(TextRun("某处", target="reports/2023.html#none"))))
    assert links_of(made) == [[]]


def test_contents_give_the_right_pages_and_lead_there() -> None:
    parts = [block for n in range(1, 6) for block in (NewPage(), heading(f"第{n}部分标题", 2), paragraph(body(900)))]
    made = set_paper(paper(Contents(), *parts))
    pages = texts(made)
    listed = dict(re.findall(r"(第\d部分标题)[…\s]+(\d+)", pages[0]))
    assert len(listed) == 5
    assert plain(pages[0]).count("标题") == 1 + 5
    for title, number in listed.items():
        assert title in pages[int(number) - 1]
    assert {int(number) - 1 for number in listed.values()} <= set(links_of(made)[0])


def test_note_stands_at_the_foot_of_the_page_that_its_link_is_on() -> None:
    blocks = [paragraph(body(400), TextRun(f"条例{n}", target=f"r{n}.html"), body(200)) for n in range(6)]
    made = set_paper(paper(*blocks), notes={f"r{n}.html": f"注文第{n}号" for n in range(6)})
    found = {
        n: (number, page) for number, page in enumerate(texts(made)) for n in range(6) if f"条例{n}" in plain(page)
    }
    assert len(found) == 6
    for n, (number, page) in found.items():
        assert f"注文第{n}号" in plain(page)
        note = [sign for sign in signs(made)[number] if sign.text == "注"]
        assert all(sign.bottom < BOTTOM and sign.size == pytest.approx(10.5, abs=0.1) for sign in note)
        assert plain(page).index(f"条例{n}") < plain(page).index(f"注文第{n}号")


def test_note_of_the_page_stands_at_the_foot_and_in_a_head_of_a_table_where_it_is() -> None:
    noted = (TextRun("谈话"), TextRun("", note="不含各村"), TextRun("很好"))
    cells = [TableCell((paragraph(*noted),), header=head) for head in (True, False)]
    (page,) = texts(set_paper(paper(paragraph(*noted), PaperTable(((cells[0],),), ((cells[1],),)))))
    words = plain(page)
    assert "谈话[1]很好" in words
    assert "谈话〔注：不含各村〕很好" in words
    # At the foot those of the paragraph and of the plain cell.
    assert words.count("不含各村") == 3


def test_target_gets_its_note_once_in_a_section() -> None:
    link = TextRun("某条例", target="r.html")
    again = [paragraph(link, "和", link, "。"), paragraph(link)]
    made = set_paper(
        paper(heading("（一）", 3), *again, heading("1．", 4), *again, heading("（二）", 3), *again),
        notes={"r.html": "注文"},
    )
    assert "".join(texts(made)).count("注文") == 2


def test_heading_is_never_alone_at_the_foot_of_a_page() -> None:
    for extra in range(17, 23):
        blocks = [
            *(paragraph(body(20)) for _ in range(extra)),
            heading("一、部分标题", 2),
            heading("（一）条目标题", 3),
        ]
        made = set_paper(paper(*blocks, paragraph("2023#w1", role=Role.LINE), paragraph("跟着的正文" + body(60))))
        (page,) = [page for page in map(plain, texts(made)) if "一、部分标题" in page]
        assert "（一）条目标题" in page
        assert "跟着的正文" in page


def test_a_label_stays_with_what_it_names() -> None:
    for extra in range(17, 23):
        blocks = [*(paragraph(body(20)) for _ in range(extra)), paragraph("本条所引条文", role=Role.LABEL)]
        made = set_paper(paper(*blocks, paragraph("跟着的条文" + body(60))))
        (page,) = [page for page in map(plain, texts(made)) if "本条所引条文" in page]
        assert "跟着的条文" in page


def test_a_line_that_is_bold_throughout_stays_with_what_it_names() -> None:
    for extra in range(17, 23):
        blocks = [*(paragraph(body(20)) for _ in range(extra)), paragraph(TextRun("往年所记", bold=True))]
        made = set_paper(paper(*blocks, paragraph("跟着的条目" + body(60))))
        (page,) = [page for page in map(plain, texts(made)) if "往年所记" in page]
        assert "跟着的条目" in page


def test_a_line_under_a_paragraph_is_never_alone_on_a_page() -> None:
    for extra in range(14, 23):
        blocks = [*(paragraph(body(20)) for _ in range(extra)), paragraph(body(100) + "段末。")]
        made = set_paper(paper(*blocks, paragraph("所引某条例", role=Role.LINE)))
        (page,) = [page for page in map(plain, texts(made)) if "所引某条例" in page]
        assert "段末" in page


LONG = [(f"第{n}行甲" + body(50), f"第{n}行乙" + body(90)) for n in range(60)]


def test_rows_are_not_cut_and_heads_are_repeated() -> None:
    made = set_paper(paper(table(["表头一", "表头二"], *LONG)))
    pages = [plain(page) for page in texts(made)]
    assert len(pages) > 3
    assert all("表头一" in page for page in pages)
    found = signs(made)
    for n in range(60):
        first = [number for number, page in enumerate(pages) if f"第{n}行甲" in page]
        assert [number for number, page in enumerate(pages) if f"第{n}行乙" in page] == first
    for page in found:
        assert all(sign.bottom < BOTTOM + 0.1 for sign in page if sign.size < 13)


def test_row_that_no_page_holds_is_cut() -> None:
    made = set_paper(paper(table(["甲", "乙"], [body(4000), "末"])))
    in_cells = [sign.text for page in signs(made) for sign in page if sign.size < 12 and sign.text in WORDS]
    assert "".join(in_cells) == body(4000)
    assert len(texts(made)) > 1
    assert_inside(made)


def test_rows_that_one_cell_reaches_over_go_on_over_pages_but_stay_whole() -> None:
    rows = [tuple(cell(f"第{n}行{side}{body(90)}") for side in "甲乙") for n in range(60)]
    first = (cell("跨行", rowspan=60), *rows[0])
    made = set_paper(paper(PaperTable((), (first, *rows[1:]))))
    pages = [plain(page) for page in texts(made)]
    for n in range(60):
        held = [[number for number, page in enumerate(pages) if f"第{n}行{side}" in page] for side in "甲乙"]
        assert held[0] == held[1] != []
    assert_inside(made)


def test_cell_over_some_rows_that_no_page_holds_cuts_those() -> None:
    tall = (cell(body(3000), rowspan=2), cell("甲"))
    assert_inside(set_paper(paper(PaperTable((), (tall, (cell("乙"),), (cell("丙"), cell("丁")))))))


def test_table_in_an_item_of_a_list_is_as_wide_as_its_room() -> None:
    inner = table(["甲", "乙", "丙"], *[[body(30)] * 3] * 3)
    wide_one = wide(12)
    nested = ItemList(((paragraph("项"), ItemList(((paragraph("内"), inner, wide_one),), ordered=True)),))
    assert_inside(set_paper(paper(nested)))


def test_lists_in_lists_keep_room_for_words() -> None:
    made = ItemList(((paragraph(body(40)),),))
    for _ in range(12):
        made = ItemList(((paragraph(body(40)), made),))
    assert_inside(set_paper(paper(made)))


@pytest.mark.parametrize("sign", ["。", "《", "A"])
def test_signs_that_may_not_be_parted_are_parted_where_no_line_holds_them(sign: str) -> None:
    assert_inside(set_paper(paper(paragraph(sign * 130))))


def wide(columns: int) -> PaperTable:
    return table([f"第{n}栏" for n in range(columns)], *[[body(30)] * columns for _ in range(12)])


def test_table_wider_than_the_type_area_turns_the_page() -> None:
    made = set_paper(paper(paragraph("前文"), wide(12), paragraph("后文")))
    shapes = sizes(made)
    assert (297, 210) in shapes
    for shape, page in zip(shapes, signs(made), strict=True):
        if shape == (297, 210):
            inside = [sign for sign in page if sign.size < 13]
            assert min(sign.left for sign in inside) > 34.9
            assert max(sign.right for sign in inside) < 297 - 36.9
            assert min(sign.top for sign in inside) > 27.9
            assert max(sign.bottom for sign in inside) < 210 - 27.9


def test_paper_of_two_years_lies_across_on_every_sheet() -> None:
    pairs = PaperTable((), ((cell(body(60)), cell(body(80))),), even=True)
    made = set_paper(replace(paper(paragraph(body(900)), pairs, paragraph("后文")), across=True))
    shapes = sizes(made)
    assert len(shapes) > 1 and set(shapes) == {(297, 210)}


def test_page_number_of_a_turned_page_is_where_the_upright_sheet_has_it() -> None:
    made = set_paper(Paper("表", "", "a.html", (wide(12), NewPage(), wide(12))))
    shapes, pages = sizes(made), signs(made)
    em = 14 * 25.4 / 72
    for number, (shape, page) in enumerate(zip(shapes, pages, strict=True), start=1):
        if shape != (297, 210):
            continue
        dashes = [sign for sign in page if sign.text == "—"]
        digits = [sign for sign in page if sign.left < 35 - 2]
        assert "".join(sign.text for sign in sorted(digits, key=lambda sign: sign.top)) == f"—{number}—"
        # 7 mm from the type area's lower edge, which is the left one here.
        assert all((dash.left + dash.right) / 2 == pytest.approx(28, abs=0.6) for dash in dashes)
        if number % 2:
            assert max(dash.bottom for dash in dashes) == pytest.approx(210 - OUTSIDE - em, abs=0.6)
        else:
            assert min(dash.top for dash in dashes) == pytest.approx(OUTSIDE + em, abs=0.6)


def test_heading_before_a_turned_table_goes_with_it() -> None:
    made = set_paper(paper(paragraph(body(500)), heading("二、一览表", 2), paragraph("说明一句。"), wide(12)))
    shapes = sizes(made)
    pages = [plain(page) for page in texts(made)]
    (at,) = [number for number, page in enumerate(pages) if "二、一览表" in page]
    assert shapes[at] == (297, 210)
    assert "第0栏" in pages[at]


def test_table_of_forty_columns_is_told_with_what_to_do() -> None:
    with pytest.raises(PaperError) as told:
        set_paper(paper(table(["甲"], ["乙"]), wide(40), page="compare/x.html"))
    assert "compare/x.html 第 2 张表（“第0栏”）有 40 列" in str(told.value)
    assert "改法：" in str(told.value)


def test_ragged_rows_and_spans_keep_every_cell() -> None:
    rows = (
        (cell("跨两行", rowspan=2), cell("跨两列", colspan=2)),
        (cell("一"), cell("二")),
        (cell("短"),),
        (cell("太宽", colspan=9),),
        (cell("太深", rowspan=9), cell("三"), cell("四")),
    )
    made = set_paper(paper(PaperTable(head=(), rows=rows)))
    for text in ("跨两行", "跨两列", "一", "二", "短", "太宽", "太深", "三", "四"):
        assert text in plain(texts(made)[0])


def test_edits_are_told_by_sign() -> None:
    made = set_paper(
        paper(paragraph("原有", TextRun("新增的话", edit=Edit.ADDED), TextRun("删去的话", edit=Edit.REMOVED)))
    )
    assert "原有＋新增的话－删去的话" in plain(texts(made)[0])


def test_notice_stands_on_every_page_clear_of_text_and_number() -> None:
    made = set_paper(paper(paragraph(body(2000)), wide(12), notice="本站摘要，非条文原文"))
    for shape, page, text in zip(sizes(made), signs(made), texts(made), strict=True):
        assert "本站摘要，非条文原文" in plain(text)
        if shape == (210, 297):
            assert any(sign.bottom < TOP - 1 for sign in page)


SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 100"><rect width="50" height="50" fill="#555"/></svg>'


def test_every_kind_of_block_is_set_and_readable_aloud() -> None:
    blocks = [
        paragraph("时间：", role=Role.FIELD),
        ItemList(((paragraph("甲"), ItemList(((paragraph("甲之一"),),))), (paragraph("乙"),)), ordered=True, start=3),
        Terms((((TextRun("名目"),), (paragraph("所说"),)),)),
        Drawing(SVG, "一张图"),
        PaperTable((), ((cell(""), cell("")),), blank=True, caption=(TextRun("签到表"),)),
        PaperTable((), ((TableCell((Drawing(SVG, "小图"), ItemList(((paragraph("格内"),),)))),),)),
        paragraph(
            TextRun("示例", tone=Tone.TAG),
            TextRun("待核实", tone=Tone.WARN),
            TextRun("旁注", tone=Tone.MUTED),
            role=Role.NOTICE,
        ),
        paragraph("怎样算出", role=Role.HOW),
        WritingLines(4),
        Anchor("somewhere"),
        paragraph("行一\n行二", TextRun("外部", target="https://example.org/a?b=1")),
    ]
    made = set_paper(paper(*blocks))
    assert made.standards == ("PDF/UA-1",)
    text = plain("".join(texts(made)))
    for word in (
        "时间：",
        "3．甲",
        "甲之一",
        "4．乙",
        "名目",
        "所说",
        "签到表",
        "格内",
        "示例",
        "待核实",
        "怎样算出",
        "行一行二",
    ):
        assert word in text
    assert ["address"] in links_of(made)


def test_cover_has_no_page_number() -> None:
    cover = [
        heading("学习资料"),
        paragraph("某乡党委", role=Role.CENTRE),
        paragraph("时间：", role=Role.FIELD),
        NewPage(),
    ]
    made = set_paper(Paper("学习资料", "", "study/a.html", (*cover, heading("第一部分"), paragraph("文。"))))
    first, second = texts(made)
    assert "—" not in first
    assert "— 2 —" in second


HOSTILE = [
    '#import "@preview/x:1.0.0": *',
    "$x$ 和 $ x^2 $",
    r"\u{1F600} \ #panic(\"x\")",
    "*粗* _斜_ `码` <标> @label = 标题 - 项 + 项 / 项: 说",
    "\"引\" '引' -- --- ... ~ // 注 /* 注 */",
    "]#[](){}#{ 1 }",
    "https://example.org/#a",
    "<script>alert(1)</script> &amp; &#35;",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_markup_in_a_text_is_text_wherever_it_stands(text: str) -> None:
    made = set_paper(
        Paper(
            text,
            text,
            "a.html",
            (
                Headline(1, (TextRun(text),)),
                paragraph("甲", TextRun(text, target="r.html"), "乙"),
                PaperTable(((cell(text, header=True),),), ((cell(text),),), caption=(TextRun(text),)),
                Drawing(SVG, text),
            ),
            notice=text,
        ),
        notes={"r.html": text},
    )
    assert plain("".join(texts(made))).count(plain(text)) >= 5


def test_long_word_is_broken_within_the_type_area() -> None:
    made = set_paper(paper(paragraph("见" + "a" * 400), table(["甲", "乙"], ["b" * 300, "短"])))
    for page in signs(made):
        assert max(sign.right for sign in page) < INSIDE + 156 + 0.1
    assert plain("".join(texts(made))).count("a") == 400


def test_characters_without_a_glyph_are_told_and_marked() -> None:
    made = set_paper(paper(paragraph("甲\U00030000乙\U0001fae0丙"), title="题"))
    assert "甲〓乙" in plain(texts(made)[0])
    assert made.standards == ("PDF/UA-1",)
    (remark,) = made.remarks
    assert "U+30000" in remark
    assert "〓" in remark


def test_sign_under_a_mark_that_no_face_has_is_kept_everywhere() -> None:
    made = set_paper(paper(paragraph("1\ufe0f\u20e3 第11条，字\u0489字"), title="1月"))
    found = plain("".join(texts(made)))
    assert "1月1〓第11条，字" in found
    (remark,) = made.remarks
    assert "U+0031" not in remark
    assert made.standards == ("PDF/UA-1",)


def test_long_run_of_missing_signs_is_told_sign_by_sign() -> None:
    made = set_paper(paper(paragraph("\U0001f44d" * 30 + "甲")))
    assert "〓" * 30 + "甲" in plain("".join(texts(made)))
    (remark,) = made.remarks
    assert "U+200B" not in remark


def test_sign_that_no_face_has_in_a_drawing_is_told_and_the_file_stays_readable_aloud() -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 20"><text y="15">甲\U0001f44d</text></svg>'
    made = set_paper(paper(Drawing(svg, "图")))
    assert made.standards == ("PDF/UA-1",)
    assert "U+1F44D" in made.remarks[0]


def test_signs_that_cannot_be_printed_are_left_out() -> None:
    made = set_paper(paper(paragraph("甲\x00乙\x07丙\ufeff丁\u202e戊\ud800己")))
    assert "甲乙丙丁戊己" in plain(texts(made)[0])


def in_print(sign: str) -> bool:
    return unicodedata.category(sign)[0] not in "CZM"


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.text(
            st.one_of(
                st.characters(min_codepoint=0x20, max_codepoint=0x7E),
                st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5),
                st.sampled_from("，。、；：？！“”‘’（）《》〈〉【】—…·〔〕％　"),
            ),
            min_size=1,
            max_size=120,
        ),
        min_size=1,
        max_size=4,
    )
)
def test_any_text_goes_through_unharmed(parts: list[str]) -> None:
    made = set_paper(Paper("题", "", "a.html", tuple(paragraph(f"始{part}终") for part in parts)))
    found = re.sub(r"—\d+—", "", plain("".join(texts(made))))
    assert made.remarks == ()
    assert found == "".join(plain(f"始{part}终") for part in parts)


def test_a_drawing_higher_than_a_page_is_made_to_fit_it() -> None:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 900" width="100" height="900">'
        '<text x="0" y="890" font-size="14">foot</text></svg>'
    )
    pdf = set_paper(paper(paragraph("前文"), Drawing(svg, "很高的图"), paragraph("后文")))
    drawn = [sign for page in signs(pdf) for sign in page if sign.text in "foot"]
    assert drawn
    assert all(sign.bottom <= BOTTOM for sign in drawn)


def test_a_picture_that_cannot_be_read_is_told_and_stands_as_words(tmp_path: Path) -> None:
    (tmp_path / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    pdf = set_paper(paper(paragraph("前文"), Picture("broken.png", "会议照片"), paragraph("后文")), tmp_path)
    assert "（图：会议照片）" in "".join(texts(pdf))
    assert [remark for remark in pdf.remarks if "broken.png 读不出来" in remark]
    assert pdf.standards == ("PDF/UA-1",)


def test_two_years_side_by_side_have_columns_of_one_width() -> None:
    pdf = set_paper(paper(table(("2022年", "2023年"), (body(200), ""), even=True)))
    left = [sign.right for sign in signs(pdf)[0] if sign.text in WORDS and sign.size < 12]
    assert INSIDE + 60 < max(left) < INSIDE + 156 / 2
