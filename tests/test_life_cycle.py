"""A new office from its first command to its ledger, by what the handbook shows: nothing is wrong in the outcome."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from macros.corpus import load_yearbook
from macros.domain.ledgers import Mark
from macros.domain.reports import Report
from scripts.setup.needs import OFFICE
from tests.helpers.commands import copy_office, run
from tests.helpers.new_office import OTHER, ROWS, UNIT, write_ledger, write_papers

pytestmark = [pytest.mark.slow, pytest.mark.needs(OFFICE)]
#: What the clerk types, command by command; no page is edited by hand.
ANSWERS = {
    "set-up": ["yes"],
    "own papers": [UNIT, "yes"],
    "other papers": ["机关", "yes"],
    # What 实际完成时间 is the day of; what 是 under 是否完成 means, and that no day goes by a rule.
    "ledger": ["1", "1", "", "yes"],
}
#: Every figure that the papers tell of their own year, as they write it; and none that they tell of another.
FIGURES = {
    "2017": ["14次", "6个", "4场", "210余人次", "9次", "17个", "20%", "35%"],
    "2018": ["16次", "2轮", "2万余个"],
    "2019": ["3次", "45人次"],
    "2020": ["5次", "320人次"],
    "2021": ["7次", "410人次"],
    "2023": ["42份", "3起", "100%"],
    "guanqu/2022": ["12次", "4次"],
}


def test_a_new_office_brings_all_in_by_the_handbook_and_nothing_is_wrong(tmp_path: Path) -> None:
    project = copy_office(tmp_path / "site")
    folders, sheet = write_papers(tmp_path), write_ledger(tmp_path)

    def do(step: str, *arguments: object) -> None:
        done = run(project, *arguments, typed="".join(f"{line}\n" for line in ANSWERS[step]))
        assert (done.returncode, done.stderr) == (0, ""), done.stdout

    do("set-up", "set-up", "--unit", UNIT, "--audience", "机关")
    do("own papers", "import", "--batch", folders["own"], "--indicators")
    do("other papers", "import", "--batch", folders["other"], "--out", project / "docs/reports/guanqu", "--indicators")
    do("ledger", "ledger-in", sheet, "--year", "2023", "--source", "自查")
    checked = run(project, "check")
    assert "内容无误：7 份报告，1 份台账" in checked.stdout
    assert sum(map(len, ANSWERS.values())) == 9

    yearbook = load_yearbook(project / "docs")
    assert {key: report.unit for key, report in yearbook.reports.items()} == {
        key: OTHER if key.startswith("guanqu/") else UNIT for key in FIGURES
    }
    for key, report in yearbook.reports.items():
        _look_at(report, FIGURES[key])
    ledger = yearbook.ledgers["2023"]
    measures = [measure for entry in ledger.entries for measure in entry.measures]
    assert (ledger.unit, len(ledger.entries), len(measures)) == (UNIT, ROWS, ROWS)
    day = date(2023, 12, 31)
    assert Counter(str(measure.status_on(day)) for measure in measures) == {"已完成待验收": 20, "整改中": 20}
    first, second, third, fourth = measures[:4]
    told = [[(event.day, str(event.status)) for event in measure.history] for measure in measures[:4]]
    assert told == [
        [("2023-05-10", "整改中"), ("2023-06-20", "已完成待验收")],
        [("日期不详", "整改中")],
        [("2023-03-01", "整改中")],
        [("2023-10-08", "整改中"), ("2023-11", "已完成待验收")],
    ]
    assert [str(measure.due_on) for measure in (first, second, third, fourth)] == [
        "2023-06", "2023-09-30", "None", "2023-11-30",
    ]  # fmt: skip
    assert {(measure.leader, measure.unit, measure.owner) for measure in measures} == {
        ("副局长", "办公室", "办公室主任")
    }
    marks = Counter(mark for measure in measures for mark in measure.marks_on(day, 2023))
    assert marks == {Mark.OVERDUE: 10}


def _look_at(report: Report, figures: list[str]) -> None:
    """A page says what its paper says: its parts, its figures, its day, and nothing of a web site's menu."""
    assert sorted(figure.written for figure in report.indicators) == sorted(figures)
    for figure in report.indicators:
        assert figure.written in report.words or figure.unit == "人次", figure
    kinds = [part.kind.class_name for part in report.parts]
    assert kinds[:2] == ["work", "problem"]
    assert kinds[-1] == "measure"
    for words in ("登录", "首页", "版权", "浏览次数", "打印"):
        assert words not in report.words
    assert "登录" not in "".join(report.letterhead)
