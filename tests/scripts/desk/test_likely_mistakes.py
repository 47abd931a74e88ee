"""What goes wrong most often on the way has a word that helps, and costs nothing that was typed."""

from __future__ import annotations

import errno
import io
import re
from pathlib import Path

import pytest

from scripts.changes import journal
from scripts.desk import readings
from scripts.desk.proposals import Proposal
from tests.helpers.desk import DeskClient, make_desk, words_of
from tests.helpers.linked_pages import REPORT

PAPER = """\
XX乡党委2022年度工作总结

一年来，认真落实《示例条例》。

一、工作开展情况
（一）加强教育。开展谈话提醒56人次。
二、问题及原因
（一）学习不够深入。形式单一。
XX乡党委
2022年12月31日
"""
PATH = "reports/2023.md"


@pytest.fixture
def desk(tmp_path: Path) -> DeskClient:
    return make_desk(tmp_path, {"ledger/2023.md": None})


def hand_in(desk: DeskClient, content: bytes, name: str) -> tuple[str, str]:
    """Hand a file in; its key and the page that is shown of it."""
    page = desk.post("/desk/receiving/", {"papers": (io.BytesIO(content), name)})
    return next(one.page for one in desk.desk.drafts.list() if one.screen == "receiving.paper"), page


def decide(desk: DeskClient, key: str, act: str, serial: int, **fields: str) -> str:
    draft = {"draft-screen": "receiving.paper", "draft-page": key, "draft-title": "来稿", "draft-begun": ""}
    mark = {"draft-visit": "one", "draft-serial": str(serial), "seen": "1", "act": act}
    return desk.post("/desk/receiving/paper", {**draft, **mark, **fields})


def field(page: str, name: str) -> str:
    found = re.search(rf'id="{name}" name="{name}"[^>]*value="([^"]*)"', page)
    assert found, name
    return found[1]


def proposed(page: str) -> str:
    found = re.search(r'name="as_of-proposed" value="([^"]*)"', page)
    assert found
    return found[1]


def write(desk: DeskClient, page: str) -> str:
    found = re.search(r'action="(/desk/proposal/[^"]+)"', page)
    assert found, words_of(page)
    return desk.post(found[1])


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("扫描件 第1页.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(200)),
        ("总结 定稿.rar", b"Rar!\x1a\x07\x01\x00" + bytes(200)),
        ("空白 文档.docx", b""),
        ("安装 程序.exe", b"MZ" + bytes(300)),
        ("汇报 材料.pptx", b"PK\x03\x04" + bytes(60)),
    ],
)
def test_a_file_of_another_kind_says_what_it_is_and_what_to_hand_in(
    desk: DeskClient, name: str, content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readings, "is_installed", lambda: False)
    key, page = hand_in(desk, content, name)
    words = words_of(page)
    assert "没有读成" in words
    assert "改法" in words
    assert "/tmp" not in words
    assert "Traceback" not in words
    assert "不放进来了" in decide(desk, key, "away", 1)


def test_where_the_year_was_taken_wrongly_it_is_set_right_and_the_day_of_its_citations_follows(
    desk: DeskClient,
) -> None:
    key, _ = hand_in(desk, PAPER.encode(), "总结.txt")
    page = decide(desk, key, "again", 1, unit="XX乡党委", year="2022", audience="机关")
    shown = {"unit": "XX乡党委", "audience": "机关", "as_of": field(page, "as_of"), "as_of-proposed": proposed(page)}
    assert shown["as_of"] == shown["as_of-proposed"] == "2022-12-31"
    page = decide(desk, key, "again", 2, **shown, year="2021")
    assert field(page, "as_of") == "2021-12-31"
    page = decide(
        desk, key, "again", 3, **{**shown, "as_of": "2021-06-30", "as_of-proposed": proposed(page)}, year="2021"
    )
    assert (field(page, "as_of"), proposed(page)) == ("2021-06-30", ""), "a day that was said stays"
    write(
        desk, decide(desk, key, "in", 4, **{**shown, "as_of": "", "as_of-proposed": ""}, year="2021", other_year="2021")
    )
    assert (desk.desk.project.docs / "reports/2021.md").exists()
    assert not (desk.desk.project.docs / "reports/2022.md").exists()


def test_the_same_paper_again_after_it_was_written_changes_nothing_and_says_so(desk: DeskClient) -> None:
    key, _ = hand_in(desk, PAPER.encode(), "总结.txt")
    write(desk, decide(desk, key, "in", 1, unit="XX乡党委", year="2022", audience="机关"))
    key, page = hand_in(desk, PAPER.encode(), "总结.txt")
    assert "站点里已有这一页" in words_of(page)
    page = decide(desk, key, "in", 1, unit="XX乡党委", year="2022", audience="机关")
    assert "和现在的页面一样，没有要写入的" in words_of(page)


def test_a_page_that_another_program_holds_is_told_by_name_and_nothing_is_lost(
    desk: DeskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    changes = desk.desk.work.plan("修改页面", {PATH: REPORT.replace("开展教育", "开展警示教育")})
    desk.desk.proposals._waiting["key"] = Proposal(changes, back="/desk/", then="/desk/history/")

    def refuse(file: Path, content: bytes) -> None:
        if file.suffix == ".md":
            raise PermissionError(errno.EACCES, "Permission denied", str(file))
        real(file, content)

    real = journal.write_whole
    monkeypatch.setattr(journal, "write_whole", refuse)
    words = words_of(desk.post("/desk/proposal/key", code=409))
    assert "写不进去" in words
    assert "2023年度总结（XX乡党委）" in words
    assert "docs/" not in words
    monkeypatch.undo()
    assert "已写入 1 页" in desk.post("/desk/proposal/key"), "it waits, and is written once the page is free"


@pytest.mark.parametrize("day", ["2022-02-30", "二月三十", "2022/13/01"])
def test_a_day_that_is_none_is_told_at_its_field(desk: DeskClient, day: str) -> None:
    key, _ = hand_in(desk, PAPER.encode(), "总结.txt")
    page = decide(desk, key, "in", 1, unit="XX乡党委", year="2022", audience="机关", as_of=day)
    assert 'id="as_of-fault"' in page
    assert list(desk.desk.project.docs.glob("reports/2022*")) == []


def test_all_that_a_paper_does_not_say_is_asked_at_once(desk: DeskClient) -> None:
    _, page = hand_in(desk, PAPER.replace("XX乡党委", "").encode(), "总结 2022.txt")
    assert "还差 2 样" in words_of(page)
    assert 'id="unit-fault"' in page
    assert 'id="audience-fault"' in page
