"""OFD: rows by place as in a PDF, furniture apart, no sign lost; pictures go the way of scans."""

from __future__ import annotations

import io
import pickle
from collections import Counter
from pathlib import Path
from unittest import mock

import pytest

from scripts.intake.detect import read_file
from scripts.intake.manuscript import IntakeError, Manuscript, ScanFoundError
from scripts.intake.readers.ofd import find_ofd_pages, read_ofd
from scripts.intake.report_import import clean_galley
from scripts.setup.needs import SCANS
from tests.helpers.ofd_files import make_ofd, picture, text
from tests.helpers.scans import HEIGHT, WIDTH, box

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40
LINES = [
    text("XX乡党委2022年度工作总结", 60, 45),
    text("认真落实从严治党责任，全年开展谈话提醒五十", 39, 70),
    text("六人次，组织学习教育，抓好各项任务的落实到位", 28, 80),
    text("和检查。", 28, 90),
]


def blank() -> bytes:
    """A sheet of white paper as a picture."""
    from PIL import Image

    out = io.BytesIO()
    Image.new("L", (400, 600), 255).save(out, "PNG")
    return out.getvalue()


def told(manuscript: Manuscript) -> list[str]:
    return [line.text for line in manuscript.lines]


def assert_complete(manuscript: Manuscript) -> None:
    everything = "".join(told(manuscript)) + "".join(out.text for out in manuscript.left_out)
    assert Counter("".join(everything.split())) == manuscript.characters


def test_text_is_read_row_by_row_and_joined_to_paragraphs(tmp_path: Path) -> None:
    file = tmp_path / "总结.ofd"
    file.write_bytes(make_ofd([*LINES[::-1], text("— 1 —", 100, 280)], [*LINES, text("— 2 —", 100, 280)]))
    manuscript = read_file(file)
    assert manuscript.form == "ofd"
    assert [(out.text, out.reason) for out in manuscript.left_out] == [("— 1 —", "页码"), ("— 2 —", "页码")]
    assert_complete(manuscript)
    paragraphs = [one.text for one in clean_galley(manuscript).paragraphs()]
    assert paragraphs[0] == "XX乡党委2022年度工作总结"
    assert paragraphs[1].startswith("认真落实从严治党责任，全年开展谈话提醒五十六人次，组织学习教育，")
    assert "各项任务的落实到位和检查。" in paragraphs[1]


def test_what_stands_behind_pages_and_in_composite_objects_is_read() -> None:
    content = f"<ofd:Content>{text('组合里的字', 0, 10)}</ofd:Content>"
    unit = f'<ofd:CompositeGraphicUnit ID="50">{content}</ofd:CompositeGraphicUnit>'
    drawn = '<ofd:CompositeObject ID="6" ResourceID="50" Boundary="28 100 100 20"/>'
    manuscript = read_ofd(make_ofd([*LINES, drawn], template=[text("模板里的字", 28, 130)], units=unit))
    assert told(manuscript)[-2:] == ["组合里的字", "模板里的字"]


def test_bold_that_was_drawn_twice_is_read_once_and_told() -> None:
    manuscript = read_ofd(make_ofd([*LINES, LINES[0]]))
    assert told(manuscript)[0] == "XX乡党委2022年度工作总结"
    assert [out.reason for out in manuscript.left_out] == ["叠印的字（加粗）"]
    assert_complete(manuscript)


def test_text_that_runs_downwards_keeps_its_order() -> None:
    manuscript = read_ofd(make_ofd([*LINES, text("竖着写的字", 28, 150, code='DeltaY="g 4 6"')]))
    assert told(manuscript)[-1] == "竖着写的字"


def test_slanted_text_is_left_out_and_told() -> None:
    mark = text("内部资料", 60, 150, more='CTM="0.7 -0.7 0.7 0.7 0 0"')
    manuscript = read_ofd(make_ofd([*LINES, mark]))
    assert [(out.text, out.reason) for out in manuscript.left_out] == [("内部资料", "斜排的字（水印等）")]


def test_attachments_pictures_and_seals_are_told_and_nothing_is_verified() -> None:
    manuscript = read_ofd(make_ofd([*LINES, picture("80")], attachment="台账.xlsx", seals=2, media={"80": PNG}))
    notices = "".join(manuscript.notices)
    assert "台账.xlsx" in notices
    assert "1 个图片" in notices
    assert "2 个电子签章，只记下有，没有验证" in notices


def test_pages_of_pictures_go_the_way_of_scans() -> None:
    content = make_ofd([picture("80")], [picture("81")], media={"80": PNG + b"a", "81": PNG + b"b"})
    with pytest.raises(ScanFoundError, match="改法"):
        read_ofd(content)
    assert list(find_ofd_pages(content)) == [PNG + b"a", PNG + b"b"]
    with pytest.raises(IntakeError, match="第 1 页的图片不在文件里，或者是不能识别的格式。改法："):
        list(find_ofd_pages(make_ofd([picture("80")])))


def test_of_an_ofd_no_more_pictures_are_read_than_of_any_scan() -> None:
    from scripts.intake.scans.pictures import MOST_PAGES, count_pages

    pages = [[picture("80")]] * MOST_PAGES
    assert count_pages(make_ofd(LINES, *pages, media={"80": PNG})) == MOST_PAGES + 1
    with pytest.raises(IntakeError, match=f"扫描件有 {MOST_PAGES + 1} 页，最多 {MOST_PAGES} 页"):
        count_pages(make_ofd(LINES, *pages, [picture("80")], media={"80": PNG}))


def test_pages_of_drawn_signs_are_refused_before_anything_is_installed_for_them() -> None:
    with pytest.raises(IntakeError, match="字是用线条画出来的。改法：在 OFD 阅读器中导出为 PDF") as fault:
        read_ofd(make_ofd(['<ofd:PathObject ID="9" Boundary="0 0 9 9"/>']))
    assert not isinstance(fault.value, ScanFoundError)


def test_some_pages_of_pictures_are_told_with_what_can_be_read_without_them() -> None:
    content = make_ofd(LINES, LINES, [picture("80")], media={"80": PNG})
    with pytest.raises(ScanFoundError, match="3 页中有 1 页没有文字，是图片。改法") as found:
        read_ofd(content)
    assert found.value.without is not None
    assert told(found.value.without)[0] == "XX乡党委2022年度工作总结"
    assert "第 3 页没有文字" in "".join(found.value.without.notices)
    assert isinstance(pickle.loads(pickle.dumps(found.value)).without, Manuscript)


@pytest.mark.needs(SCANS)
def test_of_an_ofd_text_is_read_as_text_and_pictures_as_scans(tmp_path: Path) -> None:
    from scripts.intake.scans import reading
    from scripts.intake.scans.engine import PageRead

    file = tmp_path / "一半.ofd"
    foot = [text("— 1 —", 100, 280)]
    file.write_bytes(make_ofd([*LINES, *foot], [picture("80")], media={"80": blank()}))
    read = PageRead((box("全年开展家访12人次", 160, 260), box("— 2 —", 580, 1650)), None, 0.0, 0, WIDTH, HEIGHT)
    with (
        mock.patch.object(reading, "read_page", lambda _: read),
        mock.patch.object(reading, "cut_strip", lambda *_: b""),
    ):
        manuscript = reading.read_scan(file)
    assert told(manuscript) == [
        "XX乡党委2022年度工作总结",
        *(told(read_ofd(make_ofd(LINES)))[1:]),
        "全年开展家访12人次",
    ]
    assert {out.reason for out in manuscript.left_out} == {"页码"}
    assert_complete(manuscript)
    assert manuscript.scan is not None
    assert [(one.page, one.words) for one in manuscript.scan.doubts] == [(2, "12人次")]


@pytest.mark.needs(SCANS)
def test_of_an_ofd_of_pictures_attachments_and_seals_are_told_too(tmp_path: Path) -> None:
    from scripts.intake.scans import reading
    from scripts.intake.scans.engine import PageRead

    file = tmp_path / "扫描.ofd"
    file.write_bytes(make_ofd([picture("80")], media={"80": PNG}, attachment="台账.xlsx", seals=1))
    read = PageRead((box("认真落实责任", 160, 260),), None, 0.0, 0, WIDTH, HEIGHT)
    with (
        mock.patch.object(reading, "find_pages", lambda _: [None]),
        mock.patch.object(reading, "read_page", lambda _: read),
    ):
        notices = "".join(reading.read_scan(file).notices)
    assert "台账.xlsx" in notices
    assert "1 个电子签章，只记下有，没有验证" in notices


@pytest.mark.parametrize(
    "content",
    [
        make_ofd(LINES)[:300],
        make_ofd(),
        make_ofd(["<ofd:TextObject"]),
        make_ofd([text("字", 10, 10).replace('Size="5.64"', 'Size="nan"')])[:-40],
    ],
)
def test_broken_file_is_one_line(content: bytes) -> None:
    with pytest.raises(IntakeError, match="改法"):
        read_ofd(content)


def test_numbers_that_are_none_do_no_harm() -> None:
    odd = text("字", 10, 10).replace('Size="5.64"', 'Size="inf"').replace('X="0"', 'X="x"')
    assert "字" in "".join(told(read_ofd(make_ofd([*LINES, odd, text("多", 10, 50, code='DeltaX="g 999999999 1"')]))))
