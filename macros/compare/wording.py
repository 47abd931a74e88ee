"""What of a text counts as wording, and how much of two texts is the same letter by letter."""

from __future__ import annotations

import re

from rapidfuzz.distance import Indel

#: What no reader counts as wording: marks of a list, blanks, punctuation.
_MARK = re.compile(r"^\s*(?:[（(]?[零〇一二三四五六七八九十百\d]+[)）、．.](?!\d)|第[一二三四五六七八九十]+[，、])\s*")
#: Characters that say something by themselves: 3% is not 3‰, and √ is not ×. Whatever stands between two digits tells
#: 1.5 from 15 and 3 5 from 35, and a minus tells -3 from 3.
TELLING = "%％‰℃¥￥$√×✓✗✔✘☑☒○●±≥≤≠<>＜＞=＝+＋÷"
_MUTE = rf"(?:[^\w{TELLING}]|_)+"
_THOUSANDS = r"[,，]\d{3}(?!\d)"
_NO_WORD = re.compile(rf"((?<=\d)(?!{_THOUSANDS}){_MUTE}(?=\d)|[-－−](?=\d))|{_MUTE}")
MUTE_RUN = re.compile(_MUTE)


def fold(text: str) -> str:
    """The words alone, Latin letters small: no blanks and no punctuation but what makes another figure."""
    return _NO_WORD.sub(r"\1", text).lower()


def find_words(text: str) -> list[range]:
    """The places of the characters that `fold` keeps, in runs."""
    runs: list[range] = []
    at = 0
    # Most of what is mute stands before no digit, and then none of it is kept; that is quickly seen.
    for match in MUTE_RUN.finditer(text):
        start, end = match.span()
        if not (text[end : end + 1].isdigit() and (kept := _NO_WORD.match(text, start)) and kept[1]):
            runs.append(range(at, start))
            at = end
    runs.append(range(at, len(text)))
    return runs


def bare_title(title: str) -> str:
    """A heading's words without its mark: （二）加强教育 and 2．加强教育 are one."""
    return fold(unmarked(title))


def unmarked(title: str) -> str:
    """A heading as it stands, without its mark."""
    return _MARK.sub("", title)


def as_name(title: str) -> str:
    """A heading as the name of what it tells of: without its mark, and without the full stop of one that runs on."""
    return unmarked(title).rstrip("。；：")


def closeness(old: str, new: str) -> float:
    """Share of two folded texts that stands in both in the same order, 0 to 1 (Indel similarity)."""
    return Indel.normalized_similarity(old, new)
