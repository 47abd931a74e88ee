"""Leaves out what is no text: invisible characters, buttons, page numbers, contents, blanks around a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterable

from scripts.intake.furniture import (
    ARTEFACT,
    CONTROL,
    INVISIBLE,
    is_button,
    is_caption,
    is_contents_entry,
    is_contents_title,
    is_page_number,
)
from scripts.intake.galley import Galley
from scripts.intake.marks import parse_mark
from scripts.intake.pictures import LEFT_OUT

_EDGES = " \t\u3000\u00a0\u2002\u2003\u2009\u202f"
_HAN = "\u4e00-\u9fff〇"
#: Every character stands alone: 政 府 工 作 报 告, 目　　录, 总　　则.
_SPACED = re.compile(rf"[{_HAN}]{{1,3}}?(?:[{_EDGES}]+[{_HAN}（）()、]{{1,2}})+")
_LONGEST_SPACED = 40
#: Captions stand in the first and in the last lines of a web page.
_HEAD_LINES, _TAIL_LINES = 20, 20


def clean(galley: Galley, *, keeps_pictures: bool = False) -> None:
    """Mark what is not the text's own, line by line; words are left as they are.

    Args:
        galley: The text.
        keeps_pictures: Whether the pictures in it are to go with it.
    """
    if not keeps_pictures:
        drop_pictures(galley, range(len(galley.lines)))
    for pattern, reason in ((INVISIBLE, "零宽字符"), (CONTROL, "控制字符"), (ARTEFACT, "下载网站的标记")):
        for match in pattern.finditer(galley.text):
            galley.drop(match.start(), match.end(), reason)
    for index in range(len(galley.lines)):
        _trim(galley, index)
    if galley.manuscript.carriage:
        # Its words were a page of this site already.
        return
    _drop_furniture(galley)
    _drop_contents(galley)
    for index in range(len(galley.lines)):
        _close_up(galley, index)


def drop_pictures(galley: Galley, lines: Iterable[int], reason: str = LEFT_OUT) -> None:
    """Leave the pictures among some lines out."""
    for index in lines:
        if galley.lines[index].picture:
            galley.drop_line(index, reason)


def _trim(galley: Galley, index: int) -> None:
    """Leave out the blanks before and after the text, or each cell's; the tabs between the cells of a row stay."""
    start, text = galley.starts[index], galley.lines[index].text
    for cell in re.finditer("[^\t]+" if galley.lines[index].table else "(?s:.+)", text):
        _trim_stretch(galley, start + cell.start(), start + cell.end())


def _trim_stretch(galley: Galley, start: int, end: int) -> None:
    # From both ends: what is left out already may stand among the blanks.
    first = next((place for place in range(start, end) if not _is_blank(galley, place)), end)
    last = next((place for place in range(end - 1, first, -1) if not _is_blank(galley, place)), first)
    galley.drop(start, first, "段首空白")
    galley.drop(last + 1, end, "段末空白")


def _is_blank(galley: Galley, place: int) -> bool:
    return galley.text[place] in _EDGES or galley.is_dropped(place)


def _drop_furniture(galley: Galley) -> None:
    filled = [index for index in range(len(galley.lines)) if galley.kept(index)]
    body = [index for index in filled if len(galley.kept(index)) > 60]
    # What stands before the first and after the last long paragraph.
    first, last = (body[0], body[-1]) if body else (filled[-1] if filled else 0, filled[0] if filled else 0)
    head, tail = set(filled[:_HEAD_LINES]), set(filled[-_TAIL_LINES:])
    for index in filled:
        text = galley.kept(index)
        outside = (index < first and index in head) or (index > last and index in tail)
        if is_page_number(text):
            galley.drop_line(index, "页码")
        elif outside and (is_button(text) or is_caption(text)):
            galley.drop_line(index, "网页上的按钮和说明")


def _drop_contents(galley: Galley) -> None:
    """Leave out a table of contents: entries with leaders, or the headings that come again further down."""
    filled = [index for index in range(len(galley.lines)) if galley.kept(index)]
    title = next((place for place, index in enumerate(filled) if is_contents_title(galley.kept(index))), None)
    if title is None:
        return
    later: dict[str, int] = {}
    for place, index in enumerate(filled[title + 1 :], title + 1):
        later[_bare(galley.kept(index))] = place
    end = title + 1
    while end < len(filled):
        text = galley.kept(filled[end])
        again = later[_bare(text)] > end
        if not again and not is_contents_entry(text):
            break
        end += 1
    if end > title + 1:
        for index in filled[title:end]:
            galley.drop_line(index, "目录")


def _bare(text: str) -> str:
    return re.sub(rf"[{_EDGES}]|[.…·．]{{3,}}.*$", "", text)


def _close_up(galley: Galley, index: int) -> None:
    """Leave out the blanks of a letter-spaced line, or of what follows the mark of a heading."""
    text = galley.kept(index)
    if galley.lines[index].table or len(text) > _LONGEST_SPACED:
        return
    mark = parse_mark(text)
    chapter = re.match(rf"第[{_HAN}]{{1,4}}[编章节][{_EDGES}]+", text)
    begin = chapter.end() if chapter else mark.length if mark else 0
    if not _SPACED.fullmatch(text[begin:]) or not _is_letter_spaced(text[begin:]):
        return
    places = [p for p in range(len(galley.lines[index].text)) if not galley.is_dropped(galley.starts[index] + p)]
    for place in places[begin:]:
        if galley.lines[index].text[place] in _EDGES:
            galley.drop(galley.starts[index] + place, galley.starts[index] + place + 1, "字间空格")


def _is_letter_spaced(text: str) -> bool:
    """Two or more single characters parted by blanks; two alone are a name (王 某) unless they are a title's."""
    pieces = re.split(rf"[{_EDGES}]+", text)
    single = all(len(piece) == 1 for piece in pieces)
    return single and (len(pieces) > 3 or "".join(pieces) in {"目录", "总则", "附则", "分则", "序言", "总结", "报告"})
