"""Lists of words are changed row by row in a form, and rows that were not touched stay to the last blank."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from macros.corpus import load_yearbook
from macros.corpus.pages import page_kind
from macros.page_text.splitting import split_text
from scripts.desk.page_form.head import read_front
from scripts.desk.regulations.words_form import LISTS, show_rows, write_rows
from scripts.setup.project import HERE
from tests.helpers.desk import DeskClient, make_desk, words_of
from tests.helpers.desk_forms import form_of

PATH, ADDRESS = "regulations/usages.md", "/desk/regulations/words"
USAGES = """\
---
usages:
  - wrong: 党纪政纪处分
    right: 党纪政务处分   # 自己的注
    verified: true
    since: 2018-03-20
  - {wrong: 一岗双则, right: 一岗双责, verified: false}
---

# 规范用语 { #usages }
"""


@pytest.fixture
def desk(tmp_path: Path) -> DeskClient:
    return make_desk(tmp_path, {PATH: USAGES})


def held(desk: DeskClient) -> str:
    return (desk.desk.project.docs / PATH).read_text(encoding="utf-8")


def send(desk: DeskClient, code: int = 200, **typed: str) -> str:
    return desk.post(ADDRESS, {**form_of(desk.get(f"{ADDRESS}?page={PATH}"), ADDRESS), **typed}, code=code)


def write(desk: DeskClient, shown: str) -> None:
    found = re.search(r'action="(/desk/proposal/[^"]+)"', shown)
    assert found, words_of(shown)
    desk.post(found[1])


def test_a_row_is_changed_one_added_and_one_taken_out(desk: DeskClient) -> None:
    assert f"{ADDRESS}?page={PATH}" in desk.get("/desk/regulations/")
    empty = dict.fromkeys(("w-1-wrong", "w-1-right"), "")
    shown = send(desk, **empty, **{"w-2-wrong": "四个自新", "w-2-right": "四个自信", "w-2-verified": "是"})
    assert "“四个自新”（新增）" in words_of(shown)
    assert "“一岗双则”（删去）" in words_of(shown)
    write(desk, shown)
    usages = load_yearbook(desk.desk.project.docs).usages
    assert [(one.wrong, one.right, one.verified) for one in usages] == [
        ("党纪政纪处分", "党纪政务处分", True),
        ("四个自新", "四个自信", True),
    ]
    assert "right: 党纪政务处分   # 自己的注" in held(desk), "what was not touched stays"


def test_a_row_that_lacks_something_is_told_at_its_field(desk: DeskClient) -> None:
    page = send(desk, 400, **{"w-2-wrong": "四个自新"})
    assert 'id="w-2-right-fault"' in page
    assert 'value="四个自新"' in page
    assert held(desk) == USAGES


def test_nothing_typed_changes_nothing(desk: DeskClient) -> None:
    assert "没有要写入的" in send(desk)


@pytest.mark.parametrize("path", ["regulations/usages.md", "regulations/phrases.md"])
def test_the_shipped_lists_come_back_as_they_were(path: str) -> None:
    split = split_text((HERE.docs / path).read_text(encoding="utf-8"))
    written, listed = read_front(split.front) or {}, LISTS[page_kind(path)]
    assert write_rows(listed, split.front, written, show_rows(listed, written, {})) == list(split.front)


def test_other_pages_are_no_lists(desk: DeskClient) -> None:
    assert desk.ask(f"{ADDRESS}?page=reports/2023.md").status_code == 404
