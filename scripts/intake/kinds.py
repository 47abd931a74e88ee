"""Tells the kind of a part from its heading, and from what stands under it.

What an office calls its sections differs; a heading that names two things at
once, or none, is not guessed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from macros.domain.reports import PartKind
from macros.word_lists import alternatives, read_lists

_NAMED = {
    PartKind.PROBLEM: re.compile(r"问题|不足|短板|薄弱环节|差距|困难(?:与|和|及)?挑战|存在.{0,6}困难|弱项"),
    PartKind.CAUSE: re.compile(r"原因|根源|成因"),
    PartKind.MEASURE: re.compile(
        r"下一步|下步|下一阶段|今后|努力方向|改进|整改(?:措施|方向|思路|打算)|打算|(?:工作|主要|重点|具体)?(?:计划|安排|思路|部署)"
        r"|对策|建议|展望|明年|来年|(?:方法|办法)(?:与|和|及)措施|(?:整改|解决|改进|应对)的?(?:方法|措施|办法)|(?:工作|主要|奋斗|年度)目标|目标任务"
    ),
    PartKind.WORK: re.compile(
        r"现状|回顾|做法|成效|成绩|成果|成就|(?:开展|落实|履行|完成|执行|进展|履职|工作|建设|整改|基本|总体|主要|推进|贯彻).{0,12}情况"
        r"|所做(?:的)?工作|主要工作(?!安排|计划|任务|思路)|(?:工作|年度|主要)总结|经验|(?:已|取得).{0,8}(?:开展|完成|进展)"
    ),
}
#: Words that turn the sense of the one beside them: 问题整改情况 is work done, 解决问题的措施 is a measure.
_REPORTED = re.compile(r"(?:整改|落实|解决|办理|反馈).{0,4}(?:完成|落实|进展)?情况|整改成效")
_FUTURE_HEADING = re.compile(
    r"(?:问题|不足|困难).{0,6}(?:的)?(?:整改|改进|解决)(?:的)?(?:措施|打算|方向|思路|对策)"
    r"|(?:整改|改进|解决|克服).{0,4}(?:问题|不足|困难)的?(?:具体)?(?:措施|打算|思路|对策|办法)"
)
_LISTS = read_lists(__file__)
_NAME_END = re.compile(
    rf"(?:{alternatives(_LISTS['ends of names'])})"
    r"(?:[（(][^（()）]*[)）])?[。：:]?$"
)
_CALL = re.compile(alternatives(_LISTS["calls"]))
_SURE_END = re.compile(
    r"(?:情况|现状|回顾|措施|打算|计划|安排|思路|对策|做法|成效|原因|剖析|分析)(?:[（(][^（()）]*[)）])?[。：:]?$"
)
_YEAR = re.compile(r"((?:19|20)[0-9]{2})年")
_DEFICIENT = re.compile(alternatives(_LISTS["wanting"]))
_FUTURE = re.compile(
    r"(?:^|[，。；])(?:我们|乡党委|党委|下一步|明年|今后|要|将|计划|拟|力争|争取|持续|进一步|继续)|将(?:[^军领士]|$)|下一步|明年|(?:确保|力争|争取)"
)
_DONE = re.compile(
    r"一年来|今年以来|(?:上|本)?年度?以来|全年|先后|截至|累计|共(?:计|有|开展|召开|组织)?(?=[0-9一二三四五六七八九十])|[0-9]+(?:余|多)?(?:人次|次|场|件|期|份|篇|个|名|人|条|项)|已经?|得到了?|取得了?|完成了?"
)


@dataclass(frozen=True)
class Judgement:
    """The kind of a part, and why it is unsure where it is (空 where it is sure).

    Attributes:
        kind: The kind; `.other` where it is unsure.
        doubt: Why it is unsure.
        likely: What it may be all the same, which a person decides.
        because: What speaks for that.
    """

    kind: PartKind
    doubt: str = ""
    likely: PartKind | None = None
    because: str = ""


def judge_kind(heading: str, items: Sequence[str], body: str, years: frozenset[int]) -> Judgement:
    """Tell the kind of a part.

    Args:
        heading: The heading without its mark.
        items: Headings of its items.
        body: Everything under the heading, without the items' headings.
        years: The years that the headings of the paper's parts name: of several,
            the last is the one that is planned.

    Returns:
        The kind; `.other` with the reason where the heading names none, or
        two, or where what stands under it speaks against it.
    """
    judgement = _judge(_named(heading, years), items, body)
    return _advised(judgement, items, body) if judgement.doubt else judgement


def _judge(named: set[PartKind], items: Sequence[str], body: str) -> Judgement:
    if len(named) > 1:
        return Judgement(PartKind.OTHER, "标题同时含有" + "、".join(kind.word for kind in sorted(named, key=_order)))
    if not named:
        return _by_content(items, body)
    kind = next(iter(named))
    if kind in {PartKind.WORK, PartKind.MEASURE} and _mostly_deficient(items):
        return Judgement(PartKind.OTHER, f"标题像{kind.word}，各条却像问题")
    return Judgement(kind)


def _advised(judgement: Judgement, items: Sequence[str], body: str) -> Judgement:
    """A judgement with what most of the words under a heading speak for; nothing where they are even."""
    wanting = sum(_DEFICIENT.search(item) is not None for item in items)
    if items and wanting * 2 > len(items):
        because = f"{len(items)} 条里 {wanting} 条的标题说的是不足"
        return replace(judgement, likely=PartKind.PROBLEM, because=because)
    done, future = len(_DONE.findall(body)), len(_FUTURE.findall(body))
    if done == future:
        return judgement
    kind = PartKind.WORK if done > future else PartKind.MEASURE
    return replace(judgement, likely=kind, because=f"正文里说已经做的有 {done} 处，说打算做的有 {future} 处")


def years_of(heading: str) -> frozenset[int]:
    """The years that a heading names."""
    return frozenset(int(match) for match in _YEAR.findall(heading))


def _order(kind: PartKind) -> int:
    return list(PartKind).index(kind)


def _named(heading: str, years: frozenset[int]) -> set[PartKind]:
    text = re.sub(r"[“‘][^”’]*[”’]|《[^》]*》", "", heading)
    if _REPORTED.search(text) and not re.search("下一步|打算|原因", text):
        return {PartKind.WORK}
    if _FUTURE_HEADING.search(text) and not re.search("及|和|与|原因", text):
        return {PartKind.MEASURE}
    found = {kind for kind, words in _NAMED.items() if words.search(text)} if _is_name(text) else set()
    own = years_of(text)
    if len(years) > 1 and own == {max(years)} and not found - {PartKind.MEASURE}:
        return {PartKind.MEASURE}
    if len(years) > 1 and own and max(years) not in own and not found:
        return {PartKind.WORK}
    if found == {PartKind.PROBLEM, PartKind.CAUSE} and re.search(
        r"问题(?:产生|存在|形成)?的?(?:主要)?(?:原因|根源|成因)(?:分析|剖析)?$", text
    ):
        # 问题产生的原因 names its causes alone, 存在问题及原因分析 both.
        return {PartKind.CAUSE}
    if (
        found == {PartKind.WORK, PartKind.MEASURE}
        and re.search(r"情况(?:总结|报告)?$|回顾$|做法$|成效$", text)
        and not re.search("下一步|打算|今后|及|和|与", text)
    ):
        return {PartKind.WORK}
    return found


def _is_name(text: str) -> bool:
    """Whether a heading names its section, and does not call to action."""
    if not _NAME_END.search(text) or (re.search("[，,]", text) and not re.search("存在|下一?步|今后|原因", text)):
        return False
    return not _CALL.match(text) or _SURE_END.search(text) is not None


def _by_content(items: Sequence[str], body: str) -> Judgement:
    done, future = len(_DONE.findall(body)), len(_FUTURE.findall(body))
    if _mostly_deficient(items):
        return Judgement(PartKind.OTHER, "标题没有写明是问题还是原因")
    if done >= 4 and done >= 4 * future:
        return Judgement(PartKind.WORK)
    if future >= 4 and future >= 4 * done:
        return Judgement(PartKind.MEASURE)
    return Judgement(PartKind.OTHER, "标题和内容都看不出类别")


def _mostly_deficient(items: Sequence[str]) -> bool:
    # 关于“学习不够”问题的整改 quotes a shortcoming and tells what became of it.
    own = [re.sub(r"“[^”]*”", "", item) for item in items if not re.search("整改|关于", item)]
    return len(own) >= 2 and sum(_DEFICIENT.search(item) is not None for item in own) > len(items) * 0.6
