"""Finds a paper's title among its first paragraphs, also where it is broken over several."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from statistics import median

import rjieba

from macros.word_lists import alternatives, read_lists
from scripts.intake.galley import Galley, GalleyParagraph
from scripts.intake.marks import is_listed, parse_mark

_LONGEST = 90
_MOST_PIECES = 4
#: How far down a title may stand: letterhead, number and buttons come before it.
_DEEPEST = 15
_LISTS = read_lists(__file__)
_ENDS = re.compile(rf"(?:{alternatives(_LISTS['papers'])})(?:[（(][^（()）]{{1,20}}[)）])?$")
_STOPS = "。；！？，、"
_NUMBER = re.compile(r"[^，。]{0,20}[〔\[［（(【]?(?:19|20)[0-9]{2}[〕\]］）)】][ ]*第?[ ]*[0-9]{1,4}[ ]*号")
_UNIT_ENDS = re.compile(rf"(?:{alternatives(_LISTS['units'])})$")
#: A line in brackets says when the paper was given or adopted.
_NAMES_YEAR = re.compile(r"(?![（(]).*(?:19|20)[0-9]{2}年(?!.*[日月]$)")
_BEGINS = re.compile(r"关于|落实|(?:19|20)[0-9]{2}年|二[〇○零]|履行|党风廉政|全面从严|[上下]半年")
#: In the size of the text: what is larger is no text; two sizes that are so near are one, as far as a scan tells.
_LARGER, _SAME = 1.15, 0.08
_HANGS = re.compile(r"(?:的|和|与|及|暨|、|关于|年|年度|工作|责任|责任制|情况|建设)$")


@dataclass(frozen=True)
class Title:
    """Which of a paper's paragraphs make its title: from `first` up to, but not including, `end`."""

    first: int
    end: int


def find_title(paragraphs: Sequence[GalleyParagraph]) -> Title | None:
    """Find the title among the first paragraphs; None where the paper has none."""
    head = _head(paragraphs)
    larger = _LARGER * median([paragraph.size for paragraph in paragraphs] or [0.0])
    for place in range(len(head)):
        for end in range(min(place + _MOST_PIECES, len(head)), place, -1):
            if _is_title(head[place:end], larger):
                return Title(place, end)
    styled = [place for place, paragraph in enumerate(head) if paragraph.outline == 1]
    named = [p for p, paragraph in enumerate(head) if _NAMES_YEAR.match(paragraph.text)]
    lone = (styled or named)[:1]
    return Title(lone[0], lone[0] + 1) if lone and not _NUMBER.fullmatch(head[lone[0]].text) else None


def join_title(galley: Galley, paragraphs: Sequence[GalleyParagraph], title: Title) -> None:
    """Mark the line ends inside a title as left out."""
    for before, after in pairwise(paragraphs[title.first : title.end]):
        galley.join(before.last, after.first, "标题分行")


def is_paper_title(text: str) -> bool:
    """Whether a line by itself is the title of a paper."""
    return _is_name([text])


def is_salutation(text: str) -> bool:
    """Whether a line greets those who hear the paper."""
    return (
        len(text) <= 30
        and text[-1] in "：:"
        and re.search("代表|同志|领导|委员|党委|政府|纪委|组织部|巡察", text) is not None
    )


def _head(paragraphs: Sequence[GalleyParagraph]) -> list[GalleyParagraph]:
    """The paragraphs before running text or the first section begins."""
    head: list[GalleyParagraph] = []
    for paragraph in paragraphs[:_DEEPEST]:
        text = paragraph.text
        if paragraph.table or parse_mark(text) or len(text) > _LONGEST or text[-1] in _STOPS or is_salutation(text):
            break
        head.append(paragraph)
    return head


def _is_title(pieces: Sequence[GalleyParagraph], larger: float) -> bool:
    return _is_name([piece.text for piece in pieces]) and all(
        _hangs(first.text, second.text) or _is_set_alike(first, second, larger) for first, second in pairwise(pieces)
    )


def _is_name(pieces: list[str]) -> bool:
    whole = "".join(pieces)
    if len(whole) > _LONGEST or not _ENDS.search(whole) or is_listed(whole) or re.search("[，。；]", whole):
        return False
    if any(_NUMBER.fullmatch(piece) or is_listed(piece) for piece in pieces):
        return False
    # Only the last piece ends as a paper's name does.
    return all(not _ENDS.search(piece) for piece in pieces[:-1])


def _hangs(first: str, second: str) -> bool:
    if len(second) <= 2 or _HANGS.search(first) or _parts_word(first, second):
        return True
    return _UNIT_ENDS.search(first) is not None and _BEGINS.match(second) is not None


def _parts_word(first: str, second: str) -> bool:
    """Whether a word begins at the end of one piece and goes on in the next."""
    return len(first) not in set(accumulate(map(len, rjieba.cut(first + second, hmm=False))))


def _is_set_alike(first: GalleyParagraph, second: GalleyParagraph, larger: float) -> bool:
    """Whether both are set in one type, which is larger than that of the text."""
    return min(first.size, second.size) > larger and abs(first.size - second.size) < _SAME * first.size
