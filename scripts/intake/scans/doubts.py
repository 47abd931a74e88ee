"""Finds what of a text that was read from a picture a person has to look at."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from scripts.intake.scans.boxes import Sign
from scripts.intake.scans.lookalikes import find_lookalikes
from scripts.intake.scans.names import find_names

#: Below this a sign is looked at; by `bench.py scan`, where errors above it stand in words that are no words.
SURE = 0.97
#: Commas, full stops and the marks between enumerated words look alike, most of all on a poor page: one of which more
#: signs are unsure than so large a share.
_SURE_STOP, _SURE_STOP_OF_POOR, _POOR = 0.985, 0.998, 0.065
_STOPS = frozenset("，。、；：")
UNSURE, FIGURE, NAME, NO_WORD, GAP = "把握不大", "数字、日期", "人名", "不像词语", "中间空得宽，可能漏了字"
UNPAIRED = "括号、书名号不成对"
_PAIRS = {"）": "（", "》": "《", "〕": "〔", "】": "【"}
_FIGURE = re.compile(
    r"[-−]?[A-Za-z]*[0-9０-９Ⅰ-Ⅻ①-⑳][0-9０-９Ⅰ-Ⅻ①-⑳A-Za-z.．,，:：/／%％‰-]*(?:年|月|日|时|次|人|件|个|项|万|亿|元|名|场|篇|%|％)*"
    r"|第[一二三四五六七八九十百]+(?:条|章|节|款|项|次|届|名|期|季度)?"
    r"|[〇○零一二三四五六七八九十百千]{2,}(?:年|月|日|次|人|件|个|项|万|亿|元|名|场|篇)*"
    r"|[一二两三四五六七八九十几数百千万亿]+(?:万元|亿元|余|年|月|日|次|人|件|场)"
)
#: Words of one character that stand between others in any sentence.
_SINGLE = frozenset(
    "的了在是和与及或为对等有把被将不也都又就以于从到由向让使把其各每该本此所之而且但并则若如因地得着过"
    "要会能可应须再更最较很已未无非多少大小上下中内外前后左右新老好高低长短同共全总主副正反单双人事物党政军民"
    "我你他她它们这那市县区乡镇村街省国年月日时分秒次件个项名位条款章节期级类种组站所局院部委会处科办室"
    "抓促保强严实深细快准做用看听讲学想谈干查改管治建立树按照经给带跟去来说请至比第一二三四五六七八九十百千万亿两几"
)
#: A letter that stands alone is hardly ever one.
_LETTER = re.compile(r"(?<![0-9A-Za-z])[A-Za-z](?![0-9A-Za-z])")
#: Stops of other scripts, and two stops together, stand in no Chinese sentence.
_ODD = re.compile(r"(?<=[\u4e00-\u9fff）》”])[.．,·•'`_|~^*]+|[，。、；：？！]{2,}")
_HAN = re.compile(r"[\u4e00-\u9fff]")
#: Han characters stand one width apart; where it is more than this, one between them was not read, most often a stop. A
#: stop stands a little further off, or nearer.
_WIDE, _WIDE_AT_STOP, _LEAST_PAIRS = 1.42, 1.5, 3
#: Marks closer together than this are looked at as one place, which is no longer than that.
_NEAR, _LONGEST = 1, 20


class Mark(NamedTuple):
    """Characters of a line that a person has to look at: the first, the one after the last, and why."""

    start: int
    end: int
    why: str


def find_gaps(signs: Sequence[Sign | None]) -> Iterator[Mark]:
    """Yield the pairs of characters of a line between which there is room for one more.

    Args:
        signs: The sign of each character; None where the reader has set a tab or a blank.
    """
    pairs = [
        (place, other.middle - sign.middle, _is_han(sign) and _is_han(other))
        for place, (sign, other) in enumerate(pairwise(signs))
        if sign
        and other
        and (_is_han(sign) or sign.character in _STOPS)
        and (_is_han(other) or other.character in _STOPS)
    ]
    widths = [distance for _, distance, both_han in pairs if both_han]
    if len(widths) >= _LEAST_PAIRS:
        width = median(widths)
        for place, distance, both_han in pairs:
            if distance > (_WIDE if both_han else _WIDE_AT_STOP) * width:
                yield Mark(place, place + 2, GAP)


def _is_han(sign: Sign) -> bool:
    return _HAN.fullmatch(sign.character) is not None


def is_poor(sure: Sequence[float]) -> bool:
    """Whether a page is hardly to be read, by how sure each of its characters is."""
    return sum(one < SURE for one in sure) > _POOR * len(sure)


def find_marks(
    text: str,
    sure: Sequence[float],
    before: str = "",
    after: str = "",
    gaps: Iterable[Mark] = (),
    *,
    poor: bool = False,
) -> list[Mark]:
    """Find the doubtful places of a line.

    Args:
        text: The line.
        sure: How sure each of its characters is, 0.0 to 1.0.
        before: What stands in front of it: a word may begin there.
        after: What follows it.
        gaps: Where there is room for a character that was not read.
        poor: Whether its page is hardly to be read.

    Returns:
        The places from left to right; none touches another.
    """
    # Words, figures and names run over the ends of lines.
    around = before + text + after
    told = [
        *(Mark(*match.span(), FIGURE) for match in _FIGURE.finditer(around)),
        *(Mark(*match.span(), NO_WORD) for match in _LETTER.finditer(around)),
        *(Mark(start, end, NAME) for start, end in find_names(around, _SINGLE)),
        *(Mark(*match.span(), NO_WORD) for match in _ODD.finditer(around)),
        *_of_words(around),
        *_unpaired(around),
    ]
    stop = _SURE_STOP_OF_POOR if poor else _SURE_STOP
    found = [
        *gaps,
        *(Mark(n, n + 1, UNSURE) for n, one in enumerate(sure) if one < (stop if text[n] in _STOPS else SURE)),
        *_within(told, len(before), len(text)),
    ]
    return list(_together(sorted(found), text))


def _within(marks: Iterable[Mark], start: int, length: int) -> Iterator[Mark]:
    """Yield the marks of a stretch of a text, counted from its beginning."""
    for mark in marks:
        first, last = max(0, mark.start - start), min(length, mark.end - start)
        if first < last:
            yield mark._replace(start=first, end=last)


def _of_words(text: str) -> Iterator[Mark]:
    """Yield runs of characters that make no word with what stands beside them."""
    import rjieba

    place, alone, words = 0, list[int](), rjieba.cut(text, hmm=False)
    yield from (Mark(start, start + 1, NO_WORD) for start in find_lookalikes(words))
    for word in words:
        single = len(word) == 1 and _HAN.fullmatch(word) is not None
        if single:
            alone.append(place)
        if not single or place + 1 == len(text):
            yield from _no_word(text, alone)
            alone = []
        place += len(word)


def _no_word(text: str, alone: list[int]) -> Iterator[Mark]:
    if alone and any(text[place] not in _SINGLE for place in alone):
        yield Mark(alone[0], alone[-1] + 1, NO_WORD)


def _unpaired(text: str) -> Iterator[Mark]:
    """Yield brackets of which the other one was not read, each with the character beside it where that is missing."""
    opened = list[int]()
    for place, sign in enumerate(text):
        if sign in _PAIRS.values():
            opened.append(place)
        elif sign in _PAIRS and opened and text[opened[-1]] == _PAIRS[sign]:
            opened.pop()
        elif sign in _PAIRS:
            yield Mark(max(0, place - 1), place + 1, UNPAIRED)
    yield from (Mark(place, min(place + 2, len(text)), UNPAIRED) for place in opened)


def _together(marks: list[Mark], text: str) -> Iterator[Mark]:
    """Yield marks, those beside each other as one; no mark runs over two cells."""
    held: Mark | None = None
    for mark in marks:
        if held and _is_near(held, mark) and "\t" not in text[held.end : mark.start]:
            whys = dict.fromkeys([*held.why.split("；"), mark.why])
            held = Mark(held.start, max(held.end, mark.end), "；".join(whys))
            continue
        if held is None:
            held = mark
        elif mark.end > held.end:
            yield held
            # What was marked already is not marked again.
            held = mark._replace(start=max(mark.start, held.end))
    if held:
        yield held


def _is_near(held: Mark, mark: Mark) -> bool:
    return mark.start - held.end <= _NEAR and max(held.end, mark.end) - held.start <= _LONGEST
