"""A workbook is filled in its cells alone: whatever else is in it stays, and moves where rows come in."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from macros.domain.yearbook import Yearbook
from scripts.forms.excel_references import RowShift
from scripts.forms.faults import FormError
from scripts.forms.form import read_form
from tests.helpers.blank_forms import BOX, listed_figures, merged_serials, two_row_head, words_in_cells
from tests.helpers.form_office import fill, make_yearbook, many

pytestmark = pytest.mark.slow

EXCEL = (two_row_head, merged_serials, listed_figures, words_in_cells)


@pytest.fixture(scope="module")
def yearbook(tmp_path_factory: pytest.TempPathFactory) -> Yearbook:
    return make_yearbook(tmp_path_factory.mktemp("office"))


def book(content: bytes) -> Any:
    return load_workbook(io.BytesIO(content))


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_each_row_is_a_measure_and_totals_count_all(tmp_path: Path) -> None:
    filled, _ = fill(two_row_head(tmp_path / "a.xlsx"), make_yearbook(tmp_path, ledger=many(4)))
    sheet = book(filled.content)["整改情况"]
    rows = [[cell.value for cell in row] for row in sheet["A5:I9"]]
    assert rows[0][:4] == [1, "问责偏轻", "修订问责办法", "纪检专干"]
    assert [str(value)[:10] for value in rows[0][4:6]] == ["2024-03-31", "2024-06-30"]
    assert rows[0][6:] == ["2024-02-20 形成初稿\n2024-06-18 印发执行", "是", "纪委书记"]
    assert rows[1][:6] == [2, "问责偏轻", "每季度通报一次", "纪检办主任", "长期坚持", None]
    assert [row[0] for row in rows] == [1, 2, 3, 4, 5]
    assert (sheet["A10"].value, sheet["C10"].value, sheet["J10"].value) == ("合计", "=COUNTA(C5:C9)", "=SUM(J5:J9)")
    assert sheet["A11"].value.startswith("注：1.")
    assert sheet["A2"].value == "填报单位（盖章）：XX乡党委  填报日期：2024年7月15日          填报人：待填"


def test_what_names_places_below_moves_with_them(tmp_path: Path) -> None:
    filled, _ = fill(two_row_head(tmp_path / "a.xlsx"), make_yearbook(tmp_path, ledger=many(9)))
    after, more = book(filled.content), 7
    sheet = after["整改情况"]
    assert after.defined_names["合计金额"].attr_text == f"整改情况!$J${8 + more}"
    assert sheet.print_area == f"'整改情况'!$A$1:$K${9 + more}"
    assert sheet.print_title_rows == "$3:$4"
    assert f"A{9 + more}:K{9 + more}" in {str(area) for area in sheet.merged_cells.ranges}
    assert str(sheet.data_validations.dataValidation[0].sqref) == f"H5:H{7 + more}"
    assert [str(area.sqref) for area in sheet.conditional_formatting] == [f"J5:J{7 + more}"]
    assert {sheet.row_dimensions[row].height for row in range(5, 8 + more)} == {72}
    assert after["选项"].sheet_state == "hidden"
    assert sheet.freeze_panes == "A5"


def test_entries_with_several_measures_are_merged_as_the_form_does(tmp_path: Path, yearbook: Yearbook) -> None:
    filled, _ = fill(merged_serials(tmp_path / "a.xlsx"), yearbook)
    sheet = book(filled.content)["问题清单"]
    areas = {str(area) for area in sheet.merged_cells.ranges}
    assert {"A5:A6", "B5:B6", "C5:C6", "D5:E5", "D6:E6", "D7:E7"} <= areas
    assert not [area for area in areas if area.startswith(("A7", "B7", "C7"))]
    assert [sheet[f"A{row}"].value for row in (5, 6, 7)] == [1, None, 2]
    assert [sheet[f"D{row}"].value for row in (5, 6, 7)] == ["修订问责办法", "每季度通报一次", "补填派车单"]
    assert sheet["A8"].value.startswith("填表说明")
    assert {sheet[f"A{row}"].border.left.style for row in (5, 6, 7)} == {"thin"}


def test_figures_are_filled_in_their_own_unit_and_year_alone(tmp_path: Path, yearbook: Yearbook) -> None:
    file = listed_figures(tmp_path / "a.xlsx")
    content = load_workbook(file)
    content["指标"]["D3"], content["指标"]["E3"] = "2023年", "2022年"
    content.save(file)
    filled, _ = fill(file, yearbook)
    sheet = book(filled.content)["指标"]
    assert [sheet[f"{letter}4"].value for letter in "DE"] == [56, 41]
    assert [sheet[f"{letter}5"].value for letter in "DE"] == [2, "待填"]
    assert sheet["D6"].value == "待填"
    assert sheet["D8"].value == "超过700人次"
    assert sheet["D9"].value == "=SUM(D4:D8)"
    told = {row.label: row.item for row in filled.rows if row.state == "待填"}
    assert told["警示教育（场）／2023年"] == "总结里“警示教育”的单位是次，表里是场，不换算"
    assert told["书记讲党课（次）／2022年"] == "2022年的总结没有“书记讲党课”这个指标"


def test_what_waits_is_marked_and_told_once_a_column(tmp_path: Path, yearbook: Yearbook) -> None:
    filled, _ = fill(two_row_head(tmp_path / "a.xlsx"), yearbook)
    sheet = book(filled.content)["整改情况"]
    assert [sheet[f"J{row}"].value for row in (5, 6, 7)] == ["待填"] * 3
    remarks = {cell.coordinate: cell.comment.text for row in sheet for cell in row if cell.comment}
    assert remarks["J5"] == "涉及金额（万元）：不知道“涉及金额（万元）”填什么。"
    assert "J6" not in remarks
    assert sheet["K5"].value is None
    assert "整改情况 J5 等 3 格“涉及金额（万元）”：不知道“涉及金额（万元）”填什么" in list(filled.waiting())


def test_a_form_can_go_up_without_marks(tmp_path: Path, yearbook: Yearbook) -> None:
    filled, _ = fill(two_row_head(tmp_path / "a.xlsx"), yearbook, marked=False)
    sheet = book(filled.content)["整改情况"]
    assert [cell.coordinate for row in sheet for cell in row if cell.value == "待填" or cell.comment] == []
    assert filled.counts["待填"] > 0


def test_only_the_words_that_a_cell_takes_are_written(tmp_path: Path, yearbook: Yearbook) -> None:
    file = two_row_head(tmp_path / "a.xlsx")
    content = load_workbook(file)
    sheet = content["整改情况"]
    choice = DataValidation(type="list", formula1='"纪检专干,其他"')
    choice.add("D5:D7")
    sheet.add_data_validation(choice)
    content.save(file)
    filled, _ = fill(file, yearbook)
    after = book(filled.content)["整改情况"]
    assert [after[f"D{row}"].value for row in (5, 6, 7)] == ["纪检专干", "待填", "待填"]
    told = {row.cell: row.item for row in filled.rows}
    assert told["D6"] == "第1项措施2：表里只能选“纪检专干、其他”，年鉴里是“纪检办主任”"


def test_a_total_of_single_cells_is_told_where_rows_come_in(tmp_path: Path, yearbook: Yearbook) -> None:
    content = Workbook()
    sheet: Any = content.active
    rows = [["序号", "问题", "措施", "金额（元）"], [None] * 4, ["合计", None, None, "=D2"]]
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            sheet.cell(number, column, value).border = BOX
    sheet["D4"] = "=SUM(D2:D2)"
    content.save(tmp_path / "a.xlsx")
    filled, _ = fill(tmp_path / "a.xlsx", yearbook)
    after = book(filled.content).active
    assert (after["D5"].value, after["D6"].value) == ("=D2", "=SUM(D2:D4)")
    assert any("D5 的公式按单格计算，没有算进新插入的 2 行" in notice for notice in filled.notices)


def test_formulas_of_a_row_are_copied_and_never_filled(tmp_path: Path, yearbook: Yearbook) -> None:
    content = Workbook()
    sheet: Any = content.active
    rows = [
        ["序号", "问题", "措施", "字数"],
        ["=ROW()-1", None, None, "=LEN(C2)"],
        ["=ROW()-1", None, None, "=LEN(C3)"],
    ]
    for number, row in enumerate([*rows, ["合计", None, None, "=SUM(D2:D3)"]], 1):
        for column, value in enumerate(row, 1):
            sheet.cell(number, column, value).border = BOX
    content.save(tmp_path / "a.xlsx")
    filled, _ = fill(tmp_path / "a.xlsx", yearbook)
    after = book(filled.content).active
    assert [after[f"D{row}"].value for row in (2, 3, 4, 5)] == ["=LEN(C2)", "=LEN(C3)", "=LEN(C4)", "=SUM(D2:D4)"]
    assert [after[f"A{row}"].value for row in (2, 3, 4)] == ["=ROW()-1"] * 3


@pytest.mark.parametrize(
    ("formula", "due"),
    [
        ("=SUM(J5:J7)", "=SUM(J5:J9)"),
        ("=J6+$J$8", "=J6+$J$10"),
        ('=整改情况!J8&"J8"', '=整改情况!J10&"J8"'),
        ("='整改情况'!$A$1:$K$9", "='整改情况'!$A$1:$K$11"),
        ("=其他!J8", "=其他!J8"),
        ("=SUM(8:9)", "=SUM(10:11)"),
        ("=SUM(A:A)", "=SUM(A:A)"),
        ("=VLOOKUP(A8,整改情况!A:C,2,FALSE)", "=VLOOKUP(A10,整改情况!A:C,2,FALSE)"),
        ("=[1]整改情况!J8", "=[1]整改情况!J8"),
    ],
)
def test_references_follow_rows_that_come_in(formula: str, due: str) -> None:
    assert RowShift("整改情况", 6, 2).formula(formula, "整改情况") == due


def test_what_libraries_would_lose_stays_to_the_byte(tmp_path: Path, yearbook: Yearbook) -> None:
    file = two_row_head(tmp_path / "a.xlsx")
    content = load_workbook(file)
    sheet = content["整改情况"]
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=10, min_row=5, max_row=7))
    sheet.add_chart(chart, "A12")
    content.save(file)
    foreign = {
        "xl/media/image1.png": b"\x89PNG of nobody's making",
        "xl/vbaProject.bin": b"macros",
        "customXml/item1.xml": b"<whatever/>",
        "xl/printerSettings/printerSettings1.bin": b"printer",
    }
    with zipfile.ZipFile(file, "a") as archive:
        for name, more in foreign.items():
            archive.writestr(name, more)
    before = parts(file.read_bytes())
    after = parts(fill(file, yearbook)[0].content)
    touched = {name for name in before if before[name] != after.get(name)}
    assert touched <= {"[Content_Types].xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml",
                       "xl/worksheets/_rels/sheet1.xml.rels"}  # fmt: skip
    assert set(after) - set(before) == {"xl/comments1.xml", "xl/drawings/vmlDrawing1.vml"}


def test_a_chart_and_a_picture_below_the_table_move_with_it(tmp_path: Path) -> None:
    file = two_row_head(tmp_path / "a.xlsx")
    content = load_workbook(file)
    sheet = content["整改情况"]
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=10, min_row=5, max_row=8))
    sheet.add_chart(chart, "A12")
    content.save(file)
    after = parts(fill(file, make_yearbook(tmp_path, ledger=many(9)))[0].content)
    assert b"<row>18</row>" in re.sub(rb"<(/?)xdr:", rb"<\1", after["xl/drawings/drawing1.xml"])
    assert b"$J$15" in after["xl/charts/chart1.xml"]


def test_remarks_that_are_there_stay_and_move(tmp_path: Path) -> None:
    file = two_row_head(tmp_path / "a.xlsx")
    content = load_workbook(file)
    content["整改情况"]["A8"].comment = Comment("自动计算", "市纪委")
    content["整改情况"]["J5"].comment = Comment("保留两位小数", "市纪委")
    content.save(file)
    filled, _ = fill(file, make_yearbook(tmp_path, ledger=many(9)))
    sheet = book(filled.content)["整改情况"]
    assert (sheet["A15"].comment.text, sheet["J5"].comment.text) == ("自动计算", "保留两位小数")
    assert "填报人" in sheet["A2"].comment.text


def test_old_drawings_that_are_no_sound_xml_stay_and_are_told(tmp_path: Path) -> None:
    file = two_row_head(tmp_path / "a.xlsx")
    content = load_workbook(file)
    content["整改情况"]["A8"].comment = Comment("自动计算", "市纪委")
    content.save(file)
    with zipfile.ZipFile(file) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    (name,) = [name for name in members if name.endswith(".vml")]
    members[name] = members[name].replace(b"</xml>", b"<br></xml>")
    with zipfile.ZipFile(file, "w") as archive:
        for member, one in members.items():
            archive.writestr(member, one)
    filled, _ = fill(file, make_yearbook(tmp_path, ledger=many(9)))
    assert parts(filled.content)[name] == members[name]
    assert "整改情况：插入了 7 行，表里的批注框、按钮没有跟着往下移，看一看位置。" in filled.notices
    assert "整改情况：表里原有的批注读不了，没有另加批注；待填的原因见来源清单。" in filled.notices


def test_a_form_with_macros_keeps_them(tmp_path: Path, yearbook: Yearbook) -> None:
    plain = two_row_head(tmp_path / "a.xlsx")
    file = tmp_path / "b.xlsm"
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            kind = b"vnd.openxmlformats-officedocument.spreadsheetml.sheet.main"
            new.writestr(name, old.read(name).replace(kind, b"vnd.ms-excel.sheet.macroEnabled.main"))
        new.writestr("xl/vbaProject.bin", b"macros")
    filled, _ = fill(file, yearbook)
    assert parts(filled.content)["xl/vbaProject.bin"] == b"macros"


def test_a_signed_form_is_refused(tmp_path: Path) -> None:
    file = two_row_head(tmp_path / "a.xlsx")
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("_xmlsignatures/sig1.xml", "<Signature/>")
    with pytest.raises(FormError, match="带数字签名"):
        read_form(file)


def test_rows_that_are_too_low_are_told(tmp_path: Path) -> None:
    file = two_row_head(tmp_path / "a.xlsx")
    content = load_workbook(file)
    content["整改情况"].row_dimensions[5].height = 14
    content.save(file)
    filled, _ = fill(file, make_yearbook(tmp_path))
    assert "整改情况：第 5 行的行高是表里定的，文字可能显示不全，打印以前拉高。" in filled.notices


S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def _cells(root: etree._Element) -> dict[tuple[int, str], bytes]:
    """Each cell without its place."""
    found = {}
    for cell in root.iter(f"{S}c"):
        place = cell.get("r")
        name = int(place.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")), place.rstrip("0123456789")
        cell.attrib.pop("r")
        for value in cell.findall(f"{S}v") if cell.find(f"{S}f") is not None else ():
            cell.remove(value)
        found[name] = etree.tostring(cell, with_tail=False)
    return found


def _shifted(cell: bytes, shift: RowShift | None) -> bytes:
    element = etree.fromstring(cell)
    for formula in element.iter(f"{S}f"):
        if shift:
            formula.text = shift.formula(f"={formula.text}", shift.sheet)[1:]
    return etree.tostring(element)


@pytest.mark.slow
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(make=st.sampled_from(EXCEL), count=st.integers(2, 30), marked=st.booleans())
def test_nothing_but_what_is_filled_changes(
    make: Callable[[Path], Path], count: int, marked: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("form")
    file = make(folder / "a.xlsx")
    before = parts(file.read_bytes())
    filled, form = fill(file, make_yearbook(folder, ledger=many(count)), marked=marked)
    after = parts(filled.content)
    for name in before:
        if not re.fullmatch(r"\[Content_Types\]\.xml|xl/workbook\.xml|xl/worksheets/.*|xl/calcChain\.xml", name):
            assert after[name] == before[name], name
    blank = read_form(file)
    for number, sheet in enumerate(blank.sheets):
        extra = form.grids[number].rows - blank.grids[number].rows
        tables = [table for table in blank.shape.tables if table.grid == number]
        shift = RowShift(sheet.name, tables[0].last - 1, extra) if tables else None
        written = {(row.row, get_column_letter(row.column)) for row in filled.rows if row.grid == sheet.name}
        old, new = (_cells(etree.fromstring(content[sheet.part])) for content in (before, after))
        for (row, column), cell in old.items():
            place = (shift.row(row) if shift else row), column
            in_body = tables and tables[0].first <= place[0] <= tables[0].last + extra
            if place not in written and not in_body:
                assert new[place] == _shifted(cell, shift), (sheet.name, place)


def test_empty_cells_that_nothing_explains_are_told(tmp_path: Path, yearbook: Yearbook) -> None:
    file = words_in_cells(tmp_path / "a.xlsx")
    content = load_workbook(file)
    content["自查报告表"]["A8"].border = BOX
    content.save(file)
    filled, _ = fill(file, yearbook)
    assert "自查报告表：A8 1 个空格旁边没有认得出的标签，没有填，看一看要不要填。" in filled.notices


def test_rows_that_fit_themselves_get_room(tmp_path: Path, yearbook: Yearbook) -> None:
    file = words_in_cells(tmp_path / "a.xlsx")
    content = load_workbook(file)
    content["自查报告表"].row_dimensions[3].height = None
    content["自查报告表"].column_dimensions["B"].width = 4
    content["自查报告表"].unmerge_cells("B3:D3")
    content.save(file)
    filled, _ = fill(file, yearbook)
    sheet = book(filled.content)["自查报告表"]
    assert sheet.row_dimensions[3].height > 29
    assert sheet.row_dimensions[4].height == 220


def test_two_tables_of_a_sheet_make_room_for_each_other(tmp_path: Path) -> None:
    content = Workbook()
    sheet: Any = content.active
    sheet.title = "台账"
    upper = [["序号", "问题", "责任人"], [None] * 3, [None] * 3, ["合计", "=COUNTA(B2:B3)", None]]
    lower = [["序号", "整改措施", "完成时限"], [None] * 3, ["合计", "=COUNTA(B8:B8)", "=B4"]]
    for number, row in [*enumerate(upper, 1), *enumerate(lower, 7)]:
        for column, value in enumerate(row, 1):
            sheet.cell(number, column, value).border = BOX
    sheet["A11"] = "填报单位："
    content.save(tmp_path / "a.xlsx")
    filled, _ = fill(tmp_path / "a.xlsx", make_yearbook(tmp_path, ledger=many(5)))
    after = book(filled.content)["台账"]
    assert [after[f"A{row}"].value for row in range(1, 9)] == ["序号", 1, 2, 3, 4, 5, 6, "合计"]
    assert after["B8"].value == "=COUNTA(B2:B7)"
    assert [after[f"A{row}"].value for row in range(11, 19)] == ["序号", 1, 2, 3, 4, 5, 6, "合计"]
    assert (after["B18"].value, after["C18"].value) == ("=COUNTA(B12:B17)", "=B8")
    assert (after["A20"].value, after["B20"].value) == ("填报单位：", "XX乡党委")
    assert {row.grid for row in filled.rows} == {"台账"}
