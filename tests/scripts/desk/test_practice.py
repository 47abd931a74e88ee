"""Concepts and yearly duties are added and changed in forms; what was not touched stays to the last blank."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from macros.corpus import load_yearbook
from macros.corpus.pages import page_kind
from macros.page_text.splitting import split_text
from scripts.desk.page_form.head import read_front
from scripts.desk.regulations.practice import PRACTICE, find_rows, show_row
from scripts.desk.regulations.practice_typed import read_row, write_row
from scripts.setup.project import HERE
from tests.helpers.desk import DeskClient, make_desk, words_of
from tests.helpers.desk_forms import form_of
from tests.helpers.factories import CONCEPTS

ADDRESS, C, D = "/desk/regulations/practice/one", "regulations/concepts.md", "regulations/duties.md"


@pytest.fixture
def desk(tmp_path: Path) -> DeskClient:
    return make_desk(tmp_path, {C: CONCEPTS.replace("经常教育, 教育", "八项规定")})


def held(desk: DeskClient, path: str) -> str:
    return (desk.desk.project.docs / path).read_text(encoding="utf-8")


def send(desk: DeskClient, key: str, typed: Mapping[str, str] | None = None, code: int = 200) -> str:
    form = form_of(desk.get(f"{ADDRESS}?page={key.replace('#', '%23')}"), ADDRESS)
    return desk.post(ADDRESS, {**form, **(typed or {})}, code=code)


def write(desk: DeskClient, shown: str) -> None:
    found = re.search(r'action="(/desk/proposal/[^"]+)"', shown)
    assert found, words_of(shown)
    assert ">写入</button>" in shown, words_of(shown)
    desk.post(found[1])


def test_a_duty_is_added_without_a_word_of_markup(desk: DeskClient) -> None:
    assert "加一条规定动作" in desk.get(f"/desk/regulations/practice/?page={D}")
    typed = {
        "name": "书记讲党课", "says": "每年至少讲一次。", "basis-0-of": "shili/2018", "basis-0-article": "第二条",
        "per_year": "1", "since": "2018年10月28日", "verified": "是", "words": "书记、党课\n讲党课",
        "series": "半年报告",
    }  # fmt: skip
    before = held(desk, D)
    write(desk, send(desk, f"{D}#new", typed))
    duty = load_yearbook(desk.desk.project.docs).duties[-1]
    assert (duty.name, str(duty.basis), duty.per_year, str(duty.since)) == (
        "书记讲党课", "shili/2018#art-2", 1, "2018-10-28",
    )  # fmt: skip
    assert (duty.words, duty.series, duty.verified) == ((("书记", "党课"), ("讲党课",)), "半年报告", True)
    assert before.partition("\n---\n")[0] in held(desk, D), "the others stay"


def test_a_concept_is_changed_and_keeps_its_id(desk: DeskClient) -> None:
    page = desk.get(f"{ADDRESS}?page={C}%230")
    assert 'value="第二条"' in page, "a provision is shown by its name"
    shown = send(desk, f"{C}#0", {"names": "八项规定、中央八项规定", "also-0-of": "shili/2023"})
    assert "中央八项规定" in words_of(shown)
    write(desk, shown)
    concept = load_yearbook(desk.desk.project.docs).concepts["jiaoyu"]
    assert concept.names == ("八项规定", "中央八项规定")
    assert [str(one) for one in concept.basis] == ["shili/2018#art-2", "shili/2023"]
    assert [(str(one), one.verified) for one in concept.also] == [("shili/2023", False)]


def test_a_new_concept_gets_an_id_of_its_own(desk: DeskClient) -> None:
    write(desk, send(desk, f"{C}#new", {"names": "家风建设"}))
    concepts = load_yearbook(desk.desk.project.docs).concepts
    (new,) = [one for one in concepts.values() if "家风建设" in one.names]
    assert re.fullmatch(r"[a-z-]+", new.id)
    assert new.id != "jiaoyu"


def test_one_is_taken_out(desk: DeskClient) -> None:
    write(desk, send(desk, f"{D}#0", {"act": "out"}))
    assert load_yearbook(desk.desk.project.docs).duties == ()


@pytest.mark.parametrize(
    ("typed", "field", "told"),
    [
        ({"name": ""}, "name", "名称还没有写"),
        ({"per_year": "两次"}, "per_year", "“两次”不对，写 1 到 365 的数字"),
        ({"since": "去年"}, "since", "“去年”不对，写成"),
        ({"basis-0-of": ""}, "basis", "依据还没有写"),
        ({"basis-0-of": "", "basis-0-article": "第二条"}, "basis-0-article", "还没有选是哪一部的"),
        ({"basis-0-article": "第二条"}, "basis-0-article", "左边选一个版本"),
        ({"basis-0-of": "shili/2018", "basis-0-article": "那一条"}, "basis-0-article", "看不出是哪一条"),
    ],
)
def test_what_is_wrong_is_told_at_its_field(desk: DeskClient, typed: dict[str, str], field: str, told: str) -> None:
    before = held(desk, D)
    page = send(desk, f"{D}#0", typed, 400)
    at = re.search(rf'id="{field}-fault"[^>]*>([^<]+)<', page)
    assert at
    assert told in at[1]
    assert held(desk, D) == before


def test_nothing_typed_changes_nothing(desk: DeskClient) -> None:
    assert "没有要写入的" in send(desk, f"{C}#0")
    assert "没有要写入的" in send(desk, f"{D}#0")


@pytest.mark.parametrize("path", [C, D])
def test_every_shipped_row_is_shown_and_read_back_as_it_says(path: str) -> None:
    split, book = split_text((HERE.docs / path).read_text(encoding="utf-8")), load_yearbook(HERE.docs)
    practice = PRACTICE[page_kind(path)]
    front = list(split.front)
    for at, row in enumerate(find_rows(practice, read_front(front) or {})):
        typed = show_row(practice, row, book)
        read, faults = read_row(practice, row, typed, book)
        assert not faults
        assert show_row(practice, read, book) == typed
        front = write_row(practice, front, at, read)
    again = find_rows(practice, read_front(front) or {})
    assert [show_row(practice, one, book) for one in again] == [
        show_row(practice, one, book) for one in find_rows(practice, read_front(split.front) or {})
    ]


def test_other_pages_have_no_such_rows(desk: DeskClient) -> None:
    assert desk.ask(f"{ADDRESS}?page=reports/2023.md%230").status_code == 404
    assert desk.ask(f"{ADDRESS}?page={C}%2399").status_code == 404
