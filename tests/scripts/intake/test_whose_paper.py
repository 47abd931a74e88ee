"""Whose paper it is and who may read it: stated, given, set or asked, and never what happens to be there."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers.commands import one_line
from tests.helpers.factories import REPORT
from tests.helpers.import_papers import BODY, UNIT, bring_in, make_project, pages_of, put_paper

STATED = f"{UNIT}2021年度党风廉政建设工作总结\n{BODY}"
SILENT = f"2021年度党风廉政建设工作总结\n{BODY}"
OTHER = f"XX县财政局党组2021年度党风廉政建设工作总结\n{BODY}"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make_project(tmp_path / "project")


def test_stated_unit_gets_what_the_office_has_set_for_its_own(project: Path, tmp_path: Path) -> None:
    done = bring_in(project, put_paper(tmp_path, STATED))
    assert (done.returncode, done.stderr) == (0, "")
    page = pages_of(project)["2021.md"]
    assert f"unit: {UNIT}\n" in page
    assert "audience: 机关\n" in page


def test_paper_that_names_no_unit_is_asked_about(project: Path, tmp_path: Path) -> None:
    source = put_paper(tmp_path, SILENT)
    refused = one_line(bring_in(project, source))
    assert f"改法：加 --unit，如 --unit {UNIT}" in refused
    assert not (project / "docs/reports").exists()
    assert bring_in(project, source, typed=f"{UNIT}\n").returncode == 0
    assert f"unit: {UNIT}\n" in pages_of(project)["2021.md"]


def test_unit_of_the_pages_that_are_there_is_never_taken(tmp_path: Path) -> None:
    project = make_project(tmp_path / "project", office=False, pages={"reports/2023.md": REPORT})
    assert "--unit" in one_line(bring_in(project, put_paper(tmp_path, SILENT), "--audience", "班子"))
    refused = one_line(bring_in(project, put_paper(tmp_path, OTHER), "--audience", "班子"))
    assert "“XX县财政局党组”要另用文件夹" in refused
    assert pages_of(project).keys() == {"2023.md"}


def test_folder_of_the_office_holds_no_other_unit_even_while_it_is_empty(project: Path, tmp_path: Path) -> None:
    assert "要另用文件夹" in one_line(bring_in(project, put_paper(tmp_path, OTHER), "--audience", "班子"))


def test_readers_of_another_units_paper_are_asked_for(project: Path, tmp_path: Path) -> None:
    source = put_paper(tmp_path, OTHER)
    out = ("--out", str(project / "docs/reports/czj/2021.md"))
    assert "改法：加 --audience" in one_line(bring_in(project, source, *out))
    assert "改法：加 --audience" in one_line(bring_in(project, source, *out, typed="大家\n"))
    assert bring_in(project, source, *out, typed="班子\n").returncode == 0
    assert "audience: 班子\n" in pages_of(project)["czj/2021.md"]
    assert bring_in(project, source, *out, "--update", "--audience", "机关").returncode == 0
    assert "audience: 机关\n" in pages_of(project)["czj/2021.md"]


def test_without_an_office_readers_are_said_or_asked_for(tmp_path: Path) -> None:
    project = make_project(tmp_path / "project", office=False)
    source = put_paper(tmp_path, STATED)
    assert "set-up" in one_line(bring_in(project, source))
    assert bring_in(project, source, "--audience", "全体党员").returncode == 0
    assert "audience: 全体党员\n" in pages_of(project)["2021.md"]


def test_newer_text_of_another_unit_takes_no_pages_place(project: Path, tmp_path: Path) -> None:
    assert bring_in(project, put_paper(tmp_path, STATED)).returncode == 0
    before = pages_of(project)
    out = str(project / "docs/reports/2021.md")
    refused = one_line(bring_in(project, put_paper(tmp_path, OTHER), "--update", "--out", out))
    assert "没有更新" in refused
    assert pages_of(project) == before


def test_paper_whose_year_is_nowhere_is_asked_about(project: Path, tmp_path: Path) -> None:
    source = put_paper(tmp_path, STATED.replace("2021年度", ""))
    assert "--year" in one_line(bring_in(project, source, typed="去年\n"))
    assert bring_in(project, source, typed="2021\n").returncode == 0
    assert "year: 2021\n" in pages_of(project)["2021.md"]


def test_batch_lists_every_paper_before_anything_is_written(project: Path, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    put_paper(folder, STATED, "甲.txt")
    put_paper(folder, STATED.replace("2021", "2022"), "乙.txt")
    put_paper(folder, SILENT.replace("2021", "2020"), "丙.txt")
    put_paper(folder, OTHER, "丁.txt")
    asked = bring_in(project, "--batch", folder)
    assert f"甲.txt → docs/reports/2021.md：单位 {UNIT}，2021年，年度总结，机关" in asked.stdout
    assert f"乙.txt → docs/reports/2022.md：单位 {UNIT}，2022年，年度总结，机关" in asked.stdout
    assert "不能导入  丙.txt：来稿的标题和落款都没有写明是哪个单位的" in asked.stdout
    assert "不能导入  丁.txt" in asked.stdout
    assert asked.stdout.endswith("没有输入 yes，什么都没有写。\n")
    assert not (project / "docs/reports").exists()
    # Nothing is answered to what two of them do not say, and the others are agreed to.
    assert bring_in(project, "--batch", folder, typed="\n\nyes\n").returncode == 1
    assert pages_of(project).keys() == {"2021.md", "2022.md"}


def test_batch_shows_where_a_paper_says_something_else_than_the_clerk(project: Path, tmp_path: Path) -> None:
    put_paper(tmp_path / "in", OTHER, "丁.txt")
    put_paper(tmp_path / "in", STATED.replace("2021年度", ""), "2019年.txt")
    asked = bring_in(project, "--batch", tmp_path / "in", "--unit", UNIT)
    assert "（标题或落款写的是“XX县财政局党组”，页面照指定的记为" in asked.stdout
    assert "（年度按文件名或落款日期取 2019）" in asked.stdout
