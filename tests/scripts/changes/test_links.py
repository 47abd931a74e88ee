"""The command that links citations, as a clerk runs it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers.commands import copy_office, run
from tests.helpers.factories import REPORT

pytestmark = pytest.mark.slow

PAGE = "docs/reports/2023.md"
NAME = "《中国共产党问责条例》"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return copy_office(tmp_path / "project")


def add(project: Path, words: str) -> bytes:
    """Put words into an item of 2023; give what stood there."""
    page = project / PAGE
    before = page.read_bytes()
    page.write_bytes(before.replace("### （二）加强教育引导 { #w2 }\n".encode(),
                                    f"### （二）加强教育引导 {{ #w2 }}\n\n{words}\n".encode()))  # fmt: skip
    return before


def test_shipped_pages_are_linked_as_they_are_due(project: Path) -> None:
    result = run(project, "link", "--check")
    assert (result.returncode, result.stderr) == (0, "")


@pytest.mark.slow
def test_missing_link_fails_the_check_and_is_written_by_the_command(project: Path) -> None:
    add(project, f"学习{NAME}，学习《条例》。")
    failed = run(project, "link", "--check")
    assert failed.returncode == 1
    assert f"{PAGE}:32：引用没有链接，或链接不对，应为[{NAME}](../regulations/wenze-tiaoli/2019.md)" in failed.stderr
    checked = run(project, "check")
    assert checked.returncode == 1
    assert "site.py link" in checked.stderr
    done = run(project, "link")
    assert (done.returncode, done.stderr) == (0, "")
    assert "改写 1 份" in done.stdout
    text = (project / PAGE).read_text(encoding="utf-8")
    assert f"学习[{NAME}](../regulations/wenze-tiaoli/2019.md)，学习" in text
    again = run(project, "link")
    assert "改写 0 份" in again.stdout
    assert run(project, "link", "--check").returncode == 0
    assert run(project, "check").returncode == 0


def test_unresolved_citations_are_listed_with_place_and_reason(project: Path) -> None:
    add(project, "学习《中国共产党问责条列》。\n\n学习《中国共产党问责条利例》。")
    result = run(project, "link")
    assert result.returncode == 0
    assert (
        f"没有着落：{PAGE}:34：中国共产党问责条利例（登记册没有这个题名，可能是《中国共产党问责条例》）"
        in result.stdout
    )


def test_line_ends_and_mark_of_a_page_are_kept(project: Path) -> None:
    add(project, f"学习{NAME}。")
    page = project / PAGE
    page.write_bytes(b"\xef\xbb\xbf" + page.read_bytes().replace(b"\n", b"\r\n"))
    assert run(project, "link", PAGE.removeprefix("docs/")).returncode == 0
    raw = page.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf---\r\n")
    assert b"wenze-tiaoli/2019.md)" in raw
    assert b"\n" not in raw.replace(b"\r\n", b"")


@pytest.mark.parametrize("page", ["docs/handbook/report.md", "docs/reports/1999.md", "没有.md"])
def test_page_that_is_no_report_is_told_in_one_line(project: Path, page: str) -> None:
    result = run(project, "link", page)
    assert result.returncode == 1
    assert len(result.stderr.splitlines()) == 1
    assert "不是年度总结的页面" in result.stderr


def test_pinned_link_to_nothing_is_told(project: Path) -> None:
    add(project, "学习[《条例》](../regulations/wenze-tiaoli/1999.md){ .fixed }。")
    result = run(project, "link")
    assert result.returncode == 1
    assert "链接指向的页面不存在" in result.stderr


def test_only_the_pages_that_are_named_are_written(project: Path) -> None:
    add(project, f"学习{NAME}。")
    other = REPORT.replace("2023-12-31", "2019-12-31").replace("year: 2023", "year: 2019")
    other = other.replace("report-2023", "report-2019").replace(
        "[《示例条例》](../regulations/shili/2018.md#art-2)", NAME
    )
    other = other.replace("[《示例条例》](../regulations/shili/2018.md)", NAME)
    (project / "docs/reports/2019.md").write_text(other, encoding="utf-8")
    before = (project / PAGE).read_bytes()
    result = run(project, "link", str(project / "docs/reports/2019.md"))
    assert "查看 1 份报告，改写 1 份" in result.stdout
    assert (project / PAGE).read_bytes() == before
