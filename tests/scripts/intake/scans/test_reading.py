"""From boxes to a manuscript: every sign is text or left out with its reason, and doubtful places have pictures."""

from __future__ import annotations

import io
import weakref
import zlib
from collections import Counter
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from scripts.intake.manuscript import IntakeError, Manuscript
from scripts.intake.report_import import clean_galley
from scripts.intake.scans import reading
from scripts.intake.scans.boxes import Box
from scripts.intake.scans.checklist import LIST, PICTURES, read_list, write_list
from scripts.intake.scans.engine import PageRead
from scripts.intake.scans.pages import MARGIN, NO_PRINT, RED, SEAL, ScannedPage
from scripts.intake.scans.pictures import MOST_PAGES, find_pages
from scripts.intake.scans.reading import read_scan, settle
from scripts.setup.needs import SCANS
from tests.helpers.scans import HEIGHT, WIDTH, box, grid, page_of
from tests.helpers.shared import make_once

pytestmark = pytest.mark.needs(SCANS)

LINES = ["  认真落实从严治党的责任，开展谈话提", "醒56人次，组织学‹习›教育，抓好落实。", "  压实责任。"]

TABLE = [(0, "谈话", 0), (0, "家访", 1), (1, "56人次", 0), (1, "12人次", 1)]


def manuscript_of(*pages: list[Box]) -> Manuscript:
    import numpy

    white = numpy.full((HEIGHT, WIDTH, 3), 255, dtype="uint8")
    read = [PageRead(tuple(boxes), white, 0.0, 0, WIDTH, HEIGHT) for boxes in pages]
    made = [ScannedPage(number, page) for number, page in enumerate(read, 1)]
    return reading._make_manuscript(made, [row for page in made for row in page.rows])


def foot(number: int) -> Box:
    return box(f"—{number}—", 580, 1650)


def test_rows_become_paragraphs_and_page_numbers_are_left_out() -> None:
    manuscript = manuscript_of([*page_of(LINES), foot(1)], [*page_of(LINES), foot(2)])
    galley = clean_galley(manuscript)
    assert [one.text for one in galley.paragraphs()][:2] == [
        "认真落实从严治党的责任，开展谈话提醒56人次，组织学习教育，抓好落实。",
        "压实责任。",
    ]
    assert [(out.text, out.reason) for out in manuscript.left_out] == [("—1—", "页码"), ("—2—", "页码")]


def test_seals_and_handwriting_are_left_out_with_their_reason_and_have_to_be_looked_at() -> None:
    seal, scrawl = box("某某印", 800, 900, 0.7, is_stamp=True), box("同意", 100, 1200, 0.3)
    manuscript = manuscript_of([*page_of(LINES), seal, scrawl])
    assert {out.text: out.reason for out in manuscript.left_out} == {"某某印": SEAL, "同意": NO_PRINT}
    assert manuscript.scan is not None
    assert [one.words for one in manuscript.scan.doubts if not one.line] == ["某某印", "同意"]


def test_heads_that_run_over_all_sheets_are_left_out_though_each_lies_a_little_otherwise() -> None:
    pages = [[box("XX乡党委工作总结汇编", 400, 100 + 4 * n), *page_of(LINES), foot(n)] for n in (1, 2, 3)]
    left_out = Counter(out.text for out in manuscript_of(*pages).left_out)
    assert left_out["XX乡党委工作总结汇编"] == 3
    assert not any("汇编" in line.text for line in manuscript_of(*pages).lines)


def test_what_was_written_in_the_margin_is_left_out_and_print_there_is_not() -> None:
    scrawl, mark = box("同意", 20, 320, 0.8), box("密", 20, 380, 0.99)
    manuscript = manuscript_of([*page_of(LINES * 3), scrawl, mark])
    assert [(out.text, out.reason) for out in manuscript.left_out] == [("同意", MARGIN)]
    assert any("密" in line.text for line in manuscript.lines)
    assert manuscript.scan is not None
    assert "同意" in [one.words for one in manuscript.scan.doubts]


def test_a_table_that_goes_on_over_the_page_is_one() -> None:
    import numpy

    white = numpy.full((HEIGHT, WIDTH, 3), 255, dtype="uint8")
    words, edges = ("事项", "次数", "人次"), grid(100, 1500, (300, 300, 300), 1)
    above = [*page_of(LINES), *(box(word, 120 + 300 * n, 1510) for n, word in enumerate(words)), foot(1)]
    below = [*(box(word, 120 + 300 * n, 210) for n, word in enumerate(("谈话", "3次", "9人次"))), foot(2)]
    read = [
        PageRead(tuple(above), white, 0.0, 0, WIDTH, HEIGHT, (edges,)),
        PageRead(tuple(below), white, 0.0, 0, WIDTH, HEIGHT, (grid(100, 200, (300, 300, 300), 1),)),
    ]
    pages = [ScannedPage(number, page) for number, page in enumerate(read, 1)]
    lines = reading._make_manuscript(pages, [row for page in pages for row in page.rows]).lines
    assert [(line.text, line.table) for line in lines if line.table] == [
        ("事项\t次数\t人次", 1),
        ("谈话\t3次\t9人次", 1),
    ]


def test_red_head_of_a_paper_is_text_and_is_looked_at_since_it_may_be_of_a_seal() -> None:
    head = box("XX乡党委文件", 400, 200, 0.99, is_stamp=True)
    manuscript = manuscript_of([head, *page_of(LINES)])
    assert manuscript.lines[0].text == "XX乡党委文件"
    assert manuscript.scan is not None
    assert [(one.words, RED in one.why) for one in manuscript.scan.doubts if one.line == 1] == [("XX乡党委文件", True)]


def test_a_ruled_table_is_one_and_no_place_to_look_at_runs_over_two_cells() -> None:
    import numpy

    white = numpy.full((HEIGHT, WIDTH, 3), 255, dtype="uint8")
    cells = [box(words, 120 + 300 * n, 700 + 80 * row) for row, words, n in TABLE]
    read = PageRead((*page_of(LINES), *cells), white, 0.0, 0, WIDTH, HEIGHT, (grid(100, 690, (300, 300), 2),))
    page = ScannedPage(1, read)
    manuscript = reading._make_manuscript([page], page.rows)
    assert [(line.text, line.paragraph) for line in manuscript.lines if line.table] == [
        ("谈话\t家访", True),
        ("56人次\t12人次", True),
    ]
    assert [line.number for line in manuscript.lines] == [1, 2, 3, 4, 5]
    assert manuscript.scan is not None
    assert [one.words for one in manuscript.scan.doubts][-2:] == ["56人次", "12人次"]
    assert any("1 张表" in notice for notice in manuscript.notices)


def test_every_sign_is_text_or_left_out() -> None:
    manuscript = manuscript_of([*page_of(LINES), box("乱", 90, 1300, 0.2), foot(1)])
    told = "".join(line.text for line in manuscript.lines) + "".join(out.text for out in manuscript.left_out)
    assert Counter("".join(told.split())) == manuscript.characters


def test_what_a_person_says_takes_the_place_of_what_was_read() -> None:
    manuscript = manuscript_of(page_of(LINES))
    assert manuscript.scan is not None
    words = [one.words for one in manuscript.scan.doubts]
    assert words == ["56人次", "习"]
    settled = settle(manuscript, {1: "65人次", 2: "习"})
    assert settled.lines[1].text == "醒65人次，组织学习教育，抓好落实。"
    assert settled.scan is not None
    assert settled.scan.open == 0
    assert settle(manuscript, {2: ""}).lines[1].text == "醒56人次，组织学教育，抓好落实。"
    # The account closes over what was typed, too.
    assert clean_galley(settle(manuscript, {1: "六十五人次"})).text.count("六十五人次") == 1
    assert "六" in settle(manuscript, {1: "六十五人次"}).characters


def test_list_is_written_once_and_read_back(tmp_path: Path) -> None:
    scan = manuscript_of(page_of(LINES)).scan
    assert scan is not None
    assert write_list(tmp_path / "校对", "总结.pdf", scan)
    file = tmp_path / "校对" / LIST
    assert read_list(file, scan) == {}
    assert (tmp_path / "校对" / PICTURES).read_text(encoding="utf-8").count("<img") == 2
    assert (tmp_path / "校对/0001.png").read_bytes().startswith(b"\x89PNG")
    text = file.read_text(encoding="utf-8")
    rows = text.splitlines()
    file.write_text(text.replace(rows[-2], rows[-2] + "65人次").replace(rows[-1], rows[-1] + "对"), encoding="utf-8")
    assert read_list(file, scan) == {1: "65人次", 2: "习"}
    assert not write_list(tmp_path / "校对", "总结.pdf", scan)
    assert read_list(file, scan) == {1: "65人次", 2: "习"}


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda text: text.replace("→", "", 1).replace("2 第1页", "九 第1页"), "第 .* 行"),
        (lambda text: text.replace("# 编号 ", "# 编号 0"), "不是这个扫描件的"),
        (lambda text: text.replace("→\n", "→对\n") + "9 第1页 【字】→对\n", "第 .* 行"),
    ],
)
def test_list_that_is_wrong_says_where_and_what_to_do(tmp_path: Path, change: Any, told: str) -> None:
    scan = manuscript_of(page_of(LINES)).scan
    assert scan is not None
    write_list(tmp_path, "总结.pdf", scan)
    file = tmp_path / LIST
    file.write_text(change(file.read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(IntakeError, match=told) as fault:
        read_list(file, scan)
    assert "改法" in str(fault.value)


def picture(size: tuple[int, int], form: str = "PNG", frames: int = 1) -> bytes:
    from PIL import Image

    out = io.BytesIO()
    pages = [Image.new("1", size, 1) for _ in range(frames)]
    more = {"save_all": True, "append_images": pages[1:]} if frames > 1 else {}
    pages[0].save(out, form, **more)
    return out.getvalue()


def claim(side: int) -> bytes:
    """A picture that says of itself that it is so wide and high."""
    content = picture((8, 8))
    head = b"IHDR" + side.to_bytes(4) * 2 + content[24:29]
    return content[:12] + head + zlib.crc32(head).to_bytes(4) + content[33:]


def test_page_larger_than_can_be_read_is_scaled_and_a_bomb_is_refused() -> None:
    (page,) = find_pages(picture((7016, 9921)))
    assert max(page.size) == 3508
    with pytest.raises(IntakeError, match="太大"):
        list(find_pages(claim(12000)))
    with pytest.raises(IntakeError, match="不合常理"):
        list(find_pages(claim(20000)))


def test_strokes_of_a_page_in_black_and_white_are_blended_and_not_dropped() -> None:
    from PIL import Image

    out = io.BytesIO()
    # Every other row is ink: a page at 600 dpi with the finest strokes that there are.
    Image.frombytes("1", (4000, 7016), (b"\0" * 500 + b"\xff" * 500) * 3508).save(out, "TIFF", compression="group4")
    (page,) = find_pages(out.getvalue())
    assert 100 < page.getpixel((900, 1700))[0] < 155


def test_every_page_of_a_tiff_is_read_and_endless_pages_are_refused() -> None:
    assert len(list(find_pages(picture((300, 400), "TIFF", 3)))) == 3
    with pytest.raises(IntakeError, match=f"最多 {MOST_PAGES} 页"):
        list(find_pages(picture((300, 400), "TIFF", MOST_PAGES + 1)))


@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\n" + b"\0" * 64, b"\xff\xd8\xff\xe0" + b"x" * 99, b"%PDF-1.7 x"])
def test_broken_picture_is_one_line(content: bytes) -> None:
    with pytest.raises(IntakeError, match="改法"):
        list(find_pages(content))


def test_each_page_that_is_read_is_told(tmp_path: Path) -> None:
    file, told = tmp_path / "扫描.tif", list[tuple[int, int]]()
    file.write_bytes(picture((300, 400), "TIFF", 2))
    read = PageRead((box("认真落实责任。", 160, 260),), None, 0.0, 0, WIDTH, HEIGHT)
    with mock.patch.object(reading, "read_page", lambda _: read):
        read_scan(file, lambda done, of: told.append((done, of)))
    # The strips of each page take their time, too, which runs anew once it is told of.
    assert told == [(0, 2), (1, 2), (2, 2), (2, 2), (2, 2)]


def test_of_all_pages_none_holds_its_picture_while_another_is_read_and_strips_are_cut_from_each(tmp_path: Path) -> None:
    import numpy

    file, pictures, alive = tmp_path / "扫描.tif", list[Any](), list[int]()
    file.write_bytes(picture((300, 400), "TIFF", 3))

    def read(_: object) -> PageRead:
        alive.append(sum(one() is not None for one in pictures))
        pixels = numpy.full((HEIGHT, WIDTH, 3), (0, 0, 255), dtype="uint8")
        pictures.append(weakref.ref(pixels))
        return PageRead((box("谈话提醒56人次。", 160, 260),), pixels, 0.0, 0, WIDTH, HEIGHT)

    with mock.patch.object(reading, "read_page", read):
        scan = read_scan(file).scan
    assert alive == [0, 0, 0]
    assert scan is not None
    assert {one.page for one in scan.doubts} == {1, 2, 3}
    from PIL import Image

    for doubt in scan.doubts:
        strip = Image.open(io.BytesIO(doubt.picture)).convert("RGB")
        red, green, blue = strip.getpixel((strip.width // 2, 3))
        assert red > 240
        assert max(green, blue) < 15


PRINTED = ["XX乡党委2022年度工作总结", "一、工作开展情况", "认真落实从严治党主体责任，开展谈话提醒56人次。"]


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A page that was printed and laid on the glass on its side, a little askew."""
    import typst

    def make(folder: Path) -> None:
        folder.mkdir()
        words = " \\\n".join(PRINTED)
        page = f'#set page(width: 148mm, height: 105mm)\n#set text(font: "Noto Serif CJK SC", size: 12pt)\n{words}\n'
        (folder / "page.typ").write_text(page, encoding="utf-8")
        (folder / "page.png").write_bytes(typst.compile(str(folder / "page.typ"), format="png", ppi=200))

    from PIL import Image

    folder = make_once(tmp_path_factory, "printed page", make)
    upright = Image.open(folder / "page.png").convert("L")
    out = io.BytesIO()
    upright.rotate(2, fillcolor=255, expand=True).rotate(-90, expand=True).save(out, "JPEG")
    return out.getvalue()


@pytest.mark.slow
def test_page_that_lies_on_its_side_and_askew_is_read(printed: bytes, tmp_path: Path) -> None:
    file = tmp_path / "扫描.jpg"
    file.write_bytes(printed)
    manuscript = read_scan(file)
    assert [line.text for line in manuscript.lines] == PRINTED
    assert manuscript.scan is not None
    assert {"2022年", "56人次"} <= {one.words for one in manuscript.scan.doubts}
