"""Content controls of a Word file (内容控件): what they take, and how they are filled (ECMA-376 Part 1, 17.5.2)."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from datetime import date

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
#: Of a pattern of days, what stands for year, month and day; the longer one first.
_PARTS = (("yyyy", "{0.year}"), ("MM", "{0.month:02}"), ("M", "{0.month}"), ("dd", "{0.day:02}"), ("d", "{0.day}"))
_TICK = "☑"


def tag(name: str) -> str:
    """A name of the main namespace, as lxml writes it."""
    return f"{{{W}}}{name}"


def is_prompting(control: etree._Element) -> bool:
    """Whether a control only tells to type or choose something."""
    return control.find(f"{tag('sdtPr')}/{tag('showingPlcHdr')}") is not None


def is_in_prompt(element: etree._Element) -> bool:
    """Whether an element stands in a control that only tells to type something."""
    return any(is_prompting(control) for control in element.iterancestors(tag("sdt")))


def words_taken(control: etree._Element) -> tuple[str, ...]:
    """The only words that a control takes, of one that drops down; empty where it takes any."""
    items = control.iterfind(f"{tag('sdtPr')}/{tag('dropDownList')}/{tag('listItem')}")
    return tuple(word for item in items if (word := item.get(tag("displayText")) or item.get(tag("value"))))


def is_of_days(control: etree._Element) -> bool:
    """Whether a control takes a day."""
    return control.find(f"{tag('sdtPr')}/{tag('date')}") is not None


def whole_control(cell: etree._Element) -> etree._Element | None:
    """The control that all the words of a cell belong to, in it or around it; None where it has none, or several."""
    content = cell.getparent()
    if content is not None and content.tag == tag("sdtContent"):
        return content.getparent()
    inside = [one for one in cell.iter(tag("sdt")) if not is_box(one)]
    outer = [one for one in inside if not any(above in inside for above in one.iterancestors(tag("sdt")))]
    if len(outer) != 1 or any(_said_outside(cell, outer[0])):
        return None
    # The innermost one is what a person types into.
    return inside[-1] if len(inside) == len([*outer[0].iter(tag("sdt"))]) else outer[0]


def _said_outside(cell: etree._Element, control: etree._Element) -> Iterator[str]:
    own = {*control.iter(tag("t"))}
    yield from (text.text for text in cell.iter(tag("t")) if text not in own and (text.text or "").strip())


def fill_control(control: etree._Element, words: str, day: date | None = None) -> None:
    """Put words into a control, with the looks that its words have.

    Args:
        control: The control.
        words: What stands there then; a line each paragraph, where it holds paragraphs.
        day: The same as a day, where it takes one.
    """
    for settings in control.findall(tag("sdtPr")):
        # What is bound to a part would be put back from there when the file is opened.
        for name in ("showingPlcHdr", "dataBinding"):
            for element in settings.findall(tag(name)):
                settings.remove(element)
    if (kind := control.find(f"{tag('sdtPr')}/{tag('date')}")) is not None:
        words = _take_day(kind, words, day)
    content = control.find(tag("sdtContent"))
    holder = next(content.iter(tag("p")), None)
    _say(content if holder is None else holder, words)
    for other in [*content.iter(tag("p"))][1:]:
        other.getparent().remove(other)


def _take_day(kind: etree._Element, words: str, day: date | None) -> str:
    if day is None:
        kind.attrib.pop(tag("fullDate"), None)
        return words
    kind.set(tag("fullDate"), f"{day.isoformat()}T00:00:00Z")
    pattern = kind.find(tag("dateFormat"))
    form = "yyyy年M月d日" if pattern is None else pattern.get(tag("val"), "").replace("'", "")
    for part, value in _PARTS:
        form = form.replace(part, value)
    return form.format(day) if "{" in form else words


def _say(holder: etree._Element, words: str) -> None:
    """Leave a paragraph, or what stands for runs, one run with words and the looks of its first."""
    first = next(holder.iter(tag("r")), None)
    looks = plain_looks(first.find(tag("rPr"))) if first is not None else None
    for child in list(holder):
        if child.tag != tag("pPr"):
            holder.remove(child)
    for number, line in enumerate(words.split("\n")):
        run = etree.SubElement(holder, tag("r"))
        if looks is not None:
            run.append(deepcopy(looks))
        if number:
            etree.SubElement(run, tag("br"))
        text = etree.SubElement(run, tag("t"))
        text.set(_SPACE, "preserve")
        text.text = line


def plain_looks(found: etree._Element | None) -> etree._Element | None:
    """Looks of words, to be given to others: grey words that only tell what to type look so by a style, which goes."""
    if found is None:
        return None
    looks = deepcopy(found)
    for style in looks.findall(tag("rStyle")):
        if "laceholder" in style.get(tag("val"), ""):
            looks.remove(style)
    return looks


def is_box(control: etree._Element) -> bool:
    """Whether a control is a box to be ticked."""
    return control.find(f"{tag('sdtPr')}/{{{W14}}}checkbox") is not None


def tick(sign: etree._Element) -> str:
    """The sign of a box that is ticked; where a control holds the box, that says so then.

    Args:
        sign: The element that shows the box.
    """
    control = next((one for one in sign.iterancestors(tag("sdt")) if is_box(one)), None)
    if control is None:
        return _TICK
    box = control.find(f"{tag('sdtPr')}/{{{W14}}}checkbox")
    checked, state = (box.find(f"{{{W14}}}{name}") for name in ("checked", "checkedState"))
    if checked is None:
        checked = etree.Element(f"{{{W14}}}checked")
        box.insert(0, checked)
    checked.set(f"{{{W14}}}val", "1")
    return chr(int(state.get(f"{{{W14}}}val"), 16)) if state is not None else _TICK
