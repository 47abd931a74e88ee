"""Fields of older Word forms (旧式窗体域), and boxes drawn as signs (ECMA-376 Part 1, 17.16.17 and 17.3.3.30)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from enum import Enum

from lxml import etree

from scripts.forms.word_controls import plain_looks, tag

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_EMPTY_BOX, _TICKED, _CROSSED = "☐", "☑", "☒"
#: What stands for a sign of which nobody knows what it shows.
UNKNOWN_SIGN = "￼"
#: Boxes in the faces of signs, by their place in the face: empty, ticked, crossed.
_BOXES = {
    "Wingdings": {0x6F: _EMPTY_BOX, 0x71: _EMPTY_BOX, 0xA8: _EMPTY_BOX, 0xFE: _TICKED, 0xFD: _CROSSED},
    "Wingdings 2": {0xA3: _EMPTY_BOX, 0x52: _TICKED, 0x51: _CROSSED, 0x53: _CROSSED},
}
_TICKS = {"Wingdings": 0xFE, "Wingdings 2": 0x52}
#: A sign of such a face stands in the private area, or at its own place.
_PRIVATE, _LAST = 0xF000, 0xFF
_HEXADECIMAL = re.compile(r"[0-9A-Fa-f]{1,4}")
_CHOOSE = ("请选", "选择", "单击", "点击")


class FieldKind(Enum):
    """What a field takes, by its element."""

    TEXT = "textInput"
    LIST = "ddList"
    BOX = "checkBox"


@dataclass(frozen=True)
class FormField:
    """A field of an older form (窗体域).

    Attributes:
        begin: The element that begins it.
        kind: What it takes.
        data: What is said of it.
        result: The runs that show what was typed.
        end: The run that ends it.
    """

    begin: etree._Element
    kind: FieldKind
    data: etree._Element
    result: tuple[etree._Element, ...]
    end: etree._Element

    @property
    def shown(self) -> str:
        """What was typed into it, or chosen; empty where nothing was."""
        if self.kind is FieldKind.BOX:
            return _TICKED if self.is_ticked else _EMPTY_BOX
        if self.kind is FieldKind.LIST:
            chosen = _number(self.data, "result", -1)
            every = self.entries
            return every[chosen] if 0 <= chosen < len(every) and every[chosen] in self.words else ""
        said = "".join(text.text or "" for run in self.result for text in run.iter(tag("t")))
        default = self.data.find(tag("default"))
        return "" if not said.strip() or (default is not None and said == default.get(tag("val"))) else said

    @property
    def is_ticked(self) -> bool:
        """Whether a box is ticked."""
        state = self.data.find(tag("checked"))
        state = self.data.find(tag("default")) if state is None else state
        return state is not None and state.get(tag("val"), "1") not in {"0", "false", "off"}

    @property
    def is_prompting(self) -> bool:
        """Whether it waits for something to be typed or chosen."""
        return self.kind is not FieldKind.BOX and not self.shown

    @property
    def entries(self) -> tuple[str, ...]:
        """All that a list shows, in its order."""
        return tuple(one.get(tag("val"), "").strip() for one in self.data.iterfind(tag("listEntry")))

    @property
    def words(self) -> tuple[str, ...]:
        """The only words that it takes; what only tells to choose is none."""
        return tuple(one for one in self.entries if one and not one.startswith(_CHOOSE))

    @property
    def longest(self) -> int:
        """How many characters it takes; 0 for any number."""
        return _number(self.data, "maxLength", 0)

    @property
    def is_of_numbers(self) -> bool:
        """Whether it takes a number alone."""
        return self._type == "number"

    @property
    def is_closed(self) -> bool:
        """Whether nobody types into it: the program fills it, or it was locked."""
        enabled = self.begin.find(f"{tag('ffData')}/{tag('enabled')}")
        locked = enabled is not None and enabled.get(tag("val"), "1") in {"0", "false", "off"}
        return locked or self._type in {"calculated", "currentDate", "currentTime"}

    @property
    def _type(self) -> str:
        found = self.data.find(tag("type"))
        return "" if found is None else str(found.get(tag("val"), ""))


def find_field(begin: etree._Element) -> FormField | None:
    """The field that an element begins; None where it is none of a form, or does not end in its paragraph."""
    data = begin.find(tag("ffData"))
    kinds = [
        (kind, found) for kind in FieldKind if data is not None and (found := data.find(tag(kind.value))) is not None
    ]
    paragraph = next(begin.iterancestors(tag("p")), None)
    if not kinds or paragraph is None:
        return None
    runs = [one for one in paragraph.iter(tag("r")) if next(one.iterancestors(tag("p"))) is paragraph]
    if begin.getparent() not in runs:
        return None
    depth, shows = 0, False
    result: list[etree._Element] = []
    for run in runs[runs.index(begin.getparent()) :]:
        for mark in run.iterfind(tag("fldChar")):
            step = mark.get(tag("fldCharType"))
            if step == "begin" and (mark is begin or depth):
                depth += 1
            elif step == "separate" and depth == 1:
                shows = True
            elif step == "end" and depth:
                depth -= 1
                if not depth:
                    return FormField(begin, *kinds[0], tuple(result), run)
        if shows and run.find(tag("fldChar")) is None:
            result.append(run)
    return None


def find_fields(holder: etree._Element) -> list[FormField]:
    """The fields within a cell or a paragraph, in their order."""
    return [found for mark in holder.iter(tag("fldChar")) if (found := find_field(mark))]


def whole_field(cell: etree._Element) -> FormField | None:
    """The field that a cell waits for alone; None where it has none, several, or words beside it."""
    fields = find_fields(cell)
    if len(fields) != 1 or fields[0].kind is FieldKind.BOX:
        return None
    own = {text for run in fields[0].result for text in run.iter(tag("t"))}
    beside = any((text.text or "").strip() for text in cell.iter(tag("t")) if text not in own)
    return None if beside else fields[0]


def fill_field(field: FormField, words: str) -> None:
    """Put words into a field, with the looks of what it shows; a list takes one of its own, or stays as it is.

    Args:
        field: The field, which is no box.
        words: What was found.
    """
    if field.kind is FieldKind.LIST:
        if words not in field.words:
            return
        chosen = field.data.find(tag("result"))
        if chosen is None:
            chosen = etree.Element(tag("result"))
            field.data.insert(0, chosen)
        chosen.set(tag("val"), str(field.entries.index(words)))
        if not field.result:
            # A list shows its word by itself.
            return
    _show(field, words)


def _show(field: FormField, words: str) -> None:
    run = field.result[0] if field.result else _begin_result(field)
    for other in field.result[1:]:
        other.getparent().remove(other)
    looks = plain_looks(run.find(tag("rPr")))
    run[:] = [] if looks is None else [looks]
    for number, line in enumerate(words.split("\n")):
        if number:
            etree.SubElement(run, tag("br"))
        text = etree.SubElement(run, tag("t"))
        text.set(_SPACE, "preserve")
        text.text = line


def _begin_result(field: FormField) -> etree._Element:
    """A run of its own for what a field shows that showed nothing."""
    marks = [mark for mark in field.end.getparent().iter(tag("fldChar")) if mark.get(tag("fldCharType")) == "separate"]
    paragraph = [*next(field.end.iterancestors(tag("p"))).iter()]
    begun = paragraph.index(field.begin)
    has_mark = any(begun < paragraph.index(mark) < paragraph.index(field.end) for mark in marks)
    run = etree.Element(tag("r"))
    if (looks := plain_looks(field.begin.getparent().find(tag("rPr")))) is not None:
        run.append(deepcopy(looks))
    field.end.addprevious(run)
    if not has_mark:
        begins = etree.Element(tag("r"))
        etree.SubElement(begins, tag("fldChar")).set(tag("fldCharType"), "separate")
        run.addprevious(begins)
    return run


def tick_field(begin: etree._Element) -> None:
    """Tick the box that an element begins."""
    data = begin.find(f"{tag('ffData')}/{tag(FieldKind.BOX.value)}")
    checked = data.find(tag("checked"))
    if checked is None:
        checked = etree.SubElement(data, tag("checked"))
    checked.set(tag("val"), "1")


def sign_shown(sign: etree._Element) -> str:
    """What a sign of a face shows: a box, or what stands for one that nobody knows."""
    place = sign.get(tag("char"), "")
    code = int(place, 16) if _HEXADECIMAL.fullmatch(place) else 0
    return _BOXES.get(sign.get(tag("font"), ""), {}).get(_place(code), UNKNOWN_SIGN)


def text_shown(text: etree._Element) -> str:
    """What a text shows, where its characters are those of a face of signs."""
    boxes, said = _BOXES.get(_face(text), {}), text.text or ""
    return "".join(boxes.get(_place(ord(one)), UNKNOWN_SIGN if _is_private(one) else one) for one in said)


def tick_sign(sign: etree._Element, at: int) -> bool:
    """Tick the box that a sign shows, or a character of a text in a face of signs; whether it was one."""
    if sign.tag == tag("sym"):
        sign.set(tag("char"), f"{_PRIVATE + _TICKS[sign.get(tag('font'))]:04X}")
        return True
    if sign.tag != tag("t") or _face(sign) not in _TICKS:
        return False
    old = sign.text or ""
    base = _PRIVATE if _is_private(old[at]) else 0
    sign.text = f"{old[:at]}{chr(base + _TICKS[_face(sign)])}{old[at + 1 :]}"
    return True


def find_odd(root: etree._Element) -> Iterator[str]:
    """Yield what stands in a part and is neither read nor filled, in a Chinese line each."""
    signs = sum(sign_shown(sign) == UNKNOWN_SIGN for sign in root.iter(tag("sym")))
    if signs:
        yield f"有 {signs} 个符号认不出是什么，那里没有填，也没有动。"
    marks = [mark for mark in root.iter(tag("fldChar")) if mark.find(tag("ffData")) is not None]
    if odd := sum(find_field(mark) is None for mark in marks):
        yield f"有 {odd} 个窗体域不在一段里，或者认不出是哪一种，没有填，也没有动。"


def _face(text: etree._Element) -> str:
    faces = text.getparent().find(f"{tag('rPr')}/{tag('rFonts')}")
    return "" if faces is None else str(faces.get(tag("ascii"), ""))


def _place(code: int) -> int:
    return code - _PRIVATE if _PRIVATE <= code <= _PRIVATE + _LAST else code


def _is_private(one: str) -> bool:
    return _PRIVATE <= ord(one) <= _PRIVATE + _LAST


def _number(data: etree._Element, name: str, default: int) -> int:
    found = data.find(tag(name))
    value = "" if found is None else str(found.get(tag("val"), ""))
    return int(value) if value.isdecimal() else default
