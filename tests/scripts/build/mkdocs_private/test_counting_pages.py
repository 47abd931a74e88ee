"""Pages are counted as they are made, where somebody waits for them, and are made the same."""

from __future__ import annotations

import inspect
from pathlib import Path

import pytest
from mkdocs.commands import build

from scripts.build import pipeline
from scripts.build.generator import MADE_PAGES
from scripts.build.mkdocs_private.counting_pages import count_pages
from scripts.setup.console import Console


class Watched(Console):
    """A console before which a person sits."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def show_progress(self, line: str) -> None:
        self.shown.append(line)


def populate(page: str, config: object, files: object, dirty: bool = False) -> None:
    made.append(page)


made: list[str] = []


def test_each_page_that_is_made_is_told_and_others_find_the_function_that_they_know(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made.clear()
    file, console = tmp_path / "made", Watched()
    monkeypatch.setattr(build, "_populate_page", populate)
    monkeypatch.setenv(MADE_PAGES, str(file))
    count_pages()
    pipeline._show_made(file, 3, console)
    for page in ("a.md", "b.md"):
        build._populate_page(page, None, None)
        pipeline._show_made(file, 3, console)
    assert made == ["a.md", "b.md"]
    assert console.shown == ["生成页面", "生成页面　1/3 页", "生成页面　2/3 页"]
    assert list(inspect.signature(build._populate_page).parameters) == ["page", "config", "files", "dirty"]


def test_nothing_is_counted_where_nobody_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "_populate_page", populate)
    monkeypatch.delenv(MADE_PAGES, raising=False)
    count_pages()
    assert build._populate_page is populate
