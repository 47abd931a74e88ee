"""A whole build, with all that leans on MkDocs and without any of it, makes one and the same site."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scripts.build import pipeline
from scripts.build.preview.live_site import live_site
from scripts.setup.console import Console
from scripts.setup.project import ROOT, Project
from tests.helpers.office import make_office

PLAIN = "extra:\n  plain_build: true\n"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A small office with the theme of the real site."""
    return make_office(tmp_path)


def built(project: Project) -> dict[str, bytes]:
    pipeline.build(project.site, project, Console(quiet=True))
    return {
        file.relative_to(project.site).as_posix(): file.read_bytes()
        for file in project.site.rglob("*")
        if file.is_file()
    }


def make_plain(project: Project) -> None:
    settings = project.folder / "mkdocs.yml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("extra:\n", PLAIN), encoding="utf-8")


def test_the_site_is_the_same_byte_for_byte(project: Project) -> None:
    leaning = built(project)
    make_plain(project)
    plain = built(project)
    assert "reports/2023.html" in plain
    assert sorted(leaning) == sorted(plain)
    assert [name for name, content in leaning.items() if plain[name] != content] == []


@pytest.mark.parametrize(
    ("plain", "told"), [(False, "改动后自动更新"), (True, "改动后自动重新生成，刷新浏览器就能看到")]
)
def test_the_preview_says_whether_pages_look_for_news_themselves(
    project: Project, monkeypatch: pytest.MonkeyPatch, *, plain: bool, told: str
) -> None:
    monkeypatch.setattr(pipeline, "refresh", lambda *_: None)
    if plain:
        make_plain(project)
    site = live_site(project, Console(quiet=True))
    site.wait()
    site.close()
    assert site.follows == told


def test_nobody_else_knows_mkdocs_from_within() -> None:
    room = ROOT / "scripts/build/mkdocs_private"
    others = [file for file in (ROOT / "scripts").rglob("*.py") if not file.is_relative_to(room)]
    named = {
        line for file in others for line in re.findall(r"^(?:from|import) mkdocs.*$", file.read_text("utf-8"), re.M)
    }
    assert named == set()
