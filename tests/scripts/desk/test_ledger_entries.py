"""At the desk: problems are taken up, likely pairs confirmed, and sheets brought in and out, each as one change."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from pathlib import Path

from openpyxl import load_workbook

from tests.helpers.desk import DeskClient, make_desk, words_of
from tests.helpers.factories import LEDGER
from tests.helpers.ledger_files import HEAD, ROW, Value, write_sheet
from tests.helpers.linked_pages import REPORT

PATH = "ledger/2023.md"
EMPTY = LEDGER[: LEDGER.index("entries:")] + "entries: []\n" + LEDGER[LEDGER.index("---\n\n#") :]
CAUSE = "## 四、原因分析 { #cause .cause }\n\n### （一）重业务轻管理 { #c1 }\n\n抓得不紧。\n\n"
PAPER = REPORT.replace("## 三、", f"{CAUSE}## 三、")
EARLIER = REPORT.replace("2023", "2022")


def write(desk: DeskClient, shown: str) -> str:
    address = re.search(r'<form method="post" action="(/desk/proposal/[^"]+)"', shown)
    assert address and ">写入</button>" in shown, words_of(shown)
    return desk.post(address[1])


def held(desk: DeskClient, path: str = PATH) -> str:
    return (desk.desk.project.docs / path).read_text(encoding="utf-8")


def test_a_problem_of_the_report_is_one_click_from_the_ledger(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, {PATH: EMPTY, "reports/2023.md": PAPER})
    sheet = desk.get(f"/desk/ledgers/sheet?page={PATH}")
    way = re.search(r'href="(/desk/ledgers/entry[^"]+p1)" aria-label="列入台账', sheet)
    assert way
    form = desk.get(way[1])
    assert "问责偏轻</textarea>" in form
    assert "（一）重业务轻管理" in words_of(form)
    draft = {"draft-screen": "ledgers.entry", "draft-page": f"{PATH}#2023#p1", "draft-title": "列入"}
    told = {"problem": "问责偏轻", "source": "自查", "cause": "2023#c1", "measure": "2023#m1", "kind": "限期整改"}
    assert "写成 2024-06-30" in desk.post("/desk/ledgers/entry", {**draft, **told, "due": "下半年"})
    shown = desk.post("/desk/ledgers/entry", {**draft, **told, "due": "2024-06-30", "owner": "组织委员"})
    assert "第1项 新增事项：“问责偏轻”，来源自查，措施 1 条" in words_of(shown)
    page = write(desk, shown)
    assert "报告里还没有列入的问题" not in page
    assert held(desk) == EMPTY.replace(
        "entries: []\n",
        "entries:\n  - id: 2023-01\n    source: 自查\n    text: 问责偏轻\n    problem: 2023#p1\n    causes: [2023#c1]\n"
        "    measures:\n      - item: 2023#m1\n        text: 加大问责\n        kind: 限期整改\n"
        "        owner: 组织委员\n"
        "        due: [{on: 2024-06-30}]\n",
    )
    assert desk.desk.drafts.list() == []


def test_a_problem_of_no_report_asks_for_its_words(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    draft = {"draft-screen": "ledgers.entry", "draft-page": f"{PATH}#", "draft-title": "列入"}
    assert "写明问题" in desk.post("/desk/ledgers/entry", {**draft, "problem": " "})
    write(desk, desk.post("/desk/ledgers/entry", {**draft, "problem": "台账不全", "source": "巡察反馈"}))
    assert "  - id: 2023-02\n    source: 巡察反馈\n    text: 台账不全\n    measures: []\n" in held(desk)
    assert "还没有写措施" in desk.get(f"/desk/ledgers/sheet?page={PATH}")


def test_likely_pairs_are_confirmed_or_refused_with_one_click_and_taken_back(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, {"reports/2022.md": EARLIER})
    page = desk.get(f"/desk/ledgers/likely?page={PATH}")
    words = words_of(page)
    assert "这个问题，是不是往年的这几条又出现" in words
    assert "2022年 问题（一）" in words
    asked = {"page": PATH, "one": "2022#p1", "other": "2023#p1"}
    after = desk.post("/desk/ledgers/likely", {**asked, "verdict": "sure"})
    assert "和2022年 问题（一）“问责偏轻”是一件事" in words_of(after)
    assert "这个问题，是不是往年的这几条又出现" not in words_of(after)
    assert "p1: {2022#p1: sure}" in held(desk, "reports/2023.md")
    taken = re.search(r'action="(/desk/history/[^"]+)"', desk.get("/desk/history/"))
    assert taken
    write(desk, desk.post(taken[1]))
    desk.post("/desk/ledgers/likely", {**asked, "verdict": "no"})
    assert "p1: {2022#p1: no}" in held(desk, "reports/2023.md")
    desk.post("/desk/ledgers/likely", {**asked, "other": "nothing", "verdict": "no"}, code=400)


def test_what_came_of_an_earlier_measure_is_chosen_by_hand(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, {"reports/2022.md": EARLIER})
    page = desk.get(f"/desk/ledgers/likely?page={PATH}")
    assert "还没有写明结果的措施 1 条" in words_of(page)
    assert '<option value="2023#w1">' in page
    asked = {"page": PATH, "one": "2022#m1", "verdict": "answer"}
    assert "还没有选结果写在哪一条" in words_of(desk.post("/desk/ledgers/likely", {**asked, "other": ""}))
    after = words_of(desk.post("/desk/ledgers/likely", {**asked, "other": "2023#w1"}))
    assert "已写明：" in after
    assert "还没有写明结果的措施" not in after
    assert "2022#m1: w1" in held(desk, "reports/2023.md")


def hand_in(desk: DeskClient, rows: Sequence[Sequence[Value]], **fields: str) -> str:
    """Hand a sheet in; the page that it leads to."""
    file = write_sheet(desk.desk.project.docs.parent / "整改 台账.xlsx", rows)
    told = {"target": "2023:", **fields, "file": (io.BytesIO(file.read_bytes()), "整改 台账 2023.xlsx")}
    return desk.post("/desk/ledgers/excel/", told)


def with_cells(**cells: Value) -> tuple[Value, ...]:
    return tuple(cells.get(name, value) for name, value in zip(HEAD, ROW, strict=True))


def test_a_sheet_shows_what_it_would_change_and_is_written_as_one_change(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    shown = hand_in(desk, [HEAD, with_cells(责任领导="乡长")])
    assert "第1项 措施1 责任领导：原为“党委书记”，改为“乡长”" in words_of(shown)
    back = re.search(r'href="([^"]+)">回去改', shown)
    assert back
    assert "现在是“整改 台账 2023.xlsx”" in desk.get(back[1].replace("&amp;", "&"))
    write(desk, shown)
    assert held(desk) == LEDGER.replace("党委书记", "乡长")


def test_a_sheet_that_came_in_elsewhere_with_other_headings_is_looked_at_here(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    file = write_sheet(
        tmp_path / "整改清单（2023）.xlsx",
        [("序号", "存在的问题", "整改举措", "牵头领导"), (1, "台账不全", "补齐", "乡长")],
    )
    desk.post("/desk/receiving/", {"papers": (io.BytesIO(file.read_bytes()), file.name)})
    paper = desk.desk.drafts.list()[0].page
    page = desk.get(f"/desk/ledgers/?upload={paper}")
    assert "现在是“整改清单（2023）.xlsx”" in page
    assert '<option value="2023:" selected>' in page
    told = {"book": paper, "target": "2023:"}
    assert "或者在下面选问题来源" in desk.post("/desk/ledgers/excel/", told)
    shown = desk.post("/desk/ledgers/excel/", {**told, "source": "巡察反馈"})
    assert "第2项 新增事项：“台账不全”，来源巡察反馈，措施 1 条" in words_of(shown)
    write(desk, shown)
    assert desk.desk.drafts.list() == []
    assert "text: 问责偏轻" in held(desk)


def test_a_sheet_of_another_year_waits_for_a_tick_and_the_year_stands_above_the_differences(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    rows = [("XX乡2022年整改台账",), HEAD, with_cells(责任领导="乡长")]
    page = hand_in(desk, rows)
    assert "表上写的是2022年，这里选的是2023年" in words_of(page)
    told = dict(re.findall(r'name="(book|other_year)" value="([^"]+)"', page)) | {"target": "2023:"}
    assert "表上写的是2022年" in words_of(desk.post("/desk/ledgers/excel/", {**told, "other_year": "anything"}))
    shown = desk.post("/desk/ledgers/excel/", told)
    assert "把“整改 台账 2023.xlsx”导入「2023年整改台账（XX乡党委）」" in words_of(shown)


def test_every_fault_is_told_at_its_cell_and_in_the_forms_own_words(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    new = with_cells(编号=None, 问题="新问题", 来源=None, 完成时限="不知道")
    page = words_of(hand_in(desk, [HEAD, ROW, new]))
    assert "没有导入，台账没有改动" in page
    assert re.search(r"[A-Z]+3：", page)
    assert "--" not in page
    assert held(desk) == LEDGER


def test_what_has_one_cause_is_told_once_with_its_count(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    head = ("问题", "整改措施")
    rows = [head, *((f"问题{number}", f"1.措施{number}\n2.再做{number}") for number in range(1, 41))]
    page = words_of(hand_in(desk, rows))
    assert page.count("没有写来源") == 1
    assert re.search(r"台账!A2、台账!A3、台账!A4 等 40 处：没有写来源", page)
    assert "表里共 40 处错误" in page
    shown = words_of(hand_in(desk, rows, source="自查"))
    assert shown.count("一格里有 2 条编号的措施") == 1
    assert "等 40 处：一格里有 2 条编号的措施" in shown


def test_words_that_nobody_knows_are_asked_once(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    page = hand_in(desk, [HEAD, with_cells(状态="办妥了")])
    assert "表里的“办妥了”（1 处）是什么状态" in words_of(page)
    book = re.search(r'name="book" value="([^"]+)"', page)
    assert book
    said = {"book": book[1], "target": "2023:", "says:0": "办妥了", "status:0": "已完成待验收", "day:0": "不详"}
    shown = desk.post("/desk/ledgers/excel/", said)
    assert "用语：“办妥了”按已完成待验收记" in words_of(shown)
    write(desk, shown)
    assert "says: 办妥了" in held(desk)


def test_an_answer_stays_with_its_words_and_what_has_none_is_told_at_its_field(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    head = (*HEAD, "实际完成时间")
    page = hand_in(desk, [head, (*with_cells(状态="办妥了"), "2023-08-01")])
    asked = re.findall(r'name="says:(\d)" value="([^"]+)"', page)
    assert [says for _, says in asked] == ["实际完成时间", "办妥了"]
    assert "表里“实际完成时间”一栏的日期（1 处）是哪种状态的日期" in words_of(page)
    book = re.search(r'name="book" value="([^"]+)"', page)
    assert book
    said = {f"says:{place}": says for place, says in asked} | {"status:0": "", "status:1": "已完成待验收"}
    again = desk.post("/desk/ledgers/excel/", {"book": book[1], "target": "2023:", **said})
    chosen = dict(zip(re.findall(r'name="says:\d" value="([^"]+)"', again), again.split("<fieldset")[1:], strict=False))
    assert '<option value="已完成待验收" selected>' in chosen["办妥了"]
    assert " selected>" not in chosen["实际完成时间"]
    assert "还没有选" in chosen["实际完成时间"]
    assert "还没有选" not in chosen["办妥了"]


def test_without_a_file_or_with_another_kind_of_file_it_is_told(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    assert "选一张 Excel 表" in desk.post("/desk/ledgers/excel/", {"target": "2023:"})
    other = {"target": "2023:", "file": (io.BytesIO(b"not a sheet"), "总结.doc")}
    assert "没有导入" in words_of(desk.post("/desk/ledgers/excel/", other))


def test_a_ledger_is_taken_out_as_excel_and_comes_back_unchanged(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    answer = desk.ask(f"/desk/ledgers/excel/out?page={PATH}")
    assert "%E6%95%B4%E6%94%B9%E5%8F%B0%E8%B4%A6.xlsx" in answer.headers["Content-Disposition"]
    assert load_workbook(io.BytesIO(answer.data)).active is not None
    back = {"target": "2023:", "file": (io.BytesIO(answer.data), "台账.xlsx")}
    assert "和现在的页面一样，没有要写入的" in words_of(desk.post("/desk/ledgers/excel/", back))
