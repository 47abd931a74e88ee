"""The command that brings a ledger in from Excel: what it understands, keeps, tells and refuses."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from datetime import date, datetime, time
from pathlib import Path

import pytest
from openpyxl import load_workbook

from macros.corpus import load_yearbook
from macros.domain.ledger_columns import Column
from macros.domain.ledgers import Entry, Ledger, Status
from macros.errors import ContentErrors
from scripts.ledger_sheet.columns import find_column
from scripts.ledger_sheet.days import parse_date
from scripts.ledger_sheet.exporting import export_ledger
from scripts.ledger_sheet.faults import OtherYearError, SheetError, SheetErrors
from scripts.ledger_sheet.importing import LedgerPlan, LedgerRequest, import_ledger, plan_import
from scripts.ledger_sheet.values import split_numbered
from scripts.setup.console import Console
from scripts.setup.project import Project
from tests.helpers import changes
from tests.helpers.commands import copy_office, run
from tests.helpers.counting import count_calls
from tests.helpers.factories import LEDGER
from tests.helpers.ledger_files import HEAD, ROW, Value, write_sheet, write_site

NEW: tuple[Value, ...] = (
    None, "巡察", "台账不全", "补齐台账", "立行立改", "党委副书记", "党政办", "宣传委员", "2024年8月底前",
    "2024年7月1日：已布置", "整改中",
)  # fmt: skip


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    return write_site(tmp_path / "docs", LEDGER)


def plan_of(docs: Path, *rows: Sequence[Value], merges: Sequence[str] = (), **options: object) -> LedgerPlan:
    formats = options.pop("formats", None)
    file = write_sheet(docs.parent / "台账.xlsx", rows, merges, formats=formats)  # type: ignore[arg-type]
    return plan_import(docs, LedgerRequest(file, 2023, **options))  # type: ignore[arg-type]


def text_after(plan: LedgerPlan) -> str:
    return changes.text_after(plan.changes, plan.path)


def ledger_after(docs: Path, plan: LedgerPlan) -> Ledger:
    changes.put(plan.changes)
    return load_yearbook(docs).ledgers["2023"]


def entries_after(docs: Path, *rows: Sequence[Value], **options: object) -> dict[str, Entry]:
    ledger = ledger_after(docs, plan_of(docs, *rows, **options))  # type: ignore[arg-type]
    return {entry.id: entry for entry in ledger.entries}


def changed(**cells: Value) -> tuple[Value, ...]:
    return tuple(cells.get(name, value) for name, value in zip(HEAD, ROW, strict=True))


def faults_of(docs: Path, *rows: Sequence[Value], **options: object) -> list[str]:
    with pytest.raises(SheetErrors) as caught:
        plan_of(docs, *rows, **options)  # type: ignore[arg-type]
    return [str(fault) for fault in caught.value.faults]


def test_sheet_that_says_what_the_page_says_changes_nothing(docs: Path) -> None:
    plan = plan_of(docs, HEAD, ROW)
    assert plan.differences == ()
    assert not plan.changes


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("问题\n来源", Column.SOURCE),
        ("存在 问题", Column.PROBLEM),
        ("整改措施（具体）", Column.MEASURE),
        ("责任领导：", Column.LEADER),
        ("牵头单位", Column.UNIT),
        ("责任部门", Column.UNIT),
        ("整改时限", Column.DUE),
        ("进展情况", Column.HISTORY),
        ("办理状态", Column.STATUS),
        ("事项编号", Column.ID),
        ("序号", Column.SERIAL),
        ("销号时间", Column.CLOSED_ON),
        ("联系电话", None),
        ("2023年问题整改台账", None),
        ("", None),
    ],
)
def test_columns_go_by_their_headings(heading: str, column: Column | None) -> None:
    assert find_column(heading) is column


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-03-01", "2024-03-01"),
        ("2024/3/1", "2024-03-01"),
        ("2024.3.1", "2024-03-01"),
        ("2024年3月1日", "2024-03-01"),
        ("２０２４年３月", "2024-03"),
        ("2024年6月底前", "2024-06"),
        ("2024年12月31日前完成", "2024-12-31"),
        ("20240301", "2024-03-01"),
        ("45352", "2024-03-01"),
        ("2024-03-01 00:00:00", "2024-03-01"),
        ("2024年底", "2024"),
        ("2024", "2024"),
        ("2024-02-30", None),
        ("2024年13月", None),
        ("尽快", None),
        ("3月1日", None),
        ("2024年度", None),
        ("", None),
    ],
)
def test_dates_are_read_in_every_usual_form(text: str, expected: str | None) -> None:
    if expected is None:
        with pytest.raises(ValueError):
            parse_date(text)
    else:
        assert str(parse_date(text)) == expected


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("1.修订办法\n2.开展培训", ["修订办法", "开展培训"]),
        ("（1）修订\n办法\n（2）培训", ["修订\n办法", "培训"]),
        ("①修订；\n②培训", ["修订；", "培训"]),
        ("1.只有一条", ["1.只有一条"]),
        ("总的要求\n1.修订\n2.培训", ["总的要求\n1.修订\n2.培训"]),
        ("2.修订\n3.培训", ["2.修订\n3.培训"]),
        ("1.5万元\n2.6万元", ["1.5万元\n2.6万元"]),
    ],
)
def test_numbered_lines_of_a_cell_are_parted(text: str, parts: list[str]) -> None:
    assert split_numbered(text) == parts


def test_office_sheet_with_title_two_heads_and_merged_cells_is_understood(docs: Path) -> None:
    rows: list[Sequence[Value]] = [
        ("XX乡巡察反馈问题整改台账", *[None] * 9),
        ("填报单位：XX乡党委", *[None] * 9),
        ("序号", "反馈问题", "整改措施", "责任", None, None, "整改\n时限", "整改情况", "状态", "备注"),
        (None, None, None, "领导", "单位", "责任人", None, None, None, None),
        ("一、党的建设方面", *[None] * 9),
        (1, "台账不全", "补齐台账", "党委副书记", "党政办", "宣传委员",
         datetime.combine(date(2024, 6, 30), time()), "2024.3.1已布置", "进行中", "无"),
        (None, None, "定期检查", "党委副书记", "党政办", "宣传委员", "长期坚持", None, None, None),
        (2, "学习不深", "1.制定计划\n2.组织交流", "党委书记", "党建办", "组织委员", date(2024, 9, 1),
         "2024年3月1日：已制定；2024年5月已交流", "整改中", None),
        (*[None] * 10,),
        ("填表人：", *[None] * 9),
    ]  # fmt: skip
    merges = ["A1:J1", "A2:J2", "A3:A4", "B3:B4", "C3:C4", "D3:F3", "G3:G4", "H3:H4", "I3:I4", "J3:J4", "A5:J5"]
    merges += ["A6:A7", "B6:B7"]
    (docs / "ledger/2023.md").unlink()
    plan = plan_of(docs, *rows, merges=merges, formats={"G8": "yyyy年m月"}, source="巡察反馈")
    first, second = ledger_after(docs, plan).entries
    assert (first.id, first.text, first.source) == ("2023-01", "台账不全", "巡察反馈")
    assert [(measure.text, measure.kind, str(measure.due_on)) for measure in first.measures] == [
        ("补齐台账", "限期整改", "2024-06-30"),
        ("定期检查", "长期坚持", "None"),
    ]
    (event,) = first.measures[0].history
    assert (str(event.on), str(event.recorded_on), event.status, event.note) == (
        "2024-03-01", "None", Status.UNDER_WAY, "已布置",
    )  # fmt: skip
    assert [measure.text for measure in second.measures] == ["制定计划", "组织交流"]
    assert [str(event.on) for event in second.measures[0].history] == ["2024-03-01", "2024-05"]
    assert str(second.measures[0].due_on) == "2024-09"
    told = "\n".join(plan.notices)
    for words in ("备注一栏有 1 格", "第 5 行是说明", "第 10 行是说明", "一格里有 2 条编号的措施"):
        assert words in told
    assert plan_of(docs, *rows, merges=merges, formats={"G8": "yyyy年m月"}, source="巡察反馈").differences == ()


@pytest.mark.parametrize(
    ("said", "closed"),
    [("是", True), ("√", True), ("已销号", True), ("否", False), ("未销号", False), ("", False)],
)
def test_whether_an_entry_is_closed_is_read_as_its_status(docs: Path, said: str, *, closed: bool) -> None:
    head, row = ("序号", "存在问题", "整改措施", "整改进展", "是否销号"), (1, "台账不全", "补齐台账", "2024.3.1 已布置")
    measure = entries_after(docs, head, (*row, said), source="自查")["2023-02"].measures[0]
    # Nobody says that it was closed on the day of its record.
    told = [("2024-03-01", "整改中"), *([("日期不详", "已销号")] if closed else [])]
    assert [(event.day, event.status) for event in measure.history] == told


def test_sums_and_signatures_under_the_table_are_no_entries(docs: Path) -> None:
    foot = [("合计", "1个问题", "1条措施"), ("填表人：", None, "审核人：")]
    plan = plan_of(docs, ("序号", "存在问题", "整改措施"), (1, "台账不全", "补齐台账"), *foot, source="自查")
    assert [line for line in plan.differences if "新增事项" in line] == [
        "2023-02 新增事项：“台账不全”，来源自查，措施 1 条"
    ]
    assert [notice for notice in plan.notices if "是说明，没有导入" in notice] == [
        "台账 第 3 行是说明，没有导入：“合计”",
        "台账 第 4 行是说明，没有导入：“填表人：”",
    ]


def test_new_rows_get_the_next_ids_and_known_ones_keep_theirs(docs: Path) -> None:
    found = entries_after(docs, HEAD, NEW, ROW)
    assert list(found) == ["2023-01", "2023-02"]
    entry = found["2023-02"]
    assert (entry.source, entry.text, str(entry.measures[0].due_on)) == ("巡察反馈", "台账不全", "2024-08")
    assert entry.measures[0].history[0].recorded_on is None
    assert load_yearbook(docs).ledgers["2023"].entries[0].measures[0].history[0].recorded_on != entry.id


def test_same_problem_without_an_id_keeps_the_id(docs: Path) -> None:
    plan = plan_of(docs, HEAD, changed(编号=None, 问题="问责偏轻。"))
    assert plan.differences == ("2023-01 问题：原为“问责偏轻”，改为“问责偏轻。”",)
    assert any("与 2023-01 是同一问题" in notice for notice in plan.notices)
    assert plan_of(docs, HEAD, changed(编号=None, 问题="另一问题")).differences[0].startswith("2023-02 新增事项")


@pytest.mark.parametrize(
    ("cells", "differences"),
    [
        ({"责任人": "宣传委员"}, ["2023-01 措施1 责任人：原为“组织委员”，改为“宣传委员”"]),
        ({"责任人": None}, ["2023-01 措施1 责任人：原为“组织委员”，改为（空）"]),
        ({"来源": "巡察反馈"}, ["2023-01 问题来源：原为“自查”，改为“巡察反馈”"]),
        ({"完成时限": "2024年6月30日"}, []),
        ({"完成时限": date(2024, 6, 30)}, []),
        ({"完成时限": None}, []),
        ({"完成时限": "2024-09-30"}, ["2023-01 措施1 期限新增：“2024-09-30”"]),
        ({"办理情况": "2024.3.1已起草"}, []),
        ({"办理情况": "已起草"}, []),
        ({"办理情况": None}, []),
        ({"办理情况": "2024-03-01 【整改中】已印发"},
         ["2023-01 措施1 办理记录：原为“2024-03-01 【整改中】已起草”，改为“2024-03-01 【整改中】已印发”"]),
        ({"办理情况": "2024-03-01 【整改中】已起草\n2024-05-01 已印发"},
         ["2023-01 措施1 办理记录新增：“2024-05-01 【整改中】已印发”"]),
        ({"办理情况": "2024-03-01 【整改中】已起草\n2024-05-01 已印发", "状态": "待验收"},
         ["2023-01 措施1 办理记录新增：“2024-05-01 【整改中】已印发”",
          "2023-01 措施1 办理记录新增：“日期不详 【已完成待验收】”"]),
        ({"办理情况": "2024-03-01 【整改中】已起草\n2024-05-01 已印发", "状态": "阶段性完成"},
         ["2023-01 措施1 办理记录新增：“2024-05-01 【阶段性完成】已印发”"]),
        ({"状态": "退回"}, ["2023-01 措施1 办理记录新增：“日期不详 【退回整改】”"]),
        ({"状态": "退回整改（2024.7.1）"}, ["2023-01 措施1 办理记录新增：“2024-07-01 【退回整改】”"]),
        ({"整改措施": "修订问责办法"}, ["2023-01 措施1 整改措施：原为“修订办法”，改为“修订问责办法”"]),
    ],
)  # fmt: skip
def test_every_difference_is_told(docs: Path, cells: dict[str, Value], differences: list[str]) -> None:
    assert list(plan_of(docs, HEAD, changed(**cells)).differences) == differences


def test_recorded_days_and_what_the_sheet_cannot_hold_stay(docs: Path) -> None:
    (entry,) = entries_after(docs, HEAD, changed(办理情况="2024-03-01 已起草\n2024-05-01 已印发")).values()
    assert [str(event.recorded_on) for event in entry.measures[0].history] == ["2024-03-02", "None"]
    assert str(entry.problem) == "2023#p1"
    assert str(entry.measures[0].item) == "2023#m1"


def test_day_of_closing_alone_closes_where_no_status_is_given(docs: Path) -> None:
    head, row = (*HEAD, "销号时间", "验收人", "佐证材料"), (*changed(状态=None), "2024-06-01", "纪委书记", "印发的文件")
    (entry,) = entries_after(docs, head, row).values()
    (_, event) = entry.measures[0].history
    assert (str(event.on), event.status, event.evidence) == ("2024-06-01", Status.CLOSED, "印发的文件")
    assert entry.measures[0].closure is not None


def test_what_is_missing_in_the_sheet_goes_only_on_demand(docs: Path) -> None:
    kept = plan_of(docs, HEAD, NEW)
    assert any("2023-01" in notice and "--remove-missing" in notice for notice in kept.notices)
    assert list(entries_after(docs, HEAD, NEW)) == ["2023-01", "2023-02"]
    plan = plan_of(docs, HEAD, changed(编号="2023-02", 问题="台账不全", 整改措施="补齐台账"), remove_missing=True)
    assert "2023-01 删去事项：“问责偏轻”" in plan.differences


def test_page_keeps_its_comments_and_line_ends(docs: Path) -> None:
    page = LEDGER.replace("audience: 班子", "audience: 班子\n# 由党建办维护\nallowed: [甲]")
    page = page.replace("    text: 问责偏轻\n", "    text: 问责偏轻\n    # 2023年底核对过\n")
    page = page.replace("---\n\n# 2023年", "# 末尾\n---\n\n# 2023年")
    (docs / "ledger/2023.md").write_bytes(page.replace("\n", "\r\n").encode())
    text = text_after(plan_of(docs, HEAD, changed(责任人="宣传委员"), NEW))
    for words in (
        "# 由党建办维护\r\nallowed: [甲]\r\n",
        "# 2023年底核对过\r\n",
        "# 末尾\r\n---\r\n",
        "owner: 宣传委员\r\n",
    ):
        assert words in text
    assert "\n" not in text.replace("\r\n", "")
    assert not plan_of(docs, HEAD, ROW).changes


@pytest.mark.parametrize("entries", ["entries: []", "entries: []  # 待填\n# 往年没有办结的\n#  - id: 2023-09"])
def test_entries_go_into_an_empty_page(docs: Path, entries: str) -> None:
    head, _, rest = LEDGER.partition("entries:\n")
    (docs / "ledger/2023.md").write_text(f"{head}{entries}\n---{rest.partition('---')[2]}", encoding="utf-8")
    plan = plan_of(docs, HEAD, NEW)
    assert all(line.strip() in text_after(plan) for line in entries.split("\n")[1:])
    assert [entry.text for entry in ledger_after(docs, plan).entries] == ["台账不全"]


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        ([changed(状态="整改完")], "台账!K2：“整改完”是什么状态，站点不知道（共 1 处），应为已完成待验收、已销号"),
        ([changed(状态="整改完")], "加 --meaning 整改完=已完成待验收,不详 这样写明"),
        ([changed(办理情况="2024-03-01 【办好了】已起草")], "台账!J2：“办好了”是什么状态"),
        ([changed(办理情况="2024-02-30 已起草")], "台账!J2：办理情况里的日期日历上没有：“2024-02-30 已起草”"),
        ([changed(办理情况="2024-08-01 已起草")], "台账!J2：办理情况的日期 2024-08-01 在今天（2024-07-15）之后"),
        ([changed(完成时限="2024-06-31")], "台账!I2：期限写的是“2024-06-31”"),
        ([changed(完成时限="尽快")], "台账!I2：期限写的是“尽快”"),
        ([changed(类型="马上改")], "台账!E2：整改类型写的是“马上改”"),
        ([changed(来源="举报")], "台账!B2：来源写的是“举报”"),
        ([changed(来源=None, 编号=None, 问题="新的")], "台账!B2：没有写来源"),
        ([changed(编号="2022-01")], "台账!A2：编号 2022-01 不是 2023 年的"),
        ([changed(编号="A1")], "台账!A2：编号写的是“A1”，应为2023-01 这样的编号"),
        ([ROW, NEW, ROW], "台账!A4：编号 2023-01 与 台账!A2 相同"),
        ([ROW, changed(问题="另一问题")], "台账!A3：编号 2023-01 与 台账!A2 相同"),
        ([changed(编号="2023-07", 问题=None)], "台账!C2：没有写问题"),
        ([changed(责任人="=1/0")], ""),
    ],
)
def test_faults_name_the_cell_and_what_to_do(docs: Path, rows: list[Sequence[Value]], fault: str) -> None:
    if not fault:
        assert any("公式没有算出的值" in notice for notice in plan_of(docs, HEAD, *rows).notices)
        return
    (told,) = faults_of(docs, HEAD, *rows)
    assert fault in told
    assert "改法：" in told


def test_faults_in_optional_columns_are_told(docs: Path) -> None:
    head = (*HEAD, "问题条目", "销号日期", "阅读范围", "下次检查")
    told = faults_of(docs, head, (*ROW, "第二项", "2024-13", "所有人", "不定"))
    assert [line.partition("：")[0] for line in told] == ["台账!L2", "台账!M2", "台账!N2", "台账!O2"]


def test_hidden_sheets_are_left_out_and_others_told(docs: Path) -> None:
    file = write_sheet(docs.parent / "台账.xlsx", [HEAD, changed(责任人="宣传委员")], name="旧稿")
    book = load_workbook(file)
    for name, rows in (("说明", [("填写说明",)]), ("台账", [HEAD, ROW]), ("另一份", [HEAD, NEW])):
        for row in rows:
            (book[name] if name in book.sheetnames else book.create_sheet(name)).append(list(row))
    book["旧稿"].sheet_state = "hidden"
    book.save(file)
    plan = plan_import(docs, LedgerRequest(file, 2023))
    assert plan.differences == ()
    assert any("另外还有“另一份”" in notice for notice in plan.notices)
    assert len(plan_import(docs, LedgerRequest(file, 2023, sheet="旧稿")).differences) == 1


def test_hidden_and_filtered_rows_come_in_and_are_told(docs: Path) -> None:
    file = write_sheet(docs.parent / "台账.xlsx", [HEAD, ROW, NEW])
    book = load_workbook(file)
    book["台账"].row_dimensions[3].hidden = True
    book.save(file)
    plan = plan_import(docs, LedgerRequest(file, 2023))
    assert "台账 第 3 行是隐藏的或筛选掉的，照样导入。不要的，在表里删去那一行。" in plan.notices
    assert any("新增事项" in line for line in plan.differences)


def test_number_of_a_measure_may_be_anything(docs: Path) -> None:
    for number in ("9" * 5000, "²", "一"):
        assert plan_of(docs, (*HEAD, "措施序号"), (*ROW, number)).differences == ()


@pytest.mark.slow
def test_blank_rows_with_a_format_cost_no_more_than_reading_them(docs: Path) -> None:
    def calls(blank: int) -> int:
        file = write_sheet(docs.parent / f"{blank}.xlsx", [HEAD, ROW, *[("",) * len(HEAD)] * blank])
        return count_calls(lambda: plan_import(docs, LedgerRequest(file, 2023)))

    calls(0)
    none, some, many = calls(0), calls(200), calls(400)
    assert many - some < 1.2 * (some - none)


def test_codes_of_excel_are_read_and_strange_ones_stay(docs: Path) -> None:
    (entry,) = entries_after(docs, HEAD, changed(责任人="甲_x000D_\n乙_xD83D_")).values()
    assert entry.measures[0].owner == "甲\n乙_xD83D_"


def test_sample_page_says_so(docs: Path) -> None:
    (docs / "ledger/2023.md").write_text(LEDGER.replace("audience:", "sample: true\naudience:"), encoding="utf-8")
    assert any("是示例" in notice for notice in plan_of(docs, HEAD, ROW).notices)


def test_unknown_columns_are_listed(docs: Path) -> None:
    notices = plan_of(docs, (*HEAD, "联系电话", "编号"), (*ROW, "见通讯录", "9")).notices
    assert "台账!L1：不认识的栏目“联系电话”，有 1 格文字，没有导入。" in notices
    assert any("台账!M1" in notice for notice in notices)


def test_cause_in_words_is_told_and_items_are_taken(docs: Path) -> None:
    head = (*HEAD, "原因分析")
    assert any("原因写的是文字" in notice for notice in plan_of(docs, head, (*ROW, "认识不足")).notices)
    plan = plan_of(docs, head, (*ROW, "2023#c1 （一）责任不清"))
    assert plan.differences == ("2023-01 原因：原为（空），改为“2023#c1”",)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\xd0\xcf\x11\xe0 old", "旧版 .xls"),
        (b"plain text", "不是 .xlsx 表格"),
        (b"PK\x03\x04 broken", "已损坏"),
        (None, "读不出来"),
    ],
)
def test_files_that_are_no_sheet_are_refused_with_what_to_do(docs: Path, content: bytes | None, words: str) -> None:
    file = docs.parent / "台账.xlsx"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(SheetError, match=words) as caught:
        plan_import(docs, LedgerRequest(file, 2023))
    assert "改法：" in str(caught.value)


ENTITIES = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(12))


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>', "合并的单元格太多"),
        (b"</sheetData>", b"<row><c t='inlineStr'><is><t>&l11;</t></is></c></row></sheetData>", "已损坏"),
        (b"</sheetData>", b"</sheetDat>", "已损坏"),
        (b"</sheetData>", b"<row>\xef\xbf\xbe</row></sheetData>", "已损坏"),
    ],
)
def test_workbook_with_a_bad_sheet_is_refused_at_once(docs: Path, old: bytes, new: bytes, words: str) -> None:
    file = write_sheet(docs.parent / "台账.xlsx", [HEAD, ROW])
    with zipfile.ZipFile(file) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"].replace(old, new)
    parts["xl/worksheets/sheet1.xml"] = sheet.replace(b"<worksheet", f"<!DOCTYPE w [{ENTITIES}]><worksheet".encode(), 1)
    with zipfile.ZipFile(file, "w") as book:
        for name, content in parts.items():
            book.writestr(name, content)
    with pytest.raises(SheetError, match=words) as caught:
        plan_import(docs, LedgerRequest(file, 2023))
    assert "改法：" in str(caught.value)


def test_sheet_without_a_head_or_without_rows_is_refused(docs: Path) -> None:
    with pytest.raises(SheetError, match="没有找到表头"):
        plan_of(docs, ("甲", "乙"), ("问题", "无"))
    with pytest.raises(SheetError, match="表头下面没有事项"):
        plan_of(docs, HEAD)
    with pytest.raises(SheetError, match="没有名为“别的”的工作表"):
        plan_of(docs, HEAD, ROW, sheet="别的")
    with pytest.raises(SheetError, match="不知道单位名称"):
        plan_of(docs, HEAD, ROW, unit="dongzhen")


def test_item_that_does_not_exist_is_told_by_the_check_and_nothing_is_written(docs: Path) -> None:
    file = write_sheet(docs.parent / "台账.xlsx", [(*HEAD, "问题条目"), (*ROW, "2023#p9")])
    with pytest.raises(ContentErrors, match="2023#p9"):
        import_ledger(Project(docs.parent), LedgerRequest(file, 2023, yes=True), Console())
    assert (docs / "ledger/2023.md").read_text(encoding="utf-8") == LEDGER


def test_dry_run_and_no_answer_write_nothing(
    docs: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = write_sheet(docs.parent / "台账.xlsx", [HEAD, ROW, NEW])
    import_ledger(Project(docs.parent), LedgerRequest(file, 2023, dry_run=True), Console())
    monkeypatch.setattr("sys.stdin.readline", lambda: "\n", raising=False)
    monkeypatch.setattr("sys.stdin", type("Answer", (), {"readline": staticmethod(lambda: "no\n")}))
    import_ledger(Project(docs.parent), LedgerRequest(file, 2023), Console())
    assert (docs / "ledger/2023.md").read_text(encoding="utf-8") == LEDGER
    said = capsys.readouterr().out
    assert "2023-02 新增事项：“台账不全”" in said
    assert "什么都没有改动" in said
    import_ledger(Project(docs.parent), LedgerRequest(file, 2023, yes=True), Console())
    assert "已写入「2023年整改台账（XX乡党委）」" in capsys.readouterr().out
    import_ledger(Project(docs.parent), LedgerRequest(file, 2023), Console())
    assert "没有变化" in capsys.readouterr().out


def test_export_of_what_is_not_there_is_refused(docs: Path) -> None:
    with pytest.raises(SheetError, match="没有 2020 年的整改台账"):
        export_ledger(docs, 2020, "", docs.parent / "a.xlsx", Console())
    with pytest.raises(SheetError, match=r"以 \.xlsx 结尾"):
        export_ledger(docs, 2023, "", docs.parent / "a.xls", Console())


@pytest.mark.slow
def test_both_commands_run(tmp_path: Path) -> None:
    project = copy_office(tmp_path / "project")
    page = (project / "docs/ledger/2023.md").read_text(encoding="utf-8")
    out = tmp_path / "out.xlsx"
    done = run(project, "ledger-out", "--year", "2023", "--out", str(out))
    assert (done.returncode, done.stderr) == (0, "")
    back = run(project, "ledger-in", str(out), "--year", "2023", "--yes")
    assert (back.returncode, back.stderr) == (0, "")
    assert "没有变化" in back.stdout
    assert (project / "docs/ledger/2023.md").read_text(encoding="utf-8") == page
    refused = run(project, "ledger-in", str(out), "--year", "二三")
    assert refused.returncode == 2
    assert "不是年度" in refused.stderr


@pytest.mark.parametrize(
    ("title", "name", "year", "stated"),
    [
        ("XX乡党委２０２３年度整改台账", "台账.xlsx", 2022, 2023),
        ("整改台账（填表日期：2024年9月30日，截至2024年底）", "2023年台账.xlsx", 2022, 2023),
        ("整改台账", "台账2023（定稿）.xlsx", 2024, 2023),
        ("2023年整改台账", "2022年台账.xlsx", 2022, 2023),
        ("2023年整改台账", "2022年台账.xlsx", 2023, None),
        ("整改台账", "整改台账20240930.xlsx", 2023, None),
        ("整改台账", "整改台账 2024-09-30.xlsx", 2023, None),
        ("2024年整改2023年问题台账", "台账.xlsx", 2023, None),
    ],
)
def test_a_sheet_of_another_year_comes_in_only_where_somebody_says_so(
    docs: Path, title: str, name: str, year: int, stated: int | None
) -> None:
    file = write_sheet(docs.parent / name, [(title,), HEAD, changed(编号=None, 责任领导="乡长")])
    request = LedgerRequest(file, year)
    if stated is None:
        assert plan_import(docs, request).differences
        return
    with pytest.raises(OtherYearError, match=f"表上写的是 {stated} 年，要导入的是 {year} 年"):
        plan_import(docs, request)
    assert plan_import(docs, LedgerRequest(file, year, other_year=True)).differences
