"""A mapping is kept as data under a name, and taken by itself for forms with the same headings."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from macros.corpus import load_yearbook
from macros.domain.forms import FigureName, FormWord, RowOf, parse_takes
from scripts.forms.faults import FormError
from scripts.forms.filling import look_at
from scripts.forms.mappings import PAGE, choose, plan_keeping
from tests.helpers.blank_forms import FORMS, listed_figures, two_row_head, word_form
from tests.helpers.factories import write_pages
from tests.helpers.form_office import PAGES, TODAY, look


def keep(docs: Path, file: Path, name: str, *told: tuple[str, str]) -> None:
    """Keep the mapping of a form on the disk."""
    yearbook = load_yearbook(docs)
    proposed = choose(look_at(file, yearbook, 2023, "", TODAY).proposed, told)
    changes = plan_keeping(docs, proposed.as_mapping(name), yearbook.forms)
    changes.check()
    for path, content in changes.after.items():
        assert content is not None
        (docs / path).write_bytes(content)


def test_every_mapping_comes_back_as_it_was_kept(tmp_path: Path) -> None:
    docs = write_pages(tmp_path / "docs", PAGES)
    for make in FORMS:
        file = make(tmp_path / f"{make.__name__}.{'docx' if make is word_form else 'xlsx'}")
        keep(docs, file, make.__name__)
        yearbook = load_yearbook(docs)
        found = look(file, yearbook)
        assert found.kept is not None
        assert found.kept.name == make.__name__
        assert found.proposed.as_mapping(make.__name__) == found.kept
    assert [one.name for one in load_yearbook(docs).forms] == [make.__name__ for make in FORMS]


def test_what_a_person_has_chosen_is_taken_next_time(tmp_path: Path) -> None:
    docs = write_pages(tmp_path / "docs", PAGES)
    file = two_row_head(tmp_path / "a.xlsx")
    keep(docs, file, "市纪委季度表", ("验收人", "批准人"), ("涉及金额", "留空"))
    found = {one.says: one for one in look(file, load_yearbook(docs)).proposed.fields}
    assert found["验收人"].takes is FormWord.APPROVED
    assert found["验收人"].why == "照留下的“市纪委季度表”"
    assert found["涉及金额（万元）"].takes is FormWord.BLANK


def test_the_form_of_the_next_year_is_known_though_its_headings_name_another_year(tmp_path: Path) -> None:
    docs = write_pages(tmp_path / "docs", PAGES)
    file = listed_figures(tmp_path / "a.xlsx")
    content = load_workbook(file)
    content["指标"]["D3"], content["指标"]["E3"] = "2023年", "2022年"
    content.save(file)
    keep(docs, file, "年报")
    content["指标"]["D3"], content["指标"]["E3"] = "2024年", "2023年"
    content.save(file)
    found = look_at(file, load_yearbook(docs), 2024, "", TODAY)
    assert found.kept is not None
    takes = {one.says: one.takes for one in found.proposed.fields}
    assert takes["廉政谈话（人次）／2023年"] == FigureName("廉政谈话", "人次", 1)


def test_a_mapping_of_another_form_is_fitted_and_the_rest_proposed(tmp_path: Path) -> None:
    docs = write_pages(tmp_path / "docs", PAGES)
    file = two_row_head(tmp_path / "a.xlsx")
    keep(docs, file, "旧表", ("验收人", "批准人"))
    content = load_workbook(file)
    content["整改情况"]["K3"] = "责任领导"
    content.save(file)
    yearbook = load_yearbook(docs)
    assert look(file, yearbook).kept is None
    found = {one.says: one.takes for one in look_at(file, yearbook, 2023, "", TODAY, "旧表").proposed.fields}
    assert (found["验收人"], found["责任领导"]) == (FormWord.APPROVED, FormWord.LEADER)
    with pytest.raises(FormError, match="没有叫“新表”的对应（有的：旧表）"):
        look_at(file, yearbook, 2023, "", TODAY, "新表")


def test_a_name_stands_once_and_the_last_one_holds(tmp_path: Path) -> None:
    docs = write_pages(tmp_path / "docs", PAGES)
    file = two_row_head(tmp_path / "a.xlsx")
    keep(docs, file, "甲")
    text = (docs / PAGE).read_text(encoding="utf-8")
    (docs / PAGE).write_text(text.replace("# 上级的表", "# 上级的各种表"), encoding="utf-8")
    keep(docs, file, "甲", ("责任人", "责任领导"))
    keep(docs, file, "乙")
    after = load_yearbook(docs)
    assert [one.name for one in after.forms] == ["乙"]
    assert "# 上级的各种表 { #forms }" in (docs / PAGE).read_text(encoding="utf-8")


def test_words_of_a_mapping_are_read_as_they_are_written() -> None:
    for word in [*FormWord, FigureName("廉政谈话", "人次"), FigureName("三公经费（全乡）", "万元", 2)]:
        assert parse_takes(str(word)) == word
    assert parse_takes("责任") is None
    assert RowOf("一条措施") is RowOf.MEASURE


def test_a_column_that_is_not_there_is_told_with_those_that_are(tmp_path: Path) -> None:
    docs = write_pages(tmp_path / "docs", PAGES)
    proposed = look(two_row_head(tmp_path / "a.xlsx"), load_yearbook(docs)).proposed
    with pytest.raises(FormError, match="表里没有“金额”这一栏（有的：序号、存在问题"):
        choose(proposed, [("金额", "留空")])
    with pytest.raises(FormError, match="没有“随便”可取"):
        choose(proposed, [("验收人", "随便")])
