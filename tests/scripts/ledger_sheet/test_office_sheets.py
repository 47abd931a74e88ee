"""Sheets as offices keep them: what they say comes in, nothing else does, and a second time changes nothing."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from macros.corpus import load_yearbook
from macros.domain.dates import PartialDate
from macros.domain.ledgers import DayRule, Ledger, LedgerMeasure, Mark, Status, StatusPhrase
from scripts.ledger_sheet.asking import parse_meaning
from scripts.ledger_sheet.days import read_lead
from scripts.ledger_sheet.faults import SheetErrors, UnknownPhrasesError
from scripts.ledger_sheet.importing import LedgerPlan, LedgerRequest, plan_import, titles_of
from scripts.ledger_sheet.workbook import make_workbook
from tests.helpers import changes
from tests.helpers.commands import copy_settings, run
from tests.helpers.ledger_files import OFFICE_HEAD, PHRASES, Value, office_sheets, write_sheet, write_site

pytestmark = pytest.mark.slow

TODAY = date(2024, 7, 15)
MEANINGS = tuple(parse_meaning(f"{says}={meaning}") for says, meaning in PHRASES.items())
slow = settings(
    deadline=None,
    max_examples=40,
    suppress_health_check=[HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    return write_site(tmp_path / "docs")


def sheet(docs: Path, *rows: Sequence[Value], title: str = "填表日期：2024年7月10日") -> Path:
    return write_sheet(docs.parent / "台账.xlsx", [(title,), OFFICE_HEAD, *rows])


def row(
    history: str = "", status: str = "", evidence: str = "", closed_on: str = "", due: str = "2024-06-30"
) -> Sequence[Value]:
    return (1, "作风不实", "开展整治", due, history, status, evidence, closed_on)


def plan_of(docs: Path, *rows: Sequence[Value], **options: object) -> LedgerPlan:
    return plan_import(docs, LedgerRequest(sheet(docs, *rows), 2023, source="自查", **options))  # type: ignore[arg-type]


def ledger_of(docs: Path) -> Ledger:
    return load_yearbook(docs).ledgers["2023"]


def measure_after(docs: Path, one: Sequence[Value], **options: object) -> LedgerMeasure:
    """The measure of a row once it is imported; the same row again is tried to change nothing."""
    changes.put(plan_of(docs, one, **options).changes)
    again = plan_of(docs, one)
    assert again.differences == ()
    assert not again.changes
    return ledger_of(docs).entries[0].measures[0]


def told(measure: LedgerMeasure) -> list[tuple[str, str, str]]:
    return [(event.day, str(event.status), event.note) for event in measure.history]


def faults_of(docs: Path, one: Sequence[Value], **options: object) -> list[str]:
    with pytest.raises(SheetErrors) as caught:
        plan_of(docs, one, **options)
    return [str(fault) for fault in caught.value.faults]


@pytest.mark.parametrize(
    "line",
    [
        "2024.9.20 【已销号】已印发",
        "2024/9/20【已销号】已印发",
        "2024年9月20日 【已销号】已印发",
        "２０２４．９．２０　【已销号】已印发",
        "2024-09-20 【已销号】已印发",
        "1. 2024.9.20：【已销号】已印发",
    ],
)
def test_day_in_whichever_form_is_the_day_of_the_record(docs: Path, line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1735689600")
    assert told(measure_after(docs, row(line))) == [("2024-09-20", "已销号", "已印发")]


@pytest.mark.parametrize(
    ("line", "on", "note", "said"),
    [
        ("2024年9月底已印发", "2024-09", "2024年9月底已印发", "已印发"),
        ("2024年3月至5月开展整治", "2024-03", "2024年3月至5月开展整治", "5月开展整治"),
        ("2024年3月、5月两次开会", "2024-03", "2024年3月、5月两次开会", "5月两次开会"),
        ("2024年9月底前已完成", "None", "2024年9月底前已完成", "已完成"),
        ("已于2024年9月20日完成", "2024-09-20", "已于2024年9月20日完成", "已完成"),
        ("（2024年9月20日）已印发", "2024-09-20", "已印发", "已印发"),
        ("2024年3月1日起草办法", "2024-03-01", "起草办法", "起草办法"),
        ("2024年9月20日前往县里对接", "2024-09-20", "前往县里对接", "前往县里对接"),
        ("日期不详 已印发", "None", "已印发", "已印发"),
    ],
)
def test_words_that_belong_to_a_day_stay_with_it(line: str, on: str, note: str, said: str) -> None:
    lead = read_lead(line)
    assert lead is not None
    assert (str(lead.on), lead.note, lead.said, lead.is_deadline) == (on, note, said, False)


@pytest.mark.parametrize(
    "line",
    [
        "2024年9月底完成",
        "2024年9月底前完成修订",
        "计划2024年9月底前完成",
        "2024年9月底前整改到位",
        "拟于2024年9月前完成",
    ],
)
def test_deadline_in_the_history_is_a_deadline_and_no_record(docs: Path, line: str) -> None:
    measure = measure_after(docs, row(line, due=""))
    assert (str(measure.due_on), measure.history) == ("2024-09", ())


def test_deadline_in_the_history_agrees_with_its_own_column(docs: Path) -> None:
    assert str(measure_after(docs, row("9月底前完成", due="2024-09-30")).due_on) == "2024-09-30"
    (fault,) = faults_of(docs, row("2024年9月底完成", due="2024-06-30"))
    assert "台账!E3：办理情况里写的期限是“2024年9月底完成”，期限一栏是“2024-06-30”，应为两处一致。改法：" in fault


def test_deadline_without_a_year_is_refused(docs: Path) -> None:
    (fault,) = faults_of(docs, row("9月底前完成", due=""))
    assert "台账!E3：办理情况里写的期限是“9月底前完成”，应为有年份的期限。改法：把年份补全" in fault


@pytest.mark.parametrize("words", ["已完成", "已整改到位", "已完成并销号", "基本完成", "整改完成", "已全部整改到位"])
@pytest.mark.parametrize("column", ["history", "status"])
def test_words_that_nobody_has_told_of_are_asked(docs: Path, words: str, column: str) -> None:
    with pytest.raises(UnknownPhrasesError) as caught:
        plan_of(docs, row(**{column: words}))
    place = "台账!E3" if column == "history" else "台账!F3"
    assert caught.value.phrases == {words: [place]}
    assert f"{place}：“{words}”是什么状态，站点不知道（共 1 处）" in str(caught.value)
    assert f"加 --meaning {words}=" in str(caught.value)


def test_answer_is_told_kept_and_not_asked_again(docs: Path) -> None:
    meaning = [parse_meaning("已完成=已销号,未知日期")]
    plan = plan_of(docs, row(status="已完成"), meaning=meaning)
    assert plan.differences[0] == "用语：“已完成”按已销号记，日期不详"
    assert plan.differences[-1] == "2023-01 措施1 办理记录新增：“日期不详 【已销号】”"
    changes.put(plan.changes)
    assert ledger_of(docs).meanings == (StatusPhrase("已完成", Status.CLOSED, DayRule.UNKNOWN),)
    assert plan_of(docs, row(status="已完成")).differences == ()
    other = [*row(status="已完成")]
    other[1] = "学习不深"
    plan = plan_of(docs, row(status="已完成"), other)
    assert "表里的“已完成”按已销号记，日期不详，照以前说明的办理。" in plan.notices
    # Another year's sheet of the same unit knows it too.
    later = plan_import(docs, LedgerRequest(sheet(docs, row(status="已完成")), 2024, source="自查"))
    assert later.differences[-1] == "2024-01 措施1 办理记录新增：“日期不详 【已销号】”"


def test_answer_can_be_changed(docs: Path) -> None:
    changes.put(plan_of(docs, row(status="已完成"), meaning=[parse_meaning("已完成=已完成待验收")]).changes)
    plan = plan_of(docs, row(status="已完成"), meaning=[parse_meaning("已完成=已销号")])
    assert plan.differences[0] == "用语：“已完成”按已销号记，日期不详"
    changes.put(plan.changes)
    assert [str(phrase.status) for phrase in ledger_of(docs).meanings] == ["已销号"]


@pytest.mark.parametrize(
    ("meaning", "day"),
    [
        ("已完成=已销号", "日期不详"),
        ("已完成＝已销号，期限", "2024-06-30"),
        ("已完成=已销号,填表日期", "2024-07-10"),
        ("已完成=已销号,最近记录", "2024-05-01"),
    ],
)
def test_day_that_counts_for_a_status_is_the_one_that_was_told(docs: Path, meaning: str, day: str) -> None:
    measure = measure_after(docs, row("2024.5.1 已印发", "已完成"), meaning=[parse_meaning(meaning)])
    last = measure.history[-1]
    assert (last.day, last.status) == (day, Status.CLOSED)
    assert all(event.on != PartialDate(2024, 7, 15) for event in measure.history)


def test_day_by_rule_is_unknown_where_it_cannot_be(docs: Path) -> None:
    by_due = [parse_meaning("已完成=已销号,期限")]
    later = measure_after(docs, row("2024.7.1 已印发", "已完成", due="2024-06-30"), meaning=by_due)
    assert told(later)[-1] == ("日期不详", "已销号", "")


def test_day_of_filling_in_is_asked_where_a_rule_needs_it(docs: Path) -> None:
    options = {"meaning": [parse_meaning("已完成=已销号,填表日期")]}
    file = write_sheet(docs.parent / "台账.xlsx", [OFFICE_HEAD, row(status="已完成")])
    with pytest.raises(SheetErrors, match="台账!F2：这里的状态按填表日期记，表里没有写填表日期"):
        plan_import(docs, LedgerRequest(file, 2023, source="自查", **options))
    plan = plan_import(docs, LedgerRequest(file, 2023, source="自查", filled_on=date(2024, 7, 1), **options))
    assert plan.differences[-1] == "2023-01 措施1 办理记录新增：“2024-07-01 【已销号】”"


@pytest.mark.parametrize("text", ["已完成", "=已销号", "已完成=办好了", "已完成=已销号,昨天"])
def test_meaning_that_cannot_be_understood_says_what_is_expected(text: str) -> None:
    with pytest.raises(ValueError, match=r"写成|应为"):
        parse_meaning(text)


def test_closed_measure_of_an_unknown_day_is_closed_and_never_overdue(docs: Path) -> None:
    measure = measure_after(docs, row("2024-03-01 【整改中】已起草", "已销号", due="2024-04-30"))
    assert told(measure) == [("2024-03-01", "整改中", "已起草"), ("日期不详", "已销号", "")]
    assert measure.status_on(TODAY).typed is Status.CLOSED
    assert Mark.OVERDUE not in measure.marks_on(TODAY, 2023)


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (row("2024.5.1 已印发", "整改中"), [("2024-05-01", "整改中", "已印发")]),
        (row("2024.5.1 已印发", "已销号", closed_on="2024-05-01"), [("2024-05-01", "已销号", "已印发")]),
        (
            row("2024.5.1 已印发", "已销号", closed_on="2024-06-01"),
            [("2024-05-01", "整改中", "已印发"), ("2024-06-01", "已销号", "")],
        ),
        (
            row("2024.5.1 已印发\n2024.7.1 回头看", "已销号", closed_on="2024-06-01"),
            [("2024-05-01", "整改中", "已印发"), ("2024-06-01", "已销号", ""), ("2024-07-01", "已销号", "回头看")],
        ),
        (row("已修订制度", "已销号"), [("日期不详", "已销号", "已修订制度")]),
        (row("3月1日已起草", "整改中"), [("日期不详", "整改中", "3月1日已起草")]),
        (row("", "已销号（2024.6.20）"), [("2024-06-20", "已销号", "")]),
        (row("", "未启动"), []),
        (row("【已销号】已印发", closed_on="2024-06-01"), [("2024-06-01", "已销号", "已印发")]),
        # What tells of a closing in passing leaves its day to the column of closings.
        (
            row("2024.5.1集中整理，已完成并销号", closed_on="2024-06-20"),
            [("2024-05-01", "整改中", "集中整理，已完成并销号"), ("2024-06-20", "已销号", "")],
        ),
        (
            row("2024年3月至5月集中整理，已完成并销号", closed_on="2024-06-20"),
            [("2024-06-20", "已销号", "2024年3月至5月集中整理，已完成并销号")],
        ),
        (
            row("2024年3月至5月集中整理，已完成并销号"),
            [("日期不详", "已销号", "2024年3月至5月集中整理，已完成并销号")],
        ),
        (row("2024年3月至5月集中整理"), [("2024-03", "整改中", "2024年3月至5月集中整理")]),
        # A closing known to the month alone is not put before what came of the measure in that month.
        (
            row("2024.6.7 回头看\n日期不详 【已完成待验收】已报送", closed_on="2024年6月"),
            [("2024-06-07", "整改中", "回头看"), ("日期不详", "已完成待验收", "已报送"), ("日期不详", "已销号", "")],
        ),
    ],
)
def test_columns_of_a_row_are_one_account(
    docs: Path, one: Sequence[Value], expected: list[tuple[str, str, str]]
) -> None:
    assert told(measure_after(docs, one, meaning=MEANINGS)) == expected


@pytest.mark.parametrize(
    ("one", "fault"),
    [
        (row("2024.5.1 【已销号】已印发", "整改中"),
         "台账!F3：状态写的是“整改中”，办理情况最近一条是已销号（2024-05-01），应为两处一致"),
        (row("2024.5.1 【已销号】已印发", "否"), "台账!F3：状态写的是“否”，办理情况最近一条是已销号"),
        (row("2024.5.1 【已完成待验收】已印发", "整改中"), "台账!F3：状态写的是“整改中”"),
        (row("", "整改中", closed_on="2024-06-01"), "台账!H3：销号日期写的是 2024-06-01，状态写的是“整改中”"),
        (row("2024.5.1 【已销号】", closed_on="2024-06-01"),
         "台账!H3：销号日期写的是 2024-06-01，办理情况里已销号的日期是 2024-05-01"),
        (row("2024.7.1 【整改中】", "已销号", closed_on="2024-06-01"),
         "台账!H3：销号日期写的是 2024-06-01，其后 2024-07-01 还是整改中"),
        (row("", "已销号（2024.6.20）", closed_on="2024-07-01"), "台账!H3：销号日期写的是 2024-07-01，状态一栏写的是"),
        (row("", "", "会议记录"), "台账!G3：有佐证“会议记录”，没有办理情况"),
        (row("2024.5.1 【已销号】〔佐证：文件〕", "", "记录"),
         "台账!G3：佐证写的是“记录”，办理情况最近一条的佐证是“文件”"),
    ],
)  # fmt: skip
def test_row_whose_columns_contradict_each_other_is_refused(docs: Path, one: Sequence[Value], fault: str) -> None:
    (told_fault,) = faults_of(docs, one)
    assert fault in told_fault
    assert "改法：" in told_fault


def test_what_only_the_column_of_statuses_tells_is_not_missing(docs: Path) -> None:
    one = row("2024.5.1 已印发", "已销号", "验收记录")
    measure = measure_after(docs, one, remove_missing=True)
    assert not plan_of(docs, one, remove_missing=True).changes
    assert [(event.day, event.evidence) for event in measure.history] == [("2024-05-01", ""), ("日期不详", "验收记录")]


def test_evidence_stays_where_it_was_put(docs: Path) -> None:
    measure = measure_after(docs, row("2024.3.1 已布置\n2024.5.1 【已销号】已印发", "已销号", "验收记录"))
    assert [event.evidence for event in measure.history] == ["", "验收记录"]
    # A new line, the same evidence; then none at all.
    more = "2024.3.1 已布置\n2024.5.1 【已销号】已印发\n2024.7.1 回头看"
    measure = measure_after(docs, row(more, "已销号", "验收记录"))
    assert [event.evidence for event in measure.history] == ["", "验收记录", ""]
    measure = measure_after(docs, row(more, "已销号", ""))
    assert [event.evidence for event in measure.history] == ["", "验收记录", ""]


def test_record_that_speaks_of_completion_without_a_status_is_told(docs: Path) -> None:
    plan = plan_of(docs, row("2024.5.1 办法修订已完成"))
    assert "台账!E3：办理情况说到“完成”，请核对：已经完成的，在状态一栏写明。" in plan.notices


@pytest.mark.slow
@slow
@given(office_sheets(), office_sheets())
def test_sheet_that_comes_in_twice_changes_nothing(first: list[Sequence[Value]], second: list[Sequence[Value]]) -> None:
    """Nor does its export; no record bears the day of the import, and the last one has the status of its column."""
    with tempfile.TemporaryDirectory() as folder:
        docs = write_site(Path(folder, "docs"))
        for rows in (first, second, first):
            try:
                plan = plan_of(docs, *rows, meaning=MEANINGS)
            except SheetErrors as refused:
                assert not isinstance(refused, UnknownPhrasesError)
                assert all("改法：" in str(fault) for fault in refused.faults)
                continue
            changes.put(plan.changes)
            again = plan_of(docs, *rows)
            assert again.differences == ()
            assert not again.changes
            assert not comes_back_changed(docs)
            known = {entry.text: entry.measures[0] for entry in ledger_of(docs).entries}
            for one in rows:
                history = known[str(one[1])].history
                assert all(event.on != PartialDate(2024, 7, 15) for event in history)
                if meant := MEANT.get(str(one[5])):
                    assert known[str(one[1])].status_after(history).typed is meant


MEANT = {
    **{phrase.says: phrase.status for phrase in MEANINGS},
    **{str(status): status for status in (Status.CLOSED, Status.UNDER_WAY, Status.STANDING, Status.RETURNED)},
    "待验收": Status.AWAITING,
    "已销号（2024.6.20）": Status.CLOSED,
}


def comes_back_changed(docs: Path) -> bool:
    """Whether an export that is imported again, by itself or into a site without the page, says something else."""
    page, ledger = docs / "ledger/2023.md", ledger_of(docs)
    file = docs.parent / "导出.xlsx"
    file.write_bytes(make_workbook(ledger, titles_of(load_yearbook(docs)), TODAY))
    back = plan_import(docs, LedgerRequest(file, 2023))
    text = page.read_text(encoding="utf-8")
    page.unlink()
    changes.put(plan_import(docs, LedgerRequest(file, 2023)).changes)
    fresh = ledger_of(docs)
    page.write_text(text, encoding="utf-8")
    return bool(back.changes) or _without_stamps(fresh) != _without_stamps(ledger)


def _without_stamps(ledger: Ledger) -> list[object]:
    """What a sheet can hold of a ledger: all but the days of recording and the meaning of words."""
    return [
        replace(measure, history=tuple(replace(event, recorded_on=None) for event in measure.history))
        for entry in ledger.entries
        for measure in entry.measures
    ]


@pytest.fixture
def project(docs: Path) -> Path:
    copy_settings(docs.parent)
    return docs.parent


def test_clerk_is_asked_once_and_answers_by_number_or_word(project: Path) -> None:
    file = sheet(
        project / "docs", row("2024.5.1 已印发", "已完成"), (2, "学习不深", "制定计划", "", "", "已完成", "", "")
    )
    asked = run(project, "ledger-in", file, "--year", 2023, "--source", "自查", typed="9\n2\n不详\nyes\n")
    assert asked.returncode == 0, asked.stderr
    assert "“已完成”，台账!F3 等共 2 处：" in asked.stdout
    assert "1 已完成待验收  2 已销号" in asked.stdout
    assert "没有“9”这一项。" in asked.stdout
    assert "用语：“已完成”按已销号记，日期不详" in asked.stdout
    again = run(project, "ledger-in", file, "--year", 2023, "--source", "自查")
    assert "没有变化" in again.stdout
    assert "说法" not in again.stdout


def test_answers_of_which_nothing_came_are_told_again(project: Path) -> None:
    file = sheet(project / "docs", row("2024.5.1 【已销号】", "已完成"))
    refused = run(project, "ledger-in", file, "--year", 2023, "--source", "自查", typed="1\n2\n")
    assert refused.returncode == 1
    assert "可以加上：--meaning 已完成=已完成待验收,期限" in refused.stdout
    assert "台账!F3" in refused.stderr


def test_unknown_words_stop_where_nobody_answers(project: Path) -> None:
    file = sheet(project / "docs", row(status="已完成"))
    for options, typed in ((["--yes"], ""), ([], ""), (["--dry-run"], "\n")):
        stopped = run(project, "ledger-in", file, "--year", 2023, "--source", "自查", *options, typed=typed)
        assert stopped.returncode == 1
        assert "“已完成”是什么状态，站点不知道" in stopped.stderr
        assert "Traceback" not in stopped.stderr
    assert not (project / "docs/ledger/2023.md").exists()
    told_now = run(
        project, "ledger-in", file, "--year", 2023, "--source", "自查", "--yes", "--meaning", "已完成=已销号,不详"
    )
    assert told_now.returncode == 0, told_now.stderr
    assert "说法=状态,日期" in run(project, "ledger-in", file, "--year", 2023, "--meaning", "已完成").stderr


def test_the_command_asks_for_another_year_and_takes_no_yes_in_advance(project: Path) -> None:
    file = sheet(project / "docs", row("2024.5.1 已印发", "整改中"))
    file = file.rename(file.with_name("2023年台账.xlsx"))
    command = ("ledger-in", file, "--year", 2022, "--source", "自查")
    refused = run(project, *command, "--yes")
    assert refused.returncode == 1
    assert "改成 --year 2023；确实是 2022 年的，加 --other-year" in refused.stderr
    assert not (project / "docs/ledger/2022.md").exists()
    assert run(project, *command, typed="yes\nyes\n").returncode == 0
    assert (project / "docs/ledger/2022.md").exists()
