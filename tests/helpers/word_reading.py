"""What a reader has made of a file, in the few words that tests compare."""

from __future__ import annotations

from collections import Counter

from scripts.intake.manuscript import Manuscript


def texts(manuscript: Manuscript) -> list[str]:
    """Its lines."""
    return [line.text for line in manuscript.lines]


def left(manuscript: Manuscript) -> list[tuple[str, str]]:
    """What was left out, each with its reason."""
    return [(one.text, one.reason) for one in manuscript.left_out]


def lost(manuscript: Manuscript) -> Counter[str]:
    """Signs that are neither in the lines nor in what was left out."""
    found = Counter("".join(texts(manuscript)) + "".join(one.text for one in manuscript.left_out))
    return manuscript.characters - found
