"""Controls, boxes to be ticked, text boxes, headers and footers of a Word form are filled, and stay what they are."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from macros.domain.yearbook import Yearbook
from scripts.forms.filling import Filled
from scripts.forms.grid import find_boxes
from tests.helpers.form_office import fill, make_yearbook
from tests.helpers.word_controls import (
    BOUND,
    DAY,
    around,
    box,
    cell,
    control,
    drop_down,
    paragraph,
    row,
    table,
    text_box,
    words,
    write_form,
)

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def yearbook(tmp_path_factory: pytest.TempPathFactory) -> Yearbook:
    return make_yearbook(tmp_path_factory.mktemp("office"))


def part(content: bytes, name: str = "word/document.xml") -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name).decode()


def shown(filled: Filled, name: str = "word/document.xml") -> str:
    """All words of a part, a slash between those of two runs."""
    root = etree.fromstring(part(filled.content, name).encode())
    return "/".join(node.text or "" for node in root.iter("{*}t"))


def states(filled: Filled) -> dict[str, tuple[str, str]]:
    return {one.label: (one.state, one.text) for one in filled.rows}


def test_controls_in_cells_are_filled_and_stay_controls(tmp_path: Path, yearbook: Yearbook) -> None:
    prompt = paragraph(words("点这里"))
    file = write_form(
        tmp_path / "a.docx",
        table(
            row("单位名称", cell(paragraph(control("<w:text/>")))),
            row("年度", cell(paragraph(BOUND))),
            row("问题数", around(cell(prompt))),
            row("措施数", cell(around(prompt))),
            row("填报日期", cell(paragraph(DAY))),
        ),
    )
    filled, _ = fill(file, yearbook)
    assert shown(filled) == "单位名称/XX乡党委/年度/2023/问题数/2/措施数/3/填报日期/2024年7月15日"
    text = part(filled.content)
    assert text.count("<w:sdt>") == part(file.read_bytes()).count("<w:sdt>") == 5
    assert "showingPlcHdr" not in text
    assert "dataBinding" not in text
    assert "PlaceholderText" not in text
    assert text.count("<w:b/>") == 3
    assert 'w:fullDate="2024-07-15T00:00:00Z"' in text


def test_a_list_takes_only_a_word_of_its_own(tmp_path: Path, yearbook: Yearbook) -> None:
    file = write_form(
        tmp_path / "a.docx",
        table(
            row("单位名称", cell(paragraph(drop_down("XX乡党委", "YY乡党委")))),
            row("年度", cell(paragraph(drop_down("2021", "2022")))),
        ),
        paragraph(words("填报单位：") + drop_down("YY乡党委") + words("　年度：") + drop_down("2022", "2023")),
    )
    filled, _ = fill(file, yearbook)
    assert shown(filled) == "单位名称/XX乡党委/年度/待填/填报单位：/待填/　年度：/2023"
    told = [line for line in filled.waiting() if "只能选" in line]
    assert len(told) == 2
    assert any("表里只能选“2021、2022”，年鉴里是“2023”" in line for line in told)


def test_the_box_that_says_the_answer_is_ticked(tmp_path: Path, yearbook: Yearbook) -> None:
    boxes = cell(paragraph(box("是") + box("否")))
    head = row("序号", "存在问题", "整改措施", "是否销号", "状态")
    empty = row("", "", "", boxes, cell(paragraph(words("□已销号　□其他"))))
    filled, form = fill(write_form(tmp_path / "a.docx", table(head, empty)), yearbook)
    grid = form.grids[-1]
    assert [grid.at(at, 4).text.strip() for at in (2, 3, 4)] == ["☒是　☐否", "☐是　☒否", "☐是　☒否"]
    assert [grid.at(at, 5).text for at in (2, 3, 4)] == ["☑已销号　□其他", "□已销号　□其他", "□已销号　□其他"]
    text = part(filled.content)
    assert (text.count('w14:checked w14:val="1"'), text.count('w14:checked w14:val="0"')) == (3, 3)
    assert any("表里只能勾“已销号、其他”" in line for line in filled.waiting())
    # Each control of a file has a number of its own.
    assert text.count('<w:id w:val="7"/>') == 2


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("□是 □否", {"是": 0, "否": 3}),
        ("☐ 已完成、☐ 未完成", {"已完成": 0, "未完成": 6}),
        ("□", {"是": 0}),
        ("☑是 □否", {}),
        ("是否属实：□是 □否", {}),
        ("□是 □是", {}),
        ("□这一项所说的情况与实际工作完全一致 □否", {}),
        ("是", {}),
        ("", {}),
    ],
)
def test_boxes_are_known_where_nothing_else_stands_and_none_is_ticked(text: str, found: dict[str, int]) -> None:
    assert find_boxes(text) == found


def test_text_boxes_headers_and_footers_are_filled(tmp_path: Path, yearbook: Yearbook) -> None:
    inside = paragraph(words("填报单位：______")) + table(row("年度", "")) + paragraph(words("填表人："))
    file = write_form(
        tmp_path / "a.docx",
        text_box(inside),
        paragraph(words("党委意见")),
        header="填报单位：________",
        footer="填报日期：    年   月   日",
    )
    filled, form = fill(file, yearbook)
    assert shown(filled) == "/".join(["填报单位：XX乡党委/年度/2023/填表人：待填"] * 2 + ["党委意见"])
    header, footer = ("填报单位：XX乡党委", "填报日期：2024年7月15日")
    names = {name: shown(filled, name) for name in zipfile.ZipFile(io.BytesIO(filled.content)).namelist()
             if name.startswith(("word/header", "word/footer"))}  # fmt: skip
    assert sorted(names.values()) == sorted([header, footer])
    assert {"文本框1", "第1张表（文本框1）", "页眉1", "页脚1"} <= {grid.name for grid in form.grids}
    # No program shows a remark there.
    assert "word/comments.xml" not in zipfile.ZipFile(io.BytesIO(filled.content)).namelist()


def test_parts_in_which_nothing_is_filled_stay_to_the_byte(tmp_path: Path, yearbook: Yearbook) -> None:
    file = write_form(
        tmp_path / "a.docx",
        text_box(paragraph(words("注：如实填写"))),
        paragraph(words("说明")),
        header="填报单位：____",
    )
    filled, _ = fill(file, yearbook)
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(io.BytesIO(filled.content)) as new:
        changed = {name for name in old.namelist() if old.read(name) != new.read(name)}
    assert len(changed) == 1
    assert changed.pop().startswith("word/header")


def test_a_box_in_which_nothing_is_filled_stays_as_it_is_for_older_programs(tmp_path: Path, yearbook: Yearbook) -> None:
    note = text_box(paragraph(words("注：如实填写")), paragraph(words("注")))
    file = write_form(tmp_path / "a.docx", note, paragraph(words("填报单位：____")))
    filled, _ = fill(file, yearbook)
    assert shown(filled) == "注：如实填写/注/填报单位：XX乡党委"
