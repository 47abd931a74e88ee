"""A small project into which tests import papers by the command, and papers of an office that is set up."""

from __future__ import annotations

from pathlib import Path

from tests.helpers.commands import Outcome, copy_settings, run
from tests.helpers.factories import write_pages

UNIT = "XX县农业农村局党组"
OFFICE = f'  office: {{unit: {UNIT}, folder: "", audience: 机关}}\n'
BODY = """
一、工作开展情况
（一）加强教育。开展谈话提醒56人次。
（二）压实责任。签订责任书45份。
二、存在的问题
（一）学习不够深入。形式单一。
三、努力方向
（一）深化学习。抓好落实。
"""
#: Three members of an office, each with numbers of his own.
ACCOUNTS = f"""\
{UNIT}2023年度班子成员述责述廉报告

张三
{BODY}
李四
{BODY.replace("56", "31")}
王五
{BODY.replace("56", "12")}
"""


def make_project(folder: Path, *, office: bool = True, pages: dict[str, str | bytes | None] | None = None) -> Path:
    """A project without papers, of an office that is set up or not."""
    write_pages(
        folder / "docs",
        {"reports/2023.md": None, "ledger/2023.md": None, "regulations/local/kaoqin.md": None, **(pages or {})},
    )
    copy_settings(folder)
    if office:
        file = folder / "mkdocs.yml"
        file.write_text(file.read_text(encoding="utf-8").replace("extra:\n", f"extra:\n{OFFICE}", 1), encoding="utf-8")
    return folder


def put_paper(folder: Path, text: str, name: str = "来稿.txt") -> Path:
    """A paper as a text file."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def bring_in(project: Path, *arguments: str | Path, typed: str = "") -> Outcome:
    """Import by the command."""
    return run(project, "import", *arguments, typed=typed)


def pages_of(project: Path) -> dict[str, str]:
    """The reports of a project by path under docs/reports."""
    top = project / "docs/reports"
    return {file.relative_to(top).as_posix(): file.read_text(encoding="utf-8") for file in sorted(top.rglob("*.md"))}
