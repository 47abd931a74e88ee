"""What falls due, on the first page of the desk and on a screen of its own."""

from __future__ import annotations

import io
import re
from html import unescape
from pathlib import Path

import docx
import pytest

from scripts.desk.due_dates import due_of
from tests.helpers.desk import DeskClient, make_desk, words_of
from tests.helpers.factories import DUTIES
from tests.helpers.ledger_pages import entry, ledger, measure

PAGE = ledger(
    2023,
    entry(
        "2023-01",
        "问责偏轻",
        measure("修订办法", "2024-03-01 整改中", due="2024-06-30"),
        measure("开展检查", due="2024-07-20", owner="牵头：组织委员；配合：党政办主任"),
    ),
    entry("2023-02", "记录不全", measure("补齐记录", due="")),
)

#: A duty that papers can be looked through for.
SEARCHED = DUTIES.replace("    verified: true\n---", "    verified: true\n    words: [[书记, 党课]]\n---")


@pytest.fixture(autouse=True)
def _day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1721260800")  # 2024-07-18


@pytest.fixture
def desk(tmp_path: Path) -> DeskClient:
    return make_desk(tmp_path, {"ledger/2023.md": PAGE})


def test_the_desk_begins_with_what_is_due(desk: DeskClient) -> None:
    page = desk.get("/desk/")
    words = words_of(page)
    assert "截至 2024-07-18 逾期 1 条 今天到期 0 条 5 天内 1 条" in words
    assert words.index("逾期 18 天 修订办法 组织委员，") < words.index("还有 2 天到期 开展检查 组织委员、党政办主任，")
    assert "page=ledger/2023.md%232023-01.2" in page


def test_each_post_has_its_own_with_its_part(desk: DeskClient) -> None:
    words = words_of(desk.get("/desk/due/"))
    assert "党政办主任 督办单（PDF） 督办单（Word） 还有 2 天到期，配合 开展检查" in words
    assert "补齐记录 2023年台账第2项，没有写期限" in words


def test_yearly_duties_without_a_record_are_counted_there(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, {"ledger/2023.md": ledger(2023), "regulations/duties.md": SEARCHED})
    number = len(due_of(desk.desk).duties.unrecorded)
    assert number
    assert f"2024年未见记载的规定动作 {number} 项" in words_of(desk.get("/desk/"))


def test_where_nothing_is_due_the_desk_says_nothing_of_it(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, {"ledger/2023.md": ledger(2023)})
    assert "<h2>到期与督办</h2>" not in desk.get("/desk/")
    assert "没有逾期的" in desk.get("/desk/due/")


def test_settings_that_are_wrong_keep_nobody_from_the_desk(desk: DeskClient) -> None:
    (desk.desk.project.folder / "mkdocs.yml").write_text("extra: {posts: [1]}\n", encoding="utf-8")
    assert "现在看不了" in desk.get("/desk/")


def test_a_slip_is_one_click_away(desk: DeskClient) -> None:
    page = desk.get("/desk/due/?reply=2024-07-31")
    address = unescape(
        re.findall(r'href="(/desk/due/slips[^"]+)" download aria-label="党政办主任的督办单（Word）"', page)[0]
    )
    answer = desk.ask(address)
    assert answer.status_code == 200
    assert "attachment" in answer.headers["Content-Disposition"]
    words = "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(answer.data)).paragraphs)
    assert "党政办主任：" in words
    assert "于2024年7月31日前答复" in words


def test_a_slip_of_one_entry_goes_to_all_that_answer_for_it(desk: DeskClient) -> None:
    answer = desk.ask("/desk/due/slips?form=Word&entry=2023%232023-01")
    words = [paragraph.text for paragraph in docx.Document(io.BytesIO(answer.data)).paragraphs]
    assert "组织委员、党政办主任：" in words


@pytest.mark.parametrize("asked", ["post=财政所所长", "entry=2023%232023-09"])
def test_where_there_is_nothing_to_ask_there_is_no_slip(desk: DeskClient, asked: str) -> None:
    assert desk.ask(f"/desk/due/slips?{asked}").status_code == 404
