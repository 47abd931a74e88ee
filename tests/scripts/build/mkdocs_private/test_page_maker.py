"""Pages are made one by one where MkDocs makes a page as is known here; else the whole site is built."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from mkdocs.commands import build

from scripts.build.mkdocs_private.page_maker import NotMadeError, PageMaker, can_make_pages
from tests.helpers.office import HANDBOOK, make_office


@pytest.fixture
def pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> PageMaker:
    folder = make_office(tmp_path / "project", HANDBOOK).folder
    monkeypatch.chdir(folder)
    return PageMaker(folder, tmp_path / "out")


def test_a_page_is_made_from_its_text_where_it_is_given(pages: PageMaker) -> None:
    assert pages.list_anew({"handbook/index.md": "# 别的话 { #handbook }\n"}, ["search.md"]) == ()
    assert "别的话" in pages.make("handbook/index.md").html.decode()
    assert pages.source_of("search.html") == ""
    assert pages.source_of("index.html") == "index.md"
    assert pages.file_at("assets/stylesheets/site.css")
    assert pages.make_template("nothing.html") is None


@pytest.mark.parametrize("title", ["登记", "登记 `x` 和 &amp;", "[登记](index.md)"])
def test_titles_of_other_pages_are_known(pages: PageMaker, title: str) -> None:
    pages.list_anew({"handbook/regulation.md": f"# {title} {{ #registering }}\n\n## 核对 {{ #proof }}\n"}, [])
    page = pages.make("handbook/intake.md").html.decode()
    assert "← 手册" in page
    assert "登记" in page[page.index("yb-pager") :]
    assert "None" not in page


def test_what_ends_the_work_of_the_generator_is_one_kind_of_error(
    pages: PageMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    def leave(*_: object) -> None:
        raise SystemExit(100)

    pages.list_anew({}, [])
    assert pages.last_made("index.md") is None
    monkeypatch.setattr(build, "_populate_page", leave)
    with pytest.raises(NotMadeError):
        pages.make("index.md")


@pytest.mark.parametrize("other", [None, lambda page, config: None])
def test_other_functions_are_not_called(other: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    assert can_make_pages()
    monkeypatch.setattr(build, "_build_page", other)
    assert not can_make_pages()
