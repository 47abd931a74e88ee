"""The command that sets any two years side by side."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from macros.errors import ContentErrors, ErrorKind
from scripts.build.content_checks import check_content
from scripts.changes.next_year import NextYearError
from scripts.changes.year_pages import begin_comparison
from scripts.setup.console import Console
from scripts.setup.project import Project
from tests.helpers.commands import copy_office, run
from tests.helpers.factories import write_pages as write_site
from tests.helpers.linked_pages import REPORT, SITE, files, in_folder, put


def of_year(year: int) -> str:
    return REPORT.replace("2023", str(year))


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    return write_site(tmp_path / "docs", {**SITE, "reports/2020.md": of_year(2020), "reports/2021.md": of_year(2021)})


def make(docs: Path, old: int, new: int, folder: str = "", series: str = "年度总结", *, dry_run: bool = False) -> None:
    begin_comparison(Project(docs.parent), old, new, folder, series, Console(), dry_run=dry_run)


def test_any_two_years_get_a_page(docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make(docs, 2020, 2023)
    (comparison,) = check_content(docs).comparisons
    assert (comparison.path, comparison.old.key, comparison.new.key) == ("compare/2020-2023.md", "2020", "2023")
    text = (docs / comparison.path).read_text(encoding="utf-8")
    assert "audience: 班子" in text
    # What is carried over is told of neighbours alone.
    assert "carried_over" not in text
    assert "：docs/compare/2020-2023.md" in capsys.readouterr().out


def test_neighbours_are_told_what_is_carried_over(docs: Path) -> None:
    make(docs, 2021, 2023)
    assert "{{ carried_over(2023) }}" in (docs / "compare/2021-2023.md").read_text(encoding="utf-8")


def test_page_that_is_there_stays_wherever_it_is(docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = "---\nrender_macros: true\n---\n\n# 甲 { #a }\n\n{{ compare_years(new=2023, old=2020) }}\n"
    put(docs, {"compare/own.md": page})
    before = files(docs)
    make(docs, 2020, 2023)
    assert files(docs) == before
    assert "对照页已经有了：「" in capsys.readouterr().out


@pytest.mark.parametrize("path", ["study/a.md", "reports/2023.md", "reports/nan/2021.md"])
def test_page_with_faults_that_is_not_needed_is_named_and_passed_by(
    docs: Path, path: str, capsys: pytest.CaptureFixture[str]
) -> None:
    put(docs, {path: "---\nyear: [\n---\n"})
    make(docs, 2020, 2021)
    assert (docs / "compare/2020-2021.md").is_file()
    assert f"docs/{path}" in capsys.readouterr().out


def test_fault_in_one_of_the_two_papers_is_told_and_nothing_written(docs: Path) -> None:
    put(docs, {"reports/2020.md": "---\nyear: [\n---\n"})
    before = files(docs)
    with pytest.raises(ContentErrors, match=r"docs/reports/2020\.md"):
        make(docs, 2020, 2021)
    assert files(docs) == before


def test_comparison_with_faults_that_is_there_stays(docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(docs, {"compare/2020-2021.md": "[没有](b.md)\n"})
    before = files(docs)
    make(docs, 2020, 2021)
    assert files(docs) == before
    assert "对照页已经有了" in capsys.readouterr().out


def test_dry_run_writes_nothing(docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = files(docs)
    make(docs, 2020, 2021, dry_run=True)
    assert files(docs) == before
    assert "：docs/compare/2020-2021.md" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("old", "new", "folder", "series", "words"),
    [
        (2019, 2023, "", "年度总结", "没有 2019 年的年度总结（有的年度：2020、2021、2023）"),
        (2020, 2021, "", "半年报告", "没有 2020 年的半年报告（有的年度：还没有）"),
        (2020, 2021, "dongzhen", "年度总结", "docs/reports/dongzhen/ 里没有 2020 年的年度总结"),
    ],
)
def test_year_that_is_not_there_is_told_in_one_line(
    docs: Path, old: int, new: int, folder: str, series: str, words: str
) -> None:
    before = files(docs)
    with pytest.raises(NextYearError, match=re.escape(words)) as told:
        make(docs, old, new, folder, series)
    assert "改法：" in str(told.value)
    assert len(str(told.value).splitlines()) == 1
    assert files(docs) == before


def test_unit_in_a_folder_is_named_in_the_call(docs: Path) -> None:
    put(docs, {"reports/dongzhen/2023.md": in_folder(REPORT)})
    earlier = in_folder(REPORT).replace("2023", "2022")
    put(docs, {"reports/dongzhen/2022.md": earlier})
    make(docs, 2022, 2023, "dongzhen")
    text = (docs / "compare/dongzhen/2022-2023.md").read_text(encoding="utf-8")
    assert '{{ compare_years(2022, 2023, unit="dongzhen") }}' in text
    (comparison,) = check_content(docs).comparisons
    assert comparison.new.key == "dongzhen/2023"


def test_comparison_of_a_year_that_went_is_told_with_its_line(docs: Path) -> None:
    make(docs, 2020, 2021)
    (docs / "reports/2020.md").unlink()
    with pytest.raises(ContentErrors) as caught:
        check_content(docs)
    (error,) = [error for error in caught.value.errors if error.kind is ErrorKind.MACRO_VALUE]
    assert (error.file, "2021、2023" in error.expected) == ("docs/compare/2020-2021.md", True)


@pytest.mark.slow
def test_command_makes_the_page_and_tells_faults_in_one_line(tmp_path: Path) -> None:
    project = copy_office(tmp_path / "project")
    made = run(project, "new-compare", "2025", "2021")
    assert (made.returncode, made.stderr) == (0, "")
    assert "{{ compare_years(2021, 2025) }}" in (project / "docs/compare/2021-2025.md").read_text(encoding="utf-8")
    for second, words in (("二五", "不是年度"), ("2021", "写不同的两个"), ("2019", "没有 2019 年")):
        refused = run(project, "new-compare", "2021", second)
        assert refused.returncode != 0
        assert words in refused.stderr
        assert len(refused.stderr.splitlines()) == 1
