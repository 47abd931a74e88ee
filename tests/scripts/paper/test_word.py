"""What a Word file holds, as python-docx and its own XML tell it."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.shared import Mm
from lxml import etree

from scripts.intake.pictures import clean_picture
from scripts.intake.readers.word import read_word
from scripts.paper.blocks import (
    Anchor,
    Code,
    Contents,
    Drawing,
    Edit,
    Headline,
    ItemList,
    NewPage,
    PaperTable,
    Para,
    Picture,
    Role,
    TableCell,
    Terms,
    TextRun,
    Tone,
    WritingLines,
)
from scripts.paper.word.document import Tools, write_docx
from scripts.paper.word.own import read_own_page
from scripts.paper.word.xml import W
from tests.helpers.factories import REPORT
from tests.helpers.picture_files import jpeg
from tests.helpers.word_pages import DAY, cell, paper_of, part, say, tools, write

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 280" width="480" height="280">'
    '<rect width="480" height="280" fill="#888"/></svg>'
)


def opened(content: bytes):
    return docx.Document(io.BytesIO(content))


def elements(content: bytes, name: str, of: str = "word/document.xml") -> list[etree._Element]:
    return list(etree.fromstring(part(content, of).encode()).iter(f"{{{W}}}{name}"))


def test_styles_are_words_own_so_that_the_navigation_pane_knows_them() -> None:
    content = write(Headline(2, (TextRun("一、甲"),), "a"), Headline(3, (TextRun("（一）乙"),), "b"), say("正文"))
    document = opened(content)
    assert [paragraph.style.name for paragraph in document.paragraphs] == [
        "Title",
        "Heading 1",
        "Heading 2",
        "Normal Indent",
    ]
    body = document.styles["Normal Indent"].element
    assert body.find(f".//{{{W}}}ind").get(f"{{{W}}}firstLineChars") == "200"
    for name, face in (("Heading 1", "黑体"), ("Heading 2", "楷体_GB2312"), ("Title", "方正小标宋简体")):
        fonts = document.styles[name].element.find(f".//{{{W}}}rFonts")
        assert {fonts.get(f"{{{W}}}{script}") for script in ("ascii", "hAnsi", "eastAsia")} == {face}


def test_the_section_has_the_margins_and_the_grid_of_the_standard() -> None:
    content = write(say("正文"))
    section = opened(content).sections[0]
    sides = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    for side, millimetres in zip(sides, (37, 35, 28, 26), strict=True):
        assert side == pytest.approx(Mm(millimetres), abs=635)
    assert (section.page_width, section.page_height) == pytest.approx((Mm(210), Mm(297)), abs=635)
    (grid,) = elements(content, "docGrid")
    assert grid.get(f"{{{W}}}type") == "linesAndChars"
    pitch, space = int(grid.get(f"{{{W}}}linePitch")), int(grid.get(f"{{{W}}}charSpace"))
    height, width = (11906 - 1587 - 1474, 16838 - 2098 - 1984)[::-1]
    assert height // pitch == 22
    assert int(width / 20 / (16 + space / 4096)) == 28
    assert opened(content).settings.odd_and_even_pages_header_footer


def test_paper_of_two_years_lies_across_on_every_sheet() -> None:
    paper = replace(paper_of(say("甲"), PaperTable((), ((TableCell(()),) * 8,))), across=True)
    sizes = elements(write_docx(paper, tools()), "pgSz")
    assert [size.get(f"{{{W}}}orient") for size in sizes] == ["landscape"]


def test_a_notice_stands_on_every_page() -> None:
    content = write(say("正文"), notice="本站摘要，非条文原文")
    section = opened(content).sections[0]
    assert section.header.paragraphs[0].text == section.even_page_header.paragraphs[0].text == "本站摘要，非条文原文"


def test_the_same_paper_gives_the_same_bytes() -> None:
    blocks = (say("正文"), Drawing(SVG, "图"), Para((TextRun("条例", target="a.html"),)))
    assert write(*blocks) == write(*blocks)


def test_title_author_and_day_are_told() -> None:
    properties = opened(write(say("正文"))).core_properties
    assert (properties.title, properties.author, properties.language) == ("题名", "XX乡党委", "zh-CN")
    assert properties.created.date() == properties.modified.date() == DAY


def test_a_link_gets_a_footnote_and_leads_to_it() -> None:
    linked = TextRun("条例", target="regulations/shili/2018.html")
    content = write(Para((TextRun("学习"), linked)), Para((linked,)))
    (_, _, note) = elements(content, "footnote", "word/footnotes.xml")
    assert "".join(note.itertext()).strip() == "见regulations/shili/2018.html"
    (bookmark,) = note.iter(f"{{{W}}}bookmarkStart")
    anchors = [link.get(f"{{{W}}}anchor") for link in elements(content, "hyperlink")]
    # The second time the words lead to the note that is there.
    assert anchors == [bookmark.get(f"{{{W}}}name")] * 2
    assert len(elements(content, "footnoteReference")) == 1


def test_a_note_of_the_page_is_a_footnote_that_is_read_back_with_its_words() -> None:
    content = write(Para((TextRun("谈话56人次"), TextRun("", note="不含各村"), TextRun("。"))))
    (_, _, note) = elements(content, "footnote", "word/footnotes.xml")
    assert "".join(note.itertext()).strip() == "不含各村"
    assert "谈话56人次〔注：不含各村〕。" in [line.text for line in read_word(content).lines]


def test_a_new_part_gives_its_notes_anew() -> None:
    linked = Para((TextRun("条例", target="a.html"),))
    content = write(linked, Headline(1, (TextRun("第二份"),), "second"), linked, linked)
    assert len(elements(content, "footnoteReference")) == 2
    names = [one.get(f"{{{W}}}name") for one in elements(content, "bookmarkStart", "word/footnotes.xml")]
    assert len(names) == len(set(names)) == 1


def test_a_link_to_a_place_of_the_file_leads_there_without_a_note() -> None:
    link = TextRun("下文", target="study/a.html#part-2", noted=False)
    content = write(Para((link,)), Headline(2, (TextRun("二"),), "part-2"))
    (anchor,) = [one.get(f"{{{W}}}anchor") for one in elements(content, "hyperlink")]
    assert anchor in [one.get(f"{{{W}}}name") for one in elements(content, "bookmarkStart")]
    assert not elements(content, "footnoteReference")


def test_no_cell_is_lost_where_one_from_above_reaches_into_its_row() -> None:
    content = write(PaperTable((), ((cell("甲", rowspan=2),), (cell("乙"), cell("丙"))), even=True))
    (table,) = opened(content).tables
    assert [[one.text for one in row.cells] for row in table.rows] == [["甲", "", ""], ["甲", "乙", "丙"]]


def test_links_lead_to_places_in_tables_and_among_terms() -> None:
    there = Para((TextRun("乙"),), id="b")
    links = Para(tuple(TextRun("甲", target=f"study/a.html#{name}", noted=False) for name in "bc"))
    content = write(
        links, PaperTable((), ((TableCell((there,)),),)), Terms((((TextRun("丙"),), (replace(there, id="c"),)),))
    )
    names = [one.get(f"{{{W}}}name") for one in elements(content, "bookmarkStart")]
    assert [one.get(f"{{{W}}}anchor") for one in elements(content, "hyperlink")] == names[-2:]


def test_bookmarks_are_such_as_word_keeps() -> None:
    ids = ["w1", "work-2", "art-31_1", "a" * 60, "标识", "work_2"]
    content = write(*(Headline(2, (TextRun(name),), name) for name in ids))
    names = [one.get(f"{{{W}}}name") for one in elements(content, "bookmarkStart")]
    assert len(set(names)) == len(ids) + 1
    assert all(name.isascii() and name.isidentifier() and len(name) <= 40 for name in names)


def test_an_address_on_the_web_is_a_link_of_its_own() -> None:
    content = write(Para((TextRun("国家法律法规数据库", target="https://flk.npc.gov.cn/"),)))
    assert 'Target="https://flk.npc.gov.cn/" TargetMode="External"' in part(content, "word/_rels/document.xml.rels")


TABLE = PaperTable(
    head=((cell("序号", header=True), cell("内容", header=True, colspan=2)),),
    rows=((cell("1", rowspan=2), cell("甲"), cell("乙", align="end")), (cell("丙"), cell("丁"))),
    caption=(TextRun("表一"),),
)


def test_a_table_repeats_its_head_and_cuts_no_row() -> None:
    content = write(TABLE)
    (table,) = opened(content).tables
    assert [[one.text for one in row.cells] for row in table.rows] == [
        ["序号", "内容", "内容"],
        ["1", "甲", "乙"],
        ["1", "丙", "丁"],
    ]
    assert len(elements(content, "cantSplit")) == 3
    assert len(elements(content, "tblHeader")) == 1


def test_blank_rows_are_tall_enough_to_write_in() -> None:
    content = write(PaperTable(TABLE.head, TABLE.rows, blank=True))
    assert {int(one.get(f"{{{W}}}val")) >= 500 for one in elements(content, "trHeight")} == {True}
    assert len(elements(content, "trHeight")) == 2


def test_contents_are_a_field_that_word_fills_in() -> None:
    content = write(
        Contents(), NewPage(), Headline(2, (TextRun("第一部分"),), "one"), Headline(3, (TextRun("（一）"),), "x")
    )
    codes = [one.text.split()[0] for one in elements(content, "instrText")]
    assert codes == ["TOC", "PAGEREF"]
    marks = [one.get(f"{{{W}}}fldCharType") for one in elements(content, "fldChar")]
    assert marks.count("begin") == marks.count("end") == 2
    assert "第一部分" in [link_text(one) for one in elements(content, "hyperlink")]
    assert len(elements(content, "pageBreakBefore")) == 1


def link_text(link: etree._Element) -> str:
    return "".join(one.text or "" for one in link.iter(f"{{{W}}}t"))


def test_every_kind_of_block_has_its_form() -> None:
    content = write(
        Para((TextRun("单位"),), Role.CENTRE),
        Para((TextRun("时间："),), Role.FIELD),
        Para((TextRun("怎么算的"),), Role.HOW),
        ItemList(((say("甲"), ItemList(((say("甲一"),),), ordered=True, start=3)),)),
        Terms((((TextRun("责任人"),), (say("组织委员"),)), ((TextRun("空"),), ()))),
        Code("python3 a.py\npython3 b.py"),
        WritingLines(3),
        Anchor("here"),
        Para((TextRun("旧", edit=Edit.REMOVED), TextRun("新", edit=Edit.ADDED), TextRun("示例", tone=Tone.TAG))),
    )
    texts = [paragraph.text for paragraph in opened(content).paragraphs]
    assert texts == [
        "题名",
        "单位",
        "时间：\t",
        "怎么算的",
        "·　甲",
        "3．甲一",
        "责任人：组织委员",
        "空：",
        "python3 a.py\npython3 b.py",
        "",
        "",
        "",
        "旧新示例",
    ]
    assert (len(elements(content, "strike")), len(elements(content, "u"))) == (1, 1)


def test_a_drawing_becomes_a_picture_with_its_text_alternative() -> None:
    content = write(Drawing(SVG, "历年变化"))
    (shape,) = opened(content).inline_shapes
    assert (shape.width, shape.height) == pytest.approx((480 * 9525, 280 * 9525), rel=0.01)
    assert shape._inline.docPr.get("descr") == "历年变化"


def test_a_drawing_higher_than_the_page_is_made_smaller() -> None:
    (shape,) = opened(write(Drawing(SVG.replace("280", "2800"), "长图"))).inline_shapes
    assert shape.height < Mm(225)
    assert shape.width / shape.height == pytest.approx(480 / 2800, rel=0.02)


def test_a_drawing_that_cannot_be_shown_is_told_in_words() -> None:
    told: list[str] = []
    work = Tools(Path(), lambda target: target, DAY, told.append)
    content = write_docx(paper_of(Drawing("<svg", "历年变化"), Picture("gone.png", "截图")), work)
    assert [paragraph.text for paragraph in opened(content).paragraphs][1:] == ["（图：历年变化）", "（图：截图）"]
    assert [line.rpartition("：")[2] for line in told] == ["历年变化", "截图"]


@pytest.mark.parametrize(
    ("held", "turn", "flip", "upright"),
    [
        (1, None, None, (2, 1)),
        (3, "10800000", None, (2, 1)),
        (6, "5400000", None, (1, 2)),
        (5, "16200000", "1", (1, 2)),
    ],
)
def test_a_photograph_is_shown_upright(
    held: int, turn: str | None, flip: str | None, upright: tuple[int, int], tmp_path: Path
) -> None:
    # Twice as wide as it is high, as it lies in the file.
    content = clean_picture(jpeg(held))[0].replace(b"\x08\0\x01\0\x01\x01", b"\x08\x02\0\x04\0\x01")
    (tmp_path / "photo.jpg").write_bytes(content)
    work = Tools(tmp_path, lambda target: target, DAY, lambda _: None)
    drawn = etree.fromstring(
        part(write_docx(paper_of(Picture("photo.jpg", "会场")), work), "word/document.xml").encode()
    )
    (place,), (size,) = drawn.iter("{*}xfrm"), drawn.iter("{*}ext")
    wide, high = int(size.get("cx")), int(size.get("cy"))
    assert wide == pytest.approx(2 * high, rel=0.01)
    assert (place.get("rot"), place.get("flipH")) == (turn, flip)
    shown = (high, wide) if upright[1] > upright[0] else (wide, high)
    assert shown[0] <= Mm(156.5)
    assert shown[1] <= Mm(225)
    above = [int(one.get("t")) for one in drawn.iter("{*}effectExtent")]
    assert above == ([(wide - high) // 2] if shown[1] == wide else [])


def test_the_text_alone_can_be_had() -> None:
    paper = paper_of(
        Para((TextRun("2023#w1"),), Role.LINE),
        say("开头一段。"),
        Headline(2, (TextRun("所引法规"),), "citations"),
        say("单"),
    )
    own = read_own_page(REPORT, "reports/2023.md")
    texts = [one.text for one in opened(write_docx(paper, tools(), own, text_only=True)).paragraphs]
    assert texts == ["题名", "开头一段。"]
