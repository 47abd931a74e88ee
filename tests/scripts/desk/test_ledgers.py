"""The ledgers at the desk: recorded of by form, each rule told at its field, and nothing changed but what was meant."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from scripts.changes.next_ledger import make_ledger_page
from tests.helpers.desk import DeskClient, make_desk, words_of
from tests.helpers.factories import LEDGER

PATH = "ledger/2023.md"
MEASURE = f"{PATH}#2023-01.1"
FIRST = "{on: 2024-03-01, recorded_on: 2024-03-02, status: 整改中, note: 已起草}"


@pytest.fixture(autouse=True)
def _day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1721260800")  # 2024-07-18


@pytest.fixture
def desk(tmp_path: Path) -> DeskClient:
    return make_desk(tmp_path)


def look(desk: DeskClient, measure: str = MEASURE) -> str:
    return desk.get(f"/desk/ledgers/measure?page={measure.replace('#', '%23')}")


def send(desk: DeskClient, act: str, measure: str = MEASURE, begun: str = "", **fields: str) -> str:
    """Send the form of a measure with some fields filled in; the page that it leads to."""
    draft = {"draft-screen": "ledgers.measure", "draft-page": measure, "draft-title": "措施"}
    begun = begun or desk.desk.work.open(PATH).begun
    return desk.post("/desk/ledgers/measure", {**draft, "draft-begun": begun, "act": act, **fields})


def write(desk: DeskClient, shown: str) -> str:
    """Write what is shown."""
    address = re.search(r'<form method="post" action="(/desk/proposal/[^"]+)"', shown)
    assert address and ">写入</button>" in shown, words_of(shown)
    return desk.post(address[1])


def held(desk: DeskClient, path: str = PATH) -> str:
    return (desk.desk.project.docs / path).read_text(encoding="utf-8")


def test_what_presses_stands_first_and_each_row_leads_to_its_form(desk: DeskClient) -> None:
    assert "1 条逾期" in desk.get("/desk/")
    assert "逾期 1 条" in desk.get("/desk/ledgers/")
    page = desk.get(f"/desk/ledgers/sheet?page={PATH}")
    words = words_of(page)
    assert "修订办法 问题：问责偏轻 最近一条没有佐证" in words
    assert "逾期 18 天" in words
    assert "page=ledger/2023.md%232023-01.1" in page


def test_an_event_is_one_more_line_and_is_told_in_words(desk: DeskClient) -> None:
    shown = send(desk, "event", status="整改中", on="2024年7月1日", note="征求意见", evidence="意见汇总表")
    assert "第1项 措施1 办理记录新增：“2024-07-01 【整改中】征求意见〔佐证：意见汇总表〕”" in words_of(shown)
    assert "记一次办理：2023年台账第1项措施1：已写入 1 页。" in write(desk, shown)
    line = "{on: 2024-07-01, recorded_on: 2024-07-18, status: 整改中, note: 征求意见, evidence: 意见汇总表}"
    assert held(desk) == LEDGER.replace(FIRST, f"{FIRST}\n          - {line}")
    assert desk.desk.drafts.list() == []
    taken = re.search(r'action="(/desk/history/[^"]+)"', desk.get("/desk/history/"))
    assert taken
    write(desk, desk.post(taken[1]))
    assert held(desk) == LEDGER


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"on": "2024-07-01"}, "还没有选办到哪一步"),
        ({"status": "整改中", "note": "开会", "on": "2024-02-30"}, "日历上没有的日期不能用"),
        ({"status": "整改中", "note": "开会", "on": ""}, "写上日期"),
        ({"status": "整改中", "note": "开会", "on": "2024-08-01"}, "2024-08-01 还没有到"),
        ({"status": "整改中", "note": "已起草", "on": "2024-03-01"}, "这一条已经记过了"),
        ({"status": "未启动", "note": "x", "on": "2024-07-01"}, "不能再回到“未启动”"),
        ({"status": "已完成待验收", "on": "2024-07-01"}, "已完成待验收要有佐证"),
        ({"status": "退回整改", "on": "2024-07-01"}, "写明为什么退回整改"),
        ({"status": "终止", "on": "2024-07-01", "note": "机构撤销"}, "终止要有人批准"),
        ({"status": "长期坚持", "on": "2024-07-01", "next_check": "2024-07-02"}, "2024-07-02 已经过了"),
        (
            {"status": "已销号", "on": "2024-07-01", "evidence": "记录", "approved_by": "党委会"},
            "写明谁验收的",
        ),
        (
            {
                "status": "已销号",
                "on": "2024-07-01",
                "evidence": "记录",
                "approved_by": "党委会",
                "verified_by": "组织委员",
            },
            "自己办的不能自己验收",
        ),
    ],
)
def test_what_is_missing_or_wrong_is_told_at_its_field(desk: DeskClient, fields: dict[str, str], told: str) -> None:
    page = send(desk, "event", **fields)
    assert re.search(rf'<p class="yb-field-fault" id="[a-z_]+-fault" role="alert">[^<]*{told}', page), words_of(page)
    assert held(desk) == LEDGER
    assert [draft.title for draft in desk.desk.drafts.list()] == ["措施"]


def test_handing_in_verifying_and_returning(desk: DeskClient) -> None:
    write(desk, send(desk, "event", status="已完成待验收", on="2024-07-01", evidence="印发的文件"))
    assert "closure: {requested: 组织委员}" in held(desk)
    closing = {"evidence": "验收记录", "verified_by": "纪委书记", "approved_by": "党委会"}
    write(desk, send(desk, "event", status="已销号", on="2024-07-05", **closing))
    assert "closure: {requested: 组织委员, verified_by: 纪委书记, approved_by: 党委会, on: 2024-07-05}" in held(desk)
    assert "2024-07-05 已经记了“已销号”" in words_of(send(desk, "event", status="整改中", on="2024-07-06", note="又办"))
    assert "已经办结，不用改期" in words_of(send(desk, "due", due="2024-09-30", why="等文件"))
    write(desk, send(desk, "event", status="退回整改", on="2024-07-10", note="抽查发现没有落实"))
    assert "status: 退回整改, note: 抽查发现没有落实" in held(desk)


def test_an_end_without_a_verifier_stands_with_the_pressing_until_he_is_told(tmp_path: Path) -> None:
    closed = "{on: 2024-07-01, status: 已销号, note: 办结, evidence: 验收记录}"
    desk = make_desk(tmp_path, {PATH: LEDGER.replace(FIRST, closed)})
    assert "销号没有写谁验收的" in desk.get(f"/desk/ledgers/sheet?page={PATH}")
    told = {"status": "已销号", "on": "2024-07-01", "note": "办结", "evidence": "验收记录"}
    write(desk, send(desk, "event", verified_by="纪委书记", approved_by="党委会", **told))
    who = "requested: 组织委员, verified_by: 纪委书记, approved_by: 党委会, on: 2024-07-01"
    assert held(desk) == LEDGER.replace(FIRST, f"{closed}\n        closure: {{{who}}}")
    assert "销号没有写谁验收的" not in desk.get(f"/desk/ledgers/sheet?page={PATH}")


def test_what_stands_for_good_gets_its_next_check(desk: DeskClient) -> None:
    write(desk, send(desk, "event", status="长期坚持", on="2024-07-01", next_check="2024-12-31", evidence="检查表"))
    assert "kind: 长期坚持" in held(desk)
    assert "next_check: 2024-12-31" in held(desk)


def test_a_moved_date_keeps_the_old_one_and_asks_why(desk: DeskClient) -> None:
    assert "写明为什么改期" in send(desk, "due", due="2024-09-30")
    write(desk, send(desk, "due", due="2024年9月30日", why="等待上级文件"))
    moved = "due: [{on: 2024-06-30}, {on: 2024-09-30, why: 等待上级文件}]"
    assert held(desk) == LEDGER.replace("due: [{on: 2024-06-30}]", moved)


def test_a_date_moved_to_an_earlier_day_asks_once_more(desk: DeskClient) -> None:
    told = {"due": "2024-03-31", "why": "上级提前要"}
    asked = send(desk, "due", **told)
    assert "2024-03-31 比现在的期限 2024-06-30 还早" in words_of(asked)
    assert 'name="earlier" value="2024-03-31"' in asked
    assert "还早" in words_of(send(desk, "due", **{**told, "due": "2024-02-29"}, earlier="2024-03-31"))
    assert "2022-06-30 在 2023 年以前" in words_of(
        send(desk, "due", due="2022-06-30", why="笔误", earlier="2022-06-30")
    )
    assert held(desk) == LEDGER
    write(desk, send(desk, "due", **told, earlier="2024-03-31"))
    assert "{on: 2024-03-31, why: 上级提前要}" in held(desk)


def test_evidence_is_added_to_what_was_recorded(desk: DeskClient) -> None:
    assert "写明是什么材料" in send(desk, "proof", event="0")
    write(desk, send(desk, "proof", event="0", proof="会议记录"))
    assert held(desk) == LEDGER.replace("note: 已起草}", "note: 已起草, evidence: 会议记录}")


def test_words_are_changed_and_no_other_line(desk: DeskClient) -> None:
    by_hand = LEDGER.replace("due: [{on: 2024-06-30}]", "due:\n          - {on: 2024-06-30}  # 会上定的")
    (desk.desk.project.docs / PATH).write_text(by_hand, encoding="utf-8")
    fields = {"text": "修订办法", "kind": "限期整改", "leader": "党委书记", "unit": "纪检办", "owner": "纪检专干"}
    fields["helpers"] = "财政所、党政办"
    assert "写明问题" in send(desk, "words", **fields)
    write(desk, send(desk, "words", problem="问责偏轻", source="自查", **fields))
    changed = by_hand.replace("unit: 党建办\n", "unit: 纪检办\n        helpers: 财政所、党政办\n")
    assert held(desk) == changed.replace("组织委员", "纪检专干")


def test_another_measure_of_an_entry(desk: DeskClient) -> None:
    fields = {"problem": "问责偏轻", "text": "开展评查", "kind": "立行立改", "due": "2024-10-31"}
    write(desk, send(desk, "words", f"{PATH}#2023-01.2", **fields))
    assert "      - text: 开展评查\n        kind: 立行立改\n        due: [{on: 2024-10-31}]\n" in held(desk)


def test_what_was_changed_meanwhile_is_shown_and_both_can_be_had(desk: DeskClient) -> None:
    begun = desk.desk.work.open(PATH).begun
    (desk.desk.project.docs / PATH).write_text(LEDGER.replace("党委书记", "乡长"), encoding="utf-8")
    shown = send(desk, "event", begun=begun, status="整改中", on="2024-07-01", note="征求意见")
    assert "别处改的，已经在页面上" in words_of(shown)
    both = re.search(r'action="(/desk/proposal/[^"]+/both)"', shown)
    assert both
    write(desk, desk.post(both[1]))
    assert "leader: 乡长" in held(desk)
    assert "征求意见" in held(desk)


def test_what_was_typed_is_there_again(desk: DeskClient) -> None:
    send(desk, "event", status="整改中", on="2024-13-01", note="写到一半")
    page = look(desk)
    assert "写到一半" in page
    assert 'value="整改中" checked' in page
    assert "接着写：措施" in desk.get("/desk/")


def test_measures_that_go_on_for_good_are_counted_apart(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, {PATH: LEDGER.replace("kind: 限期整改", "kind: 长期坚持").replace("整改中", "长期坚持")})
    assert "长期坚持 1 条，不会办完，不算逾期" in words_of(desk.get(f"/desk/ledgers/sheet?page={PATH}"))


def test_a_measure_that_is_not_there_is_told(desk: DeskClient) -> None:
    answer = desk.ask(f"/desk/ledgers/measure?page={PATH}%232023-09.1")
    assert answer.status_code == 409
    assert "台账里没有这一条措施" in answer.text


def test_a_ledger_is_begun_from_the_paper_of_its_year(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, {PATH: None})
    assert '<option value="2023">2023年　XX乡党委</option>' in desk.get("/desk/ledgers/")
    page = write(desk, desk.post("/desk/ledgers/", {"report": "2023"}))
    assert "这一年的台账还没有事项" in page
    assert "entries: []" in held(desk)


def test_a_ledger_whose_page_is_at_fault_says_where_without_paths(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, {PATH: LEDGER.replace("kind: 限期整改", "kind: 限期")})
    answer = desk.ask(f"/desk/ledgers/sheet?page={PATH}")
    assert answer.status_code == 409
    assert "「2023年整改台账（XX乡党委）」的“问责偏轻”的“修订办法”的“整改类型”：写得不对" in words_of(answer.text)
    assert "到原文第 13 行去改" in words_of(answer.text)
    assert "docs/" not in answer.text


def test_what_earlier_years_left_open_goes_on_by_a_click_and_is_proposed_no_more(tmp_path: Path) -> None:
    second = LEDGER[LEDGER.index("  - id: 2023-01") : LEDGER.index("---\n\n#")].replace("2023-01", "2023-02")
    second = (
        second.replace("问责偏轻", "学习不深")
        .replace("    problem: 2023#p1\n", "")
        .replace("item: 2023#m1\n        ", "")
    )
    desk = make_desk(tmp_path, {PATH: LEDGER.replace("---\n\n#", f"{second}---\n\n#")})
    yearbook = desk.desk.work.yearbook
    begun = make_ledger_page(yearbook, yearbook.reports["2023"], 2024, "2024", date(2024, 7, 18))
    assert "#  - id: 2024-02" in begun
    path = desk.desk.project.docs / "ledger/2024.md"
    path.write_text(begun, encoding="utf-8")
    sheet = "/desk/ledgers/sheet?page=ledger/2024.md"
    assert "往年没有办结的" not in words_of(desk.get(f"/desk/ledgers/sheet?page={PATH}"))
    words = words_of(desk.get(sheet))
    assert "问责偏轻 2023年第1项 修订办法：整改中，期限 2024-06-30" in words
    asked = {"page": "ledger/2024.md"}
    assert "还没有勾要转的" in words_of(desk.post("/desk/ledgers/carry", asked))
    page = write(desk, desk.post("/desk/ledgers/carry", {**asked, "one": "2023-02"}))
    assert "学习不深 2023年第2项" not in words_of(page)
    write(desk, desk.post("/desk/ledgers/carry", {**asked, "entry": ["2023-01"]}))
    now = desk.desk.work.yearbook.ledgers["2024"]
    assert [(one.id, one.text, one.repeats) for one in now.entries] == [
        ("2024-01", "学习不深", "2023-02"),
        ("2024-02", "问责偏轻", "2023-01"),
    ]
    assert "往年没有办结的" not in words_of(desk.get(sheet))
    assert "#  " not in path.read_text(encoding="utf-8")
    assert "# 往年" not in path.read_text(encoding="utf-8")


def test_what_takes_back_a_recorded_fact_may_be_written_as_a_correction(desk: DeskClient) -> None:
    told = {"text": "修订办法", "kind": "限期整改", "leader": "党委书记", "unit": "党建办", "owner": "宣传委员"}
    told |= {"problem": "问责偏轻", "source": "自查"}
    shown = send(desk, "words", **told)
    assert "第1项措施1责任人：“组织委员” → “宣传委员”" in words_of(shown)
    address = re.search(r'<form method="post" action="(/desk/proposal/[^"]+)"', shown)
    assert address
    refused = desk.post(address[1], {"correction": "1", "why": "登记时写错"})
    assert "没有写谁更正的" in words_of(refused)
    assert 'value="登记时写错"' in refused
    assert held(desk) == LEDGER
    desk.post(address[1], {"correction": "1", "why": "登记时写错", "by": "党建办主任"})
    row = "{on: 2024-07-18, what: 第1项措施1责任人, before: 组织委员, after: 宣传委员, why: 登记时写错, by: 党建办主任}"
    now = LEDGER.replace("audience: 班子\n", f"audience: 班子\ncorrections:\n  - {row}\n")
    assert held(desk) == now.replace("owner: 组织委员", "owner: 宣传委员")
    # What goes on is no correction, and nothing is asked.
    assert "这是更正" not in send(desk, "event", status="整改中", on="2024年7月1日", note="征求意见")
