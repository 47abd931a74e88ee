from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from macros.compare.duties import compare_duties
from macros.compare.duty_sentences import DutyStanding, read_sayings
from macros.domain.concepts import Basis, Duty
from macros.domain.reports import Series
from tests.helpers.factories import DUTIES
from tests.helpers.small_papers import load, paper

DUTY = Duty(
    "专题研究",
    Basis("shili", None, "", verified=True),
    2,
    date(2018, 10, 1),
    verified=True,
    note="",
    words=(("专题研究", "从严治党"), ("书记", "党课"), ("民主生活会",)),
)


def sayings(folder: Path, item: str, text: str, series: str = "年度总结") -> list[str]:
    report = load(folder, {"reports/2023.md": paper(2023, {item: text}, series=series)}).reports["2023"]
    found = read_sayings(DUTY, report, report.items[item])
    return [f"{saying.standing.value} {saying.times if saying.times is not None else '-'}" for saying in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("专题研究全面从严治党工作2次。", ["记载 2"]),
        ("先后召开3次党委会，专题研究全面从严治党工作。", ["记载 3"]),
        ("召开党委会12次，其中专题研究从严治党2次。", ["记载 2"]),
        ("全年两次专题研究从严治党工作。", ["记载 2"]),
        ("党委书记讲党课1次。", ["记载 1"]),
        ("党委书记带头讲了一次党课。", ["记载 1"]),
        ("书记上党课二十余堂。", ["记载 20"]),
        ("坚持专题研究从严治党工作，全年共4次。", ["记载 4"]),
        ("书记讲党课，党员听讲4次。", ["记载 -"]),
        ("书记讲党课，4次调研。", ["记载 -"]),
        ("开展谈话20次，书记讲党课。", ["记载 -"]),
        ("书记讲党课3次、座谈2次。", ["记载 -"]),
        ("坚持每半年1次专题研究从严治党工作。", ["记载 -"]),
        ("专题研究从严治党工作不少于2次。", ["记载 -"]),
        ("书记讲第三次党课。", ["记载 -"]),
        ("将从严治党列入议程，专题研究2次。", ["记载 2"]),
        ("按照工作计划，专题研究从严治党2次。", ["记载 2"]),
        ("书记讲党课。召开民主生活会。", ["记载 -", "记载 -"]),
        ("书记将于年底讲党课。", ["安排 -"]),
        ("下一步，书记要讲党课2次。", ["安排 -"]),
        ("计划召开民主生活会1次。", ["安排 -"]),
        ("拟组织书记讲党课2次。", ["安排 -"]),
        ("全年未召开民主生活会。", ["原文为否定 -"]),
        ("书记没有讲党课。", ["原文为否定 -"]),
        ("没有发现问题，书记讲党课2次。", ["记载 2"]),
        ("从未间断书记党课。", ["记载 -"]),
        # Words apart, or in another sentence, record nothing.
        ("专题研究信访工作2次。推进从严治党。", []),
        ("书记调研；干部听党课。", []),
        ("落实从严治党主体责任。", []),
        ("", []),
    ],
)
def test_a_sentence_records_plans_or_denies(text: str, found: list[str], tmp_path: Path) -> None:
    assert sayings(tmp_path, "w1", text) == found


@pytest.mark.parametrize(
    ("item", "series", "found"),
    [
        ("m1", "年度总结", ["安排 -"]),
        ("w1", "年度任务安排", ["安排 -"]),
        ("p1", "年度总结", ["问题中提到 -"]),
        ("c1", "年度总结", ["问题中提到 -"]),
        ("o1", "年度总结", ["记载 2"]),
        ("w1", "半年报告", ["记载 2"]),
    ],
)
def test_only_what_tells_of_work_is_a_record(item: str, series: str, found: list[str], tmp_path: Path) -> None:
    assert sayings(tmp_path, item, "书记讲党课2次。", series) == found


def test_of_a_long_sentence_the_clauses_that_matter_are_quoted(tmp_path: Path) -> None:
    text = "，".join(["加强学习" * 5] * 10) + "，书记讲党课2次，" + "抓好落实" * 5 + "。"
    report = load(tmp_path, {"reports/2023.md": paper(2023, {"w1": text})}).reports["2023"]
    (saying,) = read_sayings(DUTY, report, report.items["w1"])
    assert saying.words == "……书记讲党课2次……"
    assert saying.times == 2


def test_duties_of_a_year_rest_on_the_edition_of_its_end_and_on_its_papers_alone(tmp_path: Path) -> None:
    duties = DUTIES.replace(
        "verified: true\n---", "verified: true\n    words: [[书记, 党课]]\n    series: 年度任务安排\n---"
    )
    pages = {
        "regulations/duties.md": duties,
        "reports/2023.md": paper(2023, {"work-0": "书记讲党课1次。", "w1": "学习。"}),
        "reports/2023-plan.md": paper(2023, {"m1": "书记讲党课2次。"}, series="年度任务安排", name="2023-plan"),
        "reports/2024.md": paper(2024, {"w1": "书记讲党课3次。"}),
        "reports/2017.md": paper(2017, {"w1": "没有相关内容。"}),
    }
    yearbook = load(tmp_path, pages)
    found = compare_duties(yearbook, "", 2023)
    (row,) = found.rows
    assert [paper.key for paper in found.papers] == ["2023", "2023-plan"]
    assert [basis.edition.id for basis in row.bases] == ["2018"]
    assert [(e.report.key, e.item and e.item.id, e.standing) for e in row.evidence] == [
        ("2023", "work-0", DutyStanding.RECORD),
        ("2023-plan", None, DutyStanding.RECORD),
        ("2023-plan", "m1", DutyStanding.PLAN),
    ]
    assert [standing for standing, _ in row.by_standing] == [DutyStanding.RECORD, DutyStanding.PLAN]
    assert [basis.edition.id for basis in compare_duties(yearbook, "", 2024).rows[0].bases] == ["2023"]
    early = compare_duties(yearbook, "", 2017).rows[0]
    assert (early.asked, early.bases, early.by_standing) == (False, (), [(DutyStanding.RECORD, [])])


def test_a_duty_without_words_or_series_cannot_be_searched(tmp_path: Path) -> None:
    yearbook = load(tmp_path, {"reports/2023.md": paper(2023, {"w1": "书记讲党课。"})})
    (row,) = compare_duties(yearbook, "", 2023).rows
    assert not row.searchable
    assert replace(row, duty=replace(DUTY, words=(), series=Series.PLAN)).searchable
    assert compare_duties(yearbook, "dongzhen", 2023).papers == ()
