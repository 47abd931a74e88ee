"""What is known is told with its page and item; what is not, or counts something else, is told as missing."""

from __future__ import annotations

import io
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from macros.domain.dates import parse_partial_date
from macros.domain.forms import FigureName, FormWord, RowOf
from macros.domain.ledgers import Closure, Status
from macros.domain.yearbook import Yearbook
from scripts.forms.knowing import Knowledge
from scripts.forms.measures import MEASURE_WORDS, Known, Missing
from tests.helpers.blank_forms import BOX, card_of_one, given_problems, rows_of_offices, two_row_head
from tests.helpers.factories import make_measure
from tests.helpers.form_office import LEDGER, TODAY, fill, look, make_yearbook


@pytest.fixture(scope="module")
def yearbook(tmp_path_factory: pytest.TempPathFactory) -> Yearbook:
    return make_yearbook(tmp_path_factory.mktemp("office"))


@pytest.fixture
def known(yearbook: Yearbook) -> Knowledge:
    return Knowledge(yearbook, "", 2023, TODAY)


def test_measures_of_a_problem_stand_in_one_cell_with_their_numbers(known: Knowledge) -> None:
    first, second = known.rows(RowOf.PROBLEM)
    assert known.in_row(FormWord.MEASURE, first).text == "1.修订问责办法\n2.每季度通报一次"  # type: ignore[union-attr]
    # All say the same: it stands once.
    assert known.in_row(FormWord.UNIT, first).text == "纪检办"  # type: ignore[union-attr]
    # Of one alone there is something to tell.
    assert known.in_row(FormWord.CLOSED_ON, first).text == "1.2024-06-18"  # type: ignore[union-attr]
    assert known.in_row(FormWord.MEASURE, second).text == "补填派车单"  # type: ignore[union-attr]


def test_every_answer_of_a_row_names_its_place(known: Knowledge) -> None:
    for row in known.rows(RowOf.MEASURE):
        for word in FormWord:
            answer = known.in_row(word, row)
            assert answer.item if isinstance(answer, Known) else answer.why
            assert not isinstance(answer, Known) or answer.source


@pytest.mark.parametrize(
    ("word", "number"),
    [
        (FormWord.PROBLEM_COUNT, 2), (FormWord.MEASURE_COUNT, 3), (FormWord.CLOSED_COUNT, 1), (FormWord.DONE_COUNT, 1),
        (FormWord.OPEN_COUNT, 2), (FormWord.OVERDUE_COUNT, 1),
    ],
)  # fmt: skip
def test_counts_are_those_of_the_day(known: Knowledge, word: FormWord, number: int) -> None:
    answer = known.single(word)
    assert isinstance(answer, Known)
    assert (answer.value, answer.source) == (Decimal(number), "2023年整改台账")


def test_figures_are_those_of_their_year_and_unit(known: Knowledge) -> None:
    assert known.single(FigureName("廉政谈话", "人次", 1)).text == "41人次"  # type: ignore[union-attr]
    missing = known.single(FigureName("廉政谈话", "次"))
    assert isinstance(missing, Missing)
    assert missing.why == "2023年“廉政谈话”的单位是人次，表里要次，不换算"


def test_an_entry_without_measures_is_a_row_that_says_so(tmp_path: Path) -> None:
    bare = LEDGER[: LEDGER.index("    measures:")] + "    measures: []\n---\n\n# 2023年整改台账 { #ledger-2023 }\n"
    known = Knowledge(make_yearbook(tmp_path, ledger=bare), "", 2023, TODAY)
    (row,) = known.rows(RowOf.MEASURE)
    answer = known.in_row(FormWord.MEASURE, row)
    assert isinstance(answer, Missing)
    assert (answer.why, answer.item) == ("这一项还没有措施", "第1项")


def test_a_closing_without_proof_goes_up_as_recorded_and_is_told(tmp_path: Path) -> None:
    bare = LEDGER.replace("verified_by: 纪委书记, ", "")
    filled, _ = fill(two_row_head(tmp_path / "a.xlsx"), make_yearbook(tmp_path, ledger=bare))
    assert {row.cell: row.text for row in filled.rows}["H5"] == "是"
    assert "台账第1项写着已销号或终止，但缺佐证、验收人或批准人；表里照台账填，上报前核对。" in filled.notices
    assert {row.cell: row.item for row in filled.rows}["I5"] == "第1项措施1：台账没有写验收人"


def test_samples_are_told_not_to_go_up(tmp_path: Path) -> None:
    sample = LEDGER.replace("audience: 班子\n", "audience: 班子\nsample: true\n")
    filled, _ = fill(two_row_head(tmp_path / "a.xlsx"), make_yearbook(tmp_path, ledger=sample))
    assert "填入的有示例页面的内容，不是本单位的真实情况，不要上报。" in filled.notices


def one_row(file: Path, heads: list[str], number_format: str = "General") -> Path:
    """A form of one row for the office."""
    book = Workbook()
    sheet: Any = book.active
    for column, text in enumerate(heads, 1):
        sheet.cell(1, column, text).border = BOX
        sheet.cell(2, column).border = BOX
        sheet.cell(2, column).number_format = number_format
    book.save(file)
    return file


def test_one_row_of_figures_is_filled_for_the_office(tmp_path: Path, yearbook: Yearbook) -> None:
    heads = ["单位名称", "廉政谈话（人次）", "书记讲党课", "问题数（个）", "措施数（万元）", "廉政谈话（次）"]
    filled, _ = fill(one_row(tmp_path / "a.xlsx", heads), yearbook)
    assert [row.text for row in filled.rows] == ["XX乡党委", "56", "2次", "2", "待填", "待填"]
    assert [row.item for row in filled.rows][4:] == [
        "全部措施：表里的单位是万元，年鉴里是个数，不换算",
        "总结里“廉政谈话”的单位是人次，表里是次，不换算",
    ]


def test_a_figure_that_a_person_chose_is_not_converted_either(tmp_path: Path, yearbook: Yearbook) -> None:
    from scripts.forms.filling import fill_form
    from scripts.forms.mappings import choose

    found = look(one_row(tmp_path / "a.xlsx", ["单位名称", "谈话（次）"]), yearbook)
    found = found.with_proposed(choose(found.proposed, [("谈话（次）", "指标：廉政谈话（人次）")]))
    row = fill_form(found, "a.xlsx").rows[1]
    assert (row.text, row.item) == ("待填", "指标“廉政谈话”：表里的单位是次，年鉴里是人次，不换算")


def test_a_cell_that_shows_percent_takes_percent_alone(tmp_path: Path, yearbook: Yearbook) -> None:
    filled, _ = fill(one_row(tmp_path / "a.xlsx", ["单位名称", "问题数"], "0.0%"), yearbook)
    assert filled.rows[1].item == "全部事项：这一格按百分比显示，年鉴里的单位是个数，不换算"


def test_a_ledger_has_no_column_for_a_figure_of_the_year(tmp_path: Path, yearbook: Yearbook) -> None:
    found = look(one_row(tmp_path / "a.xlsx", ["问题", "措施", "廉政谈话"]), yearbook)
    assert found.proposed.fields[2].takes is None


def test_in_rows_of_offices_only_the_own_one_is_filled(tmp_path: Path) -> None:
    filled, form = fill(rows_of_offices(tmp_path / "a.xlsx"), make_yearbook(tmp_path))
    (grid,) = form.grids
    assert [[grid.at(row, column).text for column in range(3, 7)] for row in (3, 4, 5)] == [
        ["", "", "", ""],
        ["2", "1", "待填", ""],
        ["", "", "", ""],
    ]
    assert [line.partition("：")[0] for line in filled.waiting()] == ["各乡镇 E4“XX乡／整改完成率”"]
    assert {row.item for row in filled.rows if row.row == 5} == {"别的单位的一行"}


def test_a_card_of_one_problem_is_not_filled_with_all_of_the_year(tmp_path: Path) -> None:
    filled, form = fill(card_of_one(tmp_path / "a.xlsx"), make_yearbook(tmp_path))
    (grid,) = form.grids
    assert (grid.at(2, 2).text, grid.at(2, 4).text, grid.at(3, 2).text) == ("XX乡党委", "2024年7月15日", "待填")
    assert "销号表 B3“存在问题”：这张表只写一个问题，写哪一个由人定" in filled.waiting()
    assert grid.at(5, 2).text == "（盖章）\n    年   月   日"
    assert "县纪委意见" in {row.label for row in filled.rows}


def test_problems_that_the_form_gives_are_answered_by_the_ledgers_very_words(tmp_path: Path) -> None:
    filled, form = fill(given_problems(tmp_path / "a.xlsx"), make_yearbook(tmp_path))
    (grid,) = form.grids
    assert [[grid.at(row, column).text for column in range(3, 6)] for row in (3, 4, 5)] == [
        ["1.修订问责办法\n2.每季度通报一次", "1.2024-06-30\n2.长期坚持", "1.是\n2.长期坚持"],
        ["补填派车单", "2024-05-31", "否"],
        ["待填", "待填", "待填"],
    ]
    assert sum("台账里没有这个问题" in line for line in filled.waiting()) == 3
    # What stands under the frame is no row of it.
    assert [grid.at(6, column).text for column in (1, 3, 5)] == ["填表人：待填  审核人：待填", "", ""]


def test_boxes_in_a_sheet_are_ticked_and_rows_that_come_in_have_theirs(tmp_path: Path) -> None:
    book = Workbook()
    sheet: Any = book.active
    for column, text in enumerate(["序号", "问题", "整改措施", "是否完成"], 1):
        sheet.cell(1, column, text).border = sheet.cell(2, column).border = BOX
    sheet["D2"] = "□是　□否"
    book.save(tmp_path / "a.xlsx")
    filled, form = fill(tmp_path / "a.xlsx", make_yearbook(tmp_path), marked=True)
    (grid,) = form.grids
    assert [grid.at(row, 4).text for row in (2, 3, 4)] == ["☑是　□否", "□是　□否", "□是　☑否"]
    assert [line for line in filled.waiting() if "只能勾" in line] == [
        "Sheet D3“是否完成”：第1项措施2：表里只能勾“是、否”，年鉴里是“长期坚持”"
    ]
    remarked: Any = load_workbook(io.BytesIO(filled.content)).active
    assert "只能勾" in remarked["D3"].comment.text


@pytest.mark.parametrize(
    ("history", "end", "done", "closed"),
    [
        (["03-01 已完成待验收", "03-10 退回整改", "05-01 已销号"], None, "2024-05-01", "2024-05-01"),
        (["03-01 已销号", "04-01 退回整改", "06-01 已销号"], "2024-03-01", "2024-06-01", "2024-06-01"),
        (["03-01 已完成待验收", "03-05 已销号", "04-01 已销号"], None, "2024-03-01", "2024-03-05"),
        (["03-01 已完成待验收", "03-05 已销号"], "2024-03-06", "2024-03-01", "2024-03-06"),
    ],
)
def test_an_end_that_was_taken_back_is_not_the_day_of_the_one_that_came_after(
    history: list[str], end: str | None, done: str, closed: str
) -> None:
    events = [(f"2024-{one.split()[0]}", Status(one.split()[1])) for one in history]
    closure = Closure(parse_partial_date(end) if end else None, "", "纪委书记", "党委会")
    measure = make_measure(*events, closure=closure)
    told = [MEASURE_WORDS[word](measure, TODAY) for word in (FormWord.DONE_ON, FormWord.CLOSED_ON)]
    assert [one.text for one in told if isinstance(one, Known)] == [done, closed]
