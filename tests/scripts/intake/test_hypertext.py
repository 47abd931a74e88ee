"""A web page becomes the lines that a browser shows."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scripts.intake.manuscript import IntakeError, Line, Manuscript
from scripts.intake.readers.altchunk import read_chunk, read_mime
from scripts.intake.readers.hypertext import read_hypertext


def texts(manuscript: Manuscript) -> list[str]:
    return [line.text for line in manuscript.lines]


def lost(manuscript: Manuscript) -> Counter[str]:
    found = Counter("".join(texts(manuscript)) + "".join(one.text for one in manuscript.left_out))
    return manuscript.characters - found


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>甲</p><p>乙</p>", ["甲", "乙"]),
        ("<!doctype html><meta charset=utf-8><title>丙</title><article><h1>甲</h1><p>乙</p></article>", ["甲", "乙"]),
        ("<meta charset=utf-8><style>p {}</style><main>甲</main>", ["甲"]),
        ("<p>甲<br>乙</p>", ["甲", "乙"]),
        ("<p>甲<b>乙</b><span>丙</span></p>", ["甲乙丙"]),
        ("甲<div>乙<div>丙</div>丁</div>戊", ["甲", "乙", "丙", "丁", "戊"]),
        ("<p>&lt;甲&gt; &amp; &#20057;&nbsp;丙</p>", ["<甲> & 乙\u00a0丙"]),
        ("<p>  甲 \n  乙  </p>", ["甲 乙"]),
        ("<p>\u3000\u3000甲</p>", ["\u3000\u3000甲"]),
        ("<pre>甲\n乙</pre>", ["甲", "乙"]),
        ("<p>甲<script>var a = '<p>乙</p>';</script><style>p {}</style></p><template>丙</template>", ["甲"]),
        ("<p>甲<!-- 乙 --></p><!--[if mso]><p>丙</p><![endif]-->", ["甲"]),
        ("<p style='display:none'>甲</p>", ["甲"]),
        ("<ol><li>甲</li><li><p>乙</p></li></ol>", ["1. 甲", "2. 乙"]),
        ("<ol start=3><li>甲<li value=9>乙<li>丙</ol>", ["3. 甲", "9. 乙", "10. 丙"]),
        ("<ol reversed><li>甲<li>乙</ol>", ["2. 甲", "1. 乙"]),
        ("<ol type=A><li>甲<ol type=i><li>乙</ol></ol>", ["A. 甲", "i. 乙"]),
        ("<ol style='list-style: none'><li>一、甲</ol>", ["一、甲"]),
        ("<ul><li>甲</ul>", ["甲"]),
        ("<ol><li><li>乙</ol>", ["1. ", "2. 乙"]),
        ("<table><tr><td>甲<td>乙<tr><td>丙<td></table>", ["甲\t乙", "丙\t"]),
        ("<table><tr><th colspan=2>甲<th>乙<tr><td>1<td>2<td>3</table>", ["甲\t\t乙", "1\t2\t3"]),
        ("<table><tr><td rowspan=2>甲<td>乙<tr><td>丙</table>", ["甲\t乙", "\t丙"]),
        ("<table><tr><td>甲<p>乙</p><td>丙</table>", ["甲 乙\t丙"]),
        ("<table><tr><td><p>甲</p><p>乙</p></td></tr></table>", ["甲", "乙"]),
        ("<table><tr><td>外<table><tr><td>内<td>里</table><td>右</table>", ["外\t右", "内\t里"]),
        ("<?xml version='1.0' encoding='gbk'?><html><body><p>甲</p></body></html>", ["甲"]),
        ("<p>甲 < 乙</p>", ["甲 < 乙"]),
    ],
)
def test_page_is_read_as_shown(page: str, expected: list[str]) -> None:
    read = read_hypertext(page.encode())
    assert texts(read) == expected
    assert not lost(read)


def test_lines_tell_paragraphs_headings_and_tables() -> None:
    page = "<h1>题</h1><p>甲<br>乙<br><br>丙</p><table><tr><td>丁<td>戊</table><table><tr><td>己<td>庚</table>"
    assert read_hypertext(page.encode()).lines == (
        Line("题", 1, paragraph=True, outline=1),
        Line("甲", 2, paragraph=True),
        Line("乙", 2),
        Line("丙", 3, paragraph=True),
        Line("丁\t戊", 4, paragraph=True, table=1),
        Line("己\t庚", 6, paragraph=True, table=2),
    )


def test_title_is_left_out_unless_the_page_shows_it() -> None:
    page = "<html><head><title>{}</title></head><body><p>总结</p></body></html>"
    assert [one.text for one in read_hypertext(page.format("XX乡 网站").encode()).left_out] == ["XX乡 网站"]
    assert not read_hypertext(page.format("总结").encode()).left_out


@pytest.mark.parametrize(
    ("content", "charset"),
    [
        ("<p>纪律处分</p>".encode(), None),
        ("\ufeff<p>纪律处分</p>".encode(), None),
        ("\ufeff<p>纪律处分</p>".encode("utf-16-le"), None),
        ("<p>纪律处分</p>".encode("gbk"), None),
        ("<p>纪律处分</p>".encode("gbk"), "GB2312"),
        ("<meta charset=gb2312><p>纪律处分</p>".encode("gbk"), None),
        ("<meta charset=utf-8><p>纪律处分</p>".encode("gbk"), None),
        ("<meta charset=hex><p>纪律处分</p>".encode(), "rot13"),
        ("<meta charset=big5><p>紀律</p>".encode("big5"), None),
    ],
)
def test_encoding_is_found(content: bytes, charset: str | None) -> None:
    assert texts(read_hypertext(content, charset)) in (["纪律处分"], ["紀律"])


def test_bytes_of_no_encoding_are_refused() -> None:
    with pytest.raises(IntakeError, match="编码认不出来"):
        read_hypertext(b"<p>\xff\xff\xff</p>")


def test_bottomless_nesting_is_refused_and_never_read_half() -> None:
    with pytest.raises(IntakeError, match="嵌套太深"):
        read_hypertext(("<div>" * 100_000 + "底").encode())
    assert texts(read_hypertext(("<div>" * 1000 + "底" + "</div>" * 1000).encode())) == ["底"]


def test_web_archive_gives_its_page_and_says_what_else_it_holds() -> None:
    archive = (
        "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\n"
        "Content-Type: text/html; charset=gb2312\nContent-Transfer-Encoding: base64\n\nPHA+vM3CyTwvcD4=\n--b\n"
        "Content-Type: text/html\n\n<p>header</p>\n--b--\n"
    )
    read = read_mime(archive.encode())
    assert texts(read) == ["纪律"]
    assert [(one.text, one.reason) for one in read.left_out] == [("header", "网页存档里的另一页")]


def test_embedded_rich_text_is_refused() -> None:
    with pytest.raises(IntakeError, match="RTF"):
        read_chunk(b"{\\rtf1 x}", "afchunk.rtf")


TAGS = [
    "p",
    "div",
    "b",
    "span",
    "br",
    "ol",
    "ul",
    "li",
    "table",
    "tr",
    "td",
    "th",
    "h2",
    "pre",
    "textarea",
    "title",
    "script",
    "style",
    "a",
    "select",
    "option",
]
PIECE = st.one_of(
    st.text(st.sampled_from("甲乙丙 1&;一\n\u00a0"), max_size=5),
    st.sampled_from(TAGS).map(lambda tag: f"<{tag}>"),
    st.sampled_from(TAGS).map(lambda tag: f"</{tag}>"),
    st.sampled_from(["<!--", "-->", "<", ">", "&lt;", "<p title='a>b'>", "<![CDATA[", "<?x", "\x00"]),
)


@pytest.mark.slow
@settings(max_examples=300)
@given(st.lists(PIECE, max_size=25).map("".join))
def test_any_page_gives_lines_or_one_sentence(page: str) -> None:
    try:
        read = read_hypertext(page.encode())
    except IntakeError as error:
        assert "改法：" in str(error)
    else:
        assert not any("\n" in line.text for line in read.lines)


SOUND = st.recursive(
    st.text(st.sampled_from("甲乙丙丁1 （）"), min_size=1, max_size=5),
    lambda inner: st.one_of(
        st.builds(lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag}>",
                  st.sampled_from(["div", "section", "blockquote", "b", "i"]), st.lists(inner, max_size=4)),
        st.lists(inner, max_size=3).map(lambda items: f"<ol>{''.join(f'<li>{one}</li>' for one in items)}</ol>"),
        st.lists(st.lists(inner, min_size=1, max_size=3), min_size=1, max_size=3).map(
            lambda rows: "<table>" + "".join("<tr>" + "".join(f"<td>{c}</td>" for c in r) + "</tr>" for r in rows)
            + "</table>"),
    ),
    max_leaves=12,
)  # fmt: skip


@pytest.mark.slow
@settings(max_examples=200)
@given(SOUND)
def test_no_sign_of_a_sound_page_is_lost(page: str) -> None:
    assert not lost(read_hypertext(f"<html><body>{page}<p>尾</p></body></html>".encode()))


@given(st.binary(max_size=300))
def test_any_embedded_bytes_give_lines_or_one_sentence(content: bytes) -> None:
    for start in (b"", b"MIME-Version: 1.0\nContent-Type: text/html\n\n", b"<html>"):
        try:
            read_chunk(start + content, "afchunk.mht")
        except IntakeError as error:
            assert "改法：" in str(error)
