"""A superior's form at the desk: handed in, what fills it chosen, kept, filled, taken, and brought back."""

from __future__ import annotations

import io
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from macros.corpus import load_yearbook
from tests.helpers.blank_forms import two_row_head, word_form
from tests.helpers.desk import DeskClient, make_desk, words_of
from tests.helpers.form_office import PAGES


@pytest.fixture
def desk(tmp_path: Path) -> DeskClient:
    return make_desk(tmp_path, PAGES)


def hand_in(desk: DeskClient, file: Path) -> tuple[str, str]:
    """The screen to which a form leads, and the key of its file."""
    page = desk.post("/desk/filling/", {"form": (io.BytesIO(file.read_bytes()), file.name), "target": "2023:"})
    found = re.search(r'name="draft-page" value="([^"]+)"', page)
    assert found, words_of(page)
    return page, found[1]


def send(desk: DeskClient, key: str, do: str, *, code: int = 200, **told: str) -> str:
    """Send the form of the screen, with what was chosen in it."""
    draft = {"draft-screen": "filling.form", "draft-page": key, "draft-title": "表.xlsx"}
    return desk.post("/desk/filling/form", {**draft, "target": "2023:", "do": do, **told}, code=code)


def files(desk: DeskClient, page: str) -> dict[str, bytes]:
    """The files that a page offers, by name."""
    found = re.findall(r'<a href="(/desk/filling/out\?[^"]+)" download>([^<]+)</a>', page)
    return {unescape(name): desk.ask(unescape(address)).data for address, name in found}


def book(content: bytes) -> Any:
    return load_workbook(io.BytesIO(content))["整改情况"]


def test_each_place_is_shown_with_what_fills_it_and_why(desk: DeskClient, tmp_path: Path) -> None:
    page, _ = hand_in(desk, two_row_head(tmp_path / "季度表.xlsx"))
    words = words_of(page)
    assert "填“季度表.xlsx”" in words
    assert "14 栏，没有认出的 2 栏" in words
    assert "不知道“涉及金额（万元）”填什么" in words
    assert '<option value="责任人" selected>责任人</option>' in page


def test_form_is_filled_as_it_was_chosen_and_taken_with_its_sources(desk: DeskClient, tmp_path: Path) -> None:
    _, key = hand_in(desk, two_row_head(tmp_path / "季度表.xlsx"))
    page = send(desk, key, "fill", **{"take:3": "责任领导", "take:9": "留空"})
    assert "已填 24 格" in words_of(page)
    made = files(desk, page)
    assert list(made) == ["季度表（2023年）.xlsx", "季度表（2023年）.来源.xlsx"]
    sheet = book(made["季度表（2023年）.xlsx"])
    assert (sheet["D5"].value, sheet["J5"].value) == ("党委副书记", None)
    again = desk.get(f"/desk/filling/form?page={key}&target=2023:")
    assert '<option value="责任领导" selected>' in again
    assert "由人指定" in again
    desk.post("/desk/filling/done", {"page": key})
    assert desk.desk.uploads.find(key) is None


def test_what_fills_it_is_kept_and_taken_next_time(desk: DeskClient, tmp_path: Path) -> None:
    file = two_row_head(tmp_path / "季度表.xlsx")
    _, key = hand_in(desk, file)
    assert "留下对应要起个名称" in words_of(send(desk, key, "keep", code=400))
    shown = send(desk, key, "keep", name="市纪委季度表", **{"take:9": "留空"})
    assert "整改情况 涉及金额（万元）：留空" in words_of(shown)
    address = re.search(r'<form method="post" action="(/desk/proposal/[^"]+)"', shown)
    assert address
    desk.post(address[1])
    assert [one.name for one in load_yearbook(desk.desk.project.docs).forms] == ["市纪委季度表"]
    page, _ = hand_in(desk, file)
    assert "照留下的“市纪委季度表”" in words_of(page)
    assert "市纪委季度表 14 栏" in words_of(desk.get("/desk/filling/"))


def test_another_year_is_looked_at_anew(desk: DeskClient, tmp_path: Path) -> None:
    _, key = hand_in(desk, two_row_head(tmp_path / "季度表.xlsx"))
    send(desk, key, "keep", code=400, **{"take:3": "责任领导"})
    page = send(desk, key, "look", **{"take:3": "责任领导"})
    assert '<option value="责任人" selected>责任人</option>' in page


def test_filled_form_comes_back_and_shows_what_was_changed(desk: DeskClient, tmp_path: Path) -> None:
    _, key = hand_in(desk, two_row_head(tmp_path / "季度表.xlsx"))
    filled, sources = files(desk, send(desk, key, "fill")).values()
    content = load_workbook(io.BytesIO(filled))
    content["整改情况"]["J5"] = "3.5"
    changed = io.BytesIO()
    content.save(changed)
    sent = {"filled": (io.BytesIO(changed.getvalue()), "报.xlsx"), "sources": (io.BytesIO(sources), "报.来源.xlsx")}
    words = words_of(desk.post("/desk/filling/back", sent))
    assert "改过 1 处" in words
    assert "整改情况 J5 涉及金额（万元） 补填 待填 3.5" in words
    assert "都要选" in words_of(desk.post("/desk/filling/back", {}, code=400))


def with_title(file: Path, title: str) -> Path:
    made = load_workbook(file)
    made["整改情况"]["A1"] = title
    made.save(file)
    return file


def test_the_year_is_read_from_the_title_then_from_the_name_and_else_asked(desk: DeskClient, tmp_path: Path) -> None:
    def led_to(file: Path) -> str:
        return desk.post("/desk/filling/", {"form": (io.BytesIO(file.read_bytes()), file.name), "target": ""})

    titled = with_title(two_row_head(tmp_path / "2022年空表.xlsx"), "2023年问题整改情况统计表")
    assert '<option value="2023:" selected>' in led_to(titled)
    assert '<option value="2022:" selected>' in led_to(two_row_head(tmp_path / "2022年空表.xlsx"))
    asked = led_to(two_row_head(tmp_path / "空表.xlsx"))
    assert '<option value="">请选</option>' in asked
    assert "看不出是哪一年的表" in words_of(asked)
    assert "新建" not in asked


def test_a_form_is_filled_for_another_year_than_its_own_only_when_that_is_said(
    desk: DeskClient, tmp_path: Path
) -> None:
    page, key = hand_in(desk, with_title(two_row_head(tmp_path / "空表.xlsx"), "2022年问题整改情况统计表"))
    told = "表的标题写的是 2022 年，填的是 2023 年的。"
    assert told in words_of(page)
    assert "确实照填的，在下面打钩" in words_of(send(desk, key, "fill", code=400))
    assert told in words_of(send(desk, key, "fill", other_year="2023"))


def test_a_form_of_which_hardly_anything_is_filled_is_not_called_filled(desk: DeskClient, tmp_path: Path) -> None:
    _, key = hand_in(desk, two_row_head(tmp_path / "空表.xlsx"))
    assert "“空表.xlsx”填好了" in words_of(send(desk, key, "fill"))
    words = words_of(send(desk, key, "fill", target="2022:"))
    assert "“空表.xlsx”只填了 2 栏，共 14 栏" in words
    assert "可以上报" not in words


def test_word_form_goes_the_same_way(desk: DeskClient, tmp_path: Path) -> None:
    _, key = hand_in(desk, word_form(tmp_path / "报告表.docx"))
    assert list(files(desk, send(desk, key, "fill"))) == ["报告表（2023年）.docx", "报告表（2023年）.来源.xlsx"]


def test_what_is_no_form_is_told_with_what_to_do(desk: DeskClient) -> None:
    assert "选上级发来的空表" in words_of(desk.post("/desk/filling/", {}, code=400))
    old = {"form": (io.BytesIO(b"\xd0\xcf\x11\xe0 old"), "旧表.xls"), "target": "2023:"}
    words = words_of(desk.post("/desk/filling/", old))
    assert "旧表.xls 是旧版 .xls" in words
    assert "另存为 .xlsx" in words
    assert "再交一次" in words_of(desk.ask("/desk/filling/form?page=nothing").text)
