"""Paragraphs of a page's own text that hold words and links alone."""

from __future__ import annotations

from collections.abc import Sequence

from macros.render.environment import render


def render_paragraphs(rows: Sequence[Sequence[tuple[str, str]]]) -> list[str]:
    """Each paragraph as HTML.

    Args:
        rows: The pieces of each, as text and the address that it leads to, which may be empty; no line ends.
    """
    return render("paragraphs", rows=rows).split("\n") if rows else []
