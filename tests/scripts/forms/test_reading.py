"""What a blank form asks for is known by its shape and its words, and nothing is guessed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from scripts.forms.faults import FormError
from scripts.forms.form import read_form
from scripts.forms.labels import find_places
from scripts.forms.proposing import Figures, propose
from tests.helpers.blank_forms import (
    listed_figures,
    merged_serials,
    two_row_head,
    with_sdt,
    word_form,
    words_in_cells,
)

FIGURES = [("廉政谈话", "人次"), ("书记讲党课", "次"), ("警示教育", "次"), ("参加教育党员", "人次")]


def proposed(file: Path, year: int = 2025) -> dict[str, str]:
    """What each place of a form is taken for."""
    found = propose(read_form(file).shape, Figures(FIGURES, year))
    return {one.says: one.words for one in found.fields}


def test_head_of_two_rows_is_read_with_both(tmp_path: Path) -> None:
    assert proposed(two_row_head(tmp_path / "a.xlsx")) == {
        "序号": "序号", "存在问题": "问题", "整改措施": "整改措施", "责任人": "责任人", "整改时限－原定": "原定时限",
        "整改时限－调整后": "调整后时限", "进展情况": "办理情况", "是否销号": "是否销号", "验收人": "验收人",
        "涉及金额（万元）": "没有认出", "备注": "留空", "填报单位（盖章）": "填报单位", "填报日期": "填报日期",
        "填报人": "没有认出",
    }  # fmt: skip


def test_numbers_of_columns_are_no_row_to_be_filled(tmp_path: Path) -> None:
    form = read_form(merged_serials(tmp_path / "a.xlsx"))
    (table,) = form.shape.tables
    assert (table.first, table.last, table.merged) == (5, 6, {1, 2, 3})
    assert [column.column for column in table.columns] == [1, 2, 3, 4, 6, 7, 8]
    labels = [(blank.label, blank.row, blank.column) for blank in form.shape.blanks]
    assert labels == [("单位", 2, 2), ("年度", 2, 8), ("审核人", 9, 2), ("联系电话", 9, 5)]


def test_of_two_columns_of_days_the_second_is_when_it_was_done(tmp_path: Path) -> None:
    found = proposed(merged_serials(tmp_path / "a.xlsx"))
    assert (found["完成时限"], found["实际完成时间"]) == ("完成时限", "实际完成日期")


def test_rows_that_a_form_lists_are_asked_with_their_year(tmp_path: Path) -> None:
    found = proposed(listed_figures(tmp_path / "a.xlsx"))
    assert found["廉政谈话（人次）／2025年"] == "指标：廉政谈话（人次）"
    assert found["廉政谈话（人次）／2024年"] == "上年指标：廉政谈话（人次）"
    assert found["发现问题数"] == "问题数"
    assert found["三公经费（万元）／2025年"] == "没有认出"
    assert not [label for label in found if label.startswith("合计")]


def test_another_unit_is_not_taken_for_the_same_figure(tmp_path: Path) -> None:
    form = read_form(listed_figures(tmp_path / "a.xlsx"))
    found = {one.says: one for one in propose(form.shape, Figures(FIGURES, 2025)).fields}
    one = found["警示教育（场）／2025年"]
    assert (one.takes, one.why) == (None, "总结里“警示教育”的单位是次，表里是场，不换算")


def test_year_that_is_too_far_back_is_not_taken(tmp_path: Path) -> None:
    found = proposed(listed_figures(tmp_path / "a.xlsx"), year=2028)
    assert found["廉政谈话（人次）／2025年"] == "没有认出"


def test_labels_beside_large_cells_ask_for_the_summary(tmp_path: Path) -> None:
    assert proposed(words_in_cells(tmp_path / "a.xlsx")) == {
        "填报单位": "填报单位", "填报时间": "填报日期", "存在的主要问题": "总结的问题", "原因分析": "总结的原因",
        "下一步措施": "总结的措施", "党委意见": "没有认出",
    }  # fmt: skip


def test_word_form_has_its_words_its_tables_and_those_in_cells(tmp_path: Path) -> None:
    form = read_form(word_form(tmp_path / "a.docx"))
    assert [(one.place, one.label) for one in form.shape.blanks] == [
        ("正文", "填报单位（盖章）"), ("正文", "填报日期"), ("正文", "填表人"), ("正文", "审核人"),
        ("第1张表", "单位名称"), ("第1张表", "年度"), ("第1张表", "问题数"), ("第1张表", "措施数"),
        ("第1张表", "存在问题"), ("第3张表", "逾期数"),
    ]  # fmt: skip
    (table,) = form.shape.tables
    assert (table.place, table.first, table.last, table.merged) == ("第2张表", 2, 3, {1, 2})


def test_words_that_only_tell_to_type_wait_to_be_filled(tmp_path: Path) -> None:
    import docx

    paper = docx.Document()
    table = paper.add_table(1, 2)
    table.cell(0, 0).text = "单位名称"
    with_sdt(table.cell(0, 1), "单击此处输入文字")
    paper.save(str(tmp_path / "a.docx"))
    assert [one.label for one in read_form(tmp_path / "a.docx").shape.blanks] == ["单位名称"]


def book_of(file: Path, rows: list[list[object]], *, framed: bool = True) -> Path:
    from tests.helpers.blank_forms import BOX

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(number, column)
            cell.value = value  # type: ignore[assignment]
            if framed:
                cell.border = BOX
    book.save(file)
    return file


def test_example_row_is_left_alone(tmp_path: Path) -> None:
    rows: list[list[object]] = [["序号", "问题", "责任人"], ["例", "某问题", "某职务"], [None, None, None]]
    (table,) = read_form(book_of(tmp_path / "a.xlsx", rows)).shape.tables
    assert (table.first, table.last) == (3, 3)


def test_numbers_that_stand_in_empty_rows_do_not_fill_them(tmp_path: Path) -> None:
    rows: list[list[object]] = [["序号", "问题", "责任人"], [1, None, None], [2, None, None], ["合计", None, None]]
    (table,) = read_form(book_of(tmp_path / "a.xlsx", rows)).shape.tables
    assert (table.first, table.last) == (2, 3)


def test_head_without_an_empty_row_is_known_by_its_words_alone(tmp_path: Path) -> None:
    known = [["序号", "存在问题", "整改措施"], ["合计", None, None]]
    other = [["姓名", "性别", "民族"], ["合计", None, None]]
    (table,) = read_form(book_of(tmp_path / "a.xlsx", known)).shape.tables  # type: ignore[arg-type]
    assert (table.first, table.last) == (2, 1)
    assert read_form(book_of(tmp_path / "b.xlsx", other)).shape.tables == ()  # type: ignore[arg-type]


def test_title_beside_an_empty_cell_asks_for_nothing(tmp_path: Path) -> None:
    file = book_of(tmp_path / "a.xlsx", [["整改情况表", None], ["本表由市纪委制", None]], framed=False)
    assert read_form(file).shape.blanks == ()


@pytest.mark.parametrize(
    ("text", "value", "filled"),
    [
        (
            "填报单位：________  填报日期：  年  月  日",
            "甲",
            ["填报单位：甲  填报日期：  年  月  日", "填报单位：________  填报日期：甲"],
        ),
        ("填报人：          电话：", "甲", ["填报人：甲  电话：", "填报人：          电话：甲"]),
        ("注：1.本表每季度报送。", "甲", []),
        ("填报单位：XX乡党委", "甲", []),
        ("联系人：张某  电话：", "甲", ["联系人：张某  电话：甲"]),
    ],
)  # fmt: skip
def test_places_in_words_are_found_and_filled(text: str, value: str, filled: list[str]) -> None:
    assert [place.filled(text, value) for place in find_places(text)] == filled


def test_old_and_broken_files_are_refused_with_what_to_do(tmp_path: Path) -> None:
    for name, content, told in [
        ("a.xls", b"\xd0\xcf\x11\xe0 old", "旧版 .xls"),
        ("b.xlsx", b"PK\x03\x04 broken", "已损坏"),
        ("c.docx", b"text", "不是 .xlsx 或 .docx"),
    ]:
        (tmp_path / name).write_bytes(content)
        with pytest.raises(FormError, match=told) as fault:
            read_form(tmp_path / name)
        assert "改法：" in str(fault.value)


def test_a_head_of_two_rows_is_known_though_nobody_has_merged_its_other_columns(tmp_path: Path) -> None:
    from tests.helpers.blank_forms import BOX

    book = Workbook()
    sheet: Any = book.active
    for number, row in enumerate(
        [["序号", "问题", "整改时限", None, "责任人"], [None, None, "原定", "调整后", None], [None] * 5], 1
    ):
        for column, value in enumerate(row, 1):
            sheet.cell(number, column, value).border = BOX
    sheet.merge_cells("C1:D1")
    book.save(tmp_path / "a.xlsx")
    (table,) = read_form(tmp_path / "a.xlsx").shape.tables
    assert [column.heading for column in table.columns] == [
        "序号",
        "问题",
        "整改时限－原定",
        "整改时限－调整后",
        "责任人",
    ]
    assert (table.first, table.last) == (3, 3)


def test_an_empty_cell_that_nothing_explains_is_known_as_such(tmp_path: Path) -> None:
    rows: list[list[object]] = [["领导意见"], [None]]
    form = read_form(book_of(tmp_path / "a.xlsx", rows))
    assert (form.shape.tables, form.shape.blanks, form.shape.unread) == ((), (), ((0, 2, 1),))


@pytest.mark.parametrize(
    ("heading", "back"),
    [("本年", 0), ("上年同期", 1), ("2023年", 2), ("2024年完成数", 1), ("去年", 1), ("前年", 2), ("备注", None)],
)
def test_headings_of_figures_tell_their_year(heading: str, back: int | None) -> None:
    assert Figures(FIGURES, 2025).years_back(heading) == back
