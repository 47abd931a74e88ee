"""Fields of older Word forms and boxes drawn as signs are filled, and stay what they are."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from macros.domain.yearbook import Yearbook
from scripts.forms.filling import Filled, look_back
from scripts.forms.form import read_content
from tests.helpers.form_office import fill, make_yearbook
from tests.helpers.word_controls import (
    box_field,
    cell,
    field,
    list_field,
    paragraph,
    row,
    sign,
    table,
    text_field,
    words,
    write_form,
)

pytestmark = pytest.mark.slow
LONGEST = '<w:maxLength w:val="{}"/>'


@pytest.fixture(scope="module")
def yearbook(tmp_path_factory: pytest.TempPathFactory) -> Yearbook:
    return make_yearbook(tmp_path_factory.mktemp("office"))


def body(content: bytes) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return etree.fromstring(archive.read("word/document.xml"))


def count(content: bytes, *names: str) -> dict[str, int]:
    root = body(content)
    return {name: sum(1 for _ in root.iter(f"{{*}}{name}")) for name in names}


def said(filled: Filled) -> list[str]:
    """What the form says now, place by place."""
    form = read_content(filled.content, "a.docx")
    return [one.text for grid in form.grids for _, one in sorted(grid.cells.items())]


def in_cell(inside: str) -> str:
    return cell(paragraph(inside))


def test_fields_are_filled_and_stay_fields(tmp_path: Path, yearbook: Yearbook) -> None:
    file = write_form(
        tmp_path / "a.docx",
        table(
            row("单位名称", in_cell(text_field())),
            row("年度", in_cell(list_field("请选择", "2022", "2023"))),
            row("填报日期", in_cell(text_field('<w:type w:val="date"/>'))),
            row("问题数", in_cell(text_field('<w:type w:val="number"/>', ""))),
        ),
        paragraph(
            words("填报单位：") + text_field() + words("（盖章）　年度：") + list_field("2022", "2023") + words("年")
        ),
    )
    filled, _ = fill(file, yearbook)
    names = ("fldChar", "ffData", "instrText", "textInput", "ddList")
    before, after = count(file.read_bytes(), *names), count(filled.content, *names)
    # The one that showed nothing has a place for that now.
    assert after == {**before, "fldChar": before["fldChar"] + 1}
    assert said(filled)[:2] == ["填报单位：XX乡党委（盖章）　年度：2023年", "单位名称"]
    assert said(filled)[2:] == ["XX乡党委", "年度", "2023", "填报日期", "2024年7月15日", "问题数", "2"]
    root = body(filled.content)
    assert [one.get(next(iter(one.attrib))) for one in root.iter("{*}result")] == ["2", "1"]
    # What was typed looks as the place did.
    assert all(
        run.find("{*}rPr/{*}b") is not None for run in root.iter("{*}r") if "XX乡党委" in "".join(run.itertext())
    )


def test_a_list_a_length_and_a_number_take_what_they_take_and_it_is_told(tmp_path: Path, yearbook: Yearbook) -> None:
    file = write_form(
        tmp_path / "a.docx",
        table(
            row("单位名称", in_cell(text_field(LONGEST.format(4)))),
            row("年度", in_cell(list_field("2021", "2022"))),
            row("廉政谈话", in_cell(text_field('<w:type w:val="number"/>'))),
            row("填报单位", in_cell(text_field(LONGEST.format(1)))),
        ),
    )
    filled, _ = fill(file, yearbook)
    assert said(filled) == ["单位名称", "待填", "年度", "", "廉政谈话", "", "填报单位", ""]
    told = "\n".join(filled.waiting())
    assert "表里最多写 4 个字，年鉴里是 5 个字：“XX乡党委”" in told
    assert "表里只能选“2021、2022”，年鉴里是“2023”" in told
    assert "表里只能填数，年鉴里是“56人次”" in told
    assert "表里最多写 1 个字" in told
    assert count(filled.content, "result")["result"] == 0


def test_boxes_are_ticked_as_fields_as_signs_and_as_letters_of_such_a_face(tmp_path: Path, yearbook: Yearbook) -> None:
    fields = in_cell(box_field("是") + box_field("否"))
    signs = in_cell(sign("Wingdings", "F0A8", "已销号") + sign("Wingdings 2", "F0A3", "其他"))
    face = '<w:rPr><w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/></w:rPr>'
    letters = in_cell(f"<w:r>{face}<w:t>o</w:t></w:r>{words('是　')}<w:r>{face}<w:t>\uf06f</w:t></w:r>{words('否')}")
    head = row("序号", "存在问题", "整改措施", "是否销号", "状态", "是否完成")
    file = write_form(tmp_path / "a.docx", table(head, row("", "", "", fields, signs, letters)))
    filled, form = fill(file, yearbook)
    grid = form.grids[-1]
    assert [grid.at(at, 4).text.strip() for at in (2, 3)] == ["☑是　☐否", "☐是　☑否"]
    assert [grid.at(at, 5).text.strip() for at in (2, 3)] == ["☑已销号　☐其他", "☐已销号　☐其他"]
    assert [grid.at(at, 6).text.strip() for at in (2, 4)] == ["☑是　☐否", "☐是　☑否"]
    root = body(filled.content)
    assert [one.get(next(iter(one.attrib))) for one in root.iter("{*}checked")] == ["1"] * 3
    places = [one.get(next(name for name in one.attrib if name.endswith("char"))) for one in root.iter("{*}sym")]
    assert places[:4] == ["F0FE", "F0A3", "F0A8", "F0A3"]
    letters_now = [one.text for one in root.iter("{*}t") if one.text in {"o", "\xfe", "\uf06f", "\uf0fe"}]
    assert letters_now == ["\xfe", "\uf06f", "o", "\uf06f", "o", "\uf0fe"]


def test_what_is_locked_unknown_or_not_of_one_paragraph_stays_and_is_told(tmp_path: Path, yearbook: Yearbook) -> None:
    begin, end = field("FORMTEXT", "<w:textInput/>", "").rsplit("<w:r>", 1)
    locked = text_field().replace("<w:enabled/>", '<w:enabled w:val="0"/>')
    file = write_form(
        tmp_path / "a.docx",
        table(
            row("单位名称", in_cell(locked)),
            row("年度", cell(paragraph(begin) + paragraph(f"<w:r>{end}"))),
            row("填报日期", in_cell(sign("Webdings", "F061"))),
            row("问题数", in_cell(text_field())),
        ),
    )
    filled, _ = fill(file, yearbook)
    assert [row.label for row in filled.rows] == ["问题数"]
    assert "有 1 个符号认不出是什么" in "".join(filled.notices)
    assert "有 1 个窗体域不在一段里" in "".join(filled.notices)


def test_what_a_person_changes_in_fields_alone_comes_back(tmp_path: Path, yearbook: Yearbook) -> None:
    file = write_form(
        tmp_path / "a.docx",
        table(
            row("单位名称", in_cell(text_field())),
            row("年度", in_cell(list_field("2022", "2023"))),
            row("联系电话", in_cell(text_field())),
        ),
        paragraph(words("是否召开：") + box_field("是") + box_field("否")),
    )
    filled, _ = fill(file, yearbook)
    trace = tmp_path / "trace.xlsx"
    trace.write_bytes(filled.trace)
    back = tmp_path / "back.docx"
    back.write_bytes(filled.content)
    assert look_back(back, None, trace) == []
    with zipfile.ZipFile(io.BytesIO(filled.content)) as old, zipfile.ZipFile(back, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/document.xml":
                content = content.replace('<w:t xml:space="preserve">待填</w:t>'.encode(), b"<w:t>0000</w:t>")
                content = content.replace(b'<w:result w:val="1"/>', b'<w:result w:val="0"/>')
                content = content.replace(b'<w:default w:val="0"/>', b'<w:default w:val="0"/><w:checked/>', 1)
            new.writestr(name, content)
    assert [(one.before, one.after) for one in look_back(back, None, trace)] == [
        ("是否召开：☐是　☐否", "是否召开：☑是　☐否"),
        ("2023", "2022"),
        ("待填", "0000"),
    ]
