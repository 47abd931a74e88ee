"""How tables are laid out."""

from __future__ import annotations

import pytest

from scripts.paper.balance import _break, balanced_width
from scripts.paper.blocks import PaperTable, TableCell
from scripts.paper.widths import PADDING_MM, WideTableError, count_columns, place_rows, plan_widths, width_of
from tests.helpers.print_shop import cell, table


def test_widths_fill_the_type_area() -> None:
    widths = plan_widths(table(["年度", "说明"], ["2023年", "一句话" * 40]))
    assert sum(widths.columns) == pytest.approx(156, abs=0.1)
    assert not widths.turned


def test_short_words_are_not_broken_for_the_sake_of_long_ones() -> None:
    widths = plan_widths(table(["变化", "内容"], ["改写、移动", "内容" * 200]))
    assert (widths.columns[0] - PADDING_MM) / (widths.size * 25.4 / 72) >= 5


def test_two_columns_of_sentences_never_turn_the_page() -> None:
    assert not plan_widths(table(["甲", "乙"], ["字" * 900, "字" * 700])).turned


def test_many_columns_turn_the_page_and_too_many_are_refused() -> None:
    assert plan_widths(table(["栏"] * 12, ["一句不短的话在这里"] * 12)).turned
    with pytest.raises(WideTableError):
        plan_widths(table(["栏"] * 40, ["一句话"] * 40))


def test_no_column_of_a_ledger_is_one_character_wide() -> None:
    head = [
        "编号",
        "来源",
        "问题",
        "原因",
        "措施",
        "类型",
        "责任领导",
        "责任单位",
        "责任人",
        "期限",
        "状态",
        "办理情况",
    ]
    row = [
        "2025-01",
        "上级检查",
        "问责偏软有所反弹" * 3,
        "动真碰硬的劲头不足",
        "建立问责提出、办理、反馈的时限规定",
        "限期整改",
    ]
    row += ["党委副书记", "党政办", "党政办主任", "原期限2026-06-30现期限2026-09-30", "整改中", "征求责任部门意见" * 3]
    widths = plan_widths(table([*head, "佐证", "销号"], [*row, "规定初稿意见汇总表", "2026-05-28验收"]))
    assert widths.turned
    assert min(widths.columns) - PADDING_MM > 2.15 * widths.size * 25.4 / 72


def test_sentences_of_a_ledger_have_the_room_that_short_words_can_spare() -> None:
    measure = "落实“三会一课”和主题党日制度，补齐组织生活，逐村建立清单，每季度抽查一次"
    row = ["2026-01", "巡察反馈", "公务接待审批与清单不一致", "未写明", measure, "限期整改", "党委副书记", "党建办"]
    row += ["组织委员", "2026-12-04", "已完成待验收", "逐村检查组织生活记录并列出清单", "组织生活记录", "2026-10-11"]
    widths = plan_widths(table([f"栏{n}" for n in range(14)], row))
    assert widths.turned
    assert widths.columns[4] > 2 * widths.columns[5]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([["a", "b"], ["c", "d"]], [[0, 1], [0, 1]]),
        ([[cell("a", rowspan=2), "b"], ["d"]], [[0, 1], [1]]),
        ([[cell("a", colspan=2)], ["c", "d"]], [[0], [0, 1]]),
        ([["a"], ["c", "d"]], [[0, 1], [0, 1]]),
        ([["a", cell("b", rowspan=5)], ["c"]], [[0, 1], [0]]),
        ([["a", cell("b", colspan=5)], ["c", "d"]], [[0, 1], [0, 1]]),
    ],
)
def test_cells_stand_in_the_columns_that_are_free(rows: list, expected: list[list[int]]) -> None:  # type: ignore[type-arg]
    cells = [[entry if isinstance(entry, TableCell) else cell(entry) for entry in row] for row in rows]
    placed = place_rows(cells, 2)
    assert [[column for column, _ in row] for row in placed] == expected
    covered = sum(found.colspan * found.rowspan for row in placed for _, found in row)
    assert covered == 2 * len(rows)


def test_cells_that_reach_down_count_among_the_columns() -> None:
    rows = ((cell("甲", rowspan=2), cell("乙")), (cell("丙"), cell("丁")))
    assert count_columns(PaperTable((), rows)) == 3


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("2023年整改台账", ["2023年整改台账"]),
        (
            "2023年度落实全面从严治党主体责任和党风廉政建设责任制工作总结",
            ["2023年度落实全面从严治党主体责任", "和党风廉政建设责任制工作总结"],
        ),
        ("关于2023年度落实全面从严治党主体责任情况的报告", ["关于2023年度落实全面从严治党", "主体责任情况的报告"]),
    ],
)
def test_title_breaks_between_words_into_lines_of_nearly_one_length(title: str, expected: list[str]) -> None:
    assert _break(title, balanced_width(title)) == expected


def test_title_that_ends_with_a_closing_sign_has_room_for_it() -> None:
    title = "中国共产党示例工作规定（试行）"
    assert balanced_width(title) >= width_of(title)
