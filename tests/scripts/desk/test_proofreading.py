"""校对: what is found stands in its sentence, the weightiest first, and is mended, or let stand for a reason."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from scripts.changes.keeping import read_kept
from scripts.changes.mending import Mend, mend_text
from scripts.desk.screens import proofreading
from tests.helpers.desk import DeskClient, make_desk, words_of
from tests.helpers.linked_pages import REPORT

PATH = "reports/2023.md"
WRONG = REPORT.replace("问责不够有力。", "问责不够有力。。对照《规定》、《办法》整改,效果(一般)。XX同志已谈话。")
PRIVATE = REPORT.replace("问责不够有力。", "举报电话13800000000长期有效。")


@pytest.fixture
def desk(tmp_path: Path) -> DeskClient:
    return make_desk(tmp_path, {PATH: WRONG})


def held(desk: DeskClient, path: str = PATH) -> str:
    return (desk.desk.project.docs / path).read_text(encoding="utf-8")


def write(desk: DeskClient, page: str) -> str:
    """Say yes to what is shown."""
    found = re.search(r'action="(/desk/proposal/[^"]+)"', page)
    assert found, words_of(page)
    return desk.post(found[1])


def keys(page: str, kind: str) -> list[str]:
    """The keys of what is found of a kind."""
    section = page.split(f'id="{kind}"')[1].split("</section>")[0]
    return re.findall(r'name="key" value="([^"]+)"', section)


def test_what_is_found_stands_in_its_sentence_with_what_is_said_of_it(desk: DeskClient) -> None:
    page = desk.get("/desk/proofreading/")
    assert "问责不够有力<del>。。</del><ins>。</ins>" in page
    words = words_of(page)
    assert "标点重复" in words
    assert "只留一个" in words
    assert "docs/" not in words
    assert "allowed" not in words


def test_a_title_stands_without_the_signs_of_its_line(tmp_path: Path) -> None:
    words = words_of(make_desk(tmp_path).get("/desk/proofreading/"))
    assert " XX 乡机关考勤制度 填上内容" in words
    assert "#" not in words


def test_faults_come_first_and_wait_on_the_desk(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, {PATH: PRIVATE.replace("开头一段。", "开头一段。。")})
    page = desk.get("/desk/proofreading/")
    assert page.index('id="private-number"') < page.index('id="repeated"')
    assert "1 处是错误" in words_of(page)
    assert "1 处错误，改好才能发布" in words_of(desk.get("/desk/"))


def test_one_is_mended(desk: DeskClient) -> None:
    key = keys(desk.get("/desk/proofreading/"), "repeated")[0]
    shown = desk.post("/desk/proofreading/", {"kind": "repeated", "do": f"mend:{key}"})
    assert "照校对改：标点重复 1 处" in words_of(shown)
    assert held(desk) == WRONG
    write(desk, shown)
    assert held(desk) == WRONG.replace("。。", "。")
    assert 'id="repeated"' not in desk.get("/desk/proofreading/")


def test_all_of_one_kind_are_mended_at_once(desk: DeskClient) -> None:
    write(desk, desk.post("/desk/proofreading/", {"kind": "half-width", "do": "every"}))
    assert "整改，效果（一般）。" in held(desk)
    assert "。。" in held(desk)


def test_a_private_number_is_left_out(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, {PATH: PRIVATE})
    write(desk, desk.post("/desk/proofreading/", {"kind": "private-number", "do": "every"}))
    assert "举报电话（号码略）长期有效。" in held(desk)
    assert 'id="private-number"' not in desk.get("/desk/proofreading/")


def test_what_stays_stays_with_its_reason_and_is_told_again_where_that_is_asked(desk: DeskClient) -> None:
    key = keys(desk.get(f"/desk/proofreading/?of={PATH}"), "placeholder")[0]
    reason = {
        "of": PATH,
        "kind": "placeholder",
        "key": key,
        "do": "keep",
        "by_post": "纪委书记",
        "why": "按规定隐去姓名",
    }
    write(desk, desk.post("/desk/proofreading/", reason))
    assert [(one.text, one.by_post, one.why) for one in read_kept(held(desk))] == [("XX", "纪委书记", "按规定隐去姓名")]
    assert 'id="placeholder"' not in desk.get(f"/desk/proofreading/?of={PATH}")
    told = words_of(desk.get("/desk/proofreading/kept"))
    assert "按规定隐去姓名" in told
    assert "纪委书记" in told
    write(desk, desk.post("/desk/proofreading/kept", {"of": PATH, "text": "XX"}))
    assert held(desk) == WRONG
    assert 'id="placeholder"' in desk.get(f"/desk/proofreading/?of={PATH}")


def test_without_a_reason_nothing_is_kept_and_what_was_typed_stays(desk: DeskClient) -> None:
    key = keys(desk.get("/desk/proofreading/"), "placeholder")[0]
    given = {"draft-screen": "proofreading.show", "draft-page": "placeholder", "draft-title": "校对"}
    page = desk.post(
        "/desk/proofreading/", {**given, "kind": "placeholder", "key": key, "do": "keep", "by_post": "书记"}, code=400
    )
    assert "还没有写理由" in page
    assert 'value="书记"' in page
    assert f'value="{key}" checked' in page
    assert held(desk) == WRONG


def test_nothing_ticked_is_told(desk: DeskClient) -> None:
    assert "还没有选" in desk.post("/desk/proofreading/", {"kind": "repeated", "do": "mend"}, code=400)
    assert desk.post("/desk/proofreading/", {"kind": "repeated", "do": "dance"}, code=400)


def test_what_takes_a_person_leads_to_its_place_in_the_form(desk: DeskClient) -> None:
    page = desk.get(f"/desk/proofreading/?of={PATH}&kind=placeholder")
    address = re.search(r'href="(/desk/editing/[^"]+)#(f-s\d+)"', page)
    assert address, page
    section = desk.get(address[1].replace("&amp;", "&")).split(f'id="{address[2]}"')[1][:2000]
    assert "问责偏轻" in section


def test_one_page_is_looked_at_alone(desk: DeskClient) -> None:
    assert "标点重复" in words_of(desk.get(f"/desk/proofreading/?of={PATH}"))
    assert 'id="repeated"' not in desk.get("/desk/proofreading/?of=ledger/2023.md")


def test_words_that_overlap_are_mended_one_at_a_time() -> None:
    text = "甲乙丙\n"
    assert mend_text(text, [Mend(1, 1, "甲乙", "丁"), Mend(1, 2, "乙丙", "戊")]) == "甲戊\n"
    assert mend_text(text, [Mend(1, 1, "乙", "丁")]) == text


def test_links_to_a_wrong_edition_are_mended_on_their_page(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, {PATH: REPORT.replace("shili/2018.md)，", "shili/2023.md)，")})
    page = desk.get("/desk/proofreading/")
    assert "改正这一页的引用链接" in words_of(page)
    kind = "wrong-edition" if 'id="wrong-edition"' in page else "citation"
    write(desk, desk.post("/desk/proofreading/", {"kind": kind, "do": "every"}))
    assert held(desk) == REPORT


def test_however_many_are_found_each_can_be_come_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proofreading, "_FEW", 1)
    monkeypatch.setattr(proofreading, "_MANY", 2)
    desk = make_desk(tmp_path, {PATH: REPORT.replace("问责不够有力。", "甲。。乙。。丙。。丁。。戊。。")})
    page = desk.get("/desk/proofreading/")
    assert "还有 4 处，只看这一种" in page
    found: list[str] = []
    address = "/desk/proofreading/?kind=repeated"
    while address:
        page = desk.get(address)
        found += keys(page, "repeated")
        onward = re.search(r'href="([^"]+)">后面', page)
        address = unescape(onward[1]) if onward else ""
    assert len(set(found)) == len(found) == 5
    assert "第 5 到 5 处，共 5 处" in page
    assert "前面 2 处" in page
    assert keys(desk.get("/desk/proofreading/?kind=repeated&from=999"), "repeated") == found[4:]
    assert keys(desk.get("/desk/proofreading/?kind=repeated&from=x"), "repeated") == found[:2]
