"""Units beside one another: who has what of a year, what many name, and what came of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from macros.compare.matrix import Topic
from macros.compare.units.common_problems import find_common_problems
from macros.compare.units.unit_duties import DutyFound, compare_duties_of_units, what_is_found
from macros.compare.units.unit_indicators import tabulate_indicators_of_units
from macros.compare.units.unit_measures import Came, count_measures_of_units, share_done
from macros.compare.units.unit_topics import tabulate_topics
from macros.compare.units.unit_years import choose_year, find_units, group_units, papers_of_year, tabulate_units
from macros.corpus import load_yearbook
from macros.domain.reports import Unit
from macros.domain.yearbook import Yearbook
from tests.helpers.county import paper_of_unit
from tests.helpers.factories import DUTIES, write_pages

TODAY = date(2025, 7, 15)
NAMES = {"dongzhen": "东镇党委", "nanzhen": "南镇党委", "xizhen": "西镇党委"}
STUDY = "学习教育不够深入", "个别支部学习流于形式，只读文件不讨论，笔记互相抄。"
MONEY = "村级财务公开不及时", "有的村公开栏半年没有更新，群众对支出明细有疑问。"
CARS = "公务用车管理不严", "公车出车登记不全，节假日没有全部封存。"


def yearbook_of(folder: Path, *papers: tuple[str, str, str]) -> Yearbook:
    """Three units' papers and ledgers: kind of page, unit and text."""
    pages: dict[str, str | bytes | None] = {"reports/2023.md": None, "ledger/2023.md": None}
    for top, unit, text in papers:
        pages[f"{top}/{unit}/2023.md"] = text
    return load_yearbook(write_pages(folder / "docs", pages))


def paper(unit: str, *problems: tuple[str, str], more: str = "") -> tuple[str, str, str]:
    return "reports", unit, paper_of_unit(unit, NAMES[unit], problems, more)


def ledger(unit: str, *rows: tuple[str, str, str]) -> tuple[str, str, str]:
    """A ledger with an entry a row: what it names, what is done, the rest of the measure."""
    entries = [
        f"  - id: 2023-{number:02}\n    source: 自查\n    text: 问题\n    problem: {unit}/2023#{item}\n"
        f"    measures:\n      - text: {text}\n        kind: 限期整改\n        owner: 组织委员\n"
        f"        due: [{{on: 2024-06-30}}]\n{rest}"
        for number, (item, text, rest) in enumerate(rows, 1)
    ]
    front = f"year: 2023\nunit: {NAMES[unit]}\naudience: 班子\nentries:\n{''.join(entries)}"
    return "ledger", unit, f"---\n{front}---\n\n# 2023年整改台账 {{ #ledger-{unit}-2023 }}\n"


def event(status: str, evidence: str = "") -> str:
    proof = f", evidence: {evidence}" if evidence else ""
    closed = "        closure: {verified_by: 纪委书记, approved_by: 党委会, on: 2024-05-20}\n"
    row = f"        history:\n          - {{on: 2024-05-20, status: {status}, note: 记录{proof}}}\n"
    return row + (closed if status == "已销号" else "")


@pytest.fixture
def county(tmp_path: Path) -> Yearbook:
    return yearbook_of(
        tmp_path,
        paper("dongzhen", STUDY, MONEY),
        paper("nanzhen", (f"部分支部{STUDY[0]}", STUDY[1]), CARS),
        paper("xizhen", MONEY),
        ledger("dongzhen", ("p1", "检查笔记", event("整改中")), ("p2", "季度公开", event("整改中"))),
        ledger("nanzhen", ("p1", "领导带头讲课", event("已销号", "讲稿")), ("p2", "逐次登记", event("已销号"))),
    )


def test_units_stand_by_the_letter_of_their_folder(county: Yearbook) -> None:
    assert [(unit.letter, unit.name) for unit in find_units(county)] == [
        ("D", "东镇党委"),
        ("N", "南镇党委"),
        ("X", "西镇党委"),
    ]
    assert [unit.folder for unit in find_units(county, "n")] == ["nanzhen"]
    rows = tabulate_units(county)
    assert [(row.unit.folder, bool(row.years[0].summary), bool(row.years[0].ledger)) for row in rows] == [
        ("dongzhen", True, True),
        ("nanzhen", True, True),
        ("xizhen", True, False),
    ]


def test_the_year_is_the_newest_of_which_two_units_tell(county: Yearbook, tmp_path: Path) -> None:
    newer = paper_of_unit("xizhen", "西镇党委", [MONEY]).replace("2023", "2024")
    (tmp_path / "docs/reports/xizhen/2024.md").write_text(newer, encoding="utf-8")
    both = load_yearbook(tmp_path / "docs")
    assert (choose_year(county), choose_year(both), choose_year(both, 2024)) == (2023, 2023, 2024)
    assert [one.folder for one in papers_of_year(both, 2024)] == ["xizhen"]


def test_problems_of_several_units_are_put_together_with_what_was_done_elsewhere(county: Yearbook) -> None:
    found = find_common_problems(county, 2023, TODAY)
    told = [[(one.place.report.folder, one.place.item.id) for one in problem.problems] for problem in found]
    assert told == [[("dongzhen", "p1"), ("nanzhen", "p1")], [("dongzhen", "p2"), ("xizhen", "p1")]]
    study, money = found
    assert [(one.place.report.folder, [row.measure.text for row in one.done if row.measure]) for one in study.done] == [
        ("nanzhen", ["领导带头讲课"])
    ]
    assert study.least >= 0.5
    assert not money.done
    assert [len(one.measures) for one in money.problems] == [1, 0]


def test_problems_of_one_unit_and_unlike_ones_are_never_put_together(tmp_path: Path) -> None:
    alone = yearbook_of(tmp_path, paper("dongzhen", STUDY, STUDY), paper("nanzhen", MONEY), paper("xizhen", CARS))
    assert find_common_problems(alone, 2023, TODAY) == ()


#: Problems of two units that have words of their headings, or of their texts, in common, and are not one.
_UNLIKE = (
    (("服务企业不够主动", "有的干部怕与企业打交道，惠企政策坐等上门。"),
     ("对物业服务企业监督不够", "老旧小区服务跟不上，业委会成立难。")),
    (("校产管理有漏洞", "操场的器材没有登记，借出去没有还。"),
     ("公务接待管理有漏洞", "先接待后补单，陪餐人数没有写。")),
    (("有偿补课没有根除", "个别教师改到托管班里讲课，家长自愿，查起来取证难。"),
     ("收受礼品的口子没有扎紧", "教师节，个别教师收过家长送的卡券，思想上没有当回事。")),
)  # fmt: skip
_ALIKE = (
    (("村务公开流于形式", "有的村公开栏长年不更新，工程款、误工补贴只有总数没有明细。"),
     ("村务公开不够及时", "有5个村的公开栏超过规定时间，工程款没有明细，群众看不懂。")),
    (("公务接待管理还有漏洞", "个别站所先接待后补单，接待清单填写不全，陪餐人数把关不严。"),
     ("公务接待审批把关不严", "有4批次没有附公函和接待清单，个别站所先接待后补审批，陪餐人数登记不完整。")),
)  # fmt: skip


def test_of_two_units_both_heading_and_text_must_speak_for_one_problem(tmp_path: Path) -> None:
    def found(*pairs: tuple[tuple[str, str], tuple[str, str]]) -> list[list[str]]:
        first, second = zip(*pairs, strict=True)
        book = yearbook_of(tmp_path, paper("dongzhen", *first), paper("nanzhen", *second), paper("xizhen", CARS))
        common = find_common_problems(book, 2023, TODAY)
        return sorted([one.place.item.id for one in problem.problems] for problem in common)

    assert found(*_UNLIKE) == []
    assert found(*_ALIKE) == [["p1", "p1"], ["p2", "p2"]]


def test_measures_are_counted_by_what_came_of_them(county: Yearbook) -> None:
    east, south, west = count_measures_of_units(county, TODAY)
    # Each unit's paper has one measure that no ledger names.
    assert dict(east.all) == {Came.OVERDUE: 2, Came.SILENT: 1}
    assert dict(south.all) == {Came.DONE: 1, Came.UNPROVEN: 1, Came.SILENT: 1}
    assert (share_done(south.all), share_done(east.all)) == ((1, 3), (0, 3))
    assert [*west.years] == [2023]
    assert not count_measures_of_units(county, TODAY, 2022)[0].years


def test_a_unit_whose_ledgers_did_not_come_whole_is_not_counted(county: Yearbook) -> None:
    cut = replace(county, withheld_ledgers=frozenset({"dongzhen/2023"}))
    east, south, _ = count_measures_of_units(cut, TODAY)
    assert (east.knows_all, east.years, south.knows_all) == (False, {}, True)
    (study, _) = find_common_problems(cut, 2023, TODAY)
    assert [one.knows_all for one in study.problems] == [False, True]


def test_indicators_stand_side_by_side_only_where_name_and_unit_agree(tmp_path: Path) -> None:
    def counted(unit: str) -> str:
        talks = "  - {name: 廉政谈话, value: 3, unit: 人次}"
        return f"indicators:\n{talks}\n  - {{name: 警示教育, value: 2, unit: {unit}}}\n"

    book = yearbook_of(
        tmp_path,
        paper("dongzhen", STUDY, more=counted("场")),
        paper("nanzhen", STUDY, more=counted("次")),
        paper("xizhen", STUDY),
    )
    table = tabulate_indicators_of_units(book, 2023)
    assert (table.names, table.alone, table.differing) == ((("廉政谈话", "人次"),), 2, ("警示教育",))
    assert [one.folder for one, _ in table.rows] == ["dongzhen", "nanzhen"]


def test_topics_of_most_units_come_first(tmp_path: Path) -> None:
    text = STUDY[0], "对照[《示例条例》](../../regulations/shili/2018.md)还有差距。"
    book = yearbook_of(tmp_path, paper("dongzhen", text), paper("nanzhen", STUDY), paper("xizhen", text))
    table = tabulate_topics(book, 2023, 5)
    assert [topic_id(topic) for topic in table.topics] == ["shili"]
    assert [len(items[0]) for _, items in table.rows] == [1, 0, 1]


def topic_id(topic: Topic) -> str:
    return topic.id


def test_of_a_duty_it_is_told_what_is_recorded_and_never_that_it_was_not_done(tmp_path: Path) -> None:
    duties = DUTIES.replace("per_year: 2", "per_year: 2\n    words: [[专题, 研究]]")
    book = yearbook_of(
        tmp_path,
        paper("dongzhen", ("学习不够", "专题研究不够。")),
        paper("nanzhen", STUDY),
        ("reports", "xizhen", work_of("xizhen", "党委专题研究2次。")),
    )
    page = tmp_path / "docs/regulations/duties.md"
    page.write_text(duties, encoding="utf-8")
    table = compare_duties_of_units(load_yearbook(tmp_path / "docs"), 2023)
    found = {unit.folder: what_is_found(row) for unit, (row,) in table.rows}
    assert found == {
        "dongzhen": DutyFound.MENTIONED,
        "nanzhen": DutyFound.NOT_FOUND,
        "xizhen": DutyFound.RECORDED,
    }
    assert book.units.keys() == found.keys()


def work_of(unit: str, text: str) -> str:
    """A paper that tells of work."""
    head, told = "一、存在问题 { #problem .problem }", f"### （一）研究 {{ #w1 }}\n\n{text}"
    return paper_of_unit(unit, NAMES[unit], []).replace(head, f"一、工作 {{ #work .work }}\n\n{told}")


def test_units_of_several_counties_are_listed_by_county() -> None:
    names = {
        "jia-dongzhen": "甲县东镇党委",
        "jia-xizhen": "甲县西镇党委",
        "yi-dongzhen": "乙县东镇党委",
        "cun": "丙村党总支",
    }
    book = Yearbook()
    vars(book)["units"] = {folder: Unit(folder, name) for folder, name in names.items()}
    assert [(group.key, group.name, len(group.units)) for group in group_units(book)] == [
        ("C", "C", 1),
        ("jia", "甲县", 2),
        ("yi", "乙县", 1),
    ]
    assert [unit.folder for unit in find_units(book, "jia")] == ["jia-dongzhen", "jia-xizhen"]
