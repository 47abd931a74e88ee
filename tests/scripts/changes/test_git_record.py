"""What is written becomes a commit of just these pages where there is Git, and is written all the same without it."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from scripts.changes import journal
from scripts.changes.change_set import SETTINGS, ChangeSet
from scripts.desk.told_console import ToldConsole
from scripts.setup.project import Project
from tests.helpers.desk import make_desk


@pytest.fixture(autouse=True)
def nobodys_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Git as on a machine where nobody has told it anything."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home"))


def git(folder: Path, *arguments: str) -> str:
    command = ["git", "-C", str(folder), "-c", "core.quotepath=false", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A work tree with two pages that are committed."""
    project = Project(tmp_path / "office")
    (project.docs / "reports").mkdir(parents=True)
    for name in ("a.md", "b.md"):
        (project.docs / name).write_text("旧的\n", encoding="utf-8")
    (project.folder / "mkdocs.yml").write_text("site_name: 旧的\n", encoding="utf-8")
    (project.folder / ".gitignore").write_text("/.build/\n", encoding="utf-8")
    git(project.folder, "init", "--quiet")
    git(project.folder, "add", "--all")
    git(project.folder, "-c", "user.name=a", "-c", "user.email=a@localhost", "commit", "--quiet", "--message", "起点")
    return project


def write(project: Project, pages: dict[str, str | None], task: str = "试一次") -> list[str]:
    told = ToldConsole()
    journal.write(project, ChangeSet.plan(project.docs, task, pages), told)
    return told.said


def test_a_change_is_a_commit_of_its_own_pages(project: Project) -> None:
    (project.docs / "b.md").write_text("别人正在改\n", encoding="utf-8")
    (project.docs / "staged.md").write_text("别人放着的\n", encoding="utf-8")
    git(project.folder, "add", "docs/staged.md")
    pages = {"a.md": None, "reports/新 的*.md": "新的\n", SETTINGS: "site_name: 新的\n"}
    assert write(project, pages, "导入\n一页") == []
    assert git(project.folder, "log", "-1", "--format=%B") == "导入\n一页"
    names = git(project.folder, "show", "--name-status", "--format=", "-z", "HEAD").split("\0")
    assert names == ["D", "docs/a.md", "A", "docs/reports/新 的*.md", "M", "mkdocs.yml", ""]
    assert git(project.folder, "status", "--porcelain") == "M docs/b.md\nA  docs/staged.md"


def test_the_name_that_git_knows_is_taken(project: Project) -> None:
    write(project, {"a.md": "新的\n"})
    assert git(project.folder, "log", "-1", "--format=%an") == "廉政年鉴"
    git(project.folder, "config", "user.name", "张三")
    git(project.folder, "config", "user.email", "a@localhost")
    write(project, {"a.md": "更新的\n"})
    assert git(project.folder, "log", "-1", "--format=%an") == "张三"


def test_pages_that_git_does_not_know_or_ignores_are_no_trouble(project: Project) -> None:
    (project.folder / ".gitignore").write_text("/.build/\n/docs/own.md\n", encoding="utf-8")
    (project.docs / "never.md").write_text("从没有提交过\n", encoding="utf-8")
    assert write(project, {"own.md": "自己的\n", "never.md": None}) == []
    assert git(project.folder, "log", "-1", "--format=%s") == "起点"


@pytest.mark.parametrize("trouble", ["no git", "hook", "lock"])
def test_the_pages_are_written_whatever_git_says(
    project: Project, trouble: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if trouble == "no git":
        monkeypatch.setenv("PATH", "")
    elif trouble == "hook":
        hook = project.folder / ".git/hooks/pre-commit"
        hook.parent.mkdir(exist_ok=True)
        hook.write_text("#!/bin/sh\necho 不让提交 >&2\nexit 1\n", encoding="utf-8")
        hook.chmod(0o755)
    else:
        (project.folder / ".git/index.lock").touch()
    (told,) = write(project, {"a.md": "新的\n"})
    assert told.startswith("页面已经写入，只是没有记进 Git：")
    assert told.count("\n") == 0
    assert (project.docs / "a.md").read_text(encoding="utf-8") == "新的\n"
    assert journal.read_changes(project)


def test_without_a_work_tree_of_its_own_nothing_is_committed(project: Project) -> None:
    # An office that keeps its folder inside somebody else's repository.
    inner = Project(project.folder / "inner")
    inner.docs.mkdir(parents=True)
    assert write(inner, {"a.md": "新的\n"}) == []
    assert git(project.folder, "log", "-1", "--format=%s") == "起点"


def test_the_desk_tells_that_git_refused(tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "desk")
    (tmp_path / "desk/.git").mkdir()
    told = desk.desk.work.write(desk.desk.work.plan("试", {"reports/2023.md": "新的\n"})).told
    assert [line[:17] for line in told] == ["页面已经写入，只是没有记进 Git"]
