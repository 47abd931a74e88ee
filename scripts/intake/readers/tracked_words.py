"""The words around and in a tracked change: the sentence as it stood, and as it was to stand."""

from __future__ import annotations

from dataclasses import dataclass

import lxml.etree as etree

from scripts.intake.revisions import Sentence

#: Stands for the end of a paragraph or a line.
LINE_END = "↵"
_SHOWN = {
    "w:tab": " ", "w:br": LINE_END, "w:cr": LINE_END, "w:noBreakHyphen": "-", "w:sym": "□", "w:object": "〔图〕",
    "w:drawing": "〔图〕", "w:pict": "〔图〕", "w:footnoteReference": "〔注〕", "w:endnoteReference": "〔注〕",
}  # fmt: skip
_STOPS = "。！？；"
_MOST_AROUND, _MOST_CHANGED, _MOST_TOKENS = 40, 300, 200


@dataclass(frozen=True)
class Token:
    """Some words of a paragraph, and the ways that changes take them: + they come, - they go."""

    text: str
    ways: str = ""


@dataclass(frozen=True)
class Place:
    """Where a token stands: its paragraph, and its place there."""

    paragraph: list[Token]
    at: int

    @property
    def token(self) -> Token:
        """What stands there."""
        return self.paragraph[self.at]


def words_of(element: etree._Element, name: str) -> str:
    """The words that an element shows by itself; empty for most."""
    if name in {"w:t", "w:delText", "m:t"}:
        return " ".join((element.text or "").split("\n"))
    return _SHOWN.get(name, "")


def read_sentences(places: list[Place], *, moved: bool) -> tuple[Sentence, Sentence]:
    """The sentence in which some places of one change stand, without the change and with it.

    Args:
        places: Where its words stand, in reading order.
        moved: Whether it has moved words from one sentence to another.
    """
    gone = [place for place in places if place.token.ways == "-"]
    come = [place for place in places if place.token.ways == "+"]
    return _sentence(gone, gone if moved else places), _sentence(come, come if moved else places)


def _sentence(changed: list[Place], around: list[Place]) -> Sentence:
    words = "".join(place.token.text for place in changed)
    if not around:
        return Sentence("", words, "")
    cut = words if len(words) <= _MOST_CHANGED else words[:_MOST_CHANGED] + "……"
    return Sentence(_left(around[0]), cut, _right(around[-1]))


def _left(place: Place) -> str:
    """What stands before a place in its sentence, with all other changes made."""
    text = "".join(token.text for token in place.paragraph[max(0, place.at - _MOST_TOKENS) : place.at] if _stays(token))
    start = max(text.rfind(stop) for stop in _STOPS + LINE_END) + 1
    return text[max(start, len(text) - _MOST_AROUND) :]


def _right(place: Place) -> str:
    # Words that only have another number stand in both readings.
    first = place.at + bool(place.token.ways)
    tokens = place.paragraph[first : first + _MOST_TOKENS]
    text = "".join(token.text for token in tokens if _stays(token))[:_MOST_AROUND]
    ends = [end for stop in _STOPS if (end := text.find(stop)) >= 0]
    return text[: min(ends) + 1] if ends else text.split(LINE_END)[0]


def _stays(token: Token) -> bool:
    return "-" not in token.ways
