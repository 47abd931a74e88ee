"""Plain text: every character, whatever the encoding and the line ends."""

from __future__ import annotations

import codecs
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.intake.manuscript import IntakeError, Line, Manuscript
from scripts.intake.readers.encodings import guess_encoding
from scripts.intake.readers.plain import decode, looks_like_markdown, read_markdown, read_plain

SHORT = "XX乡党委认真落实主体责任，开展廉政谈话。"
OTHER_SCRIPT = "XX鄉黨委認真落實主體責任，開展廉政談話。"
COMMON = (
    "的一是了我不人在他有这个上们来到时大地为子中你说生国年着就那和要出也得里后自以会家可下而过天去能对小多然于心学"
)
PROSE = st.text(alphabet=COMMON + "，。、（）\n0123456789", min_size=20, max_size=80).filter(
    lambda text: sum(ord(sign) > 0x7F for sign in text) > 12
)
ANY = st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff\u2028\u2029"))


def texts(manuscript: Manuscript) -> list[str]:
    return [line.text for line in manuscript.lines]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "gbk"])
@pytest.mark.parametrize("text", [SHORT, "一、廉政工作\r\n", "第一行 2023 OK\n\n第二行\n", "责任"])
def test_an_office_text_is_read_in_each_encoding(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding))[0] == text


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [(codecs.BOM_UTF16_BE, "utf-16-be"), (codecs.BOM_UTF32_LE, "utf-32-le"), (b"\x84\x31\x95\x33", "gb18030")],
)
def test_a_byte_order_mark_decides_and_is_no_text(mark: bytes, encoding: str) -> None:
    assert decode(mark + SHORT.encode(encoding)) == (SHORT, encoding)


@given(PROSE, st.sampled_from(["utf-8", "gb18030", "utf-16-le", "utf-16-be"]))
def test_chinese_prose_is_told_without_a_mark(text: str, encoding: str) -> None:
    assert guess_encoding(text.encode(encoding)) == encoding
    assert decode(text.encode(encoding))[0] == text


@given(ANY, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "gb18030"]))
def test_any_text_comes_back_whole_from_its_marked_encoding(text: str, encoding: str) -> None:
    mark = b"\x84\x31\x95\x33" if encoding == "gb18030" else b""
    read = read_plain(mark + text.encode(encoding))
    assert "\n".join(texts(read)) == text
    assert read.characters == Counter("".join(text.split()))


@given(st.binary(max_size=300))
def test_any_bytes_are_a_manuscript_or_one_line_of_error(content: bytes) -> None:
    for reader in (read_plain, read_markdown):
        try:
            assert isinstance(reader(content), Manuscript)
        except IntakeError as error:
            assert "改法：" in str(error)
            assert "\n" not in str(error)


@given(PROSE, st.sampled_from(["utf-8", "gb18030", "utf-16-le"]), st.data())
def test_a_mutated_text_is_a_manuscript_or_an_error(text: str, encoding: str, data: st.DataObject) -> None:
    content = bytearray(text.encode(encoding))
    content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        assert read_plain(bytes(content)).form == "txt"
    except IntakeError as error:
        assert "改法：" in str(error)


@pytest.mark.parametrize(
    ("end", "count"),
    [("\r\n", 2), ("\r", 2), ("\n", 2), ("\v", 2), ("\f", 2), ("\x85", 2), ("\u2028", 2), ("\u2029", 2), ("\x1c", 1)],
)
def test_each_line_end_ends_a_line(end: str, count: int) -> None:
    assert len(read_plain((SHORT * 9 + end + SHORT).encode()).lines) == count


def test_blanks_zero_width_signs_and_empty_lines_stay() -> None:
    text = "　　第一\u200b段 。 \n\n接着\n"
    assert read_plain(text.encode()).lines == (
        Line("　　第一\u200b段 。 ", 1, paragraph=True),
        Line("", 2),
        Line("接着", 3, paragraph=True),
    )


def test_a_paragraph_begins_after_a_blank_line_or_an_indent() -> None:
    text = "标题\n第二行\n　　第三行\n  第四行\n 第五行\n\n第六行\n第七行"
    assert [line.paragraph for line in read_plain(text.encode()).lines] == [
        True,
        False,
        True,
        True,
        False,
        False,
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (OTHER_SCRIPT.encode("cp950"), "Big5"),
        ((SHORT + "\n" + SHORT).encode("utf-8")[:-1], "第 2 行（文件第 117 个字节 0xE3）"),
        ((SHORT + "\n" + SHORT).encode("gb18030")[:-1], "第 2 行"),
        ((SHORT + "\n" + SHORT).encode("utf-16-le")[:-1], "第 2 行"),
        (SHORT.encode()[:30] + b"\xff\xfe" + SHORT.encode()[30:], "第 1 行（文件第 30 个字节 0xE8）"),
        (SHORT.encode() + b"\0", "不是文字"),
        (bytes(range(256)) * 4, "改法"),
        ("これは日本語のテキストです。".encode("shift_jis"), "编码"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(content: bytes, words: str) -> None:
    with pytest.raises(IntakeError, match=words):
        decode(content)


def test_markdown_gives_headings_their_level_and_leaves_the_marks_out() -> None:
    text = "---\nyear: 2023\n---\n# 总结 { #report-2023 }\n\n## 一、**工作** ##\n正文\\*一\\*，**重点**。\n- 2**3"
    read = read_markdown(text.encode())
    assert read.form == "md"
    assert read.lines == (
        Line("总结", 4, paragraph=True, outline=1),
        Line("", 5),
        Line("一、工作", 6, paragraph=True, outline=2),
        Line("正文*一*，重点。", 7),
        Line("- 2**3", 8),
    )
    assert [(out.text, out.reason, out.line) for out in read.left_out if out.line < 5] == [
        ("---", "页首信息", 1),
        ("year: 2023", "页首信息", 2),
        ("---", "页首信息", 3),
        ("#", "Markdown 标记", 4),
        ("{ #report-2023 }", "Markdown 标记", 4),
    ]


@given(st.text(alphabet="一、#*\\ \n-{}.a"))
def test_no_sign_of_a_markdown_text_is_lost(text: str) -> None:
    read = read_markdown(text.encode())
    kept = "".join(texts(read)) + "".join(out.text for out in read.left_out)
    assert Counter("".join(kept.split())) == read.characters


@pytest.mark.parametrize(
    ("text", "named_so", "markdown"),
    [
        ("# 总结\n正文", True, True),
        ("# 总结\n正文", False, False),
        ("# 总结\n## 一、工作", False, True),
        ("#总结\n正文", True, False),
    ],
)
def test_headings_tell_markdown(text: str, named_so: bool, markdown: bool) -> None:
    assert looks_like_markdown(text, named_so=named_so) is markdown
