"""A form of which somebody has filled some rows goes on behind them, and nothing of theirs is touched."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import docx
import pytest
from openpyxl import load_workbook

from macros.domain.yearbook import Yearbook
from scripts.forms.filling import Filled
from tests.helpers.blank_forms import merged_serials, two_row_head, word_form
from tests.helpers.form_office import fill, make_yearbook

pytestmark = pytest.mark.slow

#: Of the first three columns and the ones behind them.
BY_HAND = ("1", "会风不正", "改进会风", "党政办主任", "2024-03-01", None, "已经通报")
KNOWN = ("2", "问责偏轻", "修订问责办法", "纪检专干", "2024-03-31", None, "形成初稿")


@pytest.fixture(scope="module")
def yearbook(tmp_path_factory: pytest.TempPathFactory) -> Yearbook:
    return make_yearbook(tmp_path_factory.mktemp("office"))


def by_hand(file: Path, *rows: tuple[str | None, ...], first: int = 5) -> Path:
    book = load_workbook(file)
    sheet: Any = book.worksheets[0]
    for number, row in enumerate(rows, first):
        for column, text in enumerate(row, 1):
            if text:
                sheet.cell(number, column).value = text
    book.save(file)
    return file


def sheet_of(filled: Filled) -> Any:
    return load_workbook(io.BytesIO(filled.content)).worksheets[0]


def column(sheet: Any, letter: str, first: int, last: int) -> list[Any]:
    return [sheet[f"{letter}{row}"].value for row in range(first, last + 1)]


def test_it_goes_on_behind_them_with_the_next_number(tmp_path: Path, yearbook: Yearbook) -> None:
    filled, _ = fill(by_hand(two_row_head(tmp_path / "a.xlsx"), BY_HAND), yearbook)
    sheet = sheet_of(filled)
    assert [cell.value for cell in sheet[5]][:7] == [*BY_HAND]
    assert column(sheet, "A", 6, 8) == [2, 3, 4]
    assert column(sheet, "C", 6, 9) == ["修订问责办法", "每季度通报一次", "补填派车单", "=COUNTA(C5:C8)"]
    assert "整改情况：第 5 行已经有人填过，没有动，接在后面填。" in filled.notices


def test_what_they_have_filled_of_the_ledger_is_not_filled_again(tmp_path: Path, yearbook: Yearbook) -> None:
    filled, _ = fill(by_hand(two_row_head(tmp_path / "a.xlsx"), BY_HAND, KNOWN), yearbook)
    sheet = sheet_of(filled)
    assert [cell.value for cell in sheet[6]][:7] == [*KNOWN]
    assert column(sheet, "C", 7, 8) == ["每季度通报一次", "补填派车单"]
    assert any(line.endswith("接在后面填；其中与台账相同的 1 条没有再填。") for line in filled.notices)


def test_a_table_that_is_full_gets_rows_behind_its_last(tmp_path: Path, yearbook: Yearbook) -> None:
    rows = [(str(number), f"问题{number}", f"措施{number}", "甲", "2024-03-01") for number in (1, 2, 3)]
    filled, _ = fill(by_hand(two_row_head(tmp_path / "a.xlsx"), *rows), yearbook)
    sheet = sheet_of(filled)
    assert column(sheet, "B", 5, 10) == ["问题1", "问题2", "问题3", "问责偏轻", "问责偏轻", "派车单填写不全"]
    assert column(sheet, "A", 8, 11) == [4, 5, 6, "合计"]
    assert sheet["C11"].value == "=COUNTA(C5:C10)"
    assert sheet["B8"].border.left.style == "thin"


def test_entries_behind_them_are_merged_and_counted_on(tmp_path: Path, yearbook: Yearbook) -> None:
    file = merged_serials(tmp_path / "a.xlsx")
    book = load_workbook(file)
    sheet: Any = book.worksheets[0]
    for letter in "ABC":
        sheet.unmerge_cells(f"{letter}5:{letter}6")
    book.save(file)
    by_hand(file, ("1", "会风不正", "自查", "改进会风", None, "书记", "2024-03-01"))
    filled, form = fill(file, yearbook)
    assert column(sheet_of(filled), "A", 5, 8) == ["1", 2, 3, 4]
    (grid,) = form.grids
    assert [grid.at(row, 4).text for row in (5, 6, 7)] == ["改进会风", "修订问责办法", "每季度通报一次"]


def test_rows_of_a_word_table_stay_too(tmp_path: Path, yearbook: Yearbook) -> None:
    file = word_form(tmp_path / "a.docx")
    form = docx.Document(str(file))
    table = form.tables[1]
    for row in (1, 2):
        for at, text in enumerate(("1", "会风不正", f"措施{row}", "党政办", "2024-03-01")):
            if at > 1 or row == 1:
                table.cell(row, at).text = text
    before = [table.rows[row]._tr.xml for row in (1, 2)]
    form.save(str(file))
    filled, _ = fill(file, yearbook)
    after = docx.Document(io.BytesIO(filled.content)).tables[1]
    assert [after.rows[row]._tr.xml for row in (1, 2)] == before
    assert [row.cells[2].text for row in after.rows[3:6]] == ["修订问责办法", "每季度通报一次", "补填派车单"]
    assert [row.cells[0].text for row in after.rows[3:6]] == ["2", "2", "3"]


def test_problems_that_the_form_gives_are_no_rows_that_somebody_filled(tmp_path: Path, yearbook: Yearbook) -> None:
    given = [("1", "甲", None), ("2", "乙", None), ("3", "丙", None)]
    filled, _ = fill(by_hand(two_row_head(tmp_path / "a.xlsx"), *given), yearbook)
    assert column(sheet_of(filled), "C", 5, 7) != ["修订问责办法", "每季度通报一次", "补填派车单"]
    assert not any("已经有人填过" in line for line in filled.notices)
