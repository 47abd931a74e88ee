"""A zip is opened only as far as it is a Word document, and never past its bounds."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.intake.manuscript import IntakeError
from scripts.intake.readers import package
from scripts.intake.readers.package import Budget, open_package, parse_part
from scripts.intake.readers.word import read_word
from tests.helpers.word_files import SPACES, archive, paragraph, relations, word_file

ROOT = {"_rels/.rels": relations(("r1", "officeDocument", "word/document.xml")), "[Content_Types].xml": "<Types/>"}


def refusal(content: bytes) -> str:
    with pytest.raises(IntakeError) as caught:
        read_word(content)
    assert "改法：" in str(caught.value)
    assert "\n" not in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"xl/workbook.xml": "x", "[Content_Types].xml": "x"}, "Excel"),
        ({"_rels/.rels": relations(("r1", "officeDocument", "xl/workbook.xml")), "xl/workbook.xml": "<x/>"}, "Excel"),
        ({"ppt/presentation.xml": "x", "[Content_Types].xml": "x"}, "PowerPoint"),
        ({"OFD.xml": "x", "Doc_0/Document.xml": "x"}, "OFD"),
        ({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "x"}, "OpenDocument"),
        ({"年终总结.txt": "甲"}, "压缩包"),
        ({}, "压缩包"),
        ({"[Content_Types].xml": "x"}, "找不到正文"),
        (ROOT, "找不到正文"),
        (ROOT | {"word/document.xml": "<x/>"}, "找不到正文"),
        (ROOT | {"word/document.xml": "<x"}, "不是正确的 XML"),
        (ROOT | {"word/document.xml": '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}, "DOCTYPE"),
        (ROOT | {"word/document.xml": '<!DOCTYPE x><x/>'.encode("utf-16")}, "DOCTYPE"),
        (ROOT | {"word/document.xml": f"<w:document {SPACES}>" + "<w:p>" * 5000}, "不是正确的 XML"),
        (ROOT | {"word/document.xml": b" " * 3_000_000}, "太大"),
    ],
)  # fmt: skip
def test_what_is_no_sound_word_document_is_told_for_what_it_is(parts: dict[str, bytes | str], words: str) -> None:
    assert words in refusal(archive(parts))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "打不开"),
        (b"PK\x03\x04", "打不开"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "旧版 .doc"),
        ("甲乙丙".encode(), "打不开"),
    ],
)
def test_what_is_no_zip_is_refused(content: bytes, words: str) -> None:
    assert words in refusal(content)


def test_too_many_entries_are_refused() -> None:
    assert "个文件" in refusal(archive({f"{number}.txt": "" for number in range(package.MOST_ENTRIES + 1)}))


def test_encrypted_entry_is_refused() -> None:
    content = bytearray(word_file(paragraph("甲")))
    at = content.find(b"PK\x01\x02")
    while at >= 0:
        content[at + 8] |= 1
        at = content.find(b"PK\x01\x02", at + 4)
    assert "密码" in refusal(bytes(content))


def test_declared_size_is_checked_before_anything_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    opened = open_package(archive({"a.xml": "甲" * 100}))
    monkeypatch.setattr(zipfile.ZipFile, "open", lambda *_: pytest.fail("unpacked"))
    monkeypatch.setattr(package, "LARGEST_PART_BYTES", 100)
    with pytest.raises(IntakeError, match="太大"):
        opened.read("a.xml")


def test_whole_reading_is_bounded() -> None:
    opened = open_package(archive({"a.xml": "甲" * 100}), Budget(500))
    opened.read("a.xml")
    with pytest.raises(IntakeError, match="太大"):
        opened.read("a.xml")


@pytest.mark.slow
def test_pictures_are_never_unpacked() -> None:
    extra: dict[str, bytes | str] = {"word/media/image1.png": bytes(200 * 2**20)}
    assert read_word(word_file(paragraph("甲"), extra=extra)).lines[0].text == "甲"


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("document.xml", "word/document.xml"),
        ("/word/document.xml", "word/document.xml"),
        ("../word/document.xml", "word/document.xml"),
        ("../../../etc/passwd", "etc/passwd"),
    ],
)
def test_targets_stay_inside_the_package(target: str, expected: str) -> None:
    opened = open_package(archive({"word/_rels/a.xml.rels": relations(("r1", "styles", target))}))
    assert opened.relations("word/a.xml")["r1"].target == expected


def test_names_are_found_in_any_case_and_with_backslashes() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        info = zipfile.ZipInfo("x")
        info.filename = "Word\\Document.XML"
        file.writestr(info, "<x/>")
    assert open_package(buffer.getvalue()).tree("word/document.xml").tag == "x"


@given(st.binary(max_size=200))
def test_any_bytes_are_an_xml_part_or_one_sentence(content: bytes) -> None:
    try:
        parse_part(content, "word/document.xml")
    except IntakeError as error:
        assert "改法：" in str(error)


@given(st.binary(max_size=100))
def test_any_bytes_are_a_package_or_one_sentence(content: bytes) -> None:
    for start in (b"", b"PK\x03\x04", b"PK\x05\x06"):
        with pytest.raises(IntakeError, match="改法："):
            read_word(start + content)
