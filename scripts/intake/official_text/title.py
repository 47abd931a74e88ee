"""Finds the title of an official text among the lines above it, and what kind of regulation it names.

Kinds of Party regulations: 中国共产党党内法规制定条例 (2019), 第五条; of judicial interpretations: 最高人民法院关于
司法解释工作的规定 (2021), 第六条.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scripts.intake.galley import GalleyParagraph

_B = "[ \t\u3000\u00a0]*"
#: What a title ends with, and the kind that it makes; the first that fits.
_KINDS = (
    ("章程", "党章"),
    ("准则", "准则"),
    ("条例", "条例"),
    ("规定", "规定"),
    ("办法", "办法"),
    ("规则", "规则"),
    ("细则", "细则"),
    ("解释", "解释"),
    ("批复", "批复"),
    ("决定", "决定"),
    ("决议", "决议"),
    ("意见", "意见"),
    ("宪法", "法律"),
    ("法典", "法律"),
    ("法", "法律"),
    ("通知", "通知"),
)
_TRANSMITS = re.compile(r"(?:印发|批转|转发|发布|公布|下发)(?:.*)通知$")
_NOTE_AT_END = re.compile(r"[（(][^（）()]{1,30}[）)]$")
#: What belongs to a title in brackets; anything else there is a remark of whoever keeps the file: （全文）.
_OWN_NOTE = re.compile(r"[（(](?:试行|暂行|草案|修订草案|[一二三四五六七八九十]{1,3})[）)]")
#: 总则 and 附则 are no titles, 办法 alone is none either.
_SHORTEST, _LONGEST = 4, 120
_STOPS = "。；：，、！？,;:!?"
_MOST_LINES = 3
_STRUCTURE = re.compile(rf"第{_B}[0-9一二三四五六七八九十百零〇]+{_B}[编章节条](?:[ \t\u3000\u00a0]|$)")
#: What a line of a title is made of: no address, path, remark or row of buttons.
_TITLE_SIGNS = re.compile(r"[\u4e00-\u9fff〇○0-9《》〈〉“”‘’\"、（）()·—\-*# \t\u3000\u00a0]+")
#: A line that can only begin a title, and one that is a body's name, which may stand above it.
_BEGINS = re.compile(r"中国共产党|中华人民共和国|最高人民|国务院|中共中央|关于")
BODY = re.compile(r"(?:院|委员会|委|政府|部|局|厅|署|办公室|中央|代表大会)$")
#: Heads of papers, which stand above a title and are none of it.
_HEAD_OF_PAPER = re.compile(rf"(?:文件|公报|令|公告|号|第{_B}[0-9]+{_B}期|[年月日])$")
#: 方法 and 做法 are no laws.
_NO_LAW = re.compile(r"[方做看用语书执司立守合违非依普学说想讲][法]$")
_IN_FULL = re.compile(r"《(?P<title>[^《》]+)》(?:的?(?:全文|主要内容))?如下")
_SENT_OUT = re.compile(r"(?:印发|发布|公布)了?《(?P<title>[^《》]+)》")
_YEAR_BESIDE = re.compile(rf"{_B}[（(]?((?:19|20)[0-9]{{2}})年?(?:版|修订|修正|修订版|修正版|本)?[）)]?$")


@dataclass(frozen=True)
class TitleLines:
    """The lines of a title (题名).

    Attributes:
        words: The title itself, without marks, and without what the keeper of the file has put beside it.
        first: Index of its first paragraph.
        last: Index of its last one.
        line: Its line in the file.
        year: A year that stands beside it and is no part of it; None where none does.
    """

    words: str
    first: int
    last: int
    line: int
    year: int | None = None


def bare_title(line: str) -> tuple[str, int | None]:
    """A title without marks of headings, title marks around it, and what stands behind it; and the year there.

    Args:
        line: The line or lines of the title, put together.
    """
    words = re.sub(r"^#{1,6}[ \t]*|\*\*", "", line).strip(" \t\u3000\u00a0")
    year = None
    while True:
        before = words
        if match := _YEAR_BESIDE.search(words):
            year = int(match[1])
            words = words[: match.start()].rstrip()
        elif (note := _NOTE_AT_END.search(words)) and not _OWN_NOTE.fullmatch(note[0]):
            words = words[: note.start()].rstrip()
        elif re.fullmatch(r"《[^《》]+》", words):
            words = words[1:-1]
        if words == before or not words:
            return words.replace("(", "（").replace(")", "）"), year


def without_note(title: str) -> str:
    """A title without what stands in brackets at its end: （试行）."""
    return _NOTE_AT_END.sub("", title)


def find_kind(title: str) -> str:
    """The kind of regulation that a title names (文种); empty where it names none."""
    core = without_note(title)
    kind = next((kind for ending, kind in _KINDS if core.endswith(ending)), "")
    if (kind == "党章" and "中国共产党" not in core) or (kind == "法律" and _NO_LAW.search(core)):
        return ""
    return kind


def find_title(paragraphs: Sequence[GalleyParagraph], start: int) -> TitleLines | None:
    """Find the title above a text.

    Args:
        paragraphs: The whole file.
        start: Index of the paragraph with which its provisions begin.

    Returns:
        The last lines before that which name a kind of regulation; those that send a text on (关于印发…的通知) only
        where there are no others.
    """
    found = list(_titles(paragraphs, start))
    if not found and (named_in := _named_in_text(paragraphs, start)):
        return named_in
    own = [title for title in found if not _TRANSMITS.search(title.words)]
    named = [title for title in own if find_kind(title.words) != "通知"] or own or found
    return named[-1] if named else None


def find_other_titles(paragraphs: Sequence[GalleyParagraph], own: TitleLines) -> list[str]:
    """Titles of other texts that stand in the file before its own: the decision that amended it."""
    words = (title.words for title in _titles(paragraphs, own.first))
    kinds = {kind for _, kind in _KINDS} - {"通知"}
    return [title for title in words if find_kind(title) in kinds and not _TRANSMITS.search(title)]


def _titles(paragraphs: Sequence[GalleyParagraph], start: int) -> Iterator[TitleLines]:
    place = 0
    while place < start:
        if title := _title_at(paragraphs, place, start):
            yield title
        place = title.last + 1 if title else place + 1


def _named_in_text(paragraphs: Sequence[GalleyParagraph], start: int) -> TitleLines | None:
    """The title where no line is one, and the report of an agency names it: 《某规定》全文如下."""
    for pattern in (_IN_FULL, _SENT_OUT):
        for place in range(start - 1, -1, -1):
            match = pattern.search(paragraphs[place].text)
            if match and find_kind(bare_title(match["title"])[0]):
                return TitleLines(bare_title(match["title"])[0], place, place, paragraphs[place].number)
    return None


def _title_at(paragraphs: Sequence[GalleyParagraph], place: int, start: int) -> TitleLines | None:
    """The title that begins with a paragraph, over as few lines as make one."""
    for last in range(place, min(place + _MOST_LINES, start)):
        group = paragraphs[place : last + 1]
        lines = [paragraph.text for paragraph in group]
        if not _may_belong(group[-1]) or (last > place and not _goes_on(group[-2], group[-1])):
            return None
        words, year = bare_title("".join(lines))
        if _SHORTEST <= len(words) <= _LONGEST and find_kind(words) and words.count("《") == words.count("》"):
            below = paragraphs[last + 1].text if last + 1 < start else ""
            if re.fullmatch(r"[（(](?:试行|暂行|草案)[）)]", below):
                # Some set it in a line of its own.
                words, last = words + below.replace("(", "（").replace(")", "）"), last + 1
            return TitleLines(words, place, last, group[0].number, year)
    return None


def _may_belong(paragraph: GalleyParagraph) -> bool:
    text = paragraph.text.strip()
    if paragraph.table or not text or len(text) > _LONGEST or text[-1] in _STOPS or text[0] in "（(":
        return False
    return _TITLE_SIGNS.fullmatch(text) is not None and not _STRUCTURE.match(re.sub(r"^#+[ \t]*", "", text))


def _goes_on(first: GalleyParagraph, second: GalleyParagraph) -> bool:
    """Whether a title may go on from one line to the next."""
    if second.first > first.last + 1 or _HEAD_OF_PAPER.search(first.text) or first.text.startswith("#"):
        return False
    alone = _BEGINS.match(second.text) and find_kind(bare_title(second.text)[0])
    return not alone or (second.text.startswith("关于") and BODY.search(first.text) is not None)
