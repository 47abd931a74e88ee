"""Tells a person's name that stands alone on a line, or in the title of a paper of his own (述责述廉人)."""

from __future__ import annotations

import re

from macros.word_lists import alternatives, read_lists

_LISTS = read_lists(__file__)
_LONGEST = 60
_BLANKS = "[ \t\u3000\u00a0]"
_HAN = "[\u4e00-\u9fff]"
_MASKED = "(?:某{1,2}|[Xx×○]{1,2})"
#: What a person's name begins with, what stands before it, and what begins as a name does and is none.
SURNAMES, POSTS, NO_NAMES = frozenset(_LISTS["surnames"]), _LISTS["posts"], tuple(_LISTS["no names"])
_COMPOUND = alternatives(name for name in _LISTS["surnames"] if len(name) > 1)
_SINGLE = "[" + "".join(name for name in _LISTS["surnames"] if len(name) == 1) + "]"
#: Two to four characters that begin with a surname; a name that is kept back is written 张某某 or XXX.
_NAME = rf"(?:{_COMPOUND}){_HAN}{{1,2}}|{_SINGLE}{_MASKED}|{_SINGLE}(?:{_BLANKS}*{_HAN}){{1,2}}|[Xx×○]{{3}}"
_POSTS = rf"(?:[\u4e00-\u9fff、]{{0,16}}(?:{alternatives(_LISTS['posts'])}){_BLANKS}*[、：:]?{_BLANKS}*)+"
_LABEL = rf"(?:{alternatives(_LISTS['labels'])}){_BLANKS}*[：:]?{_BLANKS}*"
_NOTE = "(?:[（(][^（）()]{1,20}[）)])?"
_LINE = re.compile(rf"[（(]?(?:{_LABEL})?(?:{_POSTS})?(?P<name>{_NAME})(?:同志)?{_NOTE}[）)]?")
_TITLE = re.compile(
    rf"(?:关于)?(?:{_POSTS})?(?P<name>{_NAME})"
    r"(?:同志.*|(?:(?:19|20)[0-9]{2}年度?)?(?:个人|述[责职廉]).*)"
)
_NO_NAME = re.compile(alternatives(NO_NAMES))
_PLACE = re.compile(rf"(?:{alternatives(_LISTS['places'])})$")


def find_person(line: str) -> str:
    """The person of whom a line is the name, or to whom a title belongs; empty where there is none.

    Args:
        line: A paragraph: 张三, 党委书记 张三, 述职人：张三, 张三同志2023年述责述廉报告.
    """
    if len(line) > _LONGEST:
        return ""
    match = _LINE.fullmatch(line)
    name = _plain(match) if match else ""
    if not name and (match := _TITLE.fullmatch(line)):
        name = _plain(match)
        name = "" if _PLACE.search(name) else name
    return name


def _plain(match: re.Match[str]) -> str:
    name = re.sub(_BLANKS, "", match["name"])
    return "" if _NO_NAME.match(name) else name
