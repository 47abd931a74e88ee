"""Names of concepts of which the sentence does not say that the concept is meant: they have no link."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from macros.citations.find import find_unclear
from macros.citations.lexicon import Lexicon
from macros.findings import Finding
from macros.proofing.passages import Passage
from macros.proofing.remarks import RemarkKind


def find_unclear_concepts(
    passages: Iterable[Passage], lexicon: Lexicon, *, file: str, settled: Collection[str] = ()
) -> Iterator[Finding]:
    """Yield the names that stand without a link because they may mean something else, in reading order.

    Args:
        passages: The text of a paper, as `find_passages` gives it.
        lexicon: The names.
        file: The page's path relative to the project, for the remarks.
        settled: Names that the page lets stand, or has linked by hand.
    """
    for passage in passages:
        for found in find_unclear(passage.text, lexicon):
            if found.text not in settled:
                line, column = passage.place(found.start)
                yield Finding(RemarkKind.CONCEPT_UNCLEAR, file, line, found=found.text, column=column)
