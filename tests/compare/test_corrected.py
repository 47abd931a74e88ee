"""What of a text was changed, and which of that its corrections tell."""

from __future__ import annotations

from datetime import date

import pytest

from macros.compare.corrected import TextChange, find_changes, find_untold
from macros.domain.corrections import PaperCorrection

OLD = "全年谈话56人次。\n组织学习12次，讲党课4次。\n问责不够有力。"


def correction(before: str, after: str, *, new_text: bool = False) -> PaperCorrection:
    return PaperCorrection(date(2024, 3, 1), "现状（一）", before, after, "写错", "党建办主任", new_text)


@pytest.mark.parametrize(
    ("old", "new", "changes"),
    [
        ("56人次", "65人次", [("全年谈话56人次。", "全年谈话65人次。")]),
        ("\n问责不够有力。", "", [("问责不够有力。", "")]),
        ("问责不够有力。", "问责不够有力。办案安全无事故。", [("", "办案安全无事故。")]),
        ("问责不够有力。", "执纪偏软偏轻。", [("问责不够有力。", "执纪偏软偏轻。")]),
        ("12次，讲", "12次、讲", [("组织学习12次，讲党课4次。", "组织学习12次、讲党课4次。")]),
        ("\n", "", []),
    ],
)
def test_each_sentence_that_says_something_else_is_a_change(old: str, new: str, changes: list[tuple[str, str]]) -> None:
    assert find_changes(OLD, OLD.replace(old, new)) == [TextChange(*change) for change in changes]


@pytest.mark.parametrize(
    ("old", "new", "corrections", "untold"),
    [
        ("56人次", "65人次", [], 1),
        ("56人次", "65人次", [correction("56人次", "65人次")], 0),
        ("56人次", "65人次", [correction("56人次", "66人次")], 1),
        ("56人次", "65人次", [correction("56人次", "66人次"), correction("66人次", "65人次")], 0),
        ("56人次", "65人次", [correction("", "65人次")], 1),
        ("12次，讲党课4次", "13次，讲党课5次", [correction("12次", "13次"), correction("4次", "5次")], 0),
        ("12次，讲党课4次", "13次，讲党课5次", [correction("12次", "13次")], 1),
        ("\n问责不够有力。", "", [correction("问责不够有力。", "")], 0),
        ("\n问责不够有力。", "", [correction("", "56人次")], 1),
        ("不够有力。", "不够有力。办案无事故。", [correction("", "办案无事故。")], 0),
        ("不够有力。", "不够有力。办案无事故。", [correction("不够有力。", "")], 1),
        ("不够有力。", "不够有力。办案无事故。", [correction("不够有力。", "不够有力。办案无事故。")], 0),
        ("问责不够有力。", "执纪偏软偏轻。", [correction("问责不够有力。", "执纪偏软偏轻。")], 0),
        (OLD, "另一份。", [correction("", "", new_text=True)], 0),
    ],
)
def test_a_change_is_told_where_the_corrections_make_of_the_old_words_the_new_ones(
    old: str, new: str, corrections: list[PaperCorrection], untold: int
) -> None:
    assert len(find_untold(find_changes(OLD, OLD.replace(old, new)), corrections)) == untold
