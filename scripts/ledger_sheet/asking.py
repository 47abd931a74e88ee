"""Asks the clerk, once, what words of a sheet mean for a status and which day counts for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import TypeVar

from macros.domain.ledger_columns import Column
from macros.domain.ledgers import TYPED_STATUSES, DayRule, Status, StatusPhrase
from scripts.ledger_sheet.columns import find_column
from scripts.ledger_sheet.completion import DONE_STATUSES
from scripts.ledger_sheet.faults import CellFaultKind, Log, UnknownPhrasesError
from scripts.ledger_sheet.phrases import likely_statuses
from scripts.setup.console import Console

_Word = TypeVar("_Word", bound=StrEnum)


def parse_meaning(text: str) -> StatusPhrase:
    """Read `已完成=已完成待验收,不详`, of which the day may be left out.

    Raises:
        ValueError: It has another form, or names no status or day; its text says what is expected.
    """
    says, equals, meaning = text.translate(str.maketrans("＝，、", "=,,")).partition("=")
    status, _, day = (part.strip() for part in meaning.partition(","))
    if not says.strip() or not equals:
        raise ValueError("写成 已完成=已完成待验收,不详 这样：说法=状态,日期")
    if status not in TYPED_STATUSES:
        raise ValueError(f"状态“{status}”不对，应为{'、'.join(TYPED_STATUSES)}之一")
    return StatusPhrase(says.strip(), Status(status), _day_rule(day))


def _day_rule(text: str) -> DayRule:
    day = text.removeprefix("按") if text not in {"", "日期不详", "未知", "未知日期"} else DayRule.UNKNOWN
    if day not in set(DayRule):
        raise ValueError(f"日期“{text}”不对，应为{'、'.join(DayRule)}之一")
    return DayRule(day)


def tell_unknown_phrases(file: str, phrases: Mapping[str, Sequence[str]]) -> UnknownPhrasesError:
    """The list of what is unknown, with what it may mean and how to tell.

    Args:
        file: Name of the workbook.
        phrases: The cells of each phrase.
    """
    log = Log(file)
    for words, cells in phrases.items():
        likely, rules = find_choices(words)
        what = "一栏的日期是哪种状态的日期" if rules == [DayRule.OWN] else "是什么状态"
        found = f"“{words}”{what}，站点不知道（共 {len(cells)} 处）"
        expected = f"{'、'.join(likely)}之一，日期按{'、'.join(rules)}之一" if rules[1:] else f"{'、'.join(likely)}之一"
        advice = f"加 --meaning {words}={likely[0]},{rules[0]} 这样写明，或者不加 --yes 再运行一次，照提示回答"
        log.fault(CellFaultKind.PHRASE, cells[0], found, expected, advice)
    return UnknownPhrasesError(log.faults, phrases)


def ask_meanings(phrases: Mapping[str, Sequence[str]], console: Console) -> list[StatusPhrase]:
    """Ask what each phrase means; an empty list where the clerk does not tell."""
    console.say(
        f"表里有 {len(phrases)} 个说法，站点不知道是什么状态。每个说法只问一次，回答随台账记在页面上，以后照此办理。\n"
        "表里写了日期的用那个日期；没有写的，按期限、按填表日期、按最近一条办理记录的日期，或者记为不详。"
    )
    answers = []
    for words, cells in phrases.items():
        statuses, rules = find_choices(words)
        what = "一栏的日期" if rules == [DayRule.OWN] else ""
        console.say(f"“{words}”{what}，{cells[0]} 等共 {len(cells)} 处：")
        status = _choose(statuses, "是哪种状态？写编号或状态，直接回车停止导入：", None, console)
        if status is None:
            return []
        answers.append(StatusPhrase(words, status, _choose_rule(rules, console)))
    return answers


def find_choices(words: str) -> tuple[list[Status], list[DayRule]]:
    """What some words may mean, and which days may count: of the heading of a column its own."""
    if find_column(words) in {Column.DONE_ON, Column.DUE}:
        return list(DONE_STATUSES), [DayRule.OWN]
    return likely_statuses(words), [rule for rule in DayRule if rule is not DayRule.OWN]


def _choose_rule(rules: list[DayRule], console: Console) -> DayRule:
    if len(rules) == 1:
        return rules[0]
    question = "没有写日期的按什么算？写编号或名称，直接回车是不详："
    return _choose(rules, question, DayRule.UNKNOWN, console) or DayRule.UNKNOWN


def tell_answers(answers: Sequence[StatusPhrase], console: Console) -> None:
    """Tell how to give the same answers again, where nothing came of them."""
    options = " ".join(f"--meaning {one.says}={one.status},{one.day}" for one in answers)
    console.say(f"刚才的回答还没有记下。改好表格再运行时可以加上：{options}")


def _choose(words: Sequence[_Word], question: str, default: _Word | None, console: Console) -> _Word | None:
    """One of some words, by its number or itself; the default where nothing is typed."""
    console.say("  ".join(f"{number} {word}" for number, word in enumerate(words, 1)))
    while answer := console.ask(question):
        for number, word in enumerate(words, 1):
            if answer in {str(number), str(word)}:
                return word
        console.say(f"没有“{answer}”这一项。")
    return default
