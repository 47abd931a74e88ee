"""Several pages become files under the names that an office gives them."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest

from scripts.build import pipeline
from scripts.paper.selection import Form, make_files
from scripts.setup.console import Console
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
    made = make_files(project, pages, Form.WORD, tmp_path / "新 文件", Console(quiet=True))
    assert made == ["学习资料.docx", "学习资料（2）.docx"]
    second = docx.Document(io.BytesIO((tmp_path / "新 文件" / made[1]).read_bytes()))
    assert "乙。" in [paragraph.text for paragraph in second.paragraphs]


def test_where_there_is_nothing_on_a_page_no_file_is_made(project: Project, tmp_path: Path) -> None:
    assert make_files(project, {"study/empty.md": "空页"}, Form.WORD, tmp_path / "out", Console(quiet=True)) == []
    assert not (tmp_path / "out").exists()
