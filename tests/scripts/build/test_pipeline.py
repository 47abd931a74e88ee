"""A build: whole and silent, or told what is wrong with the old site left as it was."""

from __future__ import annotations

import re
import signal
import sys
from pathlib import Path

import pytest

from scripts.build import generator, pipeline
from scripts.setup.console import Console
from scripts.setup.project import HERE, Project
from tests.helpers.commands import Outcome, run
from tests.helpers.office import make_office
from tests.helpers.warm_processes import cold

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Outcome]:
    """A small office to build and break, with what its first build told."""
    project = make_office(tmp_path_factory.mktemp("office") / "project").folder
    with pytest.MonkeyPatch.context() as patch, cold():
        patch.setenv("SOURCE_DATE_EPOCH", "1721001600")
        return project, run(project, "build")


@pytest.fixture
def project(built: tuple[Path, Outcome]) -> Path:
    return built[0]


def test_build_makes_the_site_without_a_warning(built: tuple[Path, Outcome]) -> None:
    project, result = built
    assert (result.returncode, result.stderr) == (0, "")
    assert "warning" not in result.stdout.lower()
    assert (project / "site/index.html").is_file()
    assert sorted(path.name for path in (project / ".build").iterdir()) == ["kept"]


def test_as_of_decides_what_is_in_force(project: Path) -> None:
    page = project / "site/regulations/shili/2018.html"
    assert run(project, "build", "--as-of", "2023-12-31").returncode == 0
    text = page.read_text(encoding="utf-8")
    assert "截至 2023年12月31日" in text
    assert "已失效" not in text
    assert run(project, "build", "--as-of", "2024-01-01").returncode == 0
    assert "这个版本已于2024年1月1日被2023年版取代" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["check", "build"])
def test_fault_is_told_and_the_old_site_stays(project: Path, name: str) -> None:
    page = project / "docs/reports/2023.md"
    before, stood = page.read_bytes(), (project / "site/index.html").read_bytes()
    page.write_bytes(before.replace(b"year: 2023", "year: 今年".encode()))
    try:
        result = run(project, name)
    finally:
        page.write_bytes(before)
    assert result.returncode == 1
    assert "docs/reports/2023.md:2：year：" in result.stderr
    assert "Traceback" not in result.stderr
    assert (project / "site/index.html").read_bytes() == stood


@pytest.mark.parametrize("name", ["handbook/index.md", "search.md"])
def test_fault_that_only_the_generator_sees_leaves_the_old_site(project: Path, name: str) -> None:
    page = project / "docs" / name
    before, stood = page.read_bytes(), (project / "site/index.html").read_bytes()
    page.write_bytes(before + "\n[没有这处](#none)\n".encode())
    try:
        result = run(project, "build")
    finally:
        page.write_bytes(before)
    assert result.returncode == 1
    assert result.stderr.count("#none") == 1
    assert "原来的站点没有改动" in result.stderr
    assert (project / "site/index.html").read_bytes() == stood


def test_second_run_uses_the_site_that_was_built(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    project, built = Project(tmp_path), []
    project.work.mkdir()

    def build(folder: Path, *_: object) -> None:
        built.append(folder)
        folder.mkdir(exist_ok=True)

    monkeypatch.setattr(pipeline, "build", build)
    pipeline.refresh(project, Console())
    pipeline.refresh(project, Console())
    assert built == [project.preview]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    pipeline.refresh(project, Console())
    assert len(built) == 2


def test_project_that_cannot_be_written_to_is_told_before_any_work_is_done(tmp_path: Path) -> None:
    (tmp_path / ".build").write_text("", encoding="utf-8")
    with pytest.raises(generator.BuildError, match="写不进去"):
        pipeline.build(tmp_path / "site", Project(tmp_path), Console())
    assert [file.name for file in tmp_path.iterdir()] == [".build"]


def test_folder_that_cannot_be_replaced_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    fresh, site_folder = tmp_path / "new", tmp_path / "site"
    fresh.mkdir()
    site_folder.mkdir()
    (site_folder / "index.html").write_text("旧", encoding="utf-8")
    replace = Path.replace

    def refuse(self: Path, target: Path) -> Path:
        if self == fresh:
            raise PermissionError(13, "Permission denied")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(generator.BuildError, match="不能替换"):
        pipeline._switch(fresh, site_folder, tmp_path)
    assert (site_folder / "index.html").read_text(encoding="utf-8") == "旧"


def test_fingerprint_tells_a_changed_page_and_day(monkeypatch: pytest.MonkeyPatch) -> None:
    first = pipeline.fingerprint(HERE)
    assert pipeline.fingerprint(HERE) == first
    assert re.fullmatch("[0-9a-f]{64}", first)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    assert pipeline.fingerprint(HERE) != first


def test_generator_that_is_not_waited_for_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generator, "COMMAND", (sys.executable, "-c", "import time; time.sleep(600)"))
    with pytest.raises(KeyError), generator.generating(tmp_path, tmp_path / "site", {}) as run:
        raise KeyError
    assert run._process.returncode == -signal.SIGKILL
