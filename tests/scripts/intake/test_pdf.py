"""The text layer of a PDF: rows by place, furniture apart, no sign lost."""

from __future__ import annotations

from collections import Counter
from contextlib import nullcontext
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser

from scripts.intake.manuscript import IntakeError, Manuscript, ScanFoundError
from scripts.intake.readers import pdf
from scripts.intake.readers.pdf import _refuse_scans, read_pdf
from scripts.intake.readers.pdf_furniture import find_furniture
from scripts.intake.readers.pdf_rows import PdfRow
from scripts.setup.needs import BROWSER
from tests.helpers.pdf_files import make_pdf, show

LONG = "继续加强教育，认真落实责任，" * 8
REPORT = f"""\
<html lang="zh-CN"><body style="font: 16pt serif; margin: 0; text-align: justify">
<p style="text-align: center; font-size: 22pt">XX乡2023年度总结</p>
{f"<p style='text-indent: 2em; margin: 0'>（一）𠮷{LONG}2023年谈话12场，office 办公，“两个责任”落实。</p>" * 14}
<p style="text-align: right">XX乡党委</p></body></html>"""


def texts(manuscript: Manuscript) -> list[str]:
    return [line.text for line in manuscript.lines]


def left_out(manuscript: Manuscript) -> list[tuple[str, str]]:
    return [(out.text, out.reason) for out in manuscript.left_out]


def assert_complete(manuscript: Manuscript) -> None:
    everything = "".join(texts(manuscript)) + "".join(text for text, _ in left_out(manuscript))
    assert Counter("".join(everything.split())) == manuscript.characters


def print_pdf(browser: Browser, html: str, **options: Any) -> bytes:
    page = browser.new_page()
    try:
        page.set_content(html)
        margin = {"top": "37mm", "bottom": "35mm", "left": "28mm", "right": "26mm"}
        return page.pdf(format="A4", margin=margin, **options)  # type: ignore[arg-type]
    finally:
        page.close()


@pytest.mark.needs(BROWSER)
def test_an_office_paper_is_read_without_its_furniture(browser: Browser) -> None:
    line = "<div style='font-size: 9pt; width: 100%; text-align: center'>{}</div>"
    read = read_pdf(
        print_pdf(
            browser,
            REPORT,
            display_header_footer=True,
            header_template=line.format("XX乡党委文件"),
            footer_template=line.format("— <span class='pageNumber'></span> —"),
        )
    )
    pages = sum(reason == "页码" for _, reason in left_out(read))
    assert pages > 1
    # How wide a blank is between a dash and a number is the browser's.
    assert {("".join(text.split()), reason) for text, reason in left_out(read)} == {
        ("XX乡党委文件", "页眉"),
        *((f"—{number}—", "页码") for number in range(1, pages + 1)),
    }
    begun = [line.text for line in read.lines if line.paragraph]
    assert begun[0] == "XX乡2023年度总结"
    assert begun[-1] == "XX乡党委"
    assert len(begun) == 16
    assert all(text.startswith("（一）𠮷继续") for text in begun[1:-1])
    paragraph = f"（一）𠮷{LONG}2023年谈话12场，office办公，“两个责任”落实。" * 14
    assert "".join("".join(texts(read)[1:-1]).split()) == paragraph
    assert_complete(read)


@pytest.mark.needs(BROWSER)
def test_cells_of_a_table_are_parted_by_tabs(browser: Browser) -> None:
    cell = "<td style='width: 6em'>{}</td>"
    row = "".join(cell.format(words) for words in ("事项", "人次", "备注"))
    html = f"<table style='font: 16pt serif'><tr>{row}</tr></table>"
    assert texts(read_pdf(print_pdf(browser, html))) == ["事项\t人次\t备注"]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        # Rows go from head to foot, whatever the order in the file.
        (show(72, 600, "second") + show(72, 700, "first"), ["first", "second"]),
        (show(72, 700, "one two") + show(72, 680, "impor-") + show(72, 660, "tant"), ["one two", "impor-", "tant"]),
        # A raised sign belongs to its row; a word set apart keeps a blank; a column keeps a tab.
        (show(72, 700, "note") + show(97, 704, "1"), ["note1"]),
        (show(72, 700, "a") + show(84, 700, "b") + show(200, 700, "c"), ["a b\tc"]),
        (show(72, 700, "(see)".replace("(", r"\(").replace(")", r"\)")), ["(see)"]),
    ],
)
def test_rows_are_made_by_place(content: str, expected: list[str]) -> None:
    read = read_pdf(make_pdf(content))
    assert texts(read) == expected
    assert_complete(read)


def test_a_paragraph_begins_at_an_indent_or_after_a_gap() -> None:
    places = [(96, 700), (72, 680), (72, 660), (96, 640), (72, 620), (72, 570), (72, 550)]
    read = read_pdf(make_pdf("".join(show(x, y, "words") for x, y in places)))
    assert [line.paragraph for line in read.lines] == [True, False, False, True, False, True, False]


def test_a_sentence_goes_on_over_the_page() -> None:
    first = show(96, 700, "begin") + show(72, 680, "middle") + show(72, 660, "middle")
    read = read_pdf(make_pdf(first, show(72, 700, "end")))
    assert [line.paragraph for line in read.lines] == [True, False, False, False]


@pytest.mark.parametrize(("turned", "of_page"), [("0 1 -1 0", "/Rotate 90"), ("-1 0 0 -1", ""), ("0 -1 1 0", "")])
def test_a_page_on_its_side_is_read_upright(turned: str, of_page: str) -> None:
    steps = {"0 1 -1 0": (20, 0), "-1 0 0 -1": (0, 20), "0 -1 1 0": (-20, 0)}[turned]
    rows = [
        show(300 + steps[0] * n, 400 + steps[1] * n, word, turned) for n, word in enumerate(["one", "two", "three"])
    ]
    read = read_pdf(make_pdf("".join(rows), of_page=of_page))
    assert texts(read) == ["one", "two", "three"]


def test_slanted_text_is_left_out_and_listed() -> None:
    read = read_pdf(make_pdf(show(72, 700, "words") + show(200, 300, "DRAFT", "0.7 0.7 -0.7 0.7")))
    assert texts(read) == ["words"]
    assert [text for text, _ in left_out(read)] == ["DRAFT"]
    assert_complete(read)


def row(text: str, page: int, height: float) -> PdfRow:
    return PdfRow(text, page, 72, 500, height * 842, height, 16)


@pytest.mark.parametrize(
    ("rows", "pages", "reasons"),
    [
        ([row("— 3 —", 1, 0.05)], 1, ["页码"]),
        ([row("- 3 -", 1, 0.05)], 1, ["页码"]),
        ([row("第3页 共8页", 1, 0.95)], 1, ["页码"]),
        ([row("第 三 页", 1, 0.05)], 1, ["页码"]),
        ([row("1", 1, 0.05)], 1, ["页码"]),
        ([row(str(page + 4), page, 0.05) for page in (1, 2, 3)], 3, ["页码"] * 3),
        ([row(f"{page} / 2", page, 0.05) for page in (1, 2)], 2, ["页码"] * 2),
        ([row("XX乡文件", page, 0.95) for page in (1, 2, 3)], 3, ["页眉"] * 3),
        ([row("年报 2023", 1, 0.05), row("年报 2024", 2, 0.05)], 2, ["页脚"] * 2),
        # Left and right pages, and a first page without.
        ([row("左" if page % 2 else "右", page, 0.95) for page in range(1, 5)], 4, ["页眉"] * 4),
        # None such: a figure at the foot, the body, a line that comes once.
        ([row("12", 1, 0.05)], 1, [""]),
        ([row("12", 1, 0.05), row("40", 2, 0.05)], 2, ["", ""]),
        ([row("3", 1, 0.5), row("4", 2, 0.5)], 2, ["", ""]),
        ([row("同样的话", page, 0.5) for page in (1, 2)], 2, ["", ""]),
        ([row("XX乡文件", 1, 0.95), row("正文", 2, 0.95)], 2, ["", ""]),
        # Of two columns the first is read to its end, with the number below it, before the second.
        ([row(text, 1, height) for text, height in
          (("左一", 0.8), ("左二", 0.5), ("-29-", 0.05), ("右一", 0.8), ("右二", 0.6), ("右三", 0.4))],
         1, ["", "", "页码", "", "", ""]),
        # Only the two outermost rows may be furniture.
        ([row(text, page, height) for page in (1, 2) for text, height in (("甲乙"[page - 1], 0.96),
          ("丙丁"[page - 1], 0.94), ("同样的话", 0.9))], 2, [""] * 6),
    ],
)  # fmt: skip
def test_furniture_is_known_by_form_and_repetition(rows: list[PdfRow], pages: int, reasons: list[str]) -> None:
    found = find_furniture(rows, pages)
    assert [found.get(index, "") for index in range(len(rows))] == reasons


def encrypted() -> bytes:
    entry = "<< /Filter /Standard /V 1 /R 2 /P -4 /O <{0}> /U <{0}> >>".format("00" * 32)
    trailer = f"/Encrypt {entry} /ID [<00><00>] /Root".encode()
    return make_pdf(show(72, 700, "a")).replace(b"/Root", trailer)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "损坏"),
        (b"%PDF-1.7\n", "损坏"),
        (make_pdf(show(72, 700, "a"))[:200], "损坏"),
        (encrypted(), "密码"),
        (make_pdf("", "", show(72, 700, "a")), "3 页中有 2 页没有文字"),
        (make_pdf("0 0 100 100 re f"), "扫描件"),
    ],
)
def test_what_cannot_be_read_is_named_with_a_way_out(content: bytes, words: str) -> None:
    with pytest.raises(IntakeError, match=words) as caught:
        read_pdf(content)
    assert "改法：" in str(caught.value)


GARBAGE = "認⇄䜨Ⴈ௦ၑߐޱ࠼ఴ"


@pytest.mark.parametrize(
    ("text", "is_scan"),
    [
        (GARBAGE * 9, True),
        ("㑁㒂㓃㔄㕅㖆" * 9, True),
        ("认真落实".encode("gbk").decode("latin-1") * 9, True),
        ("\ue001\ue002\ufffd" * 9, True),
        ("认真落实责任" * 30 + GARBAGE, False),
        ("認真落實責任，建設隊伍。" * 9, False),
        ("①●◆•—…“”〇㎡％Ａé²→" * 9, False),
        ("words that are no Chinese" * 9, False),
        # The codes of a font that was cut down and says nothing of its signs, beside figures that are sound.
        ("!\"#$%&'()*+,-./:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ" * 9 + "2022" * 9, True),
        ("words that are no Chinese " * 20 + "认真落实责任，" * 20, False),
        ("1234567890" * 60 + "谈话人次" * 9, False),
    ],
)
def test_a_text_layer_of_characters_that_no_paper_has_goes_the_way_of_scans(text: str, *, is_scan: bool) -> None:
    with pytest.raises(ScanFoundError, match="乱码") if is_scan else nullcontext():
        _refuse_scans(1, [], Counter(text))


def test_too_many_pages_are_refused_before_any_text_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "_read_page", lambda *_: pytest.fail("was read"))
    with pytest.raises(IntakeError, match="501 页，最多 500 页"):
        read_pdf(make_pdf(*[""] * 501))


def test_too_much_text_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MOST_CHARACTERS", 10)
    for content in (show(72, 700, "twelve signs"), "".join(show(72, y, "aaa") for y in (700, 600, 500, 400))):
        with pytest.raises(IntakeError, match="改法："):
            read_pdf(make_pdf(content))


def test_a_page_without_text_among_others_is_noticed() -> None:
    read = read_pdf(make_pdf(show(72, 700, "a"), "", show(72, 700, "b")))
    assert [notice.split("；")[0] for notice in read.notices] == ["PDF 第 2 页没有文字"]


SEED = make_pdf(show(72, 700, "first words") + show(72, 680, "more"), show(72, 700, "last"))


@given(st.data())
def test_mutated_bytes_are_a_manuscript_or_one_line(data: st.DataObject) -> None:
    content = bytearray(SEED)
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        assert_complete(read_pdf(bytes(content[: data.draw(st.integers(len(content) // 2, len(content)))])))
    except IntakeError as error:
        assert "改法：" in str(error)


WORDS = st.text(alphabet="abcdefgh XYZ0123-,.", min_size=1, max_size=12)


@given(st.lists(st.tuples(st.integers(50, 400), st.integers(120, 700), WORDS), min_size=1, max_size=12))
def test_no_sign_is_lost_wherever_it_stands(words: list[tuple[int, int, str]]) -> None:
    try:
        assert_complete(read_pdf(make_pdf("".join(show(x, y, text) for x, y, text in words))))
    except IntakeError as error:
        assert "没有文字" in str(error)
        assert not any(text.strip() for _, _, text in words)
