"""Pictures of a paper: taken without what says where they were made, set where they stand, told where they are not."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.corpus import load_yearbook
from macros.domain.reports import Report
from scripts.intake.detect import read_file
from scripts.intake.manuscript import IntakeError, Manuscript
from scripts.intake.pictures import MOST_BYTES, SIGN, Picture, PictureError, clean_picture
from scripts.intake.readers.word import read_word
from tests.helpers.commands import run
from tests.helpers.import_papers import bring_in, make_project, pages_of
from tests.helpers.picture_files import SECRET, jpeg, png
from tests.helpers.word_files import drawing, paragraph, table, with_pictures
from tests.helpers.word_reading import texts


@pytest.mark.parametrize(("content", "suffix"), [(png(), "png"), (jpeg(), "jpg")])
def test_nothing_stays_of_where_and_by_whom_a_picture_was_made(content: bytes, suffix: str) -> None:
    assert SECRET in content
    clean, ending = clean_picture(content)
    assert ending == suffix
    assert SECRET not in clean
    # What is clean stays as it is, so that its name stays.
    assert clean_picture(clean) == (clean, ending)
    assert Picture(clean, ending).name == Picture(clean_picture(content)[0], ending).name


def test_which_way_up_a_photograph_is_stays_known() -> None:
    assert b"Exif\0\0" in clean_picture(jpeg(6))[0]
    assert b"Exif" not in clean_picture(jpeg(1))[0]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"GIF89a", "不是 PNG、JPEG"),
        (b"", "不是 PNG、JPEG"),
        (png()[:-40], "文件损坏"),
        (png().replace(b"IDAT", b"IDAX"), "文件损坏"),
        (jpeg()[:60], "文件损坏"),
        (b"\xff\xd8\xff\xd9", "文件损坏"),
        (png(60_000, 60_000), "太大"),
        (b"\x89PNG\r\n\x1a\n" + bytes(MOST_BYTES), "超过 8 MB"),
    ],
)
def test_what_cannot_be_taken_says_why(content: bytes, told: str) -> None:
    with pytest.raises(PictureError, match=told):
        clean_picture(content)


@given(st.integers(0, 2**32), st.sampled_from([png(), jpeg()]))
def test_whatever_is_damaged_is_taken_or_told(seed: int, whole: bytes) -> None:
    chance, content = random.Random(seed), bytearray(whole)
    for _ in range(chance.randint(1, 5)):
        content[chance.randrange(2, len(content))] = chance.randrange(256)
    try:
        clean_picture(bytes(content[: chance.randint(3, len(content))]))
    except PictureError as error:
        assert str(error)


def read(body: str, **pictures: bytes) -> Manuscript:
    return read_word(with_pictures(body, pictures or {"pic1": png()}))


def test_picture_stands_behind_its_paragraph_with_the_words_that_word_has_of_it() -> None:
    found = read(paragraph("甲", drawing(descr="宣讲现场"), "乙") + paragraph("丙"))
    assert texts(found) == ["甲乙", SIGN, "丙"]
    assert [(one.suffix, one.alt) for one in found.pictures] == [("png", "宣讲现场")]
    assert [line.picture for line in found.lines] == [0, 1, 0]


def test_pictures_of_a_table_stand_behind_it() -> None:
    found = read(table(["甲", paragraph("乙", drawing())], ["丙", "丁"]) + paragraph("戊"))
    assert texts(found) == ["甲\t乙", "丙\t丁", SIGN, "戊"]


@pytest.mark.parametrize(
    ("body", "content", "told"),
    [
        (paragraph("甲", drawing()), b"GIF89a", "不是 PNG、JPEG"),
        (paragraph("甲", drawing("none")), png(), "不在文件里，只是链接"),
        (paragraph("甲", drawing(cut='<a:srcRect l="1000"/>')), png(), "裁剪过"),
        (paragraph("甲", drawing(cut='<a:srcRect l="0"/>')), png()[:50], "文件损坏"),
    ],
)
def test_picture_that_is_not_taken_is_told_with_its_reason(body: str, content: bytes, told: str) -> None:
    found = read(body, pic1=content)
    assert texts(found) == ["甲"]
    assert any(notice.startswith("有 1 张图没有放进来") and told in notice for notice in found.notices)


@pytest.mark.parametrize(
    ("turn", "held"),
    [
        ('rot="5400000"', 6),
        ('rot="16200000" flipH="1"', 5),
        ('rot="5340000"', 6),
        ('flipV="1"', 4),
        ('rot="300000"', 3),
    ],
)
def test_picture_that_was_turned_in_word_is_shown_as_it_is_there(turn: str, held: int) -> None:
    # Word shows what a camera has said of it only where nobody has turned it.
    found = read(paragraph("甲", drawing(turn=turn)), pic1=jpeg(3))
    assert [one.content for one in found.pictures] == [clean_picture(jpeg(held))[0]]


def test_png_that_was_turned_in_word_is_told() -> None:
    assert "1 张 PNG 图在来稿里转过" in "".join(read(paragraph("甲", drawing(turn='rot="5400000"'))).notices)


def test_what_word_makes_up_of_a_picture_is_no_description() -> None:
    assert read(paragraph("甲", drawing(descr="图片包含 人员\n\n描述已自动生成"))).pictures[0].alt == ""


def test_file_of_pictures_alone_is_no_paper(tmp_path: Path) -> None:
    file = tmp_path / "a.docx"
    file.write_bytes(with_pictures(paragraph(drawing()), {"pic1": png()}))
    with pytest.raises(IntakeError, match="文件里没有文字"):
        read_file(file)


TITLE = "XX县农业农村局党组2022年度工作总结"
LINES = (
    paragraph(drawing("seal")) + paragraph(TITLE) + paragraph("一、工作开展情况")
    + paragraph("（一）加强教育。开展宣讲。", drawing(descr="宣讲 [现场]")) + paragraph("（二）压实责任。签订责任书。")
)  # fmt: skip


def put(folder: Path, body: str = LINES, name: str = "总结.docx", **pictures: bytes) -> Path:
    file = folder / name
    file.write_bytes(with_pictures(body, pictures or {"pic1": png(), "seal": png(shade=9)}))
    return file


def test_pictures_go_beside_the_page_and_with_it(tmp_path: Path) -> None:
    project = make_project(tmp_path / "project")
    done = bring_in(project, put(tmp_path))
    assert done.returncode == 0, done.stderr
    assert "一字不少" in done.stdout
    assert "标题上面的图片" in done.stdout
    reports = project / "docs/reports"
    (picture,) = reports.glob("tu-*.png")
    assert SECRET not in picture.read_bytes()
    page = pages_of(project)["2022.md"]
    assert f"开展宣讲。\n\n![宣讲 \\[现场\\]]({picture.name})\n\n### （二）压实责任" in page
    # The words of the page are those of the paper alone.
    assert load_report(project).items["w1"].text == "开展宣讲。"
    # A newer text without it takes it away, and going back brings it again.
    assert bring_in(project, put(tmp_path, LINES.replace(drawing(descr="宣讲 [现场]"), "")), "--update").returncode == 0
    assert not picture.exists()
    assert run(project, "undo", "2", "--yes").returncode == 0
    assert picture.exists()
    assert pages_of(project)["2022.md"] == page


def test_words_of_a_picture_are_asked_for_and_those_of_the_page_stay(tmp_path: Path) -> None:
    project = make_project(tmp_path / "project")
    silent = put(tmp_path, LINES.replace(' descr="宣讲 [现场]"', ""))
    done = bring_in(project, silent, typed="院坝宣讲\n")
    assert "第 2 张图（在“（一）加强教育。开展宣讲。”后面）没有说明。图上是什么？" in done.stdout
    assert "第 1 张图" not in done.stdout
    assert "![院坝宣讲](tu-" in pages_of(project)["2022.md"]
    assert "图片没有说明" not in done.stdout
    assert bring_in(project, silent, "--update").returncode == 0
    assert "![院坝宣讲](tu-" in pages_of(project)["2022.md"]
    assert bring_in(project, silent, "--update", "--no-pictures").returncode == 0
    assert "tu-" not in pages_of(project)["2022.md"]


def test_picture_without_words_is_remarked(tmp_path: Path) -> None:
    project = make_project(tmp_path / "project")
    done = bring_in(project, put(tmp_path, LINES.replace(' descr="宣讲 [现场]"', "")))
    assert "图片没有说明，写的是“第 1 张图”" in done.stdout
    assert "![](tu-" in pages_of(project)["2022.md"]


def load_report(project: Path) -> Report:
    return load_yearbook(project / "docs").reports["2022"]
