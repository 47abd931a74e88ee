"""What a Word file says, in reading order, and what is left out of it with which reason."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scripts.intake.manuscript import IntakeError, Line, Manuscript
from scripts.intake.readers.runs import FIELDS, HIDDEN, MATHS
from scripts.intake.readers.story import MERGED_AWAY
from scripts.intake.readers.tracked_marks import DELETED
from scripts.intake.readers.word import read_word
from scripts.setup.environment import ROOT
from tests.helpers.word_files import (
    box,
    level,
    numbered,
    numbering,
    paragraph,
    relations,
    run,
    table,
    word_file,
)
from tests.helpers.word_reading import left, lost, texts

SHARED = Path(ROOT).parent / "shared/corpus/law-altchunk.docx"


def mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def code(text: str) -> str:
    return run(text, tag="instrText")


HIDE = "<w:vanish/>"
MATH = "<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>"
RUBY = f"<w:r><w:ruby><w:rt>{run('pin')}</w:rt><w:rubyBase>{run('拼')}</w:rubyBase></w:ruby></w:r>"
PART = '<w:trPr><w:del w:id="1"/></w:trPr>'
MERGE = '<w:tcPr><w:vMerge w:val="{}"/></w:tcPr>'


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (paragraph(run("一、工作"), run("开展")), ["一、工作开展"]),
        (paragraph("甲", "<w:r><w:tab/></w:r>", "乙"), ["甲\t乙"]),
        (paragraph("甲", "<w:r><w:br/></w:r>", "乙"), ["甲", "乙"]),
        (paragraph("2023年", '<w:r><w:br w:type="page"/></w:r>', "附件"), ["2023年", "附件"]),
        (paragraph('<w:r><w:br w:type="page"/></w:r>', "附件"), ["附件"]),
        (paragraph("甲", '<w:r><w:br w:type="page"/></w:r>'), ["甲"]),
        (paragraph("A", "<w:r><w:noBreakHyphen/></w:r>", "B"), ["A-B"]),
        (paragraph('<w:hyperlink w:anchor="x">' + run("链接") + "</w:hyperlink>"), ["链接"]),
        (paragraph("<w:smartTag><w:smartTagPr/>" + run("XX乡") + "</w:smartTag>"), ["XX乡"]),
        ("<w:sdt><w:sdtPr/><w:sdtContent>" + paragraph("内") + "</w:sdtContent></w:sdt>", ["内"]),
        (paragraph(mark("begin"), code(" PAGE "), mark("separate"), run("3"), mark("end"), run("页")), ["3页"]),
        (paragraph(mark("begin"), code("IF "), run("码"), mark("separate"), run("果"), mark("end")), ["果"]),
        # A field that never ends is none, and takes nothing along.
        (paragraph(mark("begin"), "甲") + paragraph("乙"), ["甲", "乙"]),
        (paragraph(mark("begin"), code(r"eq \o\ac(○,3)"), mark("end"), run("其三")), ["③其三"]),
        (paragraph('<w:fldSimple w:instr="DATE">' + run("今日") + "</w:fldSimple>"), ["今日"]),
        (paragraph('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', "已办"), ["✓已办"]),
        (paragraph("占", MATH), ["占1/2"]),
        (paragraph(RUBY, "音"), ["拼（pin）音"]),
        (paragraph("锚", box(paragraph("框内"))) + paragraph("下段"), ["锚", "框内", "下段"]),
        (paragraph("甲") + paragraph() + paragraph("乙"), ["甲", "", "乙"]),
        (paragraph("旧", properties="<w:rPr><w:del/></w:rPr>") + paragraph("新"), ["旧新"]),
        (paragraph("标题。", properties=f"<w:rPr>{HIDE}<w:specVanish/></w:rPr>") + paragraph("正文"), ["标题。正文"]),
        (table(["甲", "乙"], ["丙", ""]), ["甲\t乙", "丙\t"]),
        (table(["只有一格"]), ["只有一格"]),
        (table([paragraph("甲") + paragraph("乙"), "丙"]), ["甲 乙\t丙"]),
        (table(['<w:tcPr><w:gridSpan w:val="3"/></w:tcPr>' + paragraph("甲"), "乙"]), ["甲\t\t\t乙"]),
        (table([MERGE.format("restart") + paragraph("甲"), "1"], [MERGE.format("continue") + paragraph(), "2"]),
         ["甲\t1", "\t2"]),
        (table([paragraph("外") + table(["内一", "内二"]), "右"]), ["外\t右", "内一\t内二"]),
    ],
)  # fmt: skip
def test_text_is_read_in_order(body: str, expected: list[str]) -> None:
    read = read_word(word_file(body))
    assert texts(read) == expected
    assert not lost(read)


@pytest.mark.parametrize(
    ("body", "kept", "omitted", "notice"),
    [
        (paragraph("甲", f"<w:del>{run('乙', tag='delText')}</w:del>", f"<w:ins>{run('丙')}</w:ins>"),
         ["甲丙"], [("乙", DELETED)], "文中有修订（改写 1 处）：全部接受"),
        (paragraph("甲", f"<w:moveFrom>{run('乙')}</w:moveFrom>"), ["甲"], [("乙", DELETED)],
         "文中有修订（删除 1 处）：全部接受"),
        (paragraph("甲", run("密", HIDE)), ["甲"], [("密", HIDDEN)], None),
        (paragraph("甲", run("显", '<w:vanish w:val="0"/>')), ["甲显"], [], None),
        (paragraph("甲", "<w:r><w:softHyphen/></w:r>"), ["甲"], [("\u00ad", "可选连字符")], None),
        (paragraph(mark("begin"), code("LISTNUM x"), mark("end")), [""], [("LISTNUM x", "域没有现成的结果")], FIELDS),
        (paragraph(MATH), ["1/2"], [], MATHS),
        (table(["甲", "乙"], ["丙", "丁"]).replace("<w:tr>", "<w:tr>" + PART, 1), ["丙\t丁"],
         [("甲", DELETED), ("乙", DELETED)], "文中有修订（删除 1 处）：全部接受"),
        (table(["甲", "1"], [MERGE.format("continue") + paragraph("乙"), "2"]), ["甲\t1", "\t2"],
         [("乙", MERGED_AWAY)], None),
        (f"<w:del>{paragraph('删')}</w:del>" + paragraph("留"), ["留"], [("删", DELETED)],
         "文中有修订（删除 1 处）：全部接受"),
    ],
)  # fmt: skip
def test_what_is_not_shown_is_left_out_with_its_reason(
    body: str, kept: list[str], omitted: list[tuple[str, str]], notice: str | None
) -> None:
    read = read_word(word_file(body))
    assert texts(read) == kept
    assert left(read) == omitted
    assert list(read.notices) == ([notice] if notice else [])
    assert not lost(read)


def test_notes_stand_at_their_mark_and_comments_and_margins_are_left_out() -> None:
    body = paragraph(
        "甲", '<w:r><w:footnoteReference w:id="2"/></w:r>', "乙", '<w:r><w:commentReference w:id="1"/></w:r>'
    )
    read = read_word(
        word_file(
            body,
            footnotes=f'<w:footnote w:id="2">{paragraph("注一")}{paragraph("注二")}</w:footnote>'
            f'<w:footnote w:id="3">{paragraph("无主")}</w:footnote>',
            comments=f'<w:comment w:id="1">{paragraph("请核")}</w:comment>',
            header=paragraph("XX乡文件"),
            footer=paragraph(" "),
        )
    )
    assert texts(read) == ["甲〔注：注一 注二〕乙"]
    assert left(read) == [("请核", "批注"), ("无主", "正文没有引用的注"), ("XX乡文件", "页眉")]
    assert not lost(read)


def commented(*content: str) -> Manuscript:
    body = paragraph("前文。", *content)
    return read_word(word_file(body, comments=f'<w:comment w:id="1">{paragraph("数字请核")}</w:comment>'))


RANGE = ('<w:commentRangeStart w:id="1"/>', '<w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>')


@pytest.mark.parametrize(
    ("content", "passage"),
    [
        (("谈话", RANGE[0], "五十人次", RANGE[1], "。"), "五十人次"),
        # Without marks around its words it is on what stands before it.
        (("谈话五十人次", '<w:r><w:commentReference w:id="1"/></w:r>', "。"), "前文。谈话五十人次"),
        ((RANGE[0], f"<w:del>{run('三', tag='delText')}</w:del>", "五", RANGE[1]), "五"),
        ((RANGE[0], "长" * 100, RANGE[1]), "长" * 60 + "……"),
        # One that nothing refers to.
        (("谈话",), ""),
    ],
)
def test_comment_is_told_with_the_words_that_it_is_on(content: tuple[str, ...], passage: str) -> None:
    read = commented(*content)
    (comment,) = (one for one in read.left_out if one.reason == "批注")
    assert (comment.text, comment.passage) == ("数字请核", passage)
    assert "文中有批注 1 处，没有放进页面，逐处看过再放" in read.notices
    assert not any("请核" in one for one in texts(read))


@pytest.mark.parametrize(
    ("style", "own", "expected"),
    [
        ('<w:name w:val="heading 2"/>', "", 2),
        ('<w:name w:val="标题 1"/>', "", 1),
        ('<w:name w:val="x"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr>', "", 3),
        ('<w:name w:val="x"/><w:basedOn w:val="B"/>', "", 4),
        ('<w:name w:val="heading 2"/>', '<w:outlineLvl w:val="9"/>', 0),
        ('<w:name w:val="heading 9"/>', "", 6),
        ('<w:name w:val="Body"/><w:basedOn w:val="A"/>', "", 0),
    ],
)
def test_outline_comes_from_the_paragraph_or_its_styles(style: str, own: str, expected: int) -> None:
    styles = f'<w:style w:styleId="A">{style}</w:style><w:style w:styleId="B"><w:name w:val="heading 4"/></w:style>'
    read = read_word(word_file(paragraph("题", properties=f'<w:pStyle w:val="A"/>{own}'), styles=styles))
    assert read.lines == (Line("题", 1, paragraph=True, outline=expected),)


def test_strict_documents_are_read_alike() -> None:
    body = numbered("总体情况") + table(["甲", "乙"])
    parts = {"numbering": numbering(level(0, "chineseCounting", "%1、"))}
    assert read_word(word_file(body, strict=True, **parts)) == read_word(word_file(body, **parts))


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("chunk.html", "<p>甲</p><p>乙</p>", ["前", "甲", "乙", "后"]),
        ("chunk.txt", "甲\n乙\n", ["前", "甲", "乙", "后"]),
        ("chunk.mht", "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=\"x\"\n\n--x\n"
         "Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n"
         "<p class=3D\"a\">=E7=94=B2</p><p>乙</p>\n--x--\n", ["前", "甲", "乙", "后"]),
        ("chunk.docx", word_file(paragraph("甲") + paragraph("乙")), ["前", "甲", "乙", "后"]),
    ],
)  # fmt: skip
def test_embedded_file_is_read_in_its_place(name: str, content: bytes | str, expected: list[str]) -> None:
    related = relations(("c1", "aFChunk", name))
    related = related[related.index("<Relationship ") : related.index("</Relationships>")]
    body = paragraph("前") + '<w:altChunk r:id="c1"/>' + paragraph("后")
    read = read_word(word_file(body, related=related, extra={f"word/{name}": content}))
    assert texts(read) == expected
    assert [line.number for line in read.lines] == [1, 2, 3, 4]
    assert not lost(read)
    assert sum(read.characters.values()) == 4


def test_file_outside_is_never_fetched_and_said_so() -> None:
    related = '<Relationship Id="c1" Type="x/aFChunk" Target="http://example.invalid/a.html" TargetMode="External"/>'
    read = read_word(word_file(paragraph("前") + '<w:altChunk r:id="c1"/>', related=related))
    assert texts(read) == ["前"]
    assert "没有读取" in read.notices[0]


def test_tables_nested_past_reason_are_refused() -> None:
    body = paragraph("底")
    for _ in range(25):
        body = table([body, "x"])
    with pytest.raises(IntakeError, match="嵌套"):
        read_word(word_file(body))


def test_law_of_the_official_database_is_read_whole() -> None:
    if not SHARED.exists():
        pytest.skip("the corpus is not here")
    read = read_word(SHARED.read_bytes())
    assert len(read.lines) > 20
    assert read.lines[0].outline == 1
    assert not lost(read)


WORDS = st.text(st.sampled_from("甲乙丙一二1（）。、 abc"), max_size=6)
LOOK = st.sampled_from(["", HIDE, "<w:b/>"])
INLINE = st.one_of(
    st.builds(run, WORDS, LOOK),
    WORDS.map(lambda text: f"<w:ins>{run(text)}</w:ins>"),
    WORDS.map(lambda text: f"<w:del>{run(text, tag='delText')}</w:del>"),
    WORDS.map(lambda text: f"<w:moveFrom>{run(text)}</w:moveFrom>"),
    WORDS.map(lambda text: box(paragraph(run(text)))),
    WORDS.map(lambda text: mark("begin") + run(text) + mark("separate") + run(text) + mark("end")),
    st.sampled_from(["begin", "separate", "end"]).map(mark),
    st.just('<w:r><w:footnoteReference w:id="2"/></w:r>'),
    st.just("<w:r><w:br/></w:r>"),
)
LOOKS = st.sampled_from(
    ["", "<w:numPr><w:numId w:val='1'/></w:numPr>", "<w:rPr><w:del/></w:rPr>", f"<w:rPr>{HIDE}</w:rPr>"]
)
PARAGRAPH = st.builds(lambda parts, look: paragraph(*parts, properties=look), st.lists(INLINE, max_size=4), LOOKS)
BLOCK = st.one_of(PARAGRAPH, st.lists(st.lists(PARAGRAPH, min_size=1, max_size=3), min_size=1, max_size=3).map(
    lambda rows: table(*rows)))  # fmt: skip
PARTS = {
    "numbering": numbering(level(0, "chineseCountingThousand", "%1、")),
    "footnotes": f'<w:footnote w:id="2">{paragraph("注文")}</w:footnote>',
}


@pytest.mark.slow
@settings(max_examples=150)
@given(st.lists(BLOCK, max_size=5).map("".join))
def test_no_sign_of_any_document_is_lost(body: str) -> None:
    read = read_word(word_file(body, **PARTS))
    assert not lost(read)
    assert not any("\n" in line.text for line in read.lines)


@settings(max_examples=60)
@given(st.lists(st.text(st.sampled_from("甲乙丙丁123"), min_size=1, max_size=5), max_size=8))
def test_plain_paragraphs_come_out_as_they_went_in(words: list[str]) -> None:
    read = read_word(word_file("".join(paragraph(run(one)) for one in words)))
    assert texts(read) == words


@settings(max_examples=200)
@given(st.integers(0, 2**32), st.booleans())
def test_broken_files_end_in_one_sentence_or_a_manuscript(seed: int, cut: bool) -> None:
    chance = random.Random(seed)
    content = bytearray(word_file(numbered("甲") + table(["乙", "丙"]) + paragraph(box(paragraph("框"))), **PARTS))
    for _ in range(chance.randint(1, 6)):
        content[chance.randrange(len(content))] = chance.randrange(256)
    broken = bytes(content[: chance.randrange(len(content))]) if cut else bytes(content)
    try:
        read = read_word(broken)
    except IntakeError as error:
        assert "改法：" in str(error)
        assert "\n" not in str(error)
    else:
        assert isinstance(read, Manuscript)


BODY = numbered("甲") + table(["乙", "丙"]) + paragraph(mark("begin"), code("X"), mark("end"), box(paragraph("框")))


@pytest.mark.slow
@settings(max_examples=200)
@given(st.integers(0, 2**32), st.sampled_from(["document", "numbering", "styles", "footnotes"]))
def test_broken_parts_end_in_one_sentence_or_a_manuscript(seed: int, part: str) -> None:
    chance = random.Random(seed)
    styles = '<w:style w:styleId="A" w:default="1" w:type="paragraph"><w:basedOn w:val="A"/></w:style>'
    whole = {"numbering": PARTS["numbering"], "footnotes": PARTS["footnotes"], "styles": styles}
    content = {"document": BODY} | whole
    text = list(content[part])
    for _ in range(chance.randint(1, 4)):
        text[chance.randrange(len(text))] = chance.choice("0193a<>/\"'wp:甲 =-")
    content[part] = "".join(text)
    try:
        assert isinstance(read_word(word_file(content.pop("document"), **content)), Manuscript)
    except IntakeError as error:
        assert "改法：" in str(error)
