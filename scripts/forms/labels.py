"""Finds in running words the places that wait to be filled: 填报单位：______　填报日期：　年　月　日."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

_BLANK = r"[\s\u3000_＿]"
_LABEL = re.compile(
    r"(?P<label>[\u4e00-\u9fffA-Za-z0-9（）()、/]{2,24})[ \u3000]*[:：]"
    rf"(?P<place>{_BLANK}*(?:(?:20{_BLANK}+)?年{_BLANK}*月{_BLANK}*日?{_BLANK}*)?)"
)
_DATE = re.compile(r"年[\s\u3000_＿]*月")


@dataclass(frozen=True)
class InlinePlace:
    """A place in a text (空处).

    Attributes:
        label: The words before it, without the colon.
        start: Where it begins.
        end: Where it ends.
        has_room: Whether something stands there to be replaced, such as a line to write on.
    """

    label: str
    start: int
    end: int
    has_room: bool

    def filled(self, text: str, value: str) -> str:
        """The text with a value in this place; what keeps the next label apart stays."""
        start, end = self.span(text)
        return text[:start] + value + text[end:]

    def span(self, text: str) -> tuple[int, int]:
        """What gives way to a value: of the blanks before a next label two stay."""
        place = text[self.start : self.end]
        is_last = self.end == len(text)
        if not place.strip("_＿ \u3000\t\n") and not is_last and not place.rstrip(" \u3000\t").endswith(("_", "＿")):
            return self.start, max(self.start, self.end - 2)
        return self.start, self.start + len(place.rstrip(" \u3000\t\n")) if not is_last else self.end


def find_places(text: str, held: Collection[int] = ()) -> Iterator[InlinePlace]:
    """Yield the places of a text, in their order; one behind which words stand is filled already.

    Args:
        text: The words.
        held: Where in them a control or a field waits, whatever stands behind it: 填报单位：（盖章）.
    """
    for match in _LABEL.finditer(text):
        after = text[match.end("place") :]
        place = match["place"]
        # Words right behind the colon are its value; behind blanks they are the next label.
        is_held = any(match.start("place") <= at <= match.end("place") for at in held)
        if after and not is_held and (not place or not _LABEL.match(after)) and not _ends(place, after):
            continue
        yield InlinePlace(match["label"], match.start("place"), match.end("place"), bool(place.strip()) or bool(place))


def _ends(place: str, after: str) -> bool:
    """Whether a place is over before what follows: a line to write on, a date, the end of a paragraph."""
    return bool(place.strip()) and (
        after[0] in "，,；;。)）\n" or bool(re.search(r"[_＿]", place)) or bool(_DATE.search(place))
    )


def is_label(text: str) -> bool:
    """Whether a text ends as what asks for something, with a colon."""
    return text.rstrip().endswith((":", "："))
