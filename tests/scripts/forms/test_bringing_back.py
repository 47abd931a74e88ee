"""A filled form that comes back shows what a person has changed in it, and nothing else."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook

from scripts.forms.faults import FormError
from scripts.forms.filling import fill_form, look_back, write_filled
from scripts.forms.tracing import trace_file
from scripts.setup.needs import OFFICE
from tests.helpers.blank_forms import FORMS, two_row_head, word_form
from tests.helpers.form_office import look, make_yearbook
from tests.helpers.office_program import save_by_office

pytestmark = pytest.mark.slow


def filled(folder: Path, make: object = two_row_head) -> Path:
    """A form that was filled and written, with the list of its sources."""
    ending = "docx" if make is word_form else "xlsx"
    blank = make(folder / f"blank.{ending}")  # type: ignore[operator]
    out = folder / f"filled.{ending}"
    write_filled(fill_form(look(blank, make_yearbook(folder)), blank.name), blank, out)
    return out


@pytest.mark.parametrize("make", FORMS)
def test_nothing_is_told_of_a_form_that_nobody_has_changed(make: object, tmp_path: Path) -> None:
    assert look_back(filled(tmp_path, make), 2023) == []


def test_changes_are_told_with_what_was_filled_in(tmp_path: Path) -> None:
    file = filled(tmp_path)
    content = load_workbook(file)
    sheet = content["整改情况"]
    sheet["D5"], sheet["J6"], sheet["G7"] = "组织委员", "3.5", None
    content.save(file)
    assert [one.words for one in look_back(file, 2023)] == [
        "整改情况 D5“责任人”改了：纪检专干→组织委员（填的时候取自2023年整改台账 第1项措施1）",
        "整改情况 J6“涉及金额（万元）”补填：待填→3.5",
        "整改情况 G7“进展情况”清空：2024-04-02 核对记录（填的时候取自2023年整改台账 第2项）",
    ]


def test_rows_that_came_in_or_went_do_not_make_all_others_changed(tmp_path: Path) -> None:
    file = filled(tmp_path)
    content = load_workbook(file)
    sheet = content["整改情况"]
    sheet.unmerge_cells("A9:K9")
    sheet.insert_rows(6)
    sheet["B6"], sheet["C6"], sheet["D8"] = "新的问题", "新的措施", "党政办副主任"
    content.save(file)
    found = [(one.kind, one.cell, one.before, one.after) for one in look_back(file, 2023)]
    assert found == [
        ("新增一行", "第6行", "", "新的问题　新的措施"),
        ("改了", "D8", "党政办主任", "党政办副主任"),
    ]


def test_a_row_that_went_is_told_as_one(tmp_path: Path) -> None:
    file = filled(tmp_path)
    content = load_workbook(file)
    content["整改情况"].delete_rows(6)
    content.save(file)
    found = [(one.kind, one.cell) for one in look_back(file, 2023)]
    assert found == [("删去一行", "第6行")]


def test_words_of_a_word_form_are_compared_place_by_place(tmp_path: Path) -> None:
    file = filled(tmp_path, word_form)
    paper = docx.Document(str(file))
    paper.tables[1].cell(1, 6).text = "好"
    paper.paragraphs[-1].runs[0].text = "填表人：某甲"
    paper.save(str(file))
    found = {(one.grid, one.cell, one.label): (one.before, one.after) for one in look_back(file, 2023)}
    assert found["第2张表", "第2行第7格", "上级评价"] == ("待填", "好")
    assert found["正文", "第4段", "填表人"][0].startswith("填表人：待填")
    assert len(found) == 2


def test_without_the_list_nothing_can_be_told(tmp_path: Path) -> None:
    file = filled(tmp_path)
    with pytest.raises(FormError, match=r"filled\.来源\.xlsx 是 2023 年的表的来源，--year 写的是 2022"):
        look_back(file, 2022)
    trace_file(file).unlink()
    with pytest.raises(FormError, match="找不到"):
        look_back(file, 2023)
    with pytest.raises(FormError, match="不是填表时写出的来源清单"):
        look_back(file, 2023, tmp_path / "blank.xlsx")


def test_every_filled_place_names_its_page_and_item(tmp_path: Path) -> None:
    for make in FORMS:
        folder = tmp_path / make.__name__
        folder.mkdir()
        rows = load_workbook(trace_file(filled(folder, make)))["填报来源"].iter_rows(min_row=5, values_only=True)
        for _, cell, _, text, state, source, item in rows:
            assert cell
            assert item
            assert (state == "已填") == bool(source)
            assert bool(text) or state == "留空"


def test_the_list_can_stand_in_the_form_too(tmp_path: Path) -> None:
    yearbook = make_yearbook(tmp_path)
    for make in (two_row_head, word_form):
        blank = make(tmp_path / f"in-{make.__name__}.{'docx' if make is word_form else 'xlsx'}")
        out = tmp_path / f"out-{make.__name__}{blank.suffix}"
        write_filled(fill_form(look(blank, yearbook), blank.name, inside=True), blank, out)
        assert look_back(out, 2023) == []
        if make is word_form:
            assert docx.Document(str(out)).tables[-1].cell(0, 0).text == "工作表或表格"
        else:
            assert load_workbook(out).sheetnames == ["整改情况", "选项", "填报来源"]


@pytest.mark.slow
@pytest.mark.needs(OFFICE)
def test_libreoffice_opens_every_filled_form_and_changes_nothing_by_saving_it(tmp_path: Path) -> None:
    forms = []
    for make in FORMS:
        (tmp_path / make.__name__).mkdir()
        file = filled(tmp_path / make.__name__, make)
        forms.append(file.rename(file.with_stem(make.__name__)))
    for paper in save_by_office(forms, "pdf", tmp_path / "pdf"):
        assert paper.read_bytes().startswith(b"%PDF")
    for kind in ("xlsx", "docx"):
        own = [form for form in forms if form.suffix == f".{kind}"]
        for form, saved in zip(own, save_by_office(own, kind, tmp_path / "saved"), strict=True):
            assert look_back(saved, 2023, form.with_name("filled.来源.xlsx")) == [], form.name
