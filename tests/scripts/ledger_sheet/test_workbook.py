"""The exported workbook: texts stay texts, it prints as an office expects, and the handbook knows its headings."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from macros.domain.ledger_columns import Column
from macros.domain.ledgers import Entry, EntrySource, Ledger
from macros.domain.reports import Audience
from scripts.ledger_sheet.columns import BESIDE, PRINTED, VARIANTS, find_column
from scripts.ledger_sheet.faults import SheetError
from scripts.ledger_sheet.measures import NEW
from scripts.ledger_sheet.merging import SAME_WORDING
from scripts.ledger_sheet.workbook import HEAD_ROW, make_workbook
from scripts.setup.environment import ROOT

TODAY = date(2024, 7, 15)


def make_ledger(*texts: str) -> Ledger:
    measures = tuple(replace(NEW, text=text, owner="组织委员") for text in texts)
    entry = Entry("2023-01", EntrySource.SELF, "问责偏轻", None, (), None, Audience.LEADERS, measures)
    return Ledger("2023", "2023年整改台账", 2023, "XX乡党委", Audience.LEADERS, sample=True, entries=(entry,))


def sheet_of(ledger: Ledger) -> Worksheet:
    sheet = load_workbook(io.BytesIO(make_workbook(ledger, lambda _: "", TODAY))).active
    assert isinstance(sheet, Worksheet)
    return sheet


@pytest.mark.parametrize("text", ["=1+1", "+86", "-5", "@某", "#N/A", "'引", "=HYPERLINK(1)", "TRUE", "12"])
def test_no_text_becomes_a_formula_a_number_or_an_error(text: str) -> None:
    cell = sheet_of(make_ledger(text)).cell(HEAD_ROW + 1, (*PRINTED, *BESIDE).index(Column.MEASURE) + 1)
    assert (cell.value, cell.data_type, cell.number_format) == (text, "s", "@")
    assert cell.quotePrefix is (text[0] in "=+-@'")


def test_sheet_is_set_up_for_print() -> None:
    sheet = sheet_of(make_ledger("修订办法", "开展教育"))
    assert sheet["A1"].value == "XX乡党委2023年整改台账（示例）"
    assert [cell.value for cell in sheet[HEAD_ROW]] == [*PRINTED, *BESIDE]
    assert sheet.freeze_panes == "B4"
    assert sheet.print_title_rows == "$3:$3"
    assert sheet.print_area == "'2023年整改台账'!$A$1:$T$5"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    merged = {str(area) for area in sheet.merged_cells.ranges}
    assert {"A1:T1", "A2:T2", "A4:A5", "C4:C5"} <= merged
    assert "E4:E5" not in merged
    assert all(cell.alignment.wrap_text for cell in sheet[4])


def test_text_that_no_cell_holds_is_refused() -> None:
    with pytest.raises(SheetError, match="写不进一格"):
        make_workbook(make_ledger("长" * 40_000), lambda _: "", TODAY)


def test_handbook_lists_every_heading_and_the_bound_of_likeness() -> None:
    text = Path(ROOT, "docs/handbook/ledger.md").read_text(encoding="utf-8")
    for column in Column:
        others = "、".join(VARIANTS.get(column, ())) or "—"
        assert f"| {column} | {others} |" in text
    assert f"相似 {SAME_WORDING}% 以上" in text


def test_no_heading_means_two_things() -> None:
    for column in Column:
        for heading in (column, *VARIANTS.get(column, ())):
            assert find_column(heading) is column
