"""Names for a regulation that is new to the register: its id by the sounds of its title, its short name."""

from __future__ import annotations

import re
from collections.abc import Collection

from macros.citations.lexicon import GENERIC, PARTICULAR, Lexicon, fold_title
from scripts.changes.sounds import sound
from scripts.intake.official_text.title import without_note

_PREFIX = re.compile(
    r"^(?:中国共产党|中华人民共和国|中共中央政治局|中共中央|最高人民法院、?最高人民检察院|最高人民法院|最高人民检察院)"
)
_NOTE = re.compile(r"[（(][^（）()]*[）)]")
#: Words that most titles have, and by which none is known.
_PLAIN = re.compile(
    "关于|若干|有关|问题|工作|管理|进一步|加强|做好|推进|实行|落实|贯彻|几个|适用|法律|案件|审理|办理|"
    "[的和与及等在对中为了]"
)
_MOST_WORDS, _FEWEST_WORDS = 3, 2
_LONGEST_ID = 40
_SHORTEST_NAME = 3


def propose_id(title: str, taken: Collection[str]) -> str:
    """An id for a regulation: the last words of its title that say what it is about, as they sound.

    Args:
        title: Its title: 中国共产党纪律处分条例.
        taken: Ids that others have.

    Returns:
        Such as jilv-chufen-tiaoli; with more words, and at last a number, where that is taken.
    """
    if title == "中国共产党章程":
        return _first_free("dangzhang", taken)
    core = _PREFIX.sub("", _NOTE.sub("", title)) or title
    words = _cut(re.sub(r"[^\u4e00-\u9fff]", "", core))
    telling = [word for word in words[:-1] if not _PLAIN.fullmatch(word)] + words[-1:]
    telling = telling if len(telling) >= _FEWEST_WORDS else words
    for count in range(_MOST_WORDS, max(len(telling), _MOST_WORDS) + 1):
        name = _spell(telling[-count:])
        if name and name not in taken and len(name) <= _LONGEST_ID:
            return name
    name = _spell(telling[-_MOST_WORDS:])[:_LONGEST_ID].strip("-") or "fagui"
    return _first_free(name, taken)


def _first_free(name: str, taken: Collection[str]) -> str:
    return next(free for n in range(1, 10_000) if (free := f"{name}-{n}" if n > 1 else name) not in taken)


def _spell(words: Collection[str]) -> str:
    return "-".join(filter(None, (sound(word) for word in words)))


def _cut(text: str) -> list[str]:
    """Words of two characters where the dictionary has longer ones: 纪律 处分 条例."""
    from rjieba import cut

    found: list[str] = []
    for word in map(str, cut(text)):
        endings = () if word in GENERIC else (*sorted(GENERIC), "法")
        kind = next((kind for kind in endings if word.endswith(kind) and word != kind), "")
        stem = word.removesuffix(kind)
        found += [stem[:2], stem[2:]] if len(stem) == 4 else [stem]
        found += [kind] if kind else []
    return found


def propose_aliases(title: str, lexicon: Lexicon) -> list[str]:
    """The short name by which papers cite a regulation: its title without what stands before it, or last in brackets.

    Args:
        title: Its title.
        lexicon: The names that others bear already; none of them is proposed.
    """
    short = without_note(_PREFIX.sub("", title))
    taken = {fold_title(name) for name in (*lexicon.titles, *lexicon.bare, *GENERIC, *PARTICULAR)}
    fits = short != title and len(short) >= _SHORTEST_NAME and not short.startswith("关于")
    return [short] if fits and fold_title(short) not in taken else []
