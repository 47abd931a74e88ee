"""What one plain text says that another does not, sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterator

from macros.compare.passages import compare_texts
from scripts.changes.said.telling import Said, passage


def say_texts(old: str, new: str, where: str = "") -> Iterator[Said]:
    """Yield each sentence that changes, with the words that go and come.

    Args:
        old: The earlier text.
        new: The later one.
        where: What they are of.
    """
    if old == new:
        return
    for pair in compare_texts(old, new):
        gone, come = ("".join(piece.text for piece in side) for side in (pair.old, pair.new))
        if gone != come:
            yield passage(where, gone, come)
