"""学习资料: put together by ticking, ordered by moving, written as a page, changed again."""

from __future__ import annotations

import html
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from macros.annotate import render_article
from macros.corpus import load_yearbook
from macros.page_text.splitting import split_text
from macros.trying import try_macros
from scripts.desk.drafts import Draft
from scripts.desk.packing.form import PackForm
from scripts.desk.packing.materials import put_in
from scripts.setup.project import ROOT
from tests.helpers.desk import DeskClient, make_desk, words_of
from tests.helpers.factories import EDITION_2023

ITEM, OTHER, WHOLE = {"items": ["2023#p1"]}, {"items": ["2023#m1"]}, {"report": 2023}


@pytest.fixture
def desk(tmp_path: Path) -> DeskClient:
    return make_desk(tmp_path)


def rows(page: str) -> list[Any]:
    """What goes in, as the form carries it."""
    return [json.loads(html.unescape(row)) for row in re.findall(r'name="row" value="([^"]*)"', page)]


def send(desk: DeskClient, do: str, page: str = "new", code: int = 200, **fields: Any) -> str:
    """Press a button of the form as it stands."""
    there = desk.get(f"/desk/packs/edit?page={page}")
    carried = {name: html.unescape(value) for name, value in re.findall(r'name="(draft-\w+)" value="([^"]*)"', there)}
    texts = dict.fromkeys(("title", "held_on", "place", "host", "questions", "notes_lines", "sign_in"), "")
    written = [json.dumps(row, ensure_ascii=False) for row in rows(there)]
    add = [json.dumps(row, ensure_ascii=False) for row in fields.pop("add", [])]
    return desk.post(
        "/desk/packs/edit", {**carried, **texts, **fields, "row": written, "add": add, "do": do}, code=code
    )


def write(desk: DeskClient, page: str) -> str:
    found = re.search(r'action="(/desk/proposal/[^"]+)"', page)
    assert found, words_of(page)
    return desk.post(found[1])


def packs(desk: DeskClient) -> dict[str, str]:
    study = desk.desk.project.docs / "study"
    return {file.name: file.read_text("utf-8") for file in study.glob("2*.md")} if study.is_dir() else {}


def test_what_there_is_to_put_in_stands_by_name(desk: DeskClient) -> None:
    words = words_of(desk.get("/desk/packs/edit?page=new"))
    for told in ("2023年度总结（XX乡党委），全文", "（一）问责偏轻：各年的情况和措施", "反复出现的问题"):
        assert told in words
    assert "2023#" not in words


def test_a_pack_is_put_together_ordered_and_written(desk: DeskClient) -> None:
    send(desk, "add", add=[ITEM, WHOLE], title="第一季度学习")
    page = send(desk, "up:1", title="第一季度学习")
    assert rows(page) == [WHOLE, ITEM]
    assert 'value="第一季度学习"' in page
    shown = send(desk, "plan", title="第一季度学习", questions="有没有这些问题？\n由谁落实？", sign_in="0")
    assert "编学习资料包“第一季度学习”" in words_of(shown)
    assert packs(desk) == {}
    write(desk, shown)
    (text,) = packs(desk).values()
    assert "include:\n    - report: 2023\n    - items: [2023#p1]" in text
    assert "有没有这些问题？" in text
    assert "sign_in: 0" in text
    assert desk.desk.drafts.list() == []


def test_one_that_is_there_is_changed_and_what_is_not_the_packs_stays(desk: DeskClient) -> None:
    write(desk, send(desk, "plan", add=[ITEM], title="第一季度学习"))
    (name,) = packs(desk)
    file = desk.desk.project.docs / "study" / name
    file.write_text(file.read_text("utf-8") + "\n自己的话。\n", "utf-8")
    shown = send(desk, "plan", page=f"study/{name}", add=[WHOLE], title="第二季度学习")
    write(desk, shown)
    text = packs(desk)[name]
    assert "# 第二季度学习 { #pack-" in text
    assert text.endswith("自己的话。\n")
    assert "- report: 2023" in text


def test_what_cannot_be_is_told_at_its_field_and_nothing_is_lost(desk: DeskClient) -> None:
    page = send(desk, "plan", code=400, held_on="三月", sign_in="许多", place="会议室")
    words = words_of(page)
    for told in ("还没有写标题", "日期写成", "签到表的行数", "还没有放进材料"):
        assert told in words
    assert 'value="会议室"' in page
    assert packs(desk) == {}


def test_the_provisions_of_a_regulation_are_ticked(desk: DeskClient) -> None:
    page = send(desk, "law:shili")
    assert "第一条 立规目的" in words_of(page)
    page = send(desk, "add", add=[{"regulation": "shili", "articles": [1]}, {"regulation": "shili", "articles": [2]}])
    assert rows(page) == [{"regulation": "shili", "articles": [1, 2]}]


def test_it_is_taken_out_and_put_away(desk: DeskClient) -> None:
    assert rows(send(desk, "add", add=[ITEM])) == [ITEM]
    assert rows(send(desk, "drop:0")) == []
    assert "页面没有改动" in send(desk, "away")
    assert desk.desk.drafts.list() == []


def test_items_ticked_together_stand_together() -> None:
    assert put_in([WHOLE], [ITEM, OTHER, WHOLE]) == [WHOLE, {"items": ["2023#p1", "2023#m1"]}]


def test_it_is_seen_as_paper_before_it_is_written_with_whatever_was_typed(desk: DeskClient) -> None:
    send(desk, "add", add=[ITEM], title="第一季度学习", host="党委书记")
    page = send(desk, "paper", title="第一季度学习", host="党委书记", questions="由谁落实？", sign_in="3")
    words = words_of(page)
    for told in ("第一季度学习", "问责不够有力。", "由谁落实？", "党委书记", "签到表"):
        assert told in words
    assert "还没有写入" in words
    assert packs(desk) == {}
    style = desk.ask("/desk/packs/paper.css").text
    assert "@media print" not in style
    assert ".yb-pack__cover" in style


def test_what_cannot_be_printed_is_told_at_its_field_first(desk: DeskClient) -> None:
    assert "还没有写标题" in words_of(send(desk, "paper", code=400))
    assert desk.ask("/desk/packs/paper?page=no-such").status_code == 409


@pytest.mark.slow
@pytest.mark.parametrize("pack", ["2023", "jilv-chufen-tiaoli", "zeren-zhuijiu"])
def test_the_paper_is_the_page_that_the_build_makes(
    built_site: Path, pack: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795392000")
    docs, path = ROOT / "docs", f"study/{pack}.md"
    article = render_article_of(docs, path)
    built = (built_site / path).with_suffix(".html").read_text("utf-8")
    assert "".join(article.split()) in "".join(built.split())


def render_article_of(docs: Path, path: str) -> str:
    body = "\n".join(split_text((docs / path).read_text("utf-8")).body)
    yearbook = load_yearbook(docs)
    return render_article(try_macros(body, path, docs, yearbook), docs, yearbook)


def test_what_cannot_be_put_in_is_not_offered_and_is_told_at_its_place(tmp_path: Path) -> None:
    unmapped = re.sub(r"(?s)amended_from:.*?(?=sources:)", "", EDITION_2023)
    desk = make_desk(tmp_path, {"regulations/shili/2023.md": unmapped})
    changes = {"changes": "shili"}
    offered = [
        json.loads(html.unescape(row))
        for row in re.findall(r'name="add" value="([^"]*)"', desk.get("/desk/packs/edit?page=new"))
    ]
    assert changes not in offered
    told = words_of(send(desk, "plan", title="学习", add=[ITEM, changes], code=400))
    assert re.search("第 2 项“《.*》 最近一次修改了什么”里没有可印的内容，拿掉它", told)
    assert "include" not in told
    assert packs(desk) == {}


@pytest.mark.parametrize(
    ("typed", "day"),
    [("2026年12月3日", date(2026, 12, 3)), ("2026-12-03", date(2026, 12, 3)), ("2026.12.3", date(2026, 12, 3)),
     ("2026年12月", None), ("2026年2月30日", None)],
)  # fmt: skip
def test_a_day_is_taken_as_offices_write_it(typed: str, day: date | None) -> None:
    form = PackForm.of_draft(Draft("packs.edit", "", "", "", {"title": "学习", "held_on": typed}))
    assert ("held_on" in form.faults()) is (day is None)
    assert form.page().held_on == day
