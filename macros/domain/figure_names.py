"""What counted numbers count, by the words around them: 召开3次党委会, 办结率100%."""

from __future__ import annotations

import re
from collections.abc import Sequence

from macros.domain.amounts import Amount
from macros.domain.figure_rows import find_rows, name_row
from macros.word_lists import alternatives, read_lists

_BOUNDARY = "，。；：！？,;:（）()\n"
_LISTS = read_lists(__file__)
_TIMES = re.compile(
    r"(?:19|20)[0-9]{2}年(?:以来|度|来|内)?|(?:今|去|本|全|一)年(?:以来|度|内|来|共)?"
    rf"|{alternatives(_LISTS['before a name'])}"
)
_PLAIN_VERBS = re.compile(
    r"^(?:开展|组织开展|组织(?!生活|部|处理|调整|措施|员|机构|关系)|召开|举办|举行|进行|完成|实现|实施|达到|集中"
    r"|专门|专题(?=召开|开展))+(?:了)?"
)
_DONE_BY = "召开|开展|组织|举办|举行|进行|完成|制定|修订|处理|查处|受理|签订"
#: Who did it stands before the adverb, or is the office itself: 乡党委共召开, 局党组召开.
_DOER = re.compile(
    rf"^(?:.{{1,16}}?(?:先后|累计|共计|共|已)|(?:[局乡镇院校所]?(?:党委|党组|党支部|领导班子|班子|机关)|[我全][局乡镇院校所]))(?={_DONE_BY})"
)
_ENDING = re.compile(rf"(?:{alternatives(_LISTS['behind a name'])}|(?<![上下提])[降升]|人均)$")
_BEGINS_WORD = re.compile(alternatives(_LISTS["begins a word"]))
_ENDS_WORD = re.compile(rf"(?:{alternatives(_LISTS['ends a word'])})$")
_VERBS = alternatives(_LISTS["verbs"])
_VERB_END = re.compile(rf"(?:{_VERBS})$")
#: Words of one character begin too many others.
_VERB_START = re.compile(
    rf"(?:{alternatives(verb for verb in _LISTS['verbs'] if len(verb) > 1)})|{_PLAIN_VERBS.pattern.removeprefix('^')}"
)
_NO_NAME = re.compile(rf"(?:{alternatives(_LISTS['no name'])})")
_NOUN = re.compile(r"(?:以上|左右|的)?([\u4e00-\u9fff“”A-Za-z]{2,24})")
_SINGLE = re.compile(r"[\u4e00-\u9fff](?![\u4e00-\u9fff0-9])")
#: Where a noun ends and what was done there begins: 5次专题会议研究党风廉政建设.
_THEN = re.compile(r"(?<=[\u4e00-\u9fff]{2})(?:专题|专门|集中)?(?:研究|部署|听取|传达|讨论|审议|分析|通报|进行)")
_AND_BEHIND = re.compile(r"(?:和|及|与|以及|并)$")
_AND = re.compile(rf"{_AND_BEHIND.pattern}|^(?:和|及|与|以及|或)(?![谐解睦气美])")
_CHANGE = "增长|下降|提高|降低|减少|增加|上升|提升|回落|下滑|压减|压缩|翻番|[增降升减]"
_RATE = re.compile(
    rf"(?:同比|环比|(?:比|较)[^，]{{1,8}}?)*(?:又|再|实际|净|平均|大幅|明显|稳步)?(?:{_CHANGE}|高|低|多|少)(?:了|幅度?|率)?|占(?!地|用|补|道).*"
)
#: From one value to another: what it came to counts, and its name stands before the first.
_FROM = re.compile(r"[从由]$")
_TO = re.compile(rf"(?:以上|左右)?(?:逐步|稳步|大幅|进一步)?(?:(?:{_CHANGE}|扩大|发展)+(?:到|至|为)|到|至)")
#: A number of each of several, and no number of all.
_EACH = re.compile(rf"每|人手|各(?:{alternatives(_LISTS['each of several'])})")
#: A number among the words of a name is another's.
_NUMBERED = re.compile(r"[0-9](?![0-9A-Za-z·.]|热线|周年)")
#: 3.2亿筒: what is counted is no unit that is known here, and half of it would be wrong.
_CUT = re.compile("(?:万亿|亿|万)\n[\u4e00-\u9fff]")
_SHORTEST, _LONGEST = 2, 18
#: How far from a figure its name can stand, in characters.
_WINDOW = 80


def name_amounts(sentence: str, amounts: Sequence[Amount]) -> list[str]:
    """The name of each amount; empty where none can be read.

    Args:
        sentence: One sentence.
        amounts: Its amounts, in reading order.
    """
    names = [""] * len(amounts)
    in_rows: set[int] = set()
    for first, end in find_rows(sentence, amounts):
        names[first:end] = map(_tidy, name_row(_left(sentence, amounts, first), end - first))
        in_rows.update(range(first, end))
    base = ""
    for place, amount in enumerate(amounts):
        name = names[place] if place in in_rows else _name(sentence, amounts, place)
        is_rate = bool(_RATE.fullmatch(name))
        if is_rate:
            name = base + name if base else ""
        else:
            base = name if _is_name(name) else ""
        is_whole = not _CUT.match(f"{amount.unit}\n{sentence[amount.end :]}")
        names[place] = name if is_whole and (is_rate or _is_name(name)) else ""
    return names


def _is_name(name: str) -> bool:
    if not _SHORTEST <= len(name) <= _LONGEST or name.startswith("的") or _NO_NAME.fullmatch(name):
        return False
    return not _EACH.search(name) and not _NUMBERED.search(name)


def _left(sentence: str, amounts: Sequence[Amount], place: int) -> str:
    """The words of its clause before an amount, behind the amount before it."""
    end = amounts[place].start
    first = max(0, end - _WINDOW)
    start = max((sentence.rfind(character, first, end) + 1 for character in _BOUNDARY), default=0) or first
    return sentence[max(start, amounts[place - 1].end if place else 0) : end]


def _name(sentence: str, amounts: Sequence[Amount], place: int) -> str:
    """What an amount counts: the noun after it where a verb stands before it, else the words before it."""
    amount, left = amounts[place], _left(sentence, amounts, place)
    before = _left(sentence, amounts, place - 1) if place else ""
    if _FROM.search(left) or _EACH.search(left):
        return ""
    if _FROM.search(before) and _TO.fullmatch(left):
        return "" if _EACH.search(before) else _before(_FROM.sub("", before))
    is_first = not place or not sentence[amounts[place - 1].end :].startswith(left)
    own = _own(left, is_first=is_first)
    noun, is_sure = _noun(sentence, amounts, place)
    bare = _without_times(own)
    if noun and amount.unit != "%" and (not bare or _VERB_END.search(_without_ending(bare) or bare)):
        return _tidy(_THEN.split(noun, maxsplit=1)[0]) if is_sure else ""
    if noun:
        # 大唐700万吨露天矿项目: the figure belongs to what comes after, and what stands before is another's.
        return ""
    return _before(own)


def _own(left: str, *, is_first: bool) -> str:
    """The words before an amount that are its own: 国内、国际航线, but behind 3次 of 党委会、专题会议 the last."""
    is_apart = is_first or left.startswith("、")
    left = "" if _AND_BEHIND.search(left) else left.lstrip("、")
    last = left.rpartition("、")[2]
    return left if is_apart and last and not _VERB_START.match(last) else last


def _noun(sentence: str, amounts: Sequence[Amount], place: int) -> tuple[str, bool]:
    """The noun behind an amount, and whether the amount counts nothing else, and not that alone."""
    end, limit = amounts[place].end, min(len(sentence), amounts[place].end + _WINDOW)
    following = amounts[place + 1].start if place + 1 < len(amounts) else limit
    stop = min([*(at for c in f"{_BOUNDARY}、" if (at := sentence.find(c, end, limit)) >= 0), following, limit])
    match = _NOUN.match(sentence, end, stop)
    if match is None:
        # 全镇12个村: a noun of one character is counted too, and is no name.
        single = _SINGLE.match(sentence, end)
        return single[0] if single else "", False
    noun = match[1]
    # 5个行政村17公里的道路, 4个村的饮水工程: what is counted is no name by itself.
    if match.end() < stop or "的" in noun or (stop == following < limit and not _AND_BEHIND.search(noun)):
        return noun, False
    return noun, sentence[stop : stop + 1] != "、" or _is_apart(sentence[stop + 1 :], following - stop - 1)


def _is_apart(rest: str, following: int) -> bool:
    """Whether what follows behind 、 has a number of its own or tells of something else."""
    clause = re.split(f"[{_BOUNDARY}、]", rest, maxsplit=1)[0]
    return following <= len(clause) or bool(_VERB_START.match(clause))


def _before(text: str) -> str:
    bare = _DOER.sub("", _without_times(text.lstrip("、")))
    name = _without_ending(_PLAIN_VERBS.sub("", bare) or bare)
    return _tidy(name)


def _without_times(text: str) -> str:
    while not _BEGINS_WORD.match(text) and (match := _TIMES.match(text)):
        text = text[match.end() :]
    return text


def _without_ending(text: str) -> str:
    while not _ENDS_WORD.search(text) and (match := _ENDING.search(text)):
        text = text[: match.start()]
    return text


def _tidy(name: str) -> str:
    """A name without an open quotation mark or 和 at its ends; of a long one, what its last 的 leads to."""
    name = _AND.sub("", name.strip())
    if len(name) > _LONGEST and "的" in name[:-2]:
        name = name[name.rindex("的", 0, -2) + 1 :]
    for opener, closer in ("“”", "‘’", "《》"):
        if name.count(opener) != name.count(closer):
            name = name.replace(opener, "").replace(closer, "")
    return name.strip()
