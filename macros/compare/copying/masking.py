"""The words of a text with what alone may change from year to year masked: figures, years, ordinals."""

from __future__ import annotations

import re
from collections.abc import Sequence

from macros.compare.passages import split_sentences
from macros.compare.wording import MUTE_RUN, TELLING

#: Stands for a figure, a year, an ordinal; of itself it would be one.
FIGURE = "〇"
#: Parts sentences while they are masked together; a letter, since punctuation falls away.
_BORDER = "ꀀ"
_DIGIT = "0-9０-９零〇○一二三四五六七八九十百千万亿两"
_FIGURE = (
    rf"[{_DIGIT}][{_DIGIT}.．,]*(?<![.．,])"
    # 今年以来 and 2023年以来 are the same words of two years.
    r"|[今去本上前明当](?=年)"
)
_MASKED = re.compile(_FIGURE)
_TOKEN = re.compile(rf"(?P<figure>{_FIGURE})|[^\W_]|[{TELLING}]")
_CLAUSE = re.compile(r"[，：；。！？\n]|[,:;!?](?![0-9])")
_OPENING, _CLOSING = re.compile("[“‘《（【〔「]*$"), re.compile("^[”’》）】〕」]*")


def mask(text: str) -> str:
    """The words of a text as `fold` has them, each figure a single sign."""
    # No punctuation is left that would tell one figure from another.
    return MUTE_RUN.sub("", _MASKED.sub(FIGURE, text)).lower()


def mask_sentences(text: str) -> tuple[tuple[str, str], ...]:
    """The sentences of a text, each with its masked words, which are empty where it has none."""
    sentences = split_sentences(text.replace(_BORDER, ""))
    # To mask them together takes half the time.
    return tuple(zip(sentences, mask(_BORDER.join(sentences)).split(_BORDER), strict=True)) if sentences else ()


def count_words(masked: str) -> int:
    """How many characters are words and no figures."""
    return len(masked) - masked.count(FIGURE)


def as_written(text: str, masked: str) -> str:
    """Masked words as a text writes them; the whole text where they cannot be told.

    Args:
        text: A text.
        masked: What stands in it once it is masked.
    """
    tokens = list(_TOKEN.finditer(text))
    whole = "".join(FIGURE if token["figure"] else token[0].lower() for token in tokens)
    at = whole.find(masked)
    if at < 0 or len(whole) != len(tokens):
        return text
    found = text[tokens[at].start() : tokens[at + len(masked) - 1].end()]
    before, after = text[: tokens[at].start()], text[tokens[at + len(masked) - 1].end() :]
    # Quotation marks and brackets stay with the words that they enclose.
    return f"{_OPENING.findall(before)[0]}{found}{_CLOSING.findall(after)[0]}"


def split_masked(text: str) -> Sequence[str]:
    """The masked clauses of a sentence, in their order."""
    return [clause for part in _CLAUSE.split(text) if (clause := mask(part))]
