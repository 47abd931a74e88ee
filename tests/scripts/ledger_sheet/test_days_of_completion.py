"""The days that an office's sheet gives: when something was written down, when it was done, when it was closed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from macros.corpus import load_yearbook
from macros.domain.dates import parse_partial_date
from macros.domain.ledger_columns import Column
from macros.domain.ledgers import LedgerMeasure, Mark, recorded_day
from scripts.ledger_sheet.asking import parse_meaning
from scripts.ledger_sheet.columns import find_column
from scripts.ledger_sheet.faults import SheetErrors, UnknownPhrasesError
from scripts.ledger_sheet.importing import LedgerPlan, LedgerRequest, plan_import
from tests.helpers import changes
from tests.helpers.commands import copy_settings, run
from tests.helpers.ledger_files import Value, write_sheet, write_site

HEAD = ("序号", "问题", "整改措施", "整改时限", "整改进展", "状态", "实际完成时间")
DONE = "实际完成时间=已完成待验收,本栏"
CLOSED = "实际完成时间=已销号,本栏"


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1735689600")  # 2025-01-01


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    return write_site(tmp_path / "docs")


def plan_of(
    docs: Path, head: Sequence[Value], *rows: Sequence[Value], title: str = "台账", said: str = ""
) -> LedgerPlan:
    file = write_sheet(docs.parent / "台账.xlsx", [(title,), head, *rows])
    meaning = [parse_meaning(said)] if said else []
    return plan_import(docs, LedgerRequest(file, 2023, source="自查", meaning=meaning))


def row(history: str = "", status: str = "", done: Value = "") -> Sequence[Value]:
    return (1, "作风不实", "开展整治", "2024-06-30", history, status, done)


def measure_after(docs: Path, head: Sequence[Value], one: Sequence[Value], **options: str) -> LedgerMeasure:
    """The measure of a row once it is imported; the same sheet again is tried to change nothing."""
    changes.put(plan_of(docs, head, one, **options).changes)
    options.pop("said", None)
    assert plan_of(docs, head, one, **options).differences == ()
    return load_yearbook(docs).ledgers["2023"].entries[0].measures[0]


def told(measure: LedgerMeasure) -> list[tuple[str, str]]:
    return [(event.day, str(event.status)) for event in measure.history]


def fault_of(docs: Path, head: Sequence[Value], one: Sequence[Value], **options: str) -> str:
    with pytest.raises(SheetErrors) as caught:
        plan_of(docs, head, one, **options)
    (fault,) = caught.value.faults
    return str(fault)


@pytest.mark.parametrize(
    ("on", "filled_on", "recorded"),
    [
        ("2024-03-01", None, None),
        ("2024-09-10", "2024-09-30", "2024-09-30"),
        # The sheet was filled in again and again: who knows when this line was.
        ("2024-03-01", "2024-09-30", None),
        ("2024-03", "2024-03-15", "2024-03-15"),
        # What was filled in before it happened was not filled in on that day.
        ("2024-10-01", "2024-09-30", None),
        (None, "2024-09-30", "2024-09-30"),
    ],
)
def test_a_record_taken_over_was_made_on_the_day_of_filling_in_or_nobody_knows_when(
    on: str | None, filled_on: str | None, recorded: str | None
) -> None:
    days = [parse_partial_date(text) if text else None for text in (on, filled_on, recorded)]
    assert recorded_day(days[0], days[1]) == days[2]


def test_an_old_record_of_a_sheet_without_a_day_of_filling_in_is_not_called_late(docs: Path) -> None:
    one = row("2024-03-01 已布置", "整改中")
    notices = plan_of(docs, HEAD, one).notices
    assert any("不标补录" in notice for notice in notices)
    measure = measure_after(docs, HEAD, one)
    assert [event.recorded_on for event in measure.history] == [None]
    assert Mark.RECORDED_LATE not in measure.marks_on(parse_partial_date("2025-01-01").first, 2023)


def test_an_old_line_of_a_sheet_that_goes_on_being_filled_in_is_not_called_late(docs: Path) -> None:
    one = row("2024-03-01 已布置\n2024-09-20 已检查", "整改中")
    measure = measure_after(docs, HEAD, one, title="填表日期：2024年9月30日")
    assert [str(event.recorded_on) for event in measure.history] == ["None", "2024-09-30"]
    assert Mark.RECORDED_LATE not in measure.marks_on(parse_partial_date("2025-01-01").first, 2023)


def test_what_the_day_of_doing_stands_for_is_asked_once(docs: Path) -> None:
    copy_settings(docs.parent)
    command = ("ledger-in", docs.parent / "台账.xlsx", "--year", "2023", "--source", "自查")
    with pytest.raises(UnknownPhrasesError, match="实际完成时间"):
        plan_of(docs, HEAD, row("", "", "2024.6.20"))
    write_sheet(docs.parent / "台账.xlsx", [HEAD, row("2024-03-01 已布置", "", "2024.6.20")])
    asked = run(docs.parent, *command, typed="1\nyes\n")
    assert "“实际完成时间”一栏的日期" in asked.stdout
    assert "1 已完成待验收  2 已销号" in asked.stdout
    measure = load_yearbook(docs).ledgers["2023"].entries[0].measures[0]
    assert told(measure) == [("2024-03-01", "整改中"), ("2024-06-20", "已完成待验收")]
    again = run(docs.parent, *command)
    assert "没有变化" in again.stdout


@pytest.mark.parametrize(
    ("history", "status", "said", "found"),
    [
        ("2024-03-01 已布置", "", DONE, [("2024-03-01", "整改中"), ("2024-06-20", "已完成待验收")]),
        ("2024-03-01 已布置", "待验收", DONE, [("2024-03-01", "整改中"), ("2024-06-20", "已完成待验收")]),
        ("", "已销号", DONE, [("2024-06-20", "已完成待验收"), ("日期不详", "已销号")]),
        ("", "已销号", CLOSED, [("2024-06-20", "已销号")]),
        ("2024-03-01 已布置", "", CLOSED, [("2024-03-01", "整改中"), ("2024-06-20", "已销号")]),
        ("2024-06-20 办法已印发", "", DONE, [("2024-06-20", "已完成待验收")]),
        ("2024-06 【已完成待验收】办法已印发", "", DONE, [("2024-06", "已完成待验收")]),
        ("", "退回整改（2024-08-01）", DONE, [("2024-06-20", "已完成待验收"), ("2024-08-01", "退回整改")]),
    ],
)
def test_the_day_of_doing_is_the_day_of_what_it_stands_for(
    docs: Path, history: str, status: str, said: str, found: list[tuple[str, str]]
) -> None:
    assert told(measure_after(docs, HEAD, row(history, status, "2024.6.20"), said=said)) == found


@pytest.mark.parametrize(
    ("history", "status", "said", "words"),
    [
        ("", "整改中", DONE, "状态写的是“整改中”"),
        ("", "未启动", DONE, "状态写的是“未启动”"),
        ("", "整改中", CLOSED, "状态写的是“整改中”"),
        ("2024-09-01 【整改中】还在修订", "", DONE, "2024-09-01 还是整改中"),
        ("2024-05-01 【已销号】已印发", "", DONE, "2024-05-01 已经是已销号"),
        ("2024-08-01 【已完成待验收】已印发", "", DONE, "2024-08-01"),
    ],
)
def test_a_row_whose_day_of_doing_disagrees_is_refused_with_its_cell(
    docs: Path, history: str, status: str, said: str, words: str
) -> None:
    fault = fault_of(docs, HEAD, row(history, status, "2024.6.20"), said=said)
    assert fault.startswith("台账!G3：实际完成日期")
    assert words in fault


def test_a_day_of_doing_beside_a_day_of_closing_is_that_of_the_work(docs: Path) -> None:
    head = (*HEAD, "销号时间")
    assert told(measure_after(docs, head, (*row("", "已销号", "2024.6.20"), "2024.7.1"))) == [
        ("2024-06-20", "已完成待验收"),
        ("2024-07-01", "已销号"),
    ]
    assert "销号日期" in fault_of(docs, head, (*row("", "已销号", "2024.6.20"), "2024.6.1"))


@pytest.mark.parametrize("blank", ["", "/", "—", "－", "无", "未完成"])
def test_a_cell_for_a_day_that_has_none_is_blank(docs: Path, blank: str) -> None:
    assert told(measure_after(docs, HEAD, row("2024-03-01 已布置", "整改中", blank))) == [("2024-03-01", "整改中")]


def test_a_day_of_doing_that_is_none_or_yet_to_come_is_told_with_its_cell(docs: Path) -> None:
    assert "台账!G3：实际完成日期写的是“年底”" in fault_of(docs, HEAD, row("", "", "年底"), said=DONE)
    assert "今天（2025-01-01）之后" in fault_of(docs, HEAD, row("", "", "2025-06-01"), said=DONE)


def test_of_two_columns_of_days_the_one_that_names_no_limit_is_the_day_of_doing(docs: Path) -> None:
    head = ("序号", "问题", "整改措施", "完成时间", "整改时限", "状态")
    measure = measure_after(
        docs, head, (1, "作风不实", "开展整治", "2024-06-20", "2024-06-30", "已销号"), said="完成时间=已销号,本栏"
    )
    assert (str(measure.due_on), told(measure)) == ("2024-06-30", [("2024-06-20", "已销号")])


def test_a_column_that_may_be_a_limit_or_a_day_of_doing_is_told(docs: Path) -> None:
    head = ("序号", "问题", "整改措施", "完成时间", "状态")
    plan = plan_of(docs, head, (1, "作风不实", "开展整治", "2024-06-30", "整改中"))
    assert any("“完成时间”一栏当作期限" in notice for notice in plan.notices)


@pytest.mark.parametrize(("heading", "said"), [("是否完成", "是"), ("是否整改到位", "√"), ("完成与否", "是")])
def test_yes_to_something_else_than_closing_is_asked(docs: Path, heading: str, said: str) -> None:
    with pytest.raises(UnknownPhrasesError, match=f"“{heading}写{said}”"):
        plan_of(docs, ("序号", "问题", "整改措施", heading), (1, "作风不实", "开展整治", said))


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("问题具体表现", Column.PROBLEM), ("发现的问题", Column.PROBLEM), ("巡察反馈问题", Column.PROBLEM),
        ("整改内容", Column.PROBLEM), ("整改具体措施", Column.MEASURE), ("整改办法", Column.MEASURE),
        ("整改要求", Column.GOAL), ("整改责任领导", Column.LEADER), ("包案领导", Column.LEADER),
        ("整改责任单位", Column.UNIT), ("承办单位", Column.UNIT), ("责任主体", Column.UNIT), ("负责人", Column.OWNER),
        ("整改完成时限", Column.DUE), ("办结时限", Column.DUE), ("预计完成时间", Column.DUE), ("截止日期", Column.DUE),
        ("目前进展情况", Column.HISTORY), ("整改成效", Column.HISTORY), ("整改落实进展", Column.HISTORY),
        ("是否完成整改", Column.STATUS), ("销号状态", Column.STATUS), ("佐证资料", Column.EVIDENCE),
        ("支撑材料", Column.EVIDENCE), ("复核人", Column.VERIFIED), ("办结日期", Column.CLOSED_ON),
        ("办结时间", Column.CLOSED_ON), ("实际完成日期", Column.DONE_ON), ("整改到位时间", Column.DONE_ON),
        ("反馈来源", Column.SOURCE), ("问题序号", Column.SERIAL), ("备注说明", Column.REMARKS),
        ("配合单位", Column.HELPERS),
        ("协办单位", Column.HELPERS), ("责任单位牵头", Column.UNIT), ("责任单位配合", Column.HELPERS), ("配合度", None),
    ],
)  # fmt: skip
def test_columns_are_known_by_what_offices_call_them(heading: str, column: Column | None) -> None:
    assert find_column(heading) == column


def test_what_is_to_be_known_of_many_cells_is_told_once(docs: Path) -> None:
    copy_settings(docs.parent)
    rows = [(n, f"第{n}个方面不实", f"开展第{n}项整治", "2024-06-30", "2024-12-20 已布置", "", "") for n in range(1, 7)]
    write_sheet(docs.parent / "台账.xlsx", [HEAD, *rows])
    sheet = docs.parent / "台账.xlsx"
    told = run(docs.parent, "ledger-in", sheet, "--year", "2023", "--source", "自查", "--dry-run").stdout
    assert "注意：台账!E2、台账!E3、台账!E4 等 6 处：没有写状态的办理情况，记为整改中。" in told
    assert told.count("没有写状态的办理情况") == 1
