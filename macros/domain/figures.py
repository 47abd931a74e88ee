"""Proposes indicators: counted figures with a name, in the sentences that give them.

A proposal is the clerk's to confirm: the sentence stands beside it. Where no
name can be read from the words around a figure, none is made up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from macros.domain.amounts import Amount, find_amounts
from macros.word_lists import alternatives, read_lists


@dataclass(frozen=True)
class Figure:
    """A proposed indicator (指标): name, value, unit, qualifier (约, 超过, 余 …) and the sentence that gives it."""

    name: str
    value: Decimal
    unit: str
    qualifier: str
    sentence: str


_BOUNDARY = "，。；：、！？,;:（）()\n"
_LISTS = read_lists(__file__)
_TIMES = re.compile(
    r"^(?:(?:19|20)[0-9]{2}年(?:以来|度|来|内)?|(?:今|去|本|全|一)年(?:以来|度|内|来|共)?"
    rf"|{alternatives(_LISTS['before a name'])})+"
)
_PLAIN_VERBS = re.compile(
    r"^(?:开展|组织开展|组织|召开|举办|举行|进行|完成|实现|实施|达到|集中|专门|专题(?=召开|开展))+(?:了)?"
)
_AFTER_ADVERB = re.compile(
    r"^.{1,16}?(?:先后|累计|共计|共|已)(?=召开|开展|组织|举办|举行|进行|完成|制定|修订|处理|查处|受理|签订)"
)
_ENDING = re.compile(rf"(?:{alternatives(_LISTS['behind a name'])}|(?<![上下提])[降升]|人均(?=$))+$")
_VERB_END = re.compile(rf"(?:{alternatives(_LISTS['verbs'])})$")
_NOUN = re.compile(r"(?:以上|左右|的)?([\u4e00-\u9fff“”A-Za-z]{2,24})")
#: Where a noun ends and what was done there begins: 5次专题会议研究党风廉政建设.
_THEN = re.compile(r"(?<=[\u4e00-\u9fff]{2})(?:专题|专门|集中)?(?:研究|部署|听取|传达|讨论|审议|分析|通报|进行)")
_RATE = re.compile(r"^(?:同比|环比|比上年|较上年|比去年|较去年|增长|下降|提高|降低|减少|增加|上升|占)")
#: 3.2亿筒: what is counted is no unit that is known here, and half of it would be wrong.
_CUT = re.compile("(?:万亿|亿|万)\n[\u4e00-\u9fff]")
_SHORTEST, _LONGEST, _LONGEST_SENTENCE = 2, 18, 200
#: How far from a figure its name can stand, in characters.
_WINDOW = 80


def find_figures(text: str) -> Iterator[Figure]:
    """Yield the figures of a running text that have a unit and a name, in reading order."""
    for sentence in re.findall(r"[^。！？\n]+[。！？]?", text):
        yield from _of_sentence(sentence)


def _of_sentence(sentence: str) -> Iterator[Figure]:
    amounts = list(find_amounts(sentence))
    last, last_end = "", 0
    for place, amount in enumerate(amounts):
        following = amounts[place + 1].start if place + 1 < len(amounts) else len(sentence)
        name = _name(sentence, amount, last_end, following)
        last_end = amount.end
        if _RATE.match(name) and last:
            name = last + name
        elif name:
            last = name
        if _SHORTEST <= len(name) <= _LONGEST + len(last) and not _CUT.match(
            f"{amount.unit}\n{sentence[amount.end :]}"
        ):
            shown = sentence.strip()[:_LONGEST_SENTENCE]
            yield Figure(name, amount.value, amount.unit, amount.qualifier, shown)


def _name(sentence: str, amount: Amount, last_end: int, following: int) -> str:
    """What a figure counts: the noun after it where a verb stands before it, else the words before it."""
    first, last = max(0, amount.start - _WINDOW), amount.end + _WINDOW
    start = max((sentence.rfind(character, first, amount.start) + 1 for character in _BOUNDARY), default=0) or first
    left = sentence[max(start, last_end if last_end > start else 0) : amount.start]
    ends = [place for character in _BOUNDARY if (place := sentence.find(character, amount.end, last)) >= 0]
    right = sentence[amount.end : min([*ends, following, last])]
    noun = _NOUN.match(right)
    bare = _TIMES.sub("", left)
    if noun and amount.unit != "%" and (not bare or _VERB_END.search(_ENDING.sub("", bare) or bare)):
        return _tidy(_THEN.split(noun[1], maxsplit=1)[0])
    if noun:
        # 大唐700万吨露天矿项目: the figure belongs to what comes after, and what stands before is another's.
        return ""
    # 乡党委共召开党委会议24次: who did it stands before the adverb.
    bare = _AFTER_ADVERB.sub("", bare)
    name = _ENDING.sub("", _PLAIN_VERBS.sub("", bare) or bare)
    return _tidy(name)


def _tidy(name: str) -> str:
    """A name without an open quotation mark; of a long one, what its last 的 leads to."""
    if len(name) > _LONGEST and "的" in name[:-2]:
        name = name[name.rindex("的", 0, -2) + 1 :]
    for opener, closer in ("“”", "‘’", "《》"):
        if name.count(opener) != name.count(closer):
            name = name.replace(opener, "").replace(closer, "")
    return name.strip()
