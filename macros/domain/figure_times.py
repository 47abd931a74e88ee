"""Tells the results of a paper's own year from those of other years and from what is only planned."""

from __future__ import annotations

import re

_CLOSED = re.compile(r"（[^（）]*）|\([^()]*\)|《[^《》]*》")
_NUMBER = "[0-9一二两三四五六七八九十几数多]+"
#: What is compared with is not what is told: 比去年减少, 与2022年相比.
_TIME = re.compile(
    r"(?<![比较])(?:"
    r"(?P<span>[0-9]{4}年?[-—–~～至到])?(?P<year>(?:19|20)[0-9]{2})年(?!.{0,3}(?:相比|持平|同期))"
    r"|(?P<own>今年|本年|全年|年内|当年|一年来)"
    r"|(?P<other>去年|上年|前年|往年|历年|上一年|明年|来年|下一年|下年|任期|(?:换届|大)以来|[一二三四]五”?(?:时期|期间|以来)"
    rf"|(?:近|过去|连续|前){_NUMBER}年|{_NUMBER}年(?:来|间|累计|总体|年均))(?!度?(?:相比|持平))"
    r")"
)
_ACTS = "投资|投入|完成|召开|开展|实施|安排|新建|建设|组织|举办|实现|达到|增长|下降|减少|增加|在|于|今年|年内|全年"
#: Whatever follows in the sentence is planned; and only what follows in the clause.
_PLANNED = re.compile(rf"预期目标|目标[是为：]|力争|预计|下一?步|(?:计划|拟)(?:{_ACTS})")
_PLANNED_CLAUSE = re.compile(rf"确保|争取(?=实现|达到|完成|在)|要(?:{_ACTS}|为)")
_CLAUSE = re.compile(r"[，,；;：:]")


def is_result(before: str, year: int | None) -> bool:
    """Whether a figure is a result of a paper's year, by what stands before it in its sentence.

    Args:
        before: The sentence up to the figure.
        year: The paper's year; None where only words such as 去年 can tell.
    """
    plain = _CLOSED.sub("", before)
    times = list(_TIME.finditer(plain))
    if times and not _is_own(times[-1], year):
        return False
    return not _PLANNED.search(plain) and not _PLANNED_CLAUSE.search(_CLAUSE.split(plain)[-1])


def _is_own(time: re.Match[str], year: int | None) -> bool:
    if time["other"] or time["span"]:
        return False
    return bool(time["own"]) or year is None or int(time["year"]) == year
