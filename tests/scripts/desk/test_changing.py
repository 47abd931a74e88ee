"""A page is changed at the desk: planned, shown, written, taken back; what others wrote meanwhile is not lost."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from scripts.changes import journal
from scripts.changes.change_set import ChangeSet
from scripts.desk.desk import Desk
from scripts.desk.drafts import Draft
from scripts.desk.proposals import Proposal
from scripts.desk.work import tell_written
from scripts.setup.console import Console
from tests.helpers.desk import DeskClient, make_desk, words_of
from tests.helpers.linked_pages import REPORT

PATH = "reports/2023.md"
NAME = "2023年度总结（XX乡党委）"


@pytest.fixture
def desk(tmp_path: Path) -> DeskClient:
    return make_desk(tmp_path)


def propose(desk: DeskClient, text: str, begun: str | None = None) -> str:
    """Plan a page's new text as a screen does; the address that shows it."""
    ground = desk.desk
    changes = ground.work.plan("修改页面", {PATH: text}, {PATH: begun or ground.work.open(PATH).begun})
    draft = Draft("editing.show", PATH, NAME, "", {"text": text})
    ground.drafts.keep(draft)
    proposal = Proposal(changes, back="/desk/editing/", then="/desk/history/", draft=(draft.screen, draft.page))
    desk.desk.proposals._waiting["key"] = proposal
    return "/desk/proposal/key"


def held(desk: DeskClient) -> str:
    return (desk.desk.project.docs / PATH).read_text(encoding="utf-8")


def test_what_would_be_written_is_shown_in_words_and_lines(desk: DeskClient) -> None:
    page = desk.get(propose(desk, REPORT.replace("开展教育", "开展警示教育")))
    words = words_of(page)
    assert NAME in words
    assert "修改 1 处 （一）加强教育 " in words.replace("“", "").replace("”", "")
    assert "，开展 写入： 警示 教育。" in words
    assert "docs/" not in words
    gone, new = re.findall(r"<(?:del|ins)>.*", page[page.index("页面文件里的各行") :])
    assert "开展警示教育" not in gone
    assert "开展警示教育" in new
    assert held(desk) == REPORT


def test_it_is_written_and_can_be_taken_back(desk: DeskClient) -> None:
    address = propose(desk, REPORT.replace("开展教育", "开展警示教育"))
    page = desk.post(address)
    assert "修改页面：已写入 1 页。" in page
    assert held(desk) == REPORT.replace("开展教育", "开展警示教育")
    assert desk.desk.drafts.list() == []
    again = words_of(desk.get(address))
    assert "已经写入" in again
    assert "什么都没有改动" not in again
    assert 'href="/desk/history/1"' in desk.get(address)
    assert "已经写入" in desk.post(address)
    shown = desk.post("/desk/history/1/back")
    assert "退回第 1 次（修改页面）" in words_of(shown)
    assert held(desk) != REPORT
    again = re.search(r'action="(/desk/proposal/[^"]+)"', shown)
    assert again
    assert "已写入 1 页" in desk.post(again[1])
    assert held(desk) == REPORT
    assert words_of(desk.get("/desk/history/")).count(NAME) == 2


def test_a_difference_that_is_not_kept_any_more_says_so(desk: DeskClient) -> None:
    gone = desk.ask("/desk/proposal/another")
    assert gone.status_code == 404
    assert "写入了没有，看“改过什么”" in words_of(gone.text).replace(" ", "")
    assert "什么都没有改动" not in gone.text


def test_what_was_changed_since_is_not_taken_back_and_the_later_change_is_named(desk: DeskClient) -> None:
    for text in ("开展警示教育", "开展家风教育"):
        desk.post(propose(desk, REPORT.replace("开展教育", text)))
    refused = desk.post("/desk/history/1/back", code=409)
    assert re.search(r'<a href="/desk/history/2">[0-9-]+ [0-9:]+　修改页面</a>', refused)
    assert NAME in words_of(refused)
    assert "第 2 次" in words_of(desk.get("/desk/history/"))


def test_what_would_be_wrong_is_told_and_not_written(desk: DeskClient) -> None:
    address = propose(desk, REPORT.replace("year: 2023", "year: 明年"))
    page = desk.get(address)
    assert "还有错误，改好才能写入" in page
    assert f"「{NAME.replace('2023', '明年')}」：年度不对，写的是“明年”，应为：四位数字，如 2023。" in page
    assert ">写入</button>" not in page
    assert "年度不对" in desk.post(address)
    assert held(desk) == REPORT
    assert [draft.page for draft in desk.desk.drafts.list()] == [PATH]


def test_a_page_that_was_changed_meanwhile_is_shown_beside_what_was_to_be_written(desk: DeskClient) -> None:
    begun = desk.desk.work.open(PATH).begun
    theirs = REPORT.replace("问责不够有力", "别处改过的")
    (desk.desk.project.docs / PATH).write_text(theirs, encoding="utf-8")
    address = propose(desk, REPORT.replace("开展教育", "这里改过的"), begun)
    for page in (desk.get(address), desk.post(address)):
        words = words_of(page)
        assert "这一页在这期间改过" in words
        assert "别处改过的" in words
        assert "这里改过的" in words
    assert held(desk) == theirs
    assert [draft.page for draft in desk.desk.drafts.list()] == [PATH]
    both = desk.post(f"{address}/both")
    assert re.search(r"<ins>.*这里改过的", both)
    assert "别处改过的" not in both
    written = re.search(r'action="(/desk/proposal/[^"]+)"', both)
    assert written
    desk.post(written[1])
    assert "这里改过的" in held(desk)
    assert "别处改过的" in held(desk)


def test_where_both_changed_the_same_lines_one_is_chosen_with_open_eyes(desk: DeskClient) -> None:
    begun = desk.desk.work.open(PATH).begun
    (desk.desk.project.docs / PATH).write_text(REPORT.replace("开展教育", "别处改过的"), encoding="utf-8")
    address = propose(desk, REPORT.replace("开展教育", "这里改过的"), begun)
    assert "合不到一起" in words_of(desk.get(address))
    shown = desk.post(f"{address}/both")
    assert "这一页在这期间改过" in shown
    anew_at = re.search(r'action="(/desk/proposal/[^"]+/anew)"', shown)
    assert anew_at
    anew = desk.post(anew_at[1])
    # What the other one wrote is now among what goes, for all to see.
    assert re.search(r"<del>.*别处改过的", anew)
    written = re.search(r'action="(/desk/proposal/[^"]+)"', anew)
    assert written
    desk.post(written[1])
    assert "这里改过的" in held(desk)


def test_a_change_that_others_built_upon_is_not_taken_back_over_them(desk: DeskClient) -> None:
    desk.post(propose(desk, REPORT.replace("开展教育", "开展警示教育")))
    (desk.desk.project.docs / PATH).write_text(REPORT + "\n后来改的。\n", encoding="utf-8")
    page = desk.post("/desk/history/1/back", code=409)
    assert f"没有退回 「{NAME}」以后又改过，不是在工作台改的" in words_of(page)
    assert held(desk).endswith("后来改的。\n")


def test_what_commands_have_changed_is_listed_too(desk: DeskClient) -> None:
    project = desk.desk.project
    journal.write(project, ChangeSet.plan(project.docs, "写链接", {PATH: REPORT + "\n多一行。\n"}), Console(quiet=True))
    page = words_of(desk.get("/desk/history/"))
    assert "写链接" in page
    assert f"{NAME}" in page
    assert "多一行。" in words_of(desk.get("/desk/history/1"))
    assert "写链接" in words_of(desk.get("/desk/"))


def test_the_work_follows_the_disk(desk: DeskClient) -> None:
    assert desk.desk.work.survey().faults == ()
    (desk.desk.project.docs / PATH).write_text(REPORT.replace("year: 2023", "year: x"), encoding="utf-8")
    assert [fault.file for fault in desk.desk.work.survey().faults] == [f"docs/{PATH}"]


def test_what_was_opened_long_ago_is_forgotten_unless_a_draft_begins_from_it(tmp_path: Path) -> None:
    desk = make_desk(tmp_path).desk
    names = {}
    for word in ("甲", "乙", "丙"):
        (desk.project.docs / PATH).write_text(REPORT.replace("开展教育", word), encoding="utf-8")
        names[word] = desk.work.open(PATH).begun
    folder = desk.project.work / "desk" / "begun"
    for word in ("甲", "乙", "丙"):
        os.utime(folder / names[word], (0, 0))
    desk.drafts.keep(Draft("editing.show", PATH, NAME, names["乙"], {"text": REPORT}))
    # It is what the page holds now.
    desk.work.open(PATH)
    Desk.of(desk.project)
    assert {file.name for file in folder.iterdir()} == {names["乙"], names["丙"]}


def test_pages_that_are_written_and_that_go_are_counted_apart(desk: DeskClient) -> None:
    pages = {"reports/甲.md": "新", "reports/乙.md": None, "reports/丙.md": "改", "reports/丁.md": "改"}
    before = {"reports/甲.md": None, "reports/乙.md": b"1", "reports/丙.md": b"1", "reports/丁.md": b"1"}
    after = {path: None if text is None else text.encode() for path, text in pages.items()}
    changes = ChangeSet(desk.desk.project.docs, "试", before, after)
    assert tell_written(changes) == "已写入 3 页（新建 1 页、改写 2 页），删去 1 页"
