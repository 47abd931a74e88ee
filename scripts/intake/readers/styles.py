"""Styles of a Word document: what a paragraph inherits (ECMA-376 Part 1, 17.7)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import lxml.etree as etree

from scripts.intake.readers.wordxml import attribute, children, find, is_on, number, value_at

_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
_DEEPEST_OUTLINE = 6
_BODY_LEVEL = 9
_LONGEST_CHAIN = 64


@dataclass(frozen=True)
class Style:
    """One style: its id, its name, the one it is based on, and its element."""

    id: str
    name: str
    based_on: str
    element: etree._Element


@dataclass(frozen=True)
class Styles:
    """All styles of a document, by id; `default` names that of paragraphs without one."""

    by_id: dict[str, Style] = field(default_factory=dict)
    default: str = ""

    def chain(self, style: str) -> list[Style]:
        """List a style and those it is based on, nearest first; a circle ends where it closes."""
        found: list[Style] = []
        while style in self.by_id and len(found) < _LONGEST_CHAIN and self.by_id[style] not in found:
            found.append(self.by_id[style])
            style = found[-1].based_on
        return found

    def of(self, paragraph: etree._Element) -> list[Style]:
        """List the styles of a paragraph, nearest first."""
        return self.chain(value_at(paragraph, "w:pPr", "w:pStyle") or self.default)

    def outline(self, paragraph: etree._Element) -> int:
        """Tell the heading level of a paragraph.

        Args:
            paragraph: A `w:p`.

        Returns:
            1 to 6 by its own outline level, that of its styles, or a style's name; 0 for body text.
        """
        own = value_at(paragraph, "w:pPr", "w:outlineLvl")
        if own is not None:
            return _level(own)
        for style in self.of(paragraph):
            level = value_at(style.element, "w:pPr", "w:outlineLvl")
            if level is not None:
                return _level(level)
            heading = _HEADING.fullmatch(style.name.strip())
            if heading:
                return min(int(heading[1]), _DEEPEST_OUTLINE)
        return 0

    def hidden(self, run: etree._Element, *, inherited: bool = False) -> bool:
        """Whether a run (or a paragraph's mark) is hidden text, by itself or by its character style."""
        own = is_on(run, "w:rPr", "w:vanish")
        if own is not None:
            return own
        for style in self.chain(value_at(run, "w:rPr", "w:rStyle") or ""):
            by_style = is_on(style.element, "w:rPr", "w:vanish")
            if by_style is not None:
                return by_style
        return inherited

    def stresses(self, run: etree._Element) -> bool:
        """Whether a run stands out among the words of its paragraph: bold or under marks, by itself or by its style."""
        looks = [run, *(style.element for style in self.chain(value_at(run, "w:rPr", "w:rStyle") or ""))]
        bold = next((one for look in looks if (one := is_on(look, "w:rPr", "w:b")) is not None), False)
        return bold or value_at(run, "w:rPr", "w:em") not in {None, "none"}

    def hides(self, paragraph: etree._Element) -> bool:
        """Whether a paragraph's styles hide its text."""
        switches = (is_on(style.element, "w:rPr", "w:vanish") for style in self.of(paragraph))
        return next((switch for switch in switches if switch is not None), False)


def read_styles(root: etree._Element | None) -> Styles:
    """Read the styles part.

    Args:
        root: Its root; None where the document has none.

    Returns:
        The styles.
    """
    by_id: dict[str, Style] = {}
    default = ""
    for element in children(root, "w:style"):
        key = attribute(element, "styleId")
        by_id[key] = Style(key, value_at(element, "w:name") or "", value_at(element, "w:basedOn") or "", element)
        if attribute(element, "type") == "paragraph" and attribute(element, "default") in {"1", "true", "on"}:
            default = key
    return Styles(by_id, default)


def numbering_reference(properties: etree._Element | None) -> tuple[str | None, int | None]:
    """The list (numId) and level (ilvl) that paragraph properties name; None for what they leave open."""
    reference = find(properties, "w:numPr")
    level = value_at(reference, "w:ilvl")
    return value_at(reference, "w:numId"), None if level is None else number(level)


def _level(text: str) -> int:
    level = number(text, _BODY_LEVEL)
    return min(level + 1, _DEEPEST_OUTLINE) if 0 <= level < _BODY_LEVEL else 0
