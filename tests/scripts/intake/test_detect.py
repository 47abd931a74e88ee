"""What a file is, is told by its content."""

from __future__ import annotations

import io
import sys
import types
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scripts.intake import detect
from scripts.intake.compound import has_stream, is_locked_word
from scripts.intake.detect import may_need_office, read_file
from scripts.intake.manuscript import IntakeError, Line, Manuscript
from scripts.intake.readers.archived_page import find_page
from tests.helpers.old_files import SIGNATURE, make_compound

WORDS = "XX乡党委认真落实主体责任。"
PAGE = f"<html><body><p>{WORDS}</p></body></html>"
ARCHIVE = (
    "From: <saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n"
    "--b\r\nContent-Type: text/css\r\n\r\np {}\r\n"
    '--b\r\nContent-Type: text/html; charset="utf-8"\r\nContent-Transfer-Encoding: 8bit\r\n\r\n'
    + PAGE
    + "\r\n--b--\r\n"
)
WORD_XML = '<?xml version="1.0"?>\n<?mso-application progid="Word.Document"?><w:wordDocument/>'


def package(*names: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(zipfile.ZipInfo(name), "x")
    return file.getvalue()


WORD = package("[Content_Types].xml", "_rels/.rels", "word/document.xml")


@pytest.fixture
def readers(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, object]]:
    """The Word and web readers, replaced by ones that note what they are given."""
    calls: list[tuple[str, object]] = []

    def note(name: str, form: str) -> types.ModuleType:
        def read(content: bytes, charset: str | None = None) -> Manuscript:
            calls.append((name, charset))
            return Manuscript(form, (Line(WORDS, 1),))

        module = types.ModuleType(name)
        setattr(module, f"read_{name}", read)
        monkeypatch.setitem(sys.modules, f"scripts.intake.readers.{name}", module)
        return module

    note("word", "docx")
    note("hypertext", "html")
    monkeypatch.setattr(detect, "convert", lambda content, *, kind: calls.append((kind, None)) or WORD)
    return calls


@pytest.mark.parametrize("name", ["总结（定稿）改3.wps", "a.docx", "b", "c.png", "x.pdf"])
@pytest.mark.parametrize(
    ("content", "form", "calls"),
    [
        (WORDS.encode(), "txt", []),
        (WORDS.encode("gb18030"), "txt", []),
        (f"# 总结\n\n## 一、工作\n\n{WORDS}".encode(), "md", []),
        (WORD, "docx", [("word", frozenset())]),
        (
            package("[Content_Types].xml", "word/document2.xml", "word/embeddings/xl.xlsx"),
            "docx",
            [("word", frozenset())],
        ),
        (make_compound("WordDocument"), "doc", [("doc", None), ("word", frozenset())]),
        # A table within the text is a storage of its own, beside the text.
        (make_compound("WordDocument", "Workbook"), "doc", [("doc", None), ("word", frozenset())]),
        (b"{\\rtf1 a}", "rtf", [("rtf", None), ("word", frozenset())]),
        (PAGE.encode(), "html", [("hypertext", None)]),
        (PAGE.encode("utf-16"), "html", [("hypertext", None)]),
        (b"\xef\xbb\xbf<!-- a -->\n<!DOCTYPE html><p>a", "html", [("hypertext", None)]),
        (b'<?xml version="1.0"?><html xmlns="a"><body/></html>', "html", [("hypertext", None)]),
        (f"<p>{WORDS}</p>\n".encode() * 6, "html", [("hypertext", None)]),
        (ARCHIVE.encode(), "html", [("hypertext", "utf-8")]),
    ],
)
def test_the_content_tells_the_reader(
    readers: list[tuple[str, object]],
    tmp_path: Path,
    name: str,
    content: bytes,
    form: str,
    calls: list[tuple[str, object]],
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    assert read_file(file).form == form
    assert readers == calls


def test_one_heading_makes_markdown_only_of_a_file_that_is_named_so(tmp_path: Path) -> None:
    for name, form in (("a.md", "md"), ("a.txt", "txt"), ("a.MARKDOWN", "md")):
        (tmp_path / name).write_text("# 总结\n正文", encoding="utf-8")
        assert read_file(tmp_path / name).form == form
    (tmp_path / "b.md").write_text("总结\n正文", encoding="utf-8")
    assert read_file(tmp_path / "b.md").form == "txt"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "空的"),
        (b" \r\n\0", "空的"),
        ("\ufeff　\u00a0\n".encode(), "没有文字"),
        (b"\x89PNG\r\n\x1a\n", "图片"),
        (b"\xff\xd8\xff\xe0", "图片"),
        (b"GIF89a", "另存为 JPEG"),
        (b"II*\0\x08", "图片"),
        (b"BM" + b"\x40\0\0\0" + bytes(8), "图片"),
        (b"RIFF\x01\0\0\0WEBP", "图片"),
        (b"\0\0\0\x18ftypheic", "HEIC 照片，后缀写成 .jpg 的也是。改法：.*转成 JPEG"),
        (package("OFD.xml", "Doc_0/Document.xml"), "OFD"),
        (package("[Content_Types].xml", "xl/workbook.xml"), "ledger-in"),
        (package("[Content_Types].xml", "ppt/presentation.xml"), "演示"),
        (package("mimetype", "content.xml"), "OpenDocument"),
        (package("a.docx"), "压缩包"),
        (WORD[:60], "不完整"),
        (make_compound("EncryptedPackage", "EncryptionInfo"), "密码"),
        (make_compound("Workbook"), "表格"),
        (make_compound("PowerPoint Document"), "演示"),
        (make_compound("CONTENTS"), "不是 Word"),
        (make_compound("WordDocument", locked=True), "密码"),
        (SIGNATURE, "不是 Word"),
        (b"Rar!\x1a\x07\x01\0", "压缩包"),
        (b"7z\xbc\xaf\x27\x1c", "压缩包"),
        (b"\x1f\x8b\x08\0", "压缩包"),
        (b"MZ\x90\0\x03", "程序"),
        (b"\x7fELF\x02", "程序"),
        (b"ID3\x03\0", "音频"),
        (b"RIFF\x01\0\0\0WAVE", "音频"),
        (b"\0\0\0\x18ftypmp42", "音频"),
        (WORD_XML.encode(), "Word 的 XML"),
        (b'<?xml version="1.0"?><data/>', "XML 数据"),
        (ARCHIVE.replace("text/html", "text/rtf").encode(), "网页正文"),
        (bytes(range(256)), "改法"),
        (b"%PDF-1.7 broken", "PDF"),
    ],
)
def test_what_is_no_text_is_named_with_a_way_out(tmp_path: Path, content: bytes, words: str) -> None:
    file = tmp_path / "总结.docx"
    file.write_bytes(content)
    with pytest.raises(IntakeError, match=words) as caught:
        read_file(file)
    assert "改法：" in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "text", ["BMW 的车。" + WORDS, "MZ" + WORDS, "MIME-Version 是什么。" + WORDS, "a < b，c > d。" + WORDS]
)
def test_a_text_that_begins_like_something_else_is_a_text(tmp_path: Path, text: str) -> None:
    file = tmp_path / "a.txt"
    file.write_text(text, encoding="utf-8")
    assert read_file(file).lines[0].text == text


def test_what_is_no_file_is_named(tmp_path: Path) -> None:
    for path, words in (
        (tmp_path, "文件夹"),
        (tmp_path / "no.docx", "没有文件"),
        (tmp_path / "a\0b", "读不出来|没有文件"),
    ):
        with pytest.raises(IntakeError, match=words):
            read_file(path)
    (tmp_path / "~$总结.docx").write_bytes(b"\x05user")
    with pytest.raises(IntakeError, match="临时文件"):
        read_file(tmp_path / "~$总结.docx")


@pytest.mark.parametrize(
    ("head", "most", "told"),
    [
        (b"text", detect.MOST_BYTES, "最多 32 MB。改法：删去图片"),
        (b"%PDF-1.7", detect.MOST_SCAN_BYTES, "最多 128 MB。改法：是扫描件的，用灰度、300 dpi 重新扫描"),
        (b"\xff\xd8\xff\xe0", detect.MOST_SCAN_BYTES, "最多 128 MB。"),
    ],
)
def test_a_file_too_large_is_refused_by_its_size(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, head: bytes, most: int, told: str
) -> None:
    file = tmp_path / "a"
    with file.open("wb") as stream:
        stream.write(head)
        stream.truncate(most + 1)

    class Head(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            assert size == 1024, "more than its head was read"
            return super().read(size)

    monkeypatch.setattr(Path, "open", lambda *_: Head(head))
    with pytest.raises(IntakeError, match=told):
        read_file(file)


def test_a_text_too_long_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(detect, "MOST_CHARACTERS", 10)
    file = tmp_path / "a.txt"
    file.write_text(WORDS, encoding="utf-8")
    with pytest.raises(IntakeError, match="最多 10 个字"):
        read_file(file)


@pytest.mark.parametrize(
    ("content", "due"), [(SIGNATURE, True), (b"{\\rtf1", True), (WORD, False), (b"", False), (None, False)]
)
def test_old_formats_are_known_to_take_longer(tmp_path: Path, content: bytes | None, due: bool) -> None:
    file = tmp_path / "a"
    if content is not None:
        file.write_bytes(content)
    assert may_need_office(file) is due


def test_streams_are_found_only_where_entries_can_stand() -> None:
    content = make_compound("WordDocument")
    assert has_stream(content, "WordDocument")
    assert not has_stream(content, "Word")
    assert not has_stream(SIGNATURE + b"\0" + content[8:], "WordDocument")
    assert not is_locked_word(content)
    assert not is_locked_word(content[:700])


def test_an_archived_page_gives_its_first_page_and_charset() -> None:
    page, charset = find_page(ARCHIVE.encode())
    assert page.decode().strip() == PAGE
    assert charset == "utf-8"


SEEDS = [
    WORDS.encode(),
    WORDS.encode("gb18030"),
    f"# a\n# b\n{WORDS}".encode(),
    WORD,
    make_compound("WordDocument", "1Table"),
    PAGE.encode(),
    ARCHIVE.encode(),
    WORD_XML.encode(),
    b"{\\rtf1 a}",
]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(SEEDS), st.data())
def test_mutated_bytes_are_a_manuscript_or_one_line(
    readers: list[tuple[str, object]], tmp_path: Path, seed: bytes, data: st.DataObject
) -> None:
    content = bytearray(seed)
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    file = tmp_path / "a"
    file.write_bytes(content[: data.draw(st.integers(0, len(content)))])
    try:
        assert isinstance(read_file(file), Manuscript)
    except IntakeError as error:
        assert "改法：" in str(error)
        assert "\n" not in str(error)
