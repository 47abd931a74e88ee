"""Change sets on disk: all or nothing, one writer at a time, and back again."""

from __future__ import annotations

import multiprocessing
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scripts.changes import journal
from scripts.changes.change_set import ChangeSet
from scripts.changes.writing import WriteError
from scripts.setup.console import Console
from scripts.setup.project import Project
from tests.helpers.commands import run
from tests.helpers.factories import write_pages
from tests.helpers.warm_processes import PROCESSES
from tests.helpers.writers import add_line, hold_on

PATHS = ("a.md", "deep/er/b.md", "deep/c.md", "d.md")
PAGES = st.dictionaries(st.sampled_from(PATHS), st.one_of(st.none(), st.binary(max_size=9)), min_size=1)
OLD = st.dictionaries(st.sampled_from(PATHS), st.binary(max_size=9))


def held(project: Project) -> dict[str, bytes]:
    """Everything under docs, hidden files among it."""
    files = [file for file in project.docs.rglob("*") if file.is_file()]
    return {file.relative_to(project.docs).as_posix(): file.read_bytes() for file in files}


def make(folder: Path, pages: dict[str, bytes]) -> Project:
    project = Project(folder)
    project.docs.mkdir(parents=True)
    for path, content in pages.items():
        (project.docs / path).parent.mkdir(parents=True, exist_ok=True)
        (project.docs / path).write_bytes(content)
    return project


def after(old: dict[str, bytes], pages: dict[str, bytes | None]) -> dict[str, bytes]:
    return {path: content for path, content in (old | pages).items() if content is not None}


@pytest.mark.slow
@given(old=OLD, pages=PAGES)
@settings(deadline=None, max_examples=40)
def test_a_change_is_made_and_taken_back(
    tmp_path_factory: pytest.TempPathFactory, old: dict[str, bytes], pages: dict[str, bytes | None]
) -> None:
    project = make(tmp_path_factory.mktemp("project"), old)
    journal.write(project, ChangeSet.plan(project.docs, "试", pages), Console())
    assert held(project) == after(old, pages)
    for change in journal.read_changes(project):
        journal.write(project, journal.plan_undo(project, change.number), Console())
    assert held(project) == old
    assert not [folder for folder in project.docs.rglob("*") if folder.is_dir() and not list(folder.iterdir())]


def write_and_die(project: Project, changes: ChangeSet, steps: int) -> None:
    """Write, and die without a word before so many steps that touch the disk's names are done."""
    left = [steps]

    def dying(real):  # type: ignore[no-untyped-def]
        def step(*arguments, **options):  # type: ignore[no-untyped-def]
            if not left[0]:
                os._exit(9)
            left[0] -= 1
            return real(*arguments, **options)

        return step

    for name in ("replace", "rename", "unlink", "mkdir", "rmdir", "touch"):
        setattr(Path, name, dying(getattr(Path, name)))
    journal.write(project, changes, Console())


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="dies in a child process")
def test_whoever_is_killed_leaves_all_or_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old = {"a.md": b"1", "deep/er/b.md": b"2", "d.md": b"3"}
    pages: dict[str, bytes | None] = {"a.md": b"4", "deep/er/b.md": None, "deep/c.md": b"5"}
    outcomes = set()
    for steps in range(60):
        project = make(tmp_path / str(steps), old)
        changes = ChangeSet.plan(project.docs, "试", pages)
        child = multiprocessing.get_context("fork").Process(target=write_and_die, args=(project, changes, steps))
        child.start()
        child.join()
        journal.recover(project, Console())
        assert held(project) in (old, after(old, pages))
        outcomes.add(held(project) == old)
        # It is as if nothing had been, or can be taken back.
        assert len(journal.read_changes(project)) == (held(project) != old)
        if child.exitcode == 0:
            break
    assert outcomes == {True, False}
    assert child.exitcode == 0
    assert "没有写完（试），已经放回原样" in capsys.readouterr().out


def test_a_fault_midway_puts_everything_back(tmp_path: Path) -> None:
    old = {"a.md": b"1"}
    project = make(tmp_path, old)
    (project.docs / "x").write_bytes(b"a file, where a folder is wanted")
    changes = ChangeSet(project.docs, "试", {"a.md": b"1", "x/b.md": None}, {"a.md": b"2", "x/b.md": b"3"})
    with pytest.raises(WriteError, match=r"docs/x/b\.md"):
        journal.write(project, changes, Console())
    assert held(project) == old | {"x": b"a file, where a folder is wanted"}
    assert journal.read_changes(project) == []


def test_what_was_changed_in_the_meantime_is_not_overwritten(tmp_path: Path) -> None:
    project = make(tmp_path, {"a.md": b"1"})
    changes = ChangeSet.plan(project.docs, "试", {"a.md": b"2"})
    (project.docs / "a.md").write_bytes(b"by hand")
    with pytest.raises(WriteError, match=r"docs/a\.md 在这期间改动过"):
        journal.write(project, changes, Console())
    assert held(project) == {"a.md": b"by hand"}


def test_what_was_changed_afterwards_is_not_taken_back(tmp_path: Path) -> None:
    project = make(tmp_path, {"a.md": b"1"})
    journal.write(project, ChangeSet.plan(project.docs, "试", {"a.md": b"2"}), Console())
    (project.docs / "a.md").write_bytes(b"by hand")
    with pytest.raises(journal.UndoError, match=r"docs/a\.md 在第 1 次改动以后又改过"):
        journal.plan_undo(project, 1)
    (project.docs / "a.md").write_bytes(b"2")
    journal.write(project, ChangeSet.plan(project.docs, "又试", {"a.md": b"3"}), Console())
    with pytest.raises(journal.UndoError, match=r"又改过：第 2 次（[-0-9: ]+，又试），没有退回"):
        journal.plan_undo(project, 1)
    with pytest.raises(journal.UndoError, match="没有第 7 次改动"):
        journal.plan_undo(project, 7)


def test_only_the_newest_changes_are_remembered(tmp_path: Path) -> None:
    project = make(tmp_path, {})
    for number in range(journal.KEPT + 3):
        journal.write(project, ChangeSet.plan(project.docs, "试", {"a.md": b"%d" % number}), Console())
    assert [change.number for change in journal.read_changes(project)] == list(range(4, journal.KEPT + 4))


@pytest.mark.slow
def test_writers_wait_for_one_another_and_lose_nothing(tmp_path: Path) -> None:
    project = make(tmp_path, {"a.md": b""})
    writers = [PROCESSES.Process(target=add_line, args=(tmp_path, number)) for number in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert sorted((project.docs / "a.md").read_bytes().split()) == [b"0", b"1", b"2", b"3"]


@pytest.mark.slow
def test_who_waits_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = make(tmp_path, {"a.md": b"1"})
    holds, may_end = PROCESSES.Event(), PROCESSES.Event()
    holder = PROCESSES.Process(target=hold_on, args=(tmp_path, holds, may_end))
    holder.start()
    holds.wait()

    class Waiting(Console):
        """Lets the other writer end as soon as it is told that it is waited for."""

        def say(self, text: str) -> None:
            super().say(text)
            may_end.set()

    journal.write(project, ChangeSet.plan(project.docs, "试", {"a.md": b"2"}), Waiting())
    holder.join()
    assert "另一个命令正在写这个项目，等它写完……" in capsys.readouterr().out
    assert held(project) == {"a.md": b"2"}


def test_undo_lists_asks_and_takes_back(tmp_path: Path) -> None:
    project = Project(tmp_path)
    write_pages(project.docs)
    before = held(project)
    page = before["reports/2023.md"].decode()
    assert run(tmp_path, "undo").stdout == "还没有可以退回的改动。\n"
    journal.write(
        project, ChangeSet.plan(project.docs, "改标题", {"reports/2023.md": page + "\n再写一句。\n"}), Console()
    )
    listed = run(tmp_path, "undo").stdout
    assert "改标题：docs/reports/2023.md" in listed
    assert "共 1 次，写上编号退回其中一次。" in listed
    refused = run(tmp_path, "undo", "1", typed="no\n")
    assert "改写 docs/reports/2023.md：去掉 2 行，写入 0 行" in refused.stdout
    assert "什么都没有改动" in refused.stdout
    assert held(project) != before
    done = run(tmp_path, "undo", "1", "--yes")
    assert (done.returncode, done.stderr) == (0, "")
    assert "退回第 1 次（改标题）：已放回 1 个文件。" in done.stdout
    assert held(project) == before
    assert run(tmp_path, "undo", "2", "--yes").returncode == 0
    assert held(project) != before


def test_errors_that_come_back_with_a_change_are_told_before_it_is_taken_back(tmp_path: Path) -> None:
    project = Project(tmp_path)
    write_pages(project.docs)
    page = project.docs / "reports/2023.md"
    good = page.read_text(encoding="utf-8")
    page.write_text(good.replace("year: 2023", "year: 二三"), encoding="utf-8")
    journal.write(project, ChangeSet.plan(project.docs, "改好", {"reports/2023.md": good}), Console())
    asked = run(tmp_path, "undo", "1", typed="\n")
    assert "退回以后，内容有下列错误：\ndocs/reports/2023.md:2" in asked.stdout
    assert page.read_text(encoding="utf-8") == good


@pytest.mark.parametrize(
    "content", [None, b"", b"{", b"[]", b"{}", b'{"task": 1, "made_at": "x", "pages": {}}', b"\xff"]
)
def test_a_record_that_is_damaged_is_passed_over(tmp_path: Path, content: bytes | None) -> None:
    project = make(tmp_path, {"a.md": b"a"})
    journal.write(project, ChangeSet.plan(project.docs, "试", {"a.md": b"b"}), Console())
    damaged = project.work / "changes/7"
    damaged.mkdir()
    if content is not None:
        (damaged / "record.json").write_bytes(content)
    assert [change.number for change in journal.read_changes(project)] == [1]
    journal.write(project, journal.plan_undo(project, 1), Console())
    assert held(project) == {"a.md": b"a"}
