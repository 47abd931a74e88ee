"""The pictures of the handbook, taken anew: the report of the README, an import from file to page, and the desk."""

from __future__ import annotations

import html
import os
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from playwright.sync_api import Browser

from macros.errors import SiteError
from scripts.bench.county_pictures import take_county_pictures
from scripts.bench.desk_pictures import take_desk_pictures
from scripts.setup.environment import LOCKS
from scripts.setup.project import Project

#: What the commands of a project rest on, beside its pages.
_PARTS = ("docs", "macros", "overrides", "scripts", "mkdocs.yml", *LOCKS.values())
_UNIT, _FILE, _PAGE = "XX乡党委", "总结.docx", "reports/2024"
_IMPORT = ("import", _FILE, "--year", "2024")
#: What is imported.
PAPER = f"""\
{_UNIT}2024年度落实全面从严治党主体责任工作总结
2024年，{_UNIT}认真落实全面从严治党主体责任，现将有关情况报告如下。
一、工作开展情况
（一）压实主体责任。乡党委先后召开3次党委会、5次专题会议研究党风廉政建设，签订党风廉政建设责任书26份。
（二）加强纪律教育。深入学习贯彻《中国共产党纪律处分条例》，党委书记讲党课2次，开展谈话提醒56人次，受教育党员约320人次。
（三）严格监督执纪。围绕惠民惠农资金开展监督检查12次，发现问题19个，整改完成率100%。
二、存在问题
（一）学习教育不够深入。有的支部以念文件代替讨论，联系本村实际不够，警示教育没有做到经常。
（二）制度执行不够到位。村级小额工程有的先开工后立项，公务接待清单有的没有及时附上。
三、下一步打算
（一）抓实警示教育。每季度用身边的案例开展一次警示教育，年内覆盖全部党员。
（二）规范组织生活。按照《中国共产党支部工作条例（试行）》第十六条，每月检查一次组织生活记录。
{_UNIT}
2024年12月26日"""
#: So many lines of the page are shown: its head and the first items.
_LINES = 30
_WORD = "http://schemas.openxmlformats.org"
#: What a Word file must have beside its text: which of its parts that is.
_WORD_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_WORD}/package/2006/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_WORD}/package/2006/relationships"><Relationship Id="r1" '
    f'Type="{_WORD}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
}
#: As a terminal and an editor show text, so wide that a line of it can be read in the width of the handbook.
_SHEET = (
    "<body style='margin:0; padding:20px 24px; background:{ground}; color:{ink}; white-space:pre-wrap; "
    'font:15px/1.6 "Noto Sans Mono CJK SC", monospace\'>{text}</body>'
)
_TERMINAL, _EDITOR = ("#1e2428", "#e4e2dd"), ("#fcfbf8", "#1e2428")


class PictureError(SiteError):
    """A command that was to be shown did not work."""

    meaning = "为手册的图做样子的命令没有做成"
    remedy = "照提示改正；命令的写法变了的，改 `scripts/bench/pictures.py`"


def take_pictures(project: Project, folder: Path, browser: Browser) -> Iterator[Path]:
    """Import a made-up summary into a copy of the project, go through the desk, and take each step as it is seen.

    Args:
        project: The project; only read.
        folder: Where the pictures are written, over those that are there.
        browser: A browser that has been started.

    Yields:
        Each file that was written.

    Raises:
        PictureError: A command failed; with what it said.
    """
    with tempfile.TemporaryDirectory() as made:
        copy = Path(made)
        _copy(project, copy)
        _run(copy, "build")
        yield _photograph(browser, (copy / "site/reports/2023.html").as_uri(), folder / "report.png", 1280, 860)
        _run(copy, "clear-samples", "--yes")
        _run(copy, "set-up", "--unit", _UNIT, "--audience", "全体党员", "--yes")
        with (copy / _FILE).open("wb") as file:
            write_paper(file)
        told = f"$ python3 scripts/site.py {' '.join(_IMPORT)}\n{_run(copy, *_IMPORT)}"
        yield _write_down(browser, told, folder / "intake-run.png", *_TERMINAL)
        page = (copy / f"docs/{_PAGE}.md").read_text(encoding="utf-8").splitlines()
        yield _write_down(
            browser, "\n".join(page[:_LINES]), folder / "intake-page.png", ground="#fcfbf8", ink="#1e2428"
        )
        _run(copy, "build")
        yield _photograph(browser, (copy / f"site/{_PAGE}.html").as_uri(), folder / "intake-site.png", 1280, 760)
    with tempfile.TemporaryDirectory() as made:
        copy = Path(made)
        _copy(project, copy)
        yield from take_county_pictures(copy, folder, browser, _run, _photograph)
    with tempfile.TemporaryDirectory() as made:
        copy = Path(made)
        _copy(project, copy)
        # Of a year of which the shipped office has no summary yet.
        paper = copy / f"{_UNIT}总结.docx"
        with paper.open("wb") as file:
            write_paper(file, PAPER.replace("2024", "2026"))
        yield from take_desk_pictures(copy, paper, folder, browser)


def write_paper(file: IO[bytes], text: str = PAPER) -> None:
    """Write a made-up summary as the Word file of an office."""
    lines = "".join(f"<w:p><w:r><w:t>{html.escape(line)}</w:t></w:r></w:p>" for line in text.splitlines())
    document = f'<w:document xmlns:w="{_WORD}/wordprocessingml/2006/main"><w:body>{lines}</w:body></w:document>'
    with zipfile.ZipFile(file, "w") as word:
        for name, part in {**_WORD_PARTS, "word/document.xml": document}.items():
            word.writestr(name, part)


def _copy(project: Project, copy: Path) -> None:
    for name in _PARTS:
        source = project.folder / name
        if source.is_dir():
            shutil.copytree(source, copy / name, ignore=shutil.ignore_patterns("__pycache__", "search"))
        else:
            shutil.copy(source, copy / name)
    (copy / ".venv").symlink_to(project.folder / ".venv")


def _run(copy: Path, *words: str) -> str:
    command = [str(copy / ".venv/bin/python"), "scripts/site.py", *words]
    done = subprocess.run(command, cwd=copy, env={**os.environ, "PYTHONUTF8": "1"}, capture_output=True, text=True)
    if done.returncode:
        raise PictureError(f"{' '.join(words)}没有做成。提示：\n{done.stderr[-2000:]}")
    return done.stdout


def _photograph(browser: Browser, address: str, file: Path, width: int, height: int) -> Path:
    page = browser.new_page(viewport={"width": width, "height": height})
    page.goto(address)
    page.wait_for_load_state("networkidle")
    page.screenshot(path=file)
    page.close()
    return file


def _write_down(browser: Browser, text: str, file: Path, ground: str, ink: str) -> Path:
    page = browser.new_page(viewport={"width": 900, "height": 100})
    page.set_content(_SHEET.format(text=html.escape(text), ground=ground, ink=ink))
    page.screenshot(path=file, full_page=True)
    page.close()
    return file
