"""Items of a page are added, moved, parted, joined, taken out at the desk; ids that were given stay or are retired."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.helpers.desk import DeskClient, make_desk, words_of
from tests.helpers.desk_editing import PATH, REPORT, held, key_of, opened, press, write

TWO = REPORT.replace(
    "问责不够有力。\n", "问责不够有力。\n\n### （二）学习不深 { #p2 }\n\n学得不深。\n\n联系实际不够。\n"
)
NEXT = (
    REPORT.replace("2023", "2024")
    .replace("as_of", "continues:\n  p1: {2023#p2: sure}\nas_of")
    .replace("2018.md", "2023.md")
)


@pytest.fixture
def desk(tmp_path: Path) -> DeskClient:
    return make_desk(tmp_path, {PATH: TWO})


def headings(desk: DeskClient) -> list[str]:
    return re.findall(r"^##+ (.*)$", held(desk), re.M)


def test_a_new_item_gets_an_id_that_was_never_given(desk: DeskClient) -> None:
    form = opened(desk)
    press(desk, form, f"item:{key_of(form, '（一）问责偏轻')}")
    form = opened(desk)
    new = next(name.removesuffix("-title") for name, value in form.items() if name.endswith("-title") and not value)
    write(desk, form, **{f"{new}-title": "（二）作风不实", f"{new}-text": "走过场。"})
    assert "### （二）作风不实 { #p3 }\n\n走过场。\n\n### （二）学习不深 { #p2 }\n" in held(desk)


def test_an_item_is_moved_and_nothing_of_it_changes(desk: DeskClient) -> None:
    form = opened(desk)
    press(desk, form, f"up:{key_of(form, '（二）学习不深')}")
    write(desk, opened(desk))
    assert headings(desk)[3:5] == ["（二）学习不深 { #p2 }", "（一）问责偏轻 { #p1 }"]
    assert sorted(held(desk).split("\n")) == sorted(TWO.split("\n"))
    # What is first in its part goes nowhere.
    form = opened(desk)
    press(desk, form, f"up:{key_of(form, '（二）学习不深')}")
    assert opened(desk)["order"] == form["order"]


def test_an_item_that_comes_to_another_kind_gets_another_id_and_what_names_it_follows(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, {PATH: TWO, "reports/2024.md": NEXT})
    form = opened(desk)
    item = key_of(form, "（二）学习不深")
    press(desk, form, f"move:{item}", **{f"{item}-to": key_of(form, "三、下一步措施")})
    page = write(desk, opened(desk))
    assert "已写入 2 页" in words_of(page)
    assert "### （二）学习不深 { #m2 }" in held(desk)
    assert "retired:\n  - p2\n" in held(desk)
    assert "p1: {2023#m2: sure}" in held(desk, "reports/2024.md")


def test_a_part_gets_another_kind_and_its_items_ids_of_that_kind(desk: DeskClient) -> None:
    form = opened(desk)
    part = key_of(form, "一、工作情况")
    write(desk, form, **{f"{part}-kind": "cause"})
    assert headings(desk)[:2] == ["一、工作情况 { #cause .cause }", "（一）加强教育 { #c1 }"]
    assert "retired:\n  - work\n  - w1\n" in held(desk)


def test_what_a_ledger_names_is_settled_there_first(desk: DeskClient) -> None:
    form = opened(desk)
    shown = press(desk, form, "plan", **{f"{key_of(form, '二、存在问题')}-kind": "cause"})
    assert "2023年整改台账（XX乡党委）" in words_of(shown)
    assert ">写入</button>" not in shown


def test_an_item_is_parted(desk: DeskClient) -> None:
    form = opened(desk)
    item = key_of(form, "（二）学习不深")
    press(desk, form, f"split:{item}", **{f"{item}-from": "1"})
    form = opened(desk)
    new = next(name.removesuffix("-title") for name, value in form.items() if name.endswith("-title") and not value)
    write(desk, form, **{f"{new}-title": "（三）联系不够"})
    assert "{ #p2 }\n\n学得不深。\n\n### （三）联系不够 { #p3 }\n\n联系实际不够。\n\n## 三、" in held(desk)


def test_an_item_is_joined_to_the_one_before_and_what_names_it_leads_there(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, {PATH: TWO, "reports/2024.md": NEXT})
    form = opened(desk)
    press(desk, form, f"join:{key_of(form, '（二）学习不深')}")
    write(desk, opened(desk))
    assert "### （一）问责偏轻 { #p1 }\n\n问责不够有力。\n\n学得不深。\n\n联系实际不够。\n\n## 三、" in held(desk)
    assert "p1: {2023#p1: sure}" in held(desk, "reports/2024.md")
    assert "retired:\n  - p2\n" in held(desk)


def test_what_was_said_of_two_items_is_said_of_the_one_they_become(tmp_path: Path) -> None:
    said = "answers:\n  2023#p1: w1\n  2023#p2: w1\ncontinues:\n  p1: {2023#p1: sure, 2023#p2: no}\n"
    both = NEXT.replace("continues:\n  p1: {2023#p2: sure}\n", said)
    desk = make_desk(tmp_path, {PATH: TWO, "reports/2024.md": both})
    form = opened(desk)
    press(desk, form, f"join:{key_of(form, '（二）学习不深')}")
    write(desk, opened(desk))
    assert "answers:\n  2023#p1: w1\ncontinues:\n  p1: {2023#p1: sure}\n" in held(desk, "reports/2024.md")


def test_who_names_an_item_is_told_before_it_goes(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, {PATH: TWO, "reports/2024.md": NEXT})
    form = opened(desk)
    item = key_of(form, "（二）学习不深")
    asked = words_of(press(desk, form, f"drop:{item}"))
    assert "“（二）学习不深”会从这一页去掉" in asked
    assert "2024年度总结（XX乡党委）" in asked
    assert opened(desk)["order"] == form["order"]
    desk.post("/desk/editing/drop", {"page": PATH, "key": item})
    write(desk, opened(desk))
    assert "学习不深" not in held(desk)
    assert "continues" not in held(desk, "reports/2024.md")


def test_a_part_is_added_and_taken_out_with_its_items(desk: DeskClient) -> None:
    form = opened(desk)
    press(desk, form, f"part:{key_of(form, '（一）问责偏轻')}")
    form = opened(desk)
    new = next(name.removesuffix("-title") for name, value in form.items() if name.endswith("-title") and not value)
    assert form["order"].split().index(new) == form["order"].split().index(key_of(form, "三、下一步措施")) - 1
    write(desk, form, **{f"{new}-title": "三、原因", f"{new}-kind": "cause", f"{new}-text": "认识不到位。"})
    assert "## 三、原因 { #cause .cause }\n\n认识不到位。\n\n## 三、" in held(desk)
    desk.post("/desk/editing/drop", {"page": PATH, "key": key_of(opened(desk), "一、工作情况")})
    write(desk, opened(desk))
    there = [one.partition(" ")[0] for one in headings(desk)]
    assert there == ["二、存在问题", "（一）问责偏轻", "（二）学习不深", "三、原因", "三、下一步措施", "（一）加大问责"]


def test_text_that_is_carried_to_another_item_keeps_its_links(desk: DeskClient) -> None:
    form = opened(desk)
    one, other = key_of(form, "（一）加强教育"), key_of(form, "（二）学习不深")
    moved = form[f"{one}-text"]
    assert "〖" in moved
    write(desk, form, **{f"{one}-text": "另写。", f"{other}-text": moved})
    assert REPORT.split("{ #w1 }\n\n")[1].split("\n")[0] in held(desk)
