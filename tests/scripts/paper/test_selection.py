"""Several pages become files under the names that an office gives them."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest

from scripts.build import pipeline
from scripts.desk.told_console import ToldConsole
from scripts.paper.letter import Letter
from scripts.paper.selection import Form, Wanted, make_files
from scripts.setup.console import Console
from scripts.setup.needs import SONG
from scripts.setup.project import Project
from tests.helpers.factories import write_pages

PAGE = '<!doctype html><meta charset="utf-8"><article class="md-content__inner">{}</article>'
SITE = {
    "reports/2023.html": "<h1>2023年度总结</h1><p>正文，恳请支持。</p>",
    "study/a.html": "<h1>学习资料</h1><p>甲。</p>",
    "study/b.html": "<h1>学习资料</h1><p>乙。</p>",
    "study/empty.html": "<h1>空页</h1>",
}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A project whose site is built."""
    project = Project(tmp_path)
    write_pages(project.docs)
    for page, article in SITE.items():
        file = project.preview / page
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(PAGE.format(article), "utf-8")
    monkeypatch.setattr(pipeline, "refresh", lambda *_: None)
    return project


def test_pages_become_word_files_under_their_names(project: Project, tmp_path: Path) -> None:
    pages = {"study/a.md": "学习资料", "study/b.md": "学习资料", "study/empty.md": "空页"}
    made = make_files(project, pages, Wanted(Form.WORD), tmp_path / "新 文件", Console(quiet=True))
    assert made == ["学习资料.docx", "学习资料（2）.docx"]
    second = docx.Document(io.BytesIO((tmp_path / "新 文件" / made[1]).read_bytes()))
    assert "乙。" in [paragraph.text for paragraph in second.paragraphs]


def test_where_there_is_nothing_on_a_page_no_file_is_made(project: Project, tmp_path: Path) -> None:
    assert (
        make_files(project, {"study/empty.md": "空页"}, Wanted(Form.WORD), tmp_path / "out", Console(quiet=True)) == []
    )
    assert not (tmp_path / "out").exists()


@pytest.mark.needs(SONG)
def test_a_report_is_made_to_be_sent_and_listed_to_be_kept(project: Project, tmp_path: Path) -> None:
    told = ToldConsole()
    head = Letter(number="X委报〔2024〕1号", to="XX县纪委")
    wanted = Wanted(Form.REPORT, head, "关于2023年工作的报告", archive=True, keep="30年")
    made = make_files(project, {"reports/2023.md": "2023年度总结"}, wanted, tmp_path / "out", told)
    assert made == ["2023年度总结.pdf", "归档文件目录.csv"]
    listed = (tmp_path / "out" / made[1]).read_text(encoding="utf-8-sig")
    assert "XX乡党委,X委报〔2024〕1号,关于2023年工作的报告" in listed
    assert "30年" in listed
    assert b"pdfaid" in (tmp_path / "out" / made[0]).read_bytes()
    assert any("报告不得夹带请示事项" in line for line in told.said)
