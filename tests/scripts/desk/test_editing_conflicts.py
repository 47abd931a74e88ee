"""What is written elsewhere while a form is filled in: both stay, and where both changed one thing a person chooses."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.helpers.desk import DeskClient, make_desk, words_of
from tests.helpers.desk_editing import PATH, REPORT, held, key_of, opened, press, write
from tests.helpers.desk_forms import form_of

HERE = f"/desk/editing/?page={PATH}"


@pytest.fixture
def desk(tmp_path: Path) -> DeskClient:
    return make_desk(tmp_path)


def type_into(desk: DeskClient, title: str, text: str) -> None:
    form = opened(desk)
    press(desk, form, "look", **{f"{key_of(form, title)}-text": text})


def write_elsewhere(desk: DeskClient, old: str, new: str) -> None:
    assert old in REPORT
    (desk.desk.project.docs / PATH).write_text(REPORT.replace(old, new), encoding="utf-8")


def test_what_is_changed_in_different_items_is_put_together(desk: DeskClient) -> None:
    type_into(desk, "（一）问责偏轻", "这里改的。")
    write_elsewhere(desk, "开头一段。", "别处改的。")
    page = desk.get(HERE)
    assert "和这里改的不在一处，已经合在一起" in words_of(page)
    assert "已经合在一起" not in words_of(desk.get(HERE))
    write(desk, opened(desk))
    assert held(desk) == REPORT.replace("开头一段。", "别处改的。").replace("问责不够有力。", "这里改的。")


@pytest.mark.parametrize(("choice", "left"), [("ours", "这里改的。"), ("theirs", "别处改的。")])
def test_what_both_have_changed_is_shown_side_by_side_and_chosen(desk: DeskClient, choice: str, left: str) -> None:
    type_into(desk, "（一）问责偏轻", "这里改的。")
    write_elsewhere(desk, "问责不够有力。", "别处改的。")
    page = desk.get(HERE)
    for words in ("这里改的。", "别处改的。", "（一）问责偏轻"):
        assert words in words_of(page)
    form = form_of(page, "/desk/editing/merge")
    (name,) = (name for name in form if name.startswith("choose-"))
    assert form[name] == "ours"
    assert "这里改的。" in words_of(desk.get(HERE))
    desk.post("/desk/editing/merge", {**form, name: choice})
    write_or_nothing = opened(desk)
    assert write_or_nothing[f"{key_of(write_or_nothing, '（一）问责偏轻')}-text"] == left
    if choice == "ours":
        write(desk, write_or_nothing)
    assert held(desk) == REPORT.replace("问责不够有力。", left)


def test_items_that_were_added_and_taken_out_elsewhere_are_so_here(desk: DeskClient) -> None:
    type_into(desk, "（一）加强教育", "这里改的。")
    new = "\n### （二）新的一条 { #p2 }\n\n别处加的。\n"
    write_elsewhere(desk, "问责不够有力。\n", "问责不够有力。\n" + new)
    desk.get(HERE)
    write(desk, opened(desk))
    assert new in held(desk)
    assert "这里改的。" in held(desk)


def test_an_old_window_that_sends_its_form_loses_nothing(desk: DeskClient) -> None:
    old = opened(desk)
    write_elsewhere(desk, "开头一段。", "别处改的。")
    page = press(desk, old, "plan", **{f"{key_of(old, '（一）问责偏轻')}-text": "这里改的。"})
    assert "已经合在一起" in words_of(page)
    write(desk, opened(desk))
    assert "别处改的。" in held(desk)
    assert "这里改的。" in held(desk)


def test_two_windows_of_one_page_lose_nothing(desk: DeskClient) -> None:
    one, other = opened(desk), opened(desk)
    first, second = key_of(one, "（一）加强教育"), key_of(one, "（一）问责偏轻")
    for serial, words in (("1", "甲写的。"), ("2", "甲又写的。")):
        desk.post("/desk/drafts", {**one, f"{first}-text": words, "draft-serial": serial}, code=204)
        desk.post("/desk/drafts", {**other, f"{second}-text": "乙写的。", "draft-serial": serial}, code=204)
    form = opened(desk)
    assert (form[f"{first}-text"], form[f"{second}-text"]) == ("甲又写的。", "乙写的。")
    assert len(desk.desk.drafts.list()) == 1


def test_two_windows_that_change_one_item_are_shown_side_by_side(desk: DeskClient) -> None:
    one, other = opened(desk), opened(desk)
    item = key_of(one, "（一）问责偏轻")
    press(desk, one, "look", **{f"{item}-text": "甲写的。"})
    page = press(desk, other, "plan", **{f"{item}-text": "乙写的。"})
    assert "甲写的。" in words_of(page)
    assert "乙写的。" in words_of(page)
    desk.post("/desk/editing/merge", {"page": PATH, f"choose-{item}": "theirs"})
    assert opened(desk)[f"{item}-text"] == "甲写的。"


def test_what_is_typed_in_another_window_while_one_looks_at_the_difference_is_kept(desk: DeskClient) -> None:
    form = opened(desk)
    first, second = key_of(form, "（一）加强教育"), key_of(form, "（一）问责偏轻")
    shown = press(desk, form, "plan", **{f"{second}-text": "要写的。"})
    press(desk, opened(desk), "look", **{f"{first}-text": "后来写的。"})
    desk.post(form_address(shown))
    assert held(desk) == REPORT.replace("问责不够有力。", "要写的。")
    assert opened(desk)[f"{first}-text"] == "后来写的。"


def form_address(page: str) -> str:
    """Where the form that writes is sent."""
    return re.findall(r'action="(/desk/proposal/[^"]+)"', page)[0]


def test_the_source_is_taken_back_into_the_form(desk: DeskClient) -> None:
    type_into(desk, "（一）问责偏轻", "先改一条。")
    page = desk.get(f"/desk/source/?page={PATH}")
    form = form_of(page, "/desk/source/")
    assert "先改一条。" in form["text"]
    assert "{ #p1 }" in form["text"]
    text = form["text"].replace("开头一段。", "从原文改的。")
    shown = desk.post("/desk/source/", {**form, "text": text.replace("---", "--", 1)})
    assert "还分不成表单" in words_of(shown)
    assert "第 1 行：缺少页首信息" in words_of(shown)
    desk.post("/desk/source/", {**form, "text": text})
    write(desk, opened(desk))
    assert held(desk) == REPORT.replace("问责不够有力。", "先改一条。").replace("开头一段。", "从原文改的。")


def test_a_page_whose_head_cannot_be_read_opens_with_its_source(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, {PATH: REPORT.replace("year: 2023", "year: [2023")})
    page = desk.get(HERE)
    form = form_of(page, "/desk/source/")
    assert "第 " in words_of(desk.post("/desk/source/", form))
    desk.post("/desk/source/", {**form, "text": form["text"].replace("[2023", "2023")})
    write(desk, opened(desk))
    assert held(desk) == REPORT
