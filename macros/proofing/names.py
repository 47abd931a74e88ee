"""Finds the names of people beside what was done to them: 给予张三党内警告处分.

Only where the grammar leaves room for nothing but a name; a name that stands
elsewhere is missed, so that ordinary words are not taken for names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.word_lists import alternatives, read_lists

_LISTS = read_lists(__file__)
_COMPOUND = _LISTS["family names of two"]
_GIVEN = r"[\u4e00-\u9fff]"
_WORDS, _NO_GIVEN = frozenset(_LISTS["words"]), frozenset(_LISTS["in no name"])
_FATE = "处分|诫勉|立案|函询|党籍|留置|免职|撤职|撤销|警告|问责|开除"
#: Words after which a sentence speaks of what was done to somebody.
_MATTER = re.compile(f"{_FATE}|批评教育|组织处理")
_SANCTION = rf"(?:{alternatives(_LISTS['sanctions'])})"
_ACTION = (
    r"(?:(?:的问题|涉嫌[^，。；]{0,20})?(?:进行|予以|给予|作出|采取|启动|实施)?(?:了)?"
    r"(?:立案|诫勉|谈话函询|函询|留置|问责|开除|党内|政务|撤职|免职|处分|审查调查|纪律审查|批评教育|通报批评|组织处理))"
)
_CAUSE = "因|被|受到|违反|违规|涉嫌|利用职务|严重违纪"
_POST = alternatives(_LISTS["posts"])
_SURNAMES = "".join(_LISTS["family names"])
_NAME = rf"(?P<name>(?:{alternatives(_COMPOUND)}){_GIVEN}{{1,2}}?|[{_SURNAMES}]{_GIVEN}{{1,2}}?)"
_SAME = r"(?:同志|本人)?"
#: What a slot cannot do without, and the slot.
_SLOTS = tuple(
    (re.compile(needed), re.compile(pattern))
    for needed, pattern in (
        ("[给予]", rf"(?:给予|予以|给)(?:[^，。；、：]{{0,16}}?(?:{_POST}))?{_NAME}{_SAME}{_SANCTION}"),
        (
            "[对将]",
            rf"(?:(?<![针面相反核绝])对|(?<!不)将)(?:[^，。；、：]{{0,16}}?(?:{_POST}))?{_NAME}{_SAME}{_ACTION}",
        ),
        ("开除|撤销|免去", rf"(?:开除|撤销|免去){_NAME}{_SAME}的?(?:党籍|公职|党内|[^，。；、]{{0,10}}职务)"),
        (
            _CAUSE,
            rf"(?:(?:^|(?<=[\n，。；、：“”（）\s]))(?:经查，)?|(?<=[委党支镇乡村局站所])|(?:{_POST})){_NAME}"
            rf"(?:同志|本人)?(?:[（(][^（）()]{{1,12}}[）)])?(?:{_CAUSE})[^。；\n]{{0,60}}?(?:{_FATE})",
        ),
        ("同志", rf"{_NAME}同志[^。；\n]{{0,30}}?(?:因|被|受到|违反|涉嫌)[^。；\n]{{0,40}}?(?:{_FATE})"),
    )
)


def find_names(text: str) -> Iterator[tuple[int, int]]:
    """Yield where a text names a person beside a measure of discipline.

    Args:
        text: A paragraph.

    Yields:
        Start and end of each name, each place once.
    """
    if not _MATTER.search(text):
        return
    seen: set[int] = set()
    for match in (match for needed, slot in _SLOTS if needed.search(text) for match in slot.finditer(text)):
        start, end = match.span("name")
        if start not in seen and _is_name(text[start:end]):
            seen.add(start)
            yield start, end


def given_of(name: str) -> str:
    """What of a name stands behind the family's."""
    return name[2:] if name[:2] in _COMPOUND else name[1:]


def _is_name(name: str) -> bool:
    if name[:2] in _WORDS:
        return False
    given = given_of(name)
    return bool(given) and not set(given) & _NO_GIVEN
