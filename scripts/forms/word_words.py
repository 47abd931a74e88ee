"""Words put into a cell or a paragraph of a Word file, with the looks that stood there."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from itertools import takewhile

from lxml import etree

from scripts.forms.faults import FormError
from scripts.forms.grid import find_boxes
from scripts.forms.rich_text import replace_span
from scripts.forms.word_controls import fill_control, plain_looks, tag, tick, whole_control
from scripts.forms.word_fields import fill_field, find_field, tick_field, tick_sign, whole_field
from scripts.forms.word_reading import ONCE, cell_words, children, paragraph_text, pieces
from scripts.forms.wording import Filling

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_ILLEGAL = {*map(chr, range(32)), "\ufffe", "\uffff"} - {"\t", "\n"}


def empty(cell: etree._Element) -> etree._Element:
    """Leave a cell one paragraph with the looks of its first one and of its first words; give that paragraph."""
    paragraphs = list(children(cell, "p"))
    first = paragraphs[0] if paragraphs else etree.SubElement(cell, tag("p"))
    looks = _looks(first)
    for other in paragraphs[1:]:
        other.getparent().remove(other)
    for child in list(first):
        if child.tag != tag("pPr") and child.tag not in ONCE:
            first.remove(child)
    if looks is not None:
        etree.SubElement(first, tag("r")).append(looks)
    return first


def _looks(paragraph: etree._Element) -> etree._Element | None:
    """How the first words of a paragraph look, else how its end does."""
    run = next((one for one in paragraph.iter(tag("r")) if one.find(tag("rPr")) is not None), None)
    found = run.find(tag("rPr")) if run is not None else paragraph.find(f"{tag('pPr')}/{tag('rPr')}")
    return plain_looks(found)


def put(cell: etree._Element, one: Filling) -> etree._Element | None:
    """Put words into a cell, or tick a box of it; give the paragraph at which a remark can be, if any."""
    if cell.tag == tag("p"):
        return None
    if find_boxes(cell_words(cell)):
        if one.text:
            _tick(cell, one.text)
        return next(children(cell, "p"))
    if (field := whole_field(cell)) is not None:
        fill_field(field, _safe(one))
        return next(children(cell, "p"))
    if (control := whole_control(cell)) is not None:
        fill_control(control, _safe(one), one.value if isinstance(one.value, date) else None)
        return next(children(cell, "p"))
    paragraph = empty(cell)
    run = paragraph.find(tag("r"))
    for number, line in enumerate(_safe(one).split("\n")):
        if number:
            following = deepcopy(paragraph)
            paragraph.addnext(following)
            paragraph = following
            run = paragraph.find(tag("r"))
        run = etree.SubElement(paragraph, tag("r")) if run is None else run
        for old in run.findall(tag("t")):
            run.remove(old)
        node = etree.SubElement(run, tag("t"))
        node.set(_SPACE, "preserve")
        node.text = line
    return next(children(cell, "p"))


def _tick(cell: etree._Element, text: str) -> None:
    """Tick the box by which a text differs from what a cell says."""
    at = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(cell_words(cell), text, strict=False)))
    for paragraph in children(cell, "p"):
        for sign, words in pieces(paragraph):
            if 0 <= at < len(words):
                if sign.tag == tag("fldChar"):
                    tick_field(sign)
                elif not tick_sign(sign, at):
                    replace_span([(sign, words)], at, at + 1, tick(sign))
                return
            at -= len(words)
        at -= 1


def put_inline(cell: etree._Element, one: Filling) -> etree._Element | None:
    """Put words into a place of a paragraph, of a cell's the one that holds the place."""
    assert one.inline  # noqa: S101 - whoever calls has looked
    paragraphs = [cell] if cell.tag == tag("p") else list(children(cell, "p"))
    at = 0
    for paragraph in paragraphs:
        text = paragraph_text(paragraph)
        if at <= one.inline.start <= at + len(text):
            whole = "\n".join(map(paragraph_text, paragraphs))
            start, end = one.inline.span(whole)
            _replace(paragraph, start - at, min(end - at, len(text)), _safe(one))
            return paragraph
        at += len(text) + 1
    return None


def _replace(paragraph: etree._Element, start: int, end: int, words: str) -> None:
    if (waiting := _prompt_at(paragraph, start, end)) is not None:
        if field := find_field(waiting) if waiting.tag == tag("fldChar") else None:
            fill_field(field, words)
        else:
            fill_control(waiting, words)
        return
    if replace_span(pieces(paragraph), start, end, words):
        return
    # There is only a tab to write on, or nothing: the words get a run of their own.
    run = etree.SubElement(paragraph, tag("r"))
    if (looks := _looks(paragraph)) is not None:
        run.append(looks)
    node = etree.SubElement(run, tag("t"))
    node.set(_SPACE, "preserve")
    node.text = words


def _prompt_at(paragraph: etree._Element, start: int, end: int) -> etree._Element | None:
    """The control or the field in a place that waits for what stands there."""
    at = 0
    for element, text in pieces(paragraph):
        if element.tag in {tag("sdt"), tag("fldChar")} and not text and start <= at <= end:
            return element
        at += len(text)
    return None


def _safe(one: Filling) -> str:
    if _ILLEGAL & set(one.text):
        raise FormError(f"{one.place}“{one.label}”：有文件不收的字符，写不进去。改法：在页面上改掉这个字符。")
    return one.text
