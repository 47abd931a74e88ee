"""How good an answer is against the truth."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean


@dataclass(frozen=True)
class Score:
    """What one answer, or the mean of several, is worth.

    Attributes:
        recall: Share of the true items that the answer names (查全).
        precision: Share of the answer's items that are true; 0 where it is empty (查准).
        r_precision: Share of true items among the first R, R being how many are true (R 查准).
    """

    recall: float
    precision: float
    r_precision: float


def judge(answer: Iterable[str], truth: Collection[str]) -> Score:
    """Set an answer against the truth.

    Args:
        answer: Names of items, best first; what comes twice counts once.
        truth: Names of the items that hold the phrase, at least one.

    Returns:
        Its score.
    """
    ranked: Sequence[str] = list(dict.fromkeys(answer))
    hits = [name in truth for name in ranked]
    return Score(
        recall=sum(hits) / len(truth),
        precision=sum(hits) / len(ranked) if ranked else 0.0,
        r_precision=sum(hits[: len(truth)]) / len(truth),
    )


def mean_score(scores: Sequence[Score]) -> Score:
    """The mean over queries, each counting the same.

    Args:
        scores: At least one.

    Returns:
        The mean of each of the three.
    """
    return Score(
        recall=fmean(score.recall for score in scores),
        precision=fmean(score.precision for score in scores),
        r_precision=fmean(score.r_precision for score in scores),
    )
