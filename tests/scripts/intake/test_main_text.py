"""Of a saved web page the text is kept, and what the site puts around it is left out and told."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from scripts.intake.manuscript import Manuscript
from scripts.intake.readers.hypertext import read_hypertext
from tests.helpers.commands import copy_office, run
from tests.helpers.saved_pages import FOOT, MENU, NEWS, PAGES, TEXT, TITLE, TOP, SavedPage

EACH = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


def kept(read: Manuscript) -> list[str]:
    return ["".join(line.text.split()) for line in read.lines]


@EACH
def test_every_line_of_the_text_is_kept_under_its_own_title(page: SavedPage) -> None:
    lines = kept(read_hypertext(page.html.encode()))
    assert [line for line in lines if line in TEXT] == list(TEXT)
    assert lines[0] == TITLE


@EACH
def test_menus_news_and_footers_go(page: SavedPage) -> None:
    lines = "\n".join(kept(read_hypertext(page.html.encode())))
    for words in (*TOP, *MENU, *NEWS, *FOOT):
        assert "".join(words.split()) not in lines, words


@EACH
def test_what_goes_is_accounted_for_to_the_last_sign(page: SavedPage) -> None:
    read = read_hypertext(page.html.encode())
    told = Counter(c for one in (*read.lines, *read.left_out) for c in one.text if not c.isspace())
    assert not read.characters - told
    assert {one.reason for one in read.left_out} <= {"网页标题", "网页上正文以外的内容"}


def test_text_that_stands_in_several_places_of_a_page_is_kept_whole() -> None:
    page = PAGES[1].html.replace(
        "<p>\u3000\u3000二、存在的问题</p>",
        '</div><div class="ad"><a href="/x">广告位</a></div><div><p>二、存在的问题</p>',
    )
    lines = kept(read_hypertext(page.encode()))
    assert [line for line in lines if line in TEXT] == list(TEXT)


def test_text_saved_by_a_word_processor_stays_as_it_is() -> None:
    page = (
        "<html><body>"
        + "".join(f"<p>{text}</p>" for text in ("清委〔2023〕5号", TITLE, *TEXT, "联系电话见附页"))
        + "</body></html>"
    )
    assert kept(read_hypertext(page.encode())) == ["清委〔2023〕5号", TITLE, *TEXT, "联系电话见附页"]


def test_list_of_links_without_a_text_stays_as_it_is() -> None:
    page = "<html><body>" + "".join(f'<a href="/{n}">{word}</a><br>' for n, word in enumerate(MENU)) + "</body></html>"
    assert kept(read_hypertext(page.encode())) == list(MENU)


def test_table_of_figures_within_the_text_stays_a_table() -> None:
    table = "<table><tr><td>项目</td><td>2023年</td></tr><tr><td>廉政谈话</td><td>36</td></tr></table>"
    page = PAGES[1].html.replace("<p>\u3000\u3000二、存在的问题</p>", f"{table}<p>二、存在的问题</p>")
    rows = [line.text for line in read_hypertext(page.encode()).lines if line.table]
    assert rows == ["项目\t2023年", "廉政谈话\t36"]


@pytest.mark.slow
@EACH
def test_paper_imported_from_a_page_has_its_own_title_and_parts(page: SavedPage, tmp_path: Path) -> None:
    project = copy_office(tmp_path / "project")
    (tmp_path / "page.html").write_text(page.html, encoding="utf-8")
    result = run(
        project,
        "import",
        str(tmp_path / "page.html"),
        "--unit",
        "清溪镇党委",
        "--audience",
        "班子",
        "--out",
        str(tmp_path / "2023.md"),
        "--json",
    )
    assert result.returncode == 0, result.stderr
    done = json.loads(result.stdout)
    assert done["title"] == TITLE
    assert [part["kind"] for part in done["parts"]] == ["work", "problem", "measure"]
