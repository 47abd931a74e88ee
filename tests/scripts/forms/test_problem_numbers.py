"""A column that asks which problem a measure answers gets the number by which the form itself calls it, or nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.domain.yearbook import Yearbook
from tests.helpers.form_office import fill, make_yearbook
from tests.helpers.word_controls import paragraph, row, table, words, write_form

pytestmark = pytest.mark.slow
ASKS = table(row("序号", "对应问题序号", "整改措施", "责任人"), row("", "", "", ""))
LISTS = table(row("序号", "存在问题", "问题来源"), row("", "", ""))
OWN = table(row("问题序号", "存在问题", "整改措施", "责任人"), row("", "", "", ""))


@pytest.fixture(scope="module")
def yearbook(tmp_path_factory: pytest.TempPathFactory) -> Yearbook:
    return make_yearbook(tmp_path_factory.mktemp("office"))


@pytest.mark.parametrize(
    ("before", "asks", "column", "numbers"),
    [
        ([LISTS], ASKS, 2, ["1", "1", "2"]),
        ([LISTS], ASKS.replace("对应问题序号", "问题序号"), 2, ["1", "1", "2"]),
        # The form itself lists them, in an order of its own, with one that the ledger does not have.
        (
            [
                table(
                    row("序号", "存在问题", "整改成效"),
                    row("3", "派车单填写不全", ""),
                    row("4", "别的", ""),
                    row("7", "问责偏轻", ""),
                )
            ],
            ASKS,
            2,
            ["7", "7", "3"],
        ),
        # The table lists its own problems, a row for each measure.
        ([], OWN, 1, ["1", "1", "2"]),
        ([], ASKS, 2, ["待填"] * 3),
        # The other table numbers measures, and not problems.
        ([table(row("序号", "存在问题", "整改措施"), row("", "", ""))], ASKS, 2, ["待填"] * 3),
    ],
)
def test_it_is_the_number_of_the_one_table_that_lists_problems(
    tmp_path: Path, yearbook: Yearbook, before: list[str], asks: str, column: int, numbers: list[str]
) -> None:
    body = [part for one in before for part in (one, paragraph(words("又")))]
    filled, form = fill(write_form(tmp_path / "a.docx", *body, asks), yearbook)
    grid = form.grids[-1]
    assert [grid.at(at, column).text for at in (2, 3, 4)] == numbers
    assert any("不知道是第几个" in line for line in filled.waiting()) is ("待填" in numbers)
