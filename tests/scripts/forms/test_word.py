"""A Word form is filled in its own tables and words, with the looks that its places had."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from macros.domain.yearbook import Yearbook
from tests.helpers.blank_forms import with_sdt, word_form
from tests.helpers.form_office import fill, make_yearbook, many

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def yearbook(tmp_path_factory: pytest.TempPathFactory) -> Yearbook:
    return make_yearbook(tmp_path_factory.mktemp("office"))


def paper(content: bytes) -> Any:
    return docx.Document(io.BytesIO(content))


def test_rows_come_in_like_the_empty_one(tmp_path: Path) -> None:
    filled, _ = fill(word_form(tmp_path / "a.docx"), make_yearbook(tmp_path, ledger=many(6)))
    table = paper(filled.content).tables[1]
    assert [row.cells[2].text for row in table.rows][1:4] == ["修订问责办法", "每季度通报一次", "补填派车单"]
    assert table.rows[-1].cells[0].text.startswith("注：")
    assert len(table.rows) == 9
    looks = {
        (
            run.font.size.pt,
            str(run.font.color.rgb),
            round(row.cells[2].paragraphs[0].paragraph_format.first_line_indent.cm, 1),
        )
        for row in table.rows[1:-1]
        for run in row.cells[2].paragraphs[0].runs
    }
    assert looks == {(9.0, "004080", 0.5)}


def test_number_and_problem_of_an_entry_go_over_its_measures(tmp_path: Path, yearbook: Yearbook) -> None:
    _, form = fill(word_form(tmp_path / "a.docx"), yearbook)
    (table,) = [grid for grid in form.grids if grid.name == "第2张表"]
    assert [(table.at(row, 1).text, table.at(row, 1).rows) for row in (2, 4)] == [("1", 2), ("2", 1)]
    assert [(table.at(row, 2).text, table.at(row, 2).rows) for row in (2, 4)] == [
        ("问责偏轻", 2),
        ("派车单填写不全", 1),
    ]


def test_places_in_words_keep_their_line_and_colour(tmp_path: Path, yearbook: Yearbook) -> None:
    filled, _ = fill(word_form(tmp_path / "a.docx"), yearbook)
    line = paper(filled.content).paragraphs[1]
    assert line.text == "填报单位（盖章）：XX乡党委  填报日期：2024年7月15日"
    (run,) = [run for run in line.runs if "XX乡党委" in run.text]
    assert (run.font.underline, str(run.font.color.rgb)) == (True, "800000")
    assert paper(filled.content).paragraphs[-1].text == "填表人：待填  审核人：待填"


def test_labels_and_a_table_in_a_cell_are_filled(tmp_path: Path, yearbook: Yearbook) -> None:
    filled, _ = fill(word_form(tmp_path / "a.docx"), yearbook)
    after = paper(filled.content)
    facts = after.tables[0]
    assert [facts.cell(0, 1).text, facts.cell(0, 3).text] == ["XX乡党委", "2023"]
    assert [facts.cell(1, 1).text, facts.cell(1, 3).text] == ["2", "3"]
    assert facts.cell(2, 1).text == "（一）问责偏轻\n问责不够有力。"
    assert facts.cell(0, 1).paragraphs[0].runs[0].font.bold
    (inner,) = after.tables[1].rows[-1].cells[0].tables
    assert [cell.text for cell in inner.rows[0].cells] == ["逾期数", "1"]


def test_what_waits_has_a_remark(tmp_path: Path, yearbook: Yearbook) -> None:
    filled, _ = fill(word_form(tmp_path / "a.docx"), yearbook)
    with zipfile.ZipFile(io.BytesIO(filled.content)) as archive:
        remarks = archive.read("word/comments.xml").decode()
    assert "上级评价：不知道“上级评价”填什么。" in remarks
    assert remarks.count("上级评价") == 2
    clean, _ = fill(word_form(tmp_path / "b.docx"), yearbook, marked=False)
    with zipfile.ZipFile(io.BytesIO(clean.content)) as archive:
        assert "待填" not in archive.read("word/document.xml").decode()


def test_a_control_that_tells_to_type_gives_way(tmp_path: Path, yearbook: Yearbook) -> None:
    form = docx.Document()
    table = form.add_table(1, 2)
    table.cell(0, 0).text = "单位名称"
    with_sdt(table.cell(0, 1), "单击此处输入文字")
    form.save(str(tmp_path / "a.docx"))
    filled, after = fill(tmp_path / "a.docx", yearbook)
    assert after.grids[1].at(1, 2).text == "XX乡党委"
    with zipfile.ZipFile(io.BytesIO(filled.content)) as archive:
        assert "单击此处" not in archive.read("word/document.xml").decode()


def test_a_tab_to_write_on_gives_way(tmp_path: Path, yearbook: Yearbook) -> None:
    form = docx.Document()
    line = form.add_paragraph("填报单位：")
    line.add_run("\t").font.underline = True
    line.add_run("\t填报日期：")
    form.save(str(tmp_path / "a.docx"))
    filled, _ = fill(tmp_path / "a.docx", yearbook)
    text = paper(filled.content).paragraphs[0].text
    assert text.startswith("填报单位：XX乡党委")
    assert text.endswith("填报日期：2024年7月15日")


def test_all_but_the_text_stays_to_the_byte(tmp_path: Path, yearbook: Yearbook) -> None:
    file = word_form(tmp_path / "a.docx")
    filled, _ = fill(file, yearbook)
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(io.BytesIO(filled.content)) as new:
        changed = {name for name in old.namelist() if old.read(name) != new.read(name)}
        assert changed == {"[Content_Types].xml", "word/document.xml", "word/_rels/document.xml.rels"}
        assert set(new.namelist()) - set(old.namelist()) == {"word/comments.xml"}


def test_paragraphs_and_cells_that_are_not_filled_stay(tmp_path: Path) -> None:
    file = word_form(tmp_path / "a.docx")
    filled, _ = fill(file, make_yearbook(tmp_path, ledger=many(12)))
    before, after = docx.Document(str(file)), paper(filled.content)
    assert after.paragraphs[0]._p.xml == before.paragraphs[0]._p.xml
    assert after.tables[1].rows[0]._tr.xml == before.tables[1].rows[0]._tr.xml
    assert after.sections[0]._sectPr.xml == before.sections[0]._sectPr.xml
    assert after.tables[0].cell(0, 0)._tc.xml == before.tables[0].cell(0, 0)._tc.xml
    ids = [one.get(qn("w14:paraId")) for one in after.element.iter(qn("w:p")) if one.get(qn("w14:paraId"))]
    assert len(ids) == len(set(ids))
