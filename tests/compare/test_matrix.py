from __future__ import annotations

from pathlib import Path

import pytest

from macros.compare.matrix import year_matrix
from macros.domain.reports import PartKind
from tests.helpers.small_papers import load, paper

RULE = "学习[《示例条例》](../regulations/shili/2018.md)。"
IDEA = "开展[教育](../regulations/concepts.md#jiaoyu)。"
NONE = "没有引用。"


@pytest.mark.parametrize(
    ("years", "expected"),
    [
        ({2020: RULE, 2021: RULE, 2022: NONE, 2023: RULE}, ["新增", "延续", "未再出现", "再现"]),
        ({2020: NONE, 2021: RULE, 2022: RULE, 2023: NONE}, ["—", "新增", "延续", "未再出现"]),
        # A year without a report interrupts nothing.
        ({2020: RULE, 2022: RULE}, ["新增", "无报告", "延续"]),
        ({2020: RULE, 2022: NONE, 2023: NONE}, ["新增", "无报告", "未再出现", "—"]),
        ({2023: RULE}, ["新增"]),
    ],
)
def test_each_year_says_what_it_did_with_a_topic(tmp_path: Path, years: dict[int, str], expected: list[str]) -> None:
    yearbook = load(tmp_path, {f"reports/{year}.md": paper(year, {"w1": text}) for year, text in years.items()})
    (table,) = year_matrix(yearbook.reports_of(""), yearbook)
    (row,) = [row for row in table.rows if row.name == "《示例条例》"]
    assert [str(cell.course) for cell in row.cells] == expected


def test_kinds_stand_apart_and_what_cites_nothing_comes_last(tmp_path: Path) -> None:
    pages = {
        "reports/2021.md": paper(2021, {"w1": RULE, "w2": IDEA, "problem-0": NONE, "p1": NONE}),
        "reports/2022.md": paper(2022, {"work-0": IDEA, "w1": RULE, "w2": NONE}),
    }
    yearbook = load(tmp_path, dict(pages))
    work, problem = year_matrix(yearbook.reports_of(""), yearbook)
    assert (work.kind, problem.kind) == (PartKind.WORK, PartKind.PROBLEM)
    named = [(row.name, [[item.id for item in cell.items] for cell in row.cells]) for row in work.rows]
    assert named == [
        ("《示例条例》", [["w1"], ["w1"]]),
        ("经常教育", [["w2"], ["work-0"]]),
        ("没有引用法规或概念的条目", [[], ["w2"]]),
    ]
    assert [row.name for row in problem.rows] == ["没有引用法规或概念的条目"]


def test_no_reports_make_no_matrix(tmp_path: Path) -> None:
    assert year_matrix((), load(tmp_path, {})) == ()
