"""Set phrases (提法): words that papers take over from above, year by year."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

_PASSED_OVER = dict.fromkeys(map(ord, " \t\u3000\u200b\u200c\u200d\ufeff“”‘’\"'「」『』()[]【】〔〕《》〈〉、·"))
_STOPS = {ord(character): "\n" for character in "。.!?;:\n"}


@dataclass(frozen=True)
class Phrase:
    """A set phrase with its spellings (提法).

    Attributes:
        text: The form that stands for it in tables.
        also: Other spellings that count as the same.
        note: What a reader must know beside it; may be empty.
    """

    text: str
    also: tuple[str, ...] = ()
    note: str = ""

    @property
    def forms(self) -> tuple[str, ...]:
        """All its spellings."""
        return (self.text, *self.also)


def fold_words(text: str) -> str:
    """Text as phrases are looked for in it.

    Width, case, quotes, brackets, blanks and 、 do not count; what ends a
    clause becomes a line end, which no phrase crosses, and a comma stays.
    """
    return unicodedata.normalize("NFKC", text).casefold().translate(_PASSED_OVER | _STOPS)


def fold_form(form: str) -> str:
    """A spelling without any punctuation, by which two spellings are the same."""
    return fold_words(form).replace(",", "").replace("\n", "")
