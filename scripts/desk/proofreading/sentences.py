"""The sentence in which something was found, and the words of it that were meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from macros.corpus.pages import SourcePage
from macros.errors import ErrorKind
from macros.findings import Finding
from macros.proofing import Passage, RemarkKind, find_passages, find_private_numbers
from scripts.build.content_checks import front_passages

#: So many characters of a sentence are shown on either side.
_AROUND = 60
_ENDS = re.compile(r"[。！？；\n]")
#: The sign of a heading, and its id.
_MARKS = re.compile(r"^#{1,6} +|[ \t]*\{[^{}]*\}$")


@dataclass(frozen=True)
class Sentence:
    """Words with what stands around them (上下文)."""

    before: str
    words: str
    after: str


def find_sentence(finding: Finding, page: SourcePage) -> Sentence | None:
    """The sentence in which something was found.

    Args:
        finding: What was found, and where.
        page: Its page.

    Returns:
        Of what is known by its words alone, those words; None of a fault that is none of the text's.
    """
    if not finding.column:
        return Sentence("", finding.words, "") if isinstance(finding.kind, RemarkKind) else None
    for passage in _passages(page, finding.line):
        for start, end in _spans(finding, passage.text):
            if passage.place(start) == (finding.line, finding.column):
                return _cut(passage.text, start, end)
    return Sentence("", bare_words(finding), "") if isinstance(finding.kind, RemarkKind) else None


def bare_words(finding: Finding) -> str:
    """The words of a finding without the marks that some kinds set around them."""
    return finding.words.strip("“”") if finding.kind is ErrorKind.CLASSIFIED else finding.words


def _passages(page: SourcePage, line: int) -> Iterator[Passage]:
    every = page.keep("passages", lambda: (*front_passages(page), *find_passages(page.numbered_lines())))
    yield from (one for one in every if one.places[0][0] <= line <= one.places[-1][0])


def _spans(finding: Finding, text: str) -> Iterator[tuple[int, int]]:
    """Where such words stand in a text; those of a number are found anew, since no message spells it out."""
    if finding.kind is ErrorKind.PRIVATE_NUMBER:
        yield from ((number.start, number.end) for number in find_private_numbers(text))
        return
    words = bare_words(finding)
    for match in re.finditer("\n?".join(map(re.escape, words)), text) if words else ():
        yield match.span()


def _cut(text: str, start: int, end: int) -> Sentence:
    first = max((match.end() for match in _ENDS.finditer(text, 0, start)), default=0)
    stop = _ENDS.search(text, end)
    last = stop.end() if stop else len(text)
    before, after = text[max(first, start - _AROUND) : start], text[end : min(last, end + _AROUND)]
    return Sentence(
        ("…" if start - first > _AROUND else "") + _MARKS.sub("", _one_line(before).lstrip()),
        _one_line(text[start:end]),
        _MARKS.sub("", _one_line(after).rstrip()) + ("…" if last - end > _AROUND else ""),
    )


def _one_line(text: str) -> str:
    # As a reader sees it, and as the checks compare what may stand.
    return text.replace("\n", "")
