"""Running text in sentences and clauses; what stands in quotes or brackets is never cut."""

from __future__ import annotations

import re
from collections.abc import Iterator

FULL_STOPS = "。！？!?"
STOPS = FULL_STOPS + "；;"
_CLOSERS = {"“": "”", "‘": "’", "（": "）", "(": ")", "《": "》", "【": "】", "〔": "〕", "「": "」"}
_CLAUSE = re.compile(r"[^，,：:]+[，,：:]?")


def split_sentences(text: str, stops: str = STOPS) -> list[str]:
    """The sentences of a text with their stops, without blanks around them.

    A quotation or bracket is a whole, but one that ends with a full stop ends
    the sentence too; an opening mark without its closing one in the same
    paragraph is an ordinary character.

    Args:
        text: Paragraphs, one a line.
        stops: The characters that end a sentence.
    """
    found = (sentence.strip() for line in text.split("\n") for sentence in _of_line(line, stops))
    return [sentence for sentence in found if sentence]


def find_beginning(text: str, most: int) -> str:
    """Whole sentences from the beginning of a text, about so many characters; … tells that more follows.

    Args:
        text: Paragraphs, one a line.
        most: How many characters, if a sentence ends before them; a first sentence that is longer is cut there.
    """
    kept = ""
    sentences = split_sentences(text)
    for sentence in sentences:
        if kept and len(kept) + len(sentence) > most:
            break
        kept += sentence
    if len(kept) > most:
        kept = kept[:most].rstrip("，、；：,;:")
    return kept if len(kept) == sum(map(len, sentences)) else f"{kept}…"


def split_clauses(sentence: str) -> list[str]:
    """The clauses of a sentence, each with the character that ends it."""
    return _CLAUSE.findall(sentence)


def _of_line(line: str, stops: str) -> Iterator[str]:
    start, place = 0, 0
    while place < len(line):
        end = _closing(line, place)
        # “……。” ends the sentence where the quotation does.
        stopped = line[end] in stops if end == place else line[end - 1] in FULL_STOPS
        place = end + 1
        if stopped:
            while place < len(line) and line[place] in stops:
                place += 1
            yield line[start:place]
            start = place
    yield line[start:]


def _closing(line: str, place: int) -> int:
    """Where the quotation or bracket that opens here closes; the place itself where none does."""
    closer = _CLOSERS.get(line[place])
    if closer is None:
        return place
    depth = 0
    for end in range(place, len(line)):
        depth += (line[end] == line[place]) - (line[end] == closer)
        if depth == 0:
            return end
    return place
