"""Finds names of other units, of their villages and of their superiors, and posts that the unit does not have."""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.compare.copying.changed_names import find_changed_names
from macros.compare.copying.check import CheckedItem, CopyCheck
from macros.compare.copying.leftover import Leftover, LeftoverKind, written_sentences
from macros.compare.copying.place_names import find_places
from macros.domain.reports import Item, Report
from macros.domain.yearbook import Yearbook

_BODY = "党委|党工委|党组|党总支|党支部|纪委|纪工委|委员会|人民政府"
_LEVELS = "乡|镇|街道"
_OF_BODY = re.compile(f"委|{_BODY}|政府|办事处")
_NOT_STEM = re.compile(rf"^(?:中共|中国共产党)|(?:{_BODY})$")
#: By the last words of its name: the level that a unit is of, and its body.
_OWN = re.compile(rf"(?P<level>{_LEVELS}|局|学校|医院|公司)?(?P<body>党委|党工委|党组|党总支|党支部)$")
_BEGINS = r"(?:(?<![\u4e00-\u9fff])|(?<=[由请向和对让、]))"
_POST = re.compile(
    rf"{_BEGINS}(?:(?P<level>{_LEVELS})?(?P<body>党委|党工委|党组)(?:副?书记|委员|成员)|(?P<head>{_LEVELS})长)"
)
#: A body that calls itself by its level: 乡党委, 镇纪委.
_CALLED = re.compile(rf"{_BEGINS}(?P<level>{_LEVELS})(?:党委|党工委|党组|纪委|纪工委)(?!副?书记|委员|成员)")
_VILLAGES = frozenset({"村", "社区"})


def find_others_names(check: CopyCheck, yearbook: Yearbook) -> Iterator[Leftover]:
    """Yield names that are another office's, and posts of another kind of office.

    Names of other units of the site; names of townships, counties and the like
    that none of the unit's other papers has; names of villages likewise, where
    they stand in what is copied from somebody else; and names that elsewhere
    in the copied text were changed.

    Args:
        check: The paper with what it has from others.
        yearbook: All pages.
    """
    report = check.report
    others = [other for other in yearbook.reports.values() if other.folder == report.folder and other.key != report.key]
    known = "\n".join([report.unit, *(other.words for other in others)]) if others else ""
    names = {**_units_beside(report, yearbook), **_changed(check)}
    for checked in check.items:
        foreign = _foreign_words(checked, report)
        for sentence in written_sentences(checked.item):
            found = {name: why for name, why in names.items() if name in sentence}
            found |= _unknown_places(sentence, foreign, known) if known else {}
            for words, why in found.items():
                yield Leftover(LeftoverKind.NAME, checked.item, words, why, sentence)
            yield from _posts(sentence, checked.item, report)
            yield from _bodies(sentence, checked.item, report)


def _units_beside(report: Report, yearbook: Yearbook) -> dict[str, str]:
    """The names of the site's other units, each with why it does not fit."""
    own = _stem(report.unit)
    units = {_stem(unit.name): unit.name for unit in yearbook.units.values() if unit.folder != report.folder}
    return {stem: f"是{name}的名称" for stem, name in units.items() if len(stem) > 1 and stem not in own}


def _changed(check: CopyCheck) -> dict[str, str]:
    """Names of the source in the place of which the copied text has others, at least once."""
    return {
        old: f"{row.source.name}里的名称，抄来的文字里已改为{new}"
        for row in check.rows
        for match in row.matches
        for old, new in find_changed_names(match.there.text, match.here.text)
    }


def _foreign_words(checked: CheckedItem, report: Report) -> str:
    """What of an item is copied from somebody else."""
    sources = [(row, row.source.report) for row in checked.rows]
    return "\n".join(row.text for row, source in sources if source is None or source.folder != report.folder)


def _unknown_places(sentence: str, foreign: str, known: str) -> dict[str, str]:
    found = {}
    for place in find_places(sentence):
        is_village = place.level in _VILLAGES
        wanted = place.whole in foreign if is_village else _OF_BODY.match(sentence, place.end)
        if wanted and place.whole not in known:
            found[place.whole] = "本单位别的材料里没有这个名称"
    return found


def _posts(sentence: str, item: Item, report: Report) -> Iterator[Leftover]:
    """Posts of another level or body than the unit's; none where its name does not tell these."""
    own = _OWN.search(report.unit)
    for match in _POST.finditer(sentence) if own else ():
        level = match["level"] or match["head"]
        other_level = level and own and own["level"] and level != own["level"]
        other_body = match["body"] and own and match["body"] != own["body"]
        if other_level or other_body:
            yield Leftover(LeftoverKind.POST, item, match[0], f"本单位是{report.unit}", sentence)


def _bodies(sentence: str, item: Item, report: Report) -> Iterator[Leftover]:
    """Bodies of another level than the unit's: 乡党委 where a 镇 writes."""
    own = _OWN.search(report.unit)
    for match in _CALLED.finditer(sentence) if own and own["level"] in _LEVELS.split("|") else ():
        if own and match["level"] != own["level"]:
            yield Leftover(LeftoverKind.NAME, item, match[0], f"本单位是{report.unit}", sentence)


def _stem(unit: str) -> str:
    """A unit's name without its body: 东镇 of 中共东镇党委."""
    return _NOT_STEM.sub("", _NOT_STEM.sub("", unit))
