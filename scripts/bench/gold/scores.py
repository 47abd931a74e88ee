"""What is scored, one function each: from what was labelled to lines in Chinese."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from scripts.bench.gold.copies import score_copies
from scripts.bench.gold.pairs import score_pairs
from scripts.bench.gold.series import Gold
from scripts.bench.gold.suggestions import score_suggestions
from scripts.bench.gold.weights import score_weights

SCORES: tuple[Callable[[Gold], Iterator[str]], ...] = (
    score_pairs,
    score_weights,
    score_copies,
    score_suggestions,
)
