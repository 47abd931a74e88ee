"""Automatic numbers of a Word document, which stand nowhere in its text (ECMA-376 Part 1, 17.9)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace

import lxml.etree as etree

from scripts.intake.manuscript import IntakeError
from scripts.intake.readers.number_formats import write_number
from scripts.intake.readers.styles import Styles, numbering_reference
from scripts.intake.readers.symbols import BULLET, bullet
from scripts.intake.readers.wordxml import attribute, children, find, is_on, name_of, number, value_at

_LEVELS = 9
_PLACE = re.compile("%([1-9])")
_NONE = "0"
_SHOWN_LENGTH = 20


@dataclass(frozen=True)
class Level:
    """How one level of a list is numbered.

    Attributes:
        form: Value of ST_NumberFormat; `pattern` goes with `custom`.
        text: The number's text, with %1 to %9 for the numbers of the levels.
        start: First number.
        restart: Level (1-based) after which it begins anew; 0 for never; None for any higher one.
        legal: Whether all numbers are written in digits.
        suffix: What follows the number: tab, space or nothing.
        font: Font of a bullet.
        hidden: Whether the number is hidden text.
        style: Paragraph style tied to this level.
    """

    form: str = "decimal"
    pattern: str = ""
    text: str = ""
    start: int = 0
    restart: int | None = None
    legal: bool = False
    suffix: str = "tab"
    font: str = ""
    hidden: bool = False
    style: str = ""


@dataclass(frozen=True)
class NumberedList:
    """A list (w:num): the definition whose counters it shares, its levels, and numbers it begins anew with."""

    abstract: str
    levels: Mapping[int, Level]
    starts: Mapping[int, int]


class Numbering:
    """Counts through the numbered paragraphs of a document, in reading order."""

    def __init__(self, lists: Mapping[str, NumberedList], styles: Styles) -> None:
        self._lists = lists
        self._styles = styles
        self._counters: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()

    def count(self, paragraph: etree._Element, place: int, text: str) -> str:
        """Count a paragraph and write its number.

        Args:
            paragraph: The `w:p`; each is counted once.
            place: 1-based number of the paragraph, for the error.
            text: What stands in the paragraph, for the error and the blank between.

        Returns:
            The number with the blank that must follow it; empty where the paragraph has none.

        Raises:
            IntakeError: The format of the number is not known.
        """
        name, at = self._reference(paragraph)
        numbered = self._lists.get(name)
        level = numbered.levels.get(at) if numbered else None
        if numbered is None or level is None:
            return ""
        numbers = self._advance(name, numbered, at)
        written = _write(level, numbered.levels, numbers)
        if written is None:
            raise IntakeError(
                f"第 {place} 段“{text[:_SHOWN_LENGTH]}”的自动编号是“{level.form}”格式，读不出来。"
                "改法：在 Word 里把这一处改成手工编号，再导入。"
            )
        return "" if level.hidden or not written else written + _gap(level, written, text)

    def _reference(self, paragraph: etree._Element) -> tuple[str, int]:
        """The list and level of a paragraph: its own, or those of its styles (17.7.2, 17.9.18)."""
        name, at = numbering_reference(find(paragraph, "w:pPr"))
        if name is not None:
            return name, at or 0
        chain = self._styles.of(paragraph)
        for style in chain:
            name, by_style = numbering_reference(find(style.element, "w:pPr"))
            if name is not None:
                tied = self._tied_level(name, [link.id for link in chain])
                return name, at if at is not None else tied if tied is not None else by_style or 0
        return _NONE, 0

    def _tied_level(self, name: str, styles: list[str]) -> int | None:
        numbered = self._lists.get(name)
        levels = numbered.levels.items() if numbered else ()
        return next((at for style in styles for at, level in levels if level.style == style), None)

    def _advance(self, name: str, numbered: NumberedList, at: int) -> list[int]:
        counters = self._counters.setdefault(numbered.abstract, [None] * _LEVELS)
        before = counters[at]
        if at in numbered.starts and (name, at) not in self._begun:
            counters[at] = numbered.starts[at]
        else:
            counters[at] = numbered.levels[at].start if before is None else before + 1
        self._begun.add((name, at))
        for deeper in range(at + 1, _LEVELS):
            restart = numbered.levels.get(deeper, Level()).restart
            if restart is None or at < restart:
                counters[deeper] = None
        # A level passed over counts as if it had begun.
        starts = (numbered.starts.get(k, numbered.levels.get(k, Level()).start) for k in range(_LEVELS))
        return [begin if now is None else now for now, begin in zip(counters, starts, strict=True)]


def read_numbering(root: etree._Element | None, styles: Styles) -> Numbering:
    """Read the numbering part.

    Args:
        root: Its root; None where the document has none.
        styles: The document's styles, through which lists may be linked.

    Returns:
        Counters at their beginning.
    """
    abstracts = {attribute(entry, "abstractNumId"): entry for entry in children(root, "w:abstractNum")}
    nums = {attribute(entry, "numId"): entry for entry in children(root, "w:num")}
    lists = {}
    for name, entry in nums.items():
        if name == _NONE:
            continue
        abstract = _resolve(value_at(entry, "w:abstractNumId") or "", abstracts, nums, styles)
        levels = dict(map(_level, children(abstracts.get(abstract), "w:lvl")))
        lists[name] = _with_overrides(NumberedList(abstract, levels, {}), entry)
    return Numbering(lists, styles)


def _resolve(
    abstract: str, abstracts: Mapping[str, etree._Element], nums: Mapping[str, etree._Element], styles: Styles
) -> str:
    """Follow a link to a list style (numStyleLink) to the definition that has the levels (17.9.21)."""
    seen = set()
    while abstract not in seen:
        seen.add(abstract)
        link = value_at(abstracts.get(abstract), "w:numStyleLink")
        if not link:
            break
        owner = next((key for key, one in abstracts.items() if value_at(one, "w:styleLink") == link), None)
        style = styles.by_id.get(link)
        name = value_at(style.element, "w:pPr", "w:numPr", "w:numId") if style else None
        target = value_at(nums.get(name or ""), "w:abstractNumId")
        abstract = owner or target or abstract
    return abstract


def _with_overrides(numbered: NumberedList, entry: etree._Element) -> NumberedList:
    levels, starts = dict(numbered.levels), {}
    for override in children(entry, "w:lvlOverride"):
        at = number(attribute(override, "ilvl"), -1)
        if not 0 <= at < _LEVELS:
            continue
        whole = find(override, "w:lvl")
        if whole is not None:
            levels[at] = _level(whole)[1]
        start = value_at(override, "w:startOverride")
        if start is not None:
            starts[at] = number(start)
    return replace(numbered, levels=levels, starts=starts)


def _level(element: etree._Element) -> tuple[int, Level]:
    form, pattern = _form(element)
    restart = value_at(element, "w:lvlRestart")
    fonts = find(element, "w:rPr", "w:rFonts")
    at = number(attribute(element, "ilvl"), -1)
    picture = find(element, "w:lvlPicBulletId") is not None
    return at if 0 <= at < _LEVELS else -1, Level(
        form="bullet" if picture else form,
        pattern=pattern,
        text=BULLET if picture else value_at(element, "w:lvlText") or "",
        start=number(value_at(element, "w:start") or "0"),
        restart=None if restart is None else number(restart),
        legal=is_on(element, "w:isLgl") or False,
        suffix=value_at(element, "w:suff") or "tab",
        font=attribute(fonts, "ascii") or attribute(fonts, "hAnsi"),
        hidden=is_on(element, "w:rPr", "w:vanish") or False,
        style=value_at(element, "w:pStyle") or "",
    )


def _form(element: etree._Element) -> tuple[str, str]:
    found = find(element, "w:numFmt")
    if found is None:
        # Formats that Word added later stand in a choice, with a stand-in for older programs.
        choices = [choice for one in children(element, "mc:AlternateContent") for choice in one]
        choices.sort(key=lambda choice: name_of(choice) != "mc:Choice")
        found = next((form for choice in choices for form in children(choice, "w:numFmt")), None)
    return attribute(found, "val", "decimal"), attribute(found, "format")


def _write(level: Level, levels: Mapping[int, Level], numbers: list[int]) -> str | None:
    if level.form == "bullet":
        return bullet(level.font, level.text)
    written = ""
    for index, piece in enumerate(_PLACE.split(level.text)):
        if index % 2 == 0:
            written += piece
            continue
        other = levels.get(int(piece) - 1, level)
        form = "decimal" if level.legal and other.form != "none" else other.form
        one = write_number(numbers[int(piece) - 1], form, other.pattern)
        if one is None:
            return None
        written += one
    return written


def _gap(level: Level, written: str, text: str) -> str:
    """The blank after a number: Word's tab is drawn, so one stands here where the two would run together."""
    if level.suffix == "nothing" or not text or written[-1].isspace():
        return ""
    last, first = written[-1], text[0]
    word = unicodedata.category(last) in {"Nd", "Lu", "Ll", "Lo", "Nl"}
    glued = word or level.form == "bullet" or (last in ".-,:" and first.isascii() and first.isalnum())
    return " " if level.suffix == "space" or glued else ""
