"""The command shows what it takes each column for, keeps that, fills, and compares."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.helpers.blank_forms import two_row_head, words_in_cells
from tests.helpers.commands import one_line, run
from tests.helpers.factories import write_pages
from tests.helpers.form_office import PAGES


@pytest.fixture
def office(tmp_path: Path) -> Path:
    write_pages(tmp_path / "docs", PAGES)
    two_row_head(tmp_path / "表.xlsx")
    return tmp_path


def test_without_a_place_for_it_nothing_is_written(office: Path) -> None:
    told = run(office, "fill", office / "表.xlsx", "--year", 2023).stdout
    assert "整改情况　责任人：责任人（台账的“责任人”）" in told
    assert "整改情况　涉及金额（万元）：没有认出（不知道“涉及金额（万元）”填什么）" in told
    assert "以上只是列出，没有写文件。" in told
    assert sorted(file.name for file in office.iterdir()) == ["docs", "表.xlsx"]


def test_filled_form_lies_beside_the_list_of_its_sources(office: Path) -> None:
    told = run(office, "fill", office / "表.xlsx", "--year", 2023, "--out", office / "报.xlsx", "--as-of", "2024-07-15")
    assert "已填 24 格，写明出处的 24 格；待填" in told.stdout, told.stdout
    assert load_workbook(office / "报.xlsx")["整改情况"]["B5"].value == "问责偏轻"
    assert (office / "报.来源.xlsx").is_file()
    again = run(office, "fill", office / "表.xlsx", "--year", 2023, "--out", office / "报.xlsx")
    assert "已经存在，没有写" in one_line(again)


def test_mapping_is_kept_once_it_is_agreed_to_and_found_again(office: Path) -> None:
    asked = ("fill", office / "表.xlsx", "--year", 2023, "--take", "涉及金额=留空", "--keep", "季度表")
    assert "没有输入 yes" in run(office, *asked).stdout
    assert not (office / "docs/forms.md").exists()
    assert "对应“季度表”已留下" in run(office, *asked, typed="yes\n").stdout
    assert "已经这样留下，没有改动" in run(office, *asked).stdout
    told = run(office, "fill", office / "表.xlsx", "--year", 2023).stdout
    assert told.startswith("照留下的对应“季度表”：")
    assert "涉及金额（万元）：留空（照留下的“季度表”）" in told
    assert "docs/forms.md" in run(office, "undo").stdout


def test_all_is_given_as_data(office: Path) -> None:
    out = run(office, "fill", office / "表.xlsx", "--year", 2023, "--json", "--out", office / "报.xlsx").stdout
    data = json.loads(out)
    assert (data["mapping"], data["filled"], data["traced"]) == (None, 24, 24)
    assert data["cells"][0].keys() == {"at", "cell", "label", "text", "state", "source", "item"}
    assert {"at": "整改情况", "says": "责任人", "takes": "责任人", "why": "台账的“责任人”"} in data["fields"]
    book = load_workbook(office / "报.xlsx")
    book["整改情况"]["D5"] = "组织委员"
    book.save(office / "报.xlsx")
    back = run(office, "fill", office / "报.xlsx", "--back", "--year", 2023, "--json").stdout
    assert json.loads(back) == [
        {
            "at": "整改情况", "cell": "D5", "label": "责任人", "kind": "改了", "before": "纪检专干",
            "after": "组织委员", "source": "2023年整改台账", "item": "第1项措施1",
        }
    ]  # fmt: skip


def test_bringing_back_writes_nothing(office: Path) -> None:
    run(office, "fill", office / "表.xlsx", "--year", 2023, "--out", office / "报.xlsx")
    before = {file: file.read_bytes() for file in office.rglob("*") if file.is_file()}
    assert "填好以后没有人改过。" in run(office, "fill", office / "报.xlsx", "--back", "--year", 2023).stdout
    assert {file: file.read_bytes() for file in office.rglob("*") if file.is_file()} == before


def test_a_form_is_filled_for_another_year_than_its_own_only_when_that_is_said(office: Path) -> None:
    book = load_workbook(office / "表.xlsx")
    book["整改情况"]["A1"] = "2022年问题整改情况统计表"
    book.save(office / "表.xlsx")
    asked = ("fill", office / "表.xlsx", "--year", 2023, "--out", office / "报.xlsx")
    for option, typed in (([], "\n"), (["--yes"], ""), (["--json"], "")):
        told = run(office, *asked, *option, typed=typed)
        assert (told.returncode, "填的是 2023 年的，没有写文件。改法：核对 --year" in told.stderr) == (1, True)
    assert not (office / "报.xlsx").exists()
    assert "注意：表的标题写的是 2022 年，填的是 2023 年的。" in run(office, *asked, typed="yes\n").stdout
    (office / "报.xlsx").unlink()
    (office / "报.来源.xlsx").unlink()
    assert run(office, *asked, "--yes", "--other-year").returncode == 0


@pytest.mark.parametrize(
    ("options", "code", "told"),
    [
        (["--out", "报.docx"], 1, "文件名同样以 .xlsx 结尾"),
        (["--take", "涉及金额"], 2, "写成 栏目=取自"),
        (["--back", "--keep", "甲"], 2, "--back 只比较"),
        (["--sources", "清单.xlsx"], 2, "--sources 只与 --back 一起写"),
        (["--json", "--keep", "甲"], 2, "--json 时留对应，另写 --yes"),
        (["--mapping", "甲"], 1, "没有叫“甲”的对应"),
    ],
)
def test_what_does_not_go_together_is_one_line(office: Path, options: list[str], code: int, told: str) -> None:
    outcome = run(office, "fill", office / "表.xlsx", "--year", 2023, *options)
    assert outcome.returncode == code
    assert told in outcome.stderr
    assert "Traceback" not in outcome.stderr


def test_a_year_without_a_ledger_is_told_and_nothing_made_up(office: Path) -> None:
    told = run(office, "fill", office / "表.xlsx", "--year", 2021, "--out", office / "报.xlsx").stdout
    assert "注意：整改情况：没有2021年的整改台账，这张表没有填。" in told
    assert load_workbook(office / "报.xlsx")["整改情况"]["B5"].value is None
    words_in_cells(office / "自查.xlsx")
    run(office, "fill", office / "自查.xlsx", "--year", 2021, "--out", office / "报2.xlsx")
    assert load_workbook(office / "报2.xlsx")["自查报告表"]["B3"].value == "待填"
