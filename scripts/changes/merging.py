"""Puts together what two have changed in one text, where they changed different lines of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

#: The lines from here to there give way to these.
_Edit = tuple[int, int, tuple[bytes, ...]]


def merge_texts(begun: bytes, theirs: bytes, ours: bytes) -> bytes | None:
    """The text with the changes of both.

    Args:
        begun: What both have begun from.
        theirs: What one has made of it.
        ours: What the other has made of it.

    Returns:
        None where both have changed the same lines, or lines beside each other, each in his own way.
    """
    lines = begun.splitlines(keepends=True)
    edits = sorted({*_edits(lines, theirs), *_edits(lines, ours)})
    if any(after[0] <= before[1] for before, after in pairwise(edits)):
        return None
    for start, end, new in reversed(edits):
        lines[start:end] = new
    return b"".join(lines)


def _edits(begun: Sequence[bytes], text: bytes) -> Iterator[_Edit]:
    new = text.splitlines(keepends=True)
    for what, start, end, first, last in SequenceMatcher(None, begun, new, autojunk=False).get_opcodes():
        if what != "equal":
            yield start, end, tuple(new[first:last])
