"""Work that asks is done again with each answer, and no request waits for a person."""

from __future__ import annotations

from scripts.desk.questions import Outcome, Question, ask_first
from scripts.setup.console import Console


def work(console: Console) -> str:
    console.say("有两个说法")
    while not (day := console.ask("哪一天？")).isdecimal():
        console.say(f"“{day}”不是日期")
    try:
        sure = console.agrees("写入？")
    except Exception:  # whatever the work catches, a question is none of it
        return "caught"
    return f"{day} {sure}"


def test_it_asks_first_and_is_done_when_all_is_answered() -> None:
    assert ask_first(work, []) == Question("哪一天？", ("有两个说法",), ())
    assert ask_first(work, ["7"]) == Question("写入？", (), ("7",), is_yes_or_no=True)
    assert ask_first(work, ["7", "yes"]) == Outcome("7 True", ("有两个说法",))
    assert ask_first(work, ["7", ""]) == Outcome("7 False", ("有两个说法",))


def test_an_answer_that_cannot_be_is_told_and_asked_again() -> None:
    assert ask_first(work, ["明天"]) == Question("哪一天？", ("“明天”不是日期",), ("明天",))
    assert ask_first(work, ["明天", "7", "yes"]) == Outcome("7 True", ("有两个说法", "“明天”不是日期"))
