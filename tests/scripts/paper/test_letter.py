"""A paper that goes to a higher office as 报告."""

from __future__ import annotations

import re

import pytest

from scripts.paper.blocks import Role, TextRun
from scripts.paper.letter import (
    Letter,
    as_report,
    find_requests,
    read_letterhead,
    remarks_on,
    remarks_on_head,
    retitled,
)
from scripts.paper.pdf import Pdf
from scripts.setup.needs import SONG
from tests.helpers.print_shop import body, heading, lines, paper, paragraph, plain, set_paper, signs, texts

pytestmark = pytest.mark.needs(SONG)

LETTER = Letter(
    mark="某乡党委",
    number="某发〔2024〕1号",
    signer="某某",
    to="某市委",
    signature="中共某乡委员会",
    date="2024年1月5日",
    attachments=("整改台账", "责任清单"),
    copy="某市纪委",
    printed_by="某乡党建办",
    printed_on="2024年1月5日",
)
REPORT = paper(paragraph(body(300)), title="关于某项工作情况的报告")


def of_letter(letter: Letter, made=REPORT) -> Pdf:  # type: ignore[no-untyped-def]
    return set_paper(made, letter=letter)


def test_every_part_stands_in_its_order() -> None:
    text = re.sub(r"—\d—", "", plain("".join(texts(of_letter(LETTER)))))
    order = [
        "某乡党委",
        "某发〔2024〕1号",
        "签发人：某某",
        "关于某项工作情况的报告",
        "某市委：",
        body(300),
        "附件：1．整改台账",
        "2．责任清单",
        "中共某乡委员会",
        "2024年1月5日",
        "抄送：某市纪委。",
        "某乡党建办",
        "2024年1月5日印发",
    ]
    places = [text.index(part) for part in order]
    assert places == sorted(places)


def test_mark_stands_35_mm_down_and_the_title_two_lines_under_the_red_line() -> None:
    page = signs(of_letter(LETTER))[0]
    rows = lines(page)
    pitch = 225 / 22
    mark = min(sign.top for sign in rows[0])
    # A character has a little room around its ink.
    assert mark == pytest.approx(37 + 35, abs=1.5)
    title = next(row for row in rows if "".join(sign.text for sign in row).startswith("关于"))
    first = next(row for row in rows if "".join(sign.text for sign in row).startswith(body(20)))
    assert min(sign.top for sign in title) == pytest.approx(37 + 10 * pitch + 1.5, abs=1)
    steps = (first[0].base - page_line(1)) / pitch
    assert steps == pytest.approx(round(steps), abs=0.02)


def page_line(number: int) -> float:
    """Where the characters of a line of body text stand on."""
    return signs(set_paper(paper(paragraph("甲"), title="")))[0][0].base + (number - 1) * 225 / 22


def test_foot_is_the_last_thing_in_the_type_area() -> None:
    page = signs(of_letter(LETTER))[-1]
    last = max(sign.bottom for sign in page if sign.top < 262)
    assert 258 < last < 262


def test_date_stands_four_characters_from_the_right_and_the_name_over_its_middle() -> None:
    rows = lines(signs(of_letter(LETTER))[-1])
    by_text = {"".join(sign.text for sign in row): row for row in rows}
    date, name = by_text["2024年1月5日"], by_text["中共某乡委员会"]
    right = 28 + 156 if len(texts(of_letter(LETTER))) % 2 else 26 + 156
    assert date[-1].right == pytest.approx(right - 4 * 15.75 * 25.4 / 72, abs=1.8)
    middle = [(row[0].left + row[-1].right) / 2 for row in (date, name)]
    assert middle[0] == pytest.approx(middle[1], abs=1)


@pytest.mark.parametrize("length", [28, 300, 616, 644, 1232])
def test_last_page_is_never_the_foot_alone(length: int) -> None:
    """However the text ends, signature and foot stand on one page."""
    made = paper(paragraph(body(length)), title="关于某项工作情况的报告")
    last = plain(texts(of_letter(LETTER, made))[-1])
    assert "中共某乡委员会" in last
    assert "印发" in last


def test_what_is_not_given_is_a_blank_and_never_invented() -> None:
    text = plain("".join(texts(of_letter(Letter()))))
    assert "签发人：关于" in text
    assert "年月日" in text
    assert "印发" in text
    assert "抄送" not in text
    assert "附件" not in text
    assert not re.search(r"\d", text.replace("—1—", "").replace("—2—", ""))


def test_lines_and_sections_of_the_site_are_left_out_and_the_sample_stays_said() -> None:
    made = paper(
        paragraph("示例　不是真实材料", role=Role.NOTICE),
        heading("一、部分", 2, "work"),
        paragraph("2023#w1", role=Role.LINE),
        paragraph("正文。"),
        heading("所引法规", 2, "citations"),
        paragraph("某条例"),
    )
    text = "".join(run.text for block in as_report(made, {"work"}).blocks for run in block.runs)  # type: ignore[union-attr]
    assert text == "标题示例　不是真实材料一、部分正文。"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("以上报告，请审阅。", False),
        ("妥否，请批示。", True),
        ("恳请上级支持。", True),
        ("请予支持为盼。", True),
        ("特此报告，请批准。", True),
        ("请示报告制度得到落实，审批手续齐全。", False),
        ("严格请销假审批。", False),
    ],
)
def test_words_of_request_are_told(text: str, found: bool) -> None:
    assert bool(find_requests(paper(paragraph("前一句。" + text)))) is found


def test_remarks_name_the_sentence_and_the_title() -> None:
    remarks = remarks_on(paper(paragraph("前一句。妥否，请批示。"), title="工作总结"))
    assert "“妥否，请批示。”" in remarks[0]
    assert "--title" in remarks[1]
    assert remarks_on(retitled(paper(paragraph("文。")), "关于某事的报告")) == []


def test_new_title_stands_on_the_page_and_in_the_file() -> None:
    made = retitled(paper(paragraph("文。"), title="旧题"), "新题的报告")
    assert made.title == "新题的报告"
    assert made.blocks[0] == heading("新题的报告")
    assert TextRun("旧题") not in made.blocks[0].runs  # type: ignore[union-attr]


def test_letterhead_of_the_page_gives_mark_number_and_signer() -> None:
    found = read_letterhead(["某乡党委文件", "某发〔2023〕12号", "签发人：某某"])
    assert found == Letter(mark="某乡党委文件", number="某发〔2023〕12号", signer="某某")
    assert read_letterhead([]) == Letter()


@pytest.mark.parametrize(
    ("letter", "expected"),
    [
        (Letter(number="X委报〔2024〕1号", date="2024年1月5日", printed_on="2024年1月6日"), []),
        (Letter(number="X委报[2024]第01号"), ["发文字号写的是“X委报[2024]第01号”"]),
        (Letter(date="2024-01-05"), ["成文日期写的是“2024-01-05”"]),
        (Letter(printed_on="2024年01月05日"), ["印发日期写的是“2024年01月05日”"]),
        (Letter(), []),
    ],
)
def test_what_is_not_written_as_the_standard_has_it_is_told(letter: Letter, expected: list[str]) -> None:
    assert [remark.partition("。")[0] for remark in remarks_on_head(letter)] == expected
