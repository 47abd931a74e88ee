from __future__ import annotations

import pytest

from macros.compare.problem_texts import find_problem_texts
from tests.helpers.reports import make_report, with_leads


@pytest.mark.parametrize(
    ("items", "found"),
    [
        ({"p1": ("（一）公开不细", "栏目不全。")}, ["p1 栏目不全。"]),
        ({"problem": ("二、存在的问题", "栏目不全。\n接待不严。")}, ["problem 栏目不全。\n接待不严。"]),
        # An item of a part of open kind may be one: 问题和下一步措施.
        ({"o1": ("（一）公开不细", "栏目不全，要补齐。"), "o2": ("（二）接待不严", "要件不全。")},
         ["o1 栏目不全，要补齐。", "o2 要件不全。"]),
        ({"other": ("四、结尾", "以上报告，请审阅。")}, []),
        # A part that is not divided is one by its heading: a member's paper has it so.
        ({"other": ("三、存在不足和下一步打算", "一是学习不够；二是调研少。下一步，多到村里去。")},
         ["other 一是学习不够；二是调研少。下一步，多到村里去。"]),
        # A signature is none.
        ({"p1": ("（一）公开不细", "栏目不全。\nXX乡党委\n2023年12月30日")}, ["p1 栏目不全。"]),
        # In a part of another kind it is the paragraph that says so.
        ({"w1": ("（一）公开", "全年公开12次。\n同时也要清醒看到，栏目还不全。\n全年培训2次。")},
         ["w1 同时也要清醒看到，栏目还不全。"]),
        ({"w1": ("（一）公开", "公开工作还存在一些不足：栏目不全。")}, ["w1 公开工作还存在一些不足：栏目不全。"]),
        ({"other": ("四、其他", "工作仍面临不少困难，主要是人手少。")}, ["other 工作仍面临不少困难，主要是人手少。"]),
        ({"w1": ("（一）整改", "认真整改存在的问题，政风明显好转。")}, []),
        ({"w1": ("（一）公开", "全年公开12次，还有3个村增设了栏目，解决了公开不细的问题。")}, []),
        # What is to be done about difficulties, and why there are any, is no problem.
        ({"m1": ("（一）应对", "还存在一些困难，要逐项解决。"), "c1": ("（一）认识", "还存在一些不足。")}, []),
    ],
)  # fmt: skip
def test_what_tells_of_problems(items: dict[str, tuple[str, str]], found: list[str]) -> None:
    assert [f"{text.item.id} {text.text}" for text in find_problem_texts(make_report(2023, items))] == found


@pytest.mark.parametrize(
    ("lead", "is_one"),
    [("对照要求，还存在一些差距。", False), ("一是学习不够系统。二是调研不深入。", True)],
)
def test_the_sentence_that_leads_to_problems_is_none(lead: str, *, is_one: bool) -> None:
    report = with_leads(make_report(2023, {"p1": ("（一）公开不细", "栏目不全。")}), problem=lead)
    assert ("problem-0" in [text.item.id for text in find_problem_texts(report)]) is is_one
