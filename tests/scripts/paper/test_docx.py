"""The command that writes Word files, as a clerk runs it."""

from __future__ import annotations

import os
from pathlib import Path

import docx
import pytest

from tests.helpers.commands import Outcome, copy_office, one_line, run

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_office(tmp_path_factory.mktemp("word") / "project")


def export(project: Path, *arguments: str | Path) -> Outcome:
    return run(project, "docx", *arguments)


def test_a_report_goes_out_and_comes_back(project: Path, tmp_path: Path) -> None:
    out, page = tmp_path / "总结.docx", project / "docs/reports/2023.md"
    result = export(project, "--report", "2023", "--out", out, "--computed")
    assert (result.returncode, result.stderr) == (0, "")
    assert f"已写入 {out}。" in result.stdout
    document = docx.Document(str(out))
    next(one for one in document.paragraphs if "以下报告具体情况" in one.text).add_run("另附台账。")
    document.save(str(out))
    before = page.read_text(encoding="utf-8")
    result = run(project, "import", out, "--update")
    assert (result.returncode, result.stderr) == (0, "")
    assert "条目与原来一一对应，标识没有变化。" in result.stdout
    assert "本站生成的内容" in result.stdout
    after = page.read_text(encoding="utf-8")
    source = next(line for line in after.split("\n") if line.startswith("source:"))
    old_source = next(line for line in before.split("\n") if line.startswith("source:"))
    expected = before.replace(old_source, source).replace("以下报告具体情况。", "以下报告具体情况。另附台账。")
    assert after == expected
    page.write_text(before, encoding="utf-8")


def test_what_the_site_computes_stands_in_the_file_only_where_it_is_asked_for(project: Path, tmp_path: Path) -> None:
    out = tmp_path / "正文.docx"
    assert export(project, "--report", "2023", "--out", out, "--computed").returncode == 0
    assert any("阅读范围" in one.text for one in docx.Document(str(out)).paragraphs)
    assert export(project, "--report", "2023", "--out", out).returncode == 0
    texts = [one.text for one in docx.Document(str(out)).paragraphs]
    assert not any("阅读范围" in text or text == "2023#w1" for text in texts)
    assert "（一）领导高度重视" in texts


def test_a_report_that_is_not_there_is_told_with_those_that_are(project: Path, tmp_path: Path) -> None:
    error = one_line(export(project, "--report", "1999", "--out", tmp_path / "a.docx"))
    assert error.startswith("没有报告 1999。改法：写其中之一：")
    assert "2023" in error


def test_a_pack_that_is_not_there_is_told(project: Path, tmp_path: Path) -> None:
    assert "没有学习资料包 ../index。改法：" in one_line(
        export(project, "--pack", "../index", "--out", tmp_path / "a.docx")
    )


def test_the_page_as_it_is_now_goes_out(project: Path, tmp_path: Path) -> None:
    page, out = project / "docs/reports/2024.md", tmp_path / "a.docx"
    before = page.read_text(encoding="utf-8")
    page.write_text(before.rstrip() + "\n\n新写的一段。\n", encoding="utf-8")
    assert export(project, "--report", "2024", "--out", out).returncode == 0
    page.write_text(before, encoding="utf-8")
    assert any("新写的一段。" in one.text for one in docx.Document(str(out)).paragraphs)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("文件夹", "是文件夹。改法："),
        ("总结.doc", "总结.doc 不是 Word 文件的名称。改法："),
        ("没有/总结.docx", "没有文件夹 "),
        ("太" * 90 + ".docx", "改法："),
    ],
)
def test_a_place_that_cannot_be_written_is_told_and_nothing_is_left(
    name: str, expected: str, project: Path, tmp_path: Path
) -> None:
    (tmp_path / "文件夹").mkdir()
    error = one_line(export(project, "--report", "2023", "--out", tmp_path / name))
    assert expected in error
    assert [file.name for file in tmp_path.iterdir()] == ["文件夹"]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="a folder that may not be written to")
def test_a_folder_that_may_not_be_written_to_is_told(project: Path, tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    assert "写不进去" in one_line(export(project, "--report", "2023", "--out", tmp_path / "a.docx"))
    tmp_path.chmod(0o700)


@pytest.mark.parametrize(
    "arguments", [[], ["--report", "2023"], ["--report", "2023", "--pack", "a", "--out", "b.docx"]]
)
def test_options_that_do_not_fit_are_told_in_one_line(arguments: list[str], project: Path) -> None:
    one_line(export(project, *arguments), code=2)
