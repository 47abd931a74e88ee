"""Two processes at work on the pages of one site, where MkDocs makes pages as is known; else MkDocs alone."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from mkdocs.commands import build

from scripts.build.mkdocs_private import two_processes
from scripts.build.mkdocs_private.two_processes import SharedWork, can_share, share_pages
from tests.helpers.office import make_office

#: MkDocs waits with the second page until the other process has made all of them, so that it takes over every one.
PATIENT = """
import os
from scripts.build.mkdocs_private import __main__ as command, two_processes

class Patient(two_processes.Helper):
    def __init__(self, *arguments):
        super().__init__(*arguments)
        os.waitpid(self._pid, 0)
        self._pid = 0

    def take(self, page):
        taken = super().take(page)
        assert taken, page
        return taken

two_processes.Helper, two_processes.can_share = Patient, lambda: True
two_processes.share_pages()
command.run_and_leave(None)
"""


class Recorder:
    """Stands in for the process that helps."""

    begun = 0

    def __init__(self, *_: object) -> None:
        type(self).begun += 1

    def take(self, page: Any) -> bool:
        page.content = "taken over"
        return True


@pytest.fixture
def helpers(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[Recorder]]:
    monkeypatch.setattr(two_processes, "Helper", Recorder)
    yield Recorder
    Recorder.begun = 0


def make_page(page: Any, config: object, files: object, dirty: bool = False) -> None:
    page.content = "made here"


def make_two(tmp_path: Path, populate: Any = make_page, settings: str = "") -> list[str]:
    (tmp_path / "mkdocs.yml").write_text(settings, encoding="utf-8")
    config: Any = SimpleNamespace(docs_dir=str(tmp_path / "docs"))
    shared = SharedWork(populate)
    pages: list[Any] = [SimpleNamespace(file=SimpleNamespace(), content=None) for _ in range(2)]
    for page in pages:
        shared(page, config, SimpleNamespace())  # type: ignore[arg-type]
    return [page.content for page in pages]


@pytest.fixture
def two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1}, raising=False)


def built(folder: Path, site: Path, *program: str) -> dict[str, bytes]:
    """The site that a program called as MkDocs makes of a project."""
    command = [sys.executable, *program, "build", "--strict", "--site-dir", str(site)]
    variables = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    result = subprocess.run(command, cwd=folder, env=variables, capture_output=True, text=True)
    assert result.returncode == 0, result.stderr
    return {file.relative_to(site).as_posix(): file.read_bytes() for file in site.rglob("*") if file.is_file()}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes cannot be split here")
def test_pages_of_the_other_process_are_the_same_byte_for_byte(tmp_path: Path) -> None:
    folder = make_office(tmp_path / "project").folder
    alone = built(folder, tmp_path / "alone", "-m", "mkdocs")
    taken_over = built(folder, tmp_path / "taken-over", "-c", PATIENT)
    assert sorted(alone) == sorted(taken_over)
    assert [name for name, content in alone.items() if taken_over[name] != content] == []


def test_there_is_help_from_the_second_page_on(tmp_path: Path, helpers: type[Recorder]) -> None:
    assert make_two(tmp_path) == ["made here", "taken over"]
    assert helpers.begun == 1


def test_there_is_no_help_where_a_build_is_to_be_plain(tmp_path: Path, helpers: type[Recorder]) -> None:
    assert make_two(tmp_path, settings="extra: {plain_build: true}") == ["made here", "made here"]
    assert helpers.begun == 0


def test_there_is_no_help_where_pages_keep_what_is_not_known(tmp_path: Path, helpers: type[Recorder]) -> None:
    def make_other(page: Any, config: object, files: object, dirty: bool = False) -> None:
        page.content, page.outline = "made here", []

    assert make_two(tmp_path, make_other) == ["made here", "made here"]
    assert helpers.begun == 0


def test_a_machine_that_can_start_no_process_makes_all_pages_in_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> int:
        raise OSError("no more processes")

    monkeypatch.setattr(os, "fork", refuse, raising=False)
    assert make_two(tmp_path) == ["made here", "made here"]


def test_mkdocs_has_help_where_it_makes_pages_as_is_known(monkeypatch: pytest.MonkeyPatch, two_cores: None) -> None:
    monkeypatch.setattr(build, "_populate_page", build._populate_page)
    share_pages()
    assert isinstance(build._populate_page, SharedWork)


def test_mkdocs_is_left_alone_where_it_makes_pages_by_another_function(
    monkeypatch: pytest.MonkeyPatch, two_cores: None
) -> None:
    monkeypatch.delattr(build, "_populate_page")
    share_pages()
    assert not hasattr(build, "_populate_page")


@pytest.mark.parametrize("other", [lambda page, config, files: None, lambda page, config, files, nav: None, None])
def test_mkdocs_is_left_alone_where_that_function_takes_something_else(
    other: object, monkeypatch: pytest.MonkeyPatch, two_cores: None
) -> None:
    monkeypatch.setattr(build, "_populate_page", other)
    share_pages()
    assert build._populate_page is other


def test_nothing_is_shared_where_there_is_one_core(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0}, raising=False)
    assert not can_share()
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1}, raising=False)
    assert can_share()
