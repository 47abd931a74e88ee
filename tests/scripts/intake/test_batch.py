"""Several papers at once, updates, and what is only tried: one rule for a page's place, and nothing half done."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers.commands import one_line, run
from tests.helpers.import_papers import BODY, UNIT, bring_in, make_project, pages_of, put_paper
from tests.helpers.small_papers import paper

pytestmark = pytest.mark.slow

OTHER = "XX镇党委"


def text_of(year: int, unit: str = UNIT, body: str = BODY) -> str:
    return f"{unit}{year}年度党风廉政建设工作总结\n{body}"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make_project(tmp_path / "project")


def state(project: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in (project / "docs").rglob("*") if path.is_file()}


@pytest.mark.parametrize("way", ["folder", "file"])
def test_page_has_the_ids_and_links_of_the_folder_that_it_goes_to(project: Path, tmp_path: Path, way: str) -> None:
    folder, out = tmp_path / "in", project / "docs/reports/zhen"
    cited = BODY.replace("抓好落实", "落实《示例条例》")
    source = put_paper(folder, text_of(2021, body=cited).replace(UNIT, ""))
    where = ("--batch", folder, "--out", out, "--yes") if way == "folder" else (source, "--out", out / "2021.md")
    done = bring_in(project, *map(str, where), "--unit", OTHER, "--audience", "机关")
    assert (done.returncode, done.stderr) == (0, "")
    page = pages_of(project)["zhen/2021.md"]
    assert "{ #report-zhen-2021 }" in page
    assert "](../../regulations/shili/2018.md" in page
    assert run(project, "link", "--check").returncode == 0


@pytest.mark.parametrize("out", ["docs/reports/东镇", "docs/ledger", "docs", "docs/reports/a/b"])
def test_folder_where_no_report_can_be_is_told_before_anything_is_read(project: Path, tmp_path: Path, out: str) -> None:
    put_paper(tmp_path / "in", text_of(2021))
    refused = bring_in(project, "--batch", tmp_path / "in", "--out", project / out, "--yes")
    assert "不是放报告的文件夹" in refused.stdout
    assert not (project / "docs/reports").exists()


def test_broken_page_is_named_and_stops_nobody(project: Path, tmp_path: Path) -> None:
    broken = paper(2020, {"w1": "甲。"}).replace("year: 2020", "year: 甲").replace("XX乡党委", UNIT)
    (project / "docs/reports").mkdir()
    (project / "docs/reports/2020.md").write_text(broken, encoding="utf-8")
    done = bring_in(project, put_paper(tmp_path, text_of(2021)))
    assert (done.returncode, done.stderr) == (0, "")
    assert "站点里已有 1 个页面有错误（docs/reports/2020.md）" in done.stdout
    assert pages_of(project).keys() == {"2020.md", "2021.md"}
    # Its place is taken all the same.
    assert "已经存在" in one_line(bring_in(project, put_paper(tmp_path, text_of(2020))))


def test_newer_text_with_other_items_asks_before_it_takes_the_page(project: Path, tmp_path: Path) -> None:
    assert bring_in(project, put_paper(tmp_path, text_of(2021))).returncode == 0
    before = state(project)
    wrong = "一、基本情况\n（一）春耕备耕。完成播种面积。\n（二）防汛抗旱。清淤渠道。\n二、下步打算\n（一）种子监管。\n"
    source = put_paper(tmp_path, text_of(2021, body=wrong))
    refused = one_line(bring_in(project, source, "--update"))
    assert "原来的 4 个条目里，新稿只有 0 个对得上" in refused
    assert "加 --replace" in refused
    assert state(project) == before
    put_paper(tmp_path / "in", text_of(2021, body=wrong))
    assert "加 --replace" in bring_in(project, "--batch", tmp_path / "in", "--update", "--yes").stdout
    assert state(project) == before
    assert bring_in(project, source, "--update", typed="yes\n").returncode == 0
    assert "春耕备耕" in pages_of(project)["2021.md"]
    assert bring_in(project, put_paper(tmp_path, text_of(2021)), "--update", "--replace").returncode == 0


def test_page_that_was_only_begun_takes_any_text(project: Path, tmp_path: Path) -> None:
    begun = paper(2021, dict.fromkeys(("w1", "w2", "p1"), "")).replace("XX乡党委", UNIT)
    (project / "docs/reports").mkdir()
    (project / "docs/reports/2021.md").write_text(begun, encoding="utf-8")
    assert bring_in(project, put_paper(tmp_path, text_of(2021)), "--update").returncode == 0


REFUSED = {
    "a page that is there": (text_of(2022), ()),
    "another unit's folder": (text_of(2021, OTHER), ("--audience", "班子")),
    "a private number": (text_of(2021, body=BODY.replace("抓好", "电话13812345678，抓好")), ()),
    "a file in no folder": (text_of(2021), ("--out", "MISSING/a.md")),
    "no unit": (text_of(2021, ""), ()),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_the_import_refuses_the_trial_refuses(project: Path, tmp_path: Path, case: str) -> None:
    text, options = REFUSED[case]
    options = tuple(option.replace("MISSING", str(tmp_path / "missing")) for option in options)
    assert bring_in(project, put_paper(tmp_path, text_of(2022, body=BODY.replace("56", "57")))).returncode == 0
    before = state(project)
    source = put_paper(tmp_path, text)
    tried, done = (bring_in(project, source, *options, *more) for more in (("--dry-run",), ()))
    assert tried.returncode == done.returncode == 1
    assert tried.stderr.partition("：")[0] == done.stderr.partition("：")[0]
    assert state(project) == before


def test_trial_says_what_can_be_and_writes_nothing(project: Path, tmp_path: Path) -> None:
    put_paper(tmp_path / "in", text_of(2021), "甲.txt")
    put_paper(tmp_path / "in", text_of(2021, ""), "乙.txt")
    before = state(project)
    tried = bring_in(project, "--batch", tmp_path / "in", "--dry-run")
    assert "可以导入  甲.txt" in tried.stdout
    assert "已导入" not in tried.stdout
    assert tried.stdout.endswith("共 2 个文件，可以导入 1 个，未导入 1 个。\n")
    alone = bring_in(project, tmp_path / "in/甲.txt", "--dry-run")
    assert "可以导入。没有写文件（--dry-run），写入时的位置：docs/reports/2021.md" in alone.stdout
    assert state(project) == before


def put_nameless(folder: Path, *years: int) -> None:
    for year in years:
        put_paper(folder, text_of(year).replace(UNIT, ""), f"{year}.txt")


def test_a_batch_asks_once_whose_the_papers_are_that_name_no_unit(project: Path, tmp_path: Path) -> None:
    put_nameless(tmp_path / "in", 2020, 2021)
    put_paper(tmp_path / "in", text_of(2022))
    done = bring_in(project, "--batch", tmp_path / "in", typed=f"{UNIT}\nyes\n")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count("没有写明单位") == 1
    assert pages_of(project).keys() == {"2020.md", "2021.md", "2022.md"}


def test_a_batch_asks_paper_by_paper_where_units_differ(project: Path, tmp_path: Path) -> None:
    put_nameless(tmp_path / "in", 2020, 2021)
    done = bring_in(project, "--batch", tmp_path / "in", typed=f"1\n{UNIT}\n\nyes\n")
    assert "导入 1 个，未导入 1 个" in done.stdout
    assert pages_of(project).keys() == {"2020.md"}


@pytest.mark.parametrize("options", [("--yes",), ()])
def test_a_batch_that_nobody_answers_for_says_what_to_do(
    project: Path, tmp_path: Path, options: tuple[str, ...]
) -> None:
    put_nameless(tmp_path / "in", 2020, 2021)
    done = bring_in(project, "--batch", tmp_path / "in", *options)
    assert done.returncode == 1
    assert done.stdout.count("改法：加 --unit") == 2
    assert not (project / "docs/reports").exists()


@pytest.mark.parametrize("office", [True, False])
def test_the_office_is_not_to_be_named_anew_for_a_paper_of_another_unit(tmp_path: Path, *, office: bool) -> None:
    project = make_project(tmp_path / "project", office=office)
    put_paper(tmp_path / "in", text_of(2022, OTHER))
    refused = bring_in(project, "--batch", tmp_path / "in", "--yes")
    assert "加 --audience" in refused.stdout
    assert ("set-up --unit" in refused.stdout) is not office
